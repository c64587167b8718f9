//! One rule a line: a message's type, what the dump has, what is printed.

use proptest::prelude::*;

use super::*;
use crate::envoy::json::tape::View;

/// The node as JSON, without white space.
fn json(node: Node<'_, '_>) -> String {
    match node.view() {
        View::Null => "null".into(),
        View::Bool(value) => value.to_string(),
        View::Number(spelling) => spelling.to_string(),
        View::String(text) => format!("\"{}\"", text.escaped()),
        View::Array(elements) => format!("[{}]", elements.map(json).collect::<Vec<_>>().join(",")),
        View::Object(members) => {
            let members: Vec<_> = members.map(|(key, node)| format!("\"{}\":{}", key.escaped(), json(node))).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

fn run(input: &str, write: impl for<'a> FnOnce(Node<'_, 'a>, &mut Tape<'a>)) -> String {
    let mut tape = Tape::default();
    tape.parse(input.as_bytes()).unwrap_or_else(|error| panic!("{input}: {error}"));
    let mut out = Tape::default();
    write(tape.root().unwrap(), &mut out);
    json(out.root().unwrap())
}

/// `input`, a message of this type, in canonical JSON.
#[track_caller]
fn check(message: &str, input: &str, expect: &str) {
    let found = run(input, |node, out| transcode(node, message, FieldNames::Json, out));
    assert_eq!(found, expect, "{message} {input}");
    // What is canonical stays as it is.
    let again = run(&found, |node, out| transcode(node, message, FieldNames::Json, out));
    assert_eq!(again, found, "{message} {input}");
}

/// `input` without secrets, names and all other values as they are.
#[track_caller]
fn check_redact(message: Option<&str>, input: &str, expect: &str) {
    let found = run(input, |node, out| redact(node, message, out));
    assert_eq!(found, expect, "{message:?} {input}");
    if found != input {
        assert!(may_hold_secret(input.as_bytes()), "{input}");
    }
    if let Some(message) = message {
        let raw = run(input, |node, out| transcode(node, message, FieldNames::Proto, out));
        assert_eq!(raw, expect, "{message} {input}");
    }
}

const CLUSTER: &str = "envoy.config.cluster.v3.Cluster";
const CORE: &str = "envoy.config.core.v3.";
const TLS: &str = "envoy.extensions.transport_sockets.tls.v3.";
/// A message with scalars of many types, each with and without presence.
const CONSTANT: &str = "google.api.expr.v1alpha1.Constant";
const METRIC: &str = "opentelemetry.proto.metrics.v1.";

#[test]
fn names_are_camel_case_and_both_are_read() {
    check(CLUSTER, r#"{"lb_policy":"MAGLEV","altStatName":"a"}"#, r#"{"lbPolicy":"MAGLEV","altStatName":"a"}"#);
    check(CLUSTER, r#"{"lb\u005fpolicy":"MAGLEV"}"#, r#"{"lbPolicy":"MAGLEV"}"#);
    // A field that the table does not know keeps its name, and so does all below it.
    check(CLUSTER, r#"{"new_field":{"lb_policy":0,"x_y":[{"a_b":null}]}}"#, r#"{"new_field":{"lb_policy":0,"x_y":[{"a_b":null}]}}"#);
    check("acme.Unknown", r#"{"a_b":""}"#, r#"{"a_b":""}"#);
    // Keys of maps and of structs are data.
    check(
        CLUSTER,
        r#"{"metadata":{"filter_metadata":{"x_y":{"a_b":0,"c_d":""}}},"typed_extension_protocol_options":{"p_q":{}}}"#,
        r#"{"metadata":{"filterMetadata":{"x_y":{"a_b":0,"c_d":""}}},"typedExtensionProtocolOptions":{"p_q":{}}}"#,
    );
}

#[test]
fn the_resources_own_type_is_dropped_and_no_other() {
    check(CLUSTER, r#"{"@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster","name":"a"}"#, r#"{"name":"a"}"#);
    let any = r#"{"@type":"x/envoy.config.cluster.v3.Cluster","lb_policy":"MAGLEV"}"#;
    let expect = r#"{"@type":"x/envoy.config.cluster.v3.Cluster","lbPolicy":"MAGLEV"}"#;
    assert_eq!(run(any, |node, out| transcode_any(node, FieldNames::Json, out)), expect);
    assert_eq!(run(any, |node, out| transcode_any(node, FieldNames::Proto, out)), any);
    let wrap = |any: &str| format!(r#"{{"name":"t","typedConfig":{any}}}"#);
    check(&format!("{CORE}TransportSocket"), &wrap(any), &wrap(expect));
    let mut tape = Tape::default();
    tape.parse(any.as_bytes()).unwrap();
    assert_eq!(resource_type(tape.root().unwrap()).as_deref(), Some(CLUSTER));
}

#[test]
fn defaults_are_dropped_where_they_mean_absence() {
    check(CLUSTER, r#"{"name":"","lb_policy":"ROUND_ROBIN","ignore_health_on_host_removal":false}"#, "{}");
    check(CLUSTER, r#"{"lb_policy":0,"dns_lookup_family":"AUTO"}"#, "{}");
    check(CLUSTER, r#"{"health_checks":[],"typed_extension_protocol_options":{},"metadata":null,"name":null,"filters":null}"#, "{}");
    // Oneofs, wrappers and messages have presence.
    check(
        CLUSTER,
        r#"{"type":"STATIC","per_connection_buffer_limit_bytes":0,"metadata":{}}"#,
        r#"{"type":"STATIC","perConnectionBufferLimitBytes":0,"metadata":{}}"#,
    );
    check(&format!("{CORE}DataSource"), r#"{"inline_string":""}"#, r#"{"inlineString":""}"#);
    check(&format!("{CORE}SocketAddress"), r#"{"port_value":0,"protocol":"TCP"}"#, r#"{"portValue":0}"#);
    check(&format!("{METRIC}SummaryDataPoint"), r#"{"count":"0","sum":0.0,"flags":"0","start_time_unix_nano":0}"#, "{}");
    // A negative zero is a value.
    check(&format!("{METRIC}SummaryDataPoint"), r#"{"sum":-0.0}"#, r#"{"sum":-0}"#);
    // Null is a value only where a type says so.
    check(CONSTANT, r#"{"null_value":null}"#, r#"{"nullValue":null}"#);
    check(CONSTANT, r#"{"null_value":"NULL_VALUE"}"#, r#"{"nullValue":null}"#);
    check(&format!("{CORE}Node"), r#"{"metadata":null}"#, "{}");
    check(&format!("{CORE}HeaderValue"), r#"{"key":"k","raw_value":"\n"}"#, r#"{"key":"k"}"#);
    check("istio.networking.v1alpha3.EnvoyFilter.Patch", r#"{"value":null,"operation":0}"#, "{}");
    check("google.api.expr.v1alpha1.Constant", r#"{"string_value":null}"#, "{}");
    check(&format!("{METRIC}SummaryDataPoint"), r#"{"quantile_values":[{}]}"#, r#"{"quantileValues":[{}]}"#);
}

#[test]
fn enums_are_names() {
    check(CLUSTER, r#"{"type":3}"#, r#"{"type":"EDS"}"#);
    check(CLUSTER, r#"{"type":0,"lb_policy":7.0}"#, r#"{"type":"STATIC","lbPolicy":"LOAD_BALANCING_POLICY_CONFIG"}"#);
    // What the table does not know stays.
    check(CLUSTER, r#"{"type":99,"lb_policy":"NEW"}"#, r#"{"type":99,"lbPolicy":"NEW"}"#);
    check("envoy.config.core.v3.HealthCheck.HttpHealthCheck", r#"{"method":1}"#, r#"{"method":"GET"}"#);
    check("envoy.config.route.v3.RetryPolicy", r#"{"retry_on":"x"}"#, r#"{"retryOn":"x"}"#);
}

#[test]
fn integers_of_64_bits_are_strings_and_of_32_bits_are_numbers() {
    for (input, expect) in [
        ("7", "\"7\""),
        ("\"7\"", "\"7\""),
        ("1e3", "\"1000\""),
        ("\"1.50e1\"", "\"15\""),
        ("9223372036854775807", "\"9223372036854775807\""),
        ("-9223372036854775808", "\"-9223372036854775808\""),
        // These are no integers of 64 bits, or none at all.
        ("9223372036854775808", "9223372036854775808"),
        ("1.5", "1.5"),
        ("\" 1\"", "\" 1\""),
        ("\"0x1\"", "\"0x1\""),
        ("1e999999999999999999999", "1e999999999999999999999"),
        ("0e999999999999999999999", "\"0\""),
    ] {
        check(CONSTANT, &format!(r#"{{"int64_value":{input}}}"#), &format!(r#"{{"int64Value":{expect}}}"#));
    }
    check(CONSTANT, r#"{"uint64_value":18446744073709551615}"#, r#"{"uint64Value":"18446744073709551615"}"#);
    check(CONSTANT, r#"{"uint64_value":-1}"#, r#"{"uint64Value":-1}"#);
    for (input, expect) in [("\"80\"", "80"), ("8e1", "80"), ("80.0", "80"), ("4294967295", "4294967295"), ("4294967296", "4294967296")] {
        let message = format!("{CORE}SocketAddress");
        check(&message, &format!(r#"{{"port_value":{input}}}"#), &format!(r#"{{"portValue":{expect}}}"#));
    }
}

#[test]
fn floats_are_spelled_as_go_spells_them() {
    for (input, expect) in [
        ("1.0", "1"),
        ("0.10", "0.1"),
        ("1e2", "100"),
        ("\"2.5\"", "2.5"),
        ("1e21", "1e+21"),
        ("123456789012345678901", "123456789012345680000"),
        ("0.0000001", "1e-7"),
        ("0.000001", "0.000001"),
        ("-1.5E-10", "-1.5e-10"),
        // Two shortest spellings are equally near: the even one is taken.
        ("892725735532454.25", "892725735532454.2"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("\"NaN\"", "\"NaN\""),
        ("\"-Infinity\"", "\"-Infinity\""),
        ("1e400", "1e400"),
        ("\"1.\"", "\"1.\""),
        ("\"inf\"", "\"inf\""),
    ] {
        check(CONSTANT, &format!(r#"{{"double_value":{input}}}"#), &format!(r#"{{"doubleValue":{expect}}}"#));
    }
    let single = "io.prometheus.client.Quantile";
    check(single, r#"{"value":0.10000000149011612}"#, r#"{"value":0.10000000149011612}"#);
    let single = "envoy.config.overload.v3.ScaleTimersOverloadActionConfig.ScaleTimer";
    check(single, r#"{"min_scale":{"value":0.1}}"#, r#"{"minScale":{"value":0.1}}"#);
}

#[test]
fn bools_are_bools() {
    check(CONSTANT, r#"{"bool_value":false}"#, r#"{"boolValue":false}"#);
    check(CONSTANT, r#"{"bool_value":"true"}"#, r#"{"boolValue":true}"#);
    check(CLUSTER, r#"{"use_tcp_for_dns_lookups":"false"}"#, "{}");
}

#[test]
fn bytes_are_standard_base64() {
    for (input, expect) in
        [("aGk=", "aGk="), ("aGk", "aGk="), ("_-_-", "/+/+"), ("_-8", "/+8="), ("aGl=", "aGk="), ("%", "%"), ("aGk=\\n\\n\\n\\n", "aGk=")]
    {
        check(CONSTANT, &format!(r#"{{"bytes_value":"{input}"}}"#), &format!(r#"{{"bytesValue":"{expect}"}}"#));
    }
}

#[test]
fn durations_have_as_few_digits_as_do() {
    for (input, expect) in [
        ("10s", "10s"),
        ("1.5s", "1.500s"),
        ("0.25s", "0.250s"),
        ("0.250000s", "0.250s"),
        ("0.0000001s", "0.000000100s"),
        ("-.5s", "-0.500s"),
        ("+1.s", "1s"),
        ("-0s", "0s"),
        ("315576000000s", "315576000000s"),
        ("315576000001.5s", "315576000001.5s"),
        ("01.5s", "01.5s"),
        ("1.0000000001s", "1.0000000001s"),
        ("s", "s"),
        ("1.5", "1.5"),
        ("-s", "-s"),
        ("é.5s", "é.5s"),
    ] {
        check(CLUSTER, &format!(r#"{{"connect_timeout":"{input}"}}"#), &format!(r#"{{"connectTimeout":"{expect}"}}"#));
    }
}

#[test]
fn times_are_in_utc() {
    for (input, expect) in [
        ("2026-11-23T17:43:00Z", "2026-11-23T17:43:00Z"),
        ("2026-11-23T17:43:00.5Z", "2026-11-23T17:43:00.500Z"),
        ("2026-11-23T17:43:00.123400Z", "2026-11-23T17:43:00.123400Z"),
        ("2026-11-23T00:30:00+01:00", "2026-11-22T23:30:00Z"),
        ("2023-12-31T23:30:00.1-01:00", "2024-01-01T00:30:00.100Z"),
        ("2024-02-29T23:59:59-00:01", "2024-03-01T00:00:59Z"),
        ("1969-12-31T23:59:59+23:59", "1969-12-31T00:00:59Z"),
        ("2023-02-29T00:00:00.5Z", "2023-02-29T00:00:00.5Z"),
        ("2000-12-31T23:59:59.000001+00:00", "2000-12-31T23:59:59.000001Z"),
        ("0001-01-01T00:00:00-00:01", "0001-01-01T00:01:00Z"),
        ("0001-01-01T00:00:00+00:01", "0001-01-01T00:00:00+00:01"),
        ("2026-11-23T17:43:00.5", "2026-11-23T17:43:00.5"),
        ("2026-11-23 17:43:00.5Z", "2026-11-23 17:43:00.5Z"),
        ("yesterday", "yesterday"),
    ] {
        let message = "envoy.admin.v3.BootstrapConfigDump";
        check(message, &format!(r#"{{"last_updated":"{input}"}}"#), &format!(r#"{{"lastUpdated":"{expect}"}}"#));
    }
}

#[test]
fn an_any_of_a_well_known_type_has_a_value() {
    let any = |name: &str, value: &str| format!(r#"{{"name":"t","typedConfig":{{"@type":"x/google.protobuf.{name}","value":{value}}}}}"#);
    for (name, input, expect) in [
        ("Duration", "\"1.5s\"", "\"1.500s\""),
        ("UInt64Value", "5", "\"5\""),
        ("StringValue", "\"\"", "\"\""),
        ("Struct", r#"{"a_b":0}"#, r#"{"a_b":0}"#),
        ("Value", "null", "null"),
        ("Any", r#"{"@type":"x/google.protobuf.BytesValue","value":"_-8"}"#, r#"{"@type":"x/google.protobuf.BytesValue","value":"/+8="}"#),
    ] {
        check(&format!("{CORE}TransportSocket"), &any(name, input), &any(name, expect));
    }
    let typed_struct = r#"{"@type":"x/xds.type.v3.TypedStruct","typeUrl":"x/envoy.config.cluster.v3.Cluster","value":{"lb_policy":0}}"#;
    assert_eq!(run(typed_struct, |node, out| transcode_any(node, FieldNames::Json, out)), typed_struct);
    let unknown = r#"{"@type":"x/acme.New","a_b":{"@type":"x/envoy.config.cluster.v3.Cluster","lb_policy":0}}"#;
    assert_eq!(run(unknown, |node, out| transcode_any(node, FieldNames::Json, out)), unknown);
    let mask = "envoy.extensions.filters.http.proto_message_extraction.v3.ProtoMessageExtractionConfig";
    assert!(fields::message(mask).is_some());
}

#[test]
fn a_value_of_another_type_than_its_fields_stays() {
    let odd = r#"{"name":{"a_b":1},"healthChecks":{"a_b":[]},"metadata":"x","typedExtensionProtocolOptions":[1],"connectTimeout":5}"#;
    check(CLUSTER, odd, odd);
    check(CLUSTER, "[1]", "[1]");
    check(CLUSTER, "null", "null");
}

#[test]
fn sensitive_fields_are_redacted_as_envoy_does() {
    let certificate = format!("{TLS}TlsCertificate");
    let certificate = Some(&*certificate);
    check_redact(
        certificate,
        r#"{"certificate_chain":{"inline_string":"c"},"private_key":{"inline_string":"k"},"password":{"inline_bytes":"cHc="}}"#,
        r#"{"certificate_chain":{"inline_string":"c"},"private_key":{"inline_string":"[redacted]"},"password":{"inline_bytes":"W3JlZGFjdGVkXQ=="}}"#,
    );
    check_redact(certificate, r#"{"privateKey":{"inlineString":"k"}}"#, r#"{"privateKey":{"inlineString":"[redacted]"}}"#);
    check_redact(
        certificate,
        r#"{"private_key":{"inline_bytes":"W3JlZGFjdGVkXQ=="}}"#,
        r#"{"private_key":{"inline_bytes":"W3JlZGFjdGVkXQ=="}}"#,
    );
    // A place is no secret.
    let place = r#"{"private_key":{"filename":"/etc/key","watched_directory":{"path":"/etc"}},"pkcs12":{"environment_variable":"P12"}}"#;
    check_redact(certificate, place, place);
    // What is of another type than its field's, or unknown, is redacted too.
    check_redact(certificate, r#"{"private_key":"k"}"#, r#"{"private_key":"[redacted]"}"#);
    check_redact(certificate, r#"{"private_key":{"inline_string":{"a":["k",1]}}}"#, r#"{"private_key":{"inline_string":"[redacted]"}}"#);
    check_redact(
        certificate,
        r#"{"private_key":{"new":{"a":["k",1,true,null]}}}"#,
        r#"{"private_key":{"new":{"a":["[redacted]","[redacted]",true,null]}}}"#,
    );
    check_redact(certificate, r#"{"private\u005fkey":{"inline_string":"k"}}"#, r#"{"private\u005fkey":{"inline_string":"[redacted]"}}"#);
    // Messages below are kept, and so is what names their type; scalars are not.
    check_redact(
        certificate,
        r#"{"private_key_provider":{"provider_name":"p","typed_config":{"@type":"x/envoy.extensions.private_key_providers.cryptomb.v3alpha.CryptoMbPrivateKeyMethodConfig","poll_delay":"0.02s","private_key":{"inline_string":"k"}}}}"#,
        r#"{"private_key_provider":{"provider_name":"p","typed_config":{"@type":"x/envoy.extensions.private_key_providers.cryptomb.v3alpha.CryptoMbPrivateKeyMethodConfig","poll_delay":"0s","private_key":{"inline_string":"[redacted]"}}}}"#,
    );
    check_redact(
        Some(&format!("{TLS}GenericSecret")),
        r#"{"secrets":{"a_b":{"inline_string":"k"}}}"#,
        r#"{"secrets":{"a_b":{"inline_string":"[redacted]"}}}"#,
    );
    check_redact(
        Some("envoy.extensions.filters.http.ext_authz.v3.CheckSettings"),
        r#"{"context_extensions":{"a":"k"}}"#,
        r#"{"context_extensions":{"a":"[redacted]"}}"#,
    );
    let found = run(r#"{"private_key":{"inline_bytes":"a2V5"}}"#, |node, out| {
        transcode(node, &format!("{TLS}TlsCertificate"), FieldNames::Json, out)
    });
    assert_eq!(found, r#"{"privateKey":{"inlineBytes":"W3JlZGFjdGVkXQ=="}}"#);
}

#[test]
fn secrets_are_redacted_where_no_type_is_known() {
    check_redact(None, r#"{"@type":"x/acme.New","privateKey":"k","a":"b"}"#, r#"{"@type":"x/acme.New","privateKey":"[redacted]","a":"b"}"#);
    check_redact(
        None,
        r#"{"a":[{"private-key":{"inline":"k","n":1}}]}"#,
        r#"{"a":[{"private-key":{"inline":"[redacted]","n":"[redacted]"}}]}"#,
    );
    check_redact(None, r#"{"PASSWORD":"k","password_file":"f"}"#, r#"{"PASSWORD":"[redacted]","password_file":"f"}"#);
    check_redact(None, r#"{"private_key":{"filename":"/etc/key"}}"#, r#"{"private_key":{"filename":"/etc/key"}}"#);
    // An `@type` that is known tells what is secret below it, wherever it stands.
    check_redact(
        None,
        r#"{"a":{"@type":"x/envoy.extensions.transport_sockets.tls.v3.GenericSecret","secret":{"inline_string":"k"}}}"#,
        r#"{"a":{"@type":"x/envoy.extensions.transport_sockets.tls.v3.GenericSecret","secret":{"inline_string":"[redacted]"}}}"#,
    );
    let typed_struct = |secret: &str| {
        let url = "x/envoy.extensions.transport_sockets.tls.v3.GenericSecret";
        format!(r#"{{"@type":"x/udpa.type.v1.TypedStruct","type_url":"{url}","value":{{"secret":{{"inline_string":"{secret}"}}}}}}"#)
    };
    check_redact(None, &typed_struct("k"), &typed_struct("[redacted]"));
}

#[test]
fn private_keys_are_redacted_wherever_they_stand() {
    use ::base64::Engine;
    let pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIKtmbFAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n-----END EC PRIVATE KEY-----\n";
    let source = format!("{CORE}DataSource");
    let chain = |text: &str| format!(r#"{{"inline_string":"{text}"}}"#);
    check_redact(Some(&source), &chain(&pem.replace('\n', "\\n")), &chain("[redacted]"));
    check_redact(None, &chain(&pem.replace('\n', "\\n").replace("VATE KEY", "VATE\\u0020KEY")), &chain("[redacted]"));
    for before in ["", "#", "##", "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n"] {
        let encoded = ::base64::engine::general_purpose::STANDARD.encode([before, pem].concat());
        check_redact(Some(&source), &chain(&encoded), &chain("W3JlZGFjdGVkXQ=="));
        check_redact(None, &chain(&encoded), &chain("W3JlZGFjdGVkXQ=="));
    }
    let encoded = ::base64::engine::general_purpose::STANDARD.encode(pem);
    let wrapped: String = encoded.as_bytes().chunks(30).map(|line| format!("{}\\n", std::str::from_utf8(line).unwrap())).collect();
    check_redact(None, &chain(&wrapped), &chain("W3JlZGFjdGVkXQ=="));
    let public = chain("-----BEGIN PUBLIC KEY-----\\nMHc=\\n-----END PUBLIC KEY-----");
    check_redact(None, &public, &public);
    assert!(!may_hold_secret(public.as_bytes()));
}

#[test]
fn every_sensitive_field_asks_for_a_closer_look() {
    for message in fields::messages() {
        for field in message.fields().iter().filter(|field| field.sensitive) {
            for name in [field.name, field.json_name()] {
                // Below `private_key_provider`, whose name asks for it.
                let expected = message.name() != "envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider";
                for text in [format!(r#"{{"{name}":1}}"#), format!("{{\"a\":\"b\",\"{name}\" \n : 1}}")] {
                    assert_eq!(may_hold_secret(text.as_bytes()), expected, "{} {name}", message.name());
                }
            }
        }
    }
    assert!(!may_hold_secret(br#"{"secret_name":1,"":2,"a:b":"keys: x","sds_secret_configs":[":"]}"#));
}

#[test]
fn nesting_is_bounded_by_memory_only() {
    let depth = 200_000;
    let rule = r#"{"and_rules":{"rules":["#;
    let deep = rule.repeat(depth) + &"]}}".repeat(depth);
    for message in ["envoy.config.rbac.v3.Permission", "acme.Unknown"] {
        for names in [FieldNames::Json, FieldNames::Proto] {
            let mut tape = Tape::default();
            tape.parse(deep.as_bytes()).unwrap();
            let mut out = Tape::default();
            transcode(tape.root().unwrap(), message, names, &mut out);
            assert!(out.root().is_some());
        }
    }
}

/// JSON of keys and strings that mean something to the transcoder, and of some that do not.
fn any_json() -> impl Strategy<Value = String> {
    let keys = ["@type", "value", "private_key", "Private-Key_", "password", "secret", "lb_policy", "lbPolicy", "typed_config", "a\\u0062"];
    let texts = [
        "\"x/envoy.config.cluster.v3.Cluster\"",
        "\"x/google.protobuf.Duration\"",
        "\"x/envoy.extensions.transport_sockets.tls.v3.TlsCertificate\"",
        "\"-----BEGIN PRIVATE KEY-----\\n\"",
        "\"-----BEGIN PRIVATE\\u0020KEY-----\\n\"",
        "\"1.5s\"",
        "\"1e9\"",
        "-0.0",
        "null",
        "true",
    ];
    let leaf = prop_oneof![
        prop::sample::select(texts.to_vec()).prop_map(str::to_owned),
        "[-+0-9.eETZs:a-c_=]{0,24}".prop_map(|text| format!("\"{text}\"")),
        any::<f64>().prop_filter("JSON has no other", |value| value.is_finite()).prop_map(|value| value.to_string()),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|elements| format!("[{}]", elements.join(","))),
            prop::collection::vec((prop::sample::select(keys.to_vec()), inner), 0..4).prop_map(|members| {
                let members: Vec<_> = members.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

/// A message whose fields are of as many types as any, under names that nothing else has.
fn any_message() -> impl Strategy<Value = &'static fields::Message> {
    let mut messages: Vec<_> = fields::messages().collect();
    messages.sort_by_key(|message| message.name());
    prop::sample::select(messages)
}

proptest! {
    #[test]
    fn all_json_of_all_types_passes(message in any_message(), values in prop::collection::vec(any_json(), 1..6)) {
        let members = message.fields().iter().zip(values.iter().cycle()).map(|(field, value)| format!("\"{}\":{value}", field.name));
        let input = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        let canonical = run(&input, |node, out| transcode(node, message.name(), FieldNames::Json, out));
        let again = run(&canonical, |node, out| transcode(node, message.name(), FieldNames::Json, out));
        prop_assert_eq!(again, canonical);
        let redacted = run(&input, |node, out| redact(node, Some(message.name()), out));
        let below_provider = message.name().ends_with(".PrivateKeyProvider");
        prop_assert!(redacted == input || below_provider || may_hold_secret(input.as_bytes()), "{}", input);
    }

    #[test]
    fn what_asks_for_no_closer_look_holds_no_secret(input in any_json()) {
        let redacted = run(&input, |node, out| redact(node, None, out));
        prop_assert!(redacted == input || may_hold_secret(input.as_bytes()), "{}", input);
    }
}
