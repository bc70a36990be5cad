//! What to write instead of an expression that is not the same at all times, and of an index without an operator class.

use super::remedy::Remedy;
use crate::ast::{
    AlterActionKind, ConstraintKind, Expr, IndexElement, IndexKey, Statement, TypeName, quoted,
};
use crate::catalog::Relation;
use crate::effects::mutable_part;
use crate::migration::Step;

pub(super) fn of(step: &Step) -> Option<Remedy> {
    let failure = step.effects.failure.as_ref()?;
    let catalog = &step.before;
    match failure.code {
        "42P17" => {
            let (expressions, table, is_index) = computed(step)?;
            let part = expressions.into_iter().find_map(|expr| mutable_part(expr, catalog, table))?;
            Some(Remedy::help(of_part(part, is_index)))
        }
        "42704" if failure.message.contains("no default operator class") => {
            let method = failure.message.rsplit('"').nth(1)?;
            Some(Remedy::help(class_for(method, &failure.message, element(step))))
        }
        _ => None,
    }
}

/// The expressions of an index or of generated columns.
fn computed(step: &Step) -> Option<(Vec<&Expr>, &Relation, bool)> {
    match &step.statement.kind {
        Statement::CreateIndex(create) => {
            let keys = create.elements.iter().filter_map(|element| match &element.key {
                IndexKey::Expression(expr) => Some(expr),
                IndexKey::Column(_) => None,
            });
            let predicate = create.predicate.iter().map(|predicate| &predicate.expr);
            Some((predicate.chain(keys).collect(), step.before.resolve(&create.table)?, true))
        }
        Statement::AlterTable(alter) => {
            let generated = alter.actions.iter().filter_map(|action| match &action.kind {
                AlterActionKind::AddColumn { column, .. } => column.generated.as_ref(),
                _ => None,
            });
            let expressions: Vec<&Expr> = generated.map(|generated| &generated.expr.expr).collect();
            Some((expressions, step.before.resolve(&alter.name)?, false))
        }
        _ => None,
    }
}

fn of_part(part: &Expr, is_index: bool) -> String {
    let query = "leave the time out of it, and ask for it in the query: what is stored is not computed again as time goes by";
    match part {
        Expr::SqlValue(_) => query.to_owned(),
        Expr::Call(call) => match call.name.as_str() {
            "now" | "clock_timestamp" | "statement_timestamp" | "transaction_timestamp" | "age" => query.to_owned(),
            "to_tsvector" | "to_tsquery" | "plainto_tsquery" | "phraseto_tsquery" | "websearch_to_tsquery" => {
                format!("name the language, which is a setting otherwise: {}('english', …)", call.name)
            }
            "date_trunc" | "date_part" | "extract" | "date" | "timezone" => in_a_zone(),
            "concat" | "concat_ws" | "format" => {
                "join them with || and coalesce(), which go by no setting: coalesce(a, '') || ' ' || coalesce(b, '')".to_owned()
            }
            name => format!(
                "`{}` may give another result for the same arguments; where it never does, put it into a function of your own \
                 that says so:\nCREATE FUNCTION … LANGUAGE sql IMMUTABLE AS $$ SELECT {name}(…) $$;",
                quoted(name)
            ),
        },
        Expr::Cast { to, .. } if is_time(to) => in_a_zone(),
        Expr::Cast { .. } if is_index => {
            "index the column as it is, or cast it in a function of your own that is declared IMMUTABLE".to_owned()
        }
        Expr::Cast { .. } => "cast it in a function of your own that is declared IMMUTABLE".to_owned(),
        _ => in_a_zone(),
    }
}

fn is_time(data_type: &TypeName) -> bool {
    matches!(data_type.name.as_str(), "date" | "time" | "timetz" | "timestamp" | "timestamptz")
}

fn in_a_zone() -> String {
    "it depends on the time zone of the session: name one, as in (… AT TIME ZONE 'UTC')::date".to_owned()
}

/// The first column of an index or of an exclusion constraint.
fn element(step: &Step) -> Option<&IndexElement> {
    match &step.statement.kind {
        Statement::CreateIndex(create) => create.elements.first(),
        Statement::AlterTable(alter) => alter.actions.iter().find_map(|action| match &action.kind {
            AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
                ConstraintKind::Exclusion(exclusion) => {
                    exclusion.elements.first().map(|(element, _)| element)
                }
                _ => None,
            },
            _ => None,
        }),
        _ => None,
    }
}

fn class_for(method: &str, message: &str, element: Option<&IndexElement>) -> String {
    let column = match element.map(|element| &element.key) {
        Some(IndexKey::Column(column)) => quoted(column).into_owned(),
        _ => "…".to_owned(),
    };
    let of = |types: &[&str]| types.iter().any(|of| message.starts_with(&format!("data type {of} has")));
    if of(&["json"]) {
        return "json can be compared with nothing: make the column jsonb, or index one of its keys as text (->>)".to_owned();
    }
    match method {
        "gin" if of(&["text", "character varying", "character"]) => format!(
            "for parts of the text (LIKE '%…%') name the class of pg_trgm, for its words make a tsvector of it:\n\
             CREATE EXTENSION IF NOT EXISTS pg_trgm;\n… USING gin ({column} gin_trgm_ops)\n\
             … USING gin (to_tsvector('english', {column}))"
        ),
        "gin" | "gist" => format!(
            "the classes for it are in an extension, which the history does not make:\n\
             CREATE EXTENSION IF NOT EXISTS btree_{method};"
        ),
        _ => "take another method, or index something that can be ordered".to_owned(),
    }
}
