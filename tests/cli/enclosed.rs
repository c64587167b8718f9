//! Several proxies in one file, in the forms of the tools that print them.

use serde_json::{Map, Value, json};

use crate::support::run::{fed, meshctl, read_fixture};
use crate::support::shell::Folder;

/// The dumps of two proxies that are quite different.
const DUMPS: [&str; 2] = ["bookinfo-gateway", "bookinfo-sidecar"];

fn dump(name: &str) -> Value {
    serde_json::from_slice(&read_fixture(&format!("istio/{name}/config_dump.json"))).unwrap()
}

fn clusters(name: &str) -> Value {
    serde_json::from_slice(&read_fixture(&format!("istio/{name}/clusters.json"))).unwrap()
}

/// What a section's table is of the proxy's own files.
fn own(section: &str, name: &str) -> String {
    let file = if section == "endpoint" { "clusters.json" } else { "config_dump.json" };
    meshctl([&section.split(' ').collect::<Vec<_>>()[..], &["-f", &format!("{name}/{file}")]].concat()).ends_with(0).text().to_owned()
}

/// The part of a dump with this type, without the type, as egctl prints one section.
fn section(dump: &Value, container: &str) -> Value {
    let configs = dump["configs"].as_array().unwrap();
    let mut found = configs.iter().find(|config| config["@type"].as_str().unwrap().ends_with(&format!(".{container}"))).unwrap().clone();
    found.as_object_mut().unwrap().remove("@type");
    found
}

fn by_name(value: impl Fn(&str) -> Value) -> Map<String, Value> {
    DUMPS.iter().map(|name| ((*name).to_owned(), value(name))).collect()
}

#[test]
fn egctl_prints_pods_below_their_namespaces() {
    let all = json!({ "envoy-gateway-system": by_name(dump) }).to_string();
    for name in DUMPS {
        for words in ["pc cluster", "pc listener", "pc route", "pc eds"] {
            assert_eq!(fed(&format!("{words} -f - {name}"), all.clone()).ends_with(0).text(), own(words, name), "{words} {name}");
        }
    }
    assert_eq!(
        fed("pc cluster -f - bookinfo-sidecar.envoy-gateway-system -n envoy-gateway-system", all.clone()).ends_with(0).text(),
        own("pc cluster", "bookinfo-sidecar")
    );
    // One section, and as YAML.
    let clusters = json!({ "envoy-gateway-system": by_name(|name| section(&dump(name), "ClustersConfigDump")) });
    let yaml = serde_yaml::to_string(&clusters).unwrap();
    for text in [clusters.to_string(), yaml] {
        assert_eq!(fed("pc cluster -f - bookinfo-gateway", text).ends_with(0).text(), own("pc cluster", "bookinfo-gateway"));
    }
    fed("pc cluster -f -", all.clone())
        .ends_with(2)
        .prints_nothing()
        .says("holds 2 proxies: which one?")
        .says("bookinfo-gateway.envoy-gateway");
    fed("pc cluster -f - nosuch", all.clone()).ends_with(3).prints_nothing().says("holds no proxy of nosuch").says("it holds: bookinfo-");
    fed("pc cluster -f - -n default", all).ends_with(3).prints_nothing().says("holds no proxy of default");
}

#[test]
fn consul_prints_the_answers_of_each_service() {
    let raw = by_name(|name| json!({ "config_dump": dump(name), "clusters": clusters(name) }));
    let text = Value::from(raw).to_string();
    for name in DUMPS {
        assert_eq!(fed(&format!("pc route -f - {name}"), text.clone()).ends_with(0).text(), own("pc route", name));
        assert_eq!(fed(&format!("pc endpoint -f - {name}"), text.clone()).ends_with(0).text(), own("pc endpoint", name));
    }
}

#[test]
fn what_is_printed_of_many_is_read_again() {
    let folder = Folder::new();
    let all = json!({ "ns": by_name(dump) }).to_string();
    for output in ["json", "yaml"] {
        let printed = fed(&format!("pc cluster -f - --all-pods -o {output}"), all.clone()).ends_with(0);
        std::fs::write(folder.path().join("printed"), &printed.stdout).unwrap();
        let path = folder.path().join("printed");
        for name in DUMPS {
            let run = meshctl(["pc", "cluster", "-f", path.to_str().unwrap(), name]).ends_with(0);
            assert_eq!(run.text(), own("pc cluster", name), "{output} {name}");
        }
        let table = |input: &[u8]| fed("pc cluster -f - --all-pods", input).ends_with(0).text().to_owned();
        assert_eq!(table(&printed.stdout), table(all.as_bytes()), "{output}");
    }
}

