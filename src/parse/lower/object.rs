//! Statements that take any kind of object: DROP, RENAME, SET SCHEMA, OWNER TO, COMMENT.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, Node, ObjectType};

use super::access::role_name;
use super::place::Range;
use super::{Lowering, cascades, string};
use crate::ast::{
    AlterExtension, AlterExtensionAction, Comment, DropObjects, Ident, Name, ObjectKind, ObjectName,
    ObjectRef, OwnerTo, Rename, SetSchema, Statement,
};

impl Lowering<'_> {
    pub(super) fn drop(&mut self, s: &protobuf::DropStmt) -> Statement {
        let kind = s.remove_type();
        let mut start = self.place.skip(self.after_kind(1, kind), &["concurrently"]);
        if s.missing_ok {
            start = self.place.skip(start, &["if", "exists"]);
        }
        let items = self.place.items(start..self.place.tokens.len());
        let objects = s.objects.iter().enumerate().map(|(index, node)| {
            let item = items.get(index).cloned().unwrap_or(start..self.place.tokens.len());
            self.object(kind, node, item)
        });
        Statement::Drop(DropObjects {
            kind: object_kind(kind),
            objects: objects.collect(),
            if_exists: s.missing_ok,
            cascade: cascades(s.behavior()),
            concurrently: s.concurrent,
            owned: false,
        })
    }

    /// The index after the words that name a kind of object.
    fn after_kind(&self, start: usize, kind: ObjectType) -> usize {
        use protobuf::ObjectType::*;
        let words = match kind {
            ObjectMatview | ObjectForeignTable | ObjectEventTrigger | ObjectAccessMethod | ObjectOpclass
            | ObjectOpfamily | ObjectUserMapping | ObjectLargeobject => 2,
            ObjectFdw | ObjectTsconfiguration | ObjectTsdictionary | ObjectTsparser | ObjectTstemplate => 3,
            ObjectLanguage if self.place.is(start, "procedural") => 2,
            _ => 1,
        };
        start + words
    }

    /// An object as the parser gives it; `at` begins with its name.
    fn object(&self, kind: ObjectType, node: &Node, at: Range) -> ObjectRef {
        let start = at.start;
        let mut reference = ObjectRef {
            kind: object_kind(kind),
            name: ObjectName::new(None, "", self.place.span(start..start + 1)),
            part: None,
            arguments: None,
        };
        match &node.node {
            Some(N::String(name)) => reference.name = self.place.object(start, None, &name.sval),
            Some(N::TypeName(written)) => reference.name = self.type_name(written).object_name(),
            Some(N::ObjectWithArgs(function)) => {
                reference.name = self.name_at(start, &function.objname);
                reference.arguments = (!function.args_unspecified).then(|| self.types(&function.objargs));
            }
            Some(N::List(list)) => self.listed_object(kind, &list.items, at, &mut reference),
            _ => {}
        }
        reference
    }

    fn listed_object(&self, kind: ObjectType, items: &[Node], at: Range, reference: &mut ObjectRef) {
        use protobuf::ObjectType::*;
        let start = at.start;
        match (kind, items.split_last()) {
            (ObjectColumn, Some((column, table))) => {
                let (name, part) = self.name_and_part(start, table, string(column).unwrap_or(""));
                reference.name = name;
                reference.part = Some(part);
            }
            (ObjectTrigger | ObjectRule | ObjectPolicy | ObjectTabconstraint, Some((part, table))) => {
                reference.part =
                    Some(Ident::new(string(part).unwrap_or(""), self.place.span(start..start + 1)));
                reference.name = self.name_at(self.after_on(at), table);
            }
            (ObjectDomconstraint, Some((part, domain))) => {
                reference.part =
                    Some(Ident::new(string(part).unwrap_or(""), self.place.span(start..start + 1)));
                if let Some(N::TypeName(written)) = domain.first().and_then(|node| node.node.as_ref()) {
                    let domain = self.place.skip(self.after_on(at), &["domain"]);
                    reference.name = self.name_at(domain, &written.names);
                }
            }
            (ObjectOpclass | ObjectOpfamily, _) => {
                reference.name = self.name_at(start, items.get(1..).unwrap_or(&[]))
            }
            _ => {
                reference.name = self.name_at(start, items);
                if let Some(N::TypeName(written)) = items.first().and_then(|node| node.node.as_ref()) {
                    reference.name = self.type_name(written).object_name();
                }
            }
        }
    }

    fn after_on(&self, at: Range) -> usize {
        self.place.word(at.start + 1..at.end, "on").map_or(at.start, |on| on + 1)
    }

    pub(super) fn rename(&mut self, s: &protobuf::RenameStmt) -> Statement {
        use protobuf::ObjectType::*;
        let kind = s.rename_type();
        let written_as = match kind {
            ObjectColumn | ObjectAttribute => s.relation_type(),
            ObjectTabconstraint => ObjectTable,
            ObjectDomconstraint => ObjectDomain,
            other => other,
        };
        let mut start = self.after_kind(1, written_as);
        if s.missing_ok {
            start = self.place.skip(start, &["if", "exists"]);
        }
        let to = self.place.last_word(start..self.place.tokens.len(), "to").unwrap_or(start);
        let object = self.renamed(s, kind, start..to);
        Statement::Rename(Box::new(Rename {
            object,
            new_name: self.place.ident(to + 1..self.place.tokens.len(), &s.newname),
            if_exists: s.missing_ok,
            written_as: object_kind(written_as),
        }))
    }

    fn renamed(&self, s: &protobuf::RenameStmt, kind: ObjectType, at: Range) -> ObjectRef {
        use protobuf::ObjectType::*;
        let mut reference = match s.object.as_deref() {
            Some(object) if kind == ObjectDomconstraint => self.object(ObjectDomain, object, at.clone()),
            Some(object) => self.object(kind, object, at.clone()),
            None => ObjectRef {
                kind: object_kind(kind),
                name: match &s.relation {
                    Some(relation) => self.relation(Some(relation)),
                    None => self.place.object(at.start, None, &s.subname),
                },
                part: None,
                arguments: None,
            },
        };
        reference.kind = object_kind(kind);
        let part = match kind {
            ObjectColumn | ObjectAttribute | ObjectTabconstraint | ObjectDomconstraint => {
                // RENAME [COLUMN] name TO: the old name stands just before TO.
                Some(at.end.saturating_sub(1))
            }
            ObjectTrigger | ObjectRule | ObjectPolicy => Some(at.start),
            _ => None,
        };
        reference.part = part.map(|at| Ident::new(&s.subname, self.place.span(at..at + 1)));
        reference
    }

    /// The object of `ALTER kind [IF EXISTS] name …`.
    fn altered(
        &self,
        kind: ObjectType,
        relation: Option<&protobuf::RangeVar>,
        object: Option<&Node>,
        if_exists: bool,
    ) -> ObjectRef {
        let mut start = self.after_kind(1, kind);
        if if_exists {
            start = self.place.skip(start, &["if", "exists"]);
        }
        let at = start..self.place.tokens.len();
        match (relation, object) {
            (Some(relation), part) => ObjectRef {
                kind: object_kind(kind),
                name: self.relation(Some(relation)),
                part: part.and_then(last_part).map(|part| self.place.ident(at, part)),
                arguments: None,
            },
            (None, Some(object)) => self.object(kind, object, at),
            (None, None) => ObjectRef {
                kind: object_kind(kind),
                name: self.place.object(start, None, ""),
                part: None,
                arguments: None,
            },
        }
    }

    pub(super) fn set_schema(&mut self, s: &protobuf::AlterObjectSchemaStmt) -> Statement {
        let object = self.altered(s.object_type(), s.relation.as_ref(), s.object.as_deref(), s.missing_ok);
        let new_schema = Name::new(&s.newschema);
        if object.kind == ObjectKind::Extension {
            let action = AlterExtensionAction::SetSchema(new_schema);
            return Statement::AlterExtension(Box::new(AlterExtension { name: object.name.name, action }));
        }
        Statement::SetSchema(Box::new(SetSchema { object, new_schema, if_exists: s.missing_ok }))
    }

    pub(super) fn owner_to(&mut self, s: &protobuf::AlterOwnerStmt) -> Statement {
        let object = self.altered(s.object_type(), s.relation.as_ref(), s.object.as_deref(), false);
        let new_owner = s.newowner.as_ref().map(role_name).unwrap_or_default();
        Statement::OwnerTo(Box::new(OwnerTo { object, new_owner }))
    }

    pub(super) fn depends(&mut self, s: &protobuf::AlterObjectDependsStmt) -> Statement {
        Statement::Label(Box::new(self.altered(
            s.object_type(),
            s.relation.as_ref(),
            s.object.as_deref(),
            false,
        )))
    }

    pub(super) fn comment(&mut self, s: &protobuf::CommentStmt) -> Statement {
        let start = self.after_kind(2, s.objtype());
        let is = self.place.last_word(self.place.all(), "is").unwrap_or(start);
        let object = match s.object.as_deref() {
            Some(object) => self.object(s.objtype(), object, start..is),
            None => self.altered(s.objtype(), None, None, false),
        };
        // The parser gives IS NULL and an empty text alike, and the server treats them alike.
        let text = super::filled_name(&s.comment);
        Statement::Comment(Box::new(Comment {
            object,
            text,
            span: self.place.span(is + 1..self.place.tokens.len()),
        }))
    }

    pub(super) fn label(&mut self, kind: ObjectType, object: Option<&Node>) -> Statement {
        let on = self.place.word(self.place.all(), "on").map_or(0, |on| on + 1);
        let at = self.after_kind(on, kind)..self.place.tokens.len();
        match object {
            Some(object) => Statement::Label(Box::new(self.object(kind, object, at))),
            None => Statement::Other("SECURITY LABEL"),
        }
    }

    pub(super) fn drop_role(&mut self, s: &protobuf::DropRoleStmt) -> Statement {
        let start = if s.missing_ok { 4 } else { 2 };
        self.dropped_roles(&s.roles, start, s.missing_ok, false, false)
    }

    pub(super) fn drop_owned(&mut self, s: &protobuf::DropOwnedStmt) -> Statement {
        self.dropped_roles(&s.roles, 3, false, cascades(s.behavior()), true)
    }

    fn dropped_roles(
        &self,
        nodes: &[Node],
        start: usize,
        if_exists: bool,
        cascade: bool,
        owned: bool,
    ) -> Statement {
        let names = super::hang::roles(nodes);
        let idents = self.place.idents(start..self.place.tokens.len(), names.iter().map(Name::as_str));
        let objects = idents.into_iter().map(role_reference).collect();
        Statement::Drop(DropObjects {
            kind: ObjectKind::Role,
            objects,
            if_exists,
            cascade,
            concurrently: false,
            owned,
        })
    }

    pub(super) fn reassign_owned(&mut self, s: &protobuf::ReassignOwnedStmt) -> Statement {
        let name = super::hang::roles(&s.roles).into_iter().next().unwrap_or_default();
        let object = role_reference(self.place.ident(3..self.place.tokens.len(), &name));
        let new_owner = s.newrole.as_ref().map(role_name).unwrap_or_default();
        Statement::OwnerTo(Box::new(OwnerTo { object, new_owner }))
    }
}

