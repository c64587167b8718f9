//! What shells offer for an unfinished line.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::shell::{Folder, ROOT, bash};

/// A shell that has read the completion script of a program.
pub struct Shell {
    name: &'static str,
    folder: Folder,
    script: PathBuf,
    path: std::ffi::OsString,
}

impl Shell {
    /// The shell of this name, with the script that this program prints; none where the shell is not installed.
    pub fn new(name: &'static str, program: &Path) -> Option<Shell> {
        if Command::new(name).arg("--version").output().is_err() {
            eprintln!("SKIPPED: {name} is not installed, so its completion is not tried");
            return None;
        }
        let folder = Folder::new();
        let output = Command::new(program).args(["completion", name]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let script = folder.path().join("script");
        fs::write(&script, output.stdout).unwrap();
        let given = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([program.parent().unwrap().to_owned()].into_iter().chain(env::split_paths(&given))).unwrap();
        Some(Shell { name, folder, script, path })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.name
    }

    /// What is offered for the last word of this line, in the shell's order; of `--flag=VALUE` the value. The shell is in `place`.
    pub fn offers(&self, line: &str, place: &Path) -> Vec<String> {
        let mut command = match self.name {
            "bash" => in_bash(line, place),
            "zsh" => {
                let mut command = Command::new("zsh");
                command.args(["-f", &format!("{ROOT}/tests/support/complete.zsh")]).arg(&self.script).arg(line);
                command
            }
            "fish" => {
                let mut command = Command::new("fish");
                command.args(["--no-config", "-c", "source $argv[1]; complete -C $argv[2]"]).arg(&self.script).arg(line);
                command
            }
            other => panic!("nothing is known of {other}"),
        };
        command.env_clear().env("PATH", &self.path).env("HOME", self.folder.path()).env("TERM", "xterm").env("SCRIPT", &self.script);
        let output = command.current_dir(place).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let word = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
        let value = |word: String| match word.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => value.to_owned(),
            _ => word,
        };
        text.lines().map(word).map(value).filter(|word| !word.is_empty()).collect()
    }
}

/// A bash that calls the function of the script as readline does at the end of this line.
fn in_bash(line: &str, place: &Path) -> Command {
    const COMPLETE: &str = r#"
        source "$SCRIPT"
        COMP_LINE=$1 COMP_POINT=${#1} program=${1%% *}
        spec=$(complete -p "${program##*/}") || exit 1
        function=${spec#*-F }
        # A word of readline's ends at these signs, too.
        "${function%% *}" "$program" "${1##*[ =:@]}" "" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}""#;
    let mut command = bash(COMPLETE, place);
    command.args(["bash", line]);
    command
}
