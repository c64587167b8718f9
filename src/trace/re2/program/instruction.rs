//! What a program of RE2's consists of.

/// A program: its instructions, of which the first fails, and where it starts.
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    /// For a match that begins at the start of a search.
    pub(super) start: usize,
    /// For a match that begins anywhere.
    pub(super) start_anywhere: usize,
}

/// One step of a program.
#[derive(Clone, Copy)]
pub(super) struct Instruction {
    pub(super) kind: Kind,
    /// What is next. While it is not known, this holds the next open end of a list; 0 is the list's end.
    pub(super) out: usize,
    /// What is second, of a branch.
    pub(super) out1: usize,
}

/// What an instruction does, as far as a program's size depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fail,
    Nothing,
    Branch,
    /// A branch of which one side is a loop over anything, and the other the match.
    BranchToMatch,
    Byte(Bytes),
    Capture,
    Place,
    Match,
}

/// A range of bytes; if folded, its ASCII letters stand for both cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Bytes {
    pub(super) low: u8,
    pub(super) high: u8,
    pub(super) is_folded: bool,
}

impl Bytes {
    pub(super) const ANY: Bytes = Bytes { low: 0, high: 0xFF, is_folded: false };
}
