//! Random requests.

use serde_json::{Value, json};

use crate::matchers::{HEADERS, PARAMETERS, VALUES};
use crate::random::Random;

const HOSTS: [&str; 24] = [
    "foo.com",
    "FOO.com",
    "www.foo.com",
    "a.b.foo.com",
    ".foo.com",
    "xfoo.com",
    "a-x.foo.com",
    "foo.com:@PORT@",
    "foo.com:8080",
    "foo.com:80",
    "foo.com:443",
    "foo.com:http",
    "foo.com.",
    "foo.com.:80",
    "foo.org",
    "bar.org",
    "a*b.com",
    "10.0.0.1",
    "[::1]",
    "[::1]:8080",
    "x",
    "xmid*",
    "",
    "bad host",
];

const SEGMENTS: [&str; 26] = [
    "a", "a", "a", "b", "b", "A", "ab", "api", "v1", "v12", "x.y", "c", "", ".", "..", "..;x", "%2e", "%2e%2e", "%41", "%zz", "a%2Fb",
    "%5c", "a;x=1", "b;y", "_~", "a\\b",
];

fn path(random: &mut Random) -> String {
    let mut path = String::new();
    for _ in 0..random.count(0, 3) {
        path.push('/');
        path.push_str(random.pick(&SEGMENTS));
    }
    if path.is_empty() || random.chance(15) {
        path.push('/');
    }
    if random.chance(35) {
        let pair = |random: &mut Random| match random.below(4) {
            0 => random.pick(&PARAMETERS).to_owned(),
            _ => format!("{}={}", random.pick(&PARAMETERS), random.pick(&["abc", "ABC", "1", "", "xyz", "%61bc", "a=b", "x?y"])),
        };
        let pairs: Vec<_> = (0..random.count(0, 3)).map(|_| pair(random)).collect();
        path = format!("{path}?{}", pairs.join(random.pick(&["&", "&", ";"])));
    }
    if random.chance(2) {
        path.push_str("#end");
    }
    path
}

fn headers(random: &mut Random) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for _ in 0..random.count(0, 4) {
        let name = random.pick(&HEADERS);
        let value = match name {
            "cookie" => {
                let pair =
                    |random: &mut Random| format!("{}={}", random.pick(&PARAMETERS), random.pick(&["abc", "\"abc\"", "", "xyz ", "1"]));
                (0..random.count(1, 3)).map(|_| pair(random)).collect::<Vec<_>>().join(random.pick(&["; ", ";", "; ;"]))
            }
            "content-type" if random.chance(60) => random
                .pick(&["application/grpc", "application/grpc+proto", "application/grpc; charset=utf-8", "Application/grpc"])
                .to_owned(),
            "x-number" => random.pick(&["0", "1", "7", "42", "+7", "-3", "107", "9223372036854775808", "x"]).to_owned(),
            "x-forwarded-proto" => random.pick(&["http", "https", "HTTPS", "ftp"]).to_owned(),
            "x-forwarded-for" => random.pick(&["10.1.2.3", "8.8.8.8", "10.1.2.3, 8.8.8.8", "127.0.0.1", "x"]).to_owned(),
            _ => random.pick(&VALUES).to_owned(),
        };
        headers.push((name.to_owned(), value));
        if random.chance(20) {
            headers.push((name.to_owned(), random.pick(&VALUES).to_owned()));
        }
    }
    headers
}

/// A request over HTTP/1.1.
pub fn request(random: &mut Random) -> Value {
    let (mut authority, mut path) = (random.pick(&HOSTS).to_owned(), Some(path(random)));
    let mut method = random.pick(&["GET", "GET", "GET", "POST", "HEAD", "DELETE", "OPTIONS"]);
    let (mut scheme, mut form) = ("http", "origin");
    let mut headers = headers(random);
    if random.chance(5) {
        method = "CONNECT";
        path = None;
        authority = random.pick(&["foo.com:8080", "foo.com:443", "www.foo.com:80", "[::1]:8080", "foo.com"]).to_owned();
    } else if random.chance(5) && !authority.is_empty() && !authority.contains(' ') {
        (form, scheme) = ("absolute", random.pick(&["http", "https"]));
    } else if random.chance(5) {
        headers.push(("connection".to_owned(), random.pick(&["upgrade", "Upgrade", "keep-alive, Upgrade", "keep-alive"]).to_owned()));
        headers.push(("upgrade".to_owned(), random.pick(&["websocket", "WebSocket", "other"]).to_owned()));
    }
    let mut asked: Value =
        json!({"scheme": scheme, "transport": "plaintext", "method": method, "authority": authority, "path": path, "headers": headers});
    if form == "absolute" {
        asked["target_form"] = json!(form);
    }
    // Over HTTP/2 there are no such targets and headers, and underscores that are refused reset a stream, which is no answer.
    if form == "origin" && method != "CONNECT" && !matches!(&*authority, "" | "bad host") && random.chance(15) {
        asked["plaintext"] = json!("h2c");
        headers.retain(|(name, _)| !matches!(&**name, "connection" | "upgrade" | "te" | "x_under"));
        asked["headers"] = headers.iter().map(|(name, value)| json!([name.to_ascii_lowercase(), value.trim()])).collect();
    }
    asked
}

/// The bytes of a request.
pub fn bytes(asked: &Value) -> String {
    let text = |key: &str| asked[key].as_str().unwrap_or_default();
    let (authority, path) = (text("authority"), text("path"));
    let is_absolute = text("target_form") == "absolute";
    let target = match &asked["path"] {
        Value::Null => authority.to_owned(),
        _ if is_absolute => format!("{}://{authority}{path}", text("scheme")),
        _ => path.to_owned(),
    };
    // Beside an absolute target the header does not count.
    let host = if is_absolute { "other" } else { authority };
    let mut bytes = format!("{} {target} HTTP/1.1\r\nHost: {host}\r\n", text("method"));
    for pair in asked["headers"].as_array().unwrap() {
        bytes.push_str(&format!("{}: {}\r\n", pair[0].as_str().unwrap(), pair[1].as_str().unwrap()));
    }
    bytes + "\r\n"
}
