//! `meshctl trace`: where a request goes, and why.

mod batch;
mod curl;
mod draw;
mod question;
mod text;

use std::io::Write;

use super::args::{TraceArgs, TraceOutput};
use super::exit::{DONE, FOUND, Failure, INCOMPLETE, USAGE};
use super::notes::Notes;
use super::sources::{self, Proxies};
use crate::render::resource::Format;
use crate::render::table::Screen;
use crate::render::value;
use crate::source::requests::Wanted;
use crate::trace::answer::Answer;
use crate::trace::entry::{self, Entry};
use crate::trace::listener::Listener;
use crate::trace::model::{Model, SECTIONS};
use crate::trace::runtime::parse_value;
use crate::trace::steps;
use crate::trace::walk::{Trace, trace};
use question::Question;

/// Prints where a request goes, or many. Gives the exit code.
///
/// # Errors
/// Where the question or the source can't be used, or the output fails.
pub fn run(args: &TraceArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    // What is mistyped is said before any source is asked.
    let question = if args.requests.is_some() { None } else { Some(question::read(args)?) };
    let runtime = runtime(args)?;
    let proxy = match sources::named(&args.source())? {
        Proxies::One(proxy) => proxy,
        Proxies::All(_) => {
            return Err(
                Failure::new(USAGE, "a request is followed through one proxy, and --all-pods means several").advise("name one of the pods")
            );
        }
    };
    let loaded = proxy.load(Wanted::All, Notes::default())?;
    let read = loaded.dump(&SECTIONS)?;
    let (mut model, problems) = Model::new(&read.dump);
    for problem in read.dump.problems.iter().chain(&problems) {
        loaded.notes.say("warning", problem.to_string());
    }
    let is_incomplete = read.is_incomplete || !problems.is_empty();
    if model.listeners.is_empty() {
        return Err(Failure::new(INCOMPLETE, "the source has no listeners, where a request's way begins")
            .advise("take the whole dump: curl -s 'http://localhost:15000/config_dump?include_eds' > dump.json"));
    }
    model.runtime = model.runtime.with(runtime);
    let code = match (&args.requests, question) {
        (Some(path), _) => batch::run(path, &model, out)?,
        (None, Some(question)) => one(args, question, &model, screen, out)?,
        (None, None) => DONE,
    };
    Ok(if is_incomplete { INCOMPLETE } else { code })
}

/// `--runtime KEY=VALUE`.
fn runtime(args: &TraceArgs) -> Result<Vec<(String, crate::trace::runtime::Value)>, Failure> {
    let parse = |text: &String| {
        let (key, value) = text.split_once('=')?;
        Some((key.to_owned(), parse_value(value)?))
    };
    let each = args.runtime.iter().map(|text| {
        parse(text).ok_or_else(|| {
            Failure::new(USAGE, format!("--runtime {text} is no KEY=VALUE"))
                .advise("a value is a number of per cent, true, false, or 3/10000")
        })
    });
    each.collect()
}

/// Follows one request, and prints its way.
fn one(args: &TraceArgs, mut question: Question, model: &Model<'_>, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let listener = match entry::find(model, &mut question.asked, &question.host, question.port, args.inbound) {
        Entry::One(listener) => Ok(listener),
        Entry::None(reason) => Err(reason),
        Entry::Several(listeners) => return Err(which(&listeners)),
    };
    let found = match listener {
        Ok(listener) => trace(model, listener, &question.asked.connection, question.asked.request.as_ref()),
        Err(reason) => Trace::without_listener(reason),
    };
    if args.mermaid || args.dot {
        draw::draw(&found, model, &question.shown, args.dot, out)?;
    } else {
        match args.output {
            TraceOutput::Text => text::print(&found, model, &question.shown, args.explain, screen, out)?,
            TraceOutput::Json => write(&found, model, args.explain, Format::Json, out)?,
            TraceOutput::Yaml => write(&found, model, args.explain, Format::Yaml, out)?,
        }
    }
    Ok(if found.disposition.is_answered() { DONE } else { FOUND })
}

fn write(found: &Trace<'_, '_>, model: &Model<'_>, explain: bool, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    let mut answer = Answer::of(found);
    answer.steps = explain.then(|| steps::steps(found, model, true));
    let json = serde_json::to_value(&answer).map_err(std::io::Error::other)?;
    Ok(value::write(out, &json, format)?)
}

/// The failure where several listeners fit.
fn which(listeners: &[&Listener<'_>]) -> Failure {
    let each = listeners.iter().take(12).map(|listener| {
        let address = listener.addresses.first().map(crate::section::endpoint::address_with_port).unwrap_or_default();
        format!("{} ({address})", listener.name)
    });
    let more = if listeners.len() > 12 { format!(", and {} more", listeners.len() - 12) } else { String::new() };
    Failure::new(USAGE, format!("{} listeners fit: {}{more}", listeners.len(), each.collect::<Vec<_>>().join(", ")))
        .advise("say which one with --listener NAME or --port PORT")
}
