//! Where in the description of the command line an unfinished line ends.

use clap::builder::ArgAction;
use clap::{Arg, Command};

/// An unfinished command line.
pub struct Line<'c> {
    /// The command that its words belong to.
    pub command: &'c Command,
    /// The arguments that are complete, with their values; of a flag without one, an empty text.
    pub given: Vec<(&'c Arg, String)>,
    /// What the last word is.
    pub end: End<'c>,
    /// The flag whose value is the next word.
    waiting: Option<&'c Arg>,
    /// How many positional arguments there were.
    positionals: usize,
    /// Whether what follows is no flag, because `--` was written.
    is_escaped: bool,
}

/// What the last word of a line is, with what is written of it.
pub enum End<'c> {
    /// A flag.
    Flag(String),
    /// The value of a flag. What stands before it in the same word is offered with it, but not `--flag=`.
    Value(&'c Arg, String, String),
    /// A sub-command, or a positional argument if there is one.
    Word(Option<&'c Arg>, String),
}

/// Reads the words behind the program's name, of which the last is unfinished. The command has to be built.
pub fn read<'c>(command: &'c Command, words: &[String]) -> Line<'c> {
    let end = End::Word(None, String::new());
    let mut line = Line { command, given: Vec::new(), end, waiting: None, positionals: 0, is_escaped: false };
    if let Some((last, complete)) = words.split_last() {
        complete.iter().for_each(|word| line.take(word));
        line.end = line.end(last);
    }
    line
}

impl<'c> Line<'c> {
    /// The value of an argument that is complete.
    pub fn value(&self, id: &str) -> Option<&str> {
        self.given.iter().find(|(arg, _)| arg.get_id() == id).map(|(_, value)| value.as_str())
    }

    /// Whether an argument may still be given: it is not there, and nothing that it can't stand beside.
    pub fn is_free(&self, arg: &Arg) -> bool {
        let conflicts = |one: &Arg, other: &Arg| self.command.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id() == other.get_id());
        self.given.iter().all(|(given, _)| {
            let is_again = given.get_id() == arg.get_id() && !is_repeatable(arg);
            !is_again && !conflicts(arg, given) && !conflicts(given, arg)
        })
    }

    /// Goes on by a word that is complete.
    fn take(&mut self, word: &str) {
        if let Some(arg) = self.waiting.take() {
            self.given.push((arg, word.to_owned()));
        } else if self.is_escaped || word == "-" || !word.starts_with('-') {
            self.take_word(word);
        } else if word == "--" {
            self.is_escaped = true;
        } else if let Some(long) = word.strip_prefix("--") {
            let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            match (self.long(name), value) {
                (Some(arg), None) if waits(arg) => self.waiting = Some(arg),
                (Some(arg), value) => self.given.push((arg, value.unwrap_or_default().to_owned())),
                (None, _) => {}
            }
        } else {
            let (letters, value) = self.letters(word);
            self.given.extend(letters.into_iter().map(|arg| (arg, String::new())));
            match value {
                Some((arg, _, "")) => self.waiting = Some(arg),
                Some((arg, _, value)) => self.given.push((arg, value.to_owned())),
                None => {}
            }
        }
    }

    fn take_word(&mut self, word: &str) {
        if !self.is_escaped
            && self.positionals == 0
            && let Some(inner) = self.command.find_subcommand(word)
        {
            self.command = inner;
            return;
        }
        if let Some(arg) = self.positional() {
            self.given.push((arg, word.to_owned()));
        }
        self.positionals += 1;
    }

    /// What the last word is.
    fn end(&self, word: &str) -> End<'c> {
        if let Some(arg) = self.waiting {
            return End::Value(arg, String::new(), word.to_owned());
        }
        if self.is_escaped || !word.starts_with('-') {
            return End::Word(self.positional(), word.to_owned());
        }
        if let Some((name, value)) = word.strip_prefix("--").and_then(|long| long.split_once('='))
            && let Some(arg) = self.long(name)
        {
            return End::Value(arg, String::new(), value.to_owned());
        }
        match self.letters(word) {
            (_, Some((arg, before, value))) if !word.starts_with("--") && !value.is_empty() => {
                End::Value(arg, before.to_owned(), value.to_owned())
            }
            _ => End::Flag(word.to_owned()),
        }
    }

    /// The next positional argument.
    fn positional(&self) -> Option<&'c Arg> {
        let all = || self.command.get_positionals();
        all().nth(self.positionals).or_else(|| all().last().filter(|arg| is_repeatable(arg)))
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        self.command.get_arguments().find(|arg| {
            let others = arg.get_all_aliases().unwrap_or_default();
            arg.get_long() == Some(name) || others.contains(&name)
        })
    }

    /// The flags of a word such as `-Ao`, then the one that takes a value, what stands before the value, and the value.
    fn letters<'w>(&self, word: &'w str) -> (Vec<&'c Arg>, Option<(&'c Arg, &'w str, &'w str)>) {
        let mut flags = Vec::new();
        for (at, letter) in word.char_indices().skip(1) {
            let Some(arg) = self.command.get_arguments().find(|arg| arg.get_short() == Some(letter)) else { break };
            if waits(arg) {
                let rest = &word[at + letter.len_utf8()..];
                let value = rest.strip_prefix('=').unwrap_or(rest);
                return (flags, Some((arg, &word[..word.len() - value.len()], value)));
            }
            flags.push(arg);
        }
        (flags, None)
    }
}

