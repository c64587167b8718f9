//! `meshctl man`: the manual pages, made of the description of the command line.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::args::ManArgs;
use super::exit::{DONE, Failure, UNREACHABLE, USAGE};
use super::name;

/// The section of the manual: programs.
const SECTION: &str = "1";

/// Prints a page, or writes all of them. Gives the exit code.
///
/// # Errors
/// Where there is no such command, or the output fails.
pub fn run(args: &ManArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut program = name::command();
    program.build();
    if let Some(folder) = &args.dir {
        write_all(&program, folder, out)?;
        return Ok(DONE);
    }
    let mut path = vec![&program];
    for word in &args.command {
        let above = path[path.len() - 1];
        let inner = above.find_subcommand(word).ok_or_else(|| unknown(above, word))?;
        path.push(inner);
    }
    write_page(&path, out)?;
    Ok(DONE)
}

fn unknown(above: &Command, word: &str) -> Failure {
    let names: Vec<&str> = commands(above).map(Command::get_name).collect();
    let advice = if names.is_empty() { "it has no commands".to_owned() } else { format!("its commands are: {}", names.join(", ")) };
    Failure::new(USAGE, format!("{} has no command {word}", above.get_bin_name().unwrap_or(above.get_name()))).advise(advice)
}

/// The commands below one, without the one that prints help.
fn commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set())
}

/// Writes the page of each command into a folder, and says the files' names.
fn write_all(program: &Command, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let failed = |path: &Path, error: io::Error| Failure::new(UNREACHABLE, format!("cannot write {}: {error}", path.display()));
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let mut left = vec![vec![program]];
    while let Some(path) = left.pop() {
        let file = folder.join(format!("{}.{SECTION}", title(&path)));
        let mut page = Vec::new();
        write_page(&path, &mut page)?;
        fs::write(&file, page).map_err(|error| failed(&file, error))?;
        writeln!(out, "{}", file.display())?;
        let inner: Vec<&Command> = commands(path[path.len() - 1]).collect();
        left.extend(inner.into_iter().rev().map(|inner| [&path[..], &[inner]].concat()));
    }
    Ok(())
}

/// The name of a command's page: `meshctl-proxy-config-route`.
fn title(path: &[&Command]) -> String {
    let words = path.iter().skip(1).map(|command| command.get_name());
    std::iter::once(name::own().as_str()).chain(words).collect::<Vec<_>>().join("-")
}

/// Writes the page of the last command of a path, in ASCII: what is not is a name for roff.
fn write_page(path: &[&Command], out: &mut dyn Write) -> io::Result<()> {
    let mut page = Vec::new();
    write_sections(path, &mut page)?;
    let mut ascii = String::with_capacity(page.len());
    for character in String::from_utf8_lossy(&page).chars() {
        match character {
            // Terminals of ASCII alone have none.
            '…' => ascii += "...",
            _ if character.is_ascii() => ascii.push(character),
            _ => ascii += &format!("\\[u{:04X}]", u32::from(character)),
        }
    }
    out.write_all(ascii.as_bytes())
}

fn write_sections(path: &[&Command], out: &mut dyn Write) -> io::Result<()> {
    let command = path[path.len() - 1];
    let title = title(path);
    let version = format!("{} {}", name::NAME, env!("CARGO_PKG_VERSION"));
    // What a page is called stands in its first line, too.
    let shown = command.clone().display_name(title.clone());
    let page = Man::new(shown).title(title.to_uppercase()).section(SECTION).source(version).manual("Envoy's configuration");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    write_options(&page, command, out)?;
    if commands(command).next().is_some() {
        write_commands(path, out)?;
    }
    let text = |help: Option<&clap::builder::StyledStr>| help.map(ToString::to_string);
    for help in [text(command.get_before_long_help().or(command.get_before_help())), text(command.get_after_long_help())] {
        let Some((heading, body)) = help.as_deref().and_then(|help| help.split_once(":\n")) else { continue };
        write_heading(heading, out)?;
        write_lines(body, out)?;
    }
    write_heading("See also", out)?;
    let above = path[..path.len() - 1].iter().enumerate().map(|(at, _)| self::title(&path[..=at]));
    let below = commands(command).map(|inner| self::title(&[path, &[inner]].concat()));
    let pages: Vec<String> = above.chain(below).map(|page| format!("\\fB{}\\fR({SECTION})", escaped(&page))).collect();
    if !pages.is_empty() {
        writeln!(out, "{}", pages.join(",\n"))?;
        writeln!(out, ".PP")?;
    }
    writeln!(out, "https://www.envoyproxy.io/docs/envoy/latest/operations/admin")
}

/// The arguments. The flags in their headings keep their case.
fn write_options(page: &Man, command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let mut options = Vec::new();
    page.render_options_section(&mut options)?;
    let mut options = String::from_utf8_lossy(&options).into_owned();
    for heading in command.get_arguments().filter_map(|arg| arg.get_help_heading()).filter(|heading| heading.contains('-')) {
        options = options.replace(&format!(".SH \"{}\"", heading.to_uppercase()), &format!(".SH \"{}\"", escaped(heading)));
    }
    out.write_all(options.as_bytes())
}

/// The commands below one, each with what it does.
fn write_commands(path: &[&Command], out: &mut dyn Write) -> io::Result<()> {
    let command = path[path.len() - 1];
    write_heading(command.get_subcommand_help_heading().unwrap_or("Commands"), out)?;
    for inner in commands(command) {
        let others: Vec<&str> = inner.get_visible_aliases().collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(out, ".TP\n\\fB{}\\fR{}\n{}", escaped(inner.get_name()), escaped(&others), escaped(&about))?;
    }
    Ok(())
}

fn write_heading(heading: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".SH \"{}\"", escaped(&heading.to_uppercase()))
}

/// Lines as they are, set in as in the help.
fn write_lines(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".nf")?;
    for line in text.lines() {
        writeln!(out, "{}", escaped(line))?;
    }
    writeln!(out, ".fi")
}

/// A text of one line in which roff reads no command. A hyphen stays one, so that what is copied from a page works.
fn escaped(line: &str) -> String {
    let text = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq").replace('`', "\\(ga").replace('^', "\\(ha");
    if text.starts_with('.') { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_command_of_roff() {
        let check = |text: &str, expect: &str| assert_eq!(escaped(text), expect);
        check(".TH", "\\&.TH");
        check("'br", "\\(aqbr");
        check("a\\b -o", "a\\eb \\-o");
    }
}
