#!/usr/bin/env bash
# Builds the Kubernetes of the tests into .tools/cluster: kube-apiserver, etcd and kubectl, from the versions that go.mod names, and
# fakelet. A program that is there and was built from the same sources is left alone. --check builds nothing: it succeeds when
# everything is there, and otherwise says what is not.
set -euo pipefail
cd "$(dirname "$0")"

bin=../../../.tools/cluster
version=$(sed -n 's|^\tk8s.io/kubernetes v\(.*\)$|\1|p' go.mod)
declare -A packages=(
    [fakelet]=./fakelet
    [etcd]=go.etcd.io/etcd/server/v3
    [kubectl]=k8s.io/kubernetes/cmd/kubectl
    [kube-apiserver]=k8s.io/kubernetes/cmd/kube-apiserver
)
# The largest one comes last: what is wrong shows sooner.
order=(fakelet etcd kubectl kube-apiserver)

# What a program is built from, as one hash.
hash_of() {
    local files=(go.mod go.sum)
    if [[ $1 == fakelet ]]; then
        files+=(fakelet/*.go)
    fi
    cat "${files[@]}" | sha256sum | cut -d ' ' -f 1
}

wanted=()
for name in "${order[@]}"; do
    if [[ ! -x $bin/$name ]] || [[ $(cat "$bin/$name.built-from" 2>/dev/null) != $(hash_of "$name") ]]; then
        wanted+=("$name")
    fi
done
if ((${#wanted[@]} == 0)); then
    exit 0
fi
if [[ ${1:-} == --check ]]; then
    echo "not built, or from other sources: ${wanted[*]}"
    exit 1
fi

needed=$(sed -n 's/^go //p' go.mod)
if ! command -v go >/dev/null; then
    echo "tests/support/cluster/build.sh: there is no go, which the Kubernetes of the tests is built with; install Go $needed or later" >&2
    exit 1
fi
# Another toolchain than the one that is installed is not to be fetched behind anybody's back.
export GOTOOLCHAIN=local CGO_ENABLED=0
found=$(go env GOVERSION | sed 's/^go//')
if [[ $(printf '%s\n' "$needed" "$found" | sort -V | head -n 1) != "$needed" ]]; then
    echo "tests/support/cluster/build.sh: go is $found, and the Kubernetes of the tests needs $needed or later" >&2
    exit 1
fi

# A server that does not know its version gives one that clients can't read.
IFS=. read -r major minor _ <<<"$version"
package=k8s.io/component-base/version
flags="-s -w -X $package.gitVersion=v$version -X $package.gitMajor=$major -X $package.gitMinor=$minor -X $package.gitTreeState=clean"
mkdir -p "$bin"
for name in "${wanted[@]}"; do
    echo "building $name"
    rm -f "$bin/$name.built-from"
    go build -mod=readonly -trimpath -buildvcs=false -ldflags "$flags" -o "$bin/$name" "${packages[$name]}"
    hash_of "$name" >"$bin/$name.built-from"
done
