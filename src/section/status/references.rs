//! References between resources that lead nowhere: the names that listeners, routes and clusters give of others.
//!
//! A name that only a request tells (`cluster_header`, a cluster specifier plugin) is no reference.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::gather;
use super::super::route_match::short_type;
use crate::envoy::dump::{Dump, Problem, Resource, Section, State};
use crate::envoy::fields;
use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::references::{self, Named};

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A cluster: `RouteAction.cluster`, weighted clusters and mirrors, `TcpProxy`, `UdpProxyConfig`, an aggregate cluster's members, and the
    /// services that extensions call.
    Cluster,
    /// A route configuration: `Rds.route_config_name`, `ScopedRouteConfiguration.route_configuration_name`.
    RouteConfiguration,
    /// A secret: `SdsSecretConfig.name`.
    Secret,
    /// The endpoints that an EDS cluster asks for: `EdsClusterConfig.service_name`.
    LoadAssignment,
    /// An extension configuration: the name of a filter with `ExtensionConfigSource`.
    Extension,
}

impl Target {
    /// What a name that was found by its field's type is of.
    fn of(named: Named) -> Target {
        match named {
            Named::Cluster => Target::Cluster,
            Named::Secret => Target::Secret,
        }
    }

    const ALL: [Target; 5] = [Target::Cluster, Target::RouteConfiguration, Target::Secret, Target::LoadAssignment, Target::Extension];

    /// The kind, as `-o name` has it.
    pub fn kind(self) -> &'static str {
        match self {
            Target::Cluster => "cluster",
            Target::RouteConfiguration => "route",
            Target::Secret => "secret",
            Target::LoadAssignment => "endpoint",
            Target::Extension => "ecds",
        }
    }

    /// The section that has such names, and the field of its messages that is the name.
    fn section(self) -> (Section, &'static str) {
        match self {
            Target::Cluster => (Section::Clusters, "name"),
            Target::RouteConfiguration => (Section::Routes, "name"),
            Target::Secret => (Section::Secrets, "name"),
            Target::LoadAssignment => (Section::Endpoints, "cluster_name"),
            Target::Extension => (Section::Ecds, "name"),
        }
    }
}

/// A reference that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// The type of the resource that has it.
    pub section: Section,
    /// The resource's name.
    pub resource: String,
    /// Where in the resource it stands: `virtual host a, route 2`.
    pub place: String,
    /// What it should lead to.
    pub target: Target,
    /// The name that nothing has.
    pub name: String,
}

/// All names of a dump that can be referred to.
#[derive(Debug, Default)]
struct Names<'a> {
    /// The names of each target, in the order of [`Target::ALL`]; nothing where the source does not tell them.
    sets: [Option<HashSet<Cow<'a, str>>>; 5],
}

impl<'a> Names<'a> {
    /// Reads them. What has not come yet, or was refused, is not there: a secret that is only waited for has a name, and nothing else.
    fn read(dump: &Dump<'a>, tells: &impl Fn(Section) -> bool) -> Names<'a> {
        let mut names = Names::default();
        for (set, target) in names.sets.iter_mut().zip(Target::ALL) {
            let (section, field) = target.section();
            let is_there = |resource: &&Resource<'a>| match resource.state {
                State::Rejected | State::Uninitialized => false,
                State::Warming => section != Section::Secrets,
                _ => true,
            };
            let named = |section, field| gather::named(dump.of(section).filter(is_there), field).into_iter().map(|(name, _)| name);
            if target == Target::LoadAssignment && dump.has(Section::Hosts) {
                // A cluster of /clusters has the name that it asks EDS for, where that is another than its own.
                let both = named(Section::Hosts, "name").chain(named(Section::Hosts, "eds_service_name"));
                *set = Some(both.chain(named(section, field)).collect());
            } else if tells(section) {
                *set = Some(named(section, field).collect());
            }
        }
        names
    }

