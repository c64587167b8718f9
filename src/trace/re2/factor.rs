//! Alternatives with a common beginning: `abc|abd` becomes `ab[cd]`.
//!
//! What an expression matches does not change with this, but the size of its program does.

use super::runes::{Encoding, Runes};
use super::tree::Node;

/// Takes out what neighbours in a list of alternatives begin with in common.
pub(super) fn factor(nodes: Vec<Node>, encoding: Encoding) -> Vec<Node> {
    let nodes = in_runs(nodes, have_same_text, |run| {
        let (text, is_folded) = leading_text(&run[0]);
        let common = |length: usize, node: &Node| text[..length].iter().zip(leading_text(node).0).take_while(|(a, b)| a == b).count();
        let runes = text[..run.iter().fold(text.len(), common)].to_vec();
        let rest = run.into_iter().map(|node| without_text(node, runes.len())).collect();
        begun_with(Node::Text { runes, is_folded }, rest, encoding)
    });
    let nodes = in_runs(nodes, have_same_first, |run| {
        let first = leading(&run[0]).cloned().unwrap_or(Node::Empty);
        begun_with(first, run.into_iter().map(without_leading).collect(), encoding)
    });
    let are_runes = |first: &Node, next: &Node| is_rune_or_class(first) && is_rune_or_class(next);
    in_runs(nodes, are_runes, |run| {
        let mut union = Runes::none(encoding);
        for node in run {
            match node {
                Node::Class(runes) => union.add_all(&runes),
                Node::Text { runes, is_folded } => runes.iter().for_each(|rune| union.add_all(&Runes::of(*rune, is_folded, encoding))),
                _ => {}
            }
        }
        Node::Class(union)
    })
}

/// Makes one node of all neighbours that belong to the first of them.
fn in_runs(nodes: Vec<Node>, belong: impl Fn(&Node, &Node) -> bool, merge: impl Fn(Vec<Node>) -> Node) -> Vec<Node> {
    let mut runs: Vec<Vec<Node>> = Vec::new();
    for node in nodes {
        match runs.last_mut() {
            Some(run) if belong(&run[0], &node) => run.push(node),
            _ => runs.push(vec![node]),
        }
    }
    runs.into_iter().map(|run| Node::only_or(run, &merge)).collect()
}

fn begun_with(first: Node, rest: Vec<Node>, encoding: Encoding) -> Node {
    Node::Concat(vec![first, Node::only_or(factor(rest, encoding), Node::Alternate)])
}

fn have_same_text(first: &Node, next: &Node) -> bool {
    let ((text, is_folded), (next, is_next_folded)) = (leading_text(first), leading_text(next));
    !text.is_empty() && text.first() == next.first() && is_folded == is_next_folded
}

fn leading_text(node: &Node) -> (&[u32], bool) {
    match node {
        Node::Concat(nodes) => nodes.first().map_or((&[], false), leading_text),
        Node::Text { runes, is_folded } => (runes, *is_folded),
        _ => (&[], false),
    }
}

/// A node without the first so many characters of the text that it begins with.
fn without_text(node: Node, length: usize) -> Node {
    match node {
        Node::Concat(mut nodes) if !nodes.is_empty() => {
            let first = without_text(nodes.remove(0), length);
            if !matches!(first, Node::Empty) {
                nodes.insert(0, first);
            }
            Node::only_or(nodes, Node::Concat)
        }
        Node::Text { mut runes, is_folded } => {
            runes.drain(..length);
            if runes.is_empty() { Node::Empty } else { Node::Text { runes, is_folded } }
        }
        other => other,
    }
}

/// Whether two nodes begin with the same node, which is so simple that it can be taken out without a change of what comes before what.
fn have_same_first(first: &Node, next: &Node) -> bool {
    let is_simple = |node: &Node| match node {
        Node::Place(_) | Node::Class(_) | Node::AnyRune | Node::AnyByte => true,
        Node::Repeat { bounds, of, .. } => bounds.max == Some(bounds.min) && of.is_one_rune_or_byte(),
        _ => false,
    };
    match (leading(first), leading(next)) {
        (Some(first), Some(next)) => is_simple(first) && first.is_same(next),
        _ => false,
    }
}

fn leading(node: &Node) -> Option<&Node> {
    match node {
        Node::Empty => None,
        Node::Concat(nodes) => nodes.first().filter(|first| !matches!(first, Node::Empty)),
        other => Some(other),
    }
}

fn without_leading(node: Node) -> Node {
    match node {
        Node::Concat(mut nodes) if !nodes.is_empty() => {
            nodes.remove(0);
            Node::only_or(nodes, Node::Concat)
        }
        _ => Node::Empty,
    }
}

fn is_rune_or_class(node: &Node) -> bool {
    match node {
        Node::Text { runes, .. } => runes.len() == 1,
        Node::Class(_) => true,
        _ => false,
    }
}
