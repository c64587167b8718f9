//! Damaged input, for a bounded time: no target may panic, whatever bytes it is given.
//!
//! This is a fuzzer that needs no nightly toolchain. It takes seeds (the files in `fixtures/`, line by line where they are lists, and
//! a few that are built in), damages them, and gives them to every target. To add a target, add a line to [`TARGETS`].
//!
//! - `MESHCTL_FUZZ_SECONDS`: how long it runs; 3 if unset.
//! - `MESHCTL_FUZZ_SEED`: the first input's number; by the clock if unset. A failure prints the number of its input, and with that
//!   number here (and the same files) the run starts with the same input.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use meshctl::envoy::document::{self, DocumentError};
use meshctl::envoy::dump::{Dump, Section, State};
use meshctl::envoy::fields;
use meshctl::envoy::json::tape::{Tape, View};
use meshctl::envoy::json::{Position, scan};
use meshctl::envoy::origin;
use meshctl::envoy::transcode::{FieldNames, transcode};
use meshctl::expression::{self, Expression, Given, Name, Of};
use meshctl::render::document::Keep;
use meshctl::render::resource::Format;
use meshctl::render::table::{self, Screen};
use meshctl::render::{self, json, yaml};
use meshctl::section::{self, Lead, bootstrap, cluster, ecds, endpoint, listener, route, secret, status};
use meshctl::trace::answer::Answer;
use meshctl::trace::asked::Asked;
use meshctl::trace::model::{Model, SECTIONS};
use meshctl::trace::re2::{Encoding, Regex};
use meshctl::trace::steps;
use meshctl::trace::walk::trace;

