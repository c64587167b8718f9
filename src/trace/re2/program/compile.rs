//! The instructions that RE2 makes of an expression.

use crate::trace::re2::flags::Flags;
use crate::trace::re2::repetition::Bounds;
use crate::trace::re2::runes::{Encoding, Runes};
use crate::trace::re2::tree::{Mark, Node};

use super::characters::{Characters, utf8};
use super::instruction::{Bytes, Instruction, Kind, Program};

/// RE2 makes no more instructions: so many of 8 bytes fit into two thirds of the 8 MiB that it may use.
const MAX_INSTRUCTIONS: usize = 698_996;

/// The ends of a fragment that lead nowhere yet: a list through the instructions themselves.
///
/// An end is twice the number of its instruction, plus 1 if it is the second of a branch.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    head: usize,
    tail: usize,
}

/// A part of a program.
#[derive(Clone, Copy)]
pub(super) struct Fragment {
    /// 0: it matches nothing.
    pub(super) begin: usize,
    pub(super) ends: Ends,
    pub(super) is_nullable: bool,
}

pub(super) const NO_ENDS: Ends = Ends { head: 0, tail: 0 };
const NO_MATCH: Fragment = Fragment { begin: 0, ends: NO_ENDS, is_nullable: false };

/// Makes the program of an expression; none if it is too large.
pub(super) fn compile(tree: &Node, encoding: Encoding, is_start_fixed: bool) -> Option<Program> {
    let mut compiler = Compiler { encoding, instructions: Vec::new(), is_too_large: false };
    compiler.add(Kind::Fail);
    let tree = compiler.node(tree);
    let end = compiler.add(Kind::Match);
    let all = compiler.then(tree, Fragment { begin: end, ends: NO_ENDS, is_nullable: false });
    let mut anywhere = all;
    if !is_start_fixed {
        let any = compiler.leaf(Kind::Byte(Bytes::ANY));
        let skip = compiler.mark(Mark::Star, any, true);
        anywhere = compiler.then(skip, all);
    }
    if compiler.is_too_large {
        return None;
    }
    Some(Program { instructions: compiler.instructions, start: all.begin, start_anywhere: anywhere.begin })
}

pub(super) struct Compiler {
    pub(super) encoding: Encoding,
    pub(super) instructions: Vec<Instruction>,
    is_too_large: bool,
}

impl Compiler {
    pub(super) fn add(&mut self, kind: Kind) -> usize {
        if self.instructions.len() >= MAX_INSTRUCTIONS {
            self.is_too_large = true;
            return 0;
        }
        self.instructions.push(Instruction { kind, out: 0, out1: 0 });
        self.instructions.len() - 1
    }

    fn end(&mut self, end: usize) -> &mut usize {
        let instruction = &mut self.instructions[end / 2];
        if end % 2 == 1 { &mut instruction.out1 } else { &mut instruction.out }
    }

    /// Lets all ends lead to one place.
    fn patch(&mut self, ends: Ends, to: usize) {
        let mut next = ends.head;
        while next != 0 {
            next = std::mem::replace(self.end(next), to);
        }
    }

    pub(super) fn join(&mut self, first: Ends, second: Ends) -> Ends {
        if first.head == 0 {
            return second;
        }
        if second.head != 0 {
            *self.end(first.tail) = second.head;
            return Ends { head: first.head, tail: second.tail };
        }
        first
    }

    fn node(&mut self, node: &Node) -> Fragment {
        if self.is_too_large {
            return NO_MATCH;
        }
        match node {
            Node::Nothing => NO_MATCH,
            Node::Empty => self.leaf(Kind::Nothing),
            Node::Place(_) => self.leaf(Kind::Place),
            Node::AnyByte => self.leaf(Kind::Byte(Bytes::ANY)),
            Node::AnyRune => self.class(&Runes::all(self.encoding)),
            Node::Text { runes, is_folded } => {
                let parts = runes.iter().map(|rune| self.rune(*rune, *is_folded)).collect();
                self.sequence(parts)
            }
            Node::Class(runes) => self.class(runes),
            Node::Concat(nodes) => {
                let parts = nodes.iter().map(|node| self.node(node)).collect();
                self.sequence(parts)
            }
            Node::Alternate(nodes) => {
                let parts: Vec<Fragment> = nodes.iter().map(|node| self.node(node)).collect();
                parts.into_iter().reduce(|all, next| self.either(all, next)).unwrap_or(NO_MATCH)
            }
            Node::Mark { mark, flags, of } => {
                let of = self.node(of);
                self.mark(*mark, of, flags.has(Flags::LAZY))
            }
            Node::Repeat { bounds, flags, of } => self.copies(of, *bounds, *flags),
            Node::Capture { of, .. } => {
                let of = self.node(of);
                self.capture(of)
            }
        }
    }

    fn leaf(&mut self, kind: Kind) -> Fragment {
        let begin = self.add(kind);
        Fragment { begin, ends: one_end(2 * begin), is_nullable: matches!(kind, Kind::Nothing | Kind::Place) }
    }

    fn sequence(&mut self, parts: Vec<Fragment>) -> Fragment {
        parts.into_iter().reduce(|all, next| self.then(all, next)).unwrap_or(NO_MATCH)
    }

