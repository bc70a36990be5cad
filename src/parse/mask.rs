//! Masks what is not SQL, byte for byte, so that every span stays true: psql's commands, COPY data, placeholders,
//! and what lies outside the sections to read.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::recover::begins_statement;
use super::scan::{Scanner, Token, TokenKind, is_word_byte};
use super::{Masked, MaskedKind, ParseOptions};
use crate::source::Span;

mod comment;
mod fill;
mod template;

pub(super) use comment::any_names;
pub(super) use fill::placeholder_names;
use fill::{Edit, Fill};

/// The text as the parser may read it, of the same length.
pub(super) fn mask<'a>(text: &'a str, options: &ParseOptions, masked: &mut Vec<Masked>) -> Cow<'a, str> {
    let framed = frame(text, options);
    if !is_suspicious(framed.as_bytes()) {
        return framed;
    }
    let edits = {
        let mut masker = Masker::new(&framed, options);
        masker.run();
        masked.append(&mut masker.masked);
        masker.edits
    };
    if edits.is_empty() { framed } else { Cow::Owned(fill::apply(framed.into_owned(), &edits)) }
}

/// Blanks the byte order mark and what lies outside the sections; puts semicolons where separators stand.
fn frame<'a>(text: &'a str, options: &ParseOptions) -> Cow<'a, str> {
    let mut edits = Vec::new();
    if text.starts_with('\u{feff}') {
        edits.push(Edit { range: 0..3, fill: Fill::Blank });
    }
    if !options.sections.is_empty() {
        let mut end = 0;
        for section in &options.sections {
            edits.push(Edit { range: end..section.start.max(end), fill: Fill::Blank });
            end = section.end.max(end);
        }
        edits.push(Edit { range: end..text.len(), fill: Fill::Blank });
    }
    edits.extend(options.separators.iter().map(|range| Edit { range: range.clone(), fill: Fill::Semicolon }));
    edits.retain(|edit| !edit.range.is_empty());
    if edits.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(fill::apply(text.to_owned(), &edits)) }
}

/// Whether anything in the text could be something to mask; a look at it all costs less than reading its tokens.
fn is_suspicious(bytes: &[u8]) -> bool {
    let mark = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        let after = bytes.get(at + 1).copied();
        match bytes.get(at) {
            Some(b':') => {
                before != Some(b':')
                    && after.is_some_and(|byte| is_word_byte(byte) || matches!(byte, b'\'' | b'"'))
            }
            Some(b'{') => {
                matches!(before, Some(b'$' | b'{'))
                    || after.is_some_and(|byte| is_word_byte(byte) || matches!(byte, b'%' | b'#'))
            }
            _ => true,
        }
    };
    let percent = |at: usize| {
        bytes.get(at + 1) == Some(&b'(') || at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'$')
    };
    memchr::memchr3_iter(b'\\', b'{', b':', bytes).any(mark)
        || memchr::memchr_iter(b'%', bytes).any(percent)
        || STDIN.iter().any(|word| word.find(bytes).is_some())
        || comment::any_qualifies(bytes)
}

static STDIN: LazyLock<[memmem::Finder<'static>; 3]> =
    LazyLock::new(|| ["stdin", "STDIN", "Stdin"].map(memmem::Finder::new));

/// Walks the tokens and notes what to change.
struct Masker<'a> {
    text: &'a str,
    options: &'a ParseOptions,
    edits: Vec<Edit>,
    masked: Vec<Masked>,
}

/// What has been seen of the present statement.
#[derive(Default)]
struct Seen {
    tokens: usize,
    copies: bool,
    /// It may hold a body of code between dollar quotes.
    holds_code: bool,
    from: bool,
    from_stdin: bool,
    brackets: usize,
    last_words: [Span; 2],
    /// The end of the token before.
    end: usize,
}

impl<'a> Masker<'a> {
    fn new(text: &'a str, options: &'a ParseOptions) -> Self {
        Self { text, options, edits: Vec::new(), masked: Vec::new() }
    }

    fn run(&mut self) {
        self.code(0, self.text.len(), true);
    }

    /// Reads code; `outer` is the text itself, not a body inside it.
    fn code(&mut self, start: usize, end: usize, outer: bool) {
        let Some(text) = self.text.get(..end) else { return };
        let mut scanner = Scanner::new(text, start);
        let mut seen = Seen::default();
        while let Some(token) = scanner.next() {
            if token.is_comment() {
                self.comment(text, token, &seen);
                continue;
            }
            if let Some(next) = self.special(text, token, &mut seen, outer) {
                scanner.jump(next);
                continue;
            }
            if token.kind == TokenKind::Semicolon {
                if seen.from_stdin && outer {
                    let after = self.copy_data(token.end as usize);
                    scanner.jump(after);
                }
                seen = Seen::default();
                continue;
            }
            if token.kind == TokenKind::Dollar && outer && seen.holds_code {
                let body = super::body::Body::of(token, text);
                self.code(body.span.start as usize, body.span.end as usize, false);
            }
            seen.see(token, text);
        }
    }

