//! An expression as RE2 has it in mind after reading: what the engine's program and the size of RE2's program are made from.

use super::factor;
use super::flags::Flags;
use super::repetition::Bounds;
use super::runes::{Encoding, Runes};

/// A part of an expression.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Matches not even the empty text.
    Nothing,
    Empty,
    /// Code points in a row; if folded, ASCII letters among them stand for both cases.
    Text {
        runes: Vec<u32>,
        is_folded: bool,
    },
    Class(Runes),
    /// `.` with flag `s`.
    AnyRune,
    /// `\C`.
    AnyByte,
    Place(Place),
    /// `*`, `+` or `?`. RE2 tells these from the same in braces.
    Mark {
        mark: Mark,
        flags: Flags,
        of: Box<Node>,
    },
    /// A repetition in braces.
    Repeat {
        bounds: Bounds,
        flags: Flags,
        of: Box<Node>,
    },
    Capture {
        number: u32,
        of: Box<Node>,
    },
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
}

/// Where something must stand that has no length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    LineStart,
    LineEnd,
    TextStart,
    /// `\z`.
    TextEnd,
    /// `$` without flag `m`. It means the same as `\z`, but RE2 does not take one for the other.
    Dollar,
    WordEdge,
    NoWordEdge,
}

/// How often something may stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Star,
    Plus,
    Quest,
}

impl Mark {
    pub(super) fn of(character: char) -> Option<Mark> {
        match character {
            '*' => Some(Mark::Star),
            '+' => Some(Mark::Plus),
            '?' => Some(Mark::Quest),
            _ => None,
        }
    }

    pub(super) fn bounds(self) -> Bounds {
        match self {
            Mark::Star => Bounds { min: 0, max: None },
            Mark::Plus => Bounds { min: 1, max: None },
            Mark::Quest => Bounds { min: 0, max: Some(1) },
        }
    }
}

impl Node {
    /// A class, or what RE2 makes of it: `[a]` is text, and so is `[Aa]`.
    pub(super) fn class(runes: Runes, flags: Flags) -> Node {
        match runes.ranges().as_slice() {
            [(low, high)] if low == high => Node::Text { runes: vec![*low], is_folded: flags.has(Flags::FOLD_CASE) },
            [(upper @ 0x41..=0x5A, upper_end), (lower, lower_end)]
                if upper == upper_end && lower == lower_end && *lower == upper + 0x20 =>
            {
                Node::Text { runes: vec![*lower], is_folded: true }
            }
            _ => Node::Class(runes),
        }
    }

    /// The node with a mark behind it. Of two marks with the same flags RE2 makes one.
    pub(super) fn marked(self, mark: Mark, flags: Flags) -> Node {
        match self {
            Node::Mark { mark: inner, flags: inner_flags, of } if inner_flags == flags => {
                Node::Mark { mark: if inner == mark { mark } else { Mark::Star }, flags, of }
            }
            of => Node::Mark { mark, flags, of: Box::new(of) },
        }
    }

    /// Nodes one behind the other, as they were read.
    pub(super) fn concat(nodes: Vec<Node>) -> Node {
        let mut pieces: Vec<Node> = Vec::with_capacity(nodes.len());
        for node in nodes {
            match (pieces.last_mut(), node) {
                (Some(Node::Text { runes: before, is_folded: was_folded }), Node::Text { runes, is_folded })
                    if *was_folded == is_folded =>
                {
                    before.extend(runes);
                }
                (_, node) => pieces.push(node),
            }
        }
        if pieces.is_empty() {
            return Node::Empty;
        }
        Node::only_or(pieces, |pieces| {
            let flat = pieces.into_iter().flat_map(|piece| match piece {
                Node::Concat(nodes) => nodes,
                other => vec![other],
            });
            Node::Concat(flat.collect())
        })
    }

    /// One of several nodes, as they were read, with what they begin with in common taken out.
    pub(super) fn alternate(nodes: Vec<Node>, encoding: Encoding) -> Node {
        Node::only_or(nodes, |nodes| {
            let flat = nodes.into_iter().flat_map(|node| match node {
                Node::Alternate(nodes) => nodes,
                other => vec![other],
            });
            Node::only_or(factor::factor(flat.collect(), encoding), Node::Alternate)
        })
    }

    /// The only node of a list, or what is made of more.
    pub(super) fn only_or(mut nodes: Vec<Node>, make: impl FnOnce(Vec<Node>) -> Node) -> Node {
        match nodes.pop() {
            Some(only) if nodes.is_empty() => only,
            Some(last) => {
                nodes.push(last);
                make(nodes)
            }
            None => make(nodes),
        }
    }

    /// Whether this matches one character each time.
    pub(super) fn is_one_rune(&self) -> bool {
        match self {
            Node::Text { runes, .. } => runes.len() == 1,
            Node::Class(_) | Node::AnyRune => true,
            _ => false,
        }
    }

    /// Whether this matches one character or one byte each time.
    pub(super) fn is_one_rune_or_byte(&self) -> bool {
        self.is_one_rune() || matches!(self, Node::AnyByte)
    }

    /// The same for RE2, of nodes that it asks this of: those of one character, and repetitions of such.
    pub(super) fn is_same(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::AnyRune, Node::AnyRune) | (Node::AnyByte, Node::AnyByte) => true,
            (Node::Place(place), Node::Place(other)) => place == other,
            (Node::Class(runes), Node::Class(others)) => runes == others,
            (Node::Text { runes, is_folded }, Node::Text { runes: others, is_folded: is_other_folded }) => {
                runes == others && is_folded == is_other_folded
            }
            (Node::Repeat { bounds, flags, of }, Node::Repeat { bounds: other_bounds, flags: other_flags, of: other }) => {
                bounds == other_bounds && flags.has(Flags::LAZY) == other_flags.has(Flags::LAZY) && of.is_same(other)
            }
            _ => false,
        }
    }
}
