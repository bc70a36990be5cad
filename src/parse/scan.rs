//! A tolerant lexer of PostgreSQL's SQL: it never fails, and every byte belongs to a token or to blank space.

use crate::source::Span;

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A key word or an unquoted identifier.
    Word,
    /// An identifier in double quotes, also `U&"…"`.
    Quoted,
    /// A string in single quotes, with its prefix `E`, `B`, `X`, `N` or `U&`.
    Text,
    /// A string between dollar quotes.
    Dollar,
    Number,
    /// `$1`
    Parameter,
    Operator,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Semicolon,
    Dot,
    /// `:`
    Colon,
    /// `::`
    Cast,
    /// `:=`
    Assign,
    LineComment,
    BlockComment,
    /// A quote or comment that is never closed: it runs to the end of the text.
    Unterminated,
    /// A byte that begins no token, such as a backslash or a brace.
    Stray,
}

impl Token {
    pub(super) fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    pub(super) fn is_comment(self) -> bool {
        matches!(self.kind, TokenKind::LineComment | TokenKind::BlockComment)
    }

    pub(super) fn is_name(self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Quoted)
    }

    pub(super) fn text(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether it is this key word, given in upper or lower case.
    pub(super) fn is_word(self, source: &str, word: &str) -> bool {
        let length = (self.end - self.start) as usize;
        self.kind == TokenKind::Word && length == word.len() && self.text(source).eq_ignore_ascii_case(word)
    }
}

/// Reads one token after the other; comments are tokens, blank space is not.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

const BLANK: u8 = 1;
const WORD_START: u8 = 2;
const WORD: u8 = 4;
const DIGIT: u8 = 8;
const OPERATOR: u8 = 16;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0u8; 256];
    let mut byte = 0usize;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => BLANK,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..=0xff => WORD_START | WORD,
            b'0'..=b'9' => DIGIT | WORD,
            b'$' => WORD,
            b'~' | b'!' | b'@' | b'#' | b'^' | b'&' | b'|' | b'`' | b'?' | b'+' | b'-' | b'*' | b'/'
            | b'%' | b'<' | b'>' | b'=' => OPERATOR,
            _ => 0,
        };
        byte += 1;
    }
    table
}

fn class(byte: u8) -> u8 {
    CLASSES[byte as usize]
}

/// Whether this byte can stand inside an unquoted identifier.
pub(super) fn is_word_byte(byte: u8) -> bool {
    class(byte) & WORD != 0
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.peek(0).is_some_and(|byte| class(byte) & BLANK != 0) {
            self.at += 1;
        }
        let start = self.at;
        let first = self.peek(0)?;
        let kind = self.token(first);
        self.at = self.at.clamp(start + 1, self.text.len().max(start + 1));
        Some(Token { start: start as u32, end: self.at as u32, kind })
    }
}

