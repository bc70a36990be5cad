//! Values that come out otherwise in a session with another time zone: `2026-01-01 23:30+00` is a day in one and the next
//! day in another.

use super::TypeChange;
use crate::ast::{Expr, TypeName};
use crate::rule::is_plain_cast;

/// The zone in which a trigger converts, as a clause of CREATE FUNCTION, and what to say of it.
pub(super) struct Pinned {
    pub(super) clause: String,
    pub(super) comment: &'static str,
}

/// Both are empty where the values do not depend on it.
pub(super) fn pin(change: &TypeChange) -> Pinned {
    if !converts_by_session(change) {
        return Pinned { clause: String::new(), comment: "" };
    }
    let set = said(change);
    let comment = match set {
        Some(_) => {
            "-- the trigger, which fires for the batches too, converts in the zone of this session, not in that of whoever writes:\n"
        }
        None => {
            "-- each session would convert in a time zone of its own: put the one that is right in the place of 'UTC', for the \
             trigger, which fires for the batches too:\n"
        }
    };
    Pinned { clause: format!(" SET timezone = '{}'", set.unwrap_or_else(|| "UTC".to_owned())), comment }
}

/// What the migration says of the zone, which goes with the statement wherever that is put; with a line end.
pub(super) fn setting(change: &TypeChange) -> String {
    let set = said(change).filter(|_| converts_by_session(change));
    set.map_or(String::new(), |zone| format!("SET timezone = '{zone}';\n"))
}

/// The zone that the migration sets, as the inside of a string; an interval is not known as one.
fn said(change: &TypeChange) -> Option<String> {
    let set = change.altering.step.before.session.setting("timezone")?;
    let named = !set.value.is_empty() && !["default", "local"].contains(&set.value.to_lowercase().as_str());
    named.then(|| set.value.replace('\'', "''"))
}

fn converts_by_session(change: &TypeChange) -> bool {
    let Some(old) = change.old else { return false };
    let Some(using) = change.using else { return depends(old, change.new) };
    if is_plain_cast(&using.expr, &change.column.name, change.new) {
        return depends(old, change.new);
    }
    let own = |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last() == Some(&change.column.name));
    let mut found = false;
    using.expr.walk(&mut |expr| {
        found |= match expr {
            Expr::Cast { expr, to } => own(expr) && depends(old, to),
            Expr::Call(call) => {
                old.name == "timestamptz"
                    && matches!(
                        call.name.as_str(),
                        "to_char" | "date_trunc" | "date_part" | "extract" | "date"
                    )
                    && call.arguments.len() < 3
                    && call.arguments.iter().any(own)
            }
            _ => false,
        };
    });
    found
}

/// Whether a cast asks for the session's TimeZone.
fn depends(old: &TypeName, new: &TypeName) -> bool {
    match (old.name.as_str(), new.name.as_str()) {
        ("timestamptz", new) => matches!(new, "date" | "time" | "timestamp" | "text" | "varchar" | "bpchar"),
        ("timestamp" | "date" | "text" | "varchar" | "bpchar", "timestamptz") => true,
        ("time", "timetz") => true,
        _ => false,
    }
}
