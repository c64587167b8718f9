//! A trace for people.

use std::io::{self, Write};

use colored::Colorize;

use crate::render::table::Screen;
use crate::trace::disposition::Disposition;
use crate::trace::model::Model;
use crate::trace::steps::{self, Step};
use crate::trace::walk::Trace;

/// How wide the column of what was taken is, where what stands in it is not wider.
const TAKEN: usize = 22;
/// The widest that it becomes for the sake of one line.
const WIDEST: usize = 48;

/// Prints a trace: the answer first where there is no way, else last.
///
/// # Errors
/// Where the output fails.
pub fn print(trace: &Trace<'_, '_>, model: &Model<'_>, shown: &str, explain: bool, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", shown.bold())?;
    let is_answered = trace.disposition.is_answered();
    if !is_answered {
        end(trace, model, out)?;
    }
    let steps = steps::steps(trace, model, explain);
    if !is_answered && !steps.is_empty() {
        writeln!(out)?;
    }
    let taken = steps.iter().map(|step| step.taken.chars().count()).filter(|width| *width <= WIDEST).max().unwrap_or(0).max(TAKEN);
    let mut before = "";
    for step in &steps {
        line(step, step.kind == before, taken, screen, out)?;
        before = step.kind;
    }
    if is_answered {
        writeln!(out)?;
        end(trace, model, out)?;
    }
    Ok(())
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
