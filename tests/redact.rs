//! Copies that may be shared: they say the same of what goes where, and nothing of whose it is.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::IpAddr;
use std::path::Path;

use meshctl::redact::{Gatherer, Options, Redactor};
use serde_json::Value;

use support::dump::items;
use support::envoy::Envoy;
use support::run::{Meshctl, Run, fixture, meshctl, read_fixture};
use support::shell::Folder;

const FIXTURES: [&str; 4] = ["bookinfo-gateway", "bookinfo-sidecar", "tcp-sidecar", "real-gateway"];
const SALT: &str = "a salt of the tests";

/// A text in a document: the keys that lead to it, without numbers of lists, and the text.
type Found = (Vec<String>, String);

/// All texts of a document, keys that have no letters of a field's name among them.
fn texts(value: &Value) -> Vec<Found> {
    fn walk(value: &Value, path: &mut Vec<String>, found: &mut Vec<Found>) {
        match value {
            Value::String(text) => found.push((path.clone(), text.clone())),
            Value::Array(elements) => elements.iter().for_each(|element| walk(element, path, found)),
            Value::Object(members) => {
                for (key, member) in members {
                    path.push(key.clone());
                    walk(member, path, found);
                    path.pop();
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, &mut Vec::new(), &mut found);
    found
}

/// Redacts a file with these further arguments.
fn redact(file: &str, more: &[&str]) -> Run {
    meshctl(["redact", "-f", file, "--salt", SALT, "-o", "-"].into_iter().chain(more.iter().copied())).ends_with(0)
}

fn parse(run: &Run) -> Value {
    serde_json::from_slice(&run.stdout).unwrap()
}

fn original(file: &str) -> Value {
    serde_json::from_slice(&read_fixture(&format!("istio/{file}"))).unwrap()
}

/// All files of the fixtures that are one document.
fn files() -> Vec<String> {
    FIXTURES.iter().flat_map(|name| ["config_dump.json", "clusters.json"].map(|file| format!("{name}/{file}"))).collect()
}

/// Whether `word` stands in `text` with nothing of a name before and after it.
fn has_word(text: &str, word: &str) -> bool {
    let joins = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let bytes = text.as_bytes();
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (at.checked_sub(1).map(|at| bytes[at]), bytes.get(at + word.len()).copied());
        !before.is_some_and(joins) && !after.is_some_and(joins)
    })
}

/// What names a dump's owner, found by other means than the program's: by the keys that hold it.
#[derive(Debug, Default)]
struct Owned {
    namespaces: BTreeSet<String>,
    hosts: BTreeSet<String>,
    addresses: BTreeSet<String>,
    secrets: BTreeSet<String>,
}

fn owned(dump: &Value) -> Owned {
    let mut owned = Owned::default();
    for (path, text) in texts(dump) {
        let key = path.last().map_or("", String::as_str);
        if let Ok(address) = text.parse::<IpAddr>() {
            let is_plain = address.is_loopback() || address.is_unspecified() || matches!(key, "version");
            if !is_plain {
                owned.addresses.insert(text.clone());
            }
        }
        match key {
            "NAMESPACE" | "namespace" => {
                owned.namespaces.insert(text.clone());
            }
            "domains" | "server_names" | "hostname" | "sni" | "cluster" | "service_name" => {
                let host = text.rsplit('|').next().unwrap().trim_start_matches("*.").trim_end_matches('.');
                let host = host.rsplit("_.").next().unwrap().split(':').next().unwrap();
                if host.contains('.') && host.parse::<IpAddr>().is_err() {
                    owned.hosts.insert(host.to_owned());
                }
                if let [.., namespace, "svc", "cluster", "local"] = host.split('.').collect::<Vec<_>>()[..] {
                    owned.namespaces.insert(namespace.to_owned());
                }
            }
            "inline_bytes" | "serial_number" if !text.starts_with("W3JlZGFj") => {
                owned.secrets.insert(text.clone());
            }
            _ => {}
        }
    }
    owned
}

/// Checks that nothing of an owner's is in a copy.
fn check_nothing_is_left(owned: &Owned, copy: &str) {
    // The address of a type is Envoy's.
    let copy = &copy.replace("type.googleapis.com/", "");
    for word in owned.hosts.iter().chain(&owned.addresses) {
        assert!(!has_word(copy, word), "{word} is left");
    }
    for secret in &owned.secrets {
        assert!(!copy.contains(secret.as_str()), "a secret is left");
    }
    let documents = serde_json::Deserializer::from_str(copy).into_iter::<Value>();
    for (path, text) in documents.flat_map(|document| texts(&document.unwrap())) {
        // Paths of requests stay, and an extension's name is Envoy's word.
        if path.iter().any(|key| matches!(key.as_str(), "match" | "@type" | "type_urls" | "url_path" | "extensions"))
            || text.starts_with("envoy.")
        {
            continue;
        }
        for namespace in &owned.namespaces {
            assert!(!has_word(&text, namespace), "{namespace} is left in {}: {text}", path.join("."));
        }
    }
}

#[test]
fn nothing_of_the_owner_is_left() {
    for file in files() {
        let owned = owned(&original(&file));
        assert!(owned.addresses.len() > 5 && (file.contains("clusters") || owned.namespaces.len() > 1), "{file}: {owned:?}");
        check_nothing_is_left(&owned, redact(&file, &[]).text());
    }
}

#[test]
fn tables_have_as_many_rows() {
    let folder = Folder::new();
    for file in files() {
        let copy = folder.path().join("copy.json");
        fs::write(&copy, redact(&file, &[]).stdout).unwrap();
        for section in ["bootstrap", "listener", "route", "cluster", "endpoint", "eds", "secret", "ecds", "all"] {
            for format in ["short", "json"] {
                let [before, after] = [Path::new(&file), &copy].map(|path| {
                    let path = path.to_str().unwrap();
                    let run = meshctl(["pc", section, "-f", path, "-o", format, "--now", "2026-11-25T00:00:00Z"].iter().filter(|word| {
                        // Only these know the time.
                        matches!(section, "secret" | "all") || !(**word == "--now" || word.starts_with("2026"))
                    }));
                    (run.code, run.text().lines().count(), run.stderr.lines().filter(|line| line.starts_with("error")).count())
                });
                // A copy is indented in its own way, so its lines are only counted where they are rows.
                let is_table = format == "short";
                assert_eq!((before.0, before.2), (after.0, after.2), "{file} {section} {format}");
                assert!(!is_table || before.1 == after.1, "{file} {section}: {} rows became {}", before.1, after.1);
            }
        }
    }
}

/// The names that join resources: of clusters, and who means which.
fn joins(dump: &Value) -> (Vec<String>, Vec<(String, bool)>) {
    let mut clusters = Vec::new();
    for list in ["static_clusters", "dynamic_active_clusters"] {
        clusters.extend(items(dump, list).iter().map(|entry| entry["cluster"]["name"].as_str().unwrap().to_owned()));
    }
    let mut meant: Vec<(String, bool)> = Vec::new();
    for (path, text) in texts(dump) {
        let key = path.last().map_or("", String::as_str);
        if matches!(key, "cluster" | "cluster_name" | "service_name" | "route_config_name") && !path.iter().any(|key| key == "node") {
            meant.push((format!("{key} {}", clusters.contains(&text)), clusters.contains(&text)));
        }
    }
    (clusters, meant)
}

#[test]
fn what_belongs_together_still_does() {
    for name in FIXTURES {
        let file = format!("{name}/config_dump.json");
        let (before, copy) = (original(&file), parse(&redact(&file, &[])));
        let ((clusters, meant), (copied, still_meant)) = (joins(&before), joins(&copy));
        assert_eq!(meant, still_meant, "{name}");
        assert!(meant.iter().filter(|(_, found)| *found).count() > 10, "{name}");
        assert_eq!(clusters.len(), copied.len());
        // Names that were different still are, and those that were the same as well.
        let pairs = |texts: Vec<Found>| texts.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let mut forward: BTreeMap<&str, &str> = BTreeMap::new();
        for (from, to) in clusters.iter().zip(&copied) {
            assert!(forward.insert(from, to).is_none_or(|known| known == to));
        }
        assert_eq!(forward.values().collect::<BTreeSet<_>>().len(), forward.len(), "{name}");
        // The form of the whole is the same: texts are as many, in the same places.
        assert_eq!(pairs(texts(&before)).len(), pairs(texts(&copy)).len());
        // Hosts of /clusters are those of the dump.
        let hosts = parse(&redact(&format!("{name}/clusters.json"), &[]));
        for status in hosts["cluster_statuses"].as_array().unwrap() {
            let cluster = status["name"].as_str().unwrap();
            assert!(copied.iter().any(|name| name == cluster), "{name}: {cluster}");
        }
    }
}

#[test]
fn a_salt_makes_the_words() {
    let file = "bookinfo-sidecar/config_dump.json";
    let same = [redact(file, &[]).stdout, redact(file, &[]).stdout];
    assert_eq!(same[0], same[1]);
    let other = meshctl(["redact", "-f", file, "--salt", "another", "-o", "-"]).ends_with(0);
    let chance = [0, 1].map(|_| meshctl(["redact", "-f", file, "-o", "-"]).ends_with(0).stdout);
    assert_ne!(chance[0], chance[1]);
    let words = |bytes: &[u8]| {
        let clusters = joins(&serde_json::from_slice(bytes).unwrap()).0;
        clusters.into_iter().filter(|name| name.contains("svc.cluster.local")).collect::<BTreeSet<_>>()
    };
    let (first, second) = (words(&same[0]), words(&other.stdout));
    assert!(first.len() > 10 && first.len() == second.len() && first.is_disjoint(&second));
    let by_variable = Meshctl::new(["redact", "-f", file, "-o", "-"]).env("MESHCTL_SALT", SALT).run();
    assert_eq!(by_variable.stdout, same[0]);
}

#[test]
fn filters_take_the_words() {
    let folder = Folder::new();
    let copy = folder.path().join("copy.json");
    let map = folder.path().join("map.json");
    let (copy_path, map_path) = (copy.to_str().unwrap(), map.to_str().unwrap());
    let file = "bookinfo-sidecar/config_dump.json";
    meshctl(["redact", "-f", file, "-o", copy_path, "--map", map_path]).ends_with(0).prints_nothing();
    let map: Value = serde_json::from_slice(&fs::read(&map).unwrap()).unwrap();
    let word = map["services"]["reviews"].as_str().unwrap();
    let count = |file: &str, fqdn: &str| meshctl(["pc", "cluster", "-f", file, "--fqdn", fqdn]).ends_with(0).text().lines().count();
    assert_eq!(count(copy_path, word), count(file, "reviews"));
    assert!(count(copy_path, word) > 2);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_map() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let arguments = |output: &str| {
        let file = fixture("istio/bookinfo-gateway/clusters.json");
        let words = ["redact", "-f", &file, "-o", &path(output), "--map", &path("map"), "--report", &path("report")];
        words.map(str::to_owned)
    };
    meshctl(arguments("a.json")).quietly();
    assert_eq!(fs::metadata(path("map")).unwrap().permissions().mode() & 0o777, 0o600);
    let report: Value = serde_json::from_slice(&fs::read(path("report")).unwrap()).unwrap();
    assert_eq!(report["apiVersion"], "meshctl/redact/v1");
    assert!(report["replaced"]["namespaces"].as_u64().unwrap() > 1 && report["texts"].as_u64().unwrap() > 10, "{report}");
    assert!(!report.to_string().contains("istio-system"));
    // What is there stays.
    meshctl(arguments("b.json")).ends_with(2).says("is there already");
    assert!(!Path::new(&path("b.json")).exists());
    meshctl(arguments("a.json").into_iter().chain(["--force".to_owned()])).quietly();
}

/// What the program prints of a dump is an input too: lists of resources in lowerCamelCase, in JSON and in YAML.
#[test]
fn what_was_printed_is_copied_as_well() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let file = "bookinfo-sidecar/config_dump.json";
    let owned = owned(&original(file));
    for section in ["listener", "route", "cluster", "eds", "secret", "all"] {
        for format in ["json", "yaml"] {
            let printed = meshctl(["pc", section, "-f", file, "-o", format]).ends_with(0).stdout;
            fs::write(path("printed"), &printed).unwrap();
            let copy = redact(&path("printed"), &[]);
            check_nothing_is_left(&owned, copy.text());
            fs::write(path("copy"), &copy.stdout).unwrap();
            let rows = |file: &str| meshctl(["pc", section, "-f", file]).text().lines().count();
            assert_eq!(rows(&path("printed")), rows(&path("copy")), "{section} {format}");
            assert!(rows(&path("copy")) > 2);
        }
    }
}

