//! What the grammar may refuse although it reads well, so that it is asked.

use super::Quick;
use crate::ast::Name;
use crate::parse::scan::TokenKind;

/// Key words that can name a column or a table but neither a function nor a type (PostgreSQL manual, appendix C:
/// "non-reserved (cannot be function or type)").
const NO_FUNCTION: &[&str] = &[
    "between",
    "bigint",
    "bit",
    "boolean",
    "char",
    "character",
    "coalesce",
    "dec",
    "decimal",
    "exists",
    "extract",
    "float",
    "greatest",
    "grouping",
    "inout",
    "int",
    "integer",
    "interval",
    "json",
    "json_array",
    "json_arrayagg",
    "json_exists",
    "json_object",
    "json_objectagg",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "least",
    "merge_action",
    "national",
    "nchar",
    "none",
    "normalize",
    "nullif",
    "numeric",
    "out",
    "overlay",
    "position",
    "precision",
    "real",
    "row",
    "setof",
    "smallint",
    "substring",
    "time",
    "timestamp",
    "treat",
    "trim",
    "values",
    "varchar",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// Key words that label an output only behind AS (PostgreSQL manual, appendix C: "requires AS").
const BEHIND_AS: &[&str] = &[
    "array",
    "as",
    "char",
    "character",
    "create",
    "day",
    "except",
    "fetch",
    "filter",
    "for",
    "from",
    "grant",
    "group",
    "having",
    "hour",
    "intersect",
    "into",
    "isnull",
    "limit",
    "minute",
    "month",
    "notnull",
    "offset",
    "on",
    "order",
    "over",
    "overlaps",
    "precision",
    "returning",
    "second",
    "to",
    "union",
    "varying",
    "where",
    "window",
    "with",
    "within",
    "without",
    "year",
];

/// The longest operator.
const LONGEST_OPERATOR: usize = 63;

impl Quick<'_> {
    /// Notes that the grammar may refuse what is read now.
    pub(super) fn doubt(&mut self) {
        self.sure = false;
    }

    pub(super) fn doubt_if(&mut self, doubt: bool) {
        self.sure &= !doubt;
    }

    /// Reads a form that has too many ways to go wrong to be told from its tokens.
    pub(super) fn doubtful<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.doubt();
        read(self)
    }

    /// Doubts a word that names a function or a type by itself, which not all do that can name a column.
    pub(super) fn doubt_unqualified(&mut self, start: usize, name: &Name) {
        let is_word = self.tokens.get(start).is_some_and(|token| token.kind == TokenKind::Word);
        self.doubt_if(is_word && NO_FUNCTION.binary_search(&name.as_str()).is_ok());
    }

    /// The label of an output that has no AS before it.
    pub(super) fn bare_label(&mut self) -> Option<Name> {
        let is_word = self.is_kind(TokenKind::Word);
        let label = self.name()?;
        self.doubt_if(is_word && BEHIND_AS.binary_search(&label.as_str()).is_ok());
        Some(label)
    }

    /// Whether a word is no name where the next one follows: the server's scanner makes one key word of the two.
    pub(super) fn begins_a_pair(&self, name: &str) -> bool {
        match name {
            "nulls" => self.is_ahead(1, "first") || self.is_ahead(1, "last"),
            "format" => self.is_ahead(1, "json"),
            "without" => self.is_ahead(1, "time"),
            _ => false,
        }
    }

    /// Doubts the modifiers of a type that the grammar has words of its own for: of most it takes none.
    pub(super) fn doubt_modifiers(&mut self, written: &str, count: usize) {
        let takes = match written {
            "numeric" | "decimal" | "dec" => true,
            "varchar" | "char" | "character" | "timestamp" | "time" => count <= 1,
            // A quoted one is a type like any other, but is rare.
            word => count == 0 || NO_FUNCTION.binary_search(&word).is_err() && word != "double",
        };
        self.doubt_if(!takes);
    }

    /// Doubts a number that a word follows without a blank, and an operator that is too long.
    pub(super) fn doubt_token_before(&mut self) {
        let Some(before) = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).copied() else { return };
        let next = self.peek();
        self.doubt_if(match before.kind {
            TokenKind::Number => next.is_some_and(|next| next.start == before.end && next.is_name()),
            TokenKind::Operator => before.text(self.source).len() > LONGEST_OPERATOR,
            _ => false,
        });
    }

    /// Whether there is a null character in it, which no text that the server reads can have.
    pub(super) fn holds_null_character(&self) -> bool {
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return false };
        let text = self.source.get(first.start as usize..last.end as usize).unwrap_or_default();
        memchr::memchr(0, text.as_bytes()).is_some()
    }
}
