//! How an output looks, how a run ends, and what is said on the way.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use meshctl::render::table::{Screen, write};
use meshctl::section::Table;
use serde_json::Value;

use crate::support::run::{Meshctl, Run, meshctl, read_fixture};

const SIDECAR: &str = "bookinfo-sidecar/config_dump.json";
const GATEWAY: &str = "real-gateway/config_dump.json";

/// Runs the program with these arguments, which hold no blanks.
fn run(args: &str) -> Run {
    meshctl(args.split_whitespace())
}

fn lines(run: &Run) -> Vec<String> {
    run.text().lines().map(str::to_owned).collect()
}

#[test]
fn names_are_one_a_line() {
    let names = |args: &str| lines(&run(&format!("pc {args} -o name")).quietly());
    let clusters = names(&format!("cluster -f {SIDECAR} --fqdn reviews"));
    assert_eq!(clusters.len(), 4);
    assert!(clusters.contains(&"cluster/outbound|9080|v1|reviews.default.svc.cluster.local".to_owned()), "{clusters:?}");
    // A listener has many filter chains, and one name.
    assert_eq!(names(&format!("listener -f {SIDECAR} --port 15006")), ["listener/virtualInbound"]);
    assert_eq!(names(&format!("route -f {SIDECAR} --name 9080")), ["route/9080"]);
    assert_eq!(names(&format!("secret -f {GATEWAY}")), ["secret/default", "secret/ROOTCA"]);
    assert_eq!(names("eds -f real-gateway/config_dump.json --address 10.244.0.15"), ["endpoint/10.244.0.15:9080"]);
    assert_eq!(names(&format!("bootstrap -f {GATEWAY}")), ["bootstrap"]);
    assert!(
        names(&format!("all -f {GATEWAY} --fqdn nothing --address nothing --name nothing"))[..]
            == ["bootstrap", "secret/default", "secret/ROOTCA"]
    );
}

#[test]
fn headings_can_be_left_out() {
    for args in [
        format!("cluster -f {SIDECAR}"),
        format!("listener -f {SIDECAR}"),
        format!("secret -f {GATEWAY}"),
        "endpoint -f real-gateway/clusters.json".to_owned(),
    ] {
        let words = |run: &Run| run.text().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
        let with = words(&run(&format!("pc {args}")).quietly());
        assert_eq!(words(&run(&format!("pc {args} --no-headers")).quietly()), with[1..], "{args}");
    }
    assert_eq!(run(&format!("pc cluster -f {SIDECAR} --fqdn nothing --no-headers")).quietly().text(), "");
}

#[test]
fn fields_can_keep_the_dumps_names() {
    let dump: Value = serde_json::from_slice(&read_fixture(&format!("istio/{SIDECAR}"))).unwrap();
    let bodies = |list: &str, path: &str| -> Vec<Value> {
        let lists = dump["configs"].as_array().unwrap().iter().filter_map(|section| section[list].as_array());
        lists.flatten().map(|entry| entry.pointer(path).unwrap().clone()).collect()
    };
    for (section, lists) in [
        ("cluster", &[("static_clusters", "/cluster"), ("dynamic_active_clusters", "/cluster")]),
        ("listener", &[("static_listeners", "/listener"), ("dynamic_listeners", "/active_state/listener")]),
        ("route", &[("static_route_configs", "/route_config"), ("dynamic_route_configs", "/route_config")]),
    ] {
        let mut expected: Vec<Value> = lists.iter().flat_map(|(list, path)| bodies(list, path)).collect();
        let mut printed =
            run(&format!("pc {section} -f {SIDECAR} -o json --field-names proto")).quietly().json().as_array().unwrap().clone();
        let key = |value: &Value| value.to_string();
        expected.sort_by_cached_key(key);
        printed.sort_by_cached_key(key);
        assert!(printed == expected, "{section}");
    }
}

#[test]
fn colour_means_something_and_is_asked_for() {
    let args = ["pc", "endpoint", "-f", "real-gateway/clusters.json"];
    let plain = meshctl(args).quietly();
    assert!(!plain.text().contains('\u{1b}'));
    let colored = |env: &[(&str, &str)], more: &[&str]| {
        let run = env.iter().fold(Meshctl::new(args.iter().chain(more)), |run, (name, value)| run.env(name, value));
        let run = run.run().quietly();
        let text = run.text().to_owned();
        let without: String =
            text.split('\u{1b}').enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 }).collect();
        assert_eq!(without, plain.text(), "colour changes nothing else");
        text.contains('\u{1b}')
    };
    assert!(colored(&[], &["--color", "always"]) && colored(&[("NO_COLOR", "1")], &["--color=always"]));
    assert!(colored(&[("CLICOLOR_FORCE", "1")], &[]) && colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]) && !colored(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]) && !colored(&[("TERM", "xterm")], &["--color", "auto"]));
    let always = meshctl(args.iter().chain(&["--color", "always"])).quietly();
    for cell in ["\u{1b}[31mUNHEALTHY\u{1b}[0m + failed_active_health_check", "\u{1b}[33mDEGRADED\u{1b}[0m", "\u{1b}[31mFAILED\u{1b}[0m"] {
        assert!(always.text().contains(cell), "{}", always.told());
    }
    // Documents are for programs.
    assert!(!run(&format!("pc cluster -f {GATEWAY} -o json --color always")).quietly().text().contains('\u{1b}'));
}