    /// A comment that stands for a schema. As a rule it is the one that names without a schema are meant in.
    fn comment(&mut self, text: &str, comment: Token, seen: &Seen) {
        let (start, end) = (comment.start as usize, comment.end as usize);
        let before = text.get(seen.last_words[1].range()).filter(|_| seen.tokens > 0).unwrap_or("");
        let Some(name) = comment::name(comment.text(text), before, text.get(end..).unwrap_or("")) else {
            return;
        };
        let known = self.options.placeholders.iter().find(|(key, _)| key == name);
        if let Some((_, value)) = known.filter(|(_, value)| value.len() <= end - start) {
            self.edits.push(Edit { range: start..end, fill: Fill::Value(value.clone()) });
            return;
        }
        self.masked.push(Masked { span: comment.span(), kind: MaskedKind::Placeholder });
        self.edits.push(Edit { range: start..end + 1, fill: Fill::Blank });
    }

    /// Masks what begins at this token, if it is nothing of SQL's, and says where to go on.
    fn special(&mut self, text: &str, token: Token, seen: &mut Seen, outer: bool) -> Option<usize> {
        let at = token.start as usize;
        let rest = text.get(at..)?;
        let end = match token.kind {
            TokenKind::Stray if rest.starts_with('\\') && outer => return self.meta_command(rest, at, seen),
            TokenKind::Stray if rest.starts_with("${") => at + one_line(rest).find('}')? + 1,
            TokenKind::Stray if rest.starts_with("$%") => at + one_line(rest).get(2..)?.find("%$")? + 4,
            TokenKind::Stray if brace_length(rest).is_some() => at + brace_length(rest)?,
            TokenKind::Stray if rest.starts_with('{') => return self.template(text, at, seen, outer),
            TokenKind::Colon if seen.brackets == 0 => at + colon_length(rest)?,
            // A template inside quotes that has quotes itself: "{{ index .Options "Namespace" }}".
            TokenKind::Quoted if token.text(text).contains("{{") && !token.text(text).contains("}}") => {
                at + one_line(rest).find("}}\"")? + 3
            }
            TokenKind::Operator if token.text(text).ends_with('%') => {
                let start = token.end as usize - 1;
                let end = start + pyformat_length(text.get(start..)?)?;
                seen.see(Token { end: start as u32, ..token }, text);
                return Some(self.placeholder(text, start, end, seen, outer));
            }
            _ => return None,
        };
        Some(self.placeholder(text, at, end, seen, outer))
    }

    fn note(&mut self, range: Range<usize>, kind: MaskedKind, fill: Fill) {
        self.masked.push(Masked { span: Span::new(range.start, range.end), kind });
        self.edits.push(Edit { range, fill });
    }

    /// A command of psql runs to the end of its line.
    fn meta_command(&mut self, rest: &str, at: usize, seen: &mut Seen) -> Option<usize> {
        let first = rest.as_bytes().get(1)?;
        if *first == b';' {
            self.edits.push(Edit { range: at..at + 1, fill: Fill::Blank });
            return Some(at + 1);
        }
        if !first.is_ascii_alphabetic() && !matches!(first, b'!' | b'?' | b'.') {
            return None;
        }
        let line = one_line(rest);
        let end = at + line.len();
        let word = line.get(1..).unwrap_or("").split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
        let word = word.unwrap_or("").to_ascii_lowercase();
        let kind = match word.as_str() {
            "i" | "ir" | "include" | "include_relative" => MaskedKind::Include,
            _ => MaskedKind::MetaCommand,
        };
        let sends =
            matches!(word.as_str(), "g" | "gx" | "gset" | "gexec" | "gdesc" | "watch" | "crosstabview");
        self.note(at..end, kind, if sends { Fill::Semicolon } else { Fill::Blank });
        if sends {
            *seen = Seen::default();
        }
        let lower = line.to_ascii_lowercase();
        if word == "copy"
            && lower.contains(" from ")
            && (lower.contains(" stdin") || lower.contains(" pstdin"))
        {
            return Some(if lower.contains(" stdin") { self.copy_data(end) } else { end });
        }
        Some(end)
    }

