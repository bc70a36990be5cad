//! A short form of what the parser says: spans as the text they cover, and what is absent left out.

use migrate_lint::parse::Parsed;
use migrate_lint::source::{SourceFile, Span};

pub(crate) fn dump(source: &SourceFile, parsed: &Parsed) -> String {
    let mut out = String::new();
    for statement in &parsed.statements {
        out.push_str(&place(source, statement.span));
        let mut text = format!("{:?}", statement.kind);
        text = shorten(source, &text);
        out.push_str(&text);
        out.push('\n');
    }
    for comment in &parsed.comments {
        let kind = if comment.line { "line" } else { "block" };
        out.push_str(&format!(
            "{}{kind} comment {}\n",
            place(source, comment.span),
            quote(source, comment.span)
        ));
    }
    for masked in &parsed.masked {
        out.push_str(&format!(
            "{}{:?} {}\n",
            place(source, masked.span),
            masked.kind,
            quote(source, masked.span)
        ));
    }
    for error in &parsed.errors {
        let lost = quote(source, error.statement);
        out.push_str(&format!(
            "{}ERROR {} at {}, lost {lost}",
            place(source, error.span),
            error.message,
            quote(source, error.span)
        ));
        if let Some(remedy) = &error.remedy {
            out.push_str(&format!("; {remedy}"));
        }
        out.push('\n');
    }
    out
}

fn place(source: &SourceFile, span: Span) -> String {
    let at = source.line_column(span.start);
    format!("{}:{} ", at.line, at.column)
}

fn quote(source: &SourceFile, span: Span) -> String {
    let text = source.slice(span).replace('\n', "⏎").replace('\r', "␍");
    if text.chars().count() > 60 {
        let head: String = text.chars().take(40).collect();
        let tail: Vec<char> = text.chars().rev().take(15).collect();
        return format!("‹{head}…{}›", tail.into_iter().rev().collect::<String>());
    }
    format!("‹{text}›")
}

/// Rewrites the output of `{:?}`.
fn shorten(source: &SourceFile, debug: &str) -> String {
    let mut reader = Reader { source, rest: debug };
    reader.value()
}

struct Reader<'a> {
    source: &'a SourceFile,
    rest: &'a str,
}

const ABSENT: [&str; 5] = ["None", "false", "[]", "", "0"];

impl Reader<'_> {
    fn value(&mut self) -> String {
        if self.rest.starts_with('"') {
            return self.string();
        }
        if self.take("[") {
            return self.items("[", "]");
        }
        if self.take("(") {
            return self.items("(", ")");
        }
        let word = self.word();
        if self.take(" { ") {
            return if word == "Span" { self.span() } else { self.fields(&word) };
        }
        if self.take("(") {
            let items = self.items("(", ")");
            let inner = &items[1..items.len() - 1];
            // `Some(x)` tells no more than x, except where its absence would read like it.
            let plain = word == "Some" && inner != "false" && inner != "[]";
            return if plain { inner.to_owned() } else { format!("{word}{items}") };
        }
        word
    }

    fn take(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn word(&mut self) -> String {
        let end = self.rest.find([' ', '(', ')', '[', ']', ',', '{', '}']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }

    fn string(&mut self) -> String {
        let mut escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        let end = end.map_or(self.rest.len(), |(at, _)| at + 1);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        if text.chars().count() > 80 {
            return format!("{}…\"", text.chars().take(60).collect::<String>());
        }
        text.to_owned()
    }

    fn items(&mut self, open: &str, close: &str) -> String {
        let mut items = Vec::new();
        while !self.take(close) && !self.rest.is_empty() {
            items.push(self.value());
            self.take(", ");
            self.take(",");
        }
        format!("{open}{}{close}", items.join(", "))
    }

    fn fields(&mut self, name: &str) -> String {
        let mut fields = Vec::new();
        while !self.take(" }") && !self.take("}") && !self.rest.is_empty() {
            let field = self.word();
            let field = field.trim_end_matches(':').to_owned();
            self.take(" ");
            let value = self.value();
            self.take(", ");
            if ABSENT.contains(&value.as_str()) {
                continue;
            }
            fields.push(match (value.as_str(), field.as_str()) {
                ("true", _) => field,
                (_, "span") => value,
                _ => format!("{field}: {value}"),
            });
        }
        format!("{name}{{{}}}", fields.join(", "))
    }

    fn span(&mut self) -> String {
        let end = self.rest.find('}').unwrap_or(0);
        let numbers: Vec<u32> = self.rest[..end]
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        self.rest = &self.rest[end + 1..];
        quote(self.source, Span { start: numbers[0], end: numbers[1] })
    }
}
