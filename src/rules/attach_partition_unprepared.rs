//! ATTACH PARTITION that has to read or index rows under its locks, because nothing was prepared.

use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, Ident, Name, ObjectName, ParsedStatement, PartitionBound,
    Statement, quoted,
};
use crate::catalog::{Catalog, Constraint, ConstraintDef, Relation, ScriptId, index_element};
use crate::effects::{Effects, WorkKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule, beside, inside_bound, key_column, list};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "attach-partition-unprepared",
    include_str!("../../rules/attach-partition-unprepared.md"),
    check,
);

/// An ATTACH, and what it has to do to the rows of the new partition.
struct Attach<'a> {
    step: &'a Step,
    name: &'a ObjectName,
    bound: &'a PartitionBound,
    parent: &'a Relation,
    partition: &'a Relation,
    /// Every row is compared with the bound.
    checked: bool,
    /// A CHECK shows the bound to hold, but for nulls.
    nulls_only: bool,
    /// Indexes that are built.
    indexes: Vec<String>,
    /// Every row is looked up in the tables that the parent's foreign keys point at.
    looked_up: Vec<&'a Relation>,
}

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let [AlterAction { kind: AlterActionKind::AttachPartition { partition, bound: Some(bound) }, .. }] =
            alter.actions.as_slice()
        else {
            continue;
        };
        let Some(parent) = step.before.resolve(&alter.name) else { continue };
        let Some(attached) = step.before.resolve(partition) else { continue };
        let attach = read(pass, step, alter, partition, bound, parent, attached);
        let default = step.before.default_partition(parent.id).filter(|default| {
            !pass.is_new_relation(&step.before, default.id)
                && step.works_on(default, |kind| *kind == WorkKind::Scan)
        });
        if let Some(default) = default {
            report_default(pass, &attach, default);
        } else if !pass.is_new_relation(&step.before, attached.id) && !attach.activities().is_empty() {
            report(pass, &attach);
        }
    }
}

fn read<'a>(
    pass: &Pass,
    step: &'a Step,
    alter: &'a AlterTable,
    name: &'a ObjectName,
    bound: &'a PartitionBound,
    parent: &'a Relation,
    partition: &'a Relation,
) -> Attach<'a> {
    let work = &step.effects.work;
    let below = step.before.descendants(partition.id);
    let own = |relation| relation == partition.id || below.iter().any(|child| child.id == relation);
    let indexes = work.iter().filter(|work| own(work.relation)).filter_map(|work| match &work.kind {
        WorkKind::IndexBuild { index } => Some(index.to_string()),
        _ => None,
    });
    // Without a bound there is nothing to compare rows with: what is still read is read for the foreign keys.
    let scans = |effects: &Effects| effects.work.iter().any(|w| own(w.relation) && w.kind == WorkKind::Scan);
    let kind = AlterActionKind::AttachPartition { partition: name.clone(), bound: None };
    let unbound = AlterTable { actions: vec![AlterAction { kind, span: Span::default() }], ..alter.clone() };
    let keys_read =
        scans(&Effects::of(&Statement::AlterTable(Box::new(unbound)), &step.before, pass.version));
    let looked_up = parent.foreign_keys().filter(|key| {
        !partition
            .foreign_keys()
            .any(|own| own.references() == key.references() && own.columns() == key.columns())
    });
    let looked_up = looked_up.filter_map(|key| step.before.relation(key.references()?)).collect();
    let checked = scans(&step.effects) && needs_check(step, alter, parent, partition, keys_read, pass);
    Attach {
        step,
        name,
        bound,
        parent,
        partition,
        checked,
        nulls_only: checked && !scans_without_nulls(pass, step, alter, parent, name, &scans),
        indexes: indexes.collect(),
        looked_up: if keys_read { looked_up } else { Vec::new() },
    }
}