#[test]
fn paths_change_where_they_should() {
    let file = "bookinfo-gateway/config_dump.json";
    assert!(redact(file, &[]).text().contains("\"/productpage\""));
    let copy = redact(file, &["--rewrite-paths"]);
    assert!(!has_word(copy.text(), "productpage"));
    assert!(copy.text().contains("\"/api/v1/products\""));
}

/// Whatever a text is, it is copied without anything that should not be in it, or refused.
#[test]
fn a_broken_text_is_refused_or_copied() {
    let whole = read_fixture("istio/bookinfo-gateway/clusters.json");
    let whole = &whole[..whole.len().min(12_000)];
    let copy = |bytes: &[u8]| {
        let mut gathered = Gatherer::new(Options { keep_paths: true });
        gathered.document(bytes).ok()?;
        let mut redactor = Redactor::new(&gathered, SALT.as_bytes());
        let mut copy = Vec::new();
        redactor.document(bytes, &mut |piece| copy.extend_from_slice(piece)).unwrap();
        serde_json::from_slice::<serde::de::IgnoredAny>(&copy).unwrap_or_else(|error| panic!("the copy is not JSON: {error}"));
        Some(redactor.leaks().to_vec())
    };
    for at in (1..whole.len()).step_by(397) {
        assert_eq!(copy(&whole[..at]), None, "a prefix of {at} bytes is not whole");
    }
    let dump = read_fixture("istio/bookinfo-gateway/config_dump.json");
    let resources: Value = serde_json::from_slice(&dump).unwrap();
    let listeners = resources["configs"].as_array().unwrap().iter().find(|config| config.get("dynamic_listeners").is_some()).unwrap();
    let text = listeners.to_string().into_bytes();
    for at in (0..text.len()).step_by(2503) {
        for byte in [b'"', b'\\', b'{', 0, 0xff, b'.', b':', b'|'] {
            let mut flipped = text.clone();
            flipped[at] = byte;
            if let Some(leaks) = copy(&flipped) {
                assert_eq!(leaks, [], "byte {at} as {byte}");
            }
        }
    }
    // Deep nesting is no deeper for the program's stack.
    let deep = [b"{\"configs\":".to_vec(), b"[".repeat(50_000), b"]".repeat(50_000), b"}".to_vec()].concat();
    assert_eq!(copy(&deep), Some(Vec::new()));
}

