//! Bundles as the tools lay them out, with the fixtures' dumps for content.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::scratch::{Scratch, fixture, gzip, tar, zip};
use super::super::{Existing, Folder, SnapshotWriter};
use super::*;

/// Opens what must be a bundle.
fn open(path: &Path) -> Bundle {
    Bundle::open(path).unwrap_or_else(|error| panic!("{error}")).unwrap_or_else(|| panic!("{} is no bundle", path.display()))
}

/// The proxies in one line each: `NAMESPACE/NAME[SERVICE]: ANSWERS`.
fn listed(bundle: &Bundle) -> Vec<String> {
    let line = |proxy: &Proxy| {
        let namespace = proxy.namespace.as_ref().map(|namespace| format!("{namespace}/")).unwrap_or_default();
        let service = proxy.service.as_ref().map(|service| format!("[{service}]")).unwrap_or_default();
        format!("{namespace}{}{service}: {:?}", proxy.name, proxy.answers().collect::<Vec<_>>())
    };
    bundle.proxies().iter().map(line).collect()
}

fn read(bundle: &Bundle, proxy: usize, answer: Answer) -> Vec<u8> {
    let content = bundle.read(&bundle.proxies()[proxy], answer).unwrap().unwrap();
    assert_eq!(content.cut, None);
    content.bytes.to_vec()
}

/// Checks a layout as a folder, and in each form of archive, with and without a leading folder.
fn check(members: &[(&str, &[u8])], layout: Layout, expect: &[&str]) {
    let scratch = Scratch::new();
    let check = |path: &Path| {
        let bundle = open(path);
        assert_eq!((bundle.layout(), bundle.cut()), (layout, None), "{}", path.display());
        assert_eq!(listed(&bundle), expect, "{}", path.display());
    };
    for (path, bytes) in members {
        scratch.write(&format!("folder/all/{path}"), bytes);
    }
    check(&scratch.path("folder/all"));
    let led: Vec<(String, &[u8])> = members.iter().map(|(path, bytes)| (format!("./led/{path}"), *bytes)).collect();
    let led: Vec<(&str, &[u8])> = led.iter().map(|(path, bytes)| (&**path, *bytes)).collect();
    let is_named_by_path = matches!(layout, Layout::Other | Layout::Gloo);
    let forms = if is_named_by_path { vec![members] } else { vec![members, &led] };
    for members in forms {
        // The names say nothing of the form.
        check(&scratch.write("all", &tar(members)));
        check(&scratch.write("all", &gzip(&tar(members))));
        check(&scratch.write("all", &zstd::encode_all(&*tar(members), 1).unwrap()));
        check(&scratch.write("all", &zip(members)));
    }
}

#[test]
fn an_istio_bug_report_is_read() {
    let (dump, clusters) = (fixture("bookinfo-sidecar/config_dump.json"), fixture("real-gateway/clusters.txt"));
    let folder = "bug-report/proxies/default/ratings-v1-1";
    let members: &[(&str, &[u8])] = &[
        ("bug-report/cluster/k8s-resources", b"items: []"),
        ("bug-report/istio/istio-system/istiod-1/debug/configz", b"[]"),
        (&format!("{folder}/certs"), b"{}"),
        (&format!("{folder}/clusters"), &clusters),
        (&format!("{folder}/config_dump?include_eds"), &dump),
        (&format!("{folder}/istio-proxy.log"), b"info"),
        (&format!("{folder}/stats/prometheus"), b"# TYPE"),
        ("bug-report/proxies/istio-system/ztunnel-1/config_dump", b"{\"certificates\": [], \"services\": []}"),
        ("bug-report/versions", b"CLI version: 1.27"),
    ];
    check(members, Layout::IstioBugReport, &["default/ratings-v1-1: [ConfigDump, Clusters, Certs, Prometheus]"]);
    let scratch = Scratch::new();
    let bundle = open(&scratch.write("bug-report.tar.gz", &gzip(&tar(members))));
    assert_eq!(read(&bundle, 0, Answer::ConfigDump), dump);
    assert_eq!(read(&bundle, 0, Answer::Clusters), clusters);
    let location = bundle.location(&bundle.proxies()[0], Answer::Clusters).unwrap();
    assert!(location.ends_with("bug-report.tar.gz: bug-report/proxies/default/ratings-v1-1/clusters"), "{location}");
}

