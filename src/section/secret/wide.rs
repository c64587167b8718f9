//! What `-o wide` adds to a secret: whose certificate it is, who signed it and whether that holds, when it expires, and who uses it.

use std::borrow::Cow;

use super::super::age::duration;
use super::super::certificate::{Authorities, Details, bundle, chain};
use super::super::wide::{cell, list, origin_cell, version_and_age};
use super::super::{Item, Table, decode, one_line};
use super::users::Users;
use super::{COLUMNS, Content, Secret, SecretRow, TRUST_DOMAIN, name_of, rows};
use crate::envoy::dump::{Dump, Problem, Resource};
use crate::envoy::origin;

/// The columns behind those of istioctl, of which STATUS tells the state.
const MORE: [&str; 11] = ["VERSION", "AGE", "ORIGIN", "SUBJECT", "NAMES", "SPIFFE ID", "ISSUER", "KEY", "EXPIRES IN", "CHAIN", "USED BY"];

/// How long a certificate is still valid, or how long it has not been.
fn expires_in(not_after: i64, now: i64) -> String {
    let seconds = not_after - now;
    if seconds > 0 { duration(seconds.unsigned_abs()) } else { format!("expired {} ago", duration(seconds.unsigned_abs())) }
}

/// The authorities of all validation contexts, by the secrets' names.
fn authorities(items: &[Item<'_, '_, Secret<'_>>]) -> Authorities {
    let mut found = Authorities::default();
    for item in items.iter().filter(|item| item.fields.is_validation) {
        match &item.fields.content {
            Content::Pem(pem) => found.add(&name_of(item), pem),
            Content::TrustBundles(bundles) => {
                for (domain, pem) in bundles {
                    found.add(&format!("{} of {domain}", name_of(item)), pem.as_deref().unwrap_or_default());
                }
            }
            Content::None(_) | Content::Empty => {}
        }
    }
    found
}

/// The table of secrets with all columns. Users are looked for among the clusters and listeners of `dump`; `now` is in seconds since 1970.
pub fn wide_table<'a>(secrets: &[&Resource<'a>], dump: &Dump<'a>, now: i64) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = decode(secrets, Secret::read);
    let users = Users::of(dump);
    let authorities = authorities(&items);
    let all: Vec<(&Item<'_, 'a, Secret<'a>>, Vec<SecretRow<'_, 'a>>)> = items.iter().map(|item| (item, rows(item, now))).collect();
    let with_domains =
        all.iter().any(|(_, rows)| !rows.is_empty()) && all.iter().all(|(_, rows)| rows.iter().all(|row| row.domain.is_some()));
    let domain: &[&'static str] = if with_domains { &[TRUST_DOMAIN] } else { &[] };
    let mut table = Table::wide(&[&COLUMNS, domain].concat(), 5, &[&MORE]);
    for (item, rows) in all {
        for row in rows {
            let details = row.pem.and_then(Details::from_pem);
            let holds = match row.pem {
                Some(pem) if details.is_some() && item.fields.is_validation => bundle(pem, now),
                Some(pem) if details.is_some() => chain(pem, &authorities, now),
                _ => String::new(),
            };
            let known = details.unwrap_or_default();
            let expires = if row.pem.is_some() && !known.key.is_empty() { expires_in(known.not_after, now) } else { String::new() };
            let [version, age] = version_and_age(item.resource, now);
            let more = [
                version,
                age,
                origin_cell(&origin::of_resource(item.resource)),
                cell(one_line(known.subject)),
                list(known.names),
                list(known.spiffe),
                cell(one_line(known.issuer)),
                cell(known.key),
                cell(expires),
                cell(holds),
                cell(one_line(users.cell(&name_of(item)))),
            ];
            let domain = with_domains.then(|| Cow::Owned(row.domain.unwrap_or_default()));
            // The state has a column of its own already.
            table.push_stated(name_of(item), row.cells.into_iter().chain(domain).chain(more), item.resource);
        }
    }
    (table, problems)
}
