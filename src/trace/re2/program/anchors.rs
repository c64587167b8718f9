//! `\A` and `\z` at the ends of an expression, which RE2 does not put into the program.

use crate::trace::re2::repetition::Bounds;
use crate::trace::re2::tree::{Node, Place};

/// RE2 looks no deeper.
const MAX_DEPTH: u32 = 4;

/// RE2 compares a text that must stand at the start without a program.
pub(super) fn without_prefix(tree: Node) -> Node {
    let Node::Concat(mut nodes) = tree else { return tree };
    let starts = nodes.iter().take_while(|node| matches!(node, Node::Place(Place::TextStart))).count();
    if starts == 0 || !matches!(nodes.get(starts), Some(Node::Text { .. })) {
        return Node::Concat(nodes);
    }
    nodes.drain(..=starts);
    if nodes.is_empty() { Node::Empty } else { Node::only_or(nodes, Node::Concat) }
}

/// Takes out `\A` at the start, and says whether it was there.
pub(super) fn take_start(tree: &mut Node) -> bool {
    take(tree, 0, Place::TextStart)
}

/// Takes out `\z` or `$` at the end, and says whether it was there.
pub(super) fn take_end(tree: &mut Node) -> bool {
    take(tree, 0, Place::TextEnd)
}

fn take(tree: &mut Node, depth: u32, place: Place) -> bool {
    if depth >= MAX_DEPTH {
        return false;
    }
    let is_start = place == Place::TextStart;
    match tree {
        Node::Place(found) if *found == place || (!is_start && *found == Place::Dollar) => {
            *tree = Node::Empty;
            true
        }
        Node::Capture { of, .. } => take(of, depth + 1, place),
        Node::Concat(nodes) => {
            let edge = if is_start { nodes.first_mut() } else { nodes.last_mut() };
            edge.is_some_and(|edge| take(edge, depth + 1, place))
        }
        // The copies of a repetition are a sequence, and only the outermost of them loses its anchor.
        Node::Repeat { bounds: Bounds { min, max }, flags, of } => {
            let is_last_optional = *max != Some(*min);
            let levels = if *min > 1 && max.is_some() && is_last_optional { 2 } else { 1 };
            let mut edge = of.clone();
            if (is_last_optional && (!is_start || *min == 0)) || !take(&mut edge, depth + levels, place) {
                return false;
            }
            let rest = Bounds { min: *min - 1, max: max.map(|max| max - 1) };
            let rest = super::simplify::repeated((**of).clone(), rest, *flags);
            *tree = Node::Concat(if is_start { vec![*edge, rest] } else { vec![rest, *edge] });
            true
        }
        _ => false,
    }
}
