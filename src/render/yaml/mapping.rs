//! The members of a mapping as they are written: sorted, and of equal keys the last only.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::order;
use crate::envoy::json::tape::{Members, Node, Text};

/// A mapping's member.
#[derive(Clone, Copy)]
pub(super) struct Member<'t, 'a> {
    pub key: Text<'t, 'a>,
    pub value: Node<'t, 'a>,
    /// The key's first bytes, which decide nearly every comparison.
    prefix: order::Prefix,
    /// Which member it was in the input.
    index: u32,
}

/// Appends `members` to `list` in the order in which they are written.
pub(super) fn collect<'t, 'a>(list: &mut Vec<Member<'t, 'a>>, members: Members<'t, 'a>) {
    let start = list.len();
    for ((key, value), index) in members.zip(0..) {
        let prefix = if key.has_escapes() { order::Prefix::of(&key.unescaped()) } else { order::Prefix::of(key.escaped()) };
        list.push(Member { key, value, prefix, index });
    }
    let mut has_digits = false;
    let mut has_equals = false;
    order::merge_sort(&mut list[start..], |a, b| {
        if let Some(order) = a.prefix.compare(b.prefix) {
            return order;
        }
        let (order, by_digits) = if a.key.has_escapes() || b.key.has_escapes() {
            order::natural(&a.key.unescaped(), &b.key.unescaped())
        } else {
            order::natural(a.key.escaped(), b.key.escaped())
        };
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
        if list.get(at + 1).is_none_or(|next| next.key.unescaped() != list[at].key.unescaped()) {
            list[kept] = list[at];
            kept += 1;
        }
    }
    list.truncate(kept);
}

/// Of members with equal keys, wherever they stand, keeps the last of the input.
fn drop_all_but_last(list: &mut Vec<Member<'_, '_>>, start: usize) {
    let mut names: Vec<(Cow<'_, str>, u32)> = list[start..].iter().map(|member| (member.key.unescaped(), member.index)).collect();
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
