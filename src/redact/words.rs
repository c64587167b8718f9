//! Words that say nothing of whose they are, and stay.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of Envoy's, of Istio's and of names in general, which say nothing of whose they are.
const WORDS: &str = "\
    outbound inbound inbound-vip outbound_ inbound_ http https http2 h2 h2c grpc grpc-web tcp tls mtls udp svc cluster local agent \
    stats admin xds-grpc sds-grpc xds_cluster prometheus_stats BlackHoleCluster PassthroughCluster InboundPassthroughCluster \
    InboundPassthroughClusterIpv4 InboundPassthroughClusterIpv6 InboundPassthroughCluster_v4 envoy istio istio-proxy Kubernetes \
    sidecar router waypoint gateway ROOTCA localhost httproute grpcroute tcproute tlsroute udproute rule kube-svc main_internal \
    connect_originate listener route config true false none latest www path name type value default_ original-dst local_agent \
    local_app self_admin exact_balance unknown cx_total global subset";

/// Last labels of host names, by which a name is known to be a host's wherever it stands.
const TOP: &str = "\
    com net org io dev internal corp lan cloud example gov edu consul local test global";

/// More of them, which other things than hosts end in too.
const MORE_TOP: &str = "\
    ae ai app ar at au be biz br ca cc ch cl cn co cz de dk es eu fi fr gr hk hu ie il in info it jp kr me mil mx nl no nz online pl \
    pt ro ru se sg site sk software systems tech tr tv tw ua uk us xyz za";

/// Public names, of API groups and of keys of labels.
const PUBLIC: &str = "\
    prometheus.io helm.sh istio.io k8s.io kubernetes.io x-k8s.io type.googleapis.com envoyproxy.io solo.io projectcontour.io \
    cilium.io kuma.io hashicorp.com opentelemetry.io";

/// What follows `envoy.` in the names of Envoy's extensions, types and runtime keys. A host may be called `envoy.` and something else.
const EXTENSIONS: &str = "\
    access_loggers admin ai bandwidth_limit bool bootstrap buffer built_in_formatters cluster clusters common compression config \
    config_mux config_subscription connection_handler content_parsers cors csrf data dog_statsd dubbo_proxy echo ext_authz ext_proc \
    extensions fault file_access_log filters fluentd_access_log formatter generic_proxy geoip geoip_providers graphite_statsd \
    grpc_credentials grpc_http1_bridge grpc_json_transcoder grpc_web guarddog_actions hashable_string health_check health_checkers \
    http http_connection_manager http_grpc_access_log internal_redirect_predicates ip ip_tagging key_value listener \
    listener_manager_impl load_balancing_policies local_rate_limit lua matching metrics_service mongo_proxy network \
    open_telemetry_access_log open_telemetry_stat_sink path queue_policy quic rate_limit rate_limit_descriptors ratelimit rbac \
    rds_factory redis_proxy regex_engines reloadable_features request_id resolvers resource_monitors retry_host_predicates \
    retry_priorities route route_config_update_requester router service srds_factory ssl stat_sinks stats_sinks statsd \
    stderr_access_log stdout_access_log string string_matcher tcp tcp_grpc_access_log tcp_proxy thrift_proxy tls tls_handshakers \
    tracers transport_socket_match transport_sockets type udp_packet_writer upstream upstream_options upstreams wasm \
    wasm_access_log watchdog zipkin";

static SETS: LazyLock<[HashSet<&'static str>; 4]> =
    LazyLock::new(|| [WORDS, TOP, EXTENSIONS, MORE_TOP].map(|words| words.split_ascii_whitespace().collect()));

/// Whether a word is one of everybody's.
pub fn is_word(text: &str) -> bool {
    text.is_empty() || text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*') || SETS[0].contains(text)
}

/// Whether whatever ends in this label is a host's name.
pub(super) fn is_top(label: &str) -> bool {
    SETS[1].contains(label)
}

/// Whether a host's name may end in this label, which then says nothing of whose it is.
pub(super) fn may_be_top(label: &str) -> bool {
    SETS[1].contains(label) || SETS[3].contains(label)
}

/// Whether a name in dots is one of a public API.
pub(super) fn is_public(run: &str) -> bool {
    PUBLIC.split_ascii_whitespace().any(|public| run.strip_suffix(public).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Whether a text is the name of an extension of Envoy's, or of a type.
pub(super) fn is_extension(text: &str) -> bool {
    if text.starts_with("type.googleapis.com/") || text.starts_with("io.istio.") {
        return true;
    }
    let Some(rest) = text.strip_prefix("envoy.") else { return false };
    let is_name = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    let mut labels = rest.split('.');
    let is_known = labels.next().is_some_and(|first| SETS[2].contains(first));
    is_name && is_known && !labels.any(|label| label == "svc") && !rest.rsplit('.').next().is_some_and(may_be_top)
}
