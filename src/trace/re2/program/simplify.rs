//! The steps from an expression to one that a program can be made of.

use crate::trace::re2::flags::Flags;
use crate::trace::re2::repetition::Bounds;
use crate::trace::re2::tree::{Mark, Node};

/// Makes one repetition of those of the same character that follow each other: `a+a*` becomes `a{1,}`.
pub(super) fn coalesce(node: Node) -> Node {
    let Node::Concat(nodes) = node else { return with_parts(node, &coalesce) };
    let mut nodes: Vec<Node> = nodes.into_iter().map(coalesce).collect();
    let mut is_changed = false;
    for at in 1..nodes.len() {
        if let Some((before, after)) = joined(&nodes[at - 1], &nodes[at]) {
            (nodes[at - 1], nodes[at]) = (before, after);
            is_changed = true;
        }
    }
    if is_changed {
        nodes.retain(|node| !matches!(node, Node::Empty));
    }
    Node::Concat(nodes)
}

/// What two neighbours become if they are made one; the first may become empty.
fn joined(first: &Node, second: &Node) -> Option<(Node, Node)> {
    let (bounds, flags, of) = repetition(first).filter(|(_, _, of)| of.is_one_rune_or_byte())?;
    let with = |more: Bounds| {
        let max = bounds.max.zip(more.max).map(|(max, more)| max + more);
        Node::Repeat { bounds: Bounds { min: bounds.min + more.min, max }, flags, of: Box::new(of.clone()) }
    };
    if let Some((more, other_flags, other)) = repetition(second)
        && of.is_same(other)
        && flags.has(Flags::LAZY) == other_flags.has(Flags::LAZY)
    {
        return Some((Node::Empty, with(more)));
    }
    let times = |count: u32| Bounds { min: count, max: Some(count) };
    if of.is_same(second) {
        return Some((Node::Empty, with(times(1))));
    }
    match (of, second) {
        (Node::Text { runes: one, is_folded }, Node::Text { runes, is_folded: is_second_folded }) if is_folded == is_second_folded => {
            let count = runes.iter().take_while(|rune| **rune == one[0]).count();
            let rest = runes[count..].to_vec();
            let repeated = with(times(u32::try_from(count).ok().filter(|count| *count > 0)?));
            if rest.is_empty() {
                return Some((Node::Empty, repeated));
            }
            Some((repeated, Node::Text { runes: rest, is_folded: *is_folded }))
        }
        _ => None,
    }
}

fn repetition(node: &Node) -> Option<(Bounds, Flags, &Node)> {
    match node {
        Node::Mark { mark, flags, of } => Some((mark.bounds(), *flags, of)),
        Node::Repeat { bounds, flags, of } => Some((*bounds, *flags, of)),
        _ => None,
    }
}

/// Writes repetitions in braces with marks where that is possible. Others remain, and stand for their copies; those have at least one
/// that is not optional.
pub(super) fn simplify(node: Node) -> Node {
    match with_parts(node, &simplify) {
        Node::Class(runes) if runes.ranges().is_empty() => Node::Nothing,
        Node::Mark { of, .. } | Node::Repeat { of, .. } if matches!(*of, Node::Empty) => Node::Empty,
        Node::Mark { mark, flags, of } => match *of {
            Node::Mark { mark: inner, flags: inner_flags, .. } if inner == mark && inner_flags == flags => *of,
            _ => Node::Mark { mark, flags, of },
        },
        Node::Repeat { bounds, flags, of } => repeated(*of, bounds, flags),
        other => other,
    }
}

/// A repetition of a node that is already simple.
pub(super) fn repeated(node: Node, mut bounds: Bounds, flags: Flags) -> Node {
    if is_place(&node) || matches!(&node, Node::Concat(nodes) | Node::Alternate(nodes) if nodes.iter().all(is_place)) {
        bounds = Bounds { min: bounds.min.min(1), max: bounds.max.map(|max| max.min(1)) };
    }
    match (bounds.min, bounds.max) {
        (0, None) => node.marked(Mark::Star, flags),
        (1, None) => node.marked(Mark::Plus, flags),
        (0, Some(0)) => Node::Empty,
        (1, Some(1)) => node,
        (0, Some(1)) => node.marked(Mark::Quest, flags),
        (0, max) => Node::Repeat { bounds: Bounds { min: 1, max }, flags, of: Box::new(node) }.marked(Mark::Quest, flags),
        _ => Node::Repeat { bounds, flags, of: Box::new(node) },
    }
}

fn is_place(node: &Node) -> bool {
    matches!(node, Node::Place(_))
}

/// A node, of which each part is changed.
fn with_parts(node: Node, change: &impl Fn(Node) -> Node) -> Node {
    match node {
        Node::Mark { mark, flags, of } => Node::Mark { mark, flags, of: Box::new(change(*of)) },
        Node::Repeat { bounds, flags, of } => Node::Repeat { bounds, flags, of: Box::new(change(*of)) },
        Node::Capture { number, of } => Node::Capture { number, of: Box::new(change(*of)) },
        Node::Concat(nodes) => Node::Concat(nodes.into_iter().map(change).collect()),
        Node::Alternate(nodes) => Node::Alternate(nodes.into_iter().map(change).collect()),
        other => other,
    }
}