    fn of(&self, target: Target) -> Option<&HashSet<Cow<'a, str>>> {
        let place = Target::ALL.iter().position(|known| *known == target)?;
        self.sets[place].as_ref()
    }
}

/// What came of following references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Those that lead nowhere, in the order of the dump.
    pub dangling: Vec<Dangling>,
    /// The types that refer to something of which the source does not tell, and to what.
    pub unknown: Vec<(Section, Target)>,
}

/// Follows all references of a dump; `tells` says whether the source has all of a section. Resources that drain or were refused are left
/// out, since nothing new goes their way.
pub fn follow<'a>(dump: &Dump<'a>, tells: impl Fn(Section) -> bool) -> (Followed, Vec<Problem>) {
    let names = Names::read(dump, &tells);
    // Envoy lists an inline route configuration among the routes, too.
    let has_inline = !tells(Section::Routes);
    let mut followed = Followed::default();
    let mut problems = Vec::new();
    for section in [Section::Clusters, Section::Listeners, Section::Routes, Section::ScopedRoutes, Section::Ecds] {
        let is_used = |resource: &&Resource<'a>| !matches!(resource.state, State::Draining | State::Rejected);
        let resources: Vec<_> = dump.of(section).filter(is_used).collect();
        let read = |reader: &mut Reader<'a>| {
            let mut walk = Walk { names: &names, has_inline, found: Vec::new(), unknown: Vec::new(), name: Cow::Borrowed("") };
            walk.name = reader.text_of("name")?;
            match section {
                Section::Clusters => walk.cluster(reader)?,
                Section::Listeners => walk.listener(reader)?,
                Section::Routes => walk.route_configuration(reader)?,
                Section::Ecds => walk.filter(reader)?,
                _ => walk.scopes(reader)?,
            }
            Ok((walk.name, walk.found, walk.unknown))
        };
        let (runs, found) = gather::gather(&resources, read, |resource, (name, found, unknown), run: &mut Followed| {
            let resource = if name.is_empty() { &resource.name } else { &name };
            run.dangling.extend(found.into_iter().map(|step| Dangling {
                section,
                resource: resource.to_string(),
                place: step.place,
                target: step.target,
                name: step.name,
            }));
            for target in unknown {
                if !run.unknown.contains(&(section, target)) {
                    run.unknown.push((section, target));
                }
            }
        });
        problems.extend(found);
        for run in runs {
            followed.dangling.extend(run.dangling);
            let new = run.unknown.into_iter().filter(|unknown| !followed.unknown.contains(unknown)).collect::<Vec<_>>();
            followed.unknown.extend(new);
        }
    }
    (followed, problems)
}

/// A reference that leads nowhere, inside of its resource.
#[derive(Clone, Debug)]
struct Step {
    place: String,
    target: Target,
    name: String,
}

/// The walk through one resource.
struct Walk<'n, 'a> {
    names: &'n Names<'a>,
    has_inline: bool,
    found: Vec<Step>,
    unknown: Vec<Target>,
    /// The resource's name.
    name: Cow<'a, str>,
}

/// Messages are nested no deeper than this where they are walked without knowing their types.
const DEEPEST: usize = 64;

