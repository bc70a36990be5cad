//! COMMENT ON.

use super::Quick;
use crate::ast::{Comment, Ident, ObjectKind, ObjectName, ObjectRef, Statement};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// `COMMENT ON TABLE name IS '…'`, also of most other objects.
    pub(super) fn comment(&mut self) -> Option<Statement> {
        if !self.accept_all(&["comment", "on"]) {
            return None;
        }
        let object = self.commented()?;
        self.expect("is")?;
        let start = self.at;
        let text = if self.accept("null") { None } else { Some(self.string()?) };
        let text = text.filter(|text| !text.is_empty());
        Some(Statement::Comment(Box::new(Comment { object, text, span: self.span_from(start) })))
    }

    fn commented(&mut self) -> Option<ObjectRef> {
        let whole = |kind, name| ObjectRef { kind, name, part: None, arguments: None };
        if self.accept("column") {
            return self.column_reference();
        }
        if self.accept("function") {
            let (name, arguments) = self.function_named()?;
            return Some(ObjectRef { arguments, ..whole(ObjectKind::Function, name) });
        }
        if self.accept("type") {
            return Some(whole(ObjectKind::Type, self.type_name()?.object_name()));
        }
        let parts = [
            ("trigger", ObjectKind::Trigger),
            ("policy", ObjectKind::Policy),
            ("constraint", ObjectKind::Constraint),
        ];
        if let Some((_, kind)) = parts.into_iter().find(|(word, _)| self.accept(word)) {
            let part = Some(self.ident()?);
            self.expect("on")?;
            let of_domain = kind == ObjectKind::Constraint && self.is("domain");
            return if of_domain { None } else { Some(ObjectRef { part, ..whole(kind, self.object()?) }) };
        }
        let kind = self.relation_kind()?;
        Some(whole(kind, self.object()?))
    }

    /// `table.column` or `schema.table.column`
    fn column_reference(&mut self) -> Option<ObjectRef> {
        let mut parts: Vec<Ident> = vec![self.ident()?];
        while self.accept_kind(TokenKind::Dot) {
            parts.push(self.ident()?);
        }
        let part = parts.pop()?;
        let table = parts.pop()?;
        let schema = parts.pop();
        if !parts.is_empty() {
            return None;
        }
        let span = schema.as_ref().map_or(table.span, |schema| schema.span.to(table.span));
        let name = ObjectName { schema: schema.map(|schema| schema.name), name: table.name, span };
        Some(ObjectRef { kind: ObjectKind::Column, name, part: Some(part), arguments: None })
    }
}
