//! The classes that have a name: Perl's (`\d`), POSIX's (`[:alpha:]`) and Unicode's (`\p{Greek}`).

use std::sync::LazyLock;

use regex_syntax::Parser;
use regex_syntax::hir::{Class, ClassUnicode, HirKind};

use super::runes::{Encoding, Runes};

/// The ranges of ASCII that a class consists of.
type Ranges = &'static [(u8, u8)];

const DIGIT: Ranges = &[(b'0', b'9')];
const WORD: Ranges = &[(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];
/// Unlike POSIX's `space` without the vertical tab.
const PERL_SPACE: Ranges = &[(b'\t', b'\n'), (b'\x0c', b'\r'), (b' ', b' ')];

const POSIX: [(&str, Ranges); 14] = [
    ("alnum", &[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')]),
    ("alpha", &[(b'A', b'Z'), (b'a', b'z')]),
    ("ascii", &[(0, 0x7F)]),
    ("blank", &[(b'\t', b'\t'), (b' ', b' ')]),
    ("cntrl", &[(0, 0x1F), (0x7F, 0x7F)]),
    ("digit", DIGIT),
    ("graph", &[(b'!', b'~')]),
    ("lower", &[(b'a', b'z')]),
    ("print", &[(b' ', b'~')]),
    ("punct", &[(b'!', b'/'), (b':', b'@'), (b'[', b'`'), (b'{', b'~')]),
    ("space", &[(b'\t', b'\r'), (b' ', b' ')]),
    ("upper", &[(b'A', b'Z')]),
    ("word", WORD),
    ("xdigit", &[(b'0', b'9'), (b'A', b'F'), (b'a', b'f')]),
];

/// The general categories of Unicode that RE2 knows, but for `C` and `Cs`.
const CATEGORIES: &str = "Cc Cf Co L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs";

/// The scripts of Unicode 15.1 that RE2 knows.
const SCRIPTS: &str = "\
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo \
    Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common \
    Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs \
    Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul \
    Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian \
    Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha \
    Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi \
    Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar \
    Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Old_Hungarian Old_Italic \
    Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya \
    Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian \
    Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham \
    Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho \
    Warang_Citi Yezidi Yi Zanabazar_Square";

/// The class behind a backslash, of `d`, `s`, `w` and their opposites.
pub(super) fn perl(letter: char, encoding: Encoding, is_folded: bool) -> Option<Runes> {
    let ranges = match letter.to_ascii_lowercase() {
        'd' => DIGIT,
        's' => PERL_SPACE,
        'w' => WORD,
        _ => return None,
    };
    Some(of_ranges(ranges, letter.is_ascii_uppercase(), encoding, is_folded))
}

/// The class of a name such as `alpha` or `^alpha`.
pub(super) fn posix(name: &str, encoding: Encoding, is_folded: bool) -> Option<Runes> {
    let positive = name.strip_prefix('^');
    let (_, ranges) = POSIX.iter().find(|(known, _)| *known == positive.unwrap_or(name))?;
    Some(of_ranges(ranges, positive.is_some(), encoding, is_folded))
}

/// The class of a Unicode category or script; RE2 takes a name only as it is written in Unicode's data.
pub(super) fn unicode(name: &str, is_negated: bool, encoding: Encoding, is_folded: bool) -> Option<Runes> {
    let mut runes = Runes::none(encoding);
    for range in named(name)?.ranges() {
        runes.add(range.start().into(), range.end().into());
    }
    Some(finished(runes, is_negated, is_folded))
}

/// Whether a group may have this name: letters, marks, digits, and connectors such as `_`.
pub(super) fn is_name(name: &str) -> bool {
    static IN_NAMES: LazyLock<ClassUnicode> = LazyLock::new(|| union(&["L", "Nl", "Mn", "Mc", "Nd", "Pc"]));
    let is_in_name = |character: char| IN_NAMES.iter().any(|range| (range.start()..=range.end()).contains(&character));
    !name.is_empty() && name.chars().all(is_in_name)
}

fn of_ranges(ranges: Ranges, is_negated: bool, encoding: Encoding, is_folded: bool) -> Runes {
    let mut runes = Runes::none(encoding);
    for (low, high) in ranges {
        runes.add(u32::from(*low), u32::from(*high));
    }
    finished(runes, is_negated, is_folded)
}

/// What is not in a class is what is not in it in either case.
fn finished(mut runes: Runes, is_negated: bool, is_folded: bool) -> Runes {
    if is_folded {
        runes.fold_case();
    }
    if is_negated {
        runes.negate();
    }
    runes
}

fn named(name: &str) -> Option<ClassUnicode> {
    let is_in = |list: &str| list.split(' ').any(|known| known == name);
    Some(match name {
        "Any" => class(r"\p{any}"),
        // Surrogates are in no text. Other than in Unicode, what is unassigned is not in `C`.
        "Cs" => ClassUnicode::empty(),
        "C" => union(&["Cc", "Cf", "Co"]),
        _ if is_in(CATEGORIES) => class(&format!(r"\p{{gc={name}}}")),
        _ if is_in(SCRIPTS) => class(&format!(r"\p{{sc={name}}}")),
        _ => return None,
    })
}

fn union(names: &[&str]) -> ClassUnicode {
    let mut union = ClassUnicode::empty();
    for name in names.iter().filter_map(|name| named(name)) {
        union.union(&name);
    }
    union
}

/// The characters of a class that is written as in the `regex` crate, whose tables serve here.
fn class(expression: &str) -> ClassUnicode {
    match Parser::new().parse(expression).map(|hir| hir.into_kind()) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        // A class of one character is read as a literal.
        Ok(HirKind::Literal(literal)) => {
            let characters = str::from_utf8(&literal.0).unwrap_or_default().chars();
            ClassUnicode::new(characters.map(|character| regex_syntax::hir::ClassUnicodeRange::new(character, character)))
        }
        _ => ClassUnicode::empty(),
    }
}
