//! The instructions for a class of characters, byte by byte.
//!
//! In UTF-8 they are a tree: characters with the same first byte share it, and some that end in the same bytes share those.

use std::collections::HashMap;

use super::compile::{Compiler, Ends, Fragment, NO_ENDS, one_end};
use super::instruction::{Bytes, Instruction, Kind};
use crate::trace::re2::runes::Encoding;

/// The instructions for a class, as it is read range by range.
pub(super) struct Characters<'c> {
    compiler: &'c mut Compiler,
    /// 0 before the first range.
    root: usize,
    ends: Ends,
    /// The instructions that may be shared, and where each leads to.
    shared: HashMap<(Bytes, usize), usize>,
}

impl<'c> Characters<'c> {
    pub(super) fn new(compiler: &'c mut Compiler) -> Characters<'c> {
        Characters { compiler, root: 0, ends: NO_ENDS, shared: HashMap::new() }
    }

    pub(super) fn end(self) -> Fragment {
        Fragment { begin: self.root, ends: self.ends, is_nullable: false }
    }

    /// Adds a range of code points. Ranges are added in order.
    pub(super) fn add(&mut self, low: u32, high: u32, is_folded: bool) {
        let largest = if self.compiler.encoding == Encoding::Latin1 { 0xFF } else { 0x7F };
        match (u8::try_from(low), u8::try_from(high)) {
            (Ok(low), Ok(high)) if u32::from(high) <= largest => {
                let id = self.instruction(Bytes { low, high, is_folded }, 0);
                self.add_root(id);
            }
            _ => self.add_utf8(low, high, is_folded),
        }
    }

    fn add_utf8(&mut self, low: u32, high: u32, is_folded: bool) {
        if (low, high) == (0x80, 0x10_FFFF) {
            return self.add_all_above_ascii();
        }
        // The characters of each range have one length, and begin with the same bytes but for one.
        for last in [0x7F, 0x7FF, 0xFFFF] {
            if low <= last && last < high {
                self.add(low, last, is_folded);
                return self.add(last + 1, high, is_folded);
            }
        }
        for bits in [6, 12, 18] {
            let mask = (1 << bits) - 1;
            if low & !mask == high & !mask {
                continue;
            }
            let start_of_next = if low & mask != 0 {
                (low | mask) + 1
            } else if high & mask != mask {
                high & !mask
            } else {
                continue;
            };
            self.add(low, start_of_next - 1, is_folded);
            return self.add(start_of_next, high, is_folded);
        }
        let (low, high) = (utf8(low), utf8(high));
        let mut next = 0;
        for at in (0..low.len().min(high.len())).rev() {
            let bytes = Bytes { low: low[at], high: high[at], is_folded: false };
            let is_last = at == low.len() - 1;
            let may_be_shared = is_last || (bytes.low < bytes.high && at != 0);
            next = if may_be_shared { self.shared_instruction(bytes, next) } else { self.instruction(bytes, next) };
        }
        self.add_root(next);
    }

    /// RE2 takes also what is no UTF-8 here, which needs fewer instructions.
    fn add_all_above_ascii(&mut self) {
        let mut next = 0;
        for (low, high) in [(0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)] {
            next = self.instruction(Bytes { low: 0x80, high: 0xBF, is_folded: false }, next);
            let first = self.instruction(Bytes { low, high, is_folded: false }, next);
            self.add_root(first);
        }
    }

    fn instruction(&mut self, bytes: Bytes, next: usize) -> usize {
        let id = self.compiler.add(Kind::Byte(bytes));
        if next == 0 {
            self.ends = self.compiler.join(self.ends, one_end(2 * id));
        } else {
            self.compiler.instructions[id].out = next;
        }
        id
    }

    fn shared_instruction(&mut self, bytes: Bytes, next: usize) -> usize {
        if let Some(id) = self.shared.get(&(bytes, next)) {
            return *id;
        }
        let id = self.instruction(bytes, next);
        self.shared.insert((bytes, next), id);
        id
    }

    fn is_shared(&self, id: usize) -> bool {
        let Instruction { kind, out, .. } = self.compiler.instructions[id];
        matches!(kind, Kind::Byte(bytes) if self.shared.contains_key(&(bytes, out)))
    }

    fn add_root(&mut self, id: usize) {
        self.root = match self.root {
            // There was no room for it.
            _ if id == 0 => 0,
            0 => id,
            root if self.compiler.encoding == Encoding::Utf8 => self.insert(root, id),
            root => self.compiler.branch(root, id),
        };
    }

    /// Adds a sequence that begins at `id` to a tree, and gives the tree's root; 0 if there is no room.
    fn insert(&mut self, mut root: usize, id: usize) -> usize {
        let Instruction { kind, out1, .. } = self.compiler.instructions[root];
        // Ranges come in order, so only the last branch can begin with the same bytes.
        let mut same = if kind == Kind::Branch { out1 } else { root };
        if self.compiler.instructions[same].kind != self.compiler.instructions[id].kind {
            return self.compiler.branch(root, id);
        }
        if self.is_shared(same) {
            let Instruction { kind: copied, out, .. } = self.compiler.instructions[same];
            same = self.compiler.add(copied);
            if same == 0 {
                return 0;
            }
            self.compiler.instructions[same].out = out;
            match kind {
                Kind::Branch => self.compiler.instructions[root].out1 = same,
                _ => root = same,
            }
        }
        let rest = self.compiler.instructions[id].out;
        if !self.is_shared(id) {
            self.compiler.instructions.pop();
        }
        let next = self.compiler.instructions[same].out;
        let next = self.insert(next, rest);
        self.compiler.instructions[same].out = next;
        if next == 0 { 0 } else { root }
    }
}

/// The bytes of a code point. Surrogates are written as the character that replaces what is no character.
pub(super) fn utf8(rune: u32) -> Vec<u8> {
    char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER).to_string().into_bytes()
}