#[test]
fn what_can_not_be_read_as_a_whole_is_not_copied() {
    let folder = Folder::new();
    let whole = read_fixture("istio/bookinfo-gateway/config_dump.json");
    let check = |input: &[u8], code: i32, says: &str| {
        let output = folder.path().join("copy.json");
        let run = Meshctl::new(["redact", "-f", "-", "-o", output.to_str().unwrap()]).input(input).run();
        run.ends_with(code).prints_nothing().says(says);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "something is left");
    };
    check(&whole[..whole.len() / 2], 4, "is cut off");
    check(&[&whole[..5000], b"}}}", &whole[5000..]].concat(), 4, "is not whole JSON");
    check(b"<html></html>", 4, "an HTML page");
    check(b"", 4, "empty");
    check(b"{\"a\": 1}", 4, "an object with the keys a");
    check(b"{\"configs\":[{\"@type\":\"type.googleapis.com/envoy.admin.v3.ClustersConfigDump\",\"static_clusters\":[{\"cluster\":{\"name\":tru}}]}]}", 4, "not whole JSON");
    meshctl(["redact", "-f", "bookinfo-gateway/config_dump.json", "-o", "x.tar.zst"]).ends_with(2).says("becomes a file");
    meshctl(["redact", "-o", "-"]).ends_with(2).says("no source given");
    meshctl(["redact", "-f", "bookinfo-gateway/config_dump.json"]).ends_with(2);
    meshctl(["redact", "-f", "bookinfo-gateway/config_dump.json", "-o", "-", "--salt", ""]).ends_with(2).says("the salt is empty");
}

