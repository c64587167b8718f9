//! The last step of a program's making: branches are replaced by lists of what they lead to.

use super::instruction::{Bytes, Instruction, Kind, Program};

/// How many instructions are left of a program.
pub(super) fn size(mut program: Program) -> usize {
    if program.start == 0 && program.start_anywhere == 0 {
        return 1;
    }
    program.skip_nothing();
    program.mark_matches();
    let mut lists = Lists::new(&program);
    lists.start_behind_instructions();
    lists.start_where_trees_meet();
    lists.heads.clone().into_iter().map(|head| lists.length(head)).sum()
}

impl Program {
    /// Lets no instruction lead to one that does nothing.
    fn skip_nothing(&mut self) {
        for id in self.reachable() {
            for is_second in [false, true] {
                let instruction = self.instructions[id];
                let mut to = if is_second { instruction.out1 } else { instruction.out };
                while to != 0 && self.instructions[to].kind == Kind::Nothing {
                    to = self.instructions[to].out;
                }
                let instruction = &mut self.instructions[id];
                *(if is_second { &mut instruction.out1 } else { &mut instruction.out }) = to;
            }
        }
    }

    /// Marks branches of which one side is a loop over anything, and the other the match.
    fn mark_matches(&mut self) {
        for id in self.reachable() {
            let Instruction { kind, out, out1 } = self.instructions[id];
            let is_loop = |to: usize| self.instructions[to].kind == Kind::Byte(Bytes::ANY) && self.instructions[to].out == id;
            if kind == Kind::Branch && (is_loop(out) && self.is_match(out1) || self.is_match(out) && is_loop(out1)) {
                self.instructions[id].kind = Kind::BranchToMatch;
            }
        }
    }

    fn is_match(&self, mut id: usize) -> bool {
        while matches!(self.instructions[id].kind, Kind::Capture | Kind::Nothing) {
            id = self.instructions[id].out;
        }
        self.instructions[id].kind == Kind::Match
    }

    /// The instructions that a match from the start can come to.
    fn reachable(&self) -> Vec<usize> {
        let mut is_seen = vec![false; self.instructions.len()];
        let mut reachable = vec![self.start];
        let mut at = 0;
        is_seen[0] = true;
        is_seen[self.start] = true;
        while let Some(id) = reachable.get(at) {
            let Instruction { out, out1, .. } = self.instructions[*id];
            for to in [out, out1] {
                if !std::mem::replace(&mut is_seen[to], true) {
                    reachable.push(to);
                }
            }
            at += 1;
        }
        reachable
    }
}

/// The lists that a program is made into. Each begins at an instruction: its head.
struct Lists<'p> {
    program: &'p Program,
    heads: Vec<usize>,
    is_head: Vec<bool>,
    /// The branches that lead to an instruction.
    branches_to: Vec<Vec<usize>>,
    walks: Walks,
}

/// Walks through a program. Each instruction knows the last walk that came to it.
struct Walks {
    last: Vec<usize>,
    count: usize,
}

impl<'p> Lists<'p> {
    fn new(program: &'p Program) -> Lists<'p> {
        let length = program.instructions.len();
        let walks = Walks { last: vec![0; length], count: 0 };
        let mut lists = Lists { program, heads: Vec::new(), is_head: vec![false; length], branches_to: vec![Vec::new(); length], walks };
        for head in [0, program.start_anywhere, program.start] {
            lists.add_head(head);
        }
        lists
    }

    fn add_head(&mut self, id: usize) {
        if !std::mem::replace(&mut self.is_head[id], true) {
            self.heads.push(id);
        }
    }

    /// Starts a list behind each instruction that does more than branch.
    fn start_behind_instructions(&mut self) {
        for id in self.walks.walk(self.program, self.program.start_anywhere, |_| true) {
            let Instruction { kind, out, out1 } = self.program.instructions[id];
            match kind {
                Kind::Branch | Kind::BranchToMatch => {
                    self.branches_to[out].push(id);
                    self.branches_to[out1].push(id);
                }
                Kind::Byte(_) | Kind::Capture | Kind::Place => self.add_head(out),
                Kind::Nothing | Kind::Match | Kind::Fail => {}
            }
        }
    }

    /// Starts a list where branches from one head come to an instruction to which branches come from elsewhere too.
    fn start_where_trees_meet(&mut self) {
        let mut heads = self.heads.clone();
        heads.sort_unstable();
        for head in heads.into_iter().skip(1).rev() {
            if head == self.program.start || head == self.program.start_anywhere {
                continue;
            }
            for id in self.tree(head) {
                if !self.branches_to[id].iter().all(|branch| self.walks.is_in_last(*branch)) {
                    self.add_head(id);
                }
            }
        }
    }

    /// How many instructions a list has.
    fn length(&mut self, head: usize) -> usize {
        let tree = self.tree(head);
        let is_in_list = |id: &&usize| {
            // Where another list begins, an instruction leads there.
            let is_other_head = **id != head && self.is_head[**id];
            is_other_head || !matches!(self.program.instructions[**id].kind, Kind::Branch | Kind::Nothing)
        };
        tree.iter().filter(is_in_list).count()
    }

    /// The instructions from a head to where something is done or another list begins.
    fn tree(&mut self, head: usize) -> Vec<usize> {
        let Lists { program, is_head, walks, .. } = self;
        walks.walk(program, head, |id| {
            let kind = program.instructions[id].kind;
            matches!(kind, Kind::Branch | Kind::BranchToMatch | Kind::Nothing) && (id == head || !is_head[id])
        })
    }
}

impl Walks {
    /// The instructions that can be come to from `start`, as far as the walk goes on behind each.
    fn walk(&mut self, program: &Program, start: usize, goes_on: impl Fn(usize) -> bool) -> Vec<usize> {
        self.count += 1;
        let mut walked = Vec::new();
        let mut next = vec![start];
        while let Some(id) = next.pop() {
            if std::mem::replace(&mut self.last[id], self.count) == self.count {
                continue;
            }
            walked.push(id);
            if !goes_on(id) {
                continue;
            }
            let Instruction { kind, out, out1 } = program.instructions[id];
            match kind {
                Kind::Branch | Kind::BranchToMatch => next.extend([out1, out]),
                Kind::Match | Kind::Fail => {}
                _ => next.push(out),
            }
        }
        walked
    }

    fn is_in_last(&self, id: usize) -> bool {
        self.last[id] == self.count
    }
}