    /// The rows that follow the line of a `COPY … FROM STDIN`, up to `\.`.
    fn copy_data(&mut self, after: usize) -> usize {
        let bytes = self.text.as_bytes();
        let Some(newline) = bytes.get(after..).and_then(|rest| memchr::memchr(b'\n', rest)) else {
            return after;
        };
        let start = after + newline + 1;
        let mut at = start;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let line = memchr::memchr(b'\n', rest).map_or(rest, |end| &rest[..end]);
            at = (at + line.len() + 1).min(bytes.len());
            if line == b"\\." || line == b"\\.\r" {
                break;
            }
        }
        if at > start {
            self.note(start..at, MaskedKind::CopyData, Fill::Blank);
        }
        at.max(after)
    }

    /// A value that some tool puts in before the server reads the text. Says where to go on.
    fn placeholder(&mut self, text: &str, start: usize, end: usize, seen: &mut Seen, outer: bool) -> usize {
        let written = text.get(start..end).unwrap_or("");
        let name = written.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let name =
            if written.starts_with("%(") { name.trim_end_matches('s').trim_end_matches(')') } else { name };
        let touches_word = text.as_bytes().get(end).copied().is_some_and(is_word_byte);
        let value =
            self.options.placeholders.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let fits = |value: &&str| {
            value.len() == written.len()
                || (written.is_char_boundary(value.len()) && !touches_word && !value.is_empty())
        };
        if let Some(value) = value.filter(fits) {
            self.edits.push(Edit { range: start..end, fill: Fill::Value(value.to_owned()) });
        } else if seen.tokens == 0 && stands_alone(text, end) {
            self.note(start..end, MaskedKind::Include, Fill::Blank);
            return end;
        } else if let Some(word) = word_behind(text, end).filter(|_| seen.tokens == 0) {
            if outer && !begins_statement(word) {
                // It is the verb, without which nobody knows what the rest does.
                let end = statement_end(text, end);
                self.note(start..end, MaskedKind::Include, Fill::Blank);
                return end;
            }
            // It comments the statement out somewhere, or is nothing: no statement begins with a value.
            self.note(start..end, MaskedKind::Placeholder, Fill::Blank);
            return end;
        } else {
            // In front of a dot blanks do no harm: the name ends behind it.
            let qualifies = text.as_bytes().get(end) == Some(&b'.')
                && !text.as_bytes()[..start].last().copied().is_some_and(is_word_byte);
            let fill = match fill::neutral(text, written, &seen.last_words) {
                Fill::Identifier if qualifies => fill::same_name(written),
                fill => fill,
            };
            self.note(start..end, MaskedKind::Placeholder, fill);
        }
        seen.see(Token { start: start as u32, end: end as u32, kind: TokenKind::Quoted }, text);
        end
    }
}

impl Seen {
    fn see(&mut self, token: Token, text: &str) {
        let is = |word| token.is_word(text, word);
        match token.kind {
            TokenKind::OpenBracket => self.brackets += 1,
            TokenKind::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
            TokenKind::Word => {
                if self.tokens == 0 {
                    self.copies = is("copy");
                    self.holds_code = is("do") || is("create");
                }
                self.from_stdin |= self.copies && self.from && is("stdin");
                self.from = is("from");
            }
            _ => self.from = false,
        }
        self.last_words = [self.last_words[1], token.span()];
        self.tokens += 1;
        self.end = token.end as usize;
    }
}

/// The text up to the end of the line.
fn one_line(text: &str) -> &str {
    let end = memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// The length of `:name`, `:'name'` or `:"name"`.
fn colon_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let word = |from: usize| {
        bytes.iter().skip(from).take_while(|byte| is_word_byte(**byte) && **byte != b'$').count()
    };
    match bytes.get(1)? {
        quote @ (b'\'' | b'"') => {
            let end = 2 + word(2);
            (end > 2 && bytes.get(end) == Some(quote)).then_some(end + 1)
        }
        _ => (word(1) > 0).then(|| 1 + word(1)),
    }
}

/// The length of `{name}`.
fn brace_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('{')?;
    let name = inside.bytes().take_while(|byte| is_word_byte(*byte) && *byte != b'$').count();
    (name > 0 && inside.as_bytes().get(name) == Some(&b'}')).then_some(name + 2)
}

/// The length of `%(name)s`.
fn pyformat_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("%(")?;
    let name = inside.bytes().take_while(|byte| is_word_byte(*byte)).count();
    (name > 0 && inside.get(name..)?.starts_with(")s")).then_some(name + 4)
}

/// The word that follows on this line, after a blank.
fn word_behind(text: &str, end: usize) -> Option<&str> {
    let rest = one_line(text.get(end..)?);
    let word = rest.trim_start_matches([' ', '\t']);
    let length = word.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(word.len());
    (word.len() < rest.len() && length > 0).then(|| &word[..length])
}

/// Where the statement ends that goes on from here.
fn statement_end(text: &str, from: usize) -> usize {
    let end = Scanner::new(text, from).find(|token| token.kind == TokenKind::Semicolon);
    end.map_or(text.len(), |end| end.start as usize)
}

/// Whether nothing of the statement follows on this line.
fn stands_alone(text: &str, end: usize) -> bool {
    let rest = one_line(text.get(end..).unwrap_or("")).trim();
    rest.is_empty() || rest.starts_with(';') || rest.starts_with("--")
}
