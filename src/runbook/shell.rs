//! Shell commands, as far as their words, their redirections and the SQL that they send.

use crate::source::{SourceFile, Span};

/// One command of a pipeline or list.
#[derive(Clone, Debug)]
pub struct Command {
    pub span: Span,
    pub words: Vec<Word>,
    /// The file that its standard input comes from.
    pub input: Option<Word>,
    /// The files that its output goes to.
    pub outputs: Vec<Word>,
    /// Whether it reads what another command prints.
    pub piped: bool,
    /// The SQL that it is given: `-c '…'`, or a heredoc.
    pub sql: Vec<Span>,
}

/// A word without its quotes.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub span: Span,
    quoted: bool,
}

impl Command {
    /// The name of the program, without its folder and the commands that only start others.
    pub fn program(&self) -> &str {
        let starts = [
            "sudo", "time", "env", "exec", "nohup", "-u", "postgres", "docker", "compose", "kubectl", "-T",
            "-it", "-i",
        ];
        let mut words = self.words.iter().map(|word| word.text.as_str());
        let direct = words.find(|word| !starts.contains(word) && !is_assignment(word)).unwrap_or_default();
        let inside = self.words.iter().map(|word| word.text.as_str()).find(|word| base_name(word) == "psql");
        match direct {
            // `docker exec db psql …`
            _ if inside.is_some() && self.words.iter().any(|word| word.text == "exec") => "psql",
            word => base_name(word),
        }
    }

    /// The value of an option: `-f x`, `-fx`, `--file x`, `--file=x`.
    pub fn values<'a>(&'a self, short: &str, long: &str) -> Vec<&'a Word> {
        let mut found = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            if word.text == short || word.text == long {
                found.extend(self.words.get(at + 1));
            } else if word.text.strip_prefix(long).is_some_and(|rest| rest.starts_with('='))
                || (!word.text.starts_with("--")
                    && word.text.len() > short.len()
                    && word.text.starts_with(short))
            {
                found.push(word);
            }
        }
        found
    }

    pub fn has_word(&self, wanted: &str) -> bool {
        self.words.iter().any(|word| word.text == wanted)
    }
}

fn base_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// The commands of a block.
pub(super) fn commands(source: &SourceFile, block: Span) -> Vec<Command> {
    let mut reader = Reader { source, at: block.start as usize, end: block.end as usize, found: Vec::new() };
    reader.run();
    reader.found
}

struct Reader<'a> {
    source: &'a SourceFile,
    at: usize,
    end: usize,
    found: Vec<Command>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.source.text().get(self.at..self.end).unwrap_or_default()
    }

    fn run(&mut self) {
        let mut piped = false;
        while self.at < self.end {
            let before = self.at;
            let command = self.command(piped);
            piped = self.separator();
            self.found.extend(command);
            if self.at == before {
                self.at += self.rest().chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Passes the sign that ends a command; whether it is a pipe.
    fn separator(&mut self) -> bool {
        let rest = self.rest();
        let (length, piped) = match rest.as_bytes() {
            [b'|', b'|', ..] | [b'&', b'&', ..] => (2, false),
            [b'|', ..] => (1, true),
            [b';' | b'&' | b'\n' | b'(' | b')', ..] => (1, false),
            _ => (0, false),
        };
        self.at += length;
        piped
    }

    fn command(&mut self, piped: bool) -> Option<Command> {
        let mut words: Vec<Word> = Vec::new();
        let mut input = None;
        let mut outputs = Vec::new();
        let mut heredoc: Option<String> = None;
        loop {
            self.blanks();
            let rest = self.rest();
            match rest.as_bytes() {
                [] | [b';' | b'&' | b'|' | b'\n' | b'(' | b')', ..] => break,
                [b'#', ..] => self.at += rest.find('\n').unwrap_or(rest.len()),
                [b'<', b'<', b'<', ..] => {
                    self.at += 3;
                    self.blanks();
                    words.extend(self.word());
                }
                [b'<', b'<', ..] => {
                    self.at += 2 + usize::from(rest.as_bytes().get(2) == Some(&b'-'));
                    self.blanks();
                    heredoc = self.word().map(|word| word.text);
                }
                [b'<', ..] => {
                    self.at += 1;
                    self.blanks();
                    input = self.word();
                }
                [b'>', ..] => {
                    self.at += 1 + usize::from(rest.as_bytes().get(1) == Some(&b'>'));
                    self.at += usize::from(self.rest().starts_with('&'));
                    self.blanks();
                    outputs.extend(self.word());
                }
                _ => {
                    let before = self.at;
                    words.extend(self.word());
                    if self.at == before {
                        break;
                    }
                }
            }
        }
        // The sign of a prompt.
        if words.first().is_some_and(|word| matches!(word.text.as_str(), "$" | "%")) {
            words.remove(0);
        }
        let body = heredoc.and_then(|end| self.heredoc(&end));
        let span = words.first()?.span.to(words.last()?.span);
        let mut command = Command { span, words, input, outputs, piped, sql: Vec::new() };
        if command.program() == "psql" {
            let given = command.values("-c", "--command").into_iter().filter(|word| word.quoted);
            command.sql = given.map(|word| word.span).chain(body).collect();
        }
        Some(command)
    }

    /// Blanks, and the ends of lines that go on.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let length = match rest.as_bytes() {
                [b' ' | b'\t' | b'\r', ..] => 1,
                [b'\\', b'\n', ..] => 2,
                [b'\\', b'\r', b'\n', ..] => 3,
                _ => return,
            };
            self.at += length;
        }
    }

    fn word(&mut self) -> Option<Word> {
        let start = self.at;
        let mut text = String::new();
        let mut inner: Option<Span> = None;
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\'' | '"' => {
                    let from = self.at + 1;
                    let length = self.quoted(c);
                    inner = Some(Span::new(from, from + length));
                    text.push_str(self.source.slice(Span::new(from, from + length)));
                }
                '\\' => {
                    self.at += 1;
                    let next = self.rest().chars().next();
                    self.at += next.map_or(0, char::len_utf8);
                    text.extend(next);
                }
                c if c.is_whitespace() || matches!(c, ';' | '&' | '|' | '<' | '>' | '(' | ')') => break,
                c => {
                    self.at += c.len_utf8();
                    text.push(c);
                }
            }
        }
        let whole = Span::new(start, self.at);
        // Of a quoted word the text inside counts, so that SQL in it has its place.
        let quoted = inner.is_some_and(|inner| inner.start == whole.start + 1);
        let span = inner.filter(|_| quoted).unwrap_or(whole);
        (self.at > start).then_some(Word { text, span, quoted })
    }

    /// Passes a quoted part; the length of what is between the quotes.
    fn quoted(&mut self, quote: char) -> usize {
        self.at += 1;
        let rest = self.rest();
        let mut escaped = false;
        let end = rest.char_indices().find(|(_, c)| {
            let ends = *c == quote && !escaped;
            escaped = *c == '\\' && !escaped && quote == '"';
            ends
        });
        let length = end.map_or(rest.len(), |(at, _)| at);
        self.at = (self.at + length + 1).min(self.end);
        length
    }

    /// The lines up to the one that is the word alone.
    fn heredoc(&mut self, end: &str) -> Option<Span> {
        let rest = self.rest();
        let line = rest.find('\n')? + 1;
        let start = self.at + line;
        let mut at = start;
        for text in rest[line..].split_inclusive('\n') {
            if text.trim() == end {
                self.at = at + text.len();
                return Some(Span::new(start, at));
            }
            at += text.len();
        }
        None
    }
}