pub(super) fn role_reference(role: Ident) -> ObjectRef {
    let name = ObjectName { schema: None, name: role.name, span: role.span };
    ObjectRef { kind: ObjectKind::Role, name, part: None, arguments: None }
}

fn last_part(node: &Node) -> Option<&str> {
    match &node.node {
        Some(N::String(text)) => Some(&text.sval),
        Some(N::List(list)) => list.items.last().and_then(string),
        _ => None,
    }
}

pub(super) fn object_kind(kind: ObjectType) -> ObjectKind {
    use protobuf::ObjectType::*;
    match kind {
        ObjectTable => ObjectKind::Table,
        ObjectForeignTable => ObjectKind::ForeignTable,
        ObjectView => ObjectKind::View,
        ObjectMatview => ObjectKind::MaterializedView,
        ObjectIndex => ObjectKind::Index,
        ObjectSequence => ObjectKind::Sequence,
        ObjectColumn => ObjectKind::Column,
        ObjectTabconstraint => ObjectKind::Constraint,
        ObjectDomconstraint => ObjectKind::DomainConstraint,
        ObjectTrigger => ObjectKind::Trigger,
        ObjectRule => ObjectKind::Rule,
        ObjectPolicy => ObjectKind::Policy,
        ObjectType => ObjectKind::Type,
        ObjectDomain => ObjectKind::Domain,
        ObjectAttribute => ObjectKind::Attribute,
        ObjectFunction => ObjectKind::Function,
        ObjectProcedure => ObjectKind::Procedure,
        ObjectRoutine => ObjectKind::Routine,
        ObjectAggregate => ObjectKind::Aggregate,
        ObjectSchema => ObjectKind::Schema,
        ObjectExtension => ObjectKind::Extension,
        ObjectDatabase => ObjectKind::Database,
        ObjectRole => ObjectKind::Role,
        ObjectTablespace => ObjectKind::Tablespace,
        ObjectCollation => ObjectKind::Collation,
        ObjectStatisticExt => ObjectKind::Statistics,
        ObjectPublication => ObjectKind::Publication,
        ObjectSubscription => ObjectKind::Subscription,
        ObjectEventTrigger => ObjectKind::EventTrigger,
        ObjectCast => ObjectKind::Cast,
        ObjectOperator => ObjectKind::Operator,
        ObjectLanguage => ObjectKind::Language,
        ObjectForeignServer => ObjectKind::ForeignServer,
        ObjectFdw => ObjectKind::ForeignDataWrapper,
        ObjectUserMapping => ObjectKind::UserMapping,
        ObjectAccessMethod => ObjectKind::AccessMethod,
        ObjectTsconfiguration | ObjectTsdictionary | ObjectTsparser | ObjectTstemplate => {
            ObjectKind::TextSearch
        }
        _ => ObjectKind::Other,
    }
}
