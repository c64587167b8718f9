//! What a table needs to know of an X.509 certificate (RFC 5280).

use std::collections::HashMap;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use x509_parser::prelude::{FromDer, GeneralName, ParsedExtension, Pem, X509Certificate, X509Error};
use x509_parser::public_key::PublicKey;
use x509_parser::x509::{SubjectPublicKeyInfo, X509Name};

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
    /// What is wrong with those that follow it in its chain: `certificate 2 is not PEM`.
    pub flaw: Option<String>,
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
            flaw: flaw(pem),
        })
    }

    /// Whether the certificate is valid at `now`, in seconds since 1970.
    pub fn is_valid(&self, now: i64) -> bool {
        self.not_before < now && now < self.not_after
    }
}

/// What else there is to know of a certificate, as texts for a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The subject's distinguished name: `CN=a.example, O=Example`; empty for certificates of workloads, which have a SPIFFE ID instead.
    pub subject: String,
    /// The issuer's distinguished name.
    pub issuer: String,
    /// The subject alternative names but SPIFFE IDs: host names, IP addresses, e-mail addresses and URIs.
    pub names: Vec<String>,
    /// The SPIFFE IDs among the subject alternative names.
    pub spiffe: Vec<String>,
    /// The public key's type and its size in bits: `RSA 2048`, `EC 256`, `Ed25519`.
    pub key: String,
    /// The end of its validity, in seconds since 1970.
    pub not_after: i64,
}

impl Details {
    /// Reads the first certificate of a PEM text; nothing where there is none.
    pub fn from_pem(pem: &[u8]) -> Option<Details> {
        let first = ders(pem).into_iter().next()?;
        let (_, certificate) = X509Certificate::from_der(&first).ok()?;
        let mut details = Details {
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            key: key(certificate.public_key()),
            not_after: certificate.validity().not_after.timestamp(),
            ..Details::default()
        };
        let Ok(Some(names)) = certificate.subject_alternative_name() else { return Some(details) };
        for name in &names.value.general_names {
            match name {
                GeneralName::URI(uri) if uri.starts_with("spiffe://") => details.spiffe.push((*uri).to_owned()),
                GeneralName::URI(text) | GeneralName::DNSName(text) | GeneralName::RFC822Name(text) => {
                    details.names.push((*text).to_owned());
                }
                GeneralName::IPAddress(bytes) => details.names.extend(ip(bytes)),
                _ => {}
            }
        }
        Some(details)
    }
}

/// An IP address of 4 or 16 bytes.
fn ip(bytes: &[u8]) -> Option<String> {
    let four = <[u8; 4]>::try_from(bytes).map(core::net::IpAddr::from);
    four.or_else(|_| <[u8; 16]>::try_from(bytes).map(core::net::IpAddr::from)).ok().map(|ip| ip.to_string())
}

/// A public key's type and size in bits.
fn key(key: &SubjectPublicKeyInfo<'_>) -> String {
    match (key.parsed(), key.algorithm.algorithm.to_id_string().as_str()) {
        (Ok(PublicKey::RSA(rsa)), _) => format!("RSA {}", rsa.key_size()),
        (Ok(PublicKey::EC(_)), "1.3.101.112") | (_, "1.3.101.112") => "Ed25519".to_owned(),
        (_, "1.3.101.113") => "Ed448".to_owned(),
        (Ok(PublicKey::EC(point)), _) => format!("EC {}", point.key_size()),
        (_, oid) => oid.to_owned(),
    }
}

/// Certificates of authorities with the names of their secrets, by their subjects: a mesh's gateway may have thousands.
#[derive(Clone, Debug, Default)]
pub struct Authorities {
    /// The secret's name and the certificate in DER, by the subject in DER.
    by_subject: HashMap<Vec<u8>, Vec<(String, Vec<u8>)>>,
}

