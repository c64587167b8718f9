//! The certificate authorities that a proxy trusts for its mesh.

use super::certificate::ders;
use super::secret::{Content, Secret};
use super::{Item, decode};
use crate::envoy::dump::{Dump, Problem, Resource, Section};

/// The secret that Istio's proxies get their mesh's authorities in.
const ISTIO: &str = "ROOTCA";

/// The authorities of one proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RootCa {
    /// The secrets that they stand in.
    pub secrets: Vec<String>,
    /// Their certificates, in DER.
    pub certificates: Vec<Vec<u8>>,
}

impl RootCa {
    /// The authorities of Istio's secret `ROOTCA`; of a proxy without one, those of all validation contexts.
    pub fn of(dump: &Dump<'_>) -> (RootCa, Vec<Problem>) {
        let secrets: Vec<&Resource<'_>> = dump.of(Section::Secrets).collect();
        let (items, problems) = decode(&secrets, Secret::read);
        let mut all = RootCa::default();
        let mut istio = RootCa::default();
        for Item { resource, fields: secret } in &items {
            let name = if resource.name.is_empty() { &secret.name } else { &resource.name };
            let pems: Vec<&[u8]> = match &secret.content {
                Content::Pem(pem) if secret.is_validation => vec![pem],
                Content::TrustBundles(bundles) => bundles.iter().filter_map(|(_, pem)| pem.as_deref().ok()).collect(),
                _ => continue,
            };
            for found in if name == ISTIO { vec![&mut istio, &mut all] } else { vec![&mut all] } {
                found.secrets.push(name.clone().into_owned());
                found.certificates.extend(pems.iter().flat_map(|pem| ders(pem)));
            }
        }
        (if istio.certificates.is_empty() { all } else { istio }, problems)
    }

    /// Whether both trust some same authority, which is when each accepts the other's certificate, as far as that decides.
    pub fn shares_one(&self, other: &RootCa) -> bool {
        self.certificates.iter().any(|certificate| other.certificates.contains(certificate))
    }
}
