//! Grants, owners and comments.

use super::{Rank, Undo, arguments};
use crate::ast::{Comment, Grant, Name, ObjectKind, ObjectRef, Statement, quoted, written_right};
use crate::catalog::{Catalog, Relation, RelationKind};

impl Undo<'_> {
    /// GRANT undone by REVOKE and the other way round, in the words of the statement.
    pub(super) fn rights(&mut self) {
        let text = self.texts_of_step();
        let given = match &self.step.statement.kind {
            Statement::Grant(grant) | Statement::AlterDefaultPrivileges(grant) => {
                grant.grant || self.had(grant) || is_default(grant)
            }
            _ => false,
        };
        match flipped(&text).filter(|_| given) {
            Some(sql) => self.sql(Rank::Rights, sql),
            None => self.lost(format!("the rights that `{}` took", one_line(&text))),
        }
    }

    /// Whether the history shows that all of what is taken was given: nobody is to get more than they had.
    fn had(&self, revoke: &Grant) -> bool {
        let held = |object: &ObjectRef| {
            let Some(relation) = self.before.resolve(&object.name) else { return false };
            let wanted: &[Name] =
                if revoke.privileges.is_empty() { &[Name::new_static("")] } else { &revoke.privileges };
            revoke.grantees.iter().all(|grantee| {
                wanted.iter().all(|wanted| {
                    relation
                        .grants
                        .iter()
                        .any(|(held, to)| held.eq_ignore_ascii_case(wanted) && to == grantee)
                })
            })
        };
        !revoke.objects.is_empty() && !revoke.of_role && revoke.objects.iter().all(held)
    }

    fn texts_of_step(&self) -> String {
        self.script.source.slice(self.step.span()).trim().to_owned()
    }

    /// The rights and comments of a relation that is made again.
    pub(super) fn rights_of(&mut self, was: &Relation) {
        let kind = match was.kind {
            RelationKind::Sequence => "SEQUENCE ",
            _ => "",
        };
        for (privilege, grantee) in &was.grants {
            let privilege = if privilege.is_empty() { "ALL".to_owned() } else { written_right(privilege) };
            let to = roles(std::slice::from_ref(grantee));
            self.sql(Rank::Rights, format!("GRANT {privilege} ON {kind}{} TO {to}", was.name));
        }
        if let Some(comment) = &*was.comment {
            let kind = was.kind.name().to_uppercase().replace("PARTITIONED ", "");
            self.sql(Rank::Rights, format!("COMMENT ON {kind} {} IS {}", was.name, literal(comment)));
        }
        for column in &was.columns {
            if let Some(comment) = &*column.comment {
                let name = quoted(&column.name);
                let sql = format!("COMMENT ON COLUMN {}.{name} IS {}", was.name, literal(comment));
                self.sql(Rank::Rights, sql);
            }
        }
    }

    pub(super) fn owner(&mut self, object: &ObjectRef) {
        if object.kind == ObjectKind::Role {
            self.lost("who owned what was reassigned");
            return;
        }
        let kind = object.kind.name().to_uppercase();
        let name = named(object, self.after);
        self.sql(Rank::Rights, format!("ALTER {kind} {name}{} OWNER TO CURRENT_USER", arguments(object)));
    }

    /// The comment that an object had before.
    pub(super) fn comment(&mut self, comment: &Comment) {
        let object = &comment.object;
        let before = self.texts.earlier().find_map(|(_, step)| match &step.statement.kind {
            Statement::Comment(earlier) if is_same(&earlier.object, object) => Some(earlier.text.clone()),
            _ => None,
        });
        let text = before.flatten().map_or("NULL".to_owned(), |text| literal(&text));
        let kind = object.kind.name().to_uppercase();
        let name = named(object, self.after);
        let target = match (&object.part, object.kind) {
            (Some(column), ObjectKind::Column) => format!("{name}.{column}"),
            (Some(part), ObjectKind::DomainConstraint) => format!("{part} ON DOMAIN {name}"),
            (Some(part), _) => format!("{part} ON {name}"),
            (None, _) => format!("{name}{}", arguments(object)),
        };
        let kind = match object.kind {
            ObjectKind::DomainConstraint => "CONSTRAINT".to_owned(),
            ObjectKind::Statistics => "STATISTICS".to_owned(),
            _ => kind,
        };
        self.sql(Rank::Rights, format!("COMMENT ON {kind} {target} IS {text}"));
    }
}

/// Whether what is taken is what everybody has on a new function.
fn is_default(revoke: &Grant) -> bool {
    let code = revoke.kind.is_routine();
    code && revoke.grantees.iter().all(|grantee| grantee == "public")
}

fn named(object: &ObjectRef, catalog: &Catalog) -> String {
    match object.kind {
        ObjectKind::Schema | ObjectKind::Role | ObjectKind::Database | ObjectKind::Extension => {
            quoted(&object.name.name).into_owned()
        }
        _ => catalog.qualify(&object.name).to_string(),
    }
}

fn is_same(one: &ObjectRef, other: &ObjectRef) -> bool {
    one.kind == other.kind
        && one.name.name == other.name.name
        && one.part.as_ref().map(|part| &part.name) == other.part.as_ref().map(|part| &part.name)
        && one.arguments == other.arguments
}

pub(super) fn literal(text: &Name) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Roles in a list; PUBLIC is a word and no name.
pub(super) fn roles(roles: &[Name]) -> String {
    let shown = roles.iter().map(|role| match role.as_str() {
        "public" | "current_user" | "session_user" | "current_role" => role.to_uppercase(),
        role => quoted(role).into_owned(),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The statement that gives what this one takes, or takes what it gives.
fn flipped(text: &str) -> Option<String> {
    let text = one_line(text);
    let upper = text.to_ascii_uppercase();
    let position = |word: &str| upper.find(word);
    let (verb, preposition, other, back) = match (position("GRANT "), position("REVOKE ")) {
        (_, Some(at)) => (at, " FROM ", "GRANT ", " TO "),
        (Some(at), None) => (at, " TO ", "REVOKE ", " FROM "),
        (None, None) => return None,
    };
    let at = upper.rfind(preposition)?;
    let length = upper.get(verb..)?.find(' ')? + 1;
    let head = text.get(..verb)?;
    let middle = text.get(verb + length..at)?;
    let mut tail = text.get(at + preposition.len()..)?.to_owned();
    for words in [" WITH GRANT OPTION", " WITH ADMIN OPTION", " CASCADE", " RESTRICT"] {
        let upper = tail.to_ascii_uppercase();
        if let Some(at) = upper.find(words) {
            tail.truncate(at);
        }
    }
    let middle = middle.strip_prefix("GRANT OPTION FOR ").unwrap_or(middle);
    Some(format!("{head}{other}{middle}{back}{tail}"))
}
