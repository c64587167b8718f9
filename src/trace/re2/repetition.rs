//! Repetitions: `*`, `+`, `?` and `{2,5}`, each lazy with `?` behind it.

use super::refusal::Refusal;
use super::tree::Mark;

/// RE2 takes no more copies of one thing, also by repetitions in repetitions.
const MAX_COPIES: u32 = 1000;

/// How often something may stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) min: u32,
    /// None: as often as one likes.
    pub(super) max: Option<u32>,
}

impl Bounds {
    /// The bounds at the start of `text`, and how long they are written. Whatever is no repetition is text: `{`, `{,2}` or `{02}`.
    pub(super) fn read(text: &str) -> Option<(Bounds, usize)> {
        match Mark::of(text.chars().next()?) {
            Some(mark) => Some((mark.bounds(), 1)),
            None => Bounds::read_braces(text),
        }
    }

    fn read_braces(text: &str) -> Option<(Bounds, usize)> {
        let (inside, _) = text.strip_prefix('{')?.split_once('}')?;
        let bounds = match inside.split_once(',') {
            Some((min, "")) => Bounds { min: number(min)?, max: None },
            Some((min, max)) => Bounds { min: number(min)?, max: Some(number(max)?) },
            None => {
                let count = number(inside)?;
                Bounds { min: count, max: Some(count) }
            }
        };
        Some((bounds, inside.len() + 2))
    }

    /// Refuses what RE2 refuses of the repetition itself, as it is `written`.
    pub(super) fn check(self, written: &str) -> Result<(), Refusal> {
        if self.min > MAX_COPIES || self.max.is_some_and(|max| max > MAX_COPIES || max < self.min) {
            return Err(Refusal::RepetitionSize(written.to_owned()));
        }
        Ok(())
    }

    /// How many copies RE2 makes of something that already has so many. None: more than it takes.
    pub(super) fn copies(self, of: u32) -> Option<u32> {
        let copies = of * self.max.unwrap_or(self.min).max(1);
        (copies <= MAX_COPIES).then_some(copies)
    }
}

/// A decimal number. RE2 takes none with leading zeros or of more than nine digits.
fn number(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    digits.parse().ok()
}