/// Whether the next word is the flag's value, if none stands behind a sign of equality.
fn waits(arg: &Arg) -> bool {
    arg.get_action().takes_values() && !arg.is_require_equals_set()
}

fn is_repeatable(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append | ArgAction::Count) || arg.get_num_args().is_some_and(|range| range.max_values() > 1)
}

/// The words of a line that is written in bash, without their quotes. The last one is what the line ends with: it may lack a quote, and is
/// empty behind a blank.
pub fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        let word = words.last_mut().expect("there is a word");
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None | Some('"'), '\\') => word.extend(characters.next()),
            (None, _) if character.is_whitespace() => {
                // Several blanks are as good as one. An empty word in quotes is lost, which no argument needs.
                if !word.is_empty() {
                    words.push(String::new());
                }
            }
            _ => word.push(character),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_as_bash_does() {
        let check = |line: &str, expect: &[&str]| assert_eq!(split(line), expect, "{line}");
        check("meshctl pc ", &["meshctl", "pc", ""]);
        check("  meshctl   pc rou", &["meshctl", "pc", "rou"]);
        check("meshctl -f 'my dump' x", &["meshctl", "-f", "my dump", "x"]);
        check(r#"meshctl -f "a \" b" --file=my\ dump"#, &["meshctl", "-f", "a \" b", "--file=my dump"]);
        check(r"meshctl 'a\b", &["meshctl", r"a\b"]);
        check("", &[""]);
    }

    #[test]
    fn a_line_is_read_to_its_end() {
        let mut command = super::super::name::command();
        command.build();
        let check = |text: &str, expect: &str| {
            let line = read(&command, &split(text));
            let end = match &line.end {
                End::Flag(word) => format!("flag {word:?}"),
                End::Value(arg, before, word) => format!("{} {before:?} {word:?}", arg.get_id()),
                End::Word(arg, word) => format!("{} {word:?}", arg.map_or("word", |arg| arg.get_id().as_str())),
            };
            let given: Vec<String> = line.given.iter().map(|(arg, value)| format!("{}={value}", arg.get_id())).collect();
            assert_eq!(format!("{} [{}] {end}", line.command.get_name(), given.join(" ")), expect, "{text}");
        };
        check("pc rou", r#"proxy-config [] word "rou""#);
        check("--color never pc routes ", r#"route [color=never] target """#);
        check("pc route -n a --context=b web -", r#"route [namespace=a context=b target=web] flag "-""#);
        check("pc route -na -f - --name", r#"route [namespace=a file=-] flag "--name""#);
        check("pc route -An", r#"route [] flag "-An""#);
        check("pc route -Ana", r#"route [] namespace "-An" "a""#);
        check("pc route -A -n=a", r#"route [all_namespaces=] namespace "-n=" "a""#);
        check("pc route --kubeclient-timeout 1s --verbose --namespace=a", r#"route [timeout=1s verbose=] namespace "" "a""#);
        check("pc route -- -", r#"route [] target "-""#);
        check("pc route a b", r#"route [target=a] word "b""#);
        check("pc rc a ", r#"rootca-compare [first=a] second """#);
        check("pc route --nonsense -x ", r#"route [] target """#);
    }
}
