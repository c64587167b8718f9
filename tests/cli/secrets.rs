//! No output holds a private key or another secret, whatever the input says.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::run::{Meshctl, fed};

const KEY: &str = include_str!("../support/envoy/test-only.key");
const CERTIFICATE: &str = include_str!("../support/envoy/test-only.crt");
const TLS: &str = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3";
const ADMIN: &str = "type.googleapis.com/envoy.admin.v3";

/// The lines of the key between its first and its last.
fn key_lines() -> Vec<&'static str> {
    KEY.lines().filter(|line| !line.starts_with("-----")).collect()
}

/// One secret of each kind, in each form that Envoy reads.
fn secrets() -> Vec<Value> {
    let der = STANDARD.decode(key_lines().concat()).unwrap();
    let tls = |name: &str, key: Value| {
        let chain = json!({ "inline_string": CERTIFICATE });
        json!({ "name": name, "tls_certificate": { "certificate_chain": chain, "private_key": key, "password": { "inline_string": "hunter2" } } })
    };
    vec![
        tls("pem", json!({ "inline_string": KEY })),
        tls("base64", json!({ "inline_bytes": STANDARD.encode(KEY) })),
        tls("der", json!({ "inline_bytes": STANDARD.encode(der) })),
        json!({ "name": "token", "generic_secret": { "secret": { "inline_string": "hunter2-token" } } }),
        json!({ "name": "tickets", "session_ticket_keys": { "keys": [{ "inline_bytes": STANDARD.encode("hunter2-ticket") }] } }),
    ]
}

/// A text that holds any of these holds a secret.
fn needles() -> Vec<String> {
    let middle = |text: String| text[text.len() / 3..text.len() / 2].to_owned();
    let der = STANDARD.decode(key_lines().concat()).unwrap();
    let mut needles =
        vec!["hunter2".to_owned(), STANDARD.encode("hunter2-ticket"), middle(STANDARD.encode(KEY)), middle(STANDARD.encode(der))];
    needles.extend(key_lines().into_iter().map(str::to_owned));
    needles
}

fn bootstrap() -> Value {
    let certificates: Vec<Value> = secrets().iter().map(|secret| secret["tls_certificate"].clone()).filter(Value::is_object).collect();
    let socket = |context: &str| {
        let config = json!({ "@type": format!("{TLS}.{context}"), "common_tls_context": { "tls_certificates": certificates } });
        json!({ "name": "tls", "typed_config": config })
    };
    let address = json!({ "socket_address": { "address": "127.0.0.1", "port_value": 443 } });
    let tcp = json!({ "@type": "type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy", "cluster": "inner" });
    json!({
        "admin": {},
        "static_resources": {
            "listeners": [{ "name": "outer", "address": address, "filter_chains": [{
                "transport_socket": socket("DownstreamTlsContext"), "filters": [{ "name": "tcp", "typed_config": tcp }],
            }] }],
            "clusters": [{ "name": "inner", "transport_socket": socket("UpstreamTlsContext") }],
            "secrets": secrets(),
        },
    })
}

fn dump() -> Value {
    let typed = |kind: &str, mut resource: Value| {
        resource["@type"] = json!(format!("type.googleapis.com/envoy.{kind}"));
        resource
    };
    let bootstrap = bootstrap();
    let fixed = &bootstrap["static_resources"];
    let entries: Vec<Value> = secrets()
        .into_iter()
        .map(|secret| json!({ "name": secret["name"], "secret": typed("extensions.transport_sockets.tls.v3.Secret", secret) }))
        .collect();
    json!({ "configs": [
        { "@type": format!("{ADMIN}.BootstrapConfigDump"), "bootstrap": bootstrap },
        { "@type": format!("{ADMIN}.ClustersConfigDump"), "static_clusters": [{ "cluster": typed("config.cluster.v3.Cluster", fixed["clusters"][0].clone()) }] },
        { "@type": format!("{ADMIN}.ListenersConfigDump"), "dynamic_listeners": [
            { "name": "outer", "active_state": { "listener": typed("config.listener.v3.Listener", fixed["listeners"][0].clone()) } },
            { "name": "refused", "error_state": { "details": "no", "failed_configuration": typed("config.listener.v3.Listener", fixed["listeners"][0].clone()) } },
        ] },
        { "@type": format!("{ADMIN}.SecretsConfigDump"), "static_secrets": entries, "dynamic_active_secrets": entries },
        // Of what is foreign only names and the look of a key tell.
        { "@type": "type.googleapis.com/acme.Dump", "keys": [{ "private_key": STANDARD.encode("hunter2-ticket"), "text": KEY }] },
    ] })
}

#[test]
fn no_output_holds_a_secret() {
    let needles = needles();
    let inputs = [
        ("a bootstrap", bootstrap().to_string()),
        ("a bootstrap in YAML", serde_yaml::to_string(&bootstrap()).unwrap()),
        ("a dump", format!("{:#}", dump())),
        ("a list of secrets", Value::from(secrets()).to_string()),
    ];
    for (name, input) in &inputs {
        assert!(input.contains("hunter2-token") && input.contains(key_lines()[0]), "{name} has secrets");
        for section in ["bootstrap", "cluster", "listener", "route", "endpoint", "eds", "secret", "ecds", "all"] {
            for output in ["short", "json", "yaml", "name", "json --field-names proto", "yaml --field-names proto"] {
                if section == "all" && output.contains("--field-names") {
                    continue;
                }
                let run = fed(&format!("pc {section} -f - -o {output}"), input.as_str());
                // YAML folds long texts.
                let text = format!("{}\n{}", run.text(), run.stderr).replace("\\n", "\n");
                let folded = text.split_whitespace().collect::<String>();
                for needle in &needles {
                    assert!(
                        !text.contains(needle.as_str()) && !folded.contains(needle.as_str()),
                        "{name}: {section} -o {output} tells {needle}"
                    );
                }
            }
        }
    }
    // What stands beside a secret stays.
    let printed = fed("pc secret -f - -o json", &*inputs[0].1).quietly().json();
    let secrets = printed["staticSecrets"].as_array().unwrap();
    assert_eq!(
        secrets.iter().map(|entry| entry["secret"]["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["pem", "base64", "der", "token", "tickets"]
    );
    assert_eq!(secrets[0]["secret"]["tlsCertificate"]["certificateChain"]["inlineString"], CERTIFICATE);
    assert_eq!(secrets[0]["secret"]["tlsCertificate"]["privateKey"]["inlineString"], "[redacted]");
    assert_eq!(secrets[1]["secret"]["tlsCertificate"]["privateKey"]["inlineBytes"], "W3JlZGFjdGVkXQ==");
}

#[test]
fn no_search_finds_a_secret() {
    for input in [dump().to_string(), bootstrap().to_string()] {
        for needle in needles() {
            for letters in ["", "-i", "-w", "-E"] {
                // The letters of base64 that mean something in an expression don't stand in all of these.
                let text = if letters == "-E" { needle.replace('+', "[+]") } else { needle.clone() };
                let args = ["grep", &text, "-f", "-"].into_iter().chain((!letters.is_empty()).then_some(letters));
                Meshctl::new(args).input(input.clone()).run().ends_with(1).prints_nothing();
            }
        }
        let all = Meshctl::new(["grep", "", "-f", "-", "-o", "json"]).input(input).run().ends_with(0);
        let values: String =
            all.json().as_array().unwrap().iter().map(|place| place["value"].as_str().unwrap().to_owned() + "\n").collect();
        assert!(values.contains("[redacted]") && needles().iter().all(|needle| !values.contains(needle.as_str())));
    }
}
