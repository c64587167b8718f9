//! The order of keys: "naturally", `k2` before `k10`.

use std::cmp::Ordering;

/// The order in which Go's YAML writes the keys `a` and `b`.
///
/// Where they first differ: a character that is no letter comes before a letter, letters go by code point, and digits by the
/// number that they write. Outside ASCII, any alphabetic character counts as a letter, combining vowel signs included, and no
/// character as a digit.
///
/// This is no total order: `12` < `1a` < `9` < `12`. The standard library's sorts may panic on such keys; [`sort`] does not.
pub fn compare_keys(a: &str, b: &str) -> Ordering {
    natural(a, b).0
}

/// Puts `items` in the order of their keys. Equal keys keep their order, and so do keys of which each comes before another, as far
/// as that can be. The items are moved about `n log n` times.
pub fn sort<T: Copy>(items: &mut [T], key: impl Fn(&T) -> &str) {
    merge_sort(items, |a, b| compare_keys(key(a), key(b)));
}

/// The order of two keys, and whether a digit decided it: only such decisions can contradict each other.
pub(super) fn natural(a: &str, b: &str) -> (Ordering, bool) {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let Some(at) = x.iter().zip(y).position(|(x, y)| x != y) else {
        return (x.len().cmp(&y.len()), false);
    };
    let (c, d) = if x[at].is_ascii() && y[at].is_ascii() {
        (char::from(x[at]), char::from(y[at]))
    } else {
        // Both have the same character boundaries up to here, so this finds the character in which they differ.
        let start = (0..=at).rev().find(|&at| a.is_char_boundary(at) && b.is_char_boundary(at)).unwrap_or(0);
        match (a[start..].chars().next(), b[start..].chars().next()) {
            (Some(c), Some(d)) => (c, d),
            _ => return (a.cmp(b), false),
        }
    };
    match (is_letter(c), is_letter(d)) {
        (true, true) => (c.cmp(&d), false),
        (true, false) => (Ordering::Greater, false),
        (false, true) => (Ordering::Less, false),
        (false, false) if c.is_ascii_digit() || d.is_ascii_digit() => (by_number(x, y, at), true),
        (false, false) => (c.cmp(&d), false),
    }
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() && !c.is_numeric() }
}

/// The order of keys that are equal up to `at`, where at least one of them has a digit.
fn by_number(a: &[u8], b: &[u8], at: usize) -> Ordering {
    let mut start = 0i64;
    if a[at] == b'0' || b[at] == b'0' {
        // A zero inside a number is a digit of it; only one in front of a number is not.
        let inside = a[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).any(|&byte| byte != b'0');
        start = i64::from(inside);
    }
    let number = |key: &[u8]| {
        let digits = key[at..].iter().take_while(|byte| byte.is_ascii_digit());
        // Go's integers wrap around, and so must the order of absurdly long numbers.
        digits.fold((start, 0usize), |(number, length), byte| (number.wrapping_mul(10).wrapping_add(i64::from(byte - b'0')), length + 1))
    };
    number(a).cmp(&number(b)).then_with(|| a[at..].cmp(&b[at..]))
}

/// The first eight bytes of a key, the first of them in the highest place; zeros where the key is shorter.
#[derive(Clone, Copy)]
pub(super) struct Prefix(u64);

impl Prefix {
    /// The prefix of `key`.
    #[inline]
    pub fn of(key: &str) -> Prefix {
        let bytes = key.as_bytes();
        let mut prefix = [0; 8];
        match bytes.first_chunk() {
            Some(bytes) => prefix = *bytes,
            None => prefix.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from),
        }
        Prefix(u64::from_be_bytes(prefix))
    }

    /// The order of two keys, where these prefixes decide it, and by anything but a digit.
    #[inline]
    pub fn compare(self, other: Prefix) -> Option<Ordering> {
        let differing = self.0 ^ other.0;
        if differing == 0 {
            return None;
        }
        let shift = 56 - (differing.leading_zeros() & !7);
        let (a, b) = ((self.0 >> shift) as u8, (other.0 >> shift) as u8);
        if !a.is_ascii() || !b.is_ascii() || a.is_ascii_digit() || b.is_ascii_digit() {
            return None;
        }
        Some((a.is_ascii_alphabetic(), a).cmp(&(b.is_ascii_alphabetic(), b)))
    }
}

/// A stable sort that accepts any relation: insertion into short runs, then merging of the runs.
pub(super) fn merge_sort<T: Copy>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    const RUN: usize = 12;
    for run in items.chunks_mut(RUN) {
        for end in 1..run.len() {
            let item = run[end];
            let mut at = end;
            while at > 0 && compare(&item, &run[at - 1]) == Ordering::Less {
                run[at] = run[at - 1];
                at -= 1;
            }
            run[at] = item;
        }
    }
    let mut width = RUN;
    let mut left = Vec::new();
    while width < items.len() {
        for pair in items.chunks_mut(2 * width) {
            if pair.len() <= width || compare(&pair[width], &pair[width - 1]) != Ordering::Less {
                continue;
            }
            left.clear();
            left.extend_from_slice(&pair[..width]);
            let (mut from_left, mut from_right, mut to) = (0, width, 0);
            while from_left < left.len() {
                if from_right < pair.len() && compare(&pair[from_right], &left[from_left]) == Ordering::Less {
                    pair[to] = pair[from_right];
                    from_right += 1;
                } else {
                    pair[to] = left[from_left];
                    from_left += 1;
                }
                to += 1;
            }
        }
        width *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_naturally() {
        let sorted =
            ["", "+a", "-1", "1", "2", "10", "_", "@type", "A", "B", "a", "a-1", "a_1", "a1", "a2", "a002", "a10", "a10b", "aa", "b", "ä"];
        let mut keys = sorted;
        keys.reverse();
        sort(&mut keys, |key| key);
        for pair in keys.windows(2) {
            assert_eq!(compare_keys(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare_keys("k2", "k10"), Ordering::Less);
        assert_eq!(compare_keys("k100", "k20"), Ordering::Greater);
        assert_eq!(compare_keys("k10", "k1a"), Ordering::Less);
        assert_eq!(compare_keys("a", "a"), Ordering::Equal);
    }

    #[test]
    fn keys_without_an_order_are_sorted_all_the_same() {
        let mut keys: Vec<&str> = ["12", "1a", "9", "12"].into_iter().cycle().take(500).collect();
        sort(&mut keys, |key| key);
        assert_eq!(keys.len(), 500);
        assert_eq!(keys.iter().filter(|key| **key == "12").count(), 250);
    }

    #[test]
    fn the_sort_is_stable() {
        let mut items: Vec<(usize, usize)> = (0..1000).map(|at| (at * 7919 % 31, at)).collect();
        merge_sort(&mut items, |a, b| a.0.cmp(&b.0));
        assert!(items.is_sorted());
    }
}
