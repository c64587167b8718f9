//! The program against real Envoys: what it asks, what it shows of each state, and what it does where it is refused.

mod support;

use meshctl::source::requests::{Wanted, requests};
use serde_json::Value;
use support::dump::items;
use support::envoy::Envoy;
use support::recorder::Recorder;
use support::run::{Run, fed, meshctl};
use support::scenes;
use support::table::Table;
use support::upstream::Mood;

/// Every section with what is asked for it.
const SECTIONS: [(&str, Wanted); 9] = [
    ("bootstrap", Wanted::Bootstrap),
    ("listener", Wanted::Listeners),
    ("route", Wanted::Routes),
    ("cluster", Wanted::Clusters),
    ("endpoint", Wanted::Endpoints),
    ("eds", Wanted::Eds),
    ("secret", Wanted::Secrets),
    ("ecds", Wanted::Ecds),
    ("all", Wanted::All),
];

/// Runs `pc` with these arguments, which hold no blanks, on an Envoy.
fn ask(envoy: &Envoy, args: &str) -> Run {
    meshctl(["pc"].into_iter().chain(args.split_whitespace()).chain(["--admin", envoy.address()]))
}

fn get(envoy: &Envoy, path: &str) -> Vec<u8> {
    envoy.admin().get(path).unwrap()
}

/// The table of `all` that has this column.
fn table_with(all: &Run, column: &str) -> Table {
    let tables = all.text().split("\n\n").map(Table::parse);
    tables
        .into_iter()
        .find(|table| table.columns.iter().any(|name| name == column))
        .unwrap_or_else(|| panic!("no {column} in {}", all.told()))
}

#[test]
fn a_section_is_the_same_from_the_port_and_from_a_dump() {
    for envoy in [scenes::plain(), scenes::plain_on_a_socket(), scenes::dynamic()] {
        let dump = get(&envoy, "/config_dump?include_eds");
        for (section, _) in SECTIONS {
            for output in ["short", "json", "yaml", "name"] {
                let args = format!("{section} -o {output}");
                let live = ask(&envoy, &args).ends_with(0);
                let saved = match section {
                    // Counters go on between two answers.
                    "endpoint" if matches!(output, "json" | "yaml") => continue,
                    "endpoint" => fed(&format!("pc {args} -f -"), get(&envoy, "/clusters?format=json")),
                    _ => fed(&format!("pc {args} -f -"), &*dump),
                };
                let is_same = match output {
                    // Envoy has the keys of a Struct in another order each time.
                    "json" => live.json() == saved.json(),
                    _ => live.text() == saved.text(),
                };
                assert!(is_same && saved.code == 0, "{}\n{}", live.told(), saved.told());
            }
        }
        assert!(ask(&envoy, "cluster -o name").quietly().text().lines().count() >= 3);
    }
}

#[test]
fn nothing_is_asked_but_what_is_planned() {
    let envoy = scenes::plain();
    let recorder = Recorder::start(envoy.address());
    for (section, wanted) in SECTIONS {
        // Only a wide table joins other sections.
        let wide = match wanted {
            Wanted::Listeners => Wanted::WideListeners,
            Wanted::Clusters => Wanted::WideClusters,
            Wanted::Endpoints => Wanted::WideEndpoints,
            Wanted::Eds => Wanted::WideEds,
            Wanted::Secrets => Wanted::WideSecrets,
            other => other,
        };
        for (output, wanted) in [("short", wanted), ("json", wanted), ("wide", wide)] {
            meshctl(["pc", section, "-o", output, "--admin", recorder.address()]).ends_with(0);
            let planned: Vec<String> = requests(wanted).iter().map(|request| format!("GET {}", request.path)).collect();
            assert_eq!(recorder.asked(), planned, "{section}");
        }
    }
    let log = |args: &[&str]| {
        meshctl(["pc", "log", "--admin", recorder.address()].iter().chain(args)).quietly();
        recorder.asked()
    };
    assert_eq!(log(&[]), ["POST /logging"]);
    assert_eq!(log(&["--level", "http:debug"]), ["POST /logging", "POST /logging?http=debug"]);
    assert_eq!(log(&["--reset"])[0], "GET /server_info");
    // What can't be used is found before anything is asked.
    meshctl(["pc", "log", "--level", "http:loud", "--admin", recorder.address()]).ends_with(2);
    assert_eq!(recorder.asked(), [""; 0]);
}

