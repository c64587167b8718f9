//! Secrets: `envoy.extensions.transport_sockets.tls.v3.Secret`. Private keys are never read.

mod users;
mod wide;

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

pub use self::wide::wide_table;
use super::certificate::{Certificate, rfc3339};
use super::route_match::short_type;
use super::{Item, Table, decode, one_line, state_cell};
use crate::envoy::dump::{Dump, Problem, Resource, Section, State};
use crate::envoy::json::reader::{Reader, Result};

/// The fields of a secret that its table needs.
#[derive(Clone, Debug, Default)]
pub struct Secret<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// What it holds.
    pub content: Content,
    /// Whether it is a validation context, whose certificates are those of authorities.
    pub is_validation: bool,
}

/// What a secret holds.
#[derive(Clone, Debug, Default)]
pub enum Content {
    /// A certificate chain, or CA certificates: PEM.
    Pem(Vec<u8>),
    /// CA certificates by SPIFFE trust domain: name and PEM.
    TrustBundles(Vec<(String, Vec<u8>)>),
    /// No certificate in the dump: why.
    None(String),
    /// Nothing at all.
    #[default]
    Empty,
}

impl<'a> Secret<'a> {
    /// Reads a `Secret`.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut secret = Secret::default();
        reader.fields(|name, value| {
            match name {
                "name" => secret.name = value.text()?,
                "tls_certificate" => {
                    if let Some(mut chain) = value.find("certificate_chain")? {
                        secret.content = read_data_source(&mut chain)?;
                    }
                }
                "validation_context" => {
                    secret.is_validation = true;
                    secret.content = read_validation_context(value)?;
                }
                "generic_secret" => secret.content = Content::None("generic secret, no certificate".to_owned()),
                "session_ticket_keys" => secret.content = Content::None("session ticket keys, no certificate".to_owned()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(secret)
    }
}

fn read_validation_context(reader: &mut Reader<'_>) -> Result<Content> {
    let mut content = Content::Empty;
    reader.fields(|name, value| {
        match name {
            "trusted_ca" => content = read_data_source(value)?,
            "custom_validator_config" if matches!(content, Content::Empty) => {
                if let Some(mut config) = value.find("typed_config")? {
                    content = read_validator(&mut config)?;
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(content)
}

/// A custom validator: `SPIFFECertValidatorConfig` has a CA for each trust domain.
fn read_validator(reader: &mut Reader<'_>) -> Result<Content> {
    let mut type_url = String::new();
    let mut bundles = Vec::new();
    reader.fields(|name, value| {
        match name {
            "@type" => type_url = value.text()?.into_owned(),
            "trust_domains" => value.elements(|domain| {
                let (mut name, mut bundle) = (String::new(), Vec::new());
                domain.fields(|field, value| {
                    match field {
                        "name" => name = value.text()?.into_owned(),
                        "trust_bundle" => {
                            if let Content::Pem(pem) = read_data_source(value)? {
                                bundle = pem;
                            }
                        }
                        _ => {}
                    }
                    Ok(())
                })?;
                bundles.push((name, bundle));
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(match short_type(&type_url) {
        "SPIFFECertValidatorConfig" => Content::TrustBundles(bundles),
        other => Content::None(format!("validated by {other}")),
    })
}

/// A `DataSource`: the bytes, where they stand in the dump.
fn read_data_source(reader: &mut Reader<'_>) -> Result<Content> {
    let mut content = Content::Empty;
    reader.fields(|name, value| {
        match name {
            "inline_bytes" => {
                let text = value.text()?;
                content = match STANDARD.decode(text.as_bytes()).or_else(|_| URL_SAFE.decode(text.as_bytes())) {
                    Ok(bytes) => pem(bytes),
                    Err(_) => Content::None("not base64".to_owned()),
                };
            }
            "inline_string" => content = pem(value.text()?.into_owned().into_bytes()),
            "filename" => content = Content::None(format!("in file {}", value.text()?)),
            "environment_variable" => content = Content::None(format!("in environment variable {}", value.text()?)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(content)
}

/// What `meshctl redact` writes in place of a certificate.
const REMOVED: &[u8] = b"[certificate removed]";

/// A certificate's text, or that it has been removed.
fn pem(bytes: Vec<u8>) -> Content {
    if bytes == REMOVED { Content::None("removed by redact".to_owned()) } else { Content::Pem(bytes) }
}

/// All secrets, in istioctl's order: warming, then active; then static ones.
pub fn select<'d, 'a>(dump: &'d Dump<'a>) -> Vec<&'d Resource<'a>> {
    let mut secrets: Vec<_> = dump.of(Section::Secrets).collect();
    secrets.sort_by_key(|resource| match resource.state {
        State::Warming => 0,
        State::Static => 2,
        _ => 1,
    });
    secrets
}

/// istioctl's columns.
const COLUMNS: [&str; 7] = ["RESOURCE NAME", "TYPE", "STATUS", "VALID CERT", "SERIAL NUMBER", "NOT AFTER", "NOT BEFORE"];
/// istioctl's column that is there only where each row has a trust domain: a federation of trust domains.
const TRUST_DOMAIN: &str = "TRUST DOMAIN";

/// A row: one certificate or authority's bundle, or why there is none.
struct SecretRow<'s, 'a> {
    cells: [Cow<'a, str>; 7],
    domain: Option<String>,
    /// The certificates that the row is about.
    pem: Option<&'s [u8]>,
}

/// A secret's rows: one, or one a trust domain. `now` is in seconds since 1970.
fn rows<'s, 'a>(item: &'s Item<'_, 'a, Secret<'a>>, now: i64) -> Vec<SecretRow<'s, 'a>> {
    let Item { resource, fields: secret } = item;
    let name = name_of(item);
    let state: Cow<'a, str> = Cow::Owned(state_cell(resource));
    let row = |pem: std::result::Result<&'s [u8], String>, domain: Option<&str>| {
        let certificate = pem.clone().and_then(|pem| Certificate::from_pem(pem).map_err(str::to_owned));
        let (cells, domain) = certificate_row(name.clone(), state.clone(), certificate, domain, now);
        SecretRow { cells, domain, pem: pem.ok() }
    };
    match &secret.content {
        Content::Pem(pem) => vec![row(Ok(pem), None)],
        Content::TrustBundles(bundles) => bundles.iter().map(|(domain, pem)| row(Ok(pem), Some(domain))).collect(),
        Content::None(why) => vec![row(Err(one_line(why).into_owned()), None)],
        Content::Empty => {
            let why = if resource.state == State::Warming { "not yet received" } else { "no certificate" };
            vec![row(Err(why.to_owned()), None)]
        }
    }
}

/// A secret's name, as the dump has it for the resource.
fn name_of<'a>(item: &Item<'_, 'a, Secret<'a>>) -> Cow<'a, str> {
    if item.resource.name.is_empty() { item.fields.name.clone() } else { item.resource.name.clone() }
}

/// istioctl's table of secrets, one row a secret, or one a trust domain. `now` is in seconds since 1970.
pub fn table<'a>(secrets: &[&Resource<'a>], now: i64) -> (Table<'a>, Vec<Problem>) {
    let (items, problems) = decode(secrets, Secret::read);
    let rows: Vec<SecretRow<'_, 'a>> = items.iter().flat_map(|item| rows(item, now)).collect();
    let mut table = Table::new(&COLUMNS, 5);
    let with_domains = !rows.is_empty() && rows.iter().all(|row| row.domain.is_some());
    if with_domains {
        table.columns.push(TRUST_DOMAIN);
    }
    for row in rows {
        // The state has a column of its own already.
        table.push_cells(row.cells);
        if with_domains {
            table.push_cells([Cow::Owned(row.domain.unwrap_or_default())]);
        }
    }
    (table, problems)
}

/// The cells of one certificate, and its trust domain.
fn certificate_row<'a>(
    name: Cow<'a, str>,
    state: Cow<'a, str>,
    certificate: std::result::Result<Certificate, String>,
    domain: Option<&str>,
    now: i64,
) -> ([Cow<'a, str>; 7], Option<String>) {
    let empty = || Cow::Borrowed("");
    match certificate {
        Ok(certificate) => {
            let kind = Cow::Borrowed(if certificate.is_ca { "CA" } else { "Cert Chain" });
            // The dates stand in the row, so an expired certificate needs no more words.
            let valid = Cow::Borrowed(if certificate.is_valid(now) { "true" } else { "false" });
            let domain = domain.map(str::to_owned).or_else(|| certificate.trust_domain.clone());
            let (not_after, not_before) = (rfc3339(certificate.not_after), rfc3339(certificate.not_before));
            ([name, kind, state, valid, Cow::Owned(certificate.serial), Cow::Owned(not_after), Cow::Owned(not_before)], domain)
        }
        Err(why) => {
            let valid = Cow::Owned(format!("false + {why}"));
            ([name, empty(), state, valid, empty(), empty(), empty()], None)
        }
    }
}
