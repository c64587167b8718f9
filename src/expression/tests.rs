use super::*;

const CLUSTER: &str = r#"{"name":"outbound|80||a.b","type":"EDS","connect_timeout":"10s","respect_dns_ttl":true,
    "max_requests_per_connection":5,"load_assignment":{"endpoints":[{"lb_endpoints":[{"endpoint":{"hostname":"h"}},{}]}]},
    "circuit_breakers":{"thresholds":[{"max_connections":4294967295,"track_remaining":true}]},
    "typed_extension_protocol_options":{"envoy.extensions.upstreams.http.v3.HttpProtocolOptions":{
        "@type":"type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions","autoConfig":{}}},
    "metadata":{"filter_metadata":{"istio":{"services":[{"host":"a.b","port":80}],"default":null}}}}"#;

struct Cluster;

impl Row for Cluster {
    fn given(&self, name: &str) -> Option<Given<'_>> {
        Some(match name {
            "port" => Given::Whole(80),
            "share" => Given::Decimal(33.3),
            "subset" => Given::Text("v1"),
            "healthy" => Given::Missing,
            "cluster" => Given::Message(Some(CLUSTER.as_bytes()), message()),
            _ => return None,
        })
    }
}

fn message() -> &'static fields::Message {
    fields::message("envoy.config.cluster.v3.Cluster").unwrap()
}

fn names() -> Vec<Name<'static>> {
    let value = |name| Name { name, of: Of::Value };
    vec![value("port"), value("share"), value("subset"), value("healthy"), Name { name: "cluster", of: Of::Message(message()) }]
}

