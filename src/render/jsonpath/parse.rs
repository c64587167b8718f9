//! From a template's text to its parts.

mod literal;

use super::{Literal, Operator, Piece, Slice, Step};

/// Where a text is no template, in bytes, and why.
pub(super) type Error = (usize, String);

type Result<T> = std::result::Result<T, Error>;

/// How deep ranges, filters and unions may stand in each other.
const DEPTH: usize = 100;

/// The parts of a template.
pub(super) fn template(text: &str) -> Result<Vec<Piece>> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    // Each open range: where it stands, its path, and what stands in front of it.
    let mut open: Vec<(usize, Vec<Step>, Vec<Piece>)> = Vec::new();
    let mut pieces = Vec::new();
    while let Some(first) = parser.peek() {
        if first != '{' {
            let rest = parser.rest();
            let length = rest.find('{').unwrap_or(rest.len());
            pieces.push(Piece::Text(rest[..length].to_owned()));
            parser.at += length;
            continue;
        }
        let start = parser.at;
        parser.at += 1;
        parser.skip_blanks();
        match parser.word() {
            "range" => {
                if open.len() == DEPTH {
                    return Err((start, "too many ranges in each other".to_owned()));
                }
                parser.at += "range".len();
                let path = parser.action()?;
                open.push((start, path, std::mem::take(&mut pieces)));
            }
            "end" => {
                parser.at += "end".len();
                parser.skip_blanks();
                parser.expect('}', "an end has nothing behind it")?;
                let (_, path, before) = open.pop().ok_or_else(|| (start, "an end without its range".to_owned()))?;
                let inner = std::mem::replace(&mut pieces, before);
                pieces.push(Piece::Range(path, inner));
            }
            _ => pieces.push(Piece::Path(parser.action()?)),
        }
    }
    match open.pop() {
        Some((start, ..)) => Err((start, "a range without its {end}".to_owned())),
        None => Ok(pieces),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

/// What ends a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A brace.
    Action,
    /// A bracket, or a comma.
    Brackets,
    /// An operator, or a parenthesis.
    Filter,
    /// The end of the text, which is what stands in quotes.
    Quotes,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += next.map_or(0, char::len_utf8);
        next
    }

    fn fail<T>(&self, reason: impl Into<String>) -> Result<T> {
        Err((self.at, reason.into()))
    }

    fn expect(&mut self, expected: char, reason: &str) -> Result<()> {
        if self.peek() != Some(expected) {
            return self.fail(reason);
        }
        self.at += expected.len_utf8();
        Ok(())
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// The letters and digits that come next.
    fn word(&self) -> &'t str {
        let rest = self.rest();
        let is_word = |character: char| character == '_' || character.is_alphanumeric();
        &rest[..rest.find(|character| !is_word(character)).unwrap_or(rest.len())]
    }

    /// A path up to the brace that ends it, and this.
    fn action(&mut self) -> Result<Vec<Step>> {
        let steps = self.path(Place::Action)?;
        self.expect('}', "a } is missing")?;
        Ok(steps)
    }

    /// A path up to what ends it.
    fn path(&mut self, place: Place) -> Result<Vec<Step>> {
        let mut steps = Vec::new();
        loop {
            self.skip_blanks();
            let Some(next) = self.peek() else { return Ok(steps) };
            match next {
                '}' if place == Place::Action => return Ok(steps),
                ',' | ']' if place == Place::Brackets => return Ok(steps),
                ')' | '=' | '!' | '<' | '>' if place == Place::Filter => return Ok(steps),
                // Of a value, and of the whole document, a path is the same.
                '$' | '@' => self.at += 1,
                '.' => self.field(place, &mut steps)?,
                '[' => steps.push(self.brackets()?),
                '"' | '\'' => steps.push(Step::Literal(Literal::Text(self.quoted()?))),
                '+' | '-' | '0'..='9' => steps.push(self.number()?),
                _ => match self.word() {
                    word @ ("true" | "false") => {
                        self.at += word.len();
                        steps.push(Step::Literal(Literal::Bool(word == "true")));
                    }
                    "" => return self.fail(format!("{next:?} does not belong here")),
                    word => return self.fail(format!("{word} is no path: that begins with a dot or a bracket")),
                },
            }
        }
    }

    /// A dot or two, and the name behind it.
    fn field(&mut self, place: Place, steps: &mut Vec<Step>) -> Result<()> {
        if self.rest().starts_with("..") {
            if steps.last() == Some(&Step::Recursive) {
                return self.fail("a second .. finds nothing more");
            }
            steps.push(Step::Recursive);
            self.at += 1;
        }
        self.at += 1;
        let mut name = String::new();
        while let Some(next) = self.peek() {
            // A dollar or an at sign is a value of its own, but for names such as @type, which have no other place.
            let is_sign = next == '@' && name.is_empty() && self.rest()[1..].starts_with(char::is_alphabetic);
            let is_end = match next {
                _ if is_sign => false,
                '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}' | ' ' | '\t' | '\r' | '\n' => place != Place::Quotes || next == '.',
                '=' | '!' | '<' | '>' | ')' => place == Place::Filter,
                _ => false,
            };
            if is_end {
                break;
            }
            self.at += next.len_utf8();
            // What is escaped ends no name.
            if next == '\\' { name.extend(self.next()) } else { name.push(next) }
        }
        match name.as_str() {
            // A dot alone is the value itself.
            "" => {}
            "*" => steps.push(Step::Wildcard),
            _ => steps.push(Step::Field(name)),
        }
        Ok(())
    }

    /// What stands in brackets.
    fn brackets(&mut self) -> Result<Step> {
        let start = self.at;
        self.depth += 1;
        if self.depth > DEPTH {
            return self.fail("too many brackets in each other");
        }
        self.at += 1;
        let step = if self.rest().starts_with("?(") {
            self.at += 2;
            self.filter(start)?
        } else {
            let mut all = vec![self.selector(start)?];
            while self.peek() == Some(',') {
                self.at += 1;
                all.push(self.selector(start)?);
            }
            match all.pop() {
                Some(step) if all.is_empty() => step,
                last => Step::Union(all.into_iter().chain(last).map(|step| vec![step]).collect()),
            }
        };
        self.expect(']', "a ] is missing")?;
        self.depth -= 1;
        Ok(step)
    }

    /// A name, an index or a slice, in brackets that begin at `start`.
    fn selector(&mut self, start: usize) -> Result<Step> {
        self.skip_blanks();
        let step = match self.peek() {
            None => return Err((start, "a ] is missing".to_owned())),
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let length = self.rest().find(quote).ok_or_else(|| (self.at - 1, "the quote is not closed".to_owned()))?;
                let name = &self.rest()[..length];
                let path = format!(".{name}");
                let steps =
                    Parser { text: &path, at: 0, depth: self.depth }.path(Place::Quotes).map_err(|(_, reason)| (self.at, reason))?;
                self.at += length + 1;
                Step::Quoted(name.to_owned(), steps)
            }
            Some('*') => {
                self.at += 1;
                Step::Slice(Slice { start: None, end: None, step: 1, is_index: false })
            }
            _ => Step::Slice(self.slice()?),
        };
        self.skip_blanks();
        Ok(step)
    }

    fn slice(&mut self) -> Result<Slice> {
        let at = self.at;
        let start = self.index()?;
        if self.peek() != Some(':') {
            return match start {
                Some(_) => Ok(Slice { start, end: None, step: 1, is_index: true }),
                None => self.fail("expected a number, a slice such as 0:2, a name in quotes, * or ?("),
            };
        }
        self.at += 1;
        let end = self.index()?;
        let mut step = None;
        if self.peek() == Some(':') {
            self.at += 1;
            step = self.index()?;
        }
        match usize::try_from(step.unwrap_or(1)) {
            Ok(step) if step > 0 => Ok(Slice { start, end, step, is_index: false }),
            _ => Err((at, "a slice goes forward".to_owned())),
        }
    }

    /// A whole number, where one comes.
    fn index(&mut self) -> Result<Option<i64>> {
        let rest = self.rest();
        let sign = usize::from(rest.starts_with('-'));
        let length = sign + rest[sign..].find(|next: char| !next.is_ascii_digit()).unwrap_or(rest.len() - sign);
        if length == 0 {
            return Ok(None);
        }
        let number = rest[..length].parse().map_err(|_| (self.at, "this is no index".to_owned()))?;
        self.at += length;
        Ok(Some(number))
    }

    /// A filter behind `?(`, up to its parenthesis.
    fn filter(&mut self, start: usize) -> Result<Step> {
        let left = self.path(Place::Filter)?;
        let rest = self.rest();
        let length = rest.find(|next| !"=!<>".contains(next)).unwrap_or(rest.len());
        let operator = match &rest[..length] {
            "" => None,
            "==" => Some(Operator::Equal),
            "!=" => Some(Operator::NotEqual),
            "<" => Some(Operator::Less),
            "<=" => Some(Operator::LessOrEqual),
            ">" => Some(Operator::Greater),
            ">=" => Some(Operator::GreaterOrEqual),
            other => return self.fail(format!("{other} compares nothing: use ==, !=, <, <=, > or >=")),
        };
        self.at += length;
        let comparison = match operator {
            Some(operator) => {
                let at = self.at;
                let right = self.path(Place::Filter)?;
                if right.is_empty() && !self.text[at..self.at].contains(['@', '$']) {
                    return self.fail("what to compare with is missing");
                }
                Some((operator, right))
            }
            None => None,
        };
        if self.peek().is_none() {
            return Err((start, "the filter is not closed".to_owned()));
        }
        self.expect(')', "a ) is missing")?;
        Ok(Step::Filter(left, comparison))
    }
}
