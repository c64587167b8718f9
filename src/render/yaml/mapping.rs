//! The members of a mapping as they are written: sorted, and of equal keys the last only.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::order;
use crate::envoy::json::tape::{Members, Node, unescape};

/// A mapping's member.
#[derive(Clone, Copy)]
pub(super) struct Member<'t, 'a> {
    /// The key, as JSON spells it.
    key: &'t str,
    has_escapes: bool,
    /// Which member it was in the input.
    index: u32,
    pub value: Node<'t, 'a>,
}

impl<'t> Member<'t, '_> {
    /// The key.
    pub fn name(&self) -> Cow<'t, str> {
        if self.has_escapes { unescape(self.key) } else { Cow::Borrowed(self.key) }
    }
}

/// Appends `members` to `list` in the order in which they are written.
pub(super) fn collect<'t, 'a>(list: &mut Vec<Member<'t, 'a>>, members: Members<'t, 'a>) {
    let start = list.len();
    list.extend(members.zip(0..).map(|((key, value), index)| {
        let key: &'t str = key.escaped();
        Member { key, has_escapes: memchr::memchr(b'\\', key.as_bytes()).is_some(), index, value }
    }));
    let mut has_digits = false;
    let mut has_equals = false;
    order::merge_sort(&mut list[start..], |a, b| {
        let (order, by_digits) =
            if a.has_escapes || b.has_escapes { order::natural(&a.name(), &b.name()) } else { order::natural(a.key, b.key) };
        has_digits |= by_digits;
        has_equals |= order == Ordering::Equal;
        order
    });
    if has_digits {
        // The order may go in circles, and then the sort need not have brought equal keys together.
        drop_all_but_last(list, start);
    } else if has_equals {
        drop_neighbours(list, start);
    }
}

/// Of neighbours with equal keys, keeps the last.
fn drop_neighbours(list: &mut Vec<Member<'_, '_>>, start: usize) {
    let mut kept = start;
    for at in start..list.len() {
        if list.get(at + 1).is_none_or(|next| next.name() != list[at].name()) {
            list[kept] = list[at];
            kept += 1;
        }
    }
    list.truncate(kept);
}

/// Of members with equal keys, wherever they stand, keeps the last of the input.
fn drop_all_but_last(list: &mut Vec<Member<'_, '_>>, start: usize) {
    let mut names: Vec<(Cow<'_, str>, u32)> = list[start..].iter().map(|member| (member.name(), member.index)).collect();
    names.sort_unstable();
    let mut dropped: Vec<u32> = names.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].1).collect();
    if dropped.is_empty() {
        return;
    }
    dropped.sort_unstable();
    let mut kept = start;
    for at in start..list.len() {
        if dropped.binary_search(&list[at].index).is_err() {
            list[kept] = list[at];
            kept += 1;
        }
    }
    list.truncate(kept);
}
