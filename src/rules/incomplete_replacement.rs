//! A relation that takes the name of another, and has not what hung on the old one: rights, foreign keys, triggers.

use std::collections::BTreeMap;

use crate::ast::{Name, ObjectKind, Statement, quoted};
use crate::catalog::{Catalog, Relation, RelationKind, Trigger};
use crate::diagnostic::Severity;
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

mod functions;
mod materialized;

pub(super) static RULE: Rule =
    Rule::new("incomplete-replacement", include_str!("../../rules/incomplete-replacement.md"), check);

/// A relation in use whose name another one has after the migration.
struct Replacement<'a> {
    /// The statement that gave the new one the name.
    step: &'a Step,
    old: &'a Relation,
    new: &'a Relation,
    /// What became of the old one, if it is still there.
    aside: Option<&'a Relation>,
}

/// Something that the new relation lacks: what fails, and the statement that gives it.
struct Lack {
    message: String,
    help: Option<String>,
    severity: Severity,
}

fn check(pass: &mut Pass) {
    functions::check(pass);
    for replacement in replacements(pass) {
        let mut lacks = lacking(pass, &replacement);
        lacks.sort_by_key(|lack| std::cmp::Reverse(lack.severity));
        let mut lacks = lacks.into_iter();
        let Some(first) = lacks.next() else { continue };
        let Replacement { step, new, .. } = replacement;
        let finding = pass.report(step.span(), first.message).severity(first.severity).on(step, new.id);
        let mut help: Vec<String> = first.help.into_iter().collect();
        for lack in lacks {
            finding.note(lack.message);
            help.extend(lack.help);
        }
        if !help.is_empty() {
            finding.help(format!("in the same transaction:\n{}", help.join("\n")));
        }
    }
}

fn replacements<'a>(pass: &Pass<'a>) -> Vec<Replacement<'a>> {
    let Some(up) = pass.up().filter(|up| up.after.unseen().is_none_or(|unseen| unseen.script != up.id))
    else {
        return Vec::new();
    };
    let mut found: Vec<Replacement> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Some(new) = named_by(step, up.after_step(index)).and_then(|new| up.after.relation(new.id)) else {
            continue;
        };
        let Some(old) = up.before.relation_named(&new.name) else { continue };
        let stored = |relation: &Relation| {
            matches!(
                relation.kind,
                RelationKind::Table
                    | RelationKind::PartitionedTable
                    | RelationKind::View
                    | RelationKind::MaterializedView
            )
        };
        if old.id != new.id && stored(old) && stored(new) && !old.is_temporary() && pass.is_new(new.origin) {
            found.retain(|known| known.new.id != new.id);
            found.push(Replacement { step, old, new, aside: up.after.relation(old.id) });
        }
    }
    found
}

/// The relation that a statement makes or gives another name.
fn named_by<'a>(step: &Step, after: &'a Catalog) -> Option<&'a Relation> {
    match &step.statement.kind {
        Statement::CreateView(create) => after.resolve(&create.name),
        Statement::CreateTable(create) => after.resolve(&create.name),
        Statement::CreateTableAs(create) => after.resolve(&create.name),
        Statement::Rename(rename) if rename.object.part.is_none() => {
            after.relation(step.before.resolve_id(&rename.object.name)?)
        }
        Statement::SetSchema(set) => after.relation(step.before.resolve_id(&set.object.name)?),
        _ => None,
    }
}

fn lacking(pass: &Pass, replacement: &Replacement) -> Vec<Lack> {
    let Replacement { old, new, aside, .. } = *replacement;
    // What a later migration sees to is no longer lacking.
    let Some(end) = pass.history.end.relation_named(&new.name) else { return Vec::new() };
    let is_view =
        |relation: &Relation| matches!(relation.kind, RelationKind::View | RelationKind::MaterializedView);
    let columns = lost_columns(old, new, end).filter(|_| is_view(old) && is_view(new));
    let mut found: Vec<Lack> = columns.into_iter().collect();
    // Of one that is made once more later, the rest is told there.
    if end.id != new.id {
        return found;
    }
    found.extend(lost_rights(pass, old, end));
    if is_view(old) && is_view(new) {
        found.extend(materialized::lost(pass, old, end));
    }
    // A table that is made anew under the old name is another table; one that took its name stands for it.
    let renamed = matches!(replacement.step.statement.kind, Statement::Rename(_) | Statement::SetSchema(_));
    if !renamed {
        found.extend(aside.and_then(|aside| left_rows(pass, old, new, aside)));
    }
    // Under a name of another kind the old one lives on as something else.
    let lives_on = aside.is_some_and(|aside| !aside.name.name.contains(old.name.name.as_str()));
    if !is_view(old) && !is_view(new) && (renamed || aside.is_some()) && !lives_on {
        found.extend(aside.and_then(|aside| left_foreign_keys(pass, aside, new)));
        found.extend(lost_triggers(old, end));
        found.extend(lost_security(old, end));
        found.extend(lost_publications(pass, old, end));
    }
    found
}