/// Whether the bound has rows read, besides the foreign keys that do it anyway.
fn needs_check(
    step: &Step,
    alter: &AlterTable,
    parent: &Relation,
    partition: &Relation,
    keys_read: bool,
    pass: &Pass,
) -> bool {
    if !keys_read {
        return true;
    }
    // The same on a table without foreign keys.
    let mut catalog = step.before.clone();
    for key in parent.foreign_keys() {
        let constraint = Ident::new(&key.name, Span::default());
        let kind = AlterActionKind::DropConstraint { constraint, if_exists: true, cascade: true };
        let drop = AlterTable { actions: vec![AlterAction { kind, span: Span::default() }], ..alter.clone() };
        apply(&mut catalog, Statement::AlterTable(Box::new(drop)), pass);
    }
    Effects::of(&step.statement.kind, &catalog, pass.version).scans(partition.id)
}

/// Whether rows would be read if the partition key of the new partition could not be null.
fn scans_without_nulls(
    pass: &Pass,
    step: &Step,
    alter: &AlterTable,
    parent: &Relation,
    name: &ObjectName,
    scans: &dyn Fn(&Effects) -> bool,
) -> bool {
    let Some(column) = key_column(parent) else { return true };
    let mut catalog = step.before.clone();
    let kind = AlterActionKind::SetNotNull { column: Ident::new(column, Span::default()) };
    let actions = vec![AlterAction { kind, span: Span::default() }];
    let set = AlterTable { name: name.clone(), actions, ..alter.clone() };
    apply(&mut catalog, Statement::AlterTable(Box::new(set)), pass);
    scans(&Effects::of(&step.statement.kind, &catalog, pass.version))
}

fn apply(catalog: &mut Catalog, kind: Statement, pass: &Pass) {
    catalog.apply(&ParsedStatement { kind, span: Span::default() }, ScriptId(u32::MAX), pass.version);
}

fn report(pass: &mut Pass, attach: &Attach) {
    let Attach { step, partition, parent, .. } = attach;
    let Some(mode) = step.effects.lock_on(partition.id) else { return };
    let message = format!(
        "blocks {} to `{}` while {}, to make it a partition of `{}`",
        mode.who_waits(),
        partition.name,
        attach.activities().join(" and "),
        parent.name
    );
    let help = attach.recipe(pass);
    let finding = pass.report(step.span(), message).on(step, partition.id).help(help);
    finding.notes.extend(attach.null_note());
    if let [first, ..] = attach.looked_up.as_slice()
        && let Some(mode) = step.effects.lock_on(first.id)
    {
        finding.note(format!("{} to `{}` waits as long", mode.who_waits(), first.name));
    }
}

fn report_default(pass: &mut Pass, attach: &Attach, default: &Relation) {
    let Attach { step, parent, bound, .. } = attach;
    let Some(mode) = step.effects.lock_on(default.id) else { return };
    let message = format!(
        "blocks {} to `{}`, the default partition of `{}`, while every row of it is read in search of rows of the new partition",
        mode.who_waits(),
        default.name,
        parent.name
    );
    let help = pass.exclude_from_default(step, default, parent, bound);
    let also = attach.activities();
    let is_new = pass.is_new_relation(&step.before, attach.partition.id);
    let finding = pass.report(step.span(), message).on(step, default.id).help(help);
    if !also.is_empty() && !is_new {
        finding.note(format!(
            "meanwhile `{}` is locked too, while {}",
            attach.partition.name,
            also.join(" and ")
        ));
        finding.notes.extend(attach.null_note());
    }
}