/// An Envoy with a secret of each kind in each kind of place.
fn secretive() -> Envoy {
    let quoted = |pem: &str| Value::from(pem).to_string();
    let bootstrap = include_str!("support/envoy/secretive.yaml")
        .replace("@KEY@", &quoted(include_str!("support/envoy/test-only.key")))
        .replace("@CERTIFICATE@", &quoted(include_str!("support/envoy/test-only.crt")));
    let envoy = Envoy::start(&bootstrap, &[], &[]);
    envoy.live();
    envoy
}

/// What may not be found of it: all of these texts are in its configuration.
const NEEDLES: [&str; 14] = [
    "hunter2",
    "s3cr3t-lua",
    "eyJhbGciOiJIUzI1NiJ9",
    "PRIVATE KEY",
    "BEGIN CERTIFICATE",
    "jane.doe",
    "payments.acme-corp.com",
    "acme-corp",
    "payments-prod",
    "10.77.3.9",
    "fd00:77::9",
    "checkout-7c9d8f5b6d-x0001",
    "acme.mesh",
    "team-rocket",
];

#[test]
fn a_real_envoys_secrets_are_removed() {
    let envoy = secretive();
    let dump = envoy.admin().get("/config_dump?include_eds").unwrap();
    let text = String::from_utf8(dump).unwrap();
    for needle in NEEDLES.iter().filter(|needle| **needle != "PRIVATE KEY") {
        assert!(text.contains(needle), "{needle} is not there to be removed");
    }
    let copy = meshctl(["redact", "--admin", envoy.address(), "-o", "-", "--salt", SALT]).ends_with(0);
    for needle in NEEDLES {
        assert!(!copy.text().contains(needle), "{needle} is left");
        assert!(!copy.stderr.contains(needle), "{needle} is told");
    }
    copy.says("LuaPerRoute.source_code").says("credential");
    let folder = Folder::new();
    let path = folder.path().join("copy.json");
    let copy = meshctl(["redact", "--admin", envoy.address(), "-o", path.to_str().unwrap()]).ends_with(0);
    drop(copy);
    for section in ["listener", "route", "cluster", "endpoint", "secret"] {
        let rows = |source: [&str; 2]| meshctl(["pc", section].into_iter().chain(source)).ends_with(0).text().lines().count();
        assert_eq!(rows(["-f", path.to_str().unwrap()]), rows(["--admin", envoy.address()]), "{section}");
    }
}

