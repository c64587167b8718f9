//! Which requests tell what about a proxy: the cheapest ones, as data. Nothing is sent here.
//!
//! `/config_dump?mask=…` gives one section without the others. Envoy applies a mask to each section by itself, and drops every
//! section in which one of the mask's paths is no field: so a mask must name fields of one section only (a field of another one
//! makes all of them vanish), and must name all of its fields to lose none. The masks here do both.
//! A section that the proxy does not have (routes on a proxy without an HTTP listener, for example) makes such a request fail with
//! status 400, while a section that is there and empty gives 200 and the section's `@type` alone. [`classify`] tells them apart.
//! Source: Envoy's "Administration interface" page, and the answers of Envoy 1.40.

use super::admin::AdminError;

/// What of a proxy is wanted: one section, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The configuration that the proxy was started with.
    Bootstrap,
    /// Listeners: static, active, warming, draining and rejected ones.
    Listeners,
    /// Route configurations and scoped route configurations.
    Routes,
    /// Clusters: static, active and warming ones.
    Clusters,
    /// Endpoints with their present health.
    Endpoints,
    /// Endpoints as the control plane gave them.
    Eds,
    /// Secrets: static, active and warming ones.
    Secrets,
    /// Extension configurations that were discovered by themselves.
    Ecds,
    /// Listeners, and the routes that override their filters.
    WideListeners,
    /// Clusters, and the health of their endpoints.
    WideClusters,
    /// Endpoints with their present health, their localities' weights, and how their clusters balance load.
    WideEndpoints,
    /// The same, of which the control plane's word comes first.
    WideEds,
    /// Secrets, and the listeners and clusters that use them.
    WideSecrets,
    /// Every section.
    All,
}

/// One GET of an admin interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path and query.
    pub path: &'static str,
    /// A path that tells the same and more, to ask for when this one is refused.
    ///
    /// `admin.allow_paths` compares with the query, so a proxy that allows exactly `/config_dump` refuses every mask.
    pub fallback: Option<&'static str>,
    /// Whether there is no answer at all without this one.
    pub required: bool,
    /// What is lost when the request is refused, as a noun phrase: "the endpoints' health".
    pub tells: &'static str,
}

const fn required(path: &'static str, fallback: Option<&'static str>, tells: &'static str) -> Request {
    Request { path, fallback, required: true, tells }
}

const fn optional(path: &'static str, fallback: Option<&'static str>, tells: &'static str) -> Request {
    Request { path, fallback, required: false, tells }
}

const DUMP: Option<&str> = Some("/config_dump");
const DUMP_WITH_EDS: Option<&str> = Some("/config_dump?include_eds");

const BOOTSTRAP: &str = "/config_dump?mask=bootstrap,last_updated";
const LISTENERS: &str = "/config_dump?mask=version_info,static_listeners,dynamic_listeners";
// A routes section has no version_info of its own: naming it would make the section vanish.
const ROUTES: &str = "/config_dump?mask=static_route_configs,dynamic_route_configs";
const SCOPED_ROUTES: &str = "/config_dump?mask=inline_scoped_route_configs,dynamic_scoped_route_configs";
const CLUSTERS: &str = "/config_dump?mask=version_info,static_clusters,dynamic_active_clusters,dynamic_warming_clusters";
const EDS: &str = "/config_dump?include_eds&mask=static_endpoint_configs,dynamic_endpoint_configs";
const SECRETS: &str = "/config_dump?mask=static_secrets,dynamic_active_secrets,dynamic_warming_secrets";
// `?resource=ecds_filters` would give the first of up to eight sections alone; a mask is applied to each of them.
const ECDS: &str = "/config_dump?mask=ecds_filters";
const HOSTS: &str = "/clusters?format=json";

