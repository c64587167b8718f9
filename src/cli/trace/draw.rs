//! A trace as a drawing: Mermaid's flowchart, or a graph for Graphviz.

use std::collections::HashMap;
use std::io::{self, Write};

use super::mesh::Mesh;
use crate::trace::hops::{Hop, There};
use crate::trace::model::Model;
use crate::trace::steps;
use crate::trace::walk::Trace;

/// A drawing that is printed when it is whole: the way from the request to its ends.
pub struct Drawing<'o> {
    is_dot: bool,
    out: &'o mut dyn Write,
    nodes: Vec<String>,
    /// From a node to another, with a label.
    edges: Vec<(usize, usize, String)>,
    /// Of each hop, from the first proxy on: the node of each endpoint, and the one that all others stand behind.
    places: HashMap<usize, (HashMap<String, usize>, usize)>,
}

impl<'o> Drawing<'o> {
    /// A drawing of this request.
    pub fn new(shown: String, is_dot: bool, out: &'o mut dyn Write) -> Self {
        Drawing { is_dot, out, nodes: vec![shown], edges: Vec::new(), places: HashMap::new() }
    }

    fn node(&mut self, from: usize, text: String, label: impl Into<String>) -> usize {
        self.nodes.push(text);
        let at = self.nodes.len() - 1;
        self.edges.push((from, at, label.into()));
        at
    }

    /// Draws the way through a proxy, which begins behind a node.
    fn way(&mut self, hop: usize, mut trunk: usize, trace: &Trace<'_, '_>, model: &Model<'_>) {
        // Clusters stand side by side behind the last thing in front of them, and endpoints behind their cluster.
        let mut cluster = None;
        let mut endpoints = HashMap::new();
        for step in steps::steps(trace, model, false) {
            let from = match step.kind {
                "endpoint" | "endpoints" => cluster.unwrap_or(trunk),
                _ => trunk,
            };
            let share = if step.kind == "cluster" { step.why.split_once(" %").map(|(share, _)| format!("{share} %")) } else { None };
            let at = self.node(from, format!("{}\n{}", step.kind, step.taken), share.unwrap_or_default());
            match step.kind {
                "cluster" => cluster = Some(at),
                "endpoint" => drop(endpoints.insert(step.taken, at)),
                "endpoints" => {}
                _ => trunk = at,
            }
        }
        if trace.targets.is_empty() {
            self.node(trunk, trace.reason.clone(), trace.disposition.word());
        }
        self.places.insert(hop, (endpoints, cluster.unwrap_or(trunk)));
    }
}

impl super::Page for Drawing<'_> {
    fn first(&mut self, trace: &Trace<'_, '_>, model: &Model<'_>, _: &Mesh<'_>) -> io::Result<()> {
        self.way(0, 0, trace, model);
        Ok(())
    }

    fn hop(&mut self, hop: &Hop<'_, '_, '_>, mesh: &Mesh<'_>) -> io::Result<()> {
        let from = self.places.get(&hop.from).map_or(0, |(endpoints, rest)| *endpoints.get(hop.address).unwrap_or(rest));
        let name = hop.there.proxy().map(|proxy| format!("proxy\n{}", mesh.name(proxy)));
        let text = name.into_iter().chain(hop.there.reason()).collect::<Vec<_>>().join("\n");
        let at = self.node(from, text, super::text::percent(hop.share));
        if let There::Proxy(_, trace, model) = &hop.there {
            self.way(hop.number, at, trace, model);
        }
        Ok(())
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        if self.is_dot { dot(&self.nodes, &self.edges, self.out) } else { mermaid(&self.nodes, &self.edges, self.out) }
    }
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
