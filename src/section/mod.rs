//! What is a bootstrap, a listener, a route, a cluster, an endpoint, a secret? One file each: the fields that a table needs (a lens),
//! filters, order and columns.

pub mod age;
pub mod bootstrap;
pub mod certificate;
pub mod cluster;
pub mod ecds;
pub mod endpoint;
pub mod filter_chain;
mod gather;
pub mod listener;
pub mod matcher_tree;
pub mod origin;
mod overrides;
pub mod root_ca;
pub mod route;
pub mod route_match;
pub mod search;
pub mod secret;
pub mod state;
pub mod status;
mod table;
pub mod tls;
mod wide;

use std::borrow::Cow;

pub use table::{Lead, NoColumn, Order, Row, Table};

use crate::envoy::dump::{Problem, Resource, Section, State};
use crate::envoy::json::reader::{Reader, Result};

/// A state, and why Envoy refused the resource, in one line.
pub fn state_cell(resource: &Resource<'_>) -> String {
    let mut cell = resource.state.word().to_owned();
    // A listener's table has no column for its name, which must be known of one that does not work as it should.
    if resource.section == Section::Listeners && !resource.name.is_empty() {
        cell.push_str(" + ");
        cell.push_str(&one_line(&*resource.name));
    }
    if let Some(error) = &resource.error
        && !error.details.is_empty()
    {
        cell.push_str(" + ");
        cell.push_str(&one_line(&*error.details));
    }
    cell
}

/// A text with each run of white space and control characters made one blank, so that a row stays a row.
pub fn one_line<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    // Nearly every text is so already: words of ASCII with a blank between two.
    let bytes = text.as_bytes();
    let is_plain = bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && memchr::memmem::find(bytes, b"  ").is_none();
    if is_plain {
        return text;
    }
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    Cow::Owned(words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// A resource with the fields that its lens read.
#[derive(Clone, Debug)]
pub struct Item<'d, 'a, T> {
    /// The resource.
    pub resource: &'d Resource<'a>,
    /// Its fields.
    pub fields: T,
}

/// A section's resources with the fields that `read` reads of each, for a section that is small or must be whole to be sorted.
pub fn decode<'d, 'a, T: Default + Send>(
    resources: &[&'d Resource<'a>],
    read: impl Fn(&mut Reader<'a>) -> Result<T> + Sync,
) -> (Vec<Item<'d, 'a, T>>, Vec<Problem>) {
    let (runs, problems) =
        gather::gather(resources, read, |resource, fields, run: &mut Vec<Item<'d, 'a, T>>| run.push(Item { resource, fields }));
    (runs.into_iter().flatten().collect(), problems)
}

/// The order among resources of one name: the ones in use first.
pub fn state_order(state: State) -> State {
    if state == State::Static { State::Active } else { state }
}

/// Whether `text` equals a filter's word, as istioctl compares most: without regard to upper and lower case.
pub fn same_word(text: &str, word: &str) -> bool {
    text.len() == word.len() && text.eq_ignore_ascii_case(word) || text.to_lowercase() == word.to_lowercase()
}