impl Authorities {
    /// Adds each certificate of a PEM text, under the name of its secret.
    pub fn add(&mut self, name: &str, pem: &[u8]) {
        for der in ders(pem) {
            let subject = X509Certificate::from_der(&der).ok().map(|(_, certificate)| certificate.subject().as_raw().to_vec());
            if let Some(subject) = subject {
                self.by_subject.entry(subject).or_default().push((name.to_owned(), der));
            }
        }
    }

    /// Those with this subject.
    fn called(&self, subject: &X509Name<'_>) -> &[(String, Vec<u8>)] {
        self.by_subject.get(subject.as_raw()).map_or(&[], Vec::as_slice)
    }
}

/// Whether a chain of certificates in PEM holds together at `now` (seconds since 1970): each is signed by the next, all are valid, and the
/// last one is signed by one of the authorities that are known. Says which, or why not.
pub fn chain(pem: &[u8], authorities: &Authorities, now: i64) -> String {
    if let Some(flaw) = flaw(pem) {
        return format!("invalid: {flaw}");
    }
    let chain = ders(pem);
    let parsed: Vec<_> = chain.iter().filter_map(|der| X509Certificate::from_der(der).ok()).map(|(_, certificate)| certificate).collect();
    if let Some(why) = parsed.iter().enumerate().find_map(|(at, certificate)| out_of_time(certificate, at + 1, now)) {
        return why;
    }
    for (at, pair) in parsed.windows(2).enumerate() {
        if let Some(why) = not_signed_by(&pair[0], &pair[1]) {
            return format!("invalid: certificate {}{why} certificate {}", at + 1, at + 2);
        }
    }
    let Some(last) = parsed.last() else { return "invalid: no certificate".to_owned() };
    // A certificate that is trusted itself needs no other.
    if let Some((name, _)) = authorities.called(last.subject()).iter().find(|(_, der)| Some(der) == chain.last()) {
        return format!("valid by {name}");
    }
    let mut namesake = None;
    for (name, der) in authorities.called(last.issuer()) {
        let Ok((_, authority)) = X509Certificate::from_der(der) else { continue };
        if not_signed_by(last, &authority).is_some() {
            // Two authorities may have one name, as after a rotation: another one may be the right one.
            namesake = namesake.or(Some(name));
            continue;
        }
        return match out_of_time(&authority, 0, now) {
            Some(_) => format!("invalid: its authority {name} is not valid at this time"),
            None => format!("valid by {name}"),
        };
    }
    let is_self_signed = last.subject() == last.issuer();
    if is_self_signed && matches!(last.verify_signature(None), Err(error) if error != X509Error::SignatureUnsupportedAlgorithm) {
        return "invalid: its own signature does not hold".to_owned();
    }
    match namesake {
        Some(name) if !is_self_signed => format!("invalid: not signed by {name}, which has its issuer's name"),
        _ if is_self_signed => "valid + self-signed".to_owned(),
        _ => "valid + its authority is not in this source".to_owned(),
    }
}

/// Whether each of some authorities in PEM is valid at `now`: how many there are, or which one is not.
pub fn bundle(pem: &[u8], now: i64) -> String {
    if let Some(flaw) = flaw(pem) {
        return format!("invalid: {flaw}");
    }
    let all = ders(pem);
    for (at, der) in all.iter().enumerate() {
        if let Ok((_, certificate)) = X509Certificate::from_der(der)
            && let Some(why) = out_of_time(&certificate, at + 1, now)
        {
            return why;
        }
    }
    match all.len() {
        0 => "invalid: no certificate".to_owned(),
        1 => "valid, 1 authority".to_owned(),
        count => format!("valid, {count} authorities"),
    }
}

/// Why a certificate, the one of this number in its chain, is not valid at `now`.
fn out_of_time(certificate: &X509Certificate<'_>, number: usize, now: i64) -> Option<String> {
    let validity = certificate.validity();
    if now >= validity.not_after.timestamp() {
        Some(format!("invalid: certificate {number} has expired"))
    } else if now <= validity.not_before.timestamp() {
        Some(format!("invalid: certificate {number} is not yet valid"))
    } else {
        None
    }
}