#[test]
fn expressions_are_about_columns_and_the_resource() {
    let check = |text: &str, expect: bool| {
        let expression = Expression::new(text, &names()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(expression.holds(&Cluster), Ok(expect), "{text}");
    };
    check("port == 80 && subset == 'v1'", true);
    check("port > 80 || share < 33.5", true);
    check("healthy == null", true);
    check("cluster.type == \"EDS\"", true);
    check("cluster.name.startsWith('outbound|') && cluster.connect_timeout == '10s'", true);
    // A field that isn't set has its type's default, and is not there for has().
    check("cluster.lb_policy == 'ROUND_ROBIN' && !has(cluster.lb_policy) && has(cluster.type)", true);
    check("cluster.alt_stat_name == '' && size(cluster.filters) == 0 && cluster.lb_subset_config.fallback_policy == 'NO_FALLBACK'", true);
    check("!has(cluster.eds_cluster_config.service_name) && cluster.eds_cluster_config.service_name == ''", true);
    check("cluster.max_requests_per_connection == 5 && cluster.respect_dns_ttl", true);
    check("cluster.per_connection_buffer_limit_bytes == null", true);
    check("cluster.circuit_breakers.thresholds.exists(t, t.max_connections > 1024 && !has(t.max_retries))", true);
    check("cluster.load_assignment.endpoints[0].lb_endpoints.map(e, e.endpoint.hostname) == ['h', '']", true);
    check("cluster.loadAssignment.endpoints.size() == 1", true);
    check("cluster.metadata.filter_metadata['istio'].services[0].host == 'a.b'", true);
    check("cluster.metadata.filter_metadata.istio.services.all(s, s.port == 80)", true);
    check("'istio' in cluster.metadata.filter_metadata && !has(cluster.metadata.filter_metadata.other)", true);
    check("cluster.metadata.filter_metadata.exists(k, k == 'istio')", true);
    check("size(cluster.metadata.filter_metadata) == 1", true);
    // The message of an Any is known by its type.
    let options = "cluster.typed_extension_protocol_options['envoy.extensions.upstreams.http.v3.HttpProtocolOptions']";
    check(&format!("has({options}.auto_config) && !has({options}.explicit_http_config)"), true);
    check(&format!("{options}['@type'].endsWith('HttpProtocolOptions')"), true);
    check("subset.matches('^v[0-9]$') && !matches(subset, 'x')", true);
    check("subset.upperAscii() == 'V1' && math.greatest(port, 3) == 80", true);
    check("type(port) == int", true);
    check("has({'a': 1}.a)", true);
}

#[test]
fn what_does_not_fit_a_row_is_told() {
    let check = |text: &str, expect: Misfit| {
        assert_eq!(Expression::new(text, &names()).unwrap().holds(&Cluster), Err(expect), "{text}");
    };
    let absent = |text: &str| Misfit::Absent(text.to_owned());
    let mistyped = |text: &str| Misfit::Mistyped(text.to_owned());
    check("healthy > 1", absent("found no matching overload for '_>_' applied to '(null_type, int)'"));
    check("cluster.metadata.filter_metadata.other.x == 1", absent("No such key: other"));
    check("cluster.filters[3].name == ''", absent("Index out of bounds: Int(3)"));
    check("port > 'a'", mistyped("found no matching overload for '_>_' applied to '(int, string)'"));
    check("port", mistyped("it gives an int, and must be true or false"));
    check("cluster", mistyped("it gives a message, and must be true or false"));
}

#[test]
fn what_is_no_expression_is_told_with_its_place() {
    let check = |text: &str, expect: &str, choice: &str| {
        let error = Expression::new(text, &names()).unwrap_err();
        assert_eq!(error.to_string(), expect, "{text}");
        assert!(choice.is_empty() || error.choices.iter().any(|known| known == choice), "{text}: {:?}", error.choices);
    };
    check("prot == 80", "there is no prot here at column 1 of the expression: prot == 80", "port");
    check(
        "port == 80 && cluster.tpye == 'EDS'",
        "envoy.config.cluster.v3.Cluster has no field tpye at column 23 of the expression: tpye == 'EDS'",
        "type",
    );
    check(
        "cluster.circuit_breakers.thresholds.exists(t, has(t.max))",
        "envoy.config.cluster.v3.CircuitBreakers.Thresholds has no field max at column 53 of the expression: max))",
        "max_retries",
    );
    check("cluster.name.foo == 1", "a text or a number has no field foo at column 14 of the expression: foo == 1", "");
    check(
        "cluster.filters.name == 'a'",
        "a list has no field name, its elements may have at column 17 of the expression: name == 'a'",
        "[0]",
    );
    check("port == ", "expected a value at column 9 of the expression: its end", "");
    check("port = 80", "a comparison is ==, not = at column 6 of the expression: = 80", "");
    check("port == 'a", "a text without its closing quote at column 9 of the expression: 'a", "");
    check("port == 80)", "expected an operator or the end at column 11 of the expression: )", "");
    check("port == 80 port", "expected an operator or the end at column 12 of the expression: port", "");
    check("[1,2", "expected ']' or ',' at column 5 of the expression: its end", "");
    check("cluster..name", "this can't be read at column 9 of the expression: .name", "");
    check("ä == 1", "this can't be read at column 1 of the expression: ä == 1", "");
    check(&"(".repeat(40), "too much is nested at column 33 of the expression: ((((((((", "");
    check(&("port+".repeat(700) + "1"), &format!("too much is chained at column 1 of the expression: {}", "port+".repeat(8)), "");
    check(&" ".repeat(4_001), "too much is nested at column 4001 of the expression: its end", "");
    check("has(port)", "invalid argument to has() macro at column 5 of the expression: port)", "");
    check("cluster.filters.all(f)", "there is no f here at column 21 of the expression: f)", "port");
    check("cluster.foo()", "there is no function foo at column 9 of the expression: foo()", "");
    check("subset.match('a')", "there is no function match at column 8 of the expression: match('a')", "");
    check("foo(port)", "there is no function foo at column 1 of the expression: foo(port)", "");
    check("subset.matches('(')", "( is no regular expression: unclosed group at column 16 of the expression: '(')", "");
}
