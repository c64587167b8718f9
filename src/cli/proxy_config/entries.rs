//! A section as the message that holds it in `/config_dump`, as istioctl prints secrets and extensions.

use std::borrow::Cow;
use std::io::{self, Write};

use super::super::args::{FieldStyle, Output, OutputArgs};
use super::print::{field_names, format};
use crate::envoy::dump::{Dump, Problem, Section};
use crate::render::resource::{Body, Writer};

/// A dump's entry around a resource of this message. The entry's field is an `Any`: without its `@type`, nothing would tell which of the
/// resource's fields are secret.
fn entry_around(body: &[u8], field: &str, message: &str) -> Vec<u8> {
    let members = body.strip_prefix(b"{").unwrap_or(b"}").trim_ascii_start();
    let comma = if members.starts_with(b"}") { "" } else { "," };
    let start = format!("{{\"{field}\":{{\"@type\":\"type.googleapis.com/{message}\"{comma}");
    [start.as_bytes(), members, b"}"].concat()
}

/// Prints a section as the message that holds it in `/config_dump`, as istioctl does for secrets and extensions; or each of its entries in a
/// line, which tells the state that its list would tell.
pub(super) fn print_entries(dump: &Dump<'_>, section: Section, args: &OutputArgs, out: &mut dyn Write) -> io::Result<Vec<Problem>> {
    let mut lists = entries(dump, section, args.field_names);
    let mut writer = Writer::new(out, format(args.output()), field_names(args.field_names));
    if args.output() == Output::Jsonl {
        writer.lines(lists.into_iter().flat_map(|(_, bodies)| bodies), None)?;
    } else {
        lists.iter_mut().flat_map(|(_, bodies)| bodies).for_each(|body| body.state = None);
        writer.lists(lists)?;
    }
    Ok(writer.problems)
}

/// A section's entries, by the names of their lists, in order.
pub(super) fn entries<'d>(dump: &'d Dump<'_>, section: Section, names: FieldStyle) -> Vec<(&'d str, Vec<Body<'d>>)> {
    let mut lists: Vec<(&str, Vec<Body<'_>>)> = Vec::new();
    for resource in dump.of(section) {
        // What stands outside of a dump's lists, in a bootstrap for example, is put into the one where Envoy would list it.
        let is_listed = Section::of_list(resource.path.list).is_some();
        let Some((state_list, field)) = section.list_of(resource.state) else { continue };
        let list = if is_listed { resource.path.list } else { state_list };
        let Some(message) = Section::entry_message(list) else { continue };
        let is_entry = is_listed || resource.path.config.is_some();
        let bytes = match resource.body {
            Some(body) if !is_entry => Cow::Owned(entry_around(body, field, section.message())),
            _ => Cow::Borrowed(resource.entry),
        };
        let name = match (names, Section::list_field(list)) {
            (FieldStyle::Json, Some(field)) => field.json_name(),
            _ => list,
        };
        let body = Body { bytes, message, ..Body::of(resource) };
        match lists.iter_mut().find(|(known, _)| *known == name) {
            Some((_, bodies)) => bodies.push(body),
            None => lists.push((name, vec![body])),
        }
    }
    lists.sort_by_key(|(name, _)| *name);
    lists
}