#[test]
fn everything_is_read_in_one_pass_in_the_archives_order() {
    let members: Vec<(String, Vec<u8>)> = (0..20)
        .rev()
        .flat_map(|pod| ["certs", "clusters", "config_dump?include_eds"].map(|file| (pod, file)))
        .map(|(pod, file)| (format!("proxies/default/pod-{pod:02}/{file}"), format!("{pod} {file}").into_bytes()))
        .collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(path, bytes)| (&**path, &**bytes)).collect();
    let scratch = Scratch::new();
    let bundle = open(&scratch.write("a", &gzip(&tar(&members))));
    assert_eq!(bundle.proxies()[0].name, "pod-00");
    let mut read = Vec::new();
    for proxy in bundle.in_archive_order() {
        for (_, content) in bundle.read_all(proxy, &[Answer::ConfigDump, Answer::Clusters, Answer::Ready, Answer::Certs]) {
            read.push(content.unwrap().bytes.to_vec());
        }
    }
    assert_eq!(read, members.iter().map(|(_, bytes)| bytes.to_vec()).collect::<Vec<_>>());
}

#[test]
fn a_collection_of_egctl_is_read() {
    let dump = fixture("tcp-sidecar/config_dump.json");
    let members: &[(&str, &[u8])] = &[
        ("config-dumps/envoy-gateway-system/envoy-a.b-1.json", &dump),
        ("config-dumps/envoy-gateway-system/envoy-c-2.json", &dump),
        ("config-dumps/errors.log", b"failed"),
        ("cluster-resources/custom-resources/gateways.json", b"[]"),
        ("prometheus-metrics/envoy-gateway-system-envoy-c-2.prom", b"# TYPE"),
    ];
    let expect = ["envoy-gateway-system/envoy-a.b-1: [ConfigDump]", "envoy-gateway-system/envoy-c-2: [ConfigDump]"];
    check(members, Layout::EnvoyGateway, &expect);
}

#[test]
fn a_snapshot_of_glooctl_is_read() {
    let members: &[(&str, &[u8])] = &[
        ("server_info.json", &fixture("real-gateway/server_info.json")),
        ("config.json", &fixture("real-gateway/config_dump.json")),
        ("stats.txt", &fixture("real-gateway/stats.txt")),
        ("clusters.txt", &fixture("real-gateway/clusters.txt")),
        ("listeners.txt", &fixture("real-gateway/listeners.txt")),
    ];
    check(members, Layout::Gloo, &["all: [ConfigDump, Clusters, Listeners, ServerInfo, Stats]"]);
}

#[test]
fn a_debug_archive_of_consul_is_read() {
    let dump = String::from_utf8(fixture("real-gateway/config_dump.json")).unwrap();
    let clusters = String::from_utf8(fixture("real-gateway/clusters.json")).unwrap();
    let of = |name: &str| format!("\"{name}\": {{\n\"clusters\": {clusters},\n\"config_dump\": {dump}}}");
    let (one, two) = (format!("{{{}}}", of("web-1")), format!("{{{}, {}}}", of("admin"), of("api")));
    let members: &[(&str, &[u8])] = &[
        ("proxy/default/Sidecar/web-1/config.json", b"{\"web-1\": {\"clusters\": []}}"),
        ("proxy/default/Sidecar/web-1/config_dumps.json", one.as_bytes()),
        ("proxy/default/Sidecar/web-1/stats.json", b"{\"stats\": []}"),
        ("proxy/default/API Gateway/multi-1/config_dumps.json", two.as_bytes()),
        ("proxy/default/API Gateway/multi-1/stats.json", b"{\"stats\": []}"),
        ("proxy/proxyList.json", b"{}"),
    ];
    let expect = [
        "default/multi-1[admin]: [ConfigDump, Clusters]",
        "default/multi-1[api]: [ConfigDump, Clusters]",
        "default/web-1: [ConfigDump, Clusters, Stats]",
    ];
    check(members, Layout::ConsulK8s, &expect);
    let scratch = Scratch::new();
    let bundle = open(&scratch.write("consul-debug.tar.gz", &gzip(&tar(members))));
    for proxy in 0..3 {
        assert_eq!(read(&bundle, proxy, Answer::ConfigDump), dump.trim_end().as_bytes());
        assert_eq!(read(&bundle, proxy, Answer::Clusters), clusters.trim_end().as_bytes());
    }
}

