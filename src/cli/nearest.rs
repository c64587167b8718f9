//! Which known word is nearest to one that is not known?

/// The nearest word: as few letters as possible are wrong, and less than half of them.
pub(super) fn nearest(word: &str, known: impl Iterator<Item = String>, plain: impl Fn(&str) -> String) -> Option<String> {
    let with_distance = known.map(|name| (distance(word, &plain(&name)), name));
    let (distance, name) = with_distance.min_by_key(|(distance, _)| *distance)?;
    (distance * 2 < word.chars().count().max(2)).then_some(name)
}

/// How many letters have to be changed, added or taken away (Levenshtein's distance).
pub(super) fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut above_left = std::mem::replace(&mut row[0], line + 1);
        for (at, candidate) in other.iter().enumerate() {
            let changed = above_left + usize::from(letter != *candidate);
            above_left = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(above_left + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        let check = |one: &str, other: &str, expect: usize| assert_eq!(distance(one, other), expect);
        check("", "ab", 2);
        check("WARMNIG", "WARMING", 2);
        check("kitten", "sitting", 3);
        check("same", "same", 0);
        let known = || ["WARMING", "DRAINING"].map(str::to_owned).into_iter();
        assert_eq!(nearest("WARMIN", known(), str::to_owned).as_deref(), Some("WARMING"));
        assert_eq!(nearest("XYZ", known(), str::to_owned), None);
    }
}
