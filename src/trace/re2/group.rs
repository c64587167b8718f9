//! Groups, and the pieces that are gathered in them.

use super::flags::Flags;
use super::refusal::Refusal;
use super::runes::Encoding;
use super::tree::Node;

/// The engine walks an expression by recursion, so there is a bound that keeps it from the stack's end.
const MAX_DEPTH: u32 = 250;

/// A group of which the end is not yet read.
#[derive(Default)]
pub(super) struct Group {
    /// Its number, unless it captures nothing.
    number: Option<u32>,
    /// The flags that hold behind it.
    flags: Flags,
    /// The alternatives of which the end is read.
    alternatives: Vec<Piece>,
    /// The pieces of the alternative that is read now.
    pieces: Vec<Piece>,
}

/// A part of an expression.
pub(super) struct Piece {
    pub(super) node: Node,
    /// The most copies that repetitions make of anything in it.
    pub(super) copies: u32,
    /// How many nodes stand in each other.
    pub(super) depth: u32,
}

impl Group {
    pub(super) fn new(number: Option<u32>, flags: Flags) -> Group {
        Group { number, flags, ..Group::default() }
    }

    pub(super) fn flags_behind(&self) -> Flags {
        self.flags
    }

    pub(super) fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    /// The piece that a repetition right here repeats.
    pub(super) fn take_last(&mut self) -> Option<Piece> {
        self.pieces.pop()
    }

    pub(super) fn end_alternative(&mut self) {
        let alternative = joined(std::mem::take(&mut self.pieces), Node::concat);
        // Any character makes up for one of them that is an alternative next to it.
        if let Some(before) = self.alternatives.last_mut() {
            if matches!(before.node, Node::AnyRune) && alternative.node.is_one_rune() {
                return;
            }
            if matches!(alternative.node, Node::AnyRune) && before.node.is_one_rune() {
                *before = alternative;
                return;
            }
        }
        self.alternatives.push(alternative);
    }

    pub(super) fn finish(mut self, encoding: Encoding) -> Result<Piece, Refusal> {
        self.end_alternative();
        let mut piece = joined(self.alternatives, |nodes| Node::alternate(nodes, encoding));
        if let Some(number) = self.number {
            piece.node = Node::Capture { number, of: Box::new(piece.node) };
            piece.depth += 1;
        }
        piece.checked()
    }
}

impl Piece {
    pub(super) fn checked(self) -> Result<Piece, Refusal> {
        if self.depth > MAX_DEPTH { Err(Refusal::TooDeep) } else { Ok(self) }
    }
}

/// Makes one piece of those that follow each other, or that one may choose from. One alone is left as it is.
fn joined(pieces: Vec<Piece>, join: impl Fn(Vec<Node>) -> Node) -> Piece {
    let copies = pieces.iter().map(|piece| piece.copies).max().unwrap_or(1);
    let depth = pieces.iter().map(|piece| piece.depth).max().unwrap_or(0) + u32::from(pieces.len() > 1);
    Piece { node: join(pieces.into_iter().map(|piece| piece.node).collect()), copies, depth }
}