#[test]
fn a_table_fits_the_terminal() {
    let run = run(&format!("pc cluster -f {SIDECAR}")).quietly().table();
    let mut table = Table::new(&["SERVICE FQDN", "PORT", "SUBSET", "DIRECTION", "TYPE", "DESTINATION RULE"], 5);
    table.push_cells(run.rows.iter().flatten().map(|cell| cell.clone().into()));
    let printed = |width: Option<usize>| {
        let mut out = Vec::new();
        write(&mut out, &table, true, Screen { width, color: false }).unwrap();
        String::from_utf8(out).unwrap()
    };
    let letters = |text: &str| text.chars().filter(|character| !character.is_whitespace()).count();
    for width in [60, 80, 100] {
        let fitted = printed(Some(width));
        assert!(fitted.lines().all(|line| line.chars().count() <= width), "{fitted}");
        assert_eq!(letters(&fitted), letters(&printed(None)), "nothing is cut");
    }
    assert_eq!(printed(Some(1000)), printed(None));
}

#[test]
fn arguments_that_cannot_be_used_are_told_before_anything_is_read() {
    for (args, words) in [
        ("", "Usage: meshctl"),
        ("pc", "Usage: meshctl proxy-config"),
        ("pc rotue -f no/such", "a similar subcommand exists: 'route'"),
        ("pc cluster", "no source given"),
        ("pc cluster -f no/such --admin http://localhost:1", "cannot be used with"),
        // Filters that the section does not have.
        ("pc route -f no/such --port 80", "unexpected argument '--port'"),
        ("pc secret -f no/such --fqdn x", "unexpected argument '--fqdn'"),
        ("pc cluster -f no/such --address x", "unexpected argument '--address'"),
        ("pc listener -f no/such --cluster x", "unexpected argument '--cluster'"),
        ("pc bootstrap -f no/such --no-headers", "unexpected argument '--no-headers'"),
        ("pc all -f no/such --field-names proto", "unexpected argument '--field-names'"),
        ("pc cluster -f no/such --field-names snake", "possible values: json, proto"),
        ("pc cluster --admin ftp://x", "an admin address is http://HOST:PORT or unix:///path/to/socket"),
        ("pc cluster --admin http://localhost:1 --timeout 0s", "longer than nothing"),
        ("pc log --admin http://localhost:1 --level http:loud", "\"loud\" is not a level"),
    ] {
        run(args).ends_with(2).prints_nothing().says(words);
    }
}

#[test]
fn a_proxy_that_does_not_answer_is_a_source_that_cannot_be_reached() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for section in ["cluster", "all", "log"] {
        let refused = run(&format!("pc {section} --admin http://{free}")).ends_with(3).prints_nothing();
        assert_eq!(refused.stderr.lines().next(), Some(&*format!("error: http://{free}: connection refused")));
        assert!(refused.stderr.contains("\nhint: "), "{}", refused.told());
    }
    run("pc cluster --admin unix:///no/such/socket").ends_with(3).says("there is no such socket file");

    // It takes connections, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let start = Instant::now();
    let late = run(&format!("pc cluster --admin http://{} --timeout 200ms", silent.local_addr().unwrap())).ends_with(3).prints_nothing();
    assert!(late.stderr.contains("within 200ms") && late.stderr.contains("--timeout"), "{}", late.told());
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_port_that_is_not_envoys_is_a_source_that_is_something_else() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n<html></html>");
        }
    });
    run(&format!("pc cluster --admin {address}")).ends_with(4).prints_nothing().says("this is an HTML page");
    run(&format!("pc log --admin {address}")).ends_with(4).prints_nothing().says("no list of loggers");
}

#[test]
fn whoever_stops_reading_has_enough() {
    for (args, line) in [("pc all -o json -f", "{\n"), ("pc listener -o yaml -f", "- address:\n"), ("pc all -o yaml -f", "configs:\n")] {
        let run = Meshctl::new(args.split_whitespace().chain([SIDECAR])).first_line();
        assert!(run.code == 0 && run.stderr.is_empty() && run.text() == line, "{}", run.told());
    }
}