impl Attach<'_> {
    fn activities(&self) -> Vec<String> {
        let mut all = Vec::new();
        if self.checked {
            all.push("every row of it is compared with the bounds".to_owned());
        }
        if !self.looked_up.is_empty() {
            let tables = list(self.looked_up.iter().map(|table| &table.name));
            all.push(format!("every row of it is looked up in {tables}"));
        }
        match self.indexes.as_slice() {
            [] => {}
            [one] => all.push(format!("the index `{one}` is built")),
            several => all.push(format!("{} indexes are built", several.len())),
        }
        all
    }

    fn null_note(&self) -> Option<String> {
        let column = key_column(self.parent).filter(|_| self.nulls_only)?;
        Some(format!(
            "its CHECK fits the bounds and yet does not help: `{column}` can be null, and a CHECK lets nulls pass"
        ))
    }

    /// What is done beforehand, beside the traffic, so that ATTACH finds nothing left to do.
    fn recipe(&self, pass: &Pass) -> String {
        let Attach { step, name, parent, .. } = self;
        let (mut first, mut then, mut last) = (String::new(), String::new(), String::new());
        if self.checked {
            let bounds = beside(name, &["bounds"]);
            let bounds = bounds.rsplit('.').next().unwrap_or(&bounds);
            let inside =
                inside_bound(parent, self.bound).unwrap_or_else(|| "…the bounds, without nulls…".to_owned());
            first += &format!("ALTER TABLE {name} ADD CONSTRAINT {bounds} CHECK ({inside}) NOT VALID;\n");
            then += &format!("ALTER TABLE {name} VALIDATE CONSTRAINT {bounds};\n");
            last += &format!("ALTER TABLE {name} DROP CONSTRAINT {bounds};\n");
        }
        for key in self.missing_keys() {
            let constraint = quoted(&key.name);
            let definition = self.foreign_key(key);
            first += &format!("ALTER TABLE {name} ADD CONSTRAINT {constraint} {definition} NOT VALID;\n");
            then += &format!("ALTER TABLE {name} VALIDATE CONSTRAINT {constraint};\n");
        }
        if !self.indexes.is_empty() {
            then += &self.missing_indexes();
        }
        let between = if first.is_empty() { String::new() } else { format!("-- {}:\n", pass.later(step)) };
        let attach = pass.short(step.span(), 200);
        format!(
            "prepare it beside the traffic, so that nothing is left to do under the lock:\n{first}{between}{then}-- and then:\n{attach};\n{last}",
        )
        .trim_end()
        .to_owned()
    }

    fn missing_keys(&self) -> impl Iterator<Item = &Constraint> {
        let to = |key: &Constraint| self.looked_up.iter().any(|table| key.references() == Some(table.id));
        self.parent.foreign_keys().filter(move |key| to(key))
    }

    fn foreign_key(&self, key: &Constraint) -> String {
        let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = &key.kind else {
            return String::new();
        };
        let names = |names: &[Name]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let to = self.step.before.relation(*references).map(|to| to.name.to_string()).unwrap_or_default();
        format!("FOREIGN KEY ({}) REFERENCES {to} ({})", names(columns), names(referenced_columns))
    }

    /// The parent's indexes that the partition has no like of, as statements. One that belongs to a constraint needs
    /// the constraint too.
    fn missing_indexes(&self) -> String {
        let Attach { step, name, partition, parent, .. } = self;
        let mut statements = String::new();
        for relation in step.before.indexes_of(parent) {
            let Some(wanted) = relation.index.as_deref() else { continue };
            let has = step.before.indexes_of(partition).filter_map(|own| own.index.as_deref()).any(|own| {
                own.elements == wanted.elements
                    && own.unique == wanted.unique
                    && own.constraint.is_some() == wanted.constraint.is_some()
            });
            if has {
                continue;
            }
            let keys: Vec<String> = wanted.elements.iter().map(index_element).collect();
            let unique = if wanted.unique { "UNIQUE " } else { "" };
            let suffix = relation.name.name.strip_prefix(&format!("{}_", parent.name.name)).unwrap_or("idx");
            let own = quoted(&format!("{}_{suffix}", name.name)).into_owned();
            statements +=
                &format!("CREATE {unique}INDEX CONCURRENTLY {own} ON {name} ({});\n", keys.join(", "));
            if wanted.constraint.is_some() {
                let primary = parent.primary_key().and_then(Constraint::index) == Some(relation.id);
                let kind = if primary { "PRIMARY KEY" } else { "UNIQUE" };
                statements += &format!("ALTER TABLE {name} ADD CONSTRAINT {own} {kind} USING INDEX {own};\n");
            }
        }
        statements
    }
}
