//! Constraints and indexes: those that are gone or new, written out.

use super::{Rank, Undo};
use crate::ast::{Name, ReferentialAction, quoted};
use crate::catalog::{Catalog, Constraint, ConstraintDef, Index, Relation, RelationId, index_element};

impl Undo<'_> {
    pub(super) fn constraints(&mut self, was: &Relation, is: &Relation) {
        for constraint in self.lasting(was) {
            match is.constraint(&constraint.name) {
                None => self.constraint_gone(was, is, constraint),
                // The statement dropped it and made another of its name.
                Some(now) if now.origin != constraint.origin => {
                    let name = quoted(&constraint.name);
                    self.sql(Rank::DropConstraint, format!("ALTER TABLE {} DROP CONSTRAINT {name}", is.name));
                    self.constraint_gone(was, is, constraint);
                }
                Some(now) => self.constraint_changed(is, constraint, now),
            }
        }
        for constraint in self.lasting(is) {
            let assumed = constraint.origin.created().is_none();
            let by_column = matches!(constraint.kind, ConstraintDef::NotNull { .. });
            // A new column takes its constraints with it.
            let with_column = constraint.columns().iter().any(|column| was.column(column).is_none())
                && was.columns_known
                && !matches!(constraint.kind, ConstraintDef::Exclusion { .. } | ConstraintDef::Unknown);
            if was.constraint(&constraint.name).is_none() && !assumed && !by_column && !with_column {
                let guard = if self.step.conditional { "IF EXISTS " } else { "" };
                let name = quoted(&constraint.name);
                self.sql(
                    Rank::DropConstraint,
                    format!("ALTER TABLE {} DROP CONSTRAINT {guard}{name}", is.name),
                );
            }
        }
    }

    /// The constraints of a relation's own, but for keys to what only passes.
    fn lasting<'r>(&self, relation: &'r Relation) -> Vec<&'r Constraint> {
        let passes =
            |constraint: &Constraint| constraint.references().is_some_and(|table| self.is_passing(table));
        let own = relation.constraints.iter().filter(|constraint| !constraint.inherited);
        own.map(AsRef::as_ref).filter(|constraint| !passes(constraint)).collect()
    }

    fn constraint_gone(&mut self, was: &Relation, is: &Relation, constraint: &Constraint) {
        if matches!(constraint.kind, ConstraintDef::NotNull { .. }) {
            return;
        }
        match self.constraint_definition(constraint) {
            Some(definition) => {
                let rank = rank(constraint);
                self.sql(rank, format!("ALTER TABLE {} ADD {definition}", is.name));
            }
            None => self.lost(format!(
                "constraint {} of {}, which the history does not show",
                quoted(&constraint.name),
                was.name
            )),
        }
    }

    fn constraint_changed(&mut self, is: &Relation, was: &Constraint, now: &Constraint) {
        if (was.deferrable, was.initially_deferred) == (now.deferrable, now.initially_deferred) {
            return;
        }
        let words = was.time_of_check();
        let name = quoted(&was.name);
        self.sql(Rank::Constraint, format!("ALTER TABLE {} ALTER CONSTRAINT {name} {words}", is.name));
    }

    /// `CONSTRAINT name …`, where all of it is known.
    pub(super) fn constraint_definition(&self, constraint: &Constraint) -> Option<String> {
        let body = match &constraint.kind {
            ConstraintDef::Unknown | ConstraintDef::NotNull { .. } => return None,
            ConstraintDef::Check { expr, .. } => {
                if !self.texts.knows(expr) {
                    return None;
                }
                format!("CHECK ({})", self.texts.expression(expr))
            }
            ConstraintDef::PrimaryKey { columns, index } => {
                format!("PRIMARY KEY ({}){}", names(columns), include(self.before, *index))
            }
            ConstraintDef::Unique { columns, index } => {
                let index_of = self.before.relation(*index).and_then(|index| index.index.as_ref());
                let nulls = index_of.is_some_and(|index| index.nulls_not_distinct);
                let nulls = if nulls { " NULLS NOT DISTINCT" } else { "" };
                format!("UNIQUE{nulls} ({}){}", names(columns), include(self.before, *index))
            }
            ConstraintDef::Exclusion { definition, .. } => {
                let elements = definition.elements.iter();
                let elements: Vec<String> = elements
                    .map(|(key, operator)| format!("{} WITH {operator}", index_element(key)))
                    .collect();
                let predicate = definition.predicate.as_ref();
                let predicate = predicate.map(|at| format!(" WHERE ({})", self.texts.expression(&at.expr)));
                format!(
                    "EXCLUDE USING {} ({}){}",
                    definition.method,
                    elements.join(", "),
                    predicate.unwrap_or_default()
                )
            }
            ConstraintDef::ForeignKey {
                columns,
                references,
                referenced_columns,
                on_delete,
                on_update,
                delete_sets,
            } => {
                let referenced = &self.before.relation(*references)?.name;
                let referenced_columns = match referenced_columns.as_slice() {
                    [] => String::new(),
                    columns => format!(" ({})", names(columns)),
                };
                format!(
                    "FOREIGN KEY ({}) REFERENCES {referenced}{referenced_columns}{}{}{}",
                    names(columns),
                    action("DELETE", *on_delete),
                    if delete_sets.is_empty() { String::new() } else { format!(" ({})", names(delete_sets)) },
                    action("UPDATE", *on_update)
                )
            }
        };
        let mut definition = format!("CONSTRAINT {} {body}", quoted(&constraint.name));
        if constraint.no_inherit {
            definition += " NO INHERIT";
        }
        if constraint.deferrable || constraint.initially_deferred {
            definition += " DEFERRABLE";
        }
        if constraint.initially_deferred {
            definition += " INITIALLY DEFERRED";
        }
        if !constraint.validated {
            definition += " NOT VALID";
        }
        Some(definition)
    }

    /// `CREATE INDEX …` of an index that no constraint made.
    pub(super) fn index_definition(&self, index: &Relation) -> Option<String> {
        let definition = index.index.as_deref()?;
        let table = self.before.relation(definition.table?)?;
        let known = definition.elements.iter().all(|element| match &element.key {
            crate::ast::IndexKey::Column(_) => true,
            crate::ast::IndexKey::Expression(expr) => self.texts.knows(expr),
        });
        let created = index.origin.created().and_then(|place| self.texts.step_at(place));
        if let Some((script, step)) = created
            && let crate::ast::Statement::CreateIndex(create) = &step.statement.kind
            && !known
        {
            let name = create.name.as_ref()?;
            let names = vec![
                (name.span, quoted(&index.name.name).into_owned()),
                (create.table.span, table.name.to_string()),
            ];
            return Some(without_words(&self.texts.with_names(script, step, names)));
        }
        Some(self.index_from_parts(index, definition, table))
    }

    fn index_from_parts(&self, index: &Relation, definition: &Index, table: &Relation) -> String {
        let unique = if definition.unique { "UNIQUE " } else { "" };
        let elements: Vec<String> = definition.elements.iter().map(index_element).collect();
        let using = match definition.method.as_str() {
            "btree" => String::new(),
            method => format!(" USING {method}"),
        };
        let mut sql = format!(
            "CREATE {unique}INDEX {} ON {}{using} ({})",
            quoted(&index.name.name),
            table.name,
            elements.join(", ")
        );
        if !definition.include.is_empty() {
            sql += &format!(" INCLUDE ({})", names(&definition.include));
        }
        if definition.nulls_not_distinct {
            sql += " NULLS NOT DISTINCT";
        }
        if !index.options.is_empty() {
            sql += &format!(" WITH ({})", super::parts::options(&index.options));
        }
        if let Some(predicate) = &definition.predicate {
            sql += &format!(" WHERE {}", self.texts.expression(predicate));
        }
        sql
    }
}