#[test]
fn a_refused_path_costs_only_what_it_would_have_told() {
    let allowing = |paths: &str| {
        scenes::bare(&format!("{{ address: {{ socket_address: {{ address: 127.0.0.1, port_value: 0 }} }}, allow_paths: [ {paths} ] }}"))
    };
    let envoy = allowing("{ exact: /config_dump }");
    // The whole dump tells what a mask would have told.
    assert_eq!(ask(&envoy, "cluster").quietly().table().rows.len(), 0);
    ask(&envoy, "bootstrap -o name").quietly();
    // A wide table is made of what is allowed, and does not get the same resources twice.
    let clusters = ask(&envoy, "cluster -o wide").ends_with(0).says("not shown: how many endpoints are healthy");
    assert_eq!(clusters.table().rows.len(), 0);
    let all = ask(&envoy, "all -o name").ends_with(0).says("not shown: why an endpoint is not healthy");
    assert!(all.stderr.contains("/clusters?format=json: status 403") && all.text() == "bootstrap\n", "{}", all.told());
    for section in ["endpoint", "eds", "log"] {
        let refused = ask(&envoy, section).ends_with(3).prints_nothing();
        assert!(
            refused.stderr.contains("status 403") && refused.stderr.contains("hint: the bootstrap's `admin.allow_paths`"),
            "{}",
            refused.told()
        );
    }

    let envoy = allowing("{ prefix: /clusters }, { prefix: /ready }, { prefix: /server_info }");
    assert_eq!(ask(&envoy, "endpoint").ends_with(0).table().rows.len(), 0);
    for section in ["cluster", "listener", "route", "secret", "ecds", "bootstrap", "eds"] {
        ask(&envoy, section).ends_with(3).prints_nothing().says("hint: the bootstrap's `admin.allow_paths` decides");
    }
}

#[test]
fn each_state_is_told() {
    let envoy = scenes::dynamic();
    let all = ask(&envoy, "all --verbose=false").ends_with(0);
    let states = |column: &str| -> Vec<(String, String)> {
        let table = table_with(&all, column);
        let state = if column == "TYPE" { "STATUS" } else { "STATE" };
        let word = |text: &&str| text.split(" + ").next().unwrap().to_owned();
        let names = table.column(if column == "TYPE" { "RESOURCE NAME" } else { "NAME" });
        let mut states: Vec<_> = names.into_iter().map(str::to_owned).zip(table.column(state).iter().map(word)).collect();
        states.sort();
        states
    };
    let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(name, state)| ((*name).to_owned(), (*state).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        states("ADDRESSES"),
        pairs(&[
            ("listener/kept", "OK"),
            ("listener/kept", "REJECTED"),
            ("listener/rejected", "REJECTED"),
            ("listener/removed", "DRAINING"),
            ("listener/replaced", "DRAINING"),
            ("listener/replaced", "OK"),
            ("listener/scoped", "OK"),
            ("listener/warming-rds", "WARMING"),
            ("listener/warming-sds", "WARMING"),
            ("listener/web", "OK"),
        ])
    );
    assert_eq!(
        states("SERVICE FQDN"),
        pairs(&[
            ("cluster/active", "OK"),
            ("cluster/silent", "OK"),
            ("cluster/warming-eds", "WARMING"),
            ("cluster/warming-sds", "WARMING")
        ])
    );
    let secrets = ask(&envoy, "secret").quietly().table();
    assert_eq!(secrets.column("RESOURCE NAME"), ["missing-for-cluster", "missing-for-listener", "server"]);
    assert_eq!(secrets.column("STATUS"), ["WARMING", "WARMING", "ACTIVE"]);
    assert_eq!(secrets.column("VALID CERT"), ["false + not yet received", "false + not yet received", "true"]);
    let extensions = ask(&envoy, "ecds").quietly().table();
    assert_eq!(extensions.column("ECDS NAME"), ["discovered-http", "discovered-network"]);
    assert_eq!(table_with(&all, "ECDS NAME").rows.len(), 2);
    // A table of what is as it should be has no column for it.
    assert!(!ask(&envoy, "route").ends_with(0).table().columns.contains(&"STATE".to_owned()));
    let listener = ask(&envoy, "listener").quietly().table();
    assert!(listener.column("DESTINATION").contains(&"HTTP + Scoped routes: by-tenant"), "{listener:?}");
    // Scripts that read the first columns keep working.
    assert_eq!(listener.columns, ["ADDRESSES", "PORT", "MATCH", "DESTINATION", "STATE"]);

    // What a plain proxy has is static.
    let secrets = ask(&scenes::plain(), "secret").quietly().table();
    assert_eq!(secrets.column("RESOURCE NAME"), ["server", "authority", "password"]);
    assert_eq!(secrets.column("STATUS"), ["STATIC"; 3]);
}

