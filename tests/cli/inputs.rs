//! A file's kind is found from its content: however a configuration is written, the same is read.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::support::run::{Run, fed, fixture, meshctl, read_fixture};

const DUMPS: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"];
const TABLES: [&str; 8] = ["cluster", "listener", "route", "endpoint", "eds", "secret", "bootstrap -o short", "all"];

fn dump(name: &str) -> Vec<u8> {
    read_fixture(&format!("istio/{name}/config_dump.json"))
}

fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// A table at a time at which the certificates of the dumps are valid.
fn table(section: &str, input: impl Into<Vec<u8>>) -> Run {
    let now = if matches!(section, "secret" | "all") { " --now 2026-06-01T00:00:00Z" } else { "" };
    fed(&format!("pc {section} -f -{now}"), input)
}

/// Both inputs give the same tables of these sections, with the same words.
#[track_caller]
fn same(sections: &[&str], expected: &[u8], input: &[u8], what: &str) {
    for section in sections {
        let (expected, found) = (table(section, expected), table(section, input));
        assert_eq!((found.code, &*found.stderr, found.text()), (expected.code, &*expected.stderr, expected.text()), "{what}: {section}");
    }
}

#[test]
fn packed_files_are_read() {
    let plain = dump("bookinfo-gateway");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&plain).unwrap();
    let gzip = gzip.finish().unwrap();
    same(&["cluster", "all"], &plain, &gzip, "gzip");
    same(&["cluster", "all"], &plain, &zstd::encode_all(&*plain, 1).unwrap(), "zstd");
    // What is whole of a packed file that is cut off is shown.
    let cut = fed("pc cluster -f -", &gzip[..gzip.len() * 3 / 4]).ends_with(4).says("standard input: the compressed data breaks off");
    let rows = cut.table().rows;
    let all = fed("pc cluster -f -", &*plain).table().rows;
    assert!(!rows.is_empty() && rows.iter().all(|row| all.contains(row)), "{rows:?}");
}

#[test]
fn layout_and_order_do_not_matter() {
    let plain = dump("bookinfo-gateway");
    let text = String::from_utf8(plain.clone()).unwrap();
    same(&TABLES, &plain, format!("\u{feff}{text}").as_bytes(), "a byte order mark");
    same(&TABLES, &plain, text.replace('\n', "\r\n").as_bytes(), "line ends of Windows");
    same(&TABLES, &plain, parsed(&plain).to_string().as_bytes(), "one line");
    let mut reversed = parsed(&plain);
    reversed["configs"].as_array_mut().unwrap().reverse();
    same(&TABLES, &plain, reversed.to_string().as_bytes(), "sections in another order");
    same(&TABLES, &plain, type_last(&parsed(&plain)).as_bytes(), "types behind what they tell the type of");
}

