//! The scripts that shells load.

use clap::CommandFactory;
use clap_complete::Shell;

use super::super::args::Cli;
use super::super::name;

/// The script of a shell, for the program under the name by which it was called.
///
/// Those of bash, zsh and fish ask the program. The other shells' have the words of the command line themselves.
pub fn script(shell: Shell) -> String {
    const BASH: &str = include_str!("script.bash");
    const ZSH: &str = include_str!("script.zsh");
    const FISH: &str = include_str!("script.fish");
    let own = name::own();
    match shell {
        Shell::Bash => BASH.replace("NAME", &own),
        Shell::Zsh => ZSH.replace("NAME", &own),
        Shell::Fish => FISH.replace("NAME", &own),
        _ => {
            let mut script = Vec::new();
            // What kubectl's users write has a blank, which a script for a program can't have in its name.
            clap_complete::generate(shell, &mut Cli::command(), name::NAME, &mut script);
            String::from_utf8_lossy(&script).replace(name::NAME, &own)
        }
    }
}
