//! What `-o wide` shows of every section: a resource's state, its version, how long ago it came, and the Kubernetes objects behind it.
//!
//! The columns of `short` stand first, as they are; each section's further ones are in its own file `wide.rs`, with a lens of their own.
//! So `short` reads no field that only `wide` shows.

use std::borrow::Cow;

use super::age::age;
use super::{Table, gather, one_line, state_cell};
use crate::envoy::dump::{Problem, Resource};
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::Origin;

/// The columns that each section with resources of its own begins with, behind those of `short`: what Envoy does with the resource, its
/// `version_info`, the time since its `last_updated` (`envoy.admin.v3`, config_dump_shared.proto), and the Kubernetes objects behind it.
pub(super) const STAMP: [&str; 4] = ["STATE", "VERSION", "AGE", "ORIGIN"];

/// The cells under [`STAMP`]. `now` is in seconds since 1970.
pub(super) fn stamp(resource: &Resource<'_>, now: i64, origins: &[Origin]) -> [Cow<'static, str>; 4] {
    let [version, age] = version_and_age(resource, now);
    // Of what is in use as it should be, the word is enough.
    let is_ordinary = resource.state.is_ordinary();
    let state = if is_ordinary { Cow::Borrowed(resource.state.word()) } else { Cow::Owned(state_cell(resource)) };
    [state, version, age, origin_cell(origins)]
}

/// The cells VERSION and AGE, for sections that tell the state themselves.
pub(super) fn version_and_age(resource: &Resource<'_>, now: i64) -> [Cow<'static, str>; 2] {
    [cell(one_line(&resource.version)), cell(age(&resource.last_updated, now).unwrap_or_default())]
}

/// The cell ORIGIN: each object as `KIND/NAMESPACE/NAME`.
pub(super) fn origin_cell(origins: &[Origin]) -> Cow<'static, str> {
    list(&origins.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// A cell: `-` where there is nothing to say.
pub(super) fn cell<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    if text.is_empty() { Cow::Borrowed("-") } else { text }
}

/// A cell of several things, between commas.
pub(super) fn list(parts: &[String]) -> Cow<'static, str> {
    cell(parts.join(", "))
}

/// What a lens for `short` and one for `wide` read of one body. They do not depend on each other: where the second fails, the cells of
/// `short` are as they would be without it.
type Both<T, M> = (T, Option<std::result::Result<M, SyntaxError>>);

/// Fills a table with the columns of `short` and more: `each` adds the rows of one resource, of which `read` has read what `short` shows, and
/// `more` the rest.
pub(super) fn table<'d, 'a, T: Default, M: Default>(
    mut table: Table<'a>,
    resources: &[&'d Resource<'a>],
    read: impl Fn(&mut Reader<'a>) -> Result<T> + Sync,
    more: impl Fn(&mut Reader<'a>) -> Result<M> + Sync,
    each: impl Fn(&'d Resource<'a>, T, M, &mut Table<'a>) + Sync,
) -> (Table<'a>, Vec<Problem>) {
    let both = |reader: &mut Reader<'a>| -> Result<Both<T, M>> {
        let mut second = *reader;
        Ok((read(reader)?, Some(more(&mut second))))
    };
    let empty = || table.like();
    let (runs, mut problems) = gather::gather(resources, both, |resource, (fields, rest), run: &mut (Option<Table<'a>>, Vec<Problem>)| {
        let rest = match rest {
            Some(Err(error)) => {
                let what = error.in_resource(resource.body.unwrap_or_default());
                run.1.push(Problem { path: resource.path.to_string(), what });
                M::default()
            }
            Some(Ok(rest)) => rest,
            None => M::default(),
        };
        each(resource, fields, rest, run.0.get_or_insert_with(empty));
    });
    for (rows, found) in runs {
        problems.extend(found);
        if let Some(rows) = rows {
            table.append(rows);
        }
    }
    (table, problems)
}