/// The value with each `@type` behind all other members.
fn type_last(value: &Value) -> String {
    match value {
        Value::Array(elements) => format!("[{}]", elements.iter().map(type_last).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let (types, others): (Vec<_>, Vec<_>) = members.iter().partition(|(key, _)| *key == "@type");
            let member = |(key, value): &(&String, &Value)| format!("{}:{}", Value::from(key.as_str()), type_last(value));
            format!("{{{}}}", others.iter().chain(&types).map(member).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn documents_may_follow_each_other() {
    let plain = dump("bookinfo-gateway");
    let sections = parsed(&plain)["configs"].as_array().unwrap().clone();
    let wrapped: String = sections.iter().map(|section| json!({ "configs": [section] }).to_string() + "\n").collect();
    same(&TABLES, &plain, wrapped.as_bytes(), "a dump for each section");
    let bare: String = sections.iter().map(Value::to_string).collect();
    same(&TABLES, &plain, bare.as_bytes(), "sections by themselves");

    // Health comes from /clusters where that is there too.
    let both = [dump("real-gateway"), read_fixture("istio/real-gateway/clusters.json")].concat();
    same(&["endpoint"], &read_fixture("istio/real-gateway/clusters.json"), &both, "a dump and /clusters");
    same(&["cluster"], &dump("real-gateway"), &both, "a dump and /clusters");

    let json = fed("pc all -o json -f -", &*both).quietly();
    let documents: Vec<Value> = serde_json::Deserializer::from_slice(&json.stdout).into_iter().map(Result::unwrap).collect();
    assert!(documents == [parsed(&dump("real-gateway")), parsed(&read_fixture("istio/real-gateway/clusters.json"))]);
    let yaml = fed("pc all -o yaml -f -", &*both).quietly();
    assert_eq!(yaml.text().matches("\n---\n").count(), 1);
    same(&TABLES, &both, &yaml.stdout, "two documents in YAML");
    // The dumps of two proxies give the resources of both.
    let two = [plain.clone(), dump("real-gateway")].concat();
    let rows = |input: &[u8]| fed("pc cluster -f -", input).quietly().table().rows.len();
    assert_eq!(rows(&two), rows(&plain) + rows(&dump("real-gateway")));
    let bootstraps = fed("pc bootstrap -o yaml -f -", &*two).quietly();
    let documents: Vec<Value> = bootstraps.text().split("\n---\n").map(|text| serde_yaml::from_str(text).unwrap()).collect();
    assert!(documents.len() == 2 && documents.iter().all(|document| document["bootstrap"]["node"].is_object()));
    fed("pc all -o json -f -", [&*plain, b"and more"].concat()).ends_with(4).says("expected the end of the input");
}

#[test]
fn parts_of_a_dump_give_what_the_whole_gives() {
    let whole = dump("real-gateway");
    let part = |name: &str| read_fixture(&format!("istio/real-gateway/config_dump_{name}.json"));
    same(&["cluster", "listener", "route", "secret", "bootstrap -o short"], &whole, &part("noeds"), "without endpoints");
    same(&["cluster"], &whole, &part("mask_clusters"), "?mask=");
    same(&["listener"], &whole, &part("mask_listeners"), "?mask=");
    same(&["route"], &whole, &part("mask_routes"), "?mask=");
    same(&["secret"], &whole, &part("mask_secrets"), "?mask=");
    same(&["bootstrap -o short"], &whole, &part("mask_bootstrap"), "?mask=");

    // ?resource= gives a section's entries without the section around them.
    for name in DUMPS {
        let (mut whole, mut bare) = (parsed(&dump(name)), Vec::new());
        for section in whole["configs"].as_array_mut().unwrap() {
            let name = section["@type"].as_str().unwrap().to_owned();
            let lists: Map<String, Value> = section.as_object().unwrap().clone().into_iter().filter(|(_, list)| list.is_array()).collect();
            for (list, entries) in lists {
                for mut entry in entries.as_array().unwrap().clone() {
                    entry["@type"] = json!(format!("{name}.{}", entry_type(&list)));
                    bare.push(entry);
                }
            }
        }
        let bare = json!({ "configs": bare }).to_string();
        same(&["cluster", "listener", "route", "eds", "secret"], &dump(name), bare.as_bytes(), "entries by themselves");
    }
    // Only the dump's own words tell which of one type are static.
    let active = part("resource_dac");
    let all = fed("pc cluster -f -", &*whole).table().rows;
    let shown = fed("pc cluster -f -", active).quietly().table().rows;
    let statics = ["agent", "prometheus_stats", "sds-grpc", "xds-grpc"];
    assert_eq!(shown, all.into_iter().filter(|row| !statics.contains(&&*row[0])).collect::<Vec<_>>());
}

fn entry_type(list: &str) -> &'static str {
    match list {
        "static_clusters" => "StaticCluster",
        "dynamic_active_clusters" => "DynamicCluster",
        "static_listeners" => "StaticListener",
        "dynamic_listeners" => "DynamicListener",
        "static_route_configs" => "StaticRouteConfig",
        "dynamic_route_configs" => "DynamicRouteConfig",
        "static_endpoint_configs" => "StaticEndpointConfig",
        "dynamic_endpoint_configs" => "DynamicEndpointConfig",
        "dynamic_active_secrets" => "DynamicSecret",
        other => panic!("{other}"),
    }
}

#[test]
fn both_forms_of_clusters_say_the_same() {
    let (json, text) = (read_fixture("istio/real-gateway/clusters.json"), read_fixture("istio/real-gateway/clusters.txt"));
    same(&["endpoint", "eds", "endpoint --status unhealthy", "endpoint --port 9080"], &json, &text, "text");
    assert!(!table("endpoint", text).table().rows.is_empty());
}

#[test]
fn what_istioctl_printed_is_read_again() {
    let mut read = 0;
    for dump in DUMPS {
        for section in ["cluster", "listener", "route", "endpoint", "eds", "secret", "bootstrap"] {
            let source = if section == "endpoint" { "clusters.json" } else { "config_dump.json" };
            let expected = read_fixture(&format!("istio/{dump}/{source}"));
            let section = if section == "bootstrap" { "bootstrap -o short" } else { section };
            for golden in [format!("{}-json", &section), format!("{section}-yaml")] {
                let golden = golden.replace(" -o short-json", "").replace(" -o short", "");
                let Ok(printed) = std::fs::read(fixture(&format!("istio/goldens/{dump}/{golden}.txt"))) else { continue };
                let table = table(section, printed).quietly();
                assert_eq!(table.text(), self::table(section, &*expected).text(), "{dump}/{golden}");
                read += 1;
            }
        }
    }
    assert_eq!(read, 48);
}

#[test]
fn what_is_printed_is_read_again() {
    for dump in ["bookinfo-sidecar", "real-gateway"] {
        for section in ["cluster", "listener", "route", "eds", "secret"] {
            let source = self::dump(dump);
            for output in ["json", "yaml", "json --field-names proto", "yaml --field-names proto"] {
                let printed = fed(&format!("pc {section} -f - -o {output}"), &*source).quietly();
                same(&[section], &source, &printed.stdout, output);
            }
        }
    }
}

#[test]
fn a_bootstrap_tells_what_envoy_will_list() {
    let json = String::from_utf8(read_fixture("bootstrap/edge.json")).unwrap();
    let in_camel_case =
        json.replace("static_resources", "staticResources").replace("filter_chains", "filterChains").replace("port_value", "portValue");
    let expected = [
        (
            "listener",
            "ADDRESSES          PORT MATCH             DESTINATION\n\
             /run/database.sock 0    ALL               Cluster: database\n\
             0.0.0.0,::         8443 SNI: shop.example Inline Route: shop.example /cart*, /old + redirect 301 /\n",
        ),
        (
            "route",
            "NAME     VHOST NAME     DOMAINS          MATCH                     VIRTUAL SERVICE\n\
             shop     shop           shop.example     /cart*\n\
             shop     shop           shop.example     /old + redirect 301 /\n",
        ),
        (
            "cluster",
            "SERVICE FQDN     PORT     SUBSET     DIRECTION     TYPE           DESTINATION RULE\n\
             cart             -        -          -             STRICT_DNS\n\
             database         -        -          -             STATIC\n",
        ),
        (
            "eds",
            "NAME                   STATUS       LOCALITY          CLUSTER\n\
             cart.internal:8080     UNKNOWN      north/north-1     cart\n\
             192.0.2.7:8080         DRAINING     north/north-1     cart\n\
             /run/postgres.sock     UNKNOWN                        database\n",
        ),
        (
            "secret",
            "RESOURCE NAME     TYPE     STATUS     VALID CERT                                 SERIAL NUMBER     NOT AFTER     NOT BEFORE\n\
             shop                       STATIC     false + in file /etc/shop/tls.crt\n\
             api-key                    STATIC     false + generic secret, no certificate\n",
        ),
        (
            "all -o name",
            "bootstrap\ncluster/cart\ncluster/database\nlistener/database\nlistener/web\nroute/shop\nsecret/shop\nsecret/api-key\nendpoint/cart.internal:8080\nendpoint/192.0.2.7:8080\nendpoint//run/postgres.sock\n",
        ),
    ];
    for (section, table) in expected {
        for input in [read_fixture("bootstrap/edge.yaml"), json.clone().into_bytes(), in_camel_case.clone().into_bytes()] {
            let run = fed(&format!("pc {section} -f -"), input).quietly();
            assert_eq!(run.text(), table, "{section}");
        }
    }
    // istioctl prints a bootstrap as the section of a dump that holds it.
    let printed = fed("pc bootstrap -f - --field-names proto", json.as_str()).quietly().json();
    assert_eq!(printed["bootstrap"]["node"], parsed(json.as_bytes())["node"]);
    assert_eq!(meshctl(["pc", "bootstrap", "-f", &fixture("bootstrap/edge.yaml"), "-o", "name"]).quietly().text(), "bootstrap\n");
}

#[test]
fn what_this_program_does_not_know_passes_unharmed() {
    let filter = json!({
        "@type": "type.googleapis.com/acme.filters.v7.Audit",
        // istioctl takes this for a google.api.expr.Type, and gives up on the whole dump.
        "type": "AUDIT", "error": {}, "null": null,
        "snake_case_key": { "camelCaseKey": [1, 2.50, "x"], "deep_er": { "@type": "type.googleapis.com/acme.Inner", "some_key": "1s" } },
    });
    let mut dump = parsed(&dump("bookinfo-gateway"));
    let sections = dump["configs"].as_array_mut().unwrap();
    let listeners = sections.iter_mut().find(|section| section["@type"].as_str().unwrap().ends_with("ListenersConfigDump")).unwrap();
    let chain = &mut listeners["dynamic_listeners"][0]["active_state"]["listener"]["filter_chains"][0];
    chain["filters"][0]["typed_config"]["http_filters"][0] = json!({ "name": "audit", "typed_config": filter });
    listeners["dynamic_listeners"][0]["active_state"]["listener"]["a_new_field"] = json!({ "some_key": 1 });
    sections.push(json!({ "@type": "type.googleapis.com/cilium.NetworkPoliciesConfigDump", "networkpolicies": [{ "endpoint_id": "7" }] }));
    let text = dump.to_string();

    let listener = |run: &Run| run.json().as_array().unwrap().iter().find(|listener| listener["name"] == "0.0.0.0_8080").unwrap().clone();
    let printed = listener(&fed("pc listener -f - -o json", &*text).quietly());
    assert_eq!(printed["filterChains"][0]["filters"][0]["typedConfig"]["httpFilters"][0]["typedConfig"], filter);
    assert_eq!(printed["a_new_field"], json!({ "some_key": 1 }));
    let yaml: Value = serde_yaml::from_str(fed("pc listener -f - -o yaml", &*text).quietly().text()).unwrap();
    assert_eq!(yaml.as_array().unwrap().iter().find(|listener| listener["name"] == "0.0.0.0_8080"), Some(&printed));

    let note = "note: a section of another type is not shown: type.googleapis.com/cilium.NetworkPoliciesConfigDump; -o json prints it\n";
    let all = fed("pc all -f -", &*text).ends_with(0);
    assert_eq!(all.stderr, note);
    assert_eq!(all.text(), table("all", self::dump("bookinfo-gateway")).text());
    assert_eq!(fed("pc all -f - -o json", &*text).quietly().json(), dump);
    assert_eq!(serde_yaml::from_str::<Value>(fed("pc all -f - -o yaml", &*text).quietly().text()).unwrap(), dump);
}

#[test]
fn utf_16_with_its_mark_is_read() {
    let plain = dump("bookinfo-gateway");
    let text = String::from_utf8(plain.clone()).unwrap();
    for (mark, bytes) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)] {
        let encoded: Vec<u8> = mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect();
        same(&["cluster", "route"], &plain, &encoded, "UTF-16");
    }
}

#[test]
fn a_list_that_was_printed_keeps_its_states() {
    let dump = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
        "dynamic_warming_clusters":[{"cluster":{"name":"w","connect_timeout":"1s"}}]}]}"#;
    let list = fed("pc cluster -f - -o json", dump).quietly();
    let table = fed("pc cluster -f -", list.text()).quietly();
    assert!(table.text().contains("WARMING"), "{}", table.told());
}