#[test]
fn a_refused_listener_is_told_once_with_its_reason() {
    let envoy = scenes::dynamic();
    let mut dump = envoy.json("/config_dump?include_eds");
    let reason = "duplicate matcher is";
    let refused =
        |run: &Run| run.text().lines().filter(|line| line.contains("REJECTED + ") && line.contains(" + error adding listener")).count();
    let live = ask(&envoy, "listener --verbose=false").quietly();
    assert_eq!((refused(&live), live.text().matches(reason).count()), (2, 2), "{}", live.told());

    let documents = ask(&envoy, "listener -o json").quietly().json();
    let errors: Vec<&Value> = documents.as_array().unwrap().iter().filter(|listener| listener["@state"] == "REJECTED").collect();
    assert_eq!(errors.iter().map(|listener| &listener["name"]).collect::<Vec<_>>(), ["kept", "rejected"]);
    for error in errors {
        assert!(
            error["@error"]["details"].as_str().unwrap().contains(reason) && error["@error"]["lastUpdateAttempt"].is_string(),
            "{error}"
        );
        assert!(error["filterChains"].is_array(), "what was refused is shown");
    }

    // An entry without a name that says more is not lost.
    let unnamed = |dump: &mut Value, change: &dyn Fn(&mut Value)| {
        let sections = dump["configs"].as_array_mut().unwrap();
        let listeners = sections.iter_mut().find_map(|section| section["dynamic_listeners"].as_array_mut()).unwrap();
        change(&mut listeners.iter_mut().find(|listener| listener["name"].is_null()).unwrap()["error_state"]);
    };
    assert_eq!(items(&dump, "dynamic_listeners").iter().filter(|listener| listener["name"].is_null()).count(), 2);
    unnamed(&mut dump, &|error| error["details"] = "error adding listener: another reason".into());
    let other = fed("pc listener --verbose=false -f -", dump.to_string()).quietly();
    assert!(refused(&other) == 3 && other.text().contains("another reason"), "{}", other.told());
    unnamed(&mut dump, &|error| drop(error.as_object_mut().unwrap().remove("failed_configuration")));
    let other = fed("pc listener --verbose=false -f -", dump.to_string()).quietly();
    assert!(refused(&other) == 3 && other.text().contains("another reason"), "{}", other.told());
}

#[test]
fn scoped_routes_are_there() {
    for (envoy, scope, routes) in [(scenes::plain(), "first-tenant", "first-tenant-routes"), (scenes::dynamic(), "second-tenant", "routes")]
    {
        let run = ask(&envoy, "route").ends_with(0);
        assert!(run.stderr.contains("scoped"), "{}", run.told());
        let all = ask(&envoy, "all -o json").quietly();
        assert!(all.text().contains(scope) && all.text().contains(routes));
    }
}

