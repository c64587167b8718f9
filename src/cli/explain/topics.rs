//! What is explained, as data: one entry a word and kind.

/// What a word means.
pub(super) struct Topic {
    /// The word, as it is printed.
    pub(super) word: &'static str,
    /// What kind of word it is.
    pub(super) kind: &'static str,
    /// What it is said of; empty where that is clear.
    pub(super) of: &'static str,
    /// What it means.
    pub(super) text: &'static str,
    /// Where it comes from: a field or a page of Envoy's.
    pub(super) source: &'static str,
    /// What to do; empty where there is nothing to do.
    pub(super) advice: &'static str,
}

/// A topic.
const fn topic(
    word: &'static str,
    kind: &'static str,
    of: &'static str,
    text: &'static str,
    source: &'static str,
    advice: &'static str,
) -> Topic {
    Topic { word, kind, of, text, source, advice }
}

/// All topics: columns in the order of the sections, then states, health and exit codes, then how requests end.
#[rustfmt::skip]
pub(super) const TOPICS: &[Topic] = &[
    topic("POD", "column", "several proxies", "The pod that the row is of; of a file with one proxy, the file's name.", "the cluster, the snapshot's manifest, or the files of -f", "--all-pods asks several, and so do several -f; else one proxy is asked, and there is no such column"),
    topic("STATE", "column", "resources", "What Envoy does with the resource: ACTIVE, STATIC, WARMING, UNINITIALIZED, DRAINING or REJECTED. Where Envoy refused it, its reason follows a plus sign; OK stands for what is active or static.", "the list in /config_dump that the resource stands in, and its error_state (envoy.admin.v3.UpdateFailureState)", "explain the state itself, such as WARMING"),
    topic("STATE", "column", "proxies", "What the Envoy says of itself: LIVE, DRAINING, PRE_INITIALIZING or INITIALIZING; UNREACHABLE where it does not answer.", "state in /server_info (envoy.admin.v3.ServerInfo)", "of one that is INITIALIZING, look for resources that are WARMING: it waits for them"),
    topic("VERSION", "column", "resources", "The version that the control plane gave the resource; over delta xDS, where clusters and listeners have none of their own, that of all of them.", "version_info in /config_dump", "two pods with another version of one resource did not hear the same from their control plane"),
    topic("VERSION", "column", "proxies", "The version of the product that runs the Envoy.", "the pod's image and labels", ""),
    topic("AGE", "column", "resources", "How long ago Envoy last took the resource.", "last_updated in /config_dump", "an old age after a change of yours says that the change did not arrive"),
    topic("ORIGIN", "column", "resources", "The Kubernetes objects that the control plane made the resource from, as KIND/NAMESPACE/NAME.", "metadata.filter_metadata, or the resource's name, by the product's own rules", "edit that object: what stands in Envoy is written anew from it"),
    topic("NAME", "column", "routes", "The name of the route configuration, by which listeners ask for it.", "RouteConfiguration.name", "pc route --name prints one of them"),
    topic("NAME", "column", "eds", "The endpoint's address and port.", "ClusterLoadAssignment.endpoints.lb_endpoints.endpoint.address", ""),
    topic("NAME", "column", "listeners", "The listener's name.", "Listener.name", ""),
    topic("NAME", "column", "all sections", "The kind and name of the resource that the row is of.", "the resource's name", ""),
    topic("ADDRESSES", "column", "listeners", "The addresses that the listener takes connections at.", "Listener.address, additional_addresses", "--address finds it"),
    topic("ADDRESS", "column", "listeners", "An address that the listener takes connections at.", "Listener.address", ""),
    topic("PORT", "column", "listeners", "The port that the listener takes connections at; 0 for one that others hand connections to.", "Listener.address.socket_address.port_value", "--port finds it"),
    topic("PORT", "column", "clusters", "The service's port; - where the name has none.", "the part between the first two | of Istio's cluster name", "--port finds it"),
    topic("MATCH", "column", "listeners", "Which connections the filter chain takes: transport, ALPN, server name, addresses; ALL without conditions.", "FilterChain.filter_chain_match", "a connection that no filter chain matches is closed"),
    topic("MATCH", "column", "routes", "The path that the route matches (a * behind it is a prefix), then behind a plus sign conditions on headers, query and method, and what the route does.", "Route.match and the route's action", "the first route of a virtual host that matches is taken: look at those above"),
    topic("DESTINATION", "column", "listeners", "Where connections go: Route: names a route configuration, Cluster: a cluster, Inline Route: routes that stand in the listener.", "the filters of the filter chain: HttpConnectionManager, TcpProxy", "pc route --name, or pc cluster --fqdn, goes on from there"),
    topic("TYPE", "column", "listeners", "What the listener speaks: HTTP, TCP, HTTP+TCP or UNKNOWN.", "the filters of its filter chains", "--type finds it"),
    topic("TYPE", "column", "clusters", "How the cluster's endpoints are found: EDS, STATIC, STRICT_DNS, LOGICAL_DNS, ORIGINAL_DST, or the name of a custom type.", "Cluster.type, cluster_type", "of EDS, pc eds prints what came; of DNS, pc endpoint what was resolved"),
    topic("TYPE", "column", "secrets", "CA for an authority's certificate, Cert Chain for one of the proxy's own.", "the certificate's basic constraints", ""),
    topic("TYPE", "column", "extensions", "The message of the extension's configuration, by its full name.", "TypedExtensionConfig.typed_config.@type", ""),
    topic("LISTENER", "column", "listeners", "The listener, by which others hand it connections; internal where it has one chain of its own name.", "Listener.name, with --waypoint", ""),
    topic("CHAIN", "column", "listeners", "The name of the filter chain.", "FilterChain.name, with --waypoint", ""),
    topic("FILTER CHAIN", "column", "listeners", "The name of the filter chain.", "FilterChain.name", ""),
    topic("CONDITIONS", "column", "listeners", "All conditions of the filter chain, in the order in which Envoy compares them.", "FilterChain.filter_chain_match", ""),
    topic("ROUTE", "column", "routes", "The route's own name, where it has one.", "Route.name", ""),
    topic("ACTIVE", "column", "status", "How many resources are in use, from the control plane or static.", "the lists of /config_dump, active_state of listeners", "--state active,static prints them"),
    topic("WARMING", "column", "status", "How many resources wait for something, or were asked for and have not come.", "the lists of /config_dump, warming_state of listeners", "--state warming,uninitialized prints them"),
    topic("DRAINING", "column", "status", "How many listeners take no new connections any more, and wait for the open ones.", "draining_state of listeners", "--state draining prints them"),
    topic("REJECTED", "column", "status", "How many resources Envoy refused. It names listeners only; of other types, UPDATES tells how many updates were rejected.", "error_state of listeners (envoy.admin.v3.UpdateFailureState)", "--state rejected prints them with the reason"),
    topic("UPDATES", "column", "status", "How many updates by xDS were taken, of those that were asked for, since the proxy's start; then how many were rejected or failed.", "update_success, update_attempt, update_rejected and update_failure of the subscription in /stats", "one is always asked for and has not come yet; look at the control plane's log where updates are rejected"),
    topic("DANGLING", "column", "status", "How many names in resources of this type nothing has: clusters, route configurations, secrets, endpoints, filters.", "the resources that name them", "the rows below the table say which"),
    topic("DANGLING IN", "column", "status", "The type of the resource that names what is not there.", "the resource's list in /config_dump", ""),
    topic("PLACE", "column", "status", "Where in the resource the name stands.", "the resource's body", ""),
    topic("LEADS TO NO", "column", "status", "The kind and name of what is not there.", "the name in the resource", "a request that is sent there is answered with 503 (NC), or waits for what has not come"),
    topic("CONDITIONS", "column", "routes", "All conditions on headers, query, method and runtime that a request must fulfil beside its path.", "Route.match", ""),
    topic("NETWORK FILTERS", "column", "listeners", "The filters that a connection goes through, in order.", "FilterChain.filters, Listener.listener_filters", ""),
    topic("HTTP FILTERS", "column", "listeners", "The filters that a request goes through, in order, each with the number of routes that override it.", "HttpConnectionManager.http_filters, typed_per_filter_config", ""),
    topic("TLS", "column", "listeners", "Whether and how the filter chain takes TLS.", "FilterChain.transport_socket", ""),
    topic("TLS", "column", "clusters", "Whether and how connections to endpoints are TLS.", "Cluster.transport_socket, transport_socket_matches", ""),
    topic("ROUTE CONFIGURATION", "column", "listeners", "The route configuration that requests are looked up in.", "HttpConnectionManager.rds.route_config_name, route_config.name", "pc route --name prints it"),
    topic("VHOST NAME", "column", "routes", "The name of the virtual host.", "VirtualHost.name", ""),
    topic("DOMAINS", "column", "routes", "Which hosts the virtual host is for: the first two without their ports, and a count of the others.", "VirtualHost.domains", "the longest domain that fits is taken, and * last"),
    topic("VIRTUAL SERVICE", "column", "routes", "The Istio object that the route was made from, as NAME.NAMESPACE; 404 for a virtual host without routes.", "Route.metadata.filter_metadata.istio.config", "edit that object; an empty cell is a route that Istio makes by itself"),
    topic("VIRTUAL HOSTS", "column", "routes", "How many virtual hosts the route configuration has.", "RouteConfiguration.virtual_hosts, with --verbose=false", ""),
    topic("ACTION", "column", "routes", "What the route does: route, redirect, answer, or hand on to a filter.", "Route.route, redirect, direct_response, filter_action", ""),
    topic("DESTINATIONS", "column", "routes", "The clusters that requests go to, with their weights.", "RouteAction.cluster, weighted_clusters, cluster_header", "pc cluster --fqdn tells whether the proxy knows them: to one that is not there, requests get 503 NC"),
    topic("TIMEOUT", "column", "routes", "How long the whole request may take; 15s where nothing is said.", "RouteAction.timeout, max_stream_duration", ""),
    topic("RETRIES", "column", "routes", "How often and after what a request is tried again.", "RouteAction.retry_policy, VirtualHost.retry_policy", ""),
    topic("REWRITES", "column", "routes", "What of path, host and headers is changed before a request goes on.", "RouteAction.prefix_rewrite, regex_rewrite, host_rewrite_*, *_headers_to_add", ""),
    topic("MIRRORS", "column", "routes", "The clusters that get a copy of the request.", "RouteAction.request_mirror_policies", ""),
    topic("FAULTS", "column", "routes", "Delays and aborts that are put in on purpose.", "HTTPFault in typed_per_filter_config", ""),
    topic("SERVICE FQDN", "column", "clusters", "The service's host name, or the cluster's whole name where it is not of Istio's form.", "the part behind the last | of Istio's cluster name", "--fqdn finds it"),
    topic("SUBSET", "column", "clusters", "The subset of the service, as a DestinationRule names it; - for all of it.", "the part between the second and the third | of Istio's cluster name", "--subset finds it; a subset without endpoints has labels that no pod has"),
    topic("DIRECTION", "column", "clusters", "inbound for the pod's own ports, outbound for all others.", "the part before the first | of Istio's cluster name", "--direction finds it"),
    topic("DESTINATION RULE", "column", "clusters", "The Istio object that the cluster's policy comes from, as NAME.NAMESPACE.", "Cluster.metadata.filter_metadata.istio.config", "edit that object; an empty cell means that none applies"),
    topic("ENDPOINTS", "column", "clusters", "How many endpoints are healthy, of how many.", "/clusters?format=json, or EDS", "of a cluster with none, requests get 503 UH: pc endpoint --cluster tells why"),
    topic("SNI", "column", "clusters", "The server name that connections ask for.", "UpstreamTlsContext.sni, auto_host_sni", ""),
    topic("LB POLICY", "column", "clusters", "How an endpoint is chosen for a request.", "Cluster.lb_policy, load_balancing_policy", ""),
    topic("CIRCUIT BREAKERS", "column", "clusters", "How many connections, pending requests, requests and retries there may be at a time.", "Cluster.circuit_breakers.thresholds", "requests beyond them get 503 UO"),
    topic("OUTLIER DETECTION", "column", "clusters", "After how many failures an endpoint is ejected, and for how long.", "Cluster.outlier_detection", ""),
    topic("HEALTH CHECKS", "column", "clusters", "How Envoy itself asks endpoints for their health.", "Cluster.health_checks", ""),
    topic("ENDPOINT", "column", "endpoints", "The endpoint's address and port.", "host_statuses.address in /clusters", "--address finds it"),
    topic("STATUS", "column", "endpoints", "The endpoint's health: HEALTHY, UNHEALTHY, DEGRADED, DRAINING, TIMEOUT or UNKNOWN; behind a plus sign why.", "health_status in /clusters; of a config dump what EDS said", "--status finds it; explain the word itself, such as UNHEALTHY"),
    topic("STATUS", "column", "secrets", "What Envoy does with the secret: its state, of which WARMING has not come yet.", "the list in /config_dump that the secret stands in", ""),
    topic("OUTLIER CHECK", "column", "endpoints", "FAILED while outlier detection has ejected the endpoint; OK otherwise.", "failed_outlier_check in /clusters", "an ejected endpoint gets no requests for a while: look at its errors"),
    topic("CLUSTER", "column", "endpoints", "The cluster that the endpoint is of.", "ClusterStatus.name; of EDS ClusterLoadAssignment.cluster_name", "--cluster finds it"),
    topic("LOCALITY", "column", "endpoints", "Region, zone and sub-zone of the endpoint.", "LocalityLbEndpoints.locality, host_statuses.locality", "with locality load balancing, near endpoints get requests first"),
    topic("LOCALITY WEIGHT", "column", "endpoints", "The weight of all endpoints of the locality together.", "LocalityLbEndpoints.load_balancing_weight", ""),
    topic("PRIORITY", "column", "endpoints", "The endpoint's priority: a greater number is used as those before it fail.", "LocalityLbEndpoints.priority", ""),
    topic("WEIGHT", "column", "endpoints", "The endpoint's weight among those of its locality.", "LbEndpoint.load_balancing_weight", ""),
    topic("SHARE", "column", "endpoints", "The part of the cluster's requests that the endpoint gets, by health, priorities and weights.", "Envoy's arithmetic of load balancing, from EDS and /clusters", ""),
    topic("HEALTH", "column", "endpoints", "The endpoint's health in words, with all reasons.", "health_status in /clusters", ""),
    topic("OUTLIER", "column", "endpoints", "What outlier detection has seen of the endpoint.", "success_rate and flags in /clusters", ""),
    topic("ACTIVE REQUESTS", "column", "endpoints", "Requests that the endpoint is answering now.", "the gauge rq_active in /clusters", ""),
    topic("REQUESTS", "column", "endpoints", "Requests that the endpoint was sent.", "the counter rq_total in /clusters", ""),
    topic("ERRORS", "column", "endpoints", "Requests that failed at the endpoint.", "the counter rq_error in /clusters", ""),
    topic("CONNECT FAILURES", "column", "endpoints", "Connections to the endpoint that could not be made.", "the counter cx_connect_fail in /clusters", "is the port right, and does a network policy allow it?"),
    topic("RESOURCE NAME", "column", "secrets", "The secret's name, by which listeners and clusters ask for it.", "Secret.name", ""),
    topic("VALID CERT", "column", "secrets", "Whether the certificate is valid now, or at the time of --now; behind a plus sign why there is none.", "the certificate's dates", "an expired one of Istio's: is istiod reachable, and does the agent renew it?"),
    topic("SERIAL NUMBER", "column", "secrets", "The certificate's serial number, in hexadecimal digits.", "the certificate", ""),
    topic("NOT AFTER", "column", "secrets", "When the certificate expires.", "the certificate", ""),
    topic("NOT BEFORE", "column", "secrets", "From when on the certificate is valid.", "the certificate", "one in the future: the clocks of the machines differ"),
    topic("TRUST DOMAIN", "column", "secrets", "The SPIFFE trust domain that the authority is for.", "SPIFFECertValidatorConfig.trust_domains", "a peer of another trust domain is refused"),
    topic("SUBJECT", "column", "secrets", "Whom the certificate is for.", "the certificate", ""),
    topic("NAMES", "column", "secrets", "The host names and addresses that the certificate is for.", "the certificate's subject alternative names", "a client that asks for another name refuses it"),
    topic("SPIFFE ID", "column", "secrets", "The workload's identity.", "the certificate's subject alternative names", "it is what an AuthorizationPolicy's principals name"),
    topic("ISSUER", "column", "secrets", "Who signed the certificate.", "the certificate", ""),
    topic("KEY", "column", "secrets", "The kind and size of the certificate's public key.", "the certificate", ""),
    topic("EXPIRES IN", "column", "secrets", "How long the certificate is still valid.", "the certificate's dates, and the clock or --now", ""),
    topic("CHAIN", "column", "secrets", "Whether each certificate of the chain is signed by the next, and the last by a known authority.", "the certificates of the secret, and the authorities of the others", "a chain that does not hold is refused by the peer"),
    topic("USED BY", "column", "secrets", "The listeners and clusters that ask for the secret.", "sds_secret_config in their TLS contexts", "one that nobody uses can go"),
    topic("ECDS NAME", "column", "extensions", "The extension's name, by which filters ask for it.", "TypedExtensionConfig.name", ""),
    topic("NAMESPACE", "column", "proxies", "The pod's namespace.", "the cluster", ""),
    topic("PRODUCT", "column", "proxies", "The product that runs the Envoy.", "the pod's labels, images and arguments", ""),
    topic("ENVOY", "column", "proxies", "The version of Envoy.", "version in /server_info", ""),
    topic("XDS", "column", "proxies", "Whether the control plane is connected: CONNECTED, DISCONNECTED, FILES or NONE; behind a plus sign how many updates were rejected since the start.", "control_plane.connected_state and *.update_rejected in /stats", "pc all shows what is REJECTED and why"),
    topic("UPTIME", "column", "proxies", "How long the Envoy has been running.", "uptime_current_epoch in /server_info", ""),
    topic("SECTION", "column", "grep", "The section that the text was found in, by its name in proxy-config.", "the list in /config_dump or /clusters that the resource stands in", ""),
    topic("RESOURCE", "column", "grep", "The resource that the text was found in; - where it has no name.", "the resource's name", ""),
    topic("PATH", "column", "grep", "The fields and indexes that lead to the text, as jq writes them; what stands beside the resource in the dump begins with @.", "the dump's own names of fields", "pc SECTION --field-names proto --jq takes it behind .[]"),
    topic("VALUE", "column", "grep", "The whole value, or key of a map, in which the text stands.", "the dump", ""),
    topic("COUNT", "column", "grep", "In how many places of the section the text stands.", "the places that are found without --count", ""),
    topic("WORD", "column", "explain", "What is explained.", "this program", ""),
    topic("KIND", "column", "explain", "Whether it is a column, a state, a health, an exit code or a flag.", "this program", ""),
    topic("MEANING", "column", "explain", "What it means, in short.", "this program", ""),
    topic("ACTIVE", "state", "resources", "In use, as the control plane sent it.", "dynamic_active_clusters, active_state and the like in /config_dump", ""),
    topic("STATIC", "state", "resources", "In use, as the bootstrap has it: it does not change before a restart.", "static_* in /config_dump", ""),
    topic("WARMING", "state", "resources", "Not yet in use: something that it needs has not come, such as its endpoints, its routes or a certificate.", "warming_state, dynamic_warming_* in /config_dump", "look for what it asks for: pc secret and pc eds show what has not come, and the control plane's log why"),
    topic("UNINITIALIZED", "state", "resources", "Asked for, and not yet received.", "version_info uninitialized, or client_status REQUESTED or DOES_NOT_EXIST", "does the object exist that it is to be made from, and may the proxy read it?"),
    topic("DRAINING", "state", "resources", "Being replaced or removed: it takes no new connections, and ends when the old ones have.", "draining_state in /config_dump", "it goes by itself after the drain time; long connections hold it up to then"),
    topic("REJECTED", "state", "resources", "Refused by Envoy (a NACK); the last good version, if there was one, stays in use.", "error_state in /config_dump (UpdateFailureState)", "its reason stands behind the plus sign; correct the object that it is made from, often an EnvoyFilter"),
    topic("LIVE", "state", "proxies", "Running and ready.", "state in /server_info", ""),
    topic("PRE_INITIALIZING", "state", "proxies", "Waiting for the first answers of clusters that the bootstrap has.", "state in /server_info", ""),
    topic("INITIALIZING", "state", "proxies", "Waiting for resources that it asked for; it takes no requests yet.", "state in /server_info", "look for what is WARMING"),
    topic("DRAINING", "state", "proxies", "Ending: it takes no new connections.", "state in /server_info", ""),
    topic("UNREACHABLE", "state", "proxies", "The proxy did not answer.", "no answer to /server_info", "the error below the table says why"),
    topic("CONNECTED", "state", "control plane", "The stream to the control plane is open.", "control_plane.connected_state in /stats", ""),
    topic("DISCONNECTED", "state", "control plane", "There is no stream to the control plane: the proxy goes on with what it has.", "control_plane.connected_state in /stats", "does the control plane run, and is its certificate trusted? The proxy's log tells"),
    topic("FILES", "state", "control plane", "The proxy is configured by files.", "*.update_success without a control plane in /stats", ""),
    topic("NONE", "state", "control plane", "The proxy has no control plane.", "/stats", ""),
    topic("OK", "state", "resources", "Active or static: as it should be.", "the list in /config_dump that the resource stands in", ""),
    topic("HEALTHY", "health", "endpoints", "Requests are sent to it.", "health_status.eds_health_status in /clusters, without failed checks", ""),
    topic("UNHEALTHY", "health", "endpoints", "No requests are sent to it, unless too few are healthy (panic).", "health_status in /clusters: failed_active_health_check, or EDS's UNHEALTHY", "behind the plus sign stands why; EDS says it of pods that are not ready"),
    topic("DEGRADED", "health", "endpoints", "Requests are sent to it only while too few others are healthy.", "failed_active_degraded_check in /clusters, or EDS's DEGRADED", ""),
    topic("DRAINING", "health", "endpoints", "It is going away: no new requests are sent to it.", "EDS's DRAINING", "with persistent sessions Istio keeps such endpoints for a while"),
    topic("TIMEOUT", "health", "endpoints", "Its health check, which the control plane does, got no answer in time.", "EDS's TIMEOUT", ""),
    topic("UNKNOWN", "health", "endpoints", "Nobody has said anything of its health: it is taken for healthy.", "EDS's UNKNOWN, or no health status", "health that Envoy itself finds is in /clusters: use --admin, or a pod"),
    topic("UNKNOWN", "type", "listeners", "A listener whose filters are neither HTTP's nor a TCP proxy.", "the filters of its filter chains", ""),
    topic("failed_active_health_check", "reason", "endpoints", "Envoy's own health check fails.", "health_status.failed_active_health_check in /clusters", "does the endpoint answer the path of HEALTH CHECKS?"),
    topic("failed_outlier_check", "reason", "endpoints", "Outlier detection has ejected the endpoint.", "health_status.failed_outlier_check in /clusters", "look at its errors; it comes back by itself"),
    topic("failed_eds_health", "reason", "endpoints", "EDS says that the endpoint is not healthy.", "health_status.failed_eds_health in /clusters", "is the pod ready?"),
    topic("failed_active_degraded_check", "reason", "endpoints", "Envoy's own health check calls the endpoint degraded.", "health_status.failed_active_degraded_check in /clusters", ""),
    topic("pending_dynamic_removal", "reason", "endpoints", "EDS no longer has the endpoint, but it passes its health check, and stays until it fails.", "health_status.pending_dynamic_removal in /clusters", ""),
    topic("pending_active_hc", "reason", "endpoints", "The endpoint was not yet checked for the first time.", "health_status.pending_active_hc in /clusters", ""),
    topic("excluded_via_immediate_hc_fail", "reason", "endpoints", "The endpoint asked to be left out, by the header x-envoy-immediate-health-check-fail.", "health_status.excluded_via_immediate_hc_fail in /clusters", ""),
    topic("active_hc_timeout", "reason", "endpoints", "The last health check had no answer in time.", "health_status.active_hc_timeout in /clusters", ""),
    topic("EXPR", "value", "--where", "An expression in CEL over a row's columns and its resource: port == 80 && cluster.type == \"EDS\". A column is named by its heading in small letters, with _ for a blank, and may be one of wide's; the resource is called resource, and by its message: cluster, listener, route_configuration, cluster_load_assignment, cluster_status, secret, typed_extension_config, bootstrap. Its fields have Envoy's names; one that isn't set has its type's default, and has(x.y) tells whether it is set.", "https://cel.dev, and Envoy's API", "-o wide shows the columns, -o json --field-names proto the fields; what a row does not have, such as a port that is -, is null, and no comparison with it holds"),
    topic("healthy", "name", "--where", "How many endpoints of the cluster are healthy: the first number of ENDPOINTS.", "/clusters?format=json, or EDS", "pc cluster --where 'healthy == 0' prints the clusters that answer 503 UH"),
    topic("total", "name", "--where", "How many endpoints the cluster has: the second number of ENDPOINTS.", "/clusters?format=json, or EDS", ""),
    topic("0", "exit code", "", "Done; for grep, found.", "this program", ""),
    topic("1", "exit code", "", "Done, and the answer is no: rootca-compare found no common root certificate, grep found nothing, trace reached nothing.", "this program", ""),
    topic("2", "exit code", "", "The arguments can't be used; standard output stays empty.", "this program", "--help of the command has examples"),
    topic("3", "exit code", "", "The source can't be reached, or refuses; of several, some failed, and the others' answers are whole.", "this program", "the hint below the error says what to try"),
    topic("4", "exit code", "", "The source is not an Envoy's, or not whole; what could be read is printed.", "this program", "take the dump again, with what the note below the output names"),
    topic("forwarded", "disposition", "trace", "The request goes to an upstream.", "Envoy's router filter, TCP proxy", ""),
    topic("redirected", "disposition", "trace", "Envoy answers with a redirect: the route's, the virtual host's because of require_tls, or one to the normalized path.", "Route.redirect, VirtualHost.require_tls, HttpConnectionManager.path_with_escaped_slashes_action", ""),
    topic("direct_response", "disposition", "trace", "The route answers by itself.", "Route.direct_response", ""),
    topic("no_listener", "disposition", "trace", "No listener takes the connection.", "Listener.address, use_original_dst", "--listener or --port says where it arrives, --destination where it was meant for"),
    topic("no_filter_chain", "disposition", "trace", "No filter chain of the listener takes the connection, which is closed.", "FilterChain.filter_chain_match", "--explain tells which condition each of them misses; there is no way back once a condition has picked some"),
    topic("closed", "disposition", "trace", "The connection is closed: the filter chain does nothing with it, or expects TLS that does not come.", "FilterChain.filters, transport_socket", "--tls makes it one with TLS"),
    topic("rejected", "disposition", "trace", "The request is refused before routes are looked at: its path, host or headers are none that the connection manager takes.", "HttpConnectionManager", "the reason names the rule"),
    topic("no_virtual_host", "disposition", "trace", "No virtual host has the request's host among its domains: 404.", "VirtualHost.domains", "a domain without a port does not match a host with one"),
    topic("no_route", "disposition", "trace", "No route of the virtual host matches: 404. No other virtual host is tried.", "VirtualHost.routes", "--explain tells what each route misses"),
    topic("upgrade_rejected", "disposition", "trace", "The request asks for an upgrade, such as websocket, that is not allowed: 403.", "HttpConnectionManager.upgrade_configs, RouteAction.upgrade_configs", ""),
    topic("no_cluster", "disposition", "trace", "The cluster that the route names is not there: 503, or what the route says.", "RouteAction.cluster, cluster_not_found_response_code", "pc status names references that lead nowhere"),
    topic("non_forwarding", "disposition", "trace", "The route's action is one for gRPC servers, and forwards nothing: 503.", "Route.non_forwarding_action", ""),
    topic("no_healthy_endpoint", "disposition", "trace", "The cluster has no endpoint that would be used: 503.", "ClusterLoadAssignment, Cluster.common_lb_config.healthy_panic_threshold, lb_subset_config", "pc endpoint tells each one's health"),
    topic("undetermined", "disposition", "trace", "A configuration and a request can't tell: a share of requests, a script, an authorization service decide.", "RouteMatch.runtime_fraction and the like", "the answer names what would settle it"),
    topic("NR", "response flag", "", "No route, or no filter chain, is there for it.", "%RESPONSE_FLAGS% of Envoy's access log", "meshctl trace tells why"),
    topic("NC", "response flag", "", "The route's cluster is not there.", "%RESPONSE_FLAGS% of Envoy's access log", "meshctl trace tells which"),
    topic("UH", "response flag", "", "No healthy host is in the cluster.", "%RESPONSE_FLAGS% of Envoy's access log", "pc endpoint tells each one's health"),
    topic("DPE", "response flag", "", "The client broke the protocol.", "%RESPONSE_FLAGS% of Envoy's access log", "meshctl trace tells how"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::cli::exit;
    use crate::trace::disposition::Disposition;

    #[test]
    fn each_entry_is_whole_and_there_once() {
        let mut seen = HashSet::new();
        for topic in TOPICS {
            assert!(seen.insert((topic.word, topic.kind, topic.of)), "{} {} {}", topic.word, topic.kind, topic.of);
            assert!(topic.text.ends_with('.') && !topic.source.is_empty() && !topic.text.contains('\n'), "{}", topic.word);
        }
    }

    #[test]
    fn each_exit_code_is_explained() {
        for code in [exit::DONE, exit::FOUND, exit::USAGE, exit::UNREACHABLE, exit::INCOMPLETE] {
            assert!(TOPICS.iter().any(|topic| topic.kind == "exit code" && topic.word == code.to_string()), "{code}");
        }
    }

    #[test]
    fn each_disposition_is_explained_here_and_in_the_documentation() {
        let documentation = include_str!("../../../docs/trace.md");
        for disposition in Disposition::ALL {
            let word = disposition.word();
            assert!(TOPICS.iter().any(|topic| topic.kind == "disposition" && topic.word == word), "{word}");
            assert!(documentation.contains(&format!("| `{word}` |")), "{word}");
        }
    }
}