/// Why a certificate is not signed by another, as the middle of a sentence.
fn not_signed_by(certificate: &X509Certificate<'_>, signer: &X509Certificate<'_>) -> Option<&'static str> {
    if certificate.issuer() != signer.subject() {
        return Some(" names another issuer than");
    }
    if !signer.is_ca() {
        return Some(" is signed by one that is no authority,");
    }
    match certificate.verify_signature(Some(signer.public_key())) {
        // What can't be checked is not called wrong.
        Ok(()) | Err(X509Error::SignatureUnsupportedAlgorithm) => None,
        Err(_) => Some(" has a signature that is not by"),
    }
}

/// What is wrong with the first part of a PEM text that is no certificate. Envoy refuses such a text as a whole.
fn flaw(pem: &[u8]) -> Option<String> {
    Pem::iter_from_buffer(pem).enumerate().find_map(|(at, block)| {
        let what = match block {
            Ok(block) if X509Certificate::from_der(&block.contents).is_ok() => return None,
            Ok(_) => "an X.509 certificate",
            Err(_) => "PEM",
        };
        Some(format!("certificate {} is not {what}", at + 1))
    })
}

/// The DER of each certificate of a PEM text, as far as it is one.
pub fn ders(pem: &[u8]) -> Vec<Vec<u8>> {
    Pem::iter_from_buffer(pem).map_while(Result::ok).map(|block| block.contents).collect()
}

/// A time in seconds since 1970 as RFC 3339, in UTC.
pub fn rfc3339(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default()
}

/// The time that an RFC 3339 text means, in seconds since 1970.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    const OWN: &str = include_str!("../../tests/support/envoy/test-only.crt");

    /// A time at which the test's certificate is valid.
    const NOW: i64 = 1_795_600_000;

    /// The certificate with one bit of its signature, which stands last, turned over.
    fn tampered() -> String {
        let mut der = ders(OWN.as_bytes()).remove(0);
        *der.last_mut().unwrap() ^= 1;
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(der))
    }

    fn check(pem: &str, authorities: &[(&str, &str)], now: i64, expect: &str) {
        let mut known = Authorities::default();
        authorities.iter().for_each(|(name, pem)| known.add(name, pem.as_bytes()));
        assert_eq!(chain(pem.as_bytes(), &known, now), expect);
    }

    #[test]
    fn chains_hold_by_their_signatures() {
        check(OWN, &[("ca", OWN)], NOW, "valid by ca");
        check(OWN, &[], NOW, "valid + self-signed");
        check(&[OWN, OWN].concat(), &[("ca", OWN)], NOW, "valid by ca");
        check(&tampered(), &[], NOW, "invalid: its own signature does not hold");
        check(&[&tampered(), OWN].concat(), &[], NOW, "invalid: certificate 1 has a signature that is not by certificate 2");
    }

    #[test]
    fn chains_hold_for_a_time() {
        check(OWN, &[("ca", OWN)], 0, "invalid: certificate 1 is not yet valid");
        check(OWN, &[("ca", OWN)], 9_000_000_000, "invalid: certificate 1 has expired");
        check("", &[], NOW, "invalid: no certificate");
        assert_eq!(bundle(&[OWN, OWN].concat().into_bytes(), NOW), "valid, 2 authorities");
        assert_eq!(bundle(OWN.as_bytes(), 9_000_000_000), "invalid: certificate 1 has expired");
    }

    #[test]
    fn details_are_those_of_the_first_certificate() {
        let details = Details::from_pem(OWN.as_bytes()).unwrap();
        assert_eq!((details.subject.as_str(), details.key.as_str()), ("O=meshctl tests", "EC 256"));
        assert_eq!(
            (details.names, details.spiffe),
            (vec!["localhost".to_owned()], vec!["spiffe://cluster.local/ns/default/sa/test".to_owned()])
        );
        assert_eq!(Details::from_pem(b"x"), None);
    }
}