#[test]
fn health_is_told_as_it_is_now() {
    let health = scenes::health();
    let status = |text: &Run, upstream: usize| {
        let (table, name) = (text.table(), format!("127.0.0.1:{}", health.upstreams[upstream].port()));
        let row = table.named(&name)[0].to_vec();
        assert_eq!((&*row[2], &*row[3]), ("OK", "checked"));
        row[1].clone()
    };
    let told = |upstream: usize, expected: &str| {
        assert_eq!(status(&ask(&health.envoy, "endpoint").quietly(), upstream), expected);
        for path in ["/clusters?format=json", "/clusters"] {
            assert_eq!(status(&fed("pc endpoint -f -", get(&health.envoy, path)).quietly(), upstream), expected, "{path}");
        }
        // A dump knows the verdict, and not the reason.
        let dump = fed("pc endpoint -f -", get(&health.envoy, "/config_dump?include_eds")).ends_with(0).says("note: health is EDS's");
        assert_eq!(status(&dump, upstream), expected.split(" + ").next().unwrap());
    };
    let is = |key: &'static str| move |status: &Value| status[key] == true;
    let fine = |status: &Value| status.as_object().is_some_and(|status| status.len() == 1);
    health.status_when(1, "unhealthy host", is("failed_active_health_check"));
    health.status_when(2, "degraded host", is("failed_active_degraded_check"));
    health.status_when(0, "healthy host", fine);
    told(0, "HEALTHY");
    told(1, "UNHEALTHY + failed_active_health_check");
    told(2, "DEGRADED + failed_active_degraded_check");
    let only = ask(&health.envoy, "endpoint --status unhealthy -o name").quietly();
    assert_eq!(only.text(), format!("endpoint/127.0.0.1:{}\n", health.upstreams[1].port()));

    health.upstreams[0].set(Mood::Unhealthy);
    health.upstreams[1].set(Mood::Healthy);
    health.status_when(0, "host that has failed", is("failed_active_health_check"));
    health.status_when(1, "host that is well again", fine);
    told(0, "UNHEALTHY + failed_active_health_check");
    told(1, "HEALTHY");
    // In `all` the reason stands beside the verdict.
    let all = table_with(&ask(&health.envoy, "all").ends_with(0), "LOCALITY");
    assert!(all.column("STATUS").contains(&"UNHEALTHY + failed_active_health_check"), "{all:?}");
}

#[test]
fn levels_are_printed_set_and_reset() {
    let envoy = scenes::plain();
    let level = |run: &Run, logger: &str| {
        let line = run.text().lines().find_map(|line| line.trim().strip_prefix(&format!("{logger}: ")).map(str::to_owned));
        line.unwrap_or_else(|| panic!("no {logger}: {}", run.told()))
    };
    let now = ask(&envoy, "log").quietly();
    assert_eq!(now.stdout, envoy.admin().post("/logging").unwrap());
    assert_eq!(level(&now, "http"), "info");
    let set = ask(&envoy, "log --level http:debug").quietly();
    assert_eq!((level(&set, "http"), level(&set, "admin")), ("debug".to_owned(), "info".to_owned()));
    assert_eq!(level(&ask(&envoy, "o").quietly(), "http"), "debug", "it stays");
    assert_eq!(level(&ask(&envoy, "log --level warning").quietly(), "admin"), "warning");

    let unknown = ask(&envoy, "log --level htpt:trace").ends_with(2).prints_nothing();
    assert!(unknown.stderr.contains("htpt") && unknown.stderr.contains("http"), "{}", unknown.told());
    assert_eq!(level(&ask(&envoy, "log").quietly(), "http"), "warning", "nothing is set when one logger is unknown");
    assert_eq!(ask(&envoy, "log -r").quietly().stdout, now.stdout);
}
