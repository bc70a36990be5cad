//! What a query reads from.

use super::Quick;
use crate::ast::{Expr, Name, ObjectName, Query, is_reserved};
use crate::parse::scan::TokenKind;

/// An item of a FROM list with its expressions: the tree has those of a join before those of what it joins.
enum Item {
    Source(Vec<Expr>),
    Join { left: Box<Item>, right: Box<Item>, condition: Option<Expr> },
}

/// What is gathered of a FROM list.
struct Sources<'q> {
    query: &'q mut Query,
    named: &'q mut Vec<(Name, ObjectName)>,
    /// Something else is in it than relations.
    others: bool,
    /// A LIMIT ends one of its queries.
    limited: bool,
}

impl Quick<'_> {
    /// Whether something else than relations is in the list.
    pub(super) fn list_of_sources(
        &mut self,
        query: &mut Query,
        named: &mut Vec<(Name, ObjectName)>,
    ) -> Option<bool> {
        let mut sources = Sources { query, named, others: false, limited: false };
        let mut alone = true;
        loop {
            let item = self.joined(&mut sources)?;
            alone &= matches!(item, Item::Source(_));
            item.unfold(&mut sources.query.expressions);
            if !self.accept_kind(TokenKind::Comma) {
                sources.query.has_limit |= alone && sources.limited;
                sources.query.composed |= sources.others;
                return Some(sources.others);
            }
            alone = false;
        }
    }

    fn joined(&mut self, sources: &mut Sources) -> Option<Item> {
        let mut left = self.source(sources)?;
        loop {
            if self.accept_all(&["cross", "join"]) {
                let right = Box::new(self.source(sources)?);
                left = Item::Join { left: Box::new(left), right, condition: None };
                continue;
            }
            let sided = ["left", "right", "full"].iter().any(|word| self.accept(word));
            let prefixed = sided || self.accept("inner");
            if sided {
                self.accept("outer");
            }
            if !self.accept("join") {
                return (!prefixed && !self.is("natural")).then_some(left);
            }
            let right = Box::new(self.source(sources)?);
            let condition = if self.accept("using") {
                self.ident_list()?;
                None
            } else {
                self.expect("on")?;
                Some(self.without_reads(Self::expr)?)
            };
            left = Item::Join { left: Box::new(left), right, condition };
        }
    }

    fn source(&mut self, sources: &mut Sources) -> Option<Item> {
        let lateral = self.accept("lateral");
        if self.is_kind(TokenKind::Open) {
            if self.is_query_ahead(1) {
                self.at += 1;
                let (inner, limited) = self.folded(sources.query, |quick, inner| quick.read_query(inner))?;
                sources.limited = limited;
                self.expect_kind(TokenKind::Close)?;
                sources.query.unnamed_source |= self.alias()?.is_none();
                sources.others = true;
                return Some(Item::Source(inner));
            }
            self.at += 1;
            let item = self.joined(sources)?;
            self.doubt_if(matches!(item, Item::Source(_)));
            self.expect_kind(TokenKind::Close)?;
            return (!self.is_alias() && !lateral).then_some(item);
        }
        if self.is("rows") || self.is("xmltable") || self.is("json_table") {
            return None;
        }
        let start = self.at;
        let only = self.accept("only");
        let name = self.object()?;
        if self.is_kind(TokenKind::Open) {
            self.at = start;
            return self.function(sources);
        }
        self.doubt_if(lateral);
        self.relation(name, only, sources)?;
        Some(Item::Source(Vec::new()))
    }

    fn function(&mut self, sources: &mut Sources) -> Option<Item> {
        let call = self.expr_within(Some(super::expr::Binding::Cast))?;
        if !matches!(call, Expr::Call(_)) {
            return None;
        }
        sources.others = true;
        self.accept_all(&["with", "ordinality"]);
        if self.is("as") && self.is_kind_ahead(1, TokenKind::Open) {
            self.at += 1;
            self.columns_defined()?;
        } else if self.accept("as") || self.is_alias() {
            self.name()?;
            if self.is_kind(TokenKind::Open) {
                self.columns_defined()?;
            }
        }
        Some(Item::Source(vec![call]))
    }

    fn relation(&mut self, name: ObjectName, only: bool, sources: &mut Sources) -> Option<()> {
        if self.text() == "*" || self.is("tablesample") {
            return None;
        }
        let (alias, renamed) = self.alias()?.unzip();
        if self.is("tablesample") {
            return None;
        }
        if name.schema.is_none() && self.ctes.contains(&name.name) {
            sources.others = true;
            sources.limited = self.limited.contains(&name.name);
            return Some(());
        }
        sources.query.composed |= renamed == Some(true);
        sources.query.aliases.extend(alias.clone().map(|alias| (alias, name.clone())));
        if only {
            sources.query.only.push(name.clone());
        }
        sources.named.push((alias.unwrap_or_else(|| name.name.clone()), name.clone()));
        self.reads.push(name);
        Some(())
    }

    /// `[AS] name [(columns)]`, if it is there: the name, and whether there are columns.
    fn alias(&mut self) -> Option<Option<(Name, bool)>> {
        if !self.accept("as") && !self.is_alias() {
            return Some(None);
        }
        let name = self.name()?;
        let renamed = self.is_kind(TokenKind::Open);
        if renamed {
            self.ident_list()?;
        }
        Some(Some((name, renamed)))
    }

    /// `(a, b)` or `(a int, b text)` behind a function.
    fn columns_defined(&mut self) -> Option<()> {
        self.doubtful(Self::skip_group)
    }

    pub(super) fn is_alias(&self) -> bool {
        if self.is_kind(TokenKind::Quoted) {
            return true;
        }
        let word = self.text().to_ascii_lowercase();
        self.is_kind(TokenKind::Word) && !is_reserved(&word)
    }
}

impl Item {
    fn unfold(self, into: &mut Vec<Expr>) {
        let mut waiting = vec![self];
        while let Some(item) = waiting.pop() {
            match item {
                Item::Source(exprs) => into.extend(exprs),
                Item::Join { left, right, condition } => {
                    waiting.push(*right);
                    waiting.push(*left);
                    into.extend(condition);
                }
            }
        }
    }
}
