//! What an expression means, for the engine that matches with it.

use regex_syntax::hir::{Capture, Hir, Look, Repetition};

use super::flags::Flags;
use super::runes::{Encoding, Runes};
use super::tree::{Node, Place};

/// What a part of an expression means.
pub(super) fn of(node: &Node, encoding: Encoding) -> Hir {
    match node {
        Node::Nothing => Hir::fail(),
        Node::Empty => Hir::empty(),
        Node::Text { runes, is_folded } => of_text(runes, *is_folded, encoding),
        Node::Class(runes) => runes.clone().into_hir(),
        Node::AnyRune => Runes::all(encoding).into_hir(),
        Node::AnyByte => Runes::all(Encoding::Latin1).into_hir(),
        Node::Place(place) => Hir::look(match place {
            Place::LineStart => Look::StartLF,
            Place::LineEnd => Look::EndLF,
            Place::TextStart => Look::Start,
            Place::TextEnd | Place::Dollar => Look::End,
            Place::WordEdge => Look::WordAscii,
            Place::NoWordEdge => Look::WordAsciiNegate,
        }),
        Node::Mark { mark, flags, of } => of_repetition(of, mark.bounds(), *flags, encoding),
        Node::Repeat { bounds, flags, of } => of_repetition(of, *bounds, *flags, encoding),
        Node::Capture { number, of: inner } => Hir::capture(Capture { index: *number, name: None, sub: Box::new(of(inner, encoding)) }),
        Node::Concat(nodes) => Hir::concat(nodes.iter().map(|node| of(node, encoding)).collect()),
        Node::Alternate(nodes) => Hir::alternation(nodes.iter().map(|node| of(node, encoding)).collect()),
    }
}

fn of_text(runes: &[u32], is_folded: bool, encoding: Encoding) -> Hir {
    let of_rune = |rune: &u32| {
        let mut class = Runes::none(encoding);
        class.add(*rune, *rune);
        if let Some(letter) = char::from_u32(*rune).filter(|letter| is_folded && letter.is_ascii_alphabetic()) {
            let other_case = if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
            class.add(other_case.into(), other_case.into());
        }
        class.into_hir()
    };
    Hir::concat(runes.iter().map(of_rune).collect())
}

fn of_repetition(node: &Node, bounds: super::repetition::Bounds, flags: Flags, encoding: Encoding) -> Hir {
    let sub = Box::new(of(node, encoding));
    Hir::repetition(Repetition { min: bounds.min, max: bounds.max, greedy: !flags.has(Flags::LAZY), sub })
}
