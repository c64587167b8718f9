//! Finds a field by its name with one hash and, nearly always, one comparison.

use super::Field;

/// The names of a message's fields, both spellings, in an open hash table.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// A field's index in its message and which of its names this is; the length is a power of two, at least twice the number of names.
    slots: Box<[Option<(u16, Spelling)>]>,
}

#[derive(Clone, Copy, Debug)]
enum Spelling {
    Proto,
    Json,
}

impl Spelling {
    fn of(self, field: &Field) -> &str {
        match self {
            Spelling::Proto => field.name,
            Spelling::Json => &field.json_name,
        }
    }
}

impl NameIndex {
    pub(super) fn new(fields: &[Field]) -> Self {
        let names = || {
            fields.iter().zip(0..u16::MAX).flat_map(|(field, at)| {
                let json = (field.name != field.json_name).then_some((at, Spelling::Json, field));
                [Some((at, Spelling::Proto, field)), json].into_iter().flatten()
            })
        };
        let mut slots: Box<[_]> = vec![None; (2 * names().count()).next_power_of_two()].into();
        for (at, spelling, field) in names() {
            let mut slot = hash(spelling.of(field)) & (slots.len() - 1);
            while slots[slot].is_some() {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = Some((at, spelling));
        }
        NameIndex { slots }
    }

    pub(super) fn find<'f>(&self, name: &str, fields: &'f [Field]) -> Option<&'f Field> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(name) & mask;
        // At least half of the slots are empty, or there is one slot for no name at all: the walk ends.
        while let Some((at, spelling)) = self.slots[slot] {
            let field = &fields[usize::from(at)];
            if spelling.of(field) == name {
                return Some(field);
            }
            slot = (slot + 1) & mask;
        }
        None
    }
}

/// A hash of the length, the first eight and the last eight bytes: field names of one message seldom agree in all three.
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
            _ => (bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)), 0),
        },
    };
    let mixed = (first ^ last.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}
