//! Which major version brought what a statement uses. Each entry was tried on servers of PostgreSQL 12 to 18: the major
//! before the one named here answers with an error.

use crate::ast::{
    AlterActionKind, ColumnDef, ConstraintKind, Expr, KeyConstraint, ObjectKind, Query, ReindexTarget,
    Statement, TableConstraint, TypeName,
};
use crate::catalog::{Baseline, Catalog};
use crate::parse;
use crate::source::Span;
use crate::version::PgVersion;

/// Something that older servers refuse.
pub(super) struct Newer {
    pub(super) since: PgVersion,
    pub(super) what: &'static str,
    pub(super) instead: Option<&'static str>,
}

/// What is collected while a statement is looked at: the newest that is too new.
struct Search<'a> {
    version: PgVersion,
    catalog: &'a Catalog,
    found: Option<Newer>,
}

/// Functions that came with a major version and that migrations use.
const FUNCTIONS: &[(&str, PgVersion, &str)] = &[
    ("gen_random_uuid", PgVersion::V13, "`gen_random_uuid()`"),
    ("date_bin", PgVersion::V14, "`date_bin()`"),
    ("string_to_table", PgVersion::V14, "`string_to_table()`"),
    ("regexp_count", PgVersion::V15, "`regexp_count()`"),
    ("any_value", PgVersion::V16, "`any_value()`"),
    ("uuidv7", PgVersion::V18, "`uuidv7()`"),
    ("uuidv4", PgVersion::V18, "`uuidv4()`"),
];

/// Key words that no older grammar has; each looks like a call of a function where it is not known.
const KEY_WORDS: &[(&[&str], PgVersion, &str)] = &[
    (&["json_arrayagg"], PgVersion::V16, "`JSON_ARRAYAGG`"),
    (&["json_objectagg"], PgVersion::V16, "`JSON_OBJECTAGG`"),
    (&["is", "json"], PgVersion::V16, "`IS JSON`"),
    (&["json_table"], PgVersion::V17, "`JSON_TABLE`"),
    (&["json_exists"], PgVersion::V17, "`JSON_EXISTS`"),
    (&["json_query"], PgVersion::V17, "`JSON_QUERY`"),
    (&["json_value"], PgVersion::V17, "`JSON_VALUE`"),
];

/// Settings that older servers do not know: SET fails.
const SETTINGS: &[(&str, PgVersion, &str)] = &[
    ("idle_session_timeout", PgVersion::V14, "the setting `idle_session_timeout`"),
    ("default_toast_compression", PgVersion::V14, "the setting `default_toast_compression`"),
    ("client_connection_check_interval", PgVersion::V14, "the setting `client_connection_check_interval`"),
    ("transaction_timeout", PgVersion::V17, "the setting `transaction_timeout`"),
];

/// What a statement uses that this version refuses; the text is asked for only where the statement alone does not tell.
pub(super) fn newer<'t>(
    statement: &Statement,
    catalog: &Catalog,
    text: &dyn Fn() -> &'t str,
    version: PgVersion,
) -> Option<Newer> {
    if version == PgVersion::NEWEST {
        return None;
    }
    let mut search = Search { version, catalog, found: None };
    search.statement(statement, text);
    if version < PgVersion::V17 {
        search.literals(text());
        search.key_words(text());
    }
    search.found
}

