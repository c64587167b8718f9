//! A section of many proxies: one table with a column POD, or one document with a key for each.

use std::io::{self, Write};

use super::super::args::Output;
use super::super::exit::{DONE, Failure, UNREACHABLE};
use super::super::fleet::{self, Told};
use super::super::notes::{Note, Notes};
use super::super::sources::Proxy;
use super::View;
use super::all::write_title;
use super::print::{Layout, Paper, Titled};
use crate::render::resource::mark_line;
use crate::render::table::Screen;
use crate::render::yaml;
use crate::section::one_line;

/// One proxy's part.
struct Part {
    /// What was printed beside tables.
    text: Vec<u8>,
    tables: Vec<Titled>,
    notes: Vec<Note>,
    code: Result<u8, Failure>,
}

/// Prints the section of each proxy. Gives the exit code: 3 where some failed.
///
/// # Errors
/// Where the output fails.
pub(super) fn print(view: &View<'_>, proxies: &[Proxy], screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let work = |proxy: &Proxy| {
        let notes = Notes::kept();
        let mut text = Vec::new();
        let mut paper = Paper::keeping(&mut text);
        let loaded = proxy.load(view.wanted, notes);
        let (code, notes) = match loaded {
            Ok(loaded) => ((view.print)(&loaded, &mut paper), loaded.notes.take()),
            Err(failure) => (Err(failure), Vec::new()),
        };
        let tables = paper.kept.take().unwrap_or_default();
        Part { text, tables, notes, code }
    };
    let namespace = proxies.first().and_then(Proxy::namespace);
    let is_one_namespace = proxies.iter().all(|proxy| proxy.namespace() == namespace);
    let mut together = Together { output: view.output, screen, parts: Vec::new(), documents: 0 };
    let mut told = Told::default();
    let mut code = DONE;
    let at_once = fleet::at_once(proxies.iter().any(Proxy::is_read_in_order));
    fleet::each(proxies, at_once, "proxies", work, |proxy, part, progress| {
        let name = proxy.name();
        told.notes(&name, part.notes);
        match part.code {
            Ok(one) => code = code.max(one),
            // Nobody reads the output any more.
            Err(failure) if failure.code == DONE => return Err(failure),
            Err(failure) => {
                told.failure(&name, failure);
                return Ok(());
            }
        }
        let short = if is_one_namespace { proxy.short_name() } else { name.clone() };
        progress.suspend(|| together.add(&name, &short, part.text, part.tables, out)).map_err(Failure::from)
    })?;
    together.end(&view.layout, view.titles, out)?;
    out.flush()?;
    told.say(proxies.len());
    Ok(if told.failed() > 0 { UNREACHABLE } else { code })
}

/// The parts, put together.
struct Together {
    output: Output,
    screen: Screen,
    /// Each proxy's tables: an archive's come in its order, and are put into that of the names.
    parts: Vec<(String, Vec<Titled>)>,
    documents: usize,
}

impl Together {
    fn add(&mut self, name: &str, short: &str, text: Vec<u8>, tables: Vec<Titled>, out: &mut dyn Write) -> io::Result<()> {
        match self.output {
            Output::Short | Output::Wide | Output::Csv => {
                if !text.is_empty() {
                    writeln!(out, "{short}:")?;
                    out.write_all(&text)?;
                }
                self.parts.push((short.to_owned(), tables));
                Ok(())
            }
            Output::Name => {
                for line in text.split_inclusive(|byte| *byte == b'\n') {
                    write!(out, "{} ", one_line(name))?;
                    out.write_all(line)?;
                }
                Ok(())
            }
            Output::Jsonl => {
                let mut marked = Vec::with_capacity(text.len());
                for line in text.split_inclusive(|byte| *byte == b'\n') {
                    mark_line(&mut marked, "@pod", name, line.strip_suffix(b"\n").unwrap_or(line));
                    marked.push(b'\n');
                }
                out.write_all(&marked)
            }
            Output::Json => {
                out.write_all(if self.documents == 0 { b"{\n    " } else { b",\n    " })?;
                self.documents += 1;
                write!(out, "{}: ", serde_json::Value::from(name))?;
                write_indented(&text, "    ", out)
            }
            Output::Yaml => {
                self.documents += 1;
                let mut key = Vec::new();
                yaml::write_key(&mut key, name, 0);
                out.write_all(&key)?;
                out.write_all(b"  ")?;
                write_indented(&text, "  ", out)?;
                writeln!(out)
            }
        }
    }

    /// Prints what had to wait for all.
    fn end(self, layout: &Layout, titles: bool, out: &mut dyn Write) -> Result<(), Failure> {
        match self.output {
            Output::Short | Output::Wide | Output::Csv => {
                for (index, (title, table)) in merged(self.parts).iter().enumerate() {
                    if index > 0 {
                        writeln!(out)?;
                    }
                    if titles {
                        write_title(title, out)?;
                    }
                    layout.write(table, self.screen, out)?;
                }
            }
            Output::Json if self.documents == 0 => writeln!(out, "{{}}")?,
            Output::Json => writeln!(out, "\n}}")?,
            Output::Yaml if self.documents == 0 => writeln!(out, "{{}}")?,
            Output::Yaml | Output::Jsonl | Output::Name => {}
        }
        Ok(())
    }
}

/// One table a title, of all proxies in the order of their names.
fn merged(mut parts: Vec<(String, Vec<Titled>)>) -> Vec<Titled> {
    parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut all: Vec<Titled> = Vec::new();
    for (pod, tables) in parts {
        for (title, table) in tables {
            let table = table.of_pod(&pod);
            match all.iter_mut().find(|(known, _)| *known == title) {
                Some((_, whole)) => whole.append(table),
                None => all.push((title, table)),
            }
        }
    }
    all
}

/// Writes a document as a value: the lines behind its first are set in.
fn write_indented(text: &[u8], indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = text.trim_ascii_end().split(|byte| *byte == b'\n');
    out.write_all(lines.next().unwrap_or_default())?;
    for line in lines {
        out.write_all(b"\n")?;
        if !line.is_empty() {
            out.write_all(indent.as_bytes())?;
            out.write_all(line)?;
        }
    }
    Ok(())
}
