//! What `-o wide` shows of every section: a resource's state, its version, how long ago it came, and the Kubernetes objects behind it.
//!
//! The columns of `short` stand first, as they are; each section's further ones are in its own file `wide.rs`, with a lens of their own.
//! So `short` reads no field that only `wide` shows.

use std::borrow::{Borrow, Cow};

use super::age::age;
use super::{Table, gather, one_line, state_cell};
use crate::envoy::dump::{Dump, Problem, Resource, State};
use crate::envoy::json::SyntaxError;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::origin::Origin;

/// The columns that each section with resources of its own begins with, behind those of `short`: what Envoy does with the resource, its
/// `version_info`, the time since its `last_updated` (`envoy.admin.v3`, config_dump_shared.proto), and the Kubernetes objects behind it.
pub(super) const STAMP: [&str; 4] = ["STATE", "VERSION", "AGE", "ORIGIN"];

/// The cells under [`STAMP`] that all rows of a resource share: all but the last.
pub(super) struct Stamp<'a> {
    state: Cow<'a, str>,
    version: Cow<'a, str>,
    age: Cow<'a, str>,
}

impl<'a> Stamp<'a> {
    /// The cells of a resource. `now` is in seconds since 1970.
    pub(super) fn of(resource: &Resource<'a>, now: i64) -> Self {
        // Of what is in use as it should be, the word is enough.
        let is_ordinary = resource.state.is_ordinary();
        let state = if is_ordinary { Cow::Borrowed(resource.state.word()) } else { Cow::Owned(state_cell(resource)) };
        let [version, age] = version_and_age(resource, now);
        Stamp { state, version, age }
    }

    /// The cells of a resource of a section that has a version as a whole (`version_info` of `ClustersConfigDump` and
    /// `ListenersConfigDump`). Over delta xDS that one stands for those of the resources, which have none.
    pub(super) fn in_section(resource: &Resource<'a>, dump: &Dump<'a>, now: i64) -> Self {
        let mut stamp = Stamp::of(resource, now);
        let of_section = dump.versions.iter().find(|(section, _)| *section == resource.section);
        // What is no longer in use came with an earlier one, and a static resource with none.
        if let (Some((_, version)), "", State::Active | State::Warming) = (of_section, &*resource.version, resource.state) {
            stamp.version = cell(one_line(version.clone()));
        }
        stamp
    }

    /// The cells, with that of the origins.
    pub(super) fn cells(&self, origins: &[Origin]) -> [Cow<'a, str>; STAMP.len()] {
        [self.state.clone(), self.version.clone(), self.age.clone(), origin_cell(origins)]
    }
}

/// The cells VERSION and AGE, for sections that tell the state themselves.
pub(super) fn version_and_age<'a>(resource: &Resource<'a>, now: i64) -> [Cow<'a, str>; 2] {
    [cell(one_line(resource.version.clone())), cell(age(&resource.last_updated, now).unwrap_or_default())]
}

/// The cell ORIGIN: each object as `KIND/NAMESPACE/NAME`.
pub(super) fn origin_cell(origins: &[Origin]) -> Cow<'static, str> {
    let text = |origin: &Origin| [&*origin.kind, "/", &origin.namespace, "/", &origin.name].concat();
    list(origins.iter().map(text).collect::<Vec<_>>())
}

/// A cell: `-` where there is nothing to say.
pub(super) fn cell<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    if text.is_empty() { Cow::Borrowed("-") } else { text }
}

/// A cell of several things, between commas.
pub(super) fn list<'a, T: Into<Cow<'a, str>> + Borrow<str>>(mut parts: Vec<T>) -> Cow<'a, str> {
    match parts.len() {
        0 | 1 => cell(parts.pop().map(Into::into).unwrap_or_default()),
        _ => cell(parts.join(", ")),
    }
}

/// The fields of a message that a table shows, which are read one by one.
pub(super) trait Lens<'a>: Default {
    /// Reads the field called `name`, where it is one of them.
    fn read_field(&mut self, name: &str, value: &mut Reader<'a>) -> Result<()>;
}

/// What a lens for `short` and one for `wide` read of one message. They do not depend on each other: where the second fails, the cells of
/// `short` are as they would be without it.
type Both<T, M> = (T, Option<std::result::Result<M, SyntaxError>>);

/// Reads a message once, with both lenses.
fn read_both<'a, T: Lens<'a>, M: Lens<'a>>(reader: &mut Reader<'a>) -> Result<Both<T, M>> {
    let (mut short, mut more) = (T::default(), Ok(M::default()));
    reader.fields(|name, value| {
        let mut again = *value;
        short.read_field(name, value)?;
        if let Ok(lens) = &mut more {
            match lens.read_field(name, &mut again) {
                Err(error) => more = Err(error),
                Ok(()) if again.offset() > value.offset() => *value = again,
                Ok(()) => {}
            }
        }
        Ok(())
    })?;
    Ok((short, Some(more)))
}

/// Fills a table with the columns of `short` and more: `each` adds the rows of one resource, of which the first lens has read what `short` shows,
/// and the second the rest.
pub(super) fn table<'d, 'a, T: Lens<'a>, M: Lens<'a>>(
    mut table: Table<'a>,
    resources: &[&'d Resource<'a>],
    each: impl Fn(&'d Resource<'a>, T, M, &mut Table<'a>) + Sync,
) -> (Table<'a>, Vec<Problem>) {
    let empty = || table.like();
    let (runs, mut problems) =
        gather::gather(resources, read_both, |resource, (fields, rest): Both<T, M>, run: &mut (Option<Table<'a>>, Vec<Problem>)| {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;
    use crate::envoy::dump::Section;

    #[test]
    fn a_section_has_the_version_that_its_resources_have_not() {
        let check = |section: &str, expect: &[&str]| {
            let text = format!(r#"{{"configs":[{{{section}}}]}}"#);
            let mut dump = Dump::new(&[Section::Clusters, Section::Listeners]);
            document::read(text.as_bytes(), &mut dump).unwrap();
            let version = |resource| Stamp::in_section(resource, &dump, 0).version;
            let found: Vec<_> = dump.resources.iter().map(version).collect();
            assert_eq!(found, expect, "{section}");
        };
        check(
            r#""@type":"x/envoy.admin.v3.ClustersConfigDump","version_info":"7","static_clusters":[{"cluster":{"name":"s"}}],
            "dynamic_active_clusters":[{"cluster":{"name":"a"}},{"version_info":"6","cluster":{"name":"b"}}],
            "dynamic_warming_clusters":[{"cluster":{"name":"w"}}]"#,
            &["-", "7", "6", "7"],
        );
        check(
            r#""@type":"x/envoy.admin.v3.ListenersConfigDump","dynamic_listeners":[{"name":"l","active_state":{"listener":{}},
            "draining_state":{"listener":{}},"error_state":{"details":"no"}}],"version_info":"7""#,
            &["7", "-", "-"],
        );
        check(r#""@type":"x/envoy.admin.v3.ClustersConfigDump","dynamic_active_clusters":[{"cluster":{}}]"#, &["-"]);
    }
}