/// Rights that the history gave on the old relation and on the new one not again.
fn lost_rights(pass: &Pass, old: &Relation, end: &Relation) -> Vec<Lack> {
    let mut lost: BTreeMap<&Name, Vec<&Name>> = BTreeMap::new();
    for (privilege, grantee) in &old.grants {
        let kept = end.gives(privilege, &pass.history.end.acts_as(grantee));
        let owns = old.owner.as_ref() == Some(grantee) || end.owner.as_ref() == Some(grantee);
        if !kept && !owns && !pass.gets_by_default(ObjectKind::Table, grantee) {
            lost.entry(grantee).or_default().push(privilege);
        }
    }
    let role = |name: &Name| if name == "public" { "PUBLIC".to_owned() } else { quoted(name).into_owned() };
    if lost.is_empty() {
        return Vec::new();
    }
    let grants = lost.iter().map(|(grantee, privileges)| {
        // An empty one is ALL, beside which no other may be listed.
        let words = match privileges.iter().any(|privilege| privilege.is_empty()) {
            true => "ALL".to_owned(),
            false => {
                privileges.iter().map(|privilege| privilege.to_uppercase()).collect::<Vec<_>>().join(", ")
            }
        };
        format!("GRANT {words} ON {} TO {};", end.name, role(grantee))
    });
    let roles: Vec<String> = lost.keys().map(|grantee| role(grantee)).collect();
    let get = if roles.len() == 1 { "gets" } else { "get" };
    vec![Lack {
        message: format!(
            "{} {get} \"permission denied\" for `{}` from here on: the rights on the old one are not on the new one",
            list(&roles),
            end.name
        ),
        help: Some(grants.collect::<Vec<_>>().join("\n")),
        severity: Severity::Error,
    }]
}

/// Columns that a view had and has no longer.
fn lost_columns(old: &Relation, new: &Relation, end: &Relation) -> Option<Lack> {
    if [old, new, end].iter().any(|view| !view.columns_known) {
        return None;
    }
    let lacks = |name: &&Name| new.column(name).is_none() && end.column(name).is_none();
    let lost: Vec<&Name> = old.columns.iter().map(|column| &column.name).filter(lacks).collect();
    (!lost.is_empty()).then(|| Lack {
        message: format!("running code that still reads {} of `{}` fails from here on", list(lost), new.name),
        help: None,
        severity: Severity::Warning,
    })
}

/// Foreign keys of other tables that go on pointing at the old table.
fn left_foreign_keys(pass: &Pass, aside: &Relation, new: &Relation) -> Option<Lack> {
    let up = pass.up()?;
    let end = &pass.history.end;
    // What is put aside with it goes on pointing at it as it should.
    let stays =
        |holder: &Relation| up.before.relation(holder.id).is_some_and(|before| before.name == holder.name);
    let left: Vec<String> = end
        .referencing(aside.id)
        .into_iter()
        .filter(|(holder, _)| holder.id != aside.id && holder.id != new.id && stays(holder))
        .map(|(holder, key)| format!("{}.{}", holder.name, key.name))
        .collect();
    (!left.is_empty()).then(|| Lack {
        message: format!(
            "{} still {} at `{}`: a row that refers to a new row of `{}` is refused",
            list(&left),
            if left.len() == 1 { "points" } else { "point" },
            aside.name,
            new.name
        ),
        help: Some(format!(
            "-- drop each of these foreign keys and add it anew, NOT VALID: … REFERENCES {} …",
            new.name
        )),
        severity: Severity::Error,
    })
}

/// A new table without a row under the name of one that keeps its rows under another.
fn left_rows(pass: &Pass, old: &Relation, new: &Relation, aside: &Relation) -> Option<Lack> {
    let is_table =
        |relation: &Relation| matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable);
    let after = &pass.up()?.after;
    let filled = |relation: &Relation| relation.populated || !pass.is_new(relation.origin);
    let empty = !filled(new) && !after.descendants(new.id).into_iter().any(filled);
    (is_table(old) && is_table(new) && empty).then(|| Lack {
        message: format!(
            "running code finds `{}` empty from here on: the rows stay in `{}`",
            new.name, aside.name
        ),
        help: Some(format!("INSERT INTO {} (…) SELECT … FROM {};", new.name, aside.name)),
        severity: Severity::Warning,
    })
}

fn lost_triggers(old: &Relation, end: &Relation) -> Option<Lack> {
    let there = |lost: &Trigger| {
        let same = |known: &Trigger| known.function == lost.function || known.name == lost.name;
        end.triggers.iter().any(|known| known.enabled && same(known))
    };
    let lost: Vec<&Name> = old
        .triggers
        .iter()
        .filter(|trigger| trigger.enabled && !there(trigger))
        .map(|trigger| &trigger.name)
        .collect();
    (!lost.is_empty()).then(|| Lack {
        message: format!(
            "{} no longer {} for `{}`: triggers stay with the old table",
            list(&lost),
            if lost.len() == 1 { "fires" } else { "fire" },
            end.name
        ),
        help: Some(format!("CREATE TRIGGER … ON {} …;", end.name)),
        severity: Severity::Warning,
    })
}

fn lost_security(old: &Relation, end: &Relation) -> Option<Lack> {
    (old.row_security && !end.row_security).then(|| Lack {
        message: format!(
            "every row of `{}` is visible to whoever may read it: row level security stays with the old table",
            end.name
        ),
        help: Some(format!("ALTER TABLE {} ENABLE ROW LEVEL SECURITY; -- and its policies", end.name)),
        severity: Severity::Error,
    })
}

fn lost_publications(pass: &Pass, old: &Relation, end: &Relation) -> Option<Lack> {
    let before = &pass.up()?.before;
    let after = &pass.history.end;
    let lost =
        before.publications().filter(|(_, known)| known.tables.contains(&old.id)).map(|(name, _)| name);
    let lost: Vec<&Name> = lost
        .filter(|lost| {
            after.publications().any(|(name, known)| {
                name == *lost
                    && !known.tables.contains(&end.id)
                    && !known.all_tables
                    && !known.schemas.contains(&end.name.schema)
            })
        })
        .collect();
    let first = *lost.first()?;
    Some(Lack {
        message: format!(
            "subscribers of {} get no more changes of `{}`: the old table is published, the new one is not",
            list(&lost),
            end.name
        ),
        help: Some(format!("ALTER PUBLICATION {} ADD TABLE {};", quoted(first), end.name)),
        severity: Severity::Warning,
    })
}