#[test]
fn any_folder_with_dumps_is_read() {
    let dump = fixture("bookinfo-gateway/config_dump.json");
    let packed = gzip(&dump);
    let members: &[(&str, &[u8])] = &[
        ("config_dump.json", &dump),
        ("config_dump_mask_routes.json", &fixture("real-gateway/config_dump_mask_routes.json")),
        ("clusters.txt", b"text"),
        ("clusters.json", b"json"),
        ("one/envoy.dump", &packed),
        ("one/clusters.log", b"a::observability_name::a\n"),
        ("two/a.json", &dump),
        ("two/b.json.gz", &packed),
        ("three/package.json", b"{\"name\": \"three\"}"),
        ("four/stats.json", b"{}"),
        ("src/proxies/five/six/runtime", b"{}"),
    ];
    let expect =
        ["all: [ConfigDump, Clusters]", "one/envoy.dump: [ConfigDump, Clusters]", "two/a.json: [ConfigDump]", "two/b.json: [ConfigDump]"];
    let expect: Vec<String> = expect.iter().map(|line| line.replace(".json:", ":")).collect();
    check(members, Layout::Other, &expect.iter().map(|line| &**line).collect::<Vec<_>>());
    let scratch = Scratch::new();
    let bundle = open(&scratch.write("all.tar", &tar(members)));
    assert_eq!(read(&bundle, 0, Answer::Clusters), b"json");
    for proxy in 0..4 {
        assert_eq!(read(&bundle, proxy, Answer::ConfigDump), dump);
    }
}

