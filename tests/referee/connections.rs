//! Random connections.

use core::net::IpAddr;

use serde_json::{Value, json};

use crate::hello::client_hello;
use crate::random::Random;

/// Server names.
pub const NAMES: [&str; 10] =
    ["foo.com", "bar.org", "api.foo.com", "Upper.com", "a.b.foo.com", "x.upper.com", "FOO.com", ".foo.com", "foo.com.", "localhost"];

const IPV4: [&str; 7] = ["10.0.0.1", "10.0.0.2", "10.1.2.3", "8.8.8.8", "127.0.0.1", "127.0.0.2", "192.168.0.1"];

const IPV6: [&str; 4] = ["::1", "2001:db8::1", "2001:db8::2", "::ffff:10.0.0.1"];

/// A connection, with a PROXY protocol header or without.
pub fn connection(random: &mut Random, has_proxy_protocol: bool) -> Value {
    let mut asked = json!({"direct_source": "127.0.0.1"});
    if has_proxy_protocol {
        let addresses: &[&str] = if random.chance(25) { &IPV6 } else { &IPV4 };
        let mut address = |ports: &[&u16]| {
            let ip: IpAddr = random.pick(addresses).parse().unwrap();
            std::net::SocketAddr::new(ip, *random.pick(ports)).to_string()
        };
        asked["destination"] = json!(address(&[&80, &443, &8080, &9000, &81]));
        asked["source"] = json!(address(&[&1000, &33333, &5000]));
    }
    if random.chance(60) {
        asked["transport"] = json!("tls");
        asked["alpn"] = json!(random.some(&["h2", "http/1.1", "istio", "H2"], 0, 3));
        if random.chance(85) {
            asked["sni"] = json!(if random.chance(2) { "" } else { random.pick(&NAMES) });
        }
    } else {
        asked["transport"] = json!("plaintext");
        asked["plaintext"] = json!(random.pick(&["http/1.1", "http/1.0", "h2c", "binary"]));
    }
    asked
}

/// The bytes of a connection.
pub fn bytes(asked: &Value) -> String {
    let mut bytes = String::new();
    if let (Some(destination), Some(source)) = (address(asked, "destination"), address(asked, "source")) {
        let family = if destination.is_ipv4() { "TCP4" } else { "TCP6" };
        let (from, to) = (source.ip(), destination.ip());
        bytes = format!("PROXY {family} {from} {to} {} {}\r\n", source.port(), destination.port());
    }
    let payload = match (asked["transport"].as_str(), asked["plaintext"].as_str()) {
        (Some("tls"), _) => {
            let protocols: Vec<_> = asked["alpn"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            // An upstream that reads lines sees the end of one, and that it is none.
            client_hello(asked["sni"].as_str(), &protocols) + "\n"
        }
        (_, Some("http/1.1")) => "GET / HTTP/1.1\r\nhost: a\r\n\r\n".to_owned(),
        (_, Some("http/1.0")) => "GET / HTTP/1.0\r\n\r\n".to_owned(),
        (_, Some("h2c")) => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0".to_owned(),
        _ => "\u{1}\u{2}\u{3} no protocol at all\r\n\r\n".to_owned(),
    };
    bytes + &payload
}

fn address(asked: &Value, key: &str) -> Option<std::net::SocketAddr> {
    asked[key].as_str()?.parse().ok()
}
