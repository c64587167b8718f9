//! How large RE2's program for an expression is: Envoy refuses an expression with a large one.
//!
//! The size is that of the program at the end of all of RE2's steps: a fixed start is taken off, repetitions that meet become one,
//! repetitions in braces become copies, the instructions are made, and of those the ones that only branch are taken out again.

mod anchors;
mod characters;
mod compile;
mod flatten;
mod instruction;
mod simplify;

use super::runes::Encoding;
use super::tree::Node;

/// How many instructions RE2's program for an expression has. None: more than RE2 makes.
pub(super) fn size(tree: Node, encoding: Encoding) -> Option<usize> {
    let mut tree = simplify::simplify(simplify::coalesce(anchors::without_prefix(tree)));
    let is_start_fixed = anchors::take_start(&mut tree);
    anchors::take_end(&mut tree);
    compile::compile(&tree, encoding, is_start_fixed).map(flatten::size)
}