#[test]
fn what_is_no_bundle_is_told_apart() {
    let scratch = Scratch::new();
    let dump = fixture("bookinfo-gateway/config_dump.json");
    for plain in [&dump, &gzip(&dump), &zstd::encode_all(&*dump, 1).unwrap(), &b"LIVE\n".to_vec(), &Vec::new(), &vec![0; 2000]] {
        // The name says nothing of the content.
        assert!(Bundle::open(&scratch.write("dump.tar.gz", plain)).unwrap().is_none());
    }
    assert!(Bundle::open(Path::new("-")).unwrap().is_none());
    let nothing = |path: &Path| match Bundle::open(path) {
        Err(error @ BundleError::Nothing { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    scratch.write("empty/readme.md", b"#");
    assert!(nothing(&scratch.path("empty")).ends_with("/empty: no Envoy's configuration is in this folder"));
    assert!(nothing(&scratch.write("a", &tar(&[("readme.md", b"#")]))).ends_with("/a: no Envoy's configuration is in this archive"));
    assert!(nothing(&scratch.write("a", &zip(&[("readme.md", b"#")]))).ends_with("in this archive"));
    assert!(matches!(Bundle::open(&scratch.path("missing")), Err(BundleError::Io { .. })));
    assert!(matches!(Bundle::open(&scratch.write("a", b"PK\x03\x04")), Err(BundleError::Broken { .. })));
}

/// A snapshot of an admin port and four pods, one of which only said that it is not ready, and one nothing.
fn snapshot(path: &Path) -> Manifest {
    let writer = SnapshotWriter::create(path, Existing::Keep).unwrap();
    let mut manifest = Manifest::new(vec!["--all-namespaces".into()]);
    let long = format!("{}-0", "a".repeat(200));
    for pod in ["ratings-v1-1", &long] {
        let folder = Folder::pod("default", pod).unwrap();
        writer.add(&folder, Answer::ConfigDump.file_name(), &fixture("bookinfo-sidecar/config_dump.json")).unwrap();
        writer.add(&folder, Answer::Ready.file_name(), b"LIVE\n").unwrap();
        manifest.proxies.push(ProxyEntry {
            namespace: Some("default".into()),
            pod: Some(pod.into()),
            workload: Some("Deployment/x".into()),
            folder: folder.to_string(),
            ..ProxyEntry::default()
        });
    }
    let folder = Folder::admin("http://localhost:15000");
    writer.add(&folder, Answer::ConfigDump.file_name(), &fixture("real-gateway/config_dump.json")).unwrap();
    let address = Some("http://localhost:15000".into());
    manifest.proxies.push(ProxyEntry { address, folder: folder.to_string(), ..ProxyEntry::default() });
    let starting = Folder::pod("default", "starting").unwrap();
    writer.add(&starting, Answer::Ready.file_name(), b"PRE_INITIALIZING\n").unwrap();
    let namespace = Some("default".into());
    manifest.proxies.push(ProxyEntry { namespace, pod: Some("starting".into()), folder: starting.to_string(), ..ProxyEntry::default() });
    let gone = Folder::pod("default", "gone").unwrap().to_string();
    manifest.proxies.push(ProxyEntry { namespace: Some("default".into()), folder: gone, pod: Some("gone".into()), ..Default::default() });
    writer.finish(&manifest).unwrap();
    manifest
}

#[test]
fn a_snapshot_is_read_with_its_manifest_and_without() {
    let scratch = Scratch::new();
    for name in ["snap", "snap.tar.zst"] {
        let manifest = snapshot(&scratch.path(name));
        let bundle = open(&scratch.path(name));
        assert_eq!((bundle.layout(), bundle.cut(), bundle.manifest()), (Layout::Snapshot, None, Some(&manifest)));
        let names: Vec<&str> = bundle.proxies().iter().map(|proxy| &*proxy.name).collect();
        assert_eq!((names[0], names[2], names[3]), ("http://localhost:15000", "gone", "ratings-v1-1"));
        assert!(names[1].len() == 202 && bundle.proxies()[2].answers().next().is_none());
        assert_eq!(bundle.proxies()[3].workload.as_deref(), Some("Deployment/x"));
        assert_eq!(bundle.entry(&bundle.proxies()[2]), Some(&manifest.proxies[4]));
        assert_eq!(bundle.proxies()[4].answers().collect::<Vec<_>>(), [Answer::Ready]);
        assert_eq!(read(&bundle, 0, Answer::ConfigDump), fixture("real-gateway/config_dump.json"));
        for proxy in [3, 1] {
            assert_eq!(read(&bundle, proxy, Answer::Ready), b"LIVE\n");
            assert_eq!(read(&bundle, proxy, Answer::ConfigDump), fixture("bookinfo-sidecar/config_dump.json"));
        }
        assert!(bundle.read(&bundle.proxies()[2], Answer::ConfigDump).unwrap().is_none());
    }
    std::fs::remove_file(scratch.path("snap/manifest.json")).unwrap();
    let bundle = open(&scratch.path("snap"));
    assert_eq!((bundle.layout(), bundle.manifest().is_none()), (Layout::Snapshot, true));
    assert_eq!(listed(&bundle)[0], "localhost_15000: [ConfigDump]");
    scratch.write("snap/manifest.json", b"{\"apiVersion\": \"meshctl/snapshot/v1\", \"proxies\": 1}");
    assert!(open(&scratch.path("snap")).cut().unwrap().starts_with("manifest.json: invalid type"));
    scratch.write("snap/manifest.json", b"{\"apiVersion\": \"meshctl/snapshot/v2\"}");
    assert!(matches!(Bundle::open(&scratch.path("snap")), Err(BundleError::Newer { version, .. }) if version.ends_with("v2")));
}

#[test]
fn a_snapshot_is_read_after_it_was_packed_otherwise() {
    let scratch = Scratch::new();
    snapshot(&scratch.path("snap.tar.zst"));
    let plain = zstd::decode_all(&*std::fs::read(scratch.path("snap.tar.zst")).unwrap()).unwrap();
    let expect = listed(&open(&scratch.path("snap.tar.zst")));
    for other in [plain.clone(), gzip(&plain), zstd::encode_all(&*plain, 1).unwrap()] {
        let bundle = open(&scratch.write("other", &other));
        assert_eq!((listed(&bundle), bundle.cut()), (expect.clone(), None));
        assert_eq!(read(&bundle, 3, Answer::ConfigDump), fixture("bookinfo-sidecar/config_dump.json"));
    }
}

#[test]
fn what_is_whole_of_an_archive_that_is_cut_off_is_read() {
    let dump = fixture("bookinfo-gateway/config_dump.json");
    let members: &[(&str, &[u8])] = &[("proxies/a/b/config_dump.json", &dump), ("proxies/c/d/config_dump.json", &dump)];
    let scratch = Scratch::new();
    let whole = tar(members);
    for (length, expect) in [(whole.len() - 1024, 2), (whole.len() - 3000, 2), (whole.len() / 2 - 100, 1)] {
        let cut = &whole[..length];
        let packed = [cut.to_vec(), gzip(cut), zstd::encode_all(cut, 1).unwrap()];
        for bytes in packed {
            let bundle = open(&scratch.write("cut", &bytes));
            assert_eq!(bundle.proxies().len(), expect);
            assert!(bundle.cut().unwrap().starts_with("the archive breaks off"), "{:?}", bundle.cut());
            assert_eq!(read(&bundle, 0, Answer::ConfigDump), dump);
        }
    }
    let bundle = open(&scratch.write("cut", &whole[..whole.len() - 3000]));
    let content = bundle.read(&bundle.proxies()[1], Answer::ConfigDump).unwrap().unwrap();
    assert!(dump.starts_with(&content.bytes) && !content.bytes.is_empty());
    assert!(content.cut.unwrap().starts_with("it breaks off after "));
}

#[test]
fn no_prefix_and_no_broken_byte_of_an_archive_panics() {
    let scratch = Scratch::new();
    snapshot(&scratch.path("snap.tar.zst"));
    let ours = std::fs::read(scratch.path("snap.tar.zst")).unwrap();
    let plain = tar(&[("proxies/a/b/config_dump.json", b"{\"configs\":[]}"), ("manifest.json", b"{}")]);
    let zipped = zip(&[("config.json", &fixture("real-gateway/config_dump_mask_routes.json")), ("clusters.txt", b"a")]);
    for archive in [ours, gzip(&plain), plain, zipped] {
        let step = (archive.len() / 150).max(1);
        for at in (0..archive.len()).step_by(step) {
            let mut flipped = archive.clone();
            flipped[at] ^= 0x55;
            for bytes in [&archive[..at], &flipped] {
                let Ok(Some(bundle)) = Bundle::open(&scratch.write("a", bytes)) else { continue };
                for proxy in bundle.proxies() {
                    proxy.answers().for_each(|answer| drop(bundle.read(proxy, answer)));
                }
            }
        }
    }
}

#[test]
fn files_are_added_and_read_by_several_threads() {
    let scratch = Scratch::new();
    let path = scratch.path("snap.tar.zst");
    let writer = SnapshotWriter::create(&path, Existing::Keep).unwrap();
    let bytes = |number: usize| format!("{{\"configs\":[{number}]}}").repeat(number * 50).into_bytes();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let writer = &writer;
            scope.spawn(move || {
                for number in (thread..100).step_by(4) {
                    let folder = Folder::pod("default", &format!("pod-{number:03}")).unwrap();
                    writer.add(&folder, "config_dump.json", &bytes(number)).unwrap();
                }
            });
        }
    });
    writer.finish(&Manifest::new(Vec::new())).unwrap();
    let bundle = open(&path);
    assert_eq!(bundle.proxies().len(), 100);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let bundle = &bundle;
            scope.spawn(move || (thread..100).step_by(4).for_each(|at| assert_eq!(read(bundle, at, Answer::ConfigDump), bytes(at))));
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn bytes_come_back_as_they_were_written(answers in vec(vec(any::<u8>(), 0..3000), 1..9), archive: bool) {
        let scratch = Scratch::new();
        let path = scratch.path(if archive { "snap.tzst" } else { "snap" });
        let writer = SnapshotWriter::create(&path, Existing::Keep).unwrap();
        let folder = Folder::pod("default", "a").unwrap();
        // An answer that begins as compressed bytes do would be taken for such.
        let answers: Vec<Vec<u8>> = answers.into_iter().map(|bytes| [b"{".to_vec(), bytes].concat()).collect();
        for (answer, bytes) in Answer::SAVED.iter().zip(&answers) {
            writer.add(&folder, answer.file_name(), bytes).unwrap();
        }
        let manifest = Manifest::new(Vec::new());
        writer.finish(&manifest).unwrap();
        let bundle = open(&path);
        prop_assert_eq!(bundle.manifest(), Some(&manifest));
        for (answer, bytes) in Answer::SAVED.iter().zip(&answers) {
            prop_assert_eq!(&read(&bundle, 0, *answer), bytes);
        }
    }
}
