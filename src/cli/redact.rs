//! `meshctl redact`: a copy that may be shared.

mod bundle;
mod output;

use std::io::Write;
use std::path::Path;

use ring::rand::{SecureRandom, SystemRandom};

use self::output::{Beside, write_private};
use super::args::RedactArgs;
use super::exit::{DONE, FOUND, Failure, INCOMPLETE, UNREACHABLE, USAGE, say};
use super::load::Loaded;
use super::notes::Notes;
use super::sources::{self, Proxies};
use crate::envoy::json::SyntaxError;
use crate::redact::{Gatherer, Options, Redactor};
use crate::source::requests::Wanted;
use crate::source::snapshot::Bundle;

/// How many of the places are named where something is left.
const NAMED: usize = 10;

/// Makes the copy. Gives the exit code.
///
/// # Errors
/// Where the source can't be read as a whole, or the copy can't be written.
pub fn run(args: &RedactArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let salt = salt(args)?;
    let options = Options { keep_paths: !args.rewrite_paths };
    for path in [&args.map, &args.report].into_iter().flatten() {
        output::may_write(path, args.force)?;
    }
    if args.source.file.len() > 1 {
        return Err(one_at_a_time());
    }
    let is_one = is_standard_output(args) || args.output.extension().is_some_and(|extension| extension == "json");
    if let ([path], None, false) = (&args.source.file[..], &args.source.target, is_one)
        && let Some(bundle) = Bundle::open(path)?
    {
        return bundle::run(args, &bundle, options, &salt);
    }
    one(args, options, &salt, out)
}

fn is_standard_output(args: &RedactArgs) -> bool {
    args.output.as_os_str() == "-"
}

fn one_at_a_time() -> Failure {
    Failure::new(USAGE, "one proxy is redacted at a time, or a snapshot with all that it holds")
        .advise("save them with meshctl snapshot … -o SNAPSHOT, then meshctl redact -f SNAPSHOT")
}

/// Redacts one proxy's configuration.
fn one(args: &RedactArgs, options: Options, salt: &[u8], out: &mut dyn Write) -> Result<u8, Failure> {
    let name = args.output.to_string_lossy();
    if name.ends_with(".tar.zst") || name.ends_with(".tzst") || args.output.is_dir() {
        return Err(Failure::new(USAGE, format!("{name}: one proxy's configuration becomes a file, such as shared.json"))
            .advise("a folder or an archive is made of a snapshot: meshctl snapshot … -o SNAPSHOT, then meshctl redact -f SNAPSHOT"));
    }
    if !is_standard_output(args) {
        output::may_write(&args.output, args.force)?;
    }
    let proxy = match sources::named(&args.source)? {
        Proxies::One(proxy) => proxy,
        Proxies::All(_) => return Err(one_at_a_time()),
    };
    let loaded = proxy.load(Wanted::All, Notes::default())?;
    if loaded.is_incomplete {
        return Err(not_whole("the source is not whole, and of what is missing nobody knows what it was"));
    }
    let mut gathered = Gatherer::new(options);
    for (name, bytes) in loaded.texts() {
        Loaded::check(name, bytes)?;
        gathered.document(bytes).map_err(|error| broken(name, bytes, &error))?;
    }
    let mut redactor = Redactor::new(&gathered, salt);
    let mut beside = None;
    // What goes to standard output can't be taken back, so it waits until it has been looked through.
    let mut kept: Vec<u8> = Vec::new();
    if !is_standard_output(args) {
        beside = Some(Beside::create(&args.output)?);
    }
    for (name, bytes) in loaded.texts() {
        let mut write = |piece: &[u8]| match &mut beside {
            Some(file) => file.write(piece),
            None => kept.extend_from_slice(piece),
        };
        redactor.document(bytes, &mut write).map_err(|error| broken(name, bytes, &error))?;
    }
    if let Some(code) = say_leaks(&redactor) {
        return Ok(code);
    }
    out.write_all(&kept)?;
    if let Some(file) = beside {
        file.finish()?;
    }
    end(args, &redactor)
}

/// Says what was done, and writes what was asked for beside the copy.
fn end(args: &RedactArgs, redactor: &Redactor<'_>) -> Result<u8, Failure> {
    let report = redactor.report();
    if let Some(path) = &args.map {
        let json = serde_json::to_vec_pretty(&redactor.map()).unwrap_or_default();
        write_private(path, &json, args.force)?;
    }
    if let Some(path) = &args.report {
        let mut json = serde_json::to_vec_pretty(&report).unwrap_or_default();
        json.push(b'\n');
        std::fs::write(path, json).map_err(|error| output::failed(path, &error))?;
        return Ok(DONE);
    }
    let counted = |counts: &mut dyn Iterator<Item = (&str, usize)>| {
        let parts: Vec<String> = counts.map(|(what, count)| format!("{count} {what}")).collect();
        if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
    };
    say("note", &format!("replaced: {}", counted(&mut report.replaced.iter().map(|(what, count)| (*what, *count)))));
    let removed = report.removed.iter().map(|(what, count)| format!("{what}: {count}")).collect::<Vec<_>>();
    say("note", &format!("removed: {}", if removed.is_empty() { "nothing".to_owned() } else { removed.join(", ") }));
    if !report.fields.is_empty() {
        let fields = report.fields.iter().map(|(field, count)| format!("{field}: {count}")).collect::<Vec<_>>();
        say("note", &format!("removed of the fields: {}", fields.join(", ")));
    }
    say("note", &format!("kept: {}", report.kept.join("; ")));
    Ok(DONE)
}

/// Says what is in the copy and should not be. Gives the exit code where something is.
fn say_leaks(redactor: &Redactor<'_>) -> Option<u8> {
    let leaks = redactor.leaks();
    if leaks.is_empty() {
        return None;
    }
    for leak in leaks.iter().take(NAMED) {
        say("error", &format!("the copy would still have {} in it ({})", leak.what, leak.place));
    }
    if leaks.len() > NAMED {
        say("error", &format!("and {} more such places", leaks.len() - NAMED));
    }
    say("hint", "nothing was written; please report the field, which has no secret in its name");
    Some(FOUND)
}

/// The salt that was given, or one by chance.
fn salt(args: &RedactArgs) -> Result<Vec<u8>, Failure> {
    match &args.salt {
        Some(text) if text.is_empty() => Err(Failure::new(USAGE, "the salt is empty").advise("leave --salt out for one by chance")),
        Some(text) => Ok(text.clone().into_bytes()),
        None => {
            let mut salt = vec![0; 32];
            SystemRandom::new().fill(&mut salt).map_err(|_| Failure::new(UNREACHABLE, "the system gives no random numbers"))?;
            Ok(salt)
        }
    }
}

fn broken(name: &str, bytes: &[u8], error: &SyntaxError) -> Failure {
    let what = if error.is_truncation(bytes.len()) { "is cut off" } else { "is not whole JSON" };
    not_whole(&format!("{name} {what}: {}", error.in_text(bytes)))
}

fn not_whole(cause: &str) -> Failure {
    Failure::new(INCOMPLETE, cause).advise("nothing was written; take the configuration again")
}

/// The path of what is written before it has its name.
fn partial(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    path.with_file_name(name)
}
