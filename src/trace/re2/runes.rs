//! Sets of characters, in both of RE2's encodings.

use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir};

/// What RE2 takes for a character of an expression and of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Each byte is a character. Envoy since 1.39.1, unless its guard `re2_use_latin1_mode` is off.
    Latin1,
    /// UTF-8. Older Envoys.
    Utf8,
}

impl Encoding {
    /// The largest code point.
    pub(super) fn max(self) -> u32 {
        match self {
            Encoding::Latin1 => 0xFF,
            Encoding::Utf8 => 0x10_FFFF,
        }
    }
}

/// A set of characters of one encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Runes(Class);

impl Runes {
    pub(super) fn none(encoding: Encoding) -> Runes {
        Runes(match encoding {
            Encoding::Latin1 => Class::Bytes(ClassBytes::empty()),
            Encoding::Utf8 => Class::Unicode(ClassUnicode::empty()),
        })
    }

    pub(super) fn all(encoding: Encoding) -> Runes {
        let mut runes = Runes::none(encoding);
        runes.negate();
        runes
    }

    /// One character; if folded, in both cases.
    pub(super) fn of(rune: u32, is_folded: bool, encoding: Encoding) -> Runes {
        let mut runes = Runes::none(encoding);
        runes.add(rune, rune);
        if is_folded {
            runes.fold_case();
        }
        runes
    }

    /// The ranges of code points in order, none of which touches the next. Surrogates are no gap.
    pub(super) fn ranges(&self) -> Vec<(u32, u32)> {
        let mut ranges: Vec<(u32, u32)> = match &self.0 {
            Class::Bytes(bytes) => bytes.iter().map(|range| (range.start().into(), range.end().into())).collect(),
            Class::Unicode(characters) => characters.iter().map(|range| (range.start().into(), range.end().into())).collect(),
        };
        if let Some(at) = ranges.iter().position(|(low, _)| *low == 0xE000)
            && at > 0
            && ranges[at - 1].1 == 0xD7FF
        {
            ranges[at - 1].1 = ranges.remove(at).1;
        }
        ranges
    }

    /// Adds a range of code points, as far as the encoding has them. Surrogates are in no text.
    pub(super) fn add(&mut self, low: u32, high: u32) {
        match &mut self.0 {
            Class::Bytes(bytes) => {
                if let Ok(low) = u8::try_from(low) {
                    bytes.push(ClassBytesRange::new(low, u8::try_from(high).unwrap_or(u8::MAX)));
                }
            }
            Class::Unicode(characters) => {
                let low = char::from_u32(low).unwrap_or('\u{E000}');
                let high = char::from_u32(high).unwrap_or('\u{D7FF}');
                if low <= high {
                    characters.push(ClassUnicodeRange::new(low, high));
                }
            }
        }
    }

    pub(super) fn add_all(&mut self, other: &Runes) {
        match (&mut self.0, &other.0) {
            (Class::Bytes(bytes), Class::Bytes(others)) => bytes.union(others),
            (Class::Unicode(characters), Class::Unicode(others)) => characters.union(others),
            _ => unreachable!("sets of one expression have one encoding"),
        }
    }

    pub(super) fn negate(&mut self) {
        match &mut self.0 {
            Class::Bytes(bytes) => bytes.negate(),
            Class::Unicode(characters) => characters.negate(),
        }
    }

    /// Adds the other case of each letter; of Latin-1's letters only ASCII's have one.
    pub(super) fn fold_case(&mut self) {
        match &mut self.0 {
            Class::Bytes(bytes) => bytes.case_fold_simple(),
            Class::Unicode(characters) => characters.case_fold_simple(),
        }
    }

    pub(super) fn into_hir(self) -> Hir {
        Hir::class(self.0)
    }
}
