//! A trace for people.

use std::io::{self, Write};

use colored::Colorize;

use super::mesh::Mesh;
use crate::render::table::Screen;
use crate::trace::disposition::Disposition;
use crate::trace::hops::{Hop, Sent, There};
use crate::trace::model::Model;
use crate::trace::request::{Plaintext, Transport};
use crate::trace::steps::{self, Step};
use crate::trace::walk::Trace;

/// How wide the column of what was taken is, where what stands in it is not wider.
const TAKEN: usize = 22;
/// The widest that it becomes for the sake of one line.
const WIDEST: usize = 48;

/// A page of text.
pub struct Text<'o> {
    /// The request in one line.
    pub shown: String,
    /// Whether it tells what was passed over.
    pub explain: bool,
    /// What it is printed for.
    pub screen: Screen,
    /// Where it goes.
    pub out: &'o mut dyn Write,
}

impl super::Page for Text<'_> {
    fn first(&mut self, trace: &Trace<'_, '_>, model: &Model<'_>, mesh: &Mesh<'_>) -> io::Result<()> {
        let at = if mesh.has_others() { format!("  at {}", mesh.name(0)) } else { String::new() };
        writeln!(self.out, "{}{at}\n", self.shown.bold())?;
        self.way(trace, model)
    }

    fn hop(&mut self, hop: &Hop<'_, '_, '_>, mesh: &Mesh<'_>) -> io::Result<()> {
        let from = match hop.from {
            from if from + 1 == hop.number => String::new(),
            0 => " from the first proxy".to_owned(),
            from => format!(" from hop {from}"),
        };
        let head = format!("hop {}{from}", hop.number).bold();
        let what: Vec<_> =
            Some(hop.address.to_owned()).filter(|address| !address.is_empty()).into_iter().chain([percent(hop.share)]).collect();
        write!(self.out, "\n{head}: {}", what.join(", "))?;
        if let Some(proxy) = hop.there.proxy() {
            write!(self.out, " to {}", mesh.name(proxy).bold())?;
        }
        match (&hop.there, hop.there.reason()) {
            (There::Proxy(_, trace, model), _) => {
                writeln!(self.out, "\n  {}\n", carried(hop.sent).dimmed())?;
                self.way(trace, model)
            }
            (there, Some(reason)) => writeln!(self.out, ": {}", if there.is_lost() { reason.red() } else { reason.normal() }),
            (_, None) => writeln!(self.out),
        }
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

impl Text<'_> {
    /// Prints the way through a proxy: the answer first where there is no way, else last.
    fn way(&mut self, trace: &Trace<'_, '_>, model: &Model<'_>) -> io::Result<()> {
        let is_answered = trace.disposition.is_answered();
        if !is_answered {
            end(trace, model, self.out)?;
        }
        let steps = steps::steps(trace, model, self.explain);
        if !is_answered && !steps.is_empty() {
            writeln!(self.out)?;
        }
        let taken = steps.iter().map(|step| step.taken.chars().count()).filter(|width| *width <= WIDEST).max().unwrap_or(0).max(TAKEN);
        let mut before = "";
        for step in &steps {
            line(step, step.kind == before, taken, self.screen, self.out)?;
            before = step.kind;
        }
        if is_answered {
            writeln!(self.out)?;
            end(trace, model, self.out)?;
        }
        Ok(())
    }
}

