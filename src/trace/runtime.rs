//! What an Envoy's version and its runtime decide: guards that choose between semantics, fractions, weights.
//!
//! A bootstrap tells the version (`node.user_agent_build_version`) and the layers of the runtime (`layered_runtime`). What RTDS or the admin
//! port set is not visible there.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use crate::envoy::json::reader::{Reader, Result};
use crate::envoy::json::tape::{Node, Tape, View};
use crate::section::route_match::denominator_of;

/// An Envoy's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number, which a release every three months raises.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

/// The version that is taken where a dump tells none: the one whose behaviour this program was compared with.
pub const MODELLED: Version = Version { major: 1, minor: 40, patch: 0 };

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A value of the runtime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A `FractionalPercent`.
    Fraction(Fraction),
}

/// Numerator and denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// How many…
    pub numerator: u64,
    /// … of how many.
    pub denominator: u64,
}

/// The runtime, and the version.
#[derive(Clone, Debug)]
pub struct Runtime {
    /// Envoy's version, where the dump tells it.
    pub version: Option<Version>,
    values: HashMap<String, Value>,
    guards: Guards,
}

/// The guards that this model knows.
#[derive(Clone, Copy, Debug)]
struct Guards {
    match_headers_individually: bool,
    reject_fragment: bool,
    strip_path_parameters_per_segment: bool,
    query_absence: bool,
}

impl Default for Runtime {
    fn default() -> Self {
        Runtime::new(None, HashMap::new())
    }
}

impl Runtime {
    /// A runtime with these values.
    pub fn new(version: Option<Version>, values: HashMap<String, Value>) -> Self {
        let at = version.unwrap_or(MODELLED);
        let guard = |name: &str, default: bool| match values.get(&format!("envoy.reloadable_features.{name}")) {
            Some(Value::Bool(value)) => *value,
            Some(Value::Number(value)) => *value != 0.0,
            _ => default,
        };
        let since = |minor: u64, patch: u64| at >= Version { major: 1, minor, patch };
        let guards = Guards {
            match_headers_individually: guard("match_headers_individually", since(39, 0)),
            reject_fragment: guard("http_reject_path_with_fragment", true),
            strip_path_parameters_per_segment: guard("strip_path_parameters_per_segment", since(39, 1) || at.minor == 38 && at.patch >= 4),
            query_absence: guard("enable_new_query_param_present_match_behavior", since(34, 0)),
        };
        Runtime { version, values, guards }
    }

    /// The same runtime with a value of one's own, as `--runtime KEY=VALUE` gives it.
    #[must_use]
    pub fn with(&self, overrides: impl IntoIterator<Item = (String, Value)>) -> Self {
        let mut values = self.values.clone();
        values.extend(overrides);
        Runtime::new(self.version, values)
    }