impl<'a> Scanner<'a> {
    /// Reads from `start` on, which must not lie inside a token.
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        Self { text: text.as_bytes(), at: start }
    }

    /// The tokens of a text without its comments.
    pub(super) fn tokens(text: &'a str, start: usize) -> Vec<Token> {
        Self::new(text, start).filter(|token| !token.is_comment()).collect()
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Goes on reading elsewhere.
    pub(super) fn jump(&mut self, to: usize) {
        self.at = to;
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn token(&mut self, first: u8) -> TokenKind {
        let classes = class(first);
        if classes & WORD_START != 0 {
            return self.word_or_prefixed(first);
        }
        if classes & DIGIT != 0 || (first == b'.' && self.peek(1).is_some_and(|byte| byte.is_ascii_digit())) {
            return self.number();
        }
        if classes & OPERATOR != 0 {
            return self.operator_or_comment(first);
        }
        match first {
            b'\'' => self.quote(b'\'', 1, false, TokenKind::Text),
            b'"' => self.quote(b'"', 1, false, TokenKind::Quoted),
            b'$' => self.dollar(),
            b':' => self.colon(),
            b'.' => self.one_or_two(b'.', TokenKind::Dot, TokenKind::Operator),
            _ => {
                self.at += 1;
                match first {
                    b'(' => TokenKind::Open,
                    b')' => TokenKind::Close,
                    b'[' => TokenKind::OpenBracket,
                    b']' => TokenKind::CloseBracket,
                    b',' => TokenKind::Comma,
                    b';' => TokenKind::Semicolon,
                    _ => TokenKind::Stray,
                }
            }
        }
    }

    fn one_or_two(&mut self, second: u8, one: TokenKind, two: TokenKind) -> TokenKind {
        let doubled = self.peek(1) == Some(second);
        self.at += 1 + usize::from(doubled);
        if doubled { two } else { one }
    }

    fn colon(&mut self) -> TokenKind {
        if self.peek(1) == Some(b'=') {
            self.at += 2;
            return TokenKind::Assign;
        }
        self.one_or_two(b':', TokenKind::Colon, TokenKind::Cast)
    }

    fn word_or_prefixed(&mut self, first: u8) -> TokenKind {
        match (first, self.peek(1), self.peek(2)) {
            (b'e' | b'E', Some(b'\''), _) => return self.quote(b'\'', 2, true, TokenKind::Text),
            (b'b' | b'B' | b'x' | b'X' | b'n' | b'N', Some(b'\''), _) => {
                return self.quote(b'\'', 2, false, TokenKind::Text);
            }
            (b'u' | b'U', Some(b'&'), Some(b'\'')) => return self.quote(b'\'', 3, false, TokenKind::Text),
            (b'u' | b'U', Some(b'&'), Some(b'"')) => return self.quote(b'"', 3, false, TokenKind::Quoted),
            _ => {}
        }
        self.skip_word();
        TokenKind::Word
    }

    fn skip_word(&mut self) {
        while self.peek(0).is_some_and(is_word_byte) {
            self.at += 1;
        }
    }

    /// A quoted token whose first quote is the last of `prefix` bytes.
    fn quote(&mut self, mark: u8, prefix: usize, escapes: bool, kind: TokenKind) -> TokenKind {
        self.at += prefix;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let found = if escapes { memchr::memchr2(mark, b'\\', rest) } else { memchr::memchr(mark, rest) };
            let Some(found) = found else {
                self.at = self.text.len();
                return TokenKind::Unterminated;
            };
            self.at += found;
            let escape = escapes && self.peek(0) == Some(b'\\');
            if escape || self.peek(1) == Some(mark) {
                self.at += 2;
            } else {
                self.at += 1;
                return kind;
            }
        }
    }

    /// `$1`, `$$…$$`, `$tag$…$tag$`, or a stray dollar.
    fn dollar(&mut self) -> TokenKind {
        if self.peek(1).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 2;
            while self.peek(0).is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
            }
            return TokenKind::Parameter;
        }
        let Some(tag) = dollar_tag(self.text.get(self.at..).unwrap_or_default()) else {
            self.at += 1;
            return TokenKind::Stray;
        };
        let body = self.at + tag;
        let marker = &self.text[self.at..body];
        let rest = self.text.get(body..).unwrap_or_default();
        match memchr::memmem::find(rest, marker) {
            Some(found) => {
                self.at = body + found + tag;
                TokenKind::Dollar
            }
            None => {
                self.at = self.text.len();
                TokenKind::Unterminated
            }
        }
    }

    fn number(&mut self) -> TokenKind {
        let base_prefix = self.peek(0) == Some(b'0')
            && matches!(self.peek(1), Some(b'x' | b'X' | b'o' | b'O' | b'b' | b'B'))
            && self.peek(2).is_some_and(|byte| byte.is_ascii_hexdigit() || byte == b'_');
        if base_prefix {
            self.skip_word();
            return TokenKind::Number;
        }
        self.skip_digits();
        // `1..10` is a range of PL/pgSQL, not the number `1.`.
        if self.peek(0) == Some(b'.') && self.peek(1) != Some(b'.') {
            self.at += 1;
            self.skip_digits();
        }
        if matches!(self.peek(0), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.peek(1), Some(b'+' | b'-')));
            if self.peek(1 + sign).is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1 + sign;
                self.skip_digits();
            }
        }
        TokenKind::Number
    }

    fn skip_digits(&mut self) {
        while self.peek(0).is_some_and(|byte| byte.is_ascii_digit() || byte == b'_') {
            self.at += 1;
        }
    }

    fn operator_or_comment(&mut self, first: u8) -> TokenKind {
        match (first, self.peek(1)) {
            (b'-', Some(b'-')) => return self.line_comment(),
            (b'/', Some(b'*')) => return self.block_comment(),
            _ => {}
        }
        let start = self.at;
        while self.peek(0).is_some_and(|byte| class(byte) & OPERATOR != 0) {
            let comment =
                matches!((self.peek(0), self.peek(1)), (Some(b'-'), Some(b'-')) | (Some(b'/'), Some(b'*')));
            if comment {
                break;
            }
            self.at += 1;
        }
        // An operator ends in + or - only when it holds one of the characters that no number can follow.
        let odd =
            |byte: &u8| matches!(byte, b'~' | b'!' | b'@' | b'#' | b'^' | b'&' | b'|' | b'`' | b'?' | b'%');
        if !self.text[start..self.at].iter().any(odd) {
            while self.at > start + 1 && matches!(self.text[self.at - 1], b'+' | b'-') {
                self.at -= 1;
            }
        }
        TokenKind::Operator
    }

    fn line_comment(&mut self) -> TokenKind {
        let rest = &self.text[self.at..];
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        TokenKind::LineComment
    }

    fn block_comment(&mut self) -> TokenKind {
        let mut depth = 0usize;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(found) = memchr::memchr2(b'*', b'/', rest) else {
                self.at = self.text.len();
                return TokenKind::Unterminated;
            };
            self.at += found;
            match (self.peek(0), self.peek(1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth = depth.saturating_sub(1);
                    self.at += 2;
                    if depth == 0 {
                        return TokenKind::BlockComment;
                    }
                }
                _ => self.at += 1,
            }
        }
    }
}

/// The length of the dollar quote that a text begins with: `$$` is 2, `$tag$` is 5.
pub(super) fn dollar_tag(text: &[u8]) -> Option<usize> {
    let mut length = 1;
    loop {
        match text.get(length)? {
            b'$' => return Some(length + 1),
            byte if length == 1 && class(*byte) & WORD_START == 0 => return None,
            byte if is_word_byte(*byte) => length += 1,
            _ => return None,
        }
    }
}

/// Whether two identifiers are the same to the server: a written token and a stored name.
pub(super) fn same_name(token: Token, source: &str, name: &str) -> bool {
    let text = token.text(source);
    match token.kind {
        TokenKind::Word => same_prefix(text.bytes().map(|byte| byte.to_ascii_lowercase()), text.len(), name),
        TokenKind::Quoted => {
            let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
                return true;
            };
            if inner.contains("\"\"") {
                let plain = inner.replace("\"\"", "\"");
                return same_prefix(plain.bytes(), plain.len(), name);
            }
            same_prefix(inner.bytes(), inner.len(), name)
        }
        _ => false,
    }
}

/// Whether the bytes are the name, or the name is what was left of them at 63 bytes.
fn same_prefix(bytes: impl Iterator<Item = u8>, length: usize, name: &str) -> bool {
    let fits = if length > 63 { name.len() <= 63 && name.len() >= 60 } else { length == name.len() };
    fits && name.bytes().eq(bytes.take(name.len()))
}
