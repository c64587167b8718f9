//! Makes a case on which a trace and Envoy disagree as small as they still do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::oracle::{Answered, Oracle};
use crate::routing::{Verdict, judge};
use crate::scene::Scene;

/// How long a case is made smaller.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many smaller scenes are tried in one Envoy.
const TOGETHER: usize = 40;

/// What a scene can't be without.
const KEPT: [&str; 6] = ["access_log", "address", "@type", "http_filters", "metadata", "name"];

/// What a question can be without, beside elements of its lists.
const OPTIONAL: [&str; 3] = ["target_form", "sni", "alpn"];

/// The way from a document's root to a part of it: keys, and indexes as texts.
type Place = Vec<String>;

/// The smallest scene of this one's question that still makes a disagreement, as a line of `fixtures/routing`; `None` where a scene of its
/// own makes none.
pub fn shrink(oracle: &Oracle, scene: &Scene, question: usize) -> Option<Value> {
    let mut best = Scene { questions: vec![scene.questions[question].clone()], ..scene.clone() };
    // What Envoy says stays the same, or another disagreement would take this one's place.
    let outcome = differing(oracle, std::slice::from_ref(&best), None).remove(0)?["cases"][0]["expect"]["outcome"].clone();
    let outcome = outcome.as_str();
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let document = document(&best);
        let mut places = Vec::new();
        removable(&document, &mut Vec::new(), &mut places);
        // What is large goes first.
        places.sort_by_key(|place| std::cmp::Reverse(document.pointer(&pointer(place)).unwrap().to_string().len()));
        let Some(smaller) = places.chunks(TOGETHER).find_map(|chunk| smaller(oracle, scene, outcome, &document, chunk)) else { break };
        best = smaller;
    }
    differing(oracle, std::slice::from_ref(&Scene { name: scene.name.clone(), ..best }), outcome).remove(0).map(tidy)
}

/// A scene without as many of these places as can be.
fn smaller(oracle: &Oracle, scene: &Scene, outcome: Option<&str>, document: &Value, places: &[Place]) -> Option<Scene> {
    let without = |gone: &[&Place]| {
        let mut document = document.clone();
        let mut gone = gone.to_vec();
        // From behind, so that indexes stay right.
        gone.sort_by_key(|place| place.iter().map(|key| format!("{key:0>6}")).collect::<Vec<_>>());
        gone.iter().rev().for_each(|place| remove(&mut document, place));
        document
    };
    let candidates: Vec<_> = places.iter().enumerate().map(|(at, place)| of_document(scene, &without(&[place]), at)).collect();
    let found = differing(oracle, &candidates, outcome);
    let gone: Vec<_> = places.iter().zip(&found).filter(|(_, line)| line.is_some()).map(|(place, _)| place).collect();
    let first = candidates.into_iter().zip(&found).find(|(_, line)| line.is_some())?.0;
    let all = of_document(scene, &without(&gone), 0);
    Some(if differing(oracle, std::slice::from_ref(&all), outcome)[0].is_some() { all } else { first })
}

/// The lines of those scenes on which trace and Envoy disagree, and where Envoy says this, if it has to be the same.
fn differing(oracle: &Oracle, scenes: &[Scene], outcome: Option<&str>) -> Vec<Option<Value>> {
    let differs = |line: &Value| {
        let is_same = outcome.is_none_or(|outcome| line["cases"][0]["expect"]["outcome"] == outcome);
        is_same && judge(line).iter().any(|verdict| matches!(verdict, Verdict::Differs(_)))
    };
    // Among configurations of which parts are gone are such that an Envoy dies of.
    let answered = catch_unwind(AssertUnwindSafe(|| oracle.ask(scenes)));
    let line = |answered| match answered {
        Answered::Line(line) => Some(line).filter(differs),
        Answered::Refused(_) => None,
    };
    match answered {
        Ok(answered) => answered.into_iter().map(line).collect(),
        Err(_) if scenes.len() == 1 => vec![None],
        Err(_) => scenes.iter().flat_map(|scene| differing(oracle, std::slice::from_ref(scene), outcome)).collect(),
    }
}

fn document(scene: &Scene) -> Value {
    json!({"listeners": scene.listeners, "route_configurations": scene.route_configurations, "question": scene.questions[0]})
}

fn of_document(scene: &Scene, document: &Value, number: usize) -> Scene {
    Scene {
        name: format!("{}-{number}", scene.name),
        listeners: document["listeners"].as_array().unwrap().clone(),
        route_configurations: document["route_configurations"].as_array().unwrap().clone(),
        questions: vec![document["question"].clone()],
        ..scene.clone()
    }
}

fn removable(value: &Value, place: &mut Place, found: &mut Vec<Place>) {
    let mut visit = |key: &str, value: &Value| {
        place.push(key.to_owned());
        let may_go = match (&*place[0], place.len()) {
            (_, 1) => false,
            ("question", 2) => OPTIONAL.contains(&key),
            ("question", length) => length == 3,
            _ => true,
        };
        if may_go {
            found.push(place.clone());
        }
        removable(value, place, found);
        place.pop();
    };
    match value {
        Value::Array(elements) => elements.iter().enumerate().for_each(|(at, value)| visit(&at.to_string(), value)),
        Value::Object(fields) => fields.iter().filter(|(key, _)| !KEPT.contains(&&***key)).for_each(|(key, value)| visit(key, value)),
        _ => {}
    }
}

fn pointer(place: &[String]) -> String {
    place.iter().map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1"))).collect()
}

fn remove(document: &mut Value, place: &[String]) {
    let Some((last, parent)) = place.split_last() else { return };
    // What stood in something that is gone already is gone too.
    match document.pointer_mut(&pointer(parent)) {
        Some(Value::Array(elements)) => {
            let at: usize = last.parse().unwrap();
            if at < elements.len() {
                elements.remove(at);
            }
        }
        Some(Value::Object(fields)) => {
            fields.remove(last);
        }
        _ => {}
    }
}

/// A line without what no trace looks at.
fn tidy(mut line: Value) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for key in
                    ["access_log", "last_updated", "dynamic_resources", "admin", "path_config_source", "extensions", "tls_certificates"]
                {
                    fields.remove(key);
                }
                fields.values_mut().for_each(walk);
            }
            Value::Array(elements) => elements.iter_mut().for_each(walk),
            _ => {}
        }
    }
    walk(&mut line["config_dump"]);
    line
}