    /// Reads a bootstrap's version and runtime.
    ///
    /// # Errors
    /// Where the text is broken or of another shape.
    pub fn read(bootstrap: &[u8]) -> Result<Self> {
        let (mut version, mut values) = (None, HashMap::new());
        Reader::new(bootstrap, 0).fields(|name, value| {
            match name {
                "node" => version = read_version(value)?,
                "layered_runtime" => {
                    value.fields(
                        |name, layers| {
                            if name == "layers" { layers.elements(|layer| read_layer(layer, &mut values)) } else { Ok(()) }
                        },
                    )?
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Runtime::new(version, values))
    }

    /// Whether a condition on a header is tried with each of its values, and not with all of them joined.
    pub fn match_headers_individually(&self) -> bool {
        self.guards.match_headers_individually
    }

    /// Whether a path with a `#` is refused, and not cut there.
    pub fn rejects_fragment(&self) -> bool {
        self.guards.reject_fragment
    }

    /// Whether the parameters of every segment of a path are passed over, and not all that stands behind the first semicolon.
    pub fn strips_parameters_per_segment(&self) -> bool {
        self.guards.strip_path_parameters_per_segment
    }

    /// Whether `present_match: false` asks for a query parameter's absence.
    pub fn query_absence_is_matched(&self) -> bool {
        self.guards.query_absence
    }

    /// Whether addresses of private networks are internal ones where nothing is said of them.
    pub fn private_is_internal(&self) -> bool {
        self.version.is_some_and(|version| version < Version { major: 1, minor: 33, patch: 0 })
    }

    /// The number that a key has.
    pub fn integer(&self, key: &str) -> Option<u64> {
        match self.values.get(key) {
            Some(Value::Number(number)) if *number >= 0.0 => Some(whole(*number)),
            _ => None,
        }
    }

    /// The fraction that a key has: a number is a percentage.
    pub fn fraction(&self, key: &str) -> Option<Fraction> {
        match self.values.get(key)? {
            Value::Fraction(fraction) => Some(*fraction),
            Value::Number(number) if *number >= 0.0 => Some(Fraction { numerator: whole(*number), denominator: 100 }),
            _ => None,
        }
    }
}

/// A number's whole part.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is not negative, and a float that is too large becomes the largest"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

fn read_version(node: &mut Reader<'_>) -> Result<Option<Version>> {
    let Some(build) = node.find("user_agent_build_version")? else { return Ok(None) };
    let Some(mut numbers) = build.find("version")? else { return Ok(None) };
    let mut version = Version { major: 0, minor: 0, patch: 0 };
    numbers.fields(|name, value| {
        match name {
            "major_number" => version.major = value.number()?,
            "minor_number" => version.minor = value.number()?,
            "patch" => version.patch = value.number()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok((version.major > 0).then_some(version))
}

/// Adds a layer's values. A later layer's values win.
fn read_layer(layer: &mut Reader<'_>, values: &mut HashMap<String, Value>) -> Result<()> {
    let Some(mut layer) = layer.find("static_layer")? else { return Ok(()) };
    let mut tape = Tape::default();
    tape.parse(layer.raw()?)?;
    if let Some(root) = tape.root() {
        add(String::new(), root, values);
    }
    Ok(())
}

/// Adds what stands below a key: structures are keys with dots, but a structure that is a `FractionalPercent` is a value.
fn add(key: String, node: Node<'_, '_>, values: &mut HashMap<String, Value>) {
    let value = match node.view() {
        View::Bool(value) => Value::Bool(value),
        View::Number(text) => match text.parse() {
            Ok(number) => Value::Number(number),
            Err(_) => return,
        },
        View::String(text) => match parse_value(&text.unescaped()) {
            Some(value) => value,
            None => return,
        },
        View::Object(members) => {
            if let Some(fraction) = read_fraction(node) {
                values.insert(key, Value::Fraction(fraction));
                return;
            }
            for (name, member) in members {
                let name = name.unescaped();
                add(if key.is_empty() { name.into_owned() } else { format!("{key}.{name}") }, member, values);
            }
            return;
        }
        View::Array(_) | View::Null => return,
    };
    values.insert(key, value);
}

fn read_fraction(node: Node<'_, '_>) -> Option<Fraction> {
    let number = |node: Node<'_, '_>| if let View::Number(text) = node.view() { text.parse::<f64>().ok().map(whole) } else { None };
    let numerator = number(node.get("numerator")?)?;
    let denominator = node.get("denominator").and_then(Node::as_str).unwrap_or(Cow::Borrowed("HUNDRED"));
    Some(Fraction { numerator, denominator: denominator_of(&denominator) })
}

/// A value as a text: `true`, `25`, or `3/10000`.
pub fn parse_value(text: &str) -> Option<Value> {
    if let Ok(value) = text.parse() {
        return Some(Value::Bool(value));
    }
    if let Some((numerator, denominator)) = text.split_once('/') {
        let fraction = Fraction { numerator: numerator.parse().ok()?, denominator: denominator.parse().ok()? };
        return (fraction.denominator > 0).then_some(Value::Fraction(fraction));
    }
    text.trim_end_matches('%').parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number)
}
