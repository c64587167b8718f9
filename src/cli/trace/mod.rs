//! `meshctl trace`: where a request goes, and why.

mod batch;
mod curl;
mod document;
mod draw;
mod mesh;
mod question;
mod text;

use std::cell::OnceCell;
use std::io::{self, Write};

use super::args::{TraceArgs, TraceOutput};
use super::exit::{DONE, FOUND, Failure, INCOMPLETE, USAGE};
use super::notes::Notes;
use super::sources;
use crate::render::resource::Format;
use crate::render::table::Screen;
use crate::source::requests::Wanted;
use crate::trace::entry::{self, Entry};
use crate::trace::hops::{self, Hop, Identity, Mesh as _, Sent};
use crate::trace::listener::Listener;
use crate::trace::model::{Model, SECTIONS};
use crate::trace::runtime::parse_value;
use crate::trace::walk::{Trace, trace};
use document::Document;
use draw::Drawing;
use mesh::{Mesh, Shelf};
use question::Question;
use text::Text;

/// Prints where a request goes, or many. Gives the exit code.
///
/// # Errors
/// Where the question or the source can't be used, or the output fails.
pub fn run(args: &TraceArgs, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    // What is mistyped is said before any source is asked.
    let question = if args.requests.is_some() { None } else { Some(question::read(args)?) };
    let runtime = runtime(args)?;
    let proxies = sources::with_others(&args.source())?;
    let shelf: Shelf = proxies.iter().map(|_| OnceCell::new()).collect();
    let loaded = proxies[0].load(Wanted::All, Notes::default())?;
    let loaded = shelf[0].get_or_init(|| Some(loaded)).as_ref().expect("it has just been put there");
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
        (None, Some(question)) => {
            let mesh = Mesh::new(&proxies, &shelf, model, Identity::of(&read.dump));
            one(args, question, &mesh, screen, out)?
        }
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
fn one(args: &TraceArgs, mut question: Question, mesh: &Mesh<'_>, screen: Screen, out: &mut dyn Write) -> Result<u8, Failure> {
    let model = mesh.model(0).expect("the first proxy has been read");
    let listener = match entry::find(model, &mut question.asked, &question.host, question.port, args.inbound) {
        Entry::One(listener) => Ok(listener),
        Entry::None(reason) => Err(reason),
        Entry::Several(listeners) => return Err(which(&listeners)),
    };
    let Question { asked, shown, .. } = question;
    let sent = Sent { connection: asked.connection, request: asked.request, ..Sent::default() };
    let found = match listener {
        Ok(listener) => trace(model, listener, &sent.connection, sent.request.as_ref()),
        Err(reason) => Trace::without_listener(reason),
    };
    let mut page: Box<dyn Page + '_> = match args.output {
        _ if args.mermaid || args.dot => Box::new(Drawing::new(shown, args.dot, out)),
        TraceOutput::Text => Box::new(Text { shown, explain: args.explain, screen, out }),
        TraceOutput::Json => Box::new(Document::new(args.explain, Format::Json, out)),
        TraceOutput::Yaml => Box::new(Document::new(args.explain, Format::Yaml, out)),
    };
    page.first(&found, model, mesh)?;
    let mut is_lost = !found.disposition.is_answered();
    hops::follow(&mesh, 0, &found, &sent, args.max_hops, &mut |hop| {
        is_lost |= hop.there.is_lost();
        // Of a proxy alone, its endpoints have been named; what else comes is inside of it.
        if mesh.has_others() || hop.there.proxy().is_some() { page.hop(hop, mesh) } else { Ok(()) }
    })?;
    page.end()?;
    Ok(if is_lost { FOUND } else { DONE })
}

/// What a request's way is put on: the way through the first proxy, then each hop, then the end.
trait Page {
    fn first(&mut self, trace: &Trace<'_, '_>, model: &Model<'_>, mesh: &Mesh<'_>) -> io::Result<()>;
    fn hop(&mut self, hop: &Hop<'_, '_, '_>, mesh: &Mesh<'_>) -> io::Result<()>;
    fn end(self: Box<Self>) -> io::Result<()>;
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