/// A CREATE INDEX that runs in the transaction of the way back.
fn without_words(sql: &str) -> String {
    let mut words: Vec<&str> = sql.split(' ').collect();
    words.retain(|word| !word.eq_ignore_ascii_case("concurrently"));
    words.join(" ").replacen("IF NOT EXISTS ", "", 1).replacen("if not exists ", "", 1)
}

fn rank(constraint: &Constraint) -> Rank {
    match constraint.kind {
        ConstraintDef::PrimaryKey { .. } | ConstraintDef::Unique { .. } => Rank::Key,
        _ => Rank::Constraint,
    }
}

pub(super) fn names(names: &[Name]) -> String {
    names.iter().map(|name| quoted(name).into_owned()).collect::<Vec<_>>().join(", ")
}

fn include(catalog: &Catalog, index: RelationId) -> String {
    let include = catalog.relation(index).and_then(|index| index.index.as_ref()).map(|index| &index.include);
    match include.map(Vec::as_slice) {
        None | Some([]) => String::new(),
        Some(columns) => format!(" INCLUDE ({})", names(columns)),
    }
}

fn action(event: &str, action: ReferentialAction) -> String {
    let words = match action {
        ReferentialAction::NoAction => return String::new(),
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    };
    format!(" ON {event} {words}")
}