/// The requests that tell what is wanted: to be sent one after the other, never in parallel, because the proxy's main thread answers.
pub fn requests(wanted: Wanted) -> &'static [Request] {
    match wanted {
        Wanted::Bootstrap => const { &[required(BOOTSTRAP, DUMP, "the bootstrap")] },
        Wanted::Listeners => const { &[required(LISTENERS, DUMP, "the listeners")] },
        Wanted::Routes => const { &[required(ROUTES, DUMP, "the routes"), optional(SCOPED_ROUTES, DUMP, "the scopes of scoped routes")] },
        Wanted::Clusters => const { &[required(CLUSTERS, DUMP, "the clusters")] },
        // /clusters has each host's health and the reasons; the dump only what EDS said, and Envoy's verdict.
        Wanted::Endpoints => const { &[required(HOSTS, DUMP_WITH_EDS, "the endpoints and their health")] },
        Wanted::Eds => const { &[required(EDS, DUMP_WITH_EDS, "the endpoints")] },
        Wanted::Secrets => const { &[required(SECRETS, DUMP, "the secrets")] },
        Wanted::Ecds => const { &[required(ECDS, DUMP, "the extension configurations")] },
        Wanted::WideListeners => {
            const { &[required(LISTENERS, DUMP, "the listeners"), optional(ROUTES, DUMP, "how many routes override a filter")] }
        }
        // EDS alone, where health is refused: it would tell clusters twice with the whole dump.
        Wanted::WideClusters => {
            const { &[required(CLUSTERS, DUMP, "the clusters"), optional(HOSTS, Some(EDS), "how many endpoints are healthy")] }
        }
        Wanted::WideEndpoints => {
            const {
                &[
                    required(HOSTS, DUMP_WITH_EDS, "the endpoints and their health"),
                    optional(EDS, DUMP_WITH_EDS, "the localities' weights"),
                    optional(CLUSTERS, DUMP_WITH_EDS, "how the clusters balance load"),
                ]
            }
        }
        Wanted::WideEds => {
            const {
                &[
                    required(EDS, DUMP_WITH_EDS, "the endpoints"),
                    optional(HOSTS, None, "the endpoints' health and requests"),
                    optional(CLUSTERS, DUMP_WITH_EDS, "how the clusters balance load"),
                ]
            }
        }
        Wanted::WideSecrets => {
            const {
                &[
                    required(SECRETS, DUMP, "the secrets"),
                    optional(LISTENERS, DUMP, "which listeners use a secret"),
                    optional(CLUSTERS, DUMP, "which clusters use a secret"),
                ]
            }
        }
        Wanted::All => {
            const { &[required("/config_dump?include_eds", DUMP, "the configuration"), optional(HOSTS, None, "why an endpoint is not healthy")] }
        }
    }
}

/// What the answer to one of the [`requests`] means.
#[derive(Debug)]
pub enum Answer {
    /// The answer's bytes.
    Found(Vec<u8>),
    /// The proxy answers, and has no such section.
    Absent,
    /// The proxy answers, but not for this path.
    Refused(AdminError),
}

/// What the answer to one of the [`requests`] means.
///
/// # Errors
/// Whatever else kept the answer from coming: a caller cannot go on without the proxy.
pub fn classify(answer: Result<Vec<u8>, AdminError>) -> Result<Answer, AdminError> {
    match answer {
        Ok(bytes) => Ok(Answer::Found(bytes)),
        // "FieldMask … could not be successfully applied to any configs.": no section has the mask's fields.
        Err(AdminError::Status { code: 400, message, .. }) if message.starts_with("FieldMask ") => Ok(Answer::Absent),
        Err(error) if error.is_refused_path() => Ok(Answer::Refused(error)),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16, message: &str) -> Result<Vec<u8>, AdminError> {
        Err(AdminError::Status { address: "a".into(), path: "/p".into(), code, message: message.into() })
    }

    #[test]
    fn an_answer_is_there_or_absent_or_refused() {
        assert!(matches!(classify(Ok(b"{}".to_vec())), Ok(Answer::Found(bytes)) if bytes == b"{}"));
        let absent = status(400, "FieldMask ecds_filters could not be successfully applied to any configs.");
        assert!(matches!(classify(absent), Ok(Answer::Absent)));
        assert!(matches!(classify(status(403, "request to path /p not allowed")), Ok(Answer::Refused(_))));
        assert!(matches!(classify(status(404, "invalid path")), Ok(Answer::Refused(_))));
        assert!(classify(status(400, "Error while parsing RE2")).is_err());
        assert!(classify(status(503, "")).is_err());
    }
}