#[test]
fn a_snapshot_is_redacted_as_a_whole() {
    let envoy = secretive();
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    meshctl(["snapshot", "--admin", envoy.address(), "-o", &path("all")]).ends_with(0);
    for target in ["shared", "shared.tar.zst"] {
        meshctl(["redact", "-f", &path("all"), "-o", &path(target), "--salt", SALT]).ends_with(0).prints_nothing();
        let table = |source: &str, section: &str| meshctl(["pc", section, "-f", source]).ends_with(0).text().to_owned();
        for section in ["listener", "route", "cluster", "endpoint", "secret"] {
            assert_eq!(table(&path("all"), section).lines().count(), table(&path(target), section).lines().count(), "{section}");
        }
        meshctl(["redact", "-f", &path("all"), "-o", &path(target)]).ends_with(2);
    }
    let mut folders = vec![folder.path().join("shared")];
    let mut files = BTreeSet::new();
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let entry = entry.unwrap().path();
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let text = fs::read_to_string(&entry).unwrap();
            for needle in NEEDLES {
                assert!(!text.contains(needle), "{needle} is left in {}", entry.display());
            }
            files.insert(entry.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    let expected = ["certs.json", "clusters.json", "config_dump.json", "init_dump.json", "listeners.json", "manifest.json", "ready.txt"];
    assert!(expected.iter().all(|name| files.contains(*name)) && files.len() == 9, "{files:?}");
}