impl Search<'_> {
    fn say(&mut self, holds: bool, since: PgVersion, what: &'static str) {
        self.say_with(holds, since, what, None);
    }

    fn say_with(&mut self, holds: bool, since: PgVersion, what: &'static str, instead: Option<&'static str>) {
        let newest = self.found.as_ref().is_none_or(|found| found.since < since);
        if holds && since > self.version && newest {
            self.found = Some(Newer { since, what, instead });
        }
    }

    fn statement<'t>(&mut self, statement: &Statement, text: &dyn Fn() -> &'t str) {
        use PgVersion as V;
        match statement {
            Statement::CreateTable(create) => {
                create.columns.iter().for_each(|column| self.column(column));
                create.constraints.iter().for_each(|constraint| self.constraint(constraint));
            }
            Statement::AlterTable(alter) => {
                alter.actions.iter().for_each(|action| self.action(&action.kind));
            }
            Statement::CreateIndex(create) => {
                self.say_with(
                    create.nulls_not_distinct,
                    V::V15,
                    "`NULLS NOT DISTINCT`",
                    Some(NULLS_NOT_DISTINCT),
                );
            }
            Statement::CreateView(create) => {
                let invoker = create.options.iter().any(|option| option.name == "security_invoker");
                self.say(invoker, V::V15, "`security_invoker` of a view");
                self.query(&create.query);
            }
            Statement::CreateFunction(create) => {
                self.say_with(
                    create.sql_body,
                    V::V14,
                    "a function with an SQL body",
                    Some("write the body as a string: AS $$ … $$"),
                );
            }
            Statement::CreateTrigger(create) => {
                self.say_with(
                    create.or_replace,
                    V::V14,
                    "`CREATE OR REPLACE TRIGGER`",
                    Some("drop the old one first: DROP TRIGGER IF EXISTS …, and CREATE TRIGGER in the same transaction"),
                );
            }
            Statement::CreateStatistics(create) => {
                self.say(create.name.is_none(), V::V16, "`CREATE STATISTICS` without a name");
            }
            Statement::CreateSequence(_) => {
                let unlogged = self.version < V::V15 && says(text(), &["unlogged"]);
                self.say(unlogged, V::V15, "`CREATE UNLOGGED SEQUENCE`");
            }
            Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
                self.say(!publication.schemas.is_empty(), V::V15, "`TABLES IN SCHEMA` of a publication");
            }
            Statement::Reindex(reindex) => {
                self.say(reindex.tablespace.is_some(), V::V14, "`REINDEX (TABLESPACE …)`");
                let unnamed =
                    matches!(reindex.target, ReindexTarget::Database(None) | ReindexTarget::System(None));
                self.say(unnamed, V::V16, "`REINDEX DATABASE` without a name");
            }
            Statement::Vacuum(vacuum) => self.say(vacuum.only, V::V18, "`VACUUM ONLY`"),
            Statement::Grant(grant) => {
                let maintain = grant.privileges.iter().any(|privilege| privilege == "maintain");
                let of_table = !grant.of_role && grant.kind == ObjectKind::Table;
                self.say(maintain && of_table, V::V17, "the privilege `MAINTAIN`");
            }
            Statement::Merge(merge) => {
                self.say_with(
                    true,
                    V::V15,
                    "`MERGE`",
                    Some("write INSERT … ON CONFLICT DO UPDATE, or an UPDATE and an INSERT"),
                );
                let too_old = self.version < V::V17;
                self.say(too_old && says(text(), &["returning"]), V::V17, "`RETURNING` of MERGE");
                self.say(too_old && says(text(), &["by", "source"]), V::V17, "`BY SOURCE` of MERGE");
                self.query(&merge.source);
            }
            Statement::Set(set) => {
                for (name, since, what) in SETTINGS {
                    self.say(set.name == *name && set.value.is_some(), *since, what);
                }
            }
            Statement::Select(query) => self.query(query),
            Statement::CreateTableAs(create) => self.query(&create.query),
            Statement::Insert(insert) => {
                insert.source.iter().chain([&insert.with]).for_each(|source| self.query(source));
            }
            Statement::Update(update) => {
                update.assignments.iter().for_each(|(_, value)| self.expr(value));
                update.where_clause.iter().for_each(|condition| self.expr(&condition.expr));
                self.query(&update.source);
            }
            Statement::Delete(delete) => {
                delete.where_clause.iter().for_each(|condition| self.expr(&condition.expr));
                self.query(&delete.source);
            }
            _ => {}
        }
    }

    /// `100_000` and `0x1F`.
    fn literals(&mut self, text: &str) {
        let numbers = parse::numbers(text);
        let apart = numbers.iter().any(|number| number.contains('_'));
        self.say(apart, PgVersion::V16, "underscores in a number");
        let of_base = |number: &&str| {
            let second = number.as_bytes().get(1).map(u8::to_ascii_lowercase);
            number.starts_with('0') && matches!(second, Some(b'x' | b'o' | b'b'))
        };
        self.say(numbers.iter().any(of_base), PgVersion::V16, "a number in another base than ten");
    }

    fn key_words(&mut self, text: &str) {
        let written = parse::words(text);
        for (words, since, what) in KEY_WORDS.iter().filter(|(words, ..)| stand_in(&written, words)) {
            let own = self.catalog.all_routines().any(|routine| words == &[routine.name.name.as_str()]);
            self.say(!own, *since, what);
        }
    }

    fn column(&mut self, column: &ColumnDef) {
        use PgVersion as V;
        self.say(column.compression.is_some(), V::V14, "`COMPRESSION` of a column");
        self.say_with(
            column.storage.is_some(),
            V::V16,
            "`STORAGE` in the definition of a column",
            Some("set it in a statement of its own: ALTER TABLE … ALTER COLUMN … SET STORAGE …"),
        );
        let virtual_ = column.generated.as_ref().is_some_and(|generated| !generated.stored);
        self.say_with(virtual_, V::V18, "a virtual generated column", Some("write STORED at its end"));
        column.data_type.iter().for_each(|data_type| self.data_type(data_type));
        column.default.iter().for_each(|default| self.expr(&default.expr));
        column.constraints.iter().for_each(|constraint| self.constraint(constraint));
    }

    fn data_type(&mut self, data_type: &TypeName) {
        let multirange = data_type.schema.is_none() && data_type.name.ends_with("multirange");
        let own = multirange && self.catalog.type_def(&data_type.object_name()).is_some();
        self.say(multirange && !own, PgVersion::V14, "a multirange type");
    }

    fn constraint(&mut self, constraint: &TableConstraint) {
        use PgVersion as V;
        self.say(constraint.not_enforced, V::V18, "`NOT ENFORCED`");
        match &constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => self.key(key),
            ConstraintKind::NotNull(_) => self.say_with(
                true,
                V::V18,
                "`NOT NULL` as a constraint of the table",
                Some("use CHECK (column IS NOT NULL), or ALTER COLUMN … SET NOT NULL"),
            ),
            _ => {}
        }
    }

    fn key(&mut self, key: &KeyConstraint) {
        self.say_with(
            key.nulls_not_distinct,
            PgVersion::V15,
            "`NULLS NOT DISTINCT`",
            Some(NULLS_NOT_DISTINCT),
        );
        self.say(key.without_overlaps, PgVersion::V18, "`WITHOUT OVERLAPS`");
    }

    fn action(&mut self, action: &AlterActionKind) {
        use AlterActionKind::*;
        use PgVersion as V;
        match action {
            AddColumn { column, .. } => self.column(column),
            AlterColumnType { data_type, .. } => self.data_type(data_type),
            SetDefault { default, .. } => self.expr(&default.expr),
            AddConstraint { constraint } => self.constraint(constraint),
            DropExpression { .. } => self.say(true, V::V13, "`DROP EXPRESSION`"),
            SetExpression { .. } => self.say(true, V::V17, "`SET EXPRESSION`"),
            SetCompression { .. } => self.say(true, V::V14, "`SET COMPRESSION`"),
            SetAccessMethod { method } => {
                self.say(true, V::V15, "`SET ACCESS METHOD`");
                self.say(method.is_none(), V::V17, "`SET ACCESS METHOD DEFAULT`");
            }
            DetachPartition { concurrently, finalize, .. } => {
                self.say_with(
                    *concurrently,
                    V::V14,
                    "`DETACH PARTITION … CONCURRENTLY`",
                    Some("leave CONCURRENTLY out, with a lock_timeout: it then needs the table for a moment alone"),
                );
                self.say(*finalize, V::V14, "`DETACH PARTITION … FINALIZE`");
            }
            AlterConstraint { change, .. } => {
                self.say(change.enforced.is_some(), V::V18, "`ALTER CONSTRAINT … ENFORCED`");
                self.say(change.inherit.is_some(), V::V18, "`ALTER CONSTRAINT … INHERIT`");
            }
            _ => {}
        }
    }

    fn query(&mut self, query: &Query) {
        self.sources(query);
        let mut parts = Vec::new();
        query.walk_expressions(&mut |expr| parts.push(expr));
        parts.into_iter().for_each(|part| self.part(part));
    }

    fn expr(&mut self, expr: &Expr) {
        let mut parts = Vec::new();
        expr.walk(&mut |part| parts.push(part));
        parts.into_iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &Expr) {
        match part {
            Expr::Call(_) => self.call(part),
            Expr::Subquery(query) => self.sources(query),
            _ => {}
        }
    }

    fn sources(&mut self, query: &Query) {
        self.say_with(
            query.unnamed_source,
            PgVersion::V16,
            "a subquery in FROM without a name",
            Some("give it one: FROM (…) AS name"),
        );
    }

    /// A function of that name may be the user's own, which only a whole history rules out.
    fn call(&mut self, expr: &Expr) {
        let Expr::Call(call) = expr else { return };
        let Some((_, since, what)) = FUNCTIONS.iter().find(|(name, ..)| call.name == *name) else { return };
        let own = !self.catalog.routines(&call.name_at(Span::default())).is_empty();
        let system = call.schema.as_deref() == Some("pg_catalog");
        let extended = self.catalog.extension("pgcrypto").is_some() && call.name == "gen_random_uuid"
            || self.catalog.extension("pg_uuidv7").is_some();
        let whole = self.catalog.baseline == Baseline::Empty && call.schema.is_none();
        self.say(!own && !extended && (system || whole), *since, what);
    }
}

const NULLS_NOT_DISTINCT: &str =
    "use a unique index on an expression that no null leaves: … (coalesce(column, 'none'))";

/// Whether a text has these key words one after the other.
fn says(text: &str, sequence: &[&str]) -> bool {
    stand_in(&parse::words(text), sequence)
}

fn stand_in(words: &[&str], sequence: &[&str]) -> bool {
    words
        .windows(sequence.len())
        .any(|found| found.iter().zip(sequence).all(|(word, wanted)| word.eq_ignore_ascii_case(wanted)))
}
