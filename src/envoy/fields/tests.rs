use std::collections::HashSet;

use super::*;

#[test]
fn every_line_parses() {
    let text = include_str!("fields.tsv");
    assert!(text.len() < 500_000, "{} bytes", text.len());
    let mut package = "";
    for line in text.lines().filter(|line| !line.starts_with("//")) {
        if let Some(name) = line.strip_prefix("package ") {
            package = name;
            continue;
        }
        let cells: Vec<_> = line.split('\t').skip(1).collect();
        let (name, _) = line.split_once('\t').unwrap_or((line, ""));
        if let Some(name) = name.strip_prefix('#') {
            let full = format!("{package}.{name}");
            let found = Lazy(TABLE.enums.get(&full).expect("indexed")).get();
            assert_eq!((found.name(), found.values().len()), (&*full, cells.len()));
            let names: HashSet<_> = found.values().iter().map(|value| value.0).collect();
            assert_eq!(names.len(), cells.len(), "{full} has a name twice");
        } else {
            let found = message(&format!("{package}.{name}")).expect("indexed");
            // A field whose type the table does not have would be missing here.
            let names: Vec<_> = found.fields().iter().map(|field| field.name).collect();
            let expected: Vec<_> = cells.iter().map(|cell| cell.split(':').next().unwrap()).collect();
            assert_eq!(names, expected, "{package}.{name}");
        }
    }
}

#[test]
fn fields_are_found_by_both_names() {
    for message in messages() {
        for field in message.fields() {
            for name in [field.name, field.json_name()] {
                let found = message.field(name).map(|field| field.name);
                assert_eq!(found, Some(field.name), "{} {name}", message.name());
            }
        }
        assert!(message.field("no_such_field").is_none());
        assert!(message.field("").is_none());
    }
}

#[test]
fn the_table_says_what_the_api_says() {
    let cluster = message_of_type_url("type.googleapis.com/envoy.config.cluster.v3.Cluster").unwrap();
    let field = |name| cluster.field(name).unwrap();
    assert_eq!(field("lbPolicy").name, "lb_policy");
    assert_eq!(field("connect_timeout").json_name(), "connectTimeout");
    assert!(matches!(field("connect_timeout").kind, Kind::Duration));
    assert_eq!(field("name").label, Label::Implicit);
    assert_eq!(field("typed_extension_protocol_options").label, Label::Map);
    assert!(matches!((field("type").label, field("type").kind), (Label::Optional, Kind::Enum(_))));
    let Kind::Enum(policy) = field("lb_policy").kind else { panic!("not an enum") };
    assert_eq!(policy.get().number("RING_HASH"), Some(2));
    assert_eq!(policy.get().value_name(6), Some("CLUSTER_PROVIDED"));
    let certificate = message("envoy.extensions.transport_sockets.tls.v3.TlsCertificate").unwrap();
    let secrets: Vec<_> = certificate.fields().iter().filter(|field| field.sensitive).map(|field| field.name).collect();
    assert_eq!(secrets, ["private_key", "pkcs12", "password"]);
    assert!(message("google.protobuf.Empty").unwrap().fields().is_empty());
    assert!(message("acme.Unknown").is_none());
}