/// A function that must not panic, and its name.
type Target = (&'static str, fn(&[u8]));

/// What is fuzzed.
#[rustfmt::skip]
const TARGETS: &[Target] = &[
    ("tape", fuzz_tape),
    ("scan", fuzz_scan),
    ("json", fuzz_json),
    ("yaml", fuzz_yaml),
    ("transcode", fuzz_transcode),
    ("sections", fuzz_sections),
    ("origins", fuzz_origins),
    ("document", fuzz_document),
    ("expression", fuzz_expression),
    ("re2", fuzz_re2),
    ("trace", fuzz_trace),
];

/// Requests that are followed through whatever configuration the input is, and the input as a request.
fn fuzz_trace(bytes: &[u8]) {
    let _ = Asked::read(bytes);
    let Ok(text) = document::to_json(bytes) else { return };
    let mut dump = Dump::new(&SECTIONS);
    let _ = document::read(&text, &mut dump);
    let (model, _) = Model::new(&dump);
    for line in QUESTIONS {
        let asked = Asked::read(line.as_bytes()).expect("a question is one");
        for listener in &model.listeners {
            let found = trace(&model, listener, &asked.connection, asked.request.as_ref());
            let steps = steps::steps(&found, &model, true);
            steps::closest(&found, &model, 3);
            let answer = Answer { steps: Some(steps), ..Answer::of(&found) };
            serde_json::to_string(&answer).expect("an answer is JSON");
        }
    }
}

/// What is asked of each configuration.
const QUESTIONS: [&str; 3] = [
    r#"{"url":"http://reviews:9080/a/%2e%2e/b;c/x?y=z&y","headers":[["x-user","jason"],["cookie","a=\"b\"; c"]],"destination":"10.0.0.1:80"}"#,
    r#"{"method":"CONNECT","authority":"[::1]:443","path":null,"headers":[["x-forwarded-for","10.0.0.1, 1.2.3.4"]]}"#,
    r#"{"transport":"tls","sni":"a.B.example.","alpn":["h2"],"destination":"[2001:db8::1]:443","source":"10.0.0.1:1"}"#,
];

/// Every section's message is tried on every input: what it is not, it must survive.
fn fuzz_transcode(bytes: &[u8]) {
    let mut tape = Tape::default();
    if tape.parse(bytes).is_err() {
        return;
    }
    let Some(root) = tape.root() else { return };
    for section in Section::ALL {
        for names in [FieldNames::Json, FieldNames::Proto] {
            let mut out = Tape::default();
            transcode(root, section.message(), names, &mut out);
            let mut text = Vec::new();
            json::write(&mut text, out.root().expect("a value gives a value"), 0);
            assert!(Tape::default().parse(&text).is_ok());
        }
    }
}

/// The way of a file through the program, to each table.
fn fuzz_sections(bytes: &[u8]) {
    let Ok(text) = document::to_json(bytes) else { return };
    let mut dump = Dump::new(&Section::ALL);
    if let Err(DocumentError::Broken(error)) = document::read(&text, &mut dump) {
        assert!(error.offset <= text.len());
    }
    let routes = route::select(&dump, None);
    let (listeners, _) = listener::select(&dump, &listener::Filter::default());
    let all = endpoint::Filter::default();
    let mut tables = vec![
        cluster::table(&cluster::select(&dump, &cluster::Filter::default())),
        ecds::table(&ecds::select(&dump)),
        route::table(&routes, None),
        route::summary(&routes),
        secret::table(&secret::select(&dump), 0),
        listener::table(&listeners, None),
        listener::summary(&listeners),
        listener::waypoint(&listeners, None),
    ];
    bootstrap::select(&dump);
    bootstrap::wide_lines(&dump, 0);
    tables.extend([
        cluster::wide_table(&cluster::select(&dump, &cluster::Filter::default()), &dump, 0),
        ecds::wide_table(&ecds::select(&dump), 0),
        route::wide_table(&routes, None, 0),
        route::wide_summary(&routes, 0),
        secret::wide_table(&secret::select(&dump), &dump, 0),
        listener::wide_table(&listeners, &dump, None, 0),
        listener::wide_summary(&listeners, &dump, 0),
        listener::wide_waypoint(&listeners, &dump, None, 0),
    ]);
    for is_whole in [false, true] {
        let (status, _) = status::of(&dump, is_whole, Some(bytes));
        let dangling = status::dangling(&status).unwrap_or_default();
        tables.extend([(status::table(&status, 0), Vec::new()), (dangling, Vec::new())]);
    }
    for section in [Section::Hosts, Section::Endpoints] {
        endpoint::select(&dump, section, &all);
        tables.extend([endpoint::table(&dump, section, &all), endpoint::eds_table(&dump, section, &all)]);
        tables.extend([endpoint::wide_table(&dump, section, &all, 0), endpoint::wide_eds_table(&dump, section, &all, 0)]);
    }
    for (mut table, _) in tables {
        table.lead = Lead::Column("x");
        let screen = Screen { width: Some(60), color: true };
        table::write(&mut Vec::new(), &table, true, screen).expect("memory takes all");
    }
}

/// The origins of each resource, and of the bytes as any message.
fn fuzz_origins(bytes: &[u8]) {
    for read in [origin::of_cluster, origin::of_listener, origin::of_route_configuration, origin::of_route] {
        read(bytes);
    }
    let Ok(text) = document::to_json(bytes) else { return };
    let mut dump = Dump::new(&Section::ALL);
    let _ = document::read(&text, &mut dump);
    let wanted = "service/*/*".parse().expect("this is an origin");
    let before = dump.resources.len();
    let states = section::state::retain(&mut dump.clone(), &section::origin::SECTIONS, &[State::Warming, State::Rejected]);
    assert!(states.is_none_or(|states| !states.contains(&State::Warming)));
    let others = section::origin::retain(&mut dump, &section::origin::SECTIONS, &wanted);
    assert!(others.is_none() || dump.resources.len() < before);
}

/// A document printed as it is stays JSON, whatever is wrong with it.
fn fuzz_document(bytes: &[u8]) {
    let Ok(text) = document::to_json(bytes) else { return };
    let keep = |_: &str, entry: &[u8]| entry.len().is_multiple_of(2);
    for keep in [None, Some(&keep as Keep<'_>)] {
        let mut out = Vec::new();
        let gaps = render::document::write(&mut out, &text, Format::Json, keep).expect("memory takes all");
        if gaps.broken.is_none() && serde_json::from_slice::<serde::de::IgnoredAny>(&text).is_ok() && std::str::from_utf8(&text).is_ok() {
            assert!(serde_json::from_slice::<serde::de::IgnoredAny>(&out).is_ok(), "{}", out.escape_ascii());
        }
        render::document::write(&mut Vec::new(), &text, Format::Yaml, keep).expect("memory takes all");
    }
}

fn fuzz_tape(bytes: &[u8]) {
    let mut tape = Tape::default();
    let result = tape.parse(bytes);
    // The referee ignores values without looking whether they are UTF-8.
    let is_json = std::str::from_utf8(bytes).is_ok() && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    assert_eq!(result.is_ok(), is_json, "{result:?}");
    if let Err(error) = result {
        assert!(error.offset <= bytes.len());
        Position::of(bytes, error.offset);
    }
}

fn fuzz_scan(bytes: &[u8]) {
    let mut at = 0;
    while let Ok(range) = scan::skip(bytes, at) {
        assert!(at <= range.start && range.start < range.end && range.end <= bytes.len());
        at = range.end;
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && Tape::default().parse(bytes).is_ok()
    {
        let value = text.trim_matches([' ', '\n', '\r', '\t']);
        let start = text.len() - text.trim_start_matches([' ', '\n', '\r', '\t']).len();
        assert_eq!(scan::skip(bytes, 0), Ok(start..start + value.len()));
    }
}

fn fuzz_json(bytes: &[u8]) {
    let mut tape = Tape::default();
    if tape.parse(bytes).is_err() {
        return;
    }
    let (mut once, mut twice) = (Vec::new(), Vec::new());
    json::write(&mut once, tape.root().unwrap(), 0);
    let mut again = Tape::default();
    again.parse(&once).unwrap();
    json::write(&mut twice, again.root().unwrap(), 0);
    assert!(once == twice);
}

fn fuzz_yaml(bytes: &[u8]) {
    let mut tape = Tape::default();
    if tape.parse(bytes).is_err() {
        return;
    }
    let root = tape.root().unwrap();
    let mut whole = Vec::new();
    yaml::write(&mut whole, root);
    assert!(std::str::from_utf8(&whole).is_ok());
    if let View::Array(elements) = root.view()
        && !elements.is_empty()
    {
        let mut parts = Vec::new();
        elements.for_each(|element| yaml::write_element(&mut parts, element, 0));
        // Below the depth at which lines end, an element has one level more than its array.
        assert!(parts == whole || bytes.len() > 1000);
    }
}

/// An expression over a resource which is the input, too.
fn fuzz_expression(bytes: &[u8]) {
    struct Same<'b>(&'b [u8], &'static fields::Message);
    impl expression::Row for Same<'_> {
        fn given(&self, name: &str) -> Option<Given<'_>> {
            Some(if name == "cluster" { Given::Message(Some(self.0), self.1) } else { Given::Whole(80) })
        }
    }
    let message = fields::message("envoy.config.cluster.v3.Cluster").unwrap();
    let names = [Name { name: "port", of: Of::Value }, Name { name: "cluster", of: Of::Message(message) }];
    if let Ok(expression) = Expression::new(&String::from_utf8_lossy(bytes), &names) {
        let _ = expression.holds(&Same(bytes, message));
    }
    for text in ["cluster.name == '' || cluster.filters.exists(f, has(f.typed_config.x))", "size(cluster.metadata.filter_metadata) > port"]
    {
        let _ = Expression::new(text, &names).unwrap().holds(&Same(bytes, message));
    }
}

fn fuzz_re2(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for encoding in [Encoding::Latin1, Encoding::Utf8] {
        if let Ok(regex) = Regex::with_encoding(&text, encoding) {
            std::hint::black_box((regex.is_full_match(bytes), regex.replace_all(bytes, "\\0x\\1")));
        }
    }
}

/// Inputs that no file holds.
const SEEDS: &[&str] = &[
    "",
    "null",
    "-0.0e-0",
    r#"{"a":[1,{"b":"}]\"\\"}],"c":{},"d":[[],[[]]],"a":true}"#,
    r#"["\u0000\ud83d\ude00\ud800","yes","1_0","2001-01-01 1:2:3","a: b #c","  x\n y ","<<",".5","😀\u2028\u0085\ufeff"]"#,
    "port == 80 && cluster.name.startsWith('a') || [1, 2.5, cluster.type].map(x, {'a': x}).size() > 0 ? has(cluster.metadata.x) : !true",
    r"^(?:[a-z&&b]{2,3}|\d+\Qx.\E|(?i)a\pN*?)$",
    "{\"configs\":[{\"@type\":\"type.googleapis.com/envoy.admin.v3.ListenersConfigDump\",\"dynamic_listeners\":[{\"name\":\"0.0.0.0_80\"}]}]}",
];

/// Pieces that mean something to JSON, to YAML, or to an editor.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"\\udc00",
    b"\\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b" ",
    b"  ",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\x7f",
    b"-",
    b"0",
    b"1e400",
    b"9223372036854775808",
    b"1.5",
    b"null",
    b"true",
    b"tru",
    b"NaN",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"\xf0\x9f\x98\x80",
    b"//",
    b"- ",
    b"? ",
    b"# ",
    b": ",
    b"'",
    b"|",
    b"yes",
    b"0x1f",
    b"12:30",
    b"\"a\":",
    b"{\"a\":",
    b"\"@type\":",
    b"(",
    b")",
    b".",
    b"*",
    b"[^",
    b"{2,",
    b"(?",
    b" && ",
    b"!",
    b"cluster.",
    b".all(x, ",
];

