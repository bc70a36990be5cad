//! Type names, folded to the names of the catalog.

use pg_query::protobuf;
use pg_query::protobuf::Node;
use pg_query::protobuf::node::Node as N;

use super::{Lowering, integer, strings};
use crate::ast::{Name, TypeName};

impl Lowering<'_> {
    pub(super) fn type_name(&self, written: &protobuf::TypeName) -> TypeName {
        let parts: Vec<&str> = strings(&written.names).collect();
        let name = parts.last().copied().unwrap_or("");
        let schema = parts.len().checked_sub(2).and_then(|index| parts.get(index)).copied();
        TypeName {
            schema: schema.filter(|schema| *schema != "pg_catalog").map(Name::new),
            name: Name::new(name),
            modifiers: modifiers(&written.typmods),
            array: written.array_bounds.len().min(u8::MAX as usize) as u8,
            set_of: written.setof,
            span: self.type_span(written),
        }
    }

    fn type_span(&self, written: &protobuf::TypeName) -> crate::source::Span {
        if written.location < 0 {
            return crate::source::Span::default();
        }
        let mut start = self.place.at(written.location);
        let mut end = self.place.type_end(start);
        if self.place.is(start, "setof") {
            end = self.place.type_end(start + 1);
        } else if start > 0 && self.place.is(start - 1, "setof") {
            start -= 1;
        }
        self.place.span(start..end)
    }

    pub(super) fn type_of(&self, written: Option<&protobuf::TypeName>) -> TypeName {
        written.map_or_else(|| TypeName::builtin(""), |written| self.type_name(written))
    }

    pub(super) fn types(&self, nodes: &[Node]) -> Vec<TypeName> {
        let type_name = |node: &Node| match &node.node {
            Some(N::TypeName(written)) => Some(self.type_name(written)),
            _ => None,
        };
        nodes.iter().filter_map(type_name).collect()
    }
}

/// The numbers in parentheses; before an interval's precision comes the mask of its fields.
fn modifiers(nodes: &[Node]) -> Vec<i32> {
    nodes.iter().filter_map(|node| integer(Some(node))).collect()
}
