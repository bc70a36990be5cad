//! A variable that EXECUTE runs, where it can only hold one text.

use super::{Walk, lower};
use crate::parse::scan::TokenKind;

impl Walk<'_> {
    /// The literal that is all a variable ever holds: it is set once, and otherwise run or told to the user.
    pub(super) fn only_text_of(&self, variable: usize) -> Option<usize> {
        let name = lower(self.tokens.get(variable).filter(|token| token.is_name())?.text(self.text));
        let mut set = None;
        for at in 0..self.tokens.len() {
            let token = self.tokens.get(at).filter(|token| token.is_name());
            if token.is_none_or(|token| lower(token.text(self.text)) != name) {
                continue;
            }
            let before = at.checked_sub(1);
            let is_run = before.is_some_and(|before| self.is(before, "execute"));
            let is_told = before.is_some_and(|before| self.kind(before) == Some(TokenKind::Comma));
            // `name text := '…'`
            let after = if self.is(at + 1, "text") || self.is(at + 1, "varchar") { at + 2 } else { at + 1 };
            if is_run || is_told || after == at + 2 && self.kind(after) == Some(TokenKind::Semicolon) {
                continue;
            }
            let sets = self.sets(after) && self.kind(after + 2) == Some(TokenKind::Semicolon);
            let literal = matches!(self.kind(after + 1), Some(TokenKind::Text | TokenKind::Dollar));
            if !sets || !literal || set.replace(after + 1).is_some() {
                return None;
            }
        }
        set
    }

    /// `:=`, `=` or `DEFAULT`
    fn sets(&self, at: usize) -> bool {
        let equals = self.tokens.get(at).is_some_and(|token| token.text(self.text) == "=");
        self.kind(at) == Some(TokenKind::Assign) || equals || self.is(at, "default")
    }
}
