//! What is not an Envoy's configuration, or only in part: the answer says so, and shows what there is.

use serde_json::{Value, json};

use crate::support::run::{Run, fed, meshctl, read_fixture};

const CLUSTERS: &str = "type.googleapis.com/envoy.admin.v3.ClustersConfigDump";

/// A dump with this section of clusters, in which `@` stands for the `@type`.
fn clusters(section: &str) -> String {
    format!(r#"{{"configs":[{{"@type":"{CLUSTERS}",{section}}}]}}"#)
}

/// The names in a table of clusters.
fn names(run: &Run) -> Vec<String> {
    run.table().rows.into_iter().map(|mut row| row.swap_remove(0)).collect()
}

#[test]
fn a_file_that_cannot_be_read_is_a_source_that_cannot_be_reached() {
    for (path, cause) in [
        ("no/such/file.json", "cannot read no/such/file.json: No such file or directory"),
        ("bookinfo-gateway/config_dump.json/below", "Not a directory"),
        // It can be opened, and then not read; whoever runs the tests may read all other files.
        ("/proc/self/mem", "cannot read /proc/self/mem: Input/output error"),
    ] {
        for section in ["cluster", "all", "bootstrap", "endpoint"] {
            if path.starts_with("/proc") && !cfg!(target_os = "linux") {
                continue;
            }
            meshctl(["pc", section, "-f", path]).ends_with(3).prints_nothing().says(cause);
        }
    }
    let run = meshctl(["pc", "cluster", "-f", "../yaml"]).ends_with(4).prints_nothing();
    run.says("../yaml: no Envoy's configuration is in this folder").says("folders with a config_dump.json");
}

#[test]
fn something_else_is_called_what_it_looks_like() {
    let ztunnel = r#"{"certificates":[],"workloads":{},"services":{},"policies":{}}"#;
    let cases: [(&[u8], &str, &str); 23] = [
        (b"", "empty", "config_dump"),
        (b" \r\n\t ", "empty", "config_dump"),
        (b"\xef\xbb\xbf", "empty", "config_dump"),
        (b"<!DOCTYPE html><title>Log in</title>", "an HTML page (a login page?)", "log in there"),
        (b"\n <html>", "an HTML page (a login page?)", "log in there"),
        (br#"{"apiVersion":"v1","kind":"List","items":[]}"#, "a Kubernetes object (kind List)", "kubectl exec"),
        (b"apiVersion: v1\nkind: PodList\nitems: []\n", "a Kubernetes object (kind PodList)", "kubectl exec"),
        (ztunnel.as_bytes(), "a ztunnel dump", "istioctl ztunnel-config"),
        (b"invalid path. admin commands are:\n  /: Admin home page\n", "404, no such path", "config_dump"),
        (b"dynamic_thing not found in config dump", "404, no such path", "config_dump"),
        (b"request to path /config_dump not allowed", "403, the path is not among its allow_paths", "config_dump"),
        (b"hello world\nand more\n", "a text that begins `hello world`", "config_dump"),
        (b"LIVE\n", "a text that begins `LIVE`", "config_dump"),
        (b"42", "a text that begins `42`", "config_dump"),
        (b"\"text\"", "a text that begins `\"text\"`", "config_dump"),
        (b"null", "a text that begins `null`", "config_dump"),
        (b"[1, 2, 3]", "a JSON list of something else", "config_dump"),
        (br#"[{"id":1}]"#, "a JSON list of something else", "config_dump"),
        (br#"{"stats":[],"more":1}"#, "an object with the keys stats, more", "config_dump"),
        (b"active loggers:\n  admin: info\n", "an object with the keys active loggers", "config_dump"),
        (b"\xff\xfe\x01\x00", "neither JSON nor YAML", "config_dump"),
        (b"\xfe\x80{}", "neither JSON nor text (invalid UTF-8 at line 1, column 1)", "config_dump"),
        (b"a: b: c", "neither JSON nor YAML", "config_dump"),
    ];
    for (input, looks_like, advice) in cases {
        for args in ["pc cluster -f -", "pc all -f -", "pc all -f - -o json", "pc bootstrap -f - -o yaml", "pc endpoint -f - -o name"] {
            let run = fed(args, input).ends_with(4).prints_nothing();
            assert!(
                run.stderr.starts_with(&format!("error: standard input: this is {looks_like}"))
                    || run.stderr.starts_with(&format!("error: standard input: this is an error of the admin port: {looks_like}")),
                "{}",
                run.told()
            );
            assert!(run.stderr.lines().count() == 2 && run.stderr.contains("\nhint: ") && run.stderr.contains(advice), "{}", run.told());
        }
    }
}

#[test]
fn an_answer_of_envoy_without_the_section_says_what_supplies_it() {
    let file = |name: &str| ["real-gateway/", name].concat();
    let lacks = |section: &str, name: &str, says: &str| {
        let run = meshctl(["pc", section, "-f", &file(name)]).ends_with(4).says(says);
        assert_eq!(run.text().lines().count(), 1, "only headings: {}", run.told());
    };
    lacks("cluster", "clusters.json", "note: this source has no ClustersConfigDump; /config_dump supplies it\n");
    lacks("route", "listeners.json", "note: this source has no RoutesConfigDump; /config_dump supplies it\n");
    lacks("secret", "certs.json", "note: this source has no SecretsConfigDump; /config_dump supplies it\n");
    lacks("listener", "server_info.json", "note: this source has no ListenersConfigDump; /config_dump supplies it\n");
    let endpoints = "note: this source has no endpoints; /config_dump?include_eds or /clusters?format=json supplies them\n";
    lacks("endpoint", "config_dump_noeds.json", endpoints);
    lacks("eds", "config_dump_mask_routes.json", endpoints);
    // A proxy need not have routes or extensions, and a whole dump without them is whole.
    meshctl(["pc", "ecds", "-f", &file("config_dump.json")]).ends_with(0).says("note: this dump has no EcdsConfigDump: the proxy has none");
    // Where nothing at all can be shown, nothing has been done.
    meshctl(["pc", "all", "-f", &file("certs.json")]).ends_with(4).prints_nothing();
    meshctl(["pc", "all", "-f", &file("config_dump_mask_routes.json")]).ends_with(0).says("this source has no ClustersConfigDump");
}

#[test]
fn a_cut_dump_shows_what_is_whole_and_where_it_ends() {
    let whole = read_fixture("istio/bookinfo-gateway/config_dump.json");
    let all = names(&fed("pc cluster -f -", &*whole).quietly());
    let documents: Vec<Value> = fed("pc cluster -f - -o json", &*whole).json().as_array().unwrap().clone();
    let mut shown = 0;
    for part in 1..12 {
        let cut = &whole[..whole.len() * part / 12];
        let run = fed("pc cluster -f -", cut).ends_with(4).says("error: standard input is cut off: ").says("hint: ");
        let line = cut.iter().filter(|byte| **byte == b'\n').count() + 1;
        assert!(run.stderr.contains(&format!("(line {line}, column ")), "{}", run.told());
        let names = names(&run);
        assert!(names.iter().all(|name| all.contains(name)), "{names:?}");
        if let Some(last) = names.len().checked_sub(1) {
            assert!(run.stderr.contains("; the last resource before that is configs[1].") && names.len() >= shown, "{last} {}", run.told());
        }
        shown = names.len();
        let list = fed("pc cluster -f - -o json", cut).ends_with(4).json();
        assert!(list.as_array().unwrap().len() == shown && list.as_array().unwrap().iter().all(|item| documents.contains(item)));
        // The document is closed where it is cut, so that the next program can read it.
        fed("pc all -f - -o json", cut).ends_with(4).json();
        let yaml = fed("pc all -f - -o yaml", cut).ends_with(4);
        serde_yaml::from_str::<Value>(yaml.text()).unwrap();
    }
    assert_eq!(shown, all.len());
}

#[test]
fn what_is_of_a_wrong_shape_costs_only_itself() {
    let check = |section: &str, expect: &[&str], warning: &str| {
        let run = fed("pc cluster -f -", clusters(section)).ends_with(4).says(warning);
        assert_eq!(names(&run), expect, "{section}");
    };
    let good = r#""dynamic_active_clusters":[{"cluster":{"name":"good"}}]"#;
    check(&format!(r#""static_clusters":5,{good}"#), &["good"], "warning: configs[0].static_clusters[0]: expected an array, found `5`");
    check(
        &format!(r#""static_clusters":[1,{{"cluster":{{"name":"a"}}}}],{good}"#),
        &["a", "good"],
        "static_clusters[0]: expected an object",
    );
    check(
        &format!(r#""static_clusters":[{{"cluster":{{"name":"a"}}}} {{}}],{good}"#),
        &["a", "good"],
        "static_clusters[1]: expected `,` or `]`",
    );
    // A resource that can't be read keeps its row.
    check(&format!(r#""static_clusters":[{{"cluster":[]}}],{good}"#), &["", "good"], "static_clusters[0]: expected an object, found `[`");
    let mut dump: Value = serde_json::from_str(&clusters(good)).unwrap();
    dump["configs"].as_array_mut().unwrap().insert(0, json!("not a section"));
    let run = fed("pc cluster -f -", dump.to_string()).ends_with(4).says("warning: configs[0]: expected an object");
    assert_eq!(names(&run), ["good"]);
    dump["configs"] = json!({ "0": 1 });
    fed("pc cluster -f -", dump.to_string()).ends_with(4).says("configs: expected an array, found `{`");
}

#[test]
fn odd_json_is_read_as_it_stands() {
    // Of several members of one name the last counts, and all are printed.
    let twice = clusters(r#""static_clusters":[{"cluster":{"name":"first","name":"second"}}]"#);
    assert_eq!(names(&fed("pc cluster -f -", &*twice).quietly()), ["second"]);
    let printed = fed("pc cluster -f - -o json", &*twice).quietly();
    assert!(printed.text().contains("first") && printed.text().contains("second"), "{}", printed.told());

    let number = "99999999999999999999999999999999999999";
    let huge = clusters(&format!(r#""static_clusters":[{{"cluster":{{"name":"a","x":{number},"y":-1e400,"z":1.50}}}}]"#));
    let printed = fed("pc cluster -f - -o json", &*huge).quietly();
    for spelling in [number, "-1e400", "1.50"] {
        assert!(printed.text().contains(&format!(": {spelling}")), "{}", printed.told());
    }
    let port = r#"{"configs":[{"@type":"type.googleapis.com/envoy.admin.v3.ListenersConfigDump","static_listeners":[
        {"listener":{"name":"a","address":{"socket_address":{"address":"h","port_value":99999999999999999999}}}},
        {"listener":{"name":"b","address":{"socket_address":{"address":"h","port_value":"80"}}}}]}]}"#;
    let run = fed("pc listener -f -", port).ends_with(4).says("static_listeners[0]: expected a whole number, found `99999999999999999999`");
    assert_eq!(run.table().column("PORT"), ["0", "80"]);

    // A byte that is no text costs the resource that it stands in.
    let mut bytes = clusters(r#""static_clusters":[{"cluster":{"name":"a?b"}},{"cluster":{"name":"good"}}]"#).into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xff;
    let run = fed("pc cluster -f -", bytes).ends_with(4).says("static_clusters[0]: invalid UTF-8 in a string");
    assert_eq!(names(&run), ["", "good"]);
    // Names may hold what would break a table's lines.
    let run = fed("pc cluster -f -", clusters(r#""static_clusters":[{"cluster":{"name":"a\nb\u001b[31mc"}}]"#)).quietly();
    assert_eq!(names(&run), [r"a\nb\u{1b}[31mc"]);
    let run = fed("pc cluster -f - -o name", clusters(r#""static_clusters":[{"cluster":{"name":"a\nb\u009b31mc"}}]"#)).quietly();
    assert_eq!(run.text(), "cluster/a\\nb\\u{9b}31mc\n");
}

#[test]
fn depth_costs_no_stack() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + "1" + &close.repeat(100_000);
    for text in [
        deep("[", "]"),
        deep(r#"{"a":"#, "}"),
        "[".repeat(100_000),
        r#"{"configs":"#.repeat(100_000),
        format!("a: {}", deep("[", "]")),
        format!("a: {}", "[".repeat(100_000)),
    ] {
        fed("pc cluster -f -", &*text).ends_with(4);
        fed("pc all -f - -o yaml", &*text).ends_with(4);
    }
    // Metadata is no list, which the table's lens says.
    for (inner, code) in [(deep("[", "]"), 4), (deep(r#"{"a":"#, "}"), 0)] {
        let dump = clusters(&format!(r#""static_clusters":[{{"cluster":{{"name":"deep","metadata":{inner}}}}}]"#));
        assert_eq!(fed("pc cluster -f -", &*dump).ends_with(code).table().rows.len(), 1);
        for output in ["json", "yaml"] {
            let run = fed(&format!("pc cluster -f - -o {output}"), &*dump).quietly();
            assert_eq!(run.text().matches('1').count(), 1);
            fed(&format!("pc all -f - -o {output}"), &*dump).quietly();
        }
    }
}
