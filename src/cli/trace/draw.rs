//! A trace as a drawing: Mermaid's flowchart, or a graph for Graphviz.

use std::io::{self, Write};

use crate::trace::model::Model;
use crate::trace::steps;
use crate::trace::walk::Trace;

/// Draws a trace's way, from the request to its end.
///
/// # Errors
/// Where the output fails.
pub fn draw(trace: &Trace<'_, '_>, model: &Model<'_>, shown: &str, is_dot: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut nodes = vec![shown.to_owned()];
    let mut edges: Vec<(usize, usize, String)> = Vec::new();
    // Clusters stand side by side behind the last thing in front of them, and endpoints behind their cluster.
    let (mut trunk, mut cluster) = (0, None);
    for step in steps::steps(trace, model, false) {
        let at = nodes.len();
        nodes.push(format!("{}\n{}", step.kind, step.taken));
        let from = match step.kind {
            "endpoint" | "endpoints" => cluster.unwrap_or(trunk),
            _ => trunk,
        };
        let share = if step.kind == "cluster" { step.why.split_once(" %").map(|(share, _)| format!("{share} %")) } else { None };
        edges.push((from, at, share.unwrap_or_default()));
        match step.kind {
            "cluster" => cluster = Some(at),
            "endpoint" | "endpoints" => {}
            _ => trunk = at,
        }
    }
    if trace.targets.is_empty() {
        nodes.push(trace.reason.clone());
        edges.push((trunk, nodes.len() - 1, trace.disposition.word().to_owned()));
    }
    if is_dot { dot(&nodes, &edges, out) } else { mermaid(&nodes, &edges, out) }
}

fn mermaid(nodes: &[String], edges: &[(usize, usize, String)], out: &mut dyn Write) -> io::Result<()> {
    let quoted = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('\n', "<br>");
    writeln!(out, "flowchart TD")?;
    for (at, node) in nodes.iter().enumerate() {
        writeln!(out, "    n{at}[\"{}\"]", quoted(node))?;
    }
    for (from, to, label) in edges {
        let label = if label.is_empty() { String::new() } else { format!("|\"{}\"|", quoted(label)) };
        writeln!(out, "    n{from} -->{label} n{to}")?;
    }
    Ok(())
}

fn dot(nodes: &[String], edges: &[(usize, usize, String)], out: &mut dyn Write) -> io::Result<()> {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    writeln!(out, "digraph trace {{\n    node [shape=box]")?;
    for (at, node) in nodes.iter().enumerate() {
        writeln!(out, "    n{at} [label=\"{}\"]", quoted(node))?;
    }
    for (from, to, label) in edges {
        let label = if label.is_empty() { String::new() } else { format!(" [label=\"{}\"]", quoted(label)) };
        writeln!(out, "    n{from} -> n{to}{label}")?;
    }
    writeln!(out, "}}")
}
