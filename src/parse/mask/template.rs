//! Templates: `{{ value }}` and `{{ if … }}` of Go and Handlebars, `{% … %}` and `{# … #}` of Jinja.

use super::fill::Fill;
use super::{Masker, Seen, one_line, stands_alone};
use crate::parse::MaskedKind;

/// No action is longer.
const LONGEST: usize = 4096;

/// An action of a template between its markers.
#[derive(Clone, Copy)]
struct Action<'a> {
    end: usize,
    inside: &'a str,
    /// `{{ … }}`, which can stand for a value.
    braces: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Value,
    /// Puts in a text of its own.
    Include,
    Control,
    Opens,
    Else,
    Ends,
}

impl Masker<'_> {
    pub(super) fn template(&mut self, text: &str, at: usize, seen: &mut Seen, outer: bool) -> Option<usize> {
        let action = action_at(text, at)?;
        let role = role(action);
        match role {
            Role::Value => return Some(self.placeholder(text, at, action.end, seen, outer)),
            Role::Include => {
                let whole = seen.tokens == 0 || alone_on_line(text, at, action.end);
                let fill = if whole { Fill::Blank } else { Fill::Identifier };
                self.note(at..action.end, MaskedKind::Include, fill);
            }
            // Only one of two branches on one line can be read.
            Role::Else if !alone_on_line(text, at, action.end) => {
                let end = end_of_branches(text, action.end).unwrap_or(action.end);
                self.note(at..end, MaskedKind::Placeholder, Fill::Blank);
                return Some(end);
            }
            _ => self.note(at..action.end, MaskedKind::Placeholder, Fill::Blank),
        }
        Some(action.end)
    }
}

fn action_at(text: &str, at: usize) -> Option<Action<'_>> {
    let rest = text.get(at..)?;
    let close = match rest.as_bytes().get(1)? {
        b'{' => "}}",
        b'%' => "%}",
        b'#' => "#}",
        _ => return None,
    };
    let found = rest.get(2..)?.find(close).filter(|found| *found < LONGEST)?;
    let inside = rest.get(2..2 + found)?;
    // Handlebars writes {{{ value }}} for what it does not escape.
    let extra = usize::from(close == "}}" && rest.get(2 + found..)?.starts_with("}}}"));
    Some(Action { end: at + found + 4 + extra, inside, braces: close == "}}" })
}

fn role(action: Action) -> Role {
    let inside = action.inside.trim_matches(|c: char| c.is_whitespace() || c == '-' || c == '{' || c == '~');
    let word = inside.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
    match (inside.as_bytes().first(), word) {
        (Some(b'#'), _) => Role::Opens,
        (Some(b'/'), _) if inside.starts_with("/*") => Role::Control,
        (Some(b'/'), _) => Role::Ends,
        (Some(b'>'), _) => Role::Include,
        (Some(b'!'), _) => Role::Control,
        (_, "if" | "range" | "with" | "block" | "define" | "for" | "unless") => Role::Opens,
        (_, "else" | "elif") => Role::Else,
        (_, "end" | "endif" | "endfor" | "endblock") => Role::Ends,
        (_, "template" | "include" | "install_snapshot") => Role::Include,
        (Some(b'$'), _) if inside.contains(":=") || inside.contains(" = ") => Role::Control,
        _ if action.braces => Role::Value,
        _ => Role::Control,
    }
}

/// The end of the action that ends the branches which an ELSE on this line is one of.
fn end_of_branches(text: &str, from: usize) -> Option<usize> {
    let line_end = from + one_line(text.get(from..)?).len();
    let mut depth = 0usize;
    let mut at = from;
    while at < line_end {
        let next = at + text.get(at..line_end)?.find('{')?;
        let Some(action) = action_at(text, next) else {
            at = next + 1;
            continue;
        };
        match role(action) {
            Role::Opens => depth += 1,
            Role::Ends if depth == 0 => return Some(action.end),
            Role::Ends => depth -= 1,
            _ => {}
        }
        at = action.end;
    }
    None
}

fn alone_on_line(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
    before.trim().is_empty() && stands_alone(text, end)
}