/// A gRPC client's configuration, made of a dump's resources.
#[test]
fn what_grpc_clients_say_is_read() {
    let dump = dump("bookinfo-sidecar");
    let mut resources = Vec::new();
    for (container, list, field) in [
        ("ClustersConfigDump", "dynamic_active_clusters", "cluster"),
        ("RoutesConfigDump", "dynamic_route_configs", "route_config"),
        ("ListenersConfigDump", "dynamic_listeners", "listener"),
    ] {
        for entry in section(&dump, container)[list].as_array().unwrap() {
            let state = if list == "dynamic_listeners" { &entry["active_state"] } else { entry };
            resources.push(json!({
                "typeUrl": state[field]["@type"], "name": state[field]["name"], "versionInfo": state["version_info"],
                "xdsConfig": state[field], "clientStatus": "ACKED",
            }));
        }
    }
    let missing =
        json!({ "typeUrl": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "gone", "clientStatus": "DOES_NOT_EXIST" });
    let csds = |more: Option<&Value>| {
        let resources: Vec<&Value> = resources.iter().chain(more).collect();
        json!({ "config": [ { "node": { "id": "client-1" }, "genericXdsConfigs": resources } ] }).to_string()
    };
    // The bootstrap's own are no part of it.
    let mut dynamic = dump.clone();
    for config in dynamic["configs"].as_array_mut().unwrap() {
        config.as_object_mut().unwrap().retain(|name, _| !name.starts_with("static_") && name != "bootstrap");
    }
    for words in ["pc cluster", "pc route", "pc listener"] {
        let expect = fed(&format!("{words} -f -"), dynamic.to_string()).ends_with(0);
        assert_eq!(fed(&format!("{words} -f -"), csds(None)).ends_with(0).text(), expect.text(), "{words}");
    }
    let run = fed("pc cluster -f - client-1", csds(Some(&missing))).ends_with(0);
    let line = run.text().lines().find(|line| line.starts_with("gone ")).unwrap_or_else(|| panic!("{}", run.told()));
    assert!(line.ends_with("UNINITIALIZED"), "{line}");
}

#[test]
fn lines_of_kubectl_in_front_are_left_out() {
    let text = String::from_utf8(read_fixture("istio/bookinfo-sidecar/config_dump.json")).unwrap();
    let banner = "Defaulted container \"istio-proxy\" out of: istio-proxy, app, istio-init (init)\n";
    for banner in [banner, "Unable to use a TTY - input is not a terminal or the right kind of file\r\n\nHandling connection for 15000\n"] {
        let run = fed("pc cluster -f -", format!("{banner}{text}")).ends_with(0);
        assert_eq!(run.text(), own("pc cluster", "bookinfo-sidecar"));
    }
    let clusters = "Handling connection for 15000\nx::10.0.0.1:80::health_flags::healthy\n";
    assert!(fed("pc endpoint -f -", clusters).ends_with(0).text().contains("10.0.0.1:80"));
    fed("pc cluster -f -", banner).ends_with(4).prints_nothing();
}

#[test]
fn what_is_cut_off_is_printed_as_far_as_it_goes() {
    let all = json!({ "ns": by_name(dump) }).to_string();
    let cut = &all[..all.len() - 3000];
    let [first, second] = DUMPS.map(|name| fed(&format!("pc cluster -f - {name}"), cut).text().to_owned());
    assert_eq!(first, own("pc cluster", DUMPS[0]));
    assert_eq!(second, own("pc cluster", DUMPS[1]));
    fed("pc all -f - bookinfo-sidecar", cut).ends_with(4).says("is cut off");
}

#[test]
fn errors_say_whose_it_is_once_and_where_it_comes_from() {
    let first = json!({ "configs": [] }).to_string();
    let cut = format!("{{\"a.ns\":{first},\"b.ns\":{{\"configs\":[{{");
    fed("pc cluster -f - --all-pods", cut.clone()).says("error: b.ns: standard input is cut off: ");
    fed("pc cluster -f - b", cut.clone()).says("error: standard input: b is cut off: ");
    fed("pc cluster -f -", cut.clone()).says("error: standard input holds 2 proxies");
    fed("pc cluster -f - c", cut).says("error: standard input holds no proxy of c");
    fed("pc cluster -f - c", first).says("error: standard input is one proxy's configuration, which has no pod c");
}
