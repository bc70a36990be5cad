//! The words of a script outside comments and strings, for questions too light for the parser.

/// A word, a mark, or the end of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Word(&'a str),
    /// `"name"`, without its quotes.
    Quoted(&'a str),
    /// A backtick, a bracket, any other mark.
    Mark(u8),
    /// A `'…'` or `$$…$$` literal.
    Literal,
    End,
}

impl Token<'_> {
    pub(super) fn is(self, word: &str) -> bool {
        matches!(self, Token::Word(text) if text.eq_ignore_ascii_case(word))
    }
}

/// The tokens of a text. Odd input gives odd tokens, never a failure.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || next(text, &mut at))
}

fn next<'a>(text: &'a str, at: &mut usize) -> Option<Token<'a>> {
    let bytes = text.as_bytes();
    loop {
        let byte = *bytes.get(*at)?;
        let rest = &bytes[*at..];
        match byte {
            _ if byte.is_ascii_whitespace() => *at += 1,
            b'-' if rest.starts_with(b"--") => *at += memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            b'/' if rest.starts_with(b"/*") => {
                *at += memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4);
            }
            b'\'' => {
                *at += memchr::memchr(b'\'', &rest[1..]).map_or(rest.len(), |end| end + 2);
                return Some(Token::Literal);
            }
            b'"' => {
                let end = memchr::memchr(b'"', &rest[1..]).map_or(rest.len(), |end| end + 1);
                let inner = text.get(*at + 1..*at + end).unwrap_or_default();
                *at += end + 1;
                return Some(Token::Quoted(inner));
            }
            b'$' => {
                let Some(length) = dollar_quoted(rest) else {
                    *at += 1;
                    return Some(Token::Mark(b'$'));
                };
                *at += length;
                return Some(Token::Literal);
            }
            b';' => {
                *at += 1;
                return Some(Token::End);
            }
            _ if is_word(byte) => {
                let length =
                    rest.iter().position(|byte| !is_word(*byte) && *byte != b'$').unwrap_or(rest.len());
                let word = text.get(*at..*at + length).unwrap_or_default();
                *at += length;
                return Some(Token::Word(word));
            }
            _ => {
                *at += 1;
                return Some(Token::Mark(byte));
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The length of a dollar-quoted string at the start of a text.
fn dollar_quoted(rest: &[u8]) -> Option<usize> {
    let tag = 2 + rest[1..].iter().position(|byte| !is_word(*byte)).filter(|end| rest[1 + end] == b'$')?;
    if rest.get(1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    Some(memchr::memmem::find(&rest[tag..], &rest[..tag]).map_or(rest.len(), |end| end + 2 * tag))
}

/// Each statement as its first words, as many as are asked for.
pub(super) fn statement_heads(text: &str, words: usize) -> Vec<Vec<Token<'_>>> {
    let mut heads = Vec::new();
    let mut head = Vec::new();
    for token in tokens(text) {
        match token {
            Token::End if head.is_empty() => {}
            Token::End => heads.push(std::mem::take(&mut head)),
            _ if head.len() < words => head.push(token),
            _ => {}
        }
    }
    if !head.is_empty() {
        heads.push(head);
    }
    heads
}