/// A small generator of random numbers (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below `limit`, which is not zero.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    /// A part of `bytes`, most often a short one.
    fn range(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        let longest = if self.below(4) == 0 { bytes.len() } else { 32 };
        start..(start + self.below(longest + 1)).min(bytes.len())
    }
}

/// The input of this number.
fn input(number: u64, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut random = Random(number);
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(9) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(random.range(&bytes))),
            2 => {
                let copy = bytes[random.range(&bytes)].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let other = &seeds[random.below(seeds.len())];
                bytes.splice(at..at, other[random.range(other)].to_vec());
            }
            4 => bytes = bytes.into_iter().flat_map(|byte| if byte == b'\n' { vec![b'\r', b'\n'] } else { vec![byte] }).collect(),
            5 => {
                let piece = PIECES[random.below(PIECES.len())];
                let times = if random.below(50) == 0 { 3000 } else { 1 + random.below(3) };
                bytes.splice(at..at, piece.repeat(times));
            }
            6 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(random.range(&bytes), piece.iter().copied());
            }
            _ if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            _ => bytes.push(random.next() as u8),
        }
    }
    bytes
}

/// The seeds: of a large file, its start.
fn seeds() -> Vec<Vec<u8>> {
    const LONGEST: usize = 20_000;
    let mut seeds: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.as_bytes().to_vec()).collect();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        if file.extension().is_some_and(|extension| extension == "jsonl") {
            seeds.extend(bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
        } else {
            seeds.push(bytes[..bytes.len().min(LONGEST)].to_vec());
        }
    }
    seeds
}

fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

#[test]
fn nothing_panics() {
    let seeds = seeds();
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    let first = variable("MESHCTL_FUZZ_SEED").unwrap_or(clock);
    let end = Instant::now() + Duration::from_secs(variable("MESHCTL_FUZZ_SECONDS").unwrap_or(3));
    let mut number = first;
    while number == first || Instant::now() < end {
        let bytes = input(number, &seeds);
        for (name, target) in TARGETS {
            if catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err() {
                panic!("target {name}: MESHCTL_FUZZ_SEED={number} makes this input of {} bytes:\n{}", bytes.len(), bytes.escape_ascii());
            }
        }
        number = number.wrapping_add(1);
    }
    println!("{} inputs from MESHCTL_FUZZ_SEED={first} on", number.wrapping_sub(first));
}