impl<'a> Walk<'_, 'a> {
    /// Looks a name up. An empty one is none.
    fn refer(&mut self, target: Target, name: Cow<'a, str>, place: &str) {
        if name.is_empty() {
            return;
        }
        match self.names.of(target) {
            Some(names) if names.contains(&name) => {}
            Some(_) => self.found.push(Step { place: place.to_owned(), target, name: name.into_owned() }),
            None if self.unknown.contains(&target) => {}
            None => self.unknown.push(target),
        }
    }

    /// Lets `read` walk a part, and says of what it finds that it is in there: by the part's name, or by `index` where it has none.
    fn part(
        &mut self,
        what: &str,
        index: usize,
        part: &mut Reader<'a>,
        read: impl FnOnce(&mut Self, &mut Reader<'a>) -> Result<()>,
    ) -> Result<()> {
        let (own, first) = (*part, self.found.len());
        read(self, part)?;
        if self.found.len() > first {
            let name = own.text_of("name").unwrap_or_default();
            let label = if name.is_empty() { format!("{what} {index}") } else { format!("{what} {name}") };
            for step in &mut self.found[first..] {
                step.place = if step.place.is_empty() { label.clone() } else { format!("{label}, {}", step.place) };
            }
        }
        Ok(())
    }

    /// The same for each element of a list, counted from 0 as `trace` and jq do.
    fn parts(&mut self, what: &str, list: &mut Reader<'a>, read: impl Fn(&mut Self, &mut Reader<'a>) -> Result<()>) -> Result<()> {
        let mut index = 0;
        list.elements(|part| {
            self.part(what, index, part, &read)?;
            index += 1;
            Ok(())
        })
    }

    /// A `RouteConfiguration`.
    fn route_configuration(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| match name {
            "virtual_hosts" => self.parts("virtual host", value, Self::virtual_host),
            "request_mirror_policies" => self.mirrors(value),
            "typed_per_filter_config" | "cluster_specifier_plugins" => self.field(Section::Routes.message(), name, value),
            _ => Ok(()),
        })
    }

    /// A `VirtualHost`.
    fn virtual_host(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| match name {
            "routes" => self.parts("route", value, Self::route),
            "matcher" => self.matcher(value, 0),
            "request_mirror_policies" => self.mirrors(value),
            "typed_per_filter_config" => self.field(VIRTUAL_HOST, name, value),
            _ => Ok(()),
        })
    }

    /// The `Route`s at the ends of a matcher tree, however it is made.
    fn matcher(&mut self, reader: &mut Reader<'a>, depth: usize) -> Result<()> {
        match reader.peek() {
            Some(b'{') if short_type(&reader.text_of("@type")?) == "Route" => self.part("route", 0, reader, Self::route),
            Some(b'{') if depth < DEEPEST => reader.entries(|_, value| self.matcher(value, depth + 1)),
            Some(b'[') if depth < DEEPEST => reader.elements(|value| self.matcher(value, depth + 1)),
            _ => Ok(()),
        }
    }

    /// A `Route`.
    fn route(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| match name {
            "route" => value.fields(|name, value| match name {
                "cluster" => self.cluster_name(value, ""),
                "weighted_clusters" => self.weighted(value),
                "request_mirror_policies" => self.mirrors(value),
                "inline_cluster_specifier_plugin" => self.field(ROUTE_ACTION, name, value),
                _ => Ok(()),
            }),
            "typed_per_filter_config" => self.field(ROUTE, name, value),
            _ => Ok(()),
        })
    }

    /// The names in a field that no other function here knows: it is a part of this place.
    fn field(&mut self, message: &str, name: &str, value: &mut Reader<'a>) -> Result<()> {
        let Some(message) = fields::message(message) else { return Ok(()) };
        references::visit_field(message, name, value, &mut |path, named, name| self.refer(Target::of(named), name, &place(path)))
    }

    fn cluster_name(&mut self, reader: &mut Reader<'a>, place: &str) -> Result<()> {
        let name = reader.text()?;
        self.refer(Target::Cluster, name, place);
        Ok(())
    }

    /// A `WeightedCluster` of a route or of a TCP proxy.
    fn weighted(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| {
            if name != "clusters" {
                return Ok(());
            }
            value.elements(|cluster| {
                let name = cluster.text_of("name")?;
                self.refer(Target::Cluster, name, "weighted");
                let config = cluster.find("typed_per_filter_config")?;
                config.map_or(Ok(()), |mut config| self.field(CLUSTER_WEIGHT, "typed_per_filter_config", &mut config))
            })
        })
    }

    /// A list of `RequestMirrorPolicy`.
    fn mirrors(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.elements(|policy| {
            let name = policy.text_of("cluster")?;
            self.refer(Target::Cluster, name, "mirror");
            Ok(())
        })
    }

    /// A set of scoped routes: the name of each scope's route configuration. One that is loaded on demand waits for a request.
    fn scopes(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| {
            if name != "scoped_route_configs" {
                return Ok(());
            }
            self.parts("scope", value, |walk, scope| {
                let is_on_demand = scope.find("on_demand")?.map_or(Ok(false), |mut flag| flag.flag())?;
                if !is_on_demand {
                    let name = scope.text_of("route_configuration_name")?;
                    walk.refer(Target::RouteConfiguration, name, "");
                }
                Ok(())
            })
        })
    }

    /// A `Listener`.
    fn listener(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| match name {
            "filter_chains" => self.parts("filter chain", value, Self::filter_chain),
            "default_filter_chain" => {
                let first = self.found.len();
                self.filter_chain(value)?;
                for step in &mut self.found[first..] {
                    step.place = format!("default filter chain, {}", step.place);
                }
                Ok(())
            }
            "listener_filters" => self.parts("listener filter", value, Self::filter),
            _ => self.field(Section::Listeners.message(), name, value),
        })
    }

    /// A `FilterChain`.
    fn filter_chain(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        reader.fields(|name, value| match name {
            "filters" => self.parts("filter", value, Self::filter),
            "transport_socket" => self.socket(TRANSPORT_SOCKET, value),
            _ => Ok(()),
        })
    }

    /// A network, listener or HTTP filter.
    fn filter(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let filter = *reader;
        reader.fields(|name, value| match name {
            "config_discovery" => {
                let name = filter.text_of("name")?;
                self.refer(Target::Extension, name, "");
                Ok(())
            }
            "typed_config" => self.filter_config(value),
            _ => Ok(()),
        })
    }

    /// The configuration of a filter that names other resources.
    fn filter_config(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let type_url = reader.text_of("@type")?;
        let message = type_url.rsplit('/').next().unwrap_or_default();
        match short_type(&type_url) {
            "HttpConnectionManager" => reader.fields(|name, value| match name {
                "rds" => {
                    let name = value.text_of("route_config_name")?;
                    self.refer(Target::RouteConfiguration, name, "");
                    Ok(())
                }
                "route_config" if self.has_inline => self.route_configuration(value),
                "route_config" => Ok(()),
                "http_filters" => self.parts("HTTP filter", value, Self::filter),
                _ => self.field(message, name, value),
            }),
            "TcpProxy" | "UdpProxyConfig" => reader.fields(|name, value| match name {
                "cluster" => self.cluster_name(value, ""),
                "weighted_clusters" => self.weighted(value),
                _ => self.field(message, name, value),
            }),
            _ => references::visit_any(reader, &mut |path, named, name| self.refer(Target::of(named), name, &place(path))),
        }
    }

    /// A `Cluster`.
    fn cluster(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        let (mut is_eds, mut service) = (false, Cow::Borrowed(""));
        reader.fields(|name, value| {
            match name {
                "type" => is_eds = matches!(&*value.text()?, "EDS" | "3"),
                "eds_cluster_config" => service = value.text_of("service_name")?,
                "transport_socket" => self.socket(TRANSPORT_SOCKET, value)?,
                "transport_socket_matches" => self.parts("transport socket match", value, |walk, one| walk.socket(SOCKET_MATCH, one))?,
                "typed_extension_protocol_options" | "filters" => self.field(Section::Clusters.message(), name, value)?,
                "cluster_type" => {
                    if let Some(mut config) = value.find("typed_config")?
                        && config.text_of("@type")?.contains(".clusters.aggregate.")
                    {
                        config.fields(|name, value| {
                            if name != "clusters" {
                                return Ok(());
                            }
                            value.elements(|member| self.cluster_name(member, "member"))
                        })?;
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        if is_eds {
            let asked = if service.is_empty() { self.name.clone() } else { service };
            self.refer(Target::LoadAssignment, asked, "");
        }
        Ok(())
    }

    /// What a transport socket, or a message that holds one, names: mostly the secrets that it asks SDS for.
    fn socket(&mut self, message: &str, reader: &mut Reader<'a>) -> Result<()> {
        let Some(message) = fields::message(message) else { return Ok(()) };
        references::visit(message, reader, &mut |_, named, name| self.refer(Target::of(named), name, "TLS"))
    }
}

/// Where a name stands that was found by its field's type: the fields around it, but for those that say nothing.
fn place(path: &[&str]) -> String {
    let says = |field: &&&str| !matches!(**field, "typed_config" | "config" | "envoy_grpc" | "cluster" | "cluster_name");
    path.iter().filter(says).copied().collect::<Vec<_>>().join(".")
}

/// Messages of which some fields, or all, are walked by their types.
const SOCKET_MATCH: &str = "envoy.config.cluster.v3.Cluster.TransportSocketMatch";
const TRANSPORT_SOCKET: &str = "envoy.config.core.v3.TransportSocket";
const VIRTUAL_HOST: &str = "envoy.config.route.v3.VirtualHost";
const ROUTE: &str = "envoy.config.route.v3.Route";
const ROUTE_ACTION: &str = "envoy.config.route.v3.RouteAction";
const CLUSTER_WEIGHT: &str = "envoy.config.route.v3.WeightedCluster.ClusterWeight";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envoy::document;

    /// The references of a dump that lead nowhere, as `RESOURCE (PLACE): TARGET/NAME`, then those that could not be followed. The source
    /// tells the sections that it has.
    #[track_caller]
    fn check(sections: &str, expect: &[&str]) {
        let text = format!(r#"{{"configs":[{sections}]}}"#);
        let mut dump = Dump::new(&Section::ALL);
        document::read(text.as_bytes(), &mut dump).unwrap();
        let (followed, problems) = follow(&dump, |section| dump.has(section));
        assert_eq!(problems, [], "{text}");
        let line = |one: &Dangling| format!("{} ({}): {}/{}", one.resource, one.place, one.target.kind(), one.name);
        let mut found: Vec<String> = followed.dangling.iter().map(line).collect();
        found.extend(followed.unknown.iter().map(|(section, target)| format!("{section:?} {}?", target.kind())));
        assert_eq!(found, expect, "{text}");
    }

    /// A section of clusters, with `a` and this one.
    fn clusters(cluster: &str) -> String {
        format!(r#"{{"dynamic_active_clusters":[{{"cluster":{{"name":"a"}}}},{{"cluster":{cluster}}}]}}"#)
    }

    /// Clusters, and a route configuration `r` with a virtual host `v` of this.
    fn routes(host: &str) -> String {
        let host = format!(r#"{{"name":"v",{host}}}"#);
        format!(r#"{},{{"dynamic_route_configs":[{{"route_config":{{"name":"r","virtual_hosts":[{host}]}}}}]}}"#, clusters("{}"))
    }

    /// A listener `l` with a filter chain of this, beside other sections.
    fn listener(others: &str, chain: &str) -> String {
        format!(
            r#"{others},{{"dynamic_listeners":[{{"name":"l","active_state":{{"listener":{{"name":"l","filter_chains":[{chain}]}}}}}}]}}"#
        )
    }

    #[test]
    fn routes_lead_to_clusters() {
        check(&routes(r#""routes":[{"route":{"cluster":"a"}},{"route":{"cluster":"b"}}]"#), &["r (virtual host v, route 1): cluster/b"]);
        check(
            &routes(
                r#""routes":[{"name":"n","route":{"weightedClusters":{"clusters":[{"name":"a"},{"name":"b"},{"cluster_header":"h"}]}}}]"#,
            ),
            &["r (virtual host v, route n, weighted): cluster/b"],
        );
        check(
            &routes(
                r#""request_mirror_policies":[{"cluster":"b"}],"routes":[{"route":{"cluster":"a","request_mirror_policies":[{"cluster":"c"}]}}]"#,
            ),
            &["r (virtual host v, mirror): cluster/b", "r (virtual host v, route 0, mirror): cluster/c"],
        );
        check(&routes(r#""routes":[{"route":{"cluster_header":"h"}},{"redirect":{}},{"route":{"cluster_specifier_plugin":"p"}}]"#), &[]);
        check(
            &routes(
                r#""matcher":{"matcher_list":{"matchers":[{"on_match":{"action":{"typed_config":{"@type":"x/envoy.config.route.v3.Route","route":{"cluster":"b"}}}}}]}}"#,
            ),
            &["r (virtual host v, route 0): cluster/b"],
        );
    }

    #[test]
    fn filters_lead_to_clusters_routes_and_extensions() {
        let all = format!(r#"{},{{"dynamic_route_configs":[]}},{{"ecds_filters":[]}}"#, clusters("{}"));
        let tcp = |config: &str| format!(r#"{{"filters":[{{"name":"f","typed_config":{{"@type":"x/y.TcpProxy",{config}}}}}]}}"#);
        check(&listener(&all, &tcp(r#""cluster":"b""#)), &["l (filter chain 0, filter f): cluster/b"]);
        check(
            &listener(&all, &tcp(r#""weighted_clusters":{"clusters":[{"name":"b"}]}"#)),
            &["l (filter chain 0, filter f, weighted): cluster/b"],
        );
        let http = |config: &str| {
            let config = format!(r#""typed_config":{{"@type":"x/y.HttpConnectionManager",{config}}}"#);
            format!(r#"{{"name":"c","filters":[{{"name":"h",{config}}}]}}"#)
        };
        check(&listener(&all, &http(r#""rds":{"route_config_name":"r"}"#)), &["l (filter chain c, filter h): route/r"]);
        // Envoy tells an inline one among the routes; a bootstrap has no other place for it.
        let inline = http(r#""route_config":{"virtual_hosts":[{"name":"v","routes":[{"route":{"cluster":"b"}}]}]}"#);
        check(&listener(&all, &inline), &[]);
        check(&listener(&clusters("{}"), &inline), &["l (filter chain c, filter h, virtual host v, route 0): cluster/b"]);
        check(
            &listener(&all, &http(r#""http_filters":[{"name":"e","config_discovery":{}}]"#)),
            &["l (filter chain c, filter h, HTTP filter e): ecds/e"],
        );
    }

    #[test]
    fn what_asks_sds_leads_to_secrets_that_have_come() {
        let secrets = r#"{"dynamic_active_secrets":[{"name":"s","secret":{"name":"s"}},
            {"name":"u","version_info":"uninitialized","secret":{"name":"u"}}],"dynamic_warming_secrets":[{"name":"w","secret":{"name":"w"}}]}"#;
        let context = r#""common_tls_context":{"tls_certificate_sds_secret_configs":[{"name":"s"},{"name":"u"},{"name":"w"}],
            "combined_validation_context":{"validation_context_sds_secret_config":{"name":"gone"}}}"#;
        let expect = ["(TLS): secret/u", "(TLS): secret/w", "(TLS): secret/gone"];
        let upstream = format!(r#"{{"@type":"x/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",{context}}}"#);
        let tls = format!(r#"{{"name":"t","transport_socket":{{"typed_config":{upstream}}}}}"#);
        check(&format!("{secrets},{}", clusters(&tls)), &expect.map(|line| format!("t {line}")).each_ref().map(String::as_str));
        // A socket inside of another one.
        let outer = r#""@type":"x/envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport""#;
        let wrapped =
            format!(r#"{{"name":"t","transport_socket":{{"typed_config":{{{outer},"transport_socket":{{"typed_config":{upstream}}}}}}}}}"#);
        check(&format!("{secrets},{}", clusters(&wrapped)), &expect.map(|line| format!("t {line}")).each_ref().map(String::as_str));
        check(&clusters(&tls), &["Clusters secret?"]);
    }

    #[test]
    fn extensions_lead_to_clusters_and_secrets() {
        let all = format!(r#"{},{{"dynamic_active_secrets":[]}}"#, clusters("{}"));
        let any = |kind: &str, config: &str| format!(r#""typed_config":{{"@type":"type.googleapis.com/envoy.{kind}",{config}}}"#);
        let grpc = |cluster: &str| format!(r#""grpc_service":{{"envoy_grpc":{{"cluster_name":"{cluster}"}}}}"#);
        let http = |cluster: &str| format!(r#"{{"uri":"https://b.example","cluster":"{cluster}","timeout":"1s"}}"#);
        let manager = |config: &str| {
            let config = any("extensions.filters.network.http_connection_manager.v3.HttpConnectionManager", config);
            format!(r#"{{"filters":[{{"name":"h",{config}}}]}}"#)
        };
        let http_filter = |kind: &str, config: &str, expect: &[&str]| {
            let config = any(&format!("extensions.filters.http.{kind}"), config);
            let chain = manager(&format!(r#""http_filters":[{{"name":"f",{config}}}]"#));
            let expect: Vec<String> = expect.iter().map(|line| format!("l (filter chain 0, filter h, HTTP filter f, {line}")).collect();
            check(&listener(&all, &chain), &expect.iter().map(String::as_str).collect::<Vec<_>>());
        };
        http_filter("ext_authz.v3.ExtAuthz", &grpc("a"), &[]);
        http_filter("ext_authz.v3.ExtAuthz", &grpc("b"), &["grpc_service): cluster/b"]);
        http_filter(
            "ext_authz.v3.ExtAuthz",
            &format!(r#""http_service":{{"server_uri":{}}}"#, http("b")),
            &["http_service.server_uri): cluster/b"],
        );
        http_filter("ext_proc.v3.ExternalProcessor", &grpc("b"), &["grpc_service): cluster/b"]);
        http_filter(
            "ratelimit.v3.RateLimit",
            &format!(r#""rate_limit_service":{{{}}}"#, grpc("b")),
            &["rate_limit_service.grpc_service): cluster/b"],
        );
        http_filter(
            "jwt_authn.v3.JwtAuthentication",
            &format!(r#""providers":{{"p":{{"remote_jwks":{{"http_uri":{}}}}}}}"#, http("b")),
            &["providers.remote_jwks.http_uri): cluster/b"],
        );
        http_filter(
            "oauth2.v3.OAuth2",
            &format!(
                r#""config":{{"token_endpoint":{},"credentials":{{"token_secret":{{"name":"t","sds_config":{{}}}},"hmac_secret":{{"name":"h"}}}}}}"#,
                http("b")
            ),
            &["token_endpoint): cluster/b", "credentials.token_secret): secret/t", "credentials.hmac_secret): secret/h"],
        );
        let log = |kind: &str, config: &str| format!(r#""access_log":[{{"name":"x",{}}}]"#, any(kind, config));
        let logged = log("extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig", &format!(r#""common_config":{{{}}}"#, grpc("b")));
        check(&listener(&all, &manager(&logged)), &["l (filter chain 0, filter h, access_log.common_config.grpc_service): cluster/b"]);
        let logged = log("extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig", &grpc("b"));
        check(&listener(&all, &manager(&logged)), &["l (filter chain 0, filter h, access_log.grpc_service): cluster/b"]);
        let traced = |kind: &str, config: &str| format!(r#""tracing":{{"provider":{{"name":"x",{}}}}}"#, any(kind, config));
        check(
            &listener(&all, &manager(&traced("config.trace.v3.ZipkinConfig", r#""collector_cluster":"b""#))),
            &["l (filter chain 0, filter h, tracing.provider.collector_cluster): cluster/b"],
        );
        check(
            &listener(&all, &manager(&traced("config.trace.v3.OpenTelemetryConfig", &grpc("b")))),
            &["l (filter chain 0, filter h, tracing.provider.grpc_service): cluster/b"],
        );
        let network = format!(r#"{{"filters":[{{"name":"n",{}}}]}}"#, any("extensions.filters.network.ext_authz.v3.ExtAuthz", &grpc("b")));
        check(&listener(&all, &network), &["l (filter chain 0, filter n, grpc_service): cluster/b"]);
        // What a route says instead, and what Envoy got by ECDS.
        let per_route = any("extensions.filters.http.ext_proc.v3.ExtProcPerRoute", &format!(r#""overrides":{{{}}}"#, grpc("b")));
        let per_route = per_route.replace("typed_config", "e");
        check(
            &routes(&format!(r#""routes":[{{"route":{{"cluster":"a"}},"typed_per_filter_config":{{{per_route}}}}}]"#)),
            &["r (virtual host v, route 0, typed_per_filter_config.overrides.grpc_service): cluster/b"],
        );
        let ecds = any("extensions.filters.http.ext_authz.v3.ExtAuthz", &grpc("b"));
        check(&format!(r#"{all},{{"ecds_filters":[{{"ecds_filter":{{"name":"e",{ecds}}}}}]}}"#), &["e (grpc_service): cluster/b"]);
    }

    #[test]
    fn clusters_lead_to_endpoints_and_members() {
        let endpoints = r#"{"dynamic_endpoint_configs":[{"endpoint_config":{"cluster_name":"s"}}]}"#;
        let eds =
            |name: &str, service: &str| format!(r#"{{"name":"{name}","type":"EDS","eds_cluster_config":{{"service_name":"{service}"}}}}"#);
        check(&format!("{endpoints},{}", clusters(&eds("x", "s"))), &[]);
        check(&format!("{endpoints},{}", clusters(&eds("s", ""))), &[]);
        check(&format!("{endpoints},{}", clusters(&eds("x", ""))), &["x (): endpoint/x"]);
        check(&clusters(&eds("x", "")), &["Clusters endpoint?"]);
        let aggregate = r#"{"name":"x","cluster_type":{"typed_config":{"@type":"t/envoy.extensions.clusters.aggregate.v3.ClusterConfig","clusters":["a","b"]}}}"#;
        check(&clusters(aggregate), &["x (member): cluster/b"]);
    }

    #[test]
    fn scopes_lead_to_routes_but_for_those_on_demand() {
        let scopes = r#"{"dynamic_route_configs":[]},{"dynamic_scoped_route_configs":[{"name":"set","scoped_route_configs":[
            {"name":"one","route_configuration_name":"r"},{"name":"two","on_demand":true,"route_configuration_name":"r"}]}]}"#;
        check(scopes, &["set (scope one): route/r"]);
    }

    #[test]
    fn what_drains_or_was_refused_leads_nowhere_and_is_not_told() {
        let listener = r#"{"name":"l","filter_chains":[{"filters":[{"typed_config":{"@type":"x/y.TcpProxy","cluster":"b"}}]}]}"#;
        let states = |state: &str| format!(r#"{},{{"dynamic_listeners":[{{"name":"l",{state}}}]}}"#, clusters("{}"));
        check(&states(&format!(r#""draining_state":{{"listener":{listener}}}"#)), &[]);
        check(&states(&format!(r#""error_state":{{"failed_configuration":{listener}}}"#)), &[]);
        check(&states(&format!(r#""warming_state":{{"listener":{listener}}}"#)), &["l (filter chain 0, filter 0): cluster/b"]);
    }
}
