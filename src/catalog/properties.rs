//! The properties of an object as text, and those of columns, triggers and policies.

use std::borrow::Cow;

use super::show::{self, expression, type_name};
use super::{Column, Policy, Relation, Trigger};
use crate::ast::{Generated, Identity, Name, ReferentialAction, TriggerTiming};
use crate::parse;

/// `not null`, or a label with a value: `default`, `now()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) label: &'static str,
    pub(super) value: String,
    /// It says how the object came to be or is filled, not what it is: catalogs are the same without it.
    pub(super) aside: bool,
}

impl Property {
    pub(super) fn shown(&self) -> String {
        match (self.label, self.value.as_str()) {
            ("", value) => value.to_owned(),
            ("type", value) => value.to_owned(),
            (label, "") => label.to_owned(),
            (label, value) => format!("{label} {value}"),
        }
    }
}

/// Properties being collected.
#[derive(Default)]
pub(super) struct Properties(pub(super) Vec<Property>);

impl Properties {
    pub(super) fn say(&mut self, label: &'static str, value: impl Into<String>) -> &mut Self {
        self.0.push(Property { label, value: value.into(), aside: false });
        self
    }

    pub(super) fn say_if(&mut self, holds: bool, label: &'static str) -> &mut Self {
        if holds {
            self.say(label, "");
        }
        self
    }

    pub(super) fn say_some(&mut self, label: &'static str, value: Option<impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.say(label, value.to_string());
        }
        self
    }

    pub(super) fn aside(&mut self, holds: bool, label: &'static str, value: impl Into<String>) -> &mut Self {
        if holds {
            self.0.push(Property { label, value: value.into(), aside: true });
        }
        self
    }
}

pub(super) fn column_properties(column: &Column) -> Properties {
    let mut properties = Properties::default();
    properties.say_some("type", column.data_type.as_ref().map(type_name));
    properties.say_some("collate", column.collation.as_ref()).say_if(column.not_null, "not null");
    properties.say_some("default", column.default.as_ref().map(expression));
    properties.say_some("generated", column.generated.as_ref().map(generated));
    let identity = column.identity.map(|identity| match identity {
        Identity::Always => "always",
        Identity::ByDefault => "by default",
    });
    properties.say_some("identity", identity).say_if(column.inherited, "inherited");
    properties.say_some("comment", column.comment.as_ref().map(literal));
    properties
}

fn generated(generated: &Generated) -> String {
    let kind = if generated.stored { "stored" } else { "virtual" };
    format!("({}) {kind}", expression(&generated.expr.expr))
}

pub(super) fn trigger_properties(trigger: &Trigger) -> Properties {
    let timing = match trigger.timing {
        TriggerTiming::Before => "before",
        TriggerTiming::After => "after",
        TriggerTiming::InsteadOf => "instead of",
    };
    let named = [
        (trigger.events.insert, "insert"),
        (trigger.events.update, "update"),
        (trigger.events.delete, "delete"),
        (trigger.events.truncate, "truncate"),
    ];
    let events: Vec<&str> = named.into_iter().filter(|(fires, _)| *fires).map(|(_, event)| event).collect();
    let columns = Some(show::names(&trigger.columns)).filter(|columns| !columns.is_empty());
    let each = if trigger.row { "row" } else { "statement" };
    let mut properties = Properties::default();
    properties.say("", format!("{timing} {}", events.join(" or ")));
    properties.say_some("of", columns).say("for each", each);
    properties.say_some("when", trigger.when.as_ref().map(|when| format!("({})", expression(when))));
    properties.say("execute", trigger.function.to_string());
    properties
        .say_if(trigger.constraint, "constraint")
        .say_if(trigger.initially_deferred, "initially deferred");
    properties.say_if(!trigger.enabled, "disabled");
    properties
}

pub(super) fn policy_properties(policy: &Policy) -> Properties {
    let mut properties = Properties::default();
    properties.say_if(!policy.permissive, "restrictive").say("for", policy.command.as_str());
    properties.say_some("to", Some(show::names(&policy.roles)).filter(|roles| !roles.is_empty()));
    properties.say_some("using", policy.using.as_ref().map(|expr| format!("({})", expression(expr))));
    properties
        .say_some("with check", policy.with_check.as_ref().map(|expr| format!("({})", expression(expr))));
    properties
}

pub(super) fn action(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("restrict"),
        ReferentialAction::Cascade => Some("cascade"),
        ReferentialAction::SetNull => Some("set null"),
        ReferentialAction::SetDefault => Some("set default"),
    }
}

pub(super) fn replica_identity(identity: &crate::ast::ReplicaIdentity) -> String {
    use crate::ast::ReplicaIdentity;
    match identity {
        ReplicaIdentity::Default => "default".to_owned(),
        ReplicaIdentity::Full => "full".to_owned(),
        ReplicaIdentity::Nothing => "nothing".to_owned(),
        ReplicaIdentity::Index(index) => format!("using index {index}"),
    }
}

pub(super) fn literal(text: &Name) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\n', "\\n"))
}

/// Tells bodies apart without showing them; comments and layout do not count where they are SQL's.
pub(super) fn fingerprint(body: &str, language: &str) -> String {
    use std::hash::{Hash, Hasher};
    let text = match language {
        "" | "sql" | "plpgsql" => Cow::Owned(parse::bare(body)),
        // It has comments of its own.
        _ => Cow::Borrowed(body),
    };
    let mut hasher = rustc_hash::FxHasher::default();
    text.hash(&mut hasher);
    format!("#{:08x}", hasher.finish() as u32)
}

impl Relation {
    /// Whether this version and another one are known to be the same in all that is shown of them besides their parts.
    /// Of what shows the names of others it is not known.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let stands_alone = |relation: &Self| {
            relation.index.is_none()
                && relation.sequence_owner.is_none()
                && relation.parents.is_empty()
                && relation.reads.is_empty()
        };
        let settings = |relation: &Self| {
            let Relation { kind, origin, persistence, row_security, force_row_security, .. } = *relation;
            (kind, origin, persistence, row_security, force_row_security)
        };
        fn names(relation: &Relation) -> [&Option<Name>; 5] {
            let Relation { access_method, tablespace, owner, comment, sequence_type, .. } = relation;
            [access_method, tablespace, owner, comment, sequence_type]
        }
        stands_alone(self)
            && stands_alone(other)
            && settings(self) == settings(other)
            && names(self) == names(other)
            && *self.options == *other.options
            && self.replica_identity == other.replica_identity
            && self.grants.is_same(&other.grants)
            && self.partition_key == other.partition_key
            && self.partition_bound == other.partition_bound
    }
}
