//! The completion scripts as they stand in `completions/`; the one for bash is also tried in a bash.

mod support;

use std::path::Path;
use std::process::Command;

use support::kept;
use support::run::meshctl;
use support::shell::{Folder, PROGRAM, ROOT, bash};

/// Each shell's script, under the name that the shell wants it to have.
const SCRIPTS: [(&str, &str); 5] =
    [("bash", "meshctl.bash"), ("zsh", "_meshctl"), ("fish", "meshctl.fish"), ("powershell", "_meshctl.ps1"), ("elvish", "meshctl.elv")];

#[test]
fn scripts_are_as_kept() {
    for (shell, name) in SCRIPTS {
        kept::check(&format!("completions/{name}"), meshctl(["completion", shell]).ends_with(0).text());
    }
    kept::check_names("completions", SCRIPTS.map(|(_, name)| name));
}

/// What bash offers for the last of these words, by the function that the script gives to the first.
fn offered(script: &Path, words: &[&str]) -> Vec<String> {
    const COMPLETE: &str = r#"
        source "$0"
        spec=$(complete -p "$1") || exit 1
        function=${spec#*-F }
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        # Outside of a completion the script's compopt fails, which is no matter.
        "${function%% *}" "$1" "${!#}" "${@: -2:1}" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}""#;
    let mut command = bash(COMPLETE, Path::new(ROOT));
    let output = command.arg(script).args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_words() {
    let folder = Folder::new();
    let script = folder.path().join("script");
    std::fs::write(&script, meshctl(["completion", "bash"]).stdout).unwrap();
    for (words, expect) in [
        (&["meshctl", "comp"][..], &["completion"][..]),
        (&["meshctl", "pc", "rou"], &["route", "routes"]),
        (&["meshctl", "proxy-config", "boo"], &["bootstrap"]),
        (&["meshctl", "pc", "routes", "--na"], &["--namespace", "--name"]),
        (&["meshctl", "pc", "cluster", "--direction", ""], &["inbound", "outbound", "inbound-vip"]),
        (&["meshctl", "pc", "listener", "--type", "HTTP+"], &["HTTP+TCP"]),
        (&["meshctl", "pc", "route", "-o", "y"], &["yaml"]),
        (&["meshctl", "pc", "route", "-f", "Cargo.t"], &["Cargo.toml"]),
        (&["meshctl", "completion", "z"], &["zsh"]),
        (&["meshctl", "pc", "cluster", "--naem"], &[]),
    ] {
        assert_eq!(offered(&script, words), expect, "{words:?}");
    }
}

/// Where another program has the name already, a link with another name gets completions of its own, and leaves the other's alone.
#[cfg(unix)]
#[test]
fn a_link_under_another_name_completes_that_name() {
    let folder = Folder::new();
    let link = folder.path().join("envoy-meshctl");
    std::os::unix::fs::symlink(PROGRAM, &link).unwrap();
    let output = Command::new(&link).args(["completion", "bash"]).output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let script = folder.path().join("script");
    std::fs::write(&script, &text).unwrap();
    assert_eq!(offered(&script, &["envoy-meshctl", "pc", "boo"]), ["bootstrap"]);
    assert!(!text.lines().any(|line| line.trim_start().starts_with("complete ") && line.ends_with(" meshctl")));
    let both = format!("source {0}; source {1}/completions/meshctl.bash; complete -p meshctl envoy-meshctl", script.display(), ROOT);
    assert!(bash(&both, folder.path()).output().unwrap().status.success());
}
