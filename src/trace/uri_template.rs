//! URI templates: `envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig` and its rewrite.
//!
//! Envoy makes a regular expression of a template (`source/extensions/path/uri_template_lib`), and so does this.

use std::borrow::Cow;

use super::string_matcher::LazyRegex;
use super::truth::Truth;

/// A character of a path's segment, as a class.
const SEGMENT: &str = "[a-zA-Z0-9-._~%!$&'()+,;:@=*]";
/// The same, and the slash.
const PATH: &str = "[a-zA-Z0-9-._~%!$&'()+,;:@=*/]";

/// A template that paths are matched with.
#[derive(Clone, Debug)]
pub struct UriTemplate<'a> {
    /// The template: `/bucket/{name}/{rest=**}`.
    pub template: Cow<'a, str>,
    variables: Vec<String>,
    regex: LazyRegex<'a>,
}

impl<'a> UriTemplate<'a> {
    /// The template of this text.
    pub fn new(template: Cow<'a, str>) -> Self {
        let (mut regex, mut variables) = (String::from("^"), Vec::new());
        let mut rest = &*template;
        while let Some(next) = rest.chars().next() {
            if let Some(variable) = rest.strip_prefix('{')
                && let Some(end) = variable.find('}')
            {
                let (name, pattern) = variable[..end].split_once('=').unwrap_or((&variable[..end], "*"));
                variables.push(name.to_owned());
                regex.push('(');
                push_pattern(pattern, &mut regex);
                regex.push(')');
                rest = &variable[end + 1..];
            } else {
                let end = rest.find('{').filter(|end| *end > 0).unwrap_or(if next == '{' { 1 } else { rest.len() });
                push_pattern(&rest[..end], &mut regex);
                rest = &rest[end..];
            }
        }
        regex.push('$');
        UriTemplate { template, variables, regex: LazyRegex::new(Cow::Owned(regex)) }
    }

    /// Whether it matches a path without its query.
    pub fn matches(&self, path: &str) -> Truth {
        self.regex.is_full_match(path)
    }

    /// A path that this template matches, rewritten by the template `rewrite`, in which `{name}` stands for what a variable caught.
    pub fn rewrite(&self, path: &str, rewrite: &str) -> Option<String> {
        let regex = self.regex.compiled().ok().filter(|regex| regex.is_full_match(path.as_bytes()))?;
        let mut substitution = String::new();
        let mut rest = rewrite;
        while let Some(start) = rest.find('{') {
            let length = rest[start..].find('}')?;
            substitution.push_str(&rest[..start].replace('\\', r"\\"));
            let name = &rest[start + 1..start + length];
            let group = self.variables.iter().position(|variable| variable == name)? + 1;
            substitution.push_str(&format!(r"\{group}"));
            rest = &rest[start + length + 1..];
        }
        substitution.push_str(&rest.replace('\\', r"\\"));
        String::from_utf8(regex.replace_all(path.as_bytes(), &substitution)).ok()
    }
}

/// A piece of a template without variables as a regular expression.
fn push_pattern(pattern: &str, regex: &mut String) {
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**") {
            regex.push_str(PATH);
            regex.push('*');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*') {
            regex.push_str(SEGMENT);
            regex.push('+');
            rest = after;
        } else {
            if !next.is_ascii_alphanumeric() && next.is_ascii() {
                regex.push('\\');
            }
            regex.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
}
