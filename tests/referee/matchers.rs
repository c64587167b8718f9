//! Random conditions of routes.

use serde_json::{Map, Value, json};

use crate::random::Random;
use crate::scene::extension;

/// Names of headers that conditions are on, and that requests have.
pub const HEADERS: [&str; 20] = [
    "x-a",
    "x-b",
    "X-Mixed",
    "x_under",
    "x-number",
    "content-type",
    "user-agent",
    "accept",
    "accept-language",
    "cookie",
    "origin",
    "referer",
    "x-forwarded-proto",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-request-id",
    "x-envoy-internal",
    "via",
    "range",
    "te",
];

/// Values of headers, query parameters and cookies.
pub const VALUES: [&str; 20] = [
    "abc",
    "ABC",
    "xyz",
    "abc,xyz",
    "xyz,abc",
    "",
    "1",
    "42",
    "+7",
    "-3",
    "007",
    "3.0",
    "https",
    "http",
    "application/grpc",
    "application/grpc+proto",
    "10.1.2.3",
    "a b",
    "trailers",
    "http://foo.com/a",
];

/// Names of query parameters and cookies.
pub const PARAMETERS: [&str; 5] = ["q", "Q", "a", "debug", "s"];

const PATHS: [&str; 17] = [
    "/", "/a", "/a/", "/a/b", "/A", "/ab", "/a//b", "/api", "/api/v1", "/api/v1/", "/b", "/x.y", "/%41", "/a;x", "/a%2Fb", "/a/b/c", "/_~",
];

const PATH_REGEXES: [&str; 20] = [
    "/a",
    "/a|/b.*",
    "/a/.*",
    "/.*",
    ".*",
    "(?i)/API/v[0-9]+",
    r"/\w+",
    r"/[a-z]+(/[^/]*)?",
    r"/a\b.*",
    r"/\Qa;x\E.*",
    "/[[:alpha:]]*",
    "/a{1,2}",
    "(/a)?/?b?",
    "/[^a]*",
    r"/api/(?P<v>v\d+)/?",
    "/.",
    "/(a|b|ab)+",
    "/[a&&b]+",
    r"/x\.y",
    "(?s:.*)b$",
];

const TEMPLATES: [&str; 8] = ["/*", "/**", "/a/*", "/{x}/b", "/api/{v}/**", "/{x=*}", "/{x=**}", "/a/{y}/c"];

const VALUE_REGEXES: [&str; 9] = ["abc", "a.*", ".*", "[a-z]*", "(?i)abc", r"\d+", "abc|xyz", "[^,]*", "a?b?c?"];

/// A `StringMatcher`.
pub fn string_matcher(random: &mut Random) -> Value {
    let value = random.pick(&VALUES);
    let part = random.pick(&["a", "ab", "c", "A", "xyz", "1", ",", "application/grpc"]);
    let mut matcher = match random.below(6) {
        0 | 1 => json!({"exact": value}),
        2 => json!({"prefix": part}),
        3 => json!({"suffix": part}),
        4 => json!({"contains": part}),
        // Matcher trees must name the engine.
        _ => json!({"safe_regex": {"regex": random.pick(&VALUE_REGEXES), "google_re2": {}}}),
    };
    if matcher.get("safe_regex").is_none() && random.chance(25) {
        matcher["ignore_case"] = json!(true);
    }
    matcher
}

/// A `HeaderMatcher`.
pub fn header(random: &mut Random) -> Value {
    let mut matcher = match random.below(10) {
        0..4 => json!({"string_match": string_matcher(random)}),
        4 => json!({"present_match": random.chance(60)}),
        5 => json!({"range_match": {"start": random.pick(&["-5", "0", "7", "42"]), "end": random.pick(&["7", "8", "43", "100"])}}),
        6 => json!({"exact_match": random.pick(&VALUES)}),
        7 => match random.below(3) {
            0 => json!({"prefix_match": random.pick(&["a", "ab", "x"])}),
            1 => json!({"suffix_match": random.pick(&["c", "yz", "C"])}),
            _ => json!({"contains_match": random.pick(&["b", ",", "/"])}),
        },
        8 => json!({"safe_regex_match": {"regex": random.pick(&VALUE_REGEXES)}}),
        _ => json!({}),
    };
    let name = match random.below(10) {
        0 => random.pick(&[":path", ":method", ":authority", ":scheme", "host"]),
        1 => "x-number",
        _ => random.pick(&HEADERS),
    };
    matcher["name"] = json!(name);
    if name == ":method" && random.chance(70) {
        matcher = json!({"name": name, "string_match": {"exact": random.pick(&["GET", "POST", "CONNECT"])}});
    }
    if random.chance(25) {
        matcher["invert_match"] = json!(true);
    }
    if random.chance(20) {
        matcher["treat_missing_header_as_empty"] = json!(true);
    }
    matcher
}

fn query(random: &mut Random) -> Value {
    let mut matcher = match random.below(4) {
        0 => json!({}),
        1 => json!({"present_match": random.chance(50)}),
        _ => json!({"string_match": string_matcher(random)}),
    };
    matcher["name"] = json!(random.pick(&PARAMETERS));
    matcher
}

fn cookie(random: &mut Random) -> Value {
    let mut matcher = json!({"name": random.pick(&PARAMETERS), "string_match": string_matcher(random)});
    if random.chance(25) {
        matcher["invert_match"] = json!(true);
    }
    matcher
}

fn fraction(random: &mut Random) -> Value {
    let denominator = random.pick(&["HUNDRED", "TEN_THOUSAND", "MILLION"]);
    let numerator = match random.below(4) {
        0 => 0,
        1 => 100,
        2 => 1_000_000,
        _ => 50,
    };
    let key = random.pick(&["", "routing.off", "routing.on", "routing.all", "routing.none", "routing.absent"]);
    json!({"runtime_key": key, "default_value": {"numerator": numerator, "denominator": denominator}})
}

/// A `RouteMatch`.
pub fn route_match(random: &mut Random) -> Value {
    let mut found = Map::new();
    let path = random.pick(&PATHS);
    let (field, value) = match random.below(20) {
        0..7 => ("prefix", json!(if random.chance(10) { "" } else { path })),
        7..11 => ("path", json!(path)),
        11..14 => ("path_separated_prefix", json!(random.pick(&["/a", "/A", "/api", "/api/v1", "/a/b", "/a;x"]))),
        14..17 => ("safe_regex", json!({"regex": random.pick(&PATH_REGEXES)})),
        17..19 => {
            let config = json!({"path_template": random.pick(&TEMPLATES)});
            let kind = "envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig";
            ("path_match_policy", extension("envoy.path.match.uri_template.uri_template_matcher", kind, config))
        }
        _ => ("connect_matcher", json!({})),
    };
    found.insert(field.to_owned(), value);
    if random.chance(20) {
        found.insert("case_sensitive".to_owned(), json!(random.chance(20)));
    }
    let mut list = |name: &str, percent: u64, random: &mut Random, make: fn(&mut Random) -> Value| {
        if random.chance(percent) {
            let all: Vec<_> = (0..random.count(1, 2)).map(|_| make(random)).collect();
            found.insert(name.to_owned(), json!(all));
        }
    };
    list("headers", 40, random, header);
    list("query_parameters", 15, random, query);
    list("cookies", 10, random, cookie);
    if random.chance(7) {
        found.insert("grpc".to_owned(), json!({}));
    }
    if random.chance(10) {
        found.insert("runtime_fraction".to_owned(), fraction(random));
    }
    Value::Object(found)
}
