//! A column that one migration adds and gives the same value in every row: it can begin with it, in an instant.

use crate::ast::{AlterActionKind, ColumnDef, Expr, Ident, ObjectName, Statement, Update, Volatility};
use crate::catalog::{Catalog, RelationId, TypeDefKind, expression};
use crate::effects::{FunctionVolatility, WorkKind, function_volatility};
use crate::migration::Step;
use crate::rule::alter::actions_on;
use crate::rule::{Altering, Pass, touches_every_row};

/// A new column, and the value that an UPDATE gives it in every row.
struct Filled<'a> {
    table: &'a ObjectName,
    column: &'a ColumnDef,
    if_not_exists: bool,
    value: &'a Expr,
    /// A later statement of the migration makes it NOT NULL.
    required: bool,
    /// One gives it a default.
    has_default: bool,
}

impl<'a> Pass<'a> {
    /// What to write in the place of an UPDATE that gives columns which the migration has just added one value each.
    pub fn begins_with_value(&self, step: &'a Step) -> Option<String> {
        self.begun(&self.filled_by(step)?, step)
    }

    /// The same for columns that become NOT NULL once such an UPDATE has filled them.
    pub fn begins_not_null(&self, table: RelationId, columns: &[&Ident], step: &'a Step) -> Option<String> {
        let earlier = self.steps().iter().take_while(|earlier| earlier.span().start < step.span().start);
        let updates = earlier.filter(|earlier| match &earlier.statement.kind {
            Statement::Update(update) => earlier.before.resolve_id(&update.table) == Some(table),
            _ => false,
        });
        let filled: Vec<Filled> = updates.filter_map(|update| self.filled_by(update)).flatten().collect();
        let is_filled = |column: &&Ident| filled.iter().any(|filled| filled.column.name.name == column.name);
        columns.iter().all(is_filled).then(|| self.begun(&filled, step)).flatten()
    }

    /// Every column that an UPDATE of all rows sets, if each is new and gets a constant.
    fn filled_by(&self, step: &'a Step) -> Option<Vec<Filled<'a>>> {
        let Statement::Update(update) = &step.statement.kind else { return None };
        if step.within.is_some() || !update.source.relations.is_empty() {
            return None;
        }
        let table = step.before.resolve_id(&update.table)?;
        if !reaches_all(update) && !self.asks_what_was_required(step, update, table) {
            return None;
        }
        let assigned = update.assignments.iter();
        assigned.map(|(column, value)| self.filled(step, table, column, value)).collect()
    }

    /// Whether an UPDATE leaves out only rows without a value in a column that the transaction let be null, with no row
    /// written since.
    fn asks_what_was_required(&self, step: &Step, update: &Update, table: RelationId) -> bool {
        let Some(Expr::IsNull { expr, negated: true }) =
            update.where_clause.as_ref().map(|asked| &asked.expr)
        else {
            return false;
        };
        let Expr::Column(parts) = &**expr else { return false };
        let Some(column) = parts.last() else { return false };
        let required = |at: &Step| {
            at.before
                .relation(table)
                .and_then(|table| table.column(column))
                .is_some_and(|known| known.not_null)
        };
        let place = step.span().start;
        let earlier: Vec<&Step> =
            self.steps().iter().take_while(|earlier| earlier.span().start < place).collect();
        let Some(last) = earlier.iter().rposition(|earlier| required(earlier)) else { return required(step) };
        let since = &earlier[last..];
        let drops = |earlier: &Step| {
            let drops = |kind: &AlterActionKind| matches!(kind, AlterActionKind::DropNotNull { column: named } if named.name == *column);
            actions_on(earlier, table).iter().any(|action| drops(&action.kind))
        };
        required(step)
            || drops(since[0])
                && step.in_transaction()
                && since.iter().all(|earlier| {
                    earlier.transaction_number() == step.transaction_number() && !writes(earlier, table)
                })
    }

    fn filled(
        &self,
        step: &'a Step,
        table: RelationId,
        column: &Ident,
        value: &'a Expr,
    ) -> Option<Filled<'a>> {
        let adds = |altering: &&Altering<'a>| {
            let name = altering.added_column().map(|added| &added.name.name);
            altering.table.id == table && name == Some(&column.name)
        };
        let altering = self.altering().iter().find(adds)?;
        let AlterActionKind::AddColumn { column: added, if_not_exists } = &altering.action.kind else {
            return None;
        };
        let start = altering.step.span().start;
        let at = step.span().start;
        let now = step.before.relation(table)?.column(&column.name)?;
        let same_type = now.data_type.as_ref() == added.data_type.as_ref();
        let is_there_before = altering.table.column(&column.name).is_some();
        let plain = is_plain(added, &altering.step.before) && altering.step.within.is_none();
        let between = |other: &&Step| start < other.span().start && other.span().start < at;
        let written = self.steps().iter().filter(between).any(|other| writes(other, table));
        if start > at || is_there_before || !same_type || !plain || written {
            return None;
        }
        let later = |is: &dyn Fn(&AlterActionKind) -> bool| {
            let after = self.steps().iter().filter(|later| later.span().start > at);
            after.flat_map(|later| actions_on(later, table)).any(|action| is(&action.kind))
        };
        is_constant(value, &step.before).then(|| Filled {
            table: &altering.alter.name,
            column: added,
            if_not_exists: *if_not_exists,
            value,
            required: later(&|kind| matches!(kind, AlterActionKind::SetNotNull { column: set } if set.name == column.name)),
            has_default: later(&|kind| matches!(kind, AlterActionKind::SetDefault { column: set, .. } if set.name == column.name)),
        })
    }

    fn begun(&self, filled: &[Filled], step: &Step) -> Option<String> {
        let first = filled.first().filter(|first| filled.iter().all(|other| other.table == first.table))?;
        let added: Vec<String> = filled.iter().map(|filled| self.with_value(filled)).collect();
        let required = filled.iter().any(|filled| filled.required);
        let also = if required { " and SET NOT NULL" } else { "" };
        let (begins, written) = match filled {
            [one] => {
                (format!("`{}` begin with it", one.column.name.name), format!("`{}`", one.column.name.name))
            }
            _ => ("the new columns begin with theirs".to_owned(), "them".to_owned()),
        };
        let mut help = format!(
            "every row gets the same value: let {begins}, which takes an instant, and leave the UPDATE{also} out:\n\
             ALTER TABLE {} {};",
            first.table,
            added.join(", ")
        );
        let dropped: Vec<String> = filled
            .iter()
            .filter(|filled| !filled.has_default)
            .map(|filled| format!("ALTER COLUMN {} DROP DEFAULT", filled.column.name))
            .collect();
        if !dropped.is_empty() {
            let when = match required {
                true => format!(
                    "{}, once all running code writes {written}, where new rows are to have no default",
                    self.later(step)
                ),
                false => "where new rows are to have no default".to_owned(),
            };
            help += &format!("\n-- {when}:\nALTER TABLE {} {};", first.table, dropped.join(", "));
        }
        Some(help)
    }

    fn with_value(&self, filled: &Filled) -> String {
        let if_not_exists = if filled.if_not_exists { "IF NOT EXISTS " } else { "" };
        let not_null = if filled.required { " NOT NULL" } else { "" };
        let column = self.bare_column(filled.column);
        format!("ADD COLUMN {if_not_exists}{column}{not_null} DEFAULT {}", expression(filled.value))
    }
}