    fn then(&mut self, first: Fragment, second: Fragment) -> Fragment {
        if first.begin == 0 || second.begin == 0 {
            return NO_MATCH;
        }
        let Instruction { kind, out, .. } = self.instructions[first.begin];
        // An instruction that does nothing is left out.
        let is_elided = kind == Kind::Nothing && first.ends.head == 2 * first.begin && out == 0;
        self.patch(first.ends, second.begin);
        if is_elided {
            return second;
        }
        Fragment { begin: first.begin, ends: second.ends, is_nullable: first.is_nullable && second.is_nullable }
    }

    fn either(&mut self, first: Fragment, second: Fragment) -> Fragment {
        if first.begin == 0 {
            return second;
        }
        if second.begin == 0 {
            return first;
        }
        let begin = self.branch(first.begin, second.begin);
        Fragment { begin, ends: self.join(first.ends, second.ends), is_nullable: first.is_nullable || second.is_nullable }
    }

    pub(super) fn branch(&mut self, out: usize, out1: usize) -> usize {
        let branch = self.add(Kind::Branch);
        if branch != 0 {
            self.instructions[branch] = Instruction { kind: Kind::Branch, out, out1 };
        }
        branch
    }

    fn class(&mut self, runes: &Runes) -> Fragment {
        let ranges = runes.ranges();
        let is_letter = |letter: &u32| ranges.iter().any(|(low, high)| (low..=high).contains(&letter));
        // A class that has letters in both cases needs only one of them.
        let is_folded = (0x41..=0x5A).all(|upper| is_letter(&upper) == is_letter(&(upper + 0x20)));
        let mut characters = Characters::new(self);
        for (low, high) in ranges {
            if is_folded && low >= 0x41 && high <= 0x5A {
                continue;
            }
            let has_some_letters = (low > 0x41 || high < 0x7A) && high >= 0x41 && low <= 0x7A && (low <= 0x5A || high >= 0x61);
            characters.add(low, high, is_folded && has_some_letters);
        }
        characters.end()
    }

    fn rune(&mut self, rune: u32, is_folded: bool) -> Fragment {
        let byte = |low: u8, is_folded| Kind::Byte(Bytes { low, high: low, is_folded });
        if let (Encoding::Latin1, Ok(rune)) | (Encoding::Utf8, Ok(rune @ 0..=0x7F)) = (self.encoding, u8::try_from(rune)) {
            return self.leaf(byte(rune, is_folded));
        }
        let parts = utf8(rune).iter().map(|part| self.leaf(byte(*part, false))).collect();
        self.sequence(parts)
    }

    fn mark(&mut self, mark: Mark, of: Fragment, is_lazy: bool) -> Fragment {
        match mark {
            Mark::Quest if of.begin == 0 => self.leaf(Kind::Nothing),
            // One branch is not enough to keep the order of what may be empty.
            Mark::Star if of.is_nullable => {
                let some = self.mark(Mark::Plus, of, is_lazy);
                self.mark(Mark::Quest, some, is_lazy)
            }
            _ => {
                let branch = if is_lazy { self.branch(0, of.begin) } else { self.branch(of.begin, 0) };
                let end = one_end(2 * branch + usize::from(!is_lazy && branch != 0));
                match mark {
                    Mark::Quest => Fragment { begin: branch, ends: self.join(end, of.ends), is_nullable: true },
                    _ => {
                        self.patch(of.ends, branch);
                        match mark {
                            Mark::Plus => Fragment { begin: of.begin, ends: end, is_nullable: of.is_nullable },
                            _ => Fragment { begin: branch, ends: end, is_nullable: true },
                        }
                    }
                }
            }
        }
    }

    /// A repetition as copies: `x{2,4}` is `xx(x(x)?)?`, and `x{2,}` is `xx+`.
    fn copies(&mut self, of: &Node, Bounds { min, max }: Bounds, flags: Flags) -> Fragment {
        let is_lazy = flags.has(Flags::LAZY);
        let marked = |mark| of.clone().marked(mark, flags);
        let mut parts: Vec<Fragment> = (1..min).map(|_| self.node(of)).collect();
        let Some(max) = max else {
            parts.push(self.node(&marked(Mark::Plus)));
            return self.sequence(parts);
        };
        parts.push(self.node(of));
        if max > min {
            let optional: Vec<Fragment> = (min + 1..max).map(|_| self.node(of)).collect();
            let mut tail = self.node(&marked(Mark::Quest));
            for copy in optional.into_iter().rev() {
                let some = self.then(copy, tail);
                tail = self.mark(Mark::Quest, some, is_lazy);
            }
            parts.push(tail);
        }
        self.sequence(parts)
    }

    fn capture(&mut self, of: Fragment) -> Fragment {
        if of.begin == 0 {
            return NO_MATCH;
        }
        let begin = self.add(Kind::Capture);
        let end = self.add(Kind::Capture);
        if end == 0 {
            return NO_MATCH;
        }
        self.instructions[begin].out = of.begin;
        self.patch(of.ends, end);
        Fragment { begin, ends: one_end(2 * end), is_nullable: of.is_nullable }
    }
}

pub(super) fn one_end(end: usize) -> Ends {
    Ends { head: end, tail: end }
}
