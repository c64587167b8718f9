//! What a table needs to know of an X.509 certificate (RFC 5280).

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use x509_parser::prelude::{FromDer, GeneralName, ParsedExtension, X509Certificate};

/// A certificate's fields, as texts for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whether it may sign others (basic constraints).
    pub is_ca: bool,
    /// The serial number in hexadecimal digits, at least 32.
    pub serial: String,
    /// The end of its validity, in seconds since 1970.
    pub not_after: i64,
    /// The start of its validity, in seconds since 1970.
    pub not_before: i64,
    /// The host of its last SPIFFE ID (`spiffe://HOST/…`).
    pub trust_domain: Option<String>,
}

impl Certificate {
    /// Reads the first certificate of a PEM text.
    ///
    /// # Errors
    /// Where there is none, in a few words: `not PEM`.
    pub fn from_pem(pem: &[u8]) -> Result<Certificate, &'static str> {
        let (_, block) = x509_parser::pem::parse_x509_pem(pem).map_err(|_| "not PEM")?;
        let (_, certificate) = X509Certificate::from_der(&block.contents).map_err(|_| "not an X.509 certificate")?;
        let mut trust_domain = None;
        for extension in certificate.extensions() {
            if let ParsedExtension::SubjectAlternativeName(names) = extension.parsed_extension() {
                for name in &names.general_names {
                    if let GeneralName::URI(uri) = name
                        && let Some(rest) = uri.strip_prefix("spiffe://")
                    {
                        trust_domain = Some(rest.split('/').next().unwrap_or(rest).to_owned());
                    }
                }
            }
        }
        Ok(Certificate {
            is_ca: certificate.is_ca(),
            serial: format!("{:0>32}", certificate.tbs_certificate.serial.to_str_radix(16)),
            not_after: certificate.validity().not_after.timestamp(),
            not_before: certificate.validity().not_before.timestamp(),
            trust_domain,
        })
    }

    /// Whether the certificate is valid at `now`, in seconds since 1970.
    pub fn is_valid(&self, now: i64) -> bool {
        self.not_before < now && now < self.not_after
    }
}

/// The DER of each certificate of a PEM text, as far as it is one.
pub fn ders(pem: &[u8]) -> Vec<Vec<u8>> {
    x509_parser::pem::Pem::iter_from_buffer(pem).map_while(Result::ok).map(|block| block.contents).collect()
}

/// A time in seconds since 1970 as RFC 3339, in UTC.
pub fn rfc3339(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default()
}

/// The time that an RFC 3339 text means, in seconds since 1970.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp)
}
