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
    /// CA certificates by SPIFFE trust domain: name, and PEM or why there is none.
    TrustBundles(Vec<(String, std::result::Result<Vec<u8>, String>)>),
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
                let (mut name, mut bundle) = (String::new(), Err(NOTHING.to_owned()));
                domain.fields(|field, value| {
                    match field {
                        "name" => name = value.text()?.into_owned(),
                        "trust_bundle" => {
                            bundle = match read_data_source(value)? {
                                Content::Pem(pem) => Ok(pem),
                                Content::None(why) => Err(why),
                                Content::TrustBundles(_) | Content::Empty => bundle.clone(),
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
        "SPIFFECertValidatorConfig" if bundles.is_empty() => Content::Empty,
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

/// Why there is no certificate where nothing tells more.
const NOTHING: &str = "no certificate";

/// A certificate's text, or that it has been removed.
fn pem(bytes: Vec<u8>) -> Content {
    match bytes.trim_ascii() {
        [] => Content::None("empty".to_owned()),
        REMOVED => Content::None("removed by redact".to_owned()),
        _ => Content::Pem(bytes),
    }
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
        let certificate = pem.clone().map_err(|why| one_line(why).into_owned());
        let certificate = certificate.and_then(|pem| Certificate::from_pem(pem).map_err(str::to_owned));
        let (cells, domain) = certificate_row(name.clone(), state.clone(), certificate, domain, now);
        SecretRow { cells, domain, pem: pem.ok() }
    };
    match &secret.content {
        Content::Pem(pem) => vec![row(Ok(pem), None)],
        Content::TrustBundles(bundles) => {
            bundles.iter().map(|(domain, pem)| row(pem.as_deref().map_err(String::clone), Some(domain))).collect()
        }
        Content::None(why) => vec![row(Err(why.clone()), None)],
        Content::Empty => {
            let why = if resource.state == State::Warming { "not yet received" } else { NOTHING };
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
    let rows: Vec<_> = items.iter().flat_map(|item| rows(item, now).into_iter().map(move |row| (item, row))).collect();
    let mut table = Table::new(&COLUMNS, 5);
    let with_domains = !rows.is_empty() && rows.iter().all(|(_, row)| row.domain.is_some());
    if with_domains {
        table.columns.push(TRUST_DOMAIN);
    }
    for (item, row) in rows {
        let domain = with_domains.then(|| Cow::Owned(row.domain.unwrap_or_default()));
        // The state has a column of its own already.
        table.push_stated(name_of(item), row.cells.into_iter().chain(domain), item.resource);
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
            let valid = match &certificate.flaw {
                Some(flaw) => Cow::Owned(format!("false + {flaw}")),
                None => Cow::Borrowed(if certificate.is_valid(now) { "true" } else { "false" }),
            };
            let domain = domain.map(str::to_owned).or_else(|| certificate.trust_domain.clone());
            let (not_after, not_before) = (rfc3339(certificate.not_after), rfc3339(certificate.not_before));
            ([name, kind, state, valid, Cow::Owned(certificate.serial), Cow::Owned(not_after), Cow::Owned(not_before)], domain)
        }
        Err(why) => {
            let valid = Cow::Owned(format!("false + {why}"));
            ([name, empty(), state, valid, empty(), empty(), empty()], domain.map(str::to_owned))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;

    const OWN: &str = include_str!("../../tests/support/envoy/test-only.crt");
    /// A time at which that is valid.
    const NOW: i64 = 1_795_600_000;

    /// The cells VALID CERT of a secret's rows, which are the same in both tables.
    #[track_caller]
    fn check(secret: &str, expect: &[&str]) {
        let text = format!(r#"{{"configs":[{{"dynamic_active_secrets":[{{"name":"s","secret":{{"name":"s",{secret}}}}}]}}]}}"#);
        let mut dump = Dump::new(&[Section::Secrets]);
        document::read(text.as_bytes(), &mut dump).unwrap();
        for (table, problems) in [table(&select(&dump), NOW), wide_table(&select(&dump), &dump, NOW)] {
            assert_eq!(problems, [], "{secret}");
            let cells: Vec<&str> = table.rows().map(|row| &*row.cells[3]).collect();
            assert_eq!(cells, expect, "{secret}");
        }
    }

    #[test]
    fn what_is_no_certificate_has_a_row_that_says_so() {
        let of =
            |field: &str, text: &str| format!(r#""tls_certificate":{{"certificate_chain":{{"{field}":{}}}}}"#, serde_json::json!(text));
        let pem = |text: &str| of("inline_string", text);
        let garbage = "-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n";
        let cut = &OWN[..OWN.len() / 2];
        check(&pem(OWN), &["true"]);
        check(&of("inline_bytes", &STANDARD.encode(OWN)), &["true"]);
        check(&pem("garbage"), &["false + not PEM"]);
        check(&pem(cut), &["false + not PEM"]);
        check(&pem(&OWN.replace("MII", "!!!")), &["false + not PEM"]);
        check(&of("inline_bytes", "LS0tLS1CRUdJ!"), &["false + not base64"]);
        check(&pem(garbage), &["false + not an X.509 certificate"]);
        for empty in ["", " \n"] {
            check(&pem(empty), &["false + empty"]);
            check(&of("inline_bytes", &STANDARD.encode(empty)), &["false + empty"]);
        }
        check(r#""tls_certificate":{"certificate_chain":{}}"#, &["false + no certificate"]);
        check(r#""tls_certificate":{}"#, &["false + no certificate"]);
        check(r#""type":"x""#, &["false + no certificate"]);
        check(&pem(&[OWN, garbage].concat()), &["false + certificate 2 is not an X.509 certificate"]);
        check(&pem(&[OWN, OWN, cut].concat()), &["false + certificate 3 is not PEM"]);
        check(&pem(&[OWN, "\n# a remark\n"].concat()), &["true"]);
    }

    #[test]
    fn each_authority_that_is_none_says_so() {
        let ca = |source: &str| format!(r#""validation_context":{{"trusted_ca":{source}}}"#);
        check(&ca(r#"{"inline_string":"garbage"}"#), &["false + not PEM"]);
        check(&ca(r#"{"filename":"/etc/ca.pem"}"#), &["false + in file /etc/ca.pem"]);
        let spiffe = |domains: &str| {
            format!(
                r#""validation_context":{{"custom_validator_config":{{"typed_config":{{"@type":"x/y.SPIFFECertValidatorConfig","trust_domains":[{domains}]}}}}}}"#
            )
        };
        check(&spiffe(""), &["false + no certificate"]);
        check(
            &spiffe(
                r#"{"name":"a"},{"name":"b","trust_bundle":{"filename":"/b"}},{"name":"c","trust_bundle":{"inline_bytes":"!"}},
                {"name":"d","trust_bundle":{"inline_string":"d"}}"#,
            ),
            &["false + no certificate", "false + in file /b", "false + not base64", "false + not PEM"],
        );
    }
}