/// Whether an UPDATE leaves out no row in which its one new column is empty.
fn reaches_all(update: &Update) -> bool {
    if touches_every_row(update.where_clause.as_ref()) {
        return true;
    }
    let asked = update.where_clause.as_ref().map(|condition| &condition.expr);
    match (update.assignments.as_slice(), asked) {
        ([(column, _)], Some(Expr::IsNull { expr, negated: false })) => {
            matches!(&**expr, Expr::Column(parts) if parts.last() == Some(&column.name))
        }
        _ => false,
    }
}

/// A column whose default would be all that it begins with: a constraint or a domain looks at the rows.
fn is_plain(column: &ColumnDef, catalog: &Catalog) -> bool {
    let Some(data_type) = &column.data_type else { return false };
    let domain = catalog
        .type_def(&data_type.object_name())
        .is_some_and(|found| matches!(found.kind, TypeDefKind::Domain { .. }));
    let own = column.default.is_some() || column.generated.is_some() || column.identity.is_some();
    !domain && !own && !column.not_null && column.constraints.is_empty() && !data_type.name.contains("serial")
}

fn writes(step: &Step, table: RelationId) -> bool {
    let inserts = match &step.statement.kind {
        Statement::Insert(insert) => step.before.resolve_id(&insert.table) == Some(table),
        _ => false,
    };
    inserts || step.effects.work_on(table).any(|work| matches!(work.kind, WorkKind::Write { .. }))
}

/// Whether an expression is one value for all rows of a statement, and not null as far as it shows.
fn is_constant(value: &Expr, catalog: &Catalog) -> bool {
    match value {
        Expr::Boolean(_) | Expr::Integer(_) | Expr::Float(_) | Expr::String(_) | Expr::SqlValue(_) => true,
        Expr::Cast { expr, .. } => is_constant(expr, catalog),
        Expr::Operator { name, left: None, right } => name == "-" && is_constant(right, catalog),
        Expr::Array(items) => items.iter().all(|item| is_constant(item, catalog)),
        Expr::Call(call) => {
            let volatility = function_volatility(call, catalog);
            let steady =
                matches!(volatility, FunctionVolatility::Known(Volatility::Immutable | Volatility::Stable));
            steady && call.arguments.iter().all(|argument| is_constant(argument, catalog))
        }
        _ => false,
    }
}