/// A share without needless digits: `80 %`.
pub fn percent(share: f64) -> String {
    let digits = format!("{share:.2}");
    format!("{} %", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// What is sent, in a line: `GET /path, Host example.com, over TLS with SNI …`
fn carried(sent: &Sent) -> String {
    let request = sent.request.as_ref().map(|request| match &request.path {
        Some(path) => format!("{} {path}, Host {}", request.method, request.authority),
        None => format!("{} {}", request.method, request.authority),
    });
    let connection = &sent.connection;
    let mut over = match connection.transport {
        Transport::Plaintext if connection.plaintext == Plaintext::H2c => "HTTP/2 without TLS".to_owned(),
        Transport::Plaintext => "no TLS".to_owned(),
        Transport::Tls if connection.has_certificate == Some(true) => "mTLS".to_owned(),
        Transport::Tls => "TLS".to_owned(),
    };
    if let Some(sni) = &connection.sni {
        over.push_str(&format!(", SNI {sni}"));
    }
    if !connection.alpn.is_empty() {
        over.push_str(&format!(", ALPN {}", connection.alpn.join(",")));
    }
    let inside = sent.inside.as_ref().and_then(|inside| inside.request.as_ref());
    let inside = inside.map(|request| format!("inside: {} {}", request.method, request.path.as_deref().unwrap_or_default()));
    request.into_iter().chain([over]).chain(inside).collect::<Vec<_>>().join("; ")
}

/// A step: its kind where another one begins, what was taken, and why.
fn line(step: &Step, is_same_kind: bool, width: usize, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let kind = if is_same_kind { "" } else { step.kind };
    let head = format!("{:<14}{:<width$}", kind, step.taken);
    let why = &step.why;
    let is_narrow = screen.width.is_some_and(|all| head.chars().count() + 2 + why.chars().count() > all);
    if is_narrow && !why.is_empty() {
        writeln!(out, "{}\n{:<16}{}", head.trim_end(), "", why.dimmed())?;
    } else if why.is_empty() {
        writeln!(out, "{}", head.trim_end())?;
    } else {
        writeln!(out, "{head}  {why}")?;
    }
    for passed in &step.passed_over {
        writeln!(out, "{:<14}{}", "", format!("- {}: {}", passed.name, passed.why).dimmed())?;
    }
    Ok(())
}

/// How it ends.
fn end(trace: &Trace<'_, '_>, model: &Model<'_>, out: &mut dyn Write) -> io::Result<()> {
    let status = trace.answer.as_ref().map(|answer| match answer.grpc_status {
        Some(grpc) => format!("{} grpc-status {grpc}", answer.status),
        None => answer.status.to_string(),
    });
    let head: Vec<_> = status.into_iter().chain(Some(trace.flags.to_owned()).filter(|flags| !flags.is_empty())).collect();
    let head = head.join(" ");
    let text = match trace.disposition {
        Disposition::Forwarded => forwarded(trace),
        Disposition::Undetermined => format!("undetermined: {}", trace.reason),
        disposition if head.is_empty() => format!("{}: {}", disposition.word().replace('_', " "), trace.reason),
        _ => format!("{head}: {}", trace.reason),
    };
    let text = match trace.disposition {
        Disposition::Undetermined => text.yellow(),
        disposition if disposition.is_answered() => text.green(),
        _ => text.red(),
    };
    writeln!(out, "→ {text}")?;
    if let Some(settle) = &trace.settle {
        writeln!(out, "  this would settle it: {settle}")?;
    }
    if trace.disposition == Disposition::NoRoute {
        let closest = steps::closest(trace, model, 3);
        for (at, route) in closest.iter().enumerate() {
            writeln!(out, "  {:<9}{}: {}", if at == 0 { "closest:" } else { "" }, route.name, route.why)?;
        }
        if let Some(origin) = crate::trace::answer::origin_of(trace) {
            writeln!(out, "  routes come from {origin}")?;
        }
    }
    Ok(())
}

/// `forwarded to 10.0.0.1:9080 as GET /path, Host example.com`
fn forwarded(trace: &Trace<'_, '_>) -> String {
    let possible: Vec<_> = trace.targets.iter().filter(|target| target.share > 0.0).collect();
    let used = possible.iter().flat_map(|target| target.endpoints.as_deref().unwrap_or_default()).filter(|endpoint| endpoint.share > 0.0);
    let used: Vec<_> = used.collect();
    let to = match (&used[..], &possible[..]) {
        ([endpoint], [_]) => endpoint.address.clone(),
        ([], [target]) => format!("cluster {}", target.name),
        (_, [target]) => format!("one of {} endpoints of {}", used.len(), target.name),
        _ => trace.reason.strip_prefix("forwarded to ").unwrap_or(&trace.reason).to_owned(),
    };
    let method = trace.arrived.as_ref().map(|arrived| arrived.http.method.clone());
    match (method, &trace.path, &trace.authority) {
        (Some(method), Some(path), Some(host)) => format!("forwarded to {to} as {method} {path}, Host {host}"),
        _ => format!("forwarded to {to}"),
    }
}
