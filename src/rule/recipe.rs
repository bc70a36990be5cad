//! The safe statements that several rules write out in the user's own names.

use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, ColumnDef, CreateIndex, Expr, Ident, IndexKey, KeyConstraint,
    Name, ObjectName, TriggerTiming, TypeName, quoted,
};
use crate::catalog::{Relation, TransactionKind, make_object_name};
use crate::migration::{Step, TransactionUnit};
use crate::rule::{Altering, BUILD, Pass};
use crate::source::Span;
use crate::version::PgVersion;

impl<'a> Pass<'a> {
    /// Where a statement goes that must not share this one's transaction, as the words of an SQL comment: with what a
    /// table or a column is called there, where the script gives it another name further down.
    pub fn later(&self, step: &Step) -> String {
        let kind = step.before.session.transaction.as_ref().map(|open| open.kind);
        let unit = self.up().map(|script| script.unit);
        let in_file = unit == Some(TransactionUnit::Script) && kind == Some(TransactionKind::Explicit);
        let place = match unit {
            Some(TransactionUnit::AllPending) => "in a migration that is deployed later",
            _ if in_file => "after COMMIT",
            _ => "in a later migration",
        };
        match self.names_given_later(step, in_file) {
            names if names.is_empty() => place.to_owned(),
            names => format!("{place}, where {}", names.join(" and ")),
        }
    }

    /// What the build of an index needs besides its text so that CONCURRENTLY works in it, as a clause after a comma;
    /// nothing where it is known to run alone already.
    pub fn alone(&self, step: &Step) -> String {
        self.alone_for(step, BUILD)
    }

    /// The same for another statement, which begins as is said.
    pub fn alone_for(&self, step: &Step, sql: &str) -> String {
        match (step.within, step.in_transaction()) {
            (Some(_), _) if self.is_in_function(step) => {
                format!(", outside the function and {}", self.outside_transaction(sql))
            }
            (Some(_), _) => format!(", outside the DO block and {}", self.outside_transaction(sql)),
            (None, true) => format!(", {}", self.outside_transaction(sql)),
            (None, false) if !self.knows_transactions() => {
                ", outside a transaction and alone in its file".to_owned()
            }
            (None, false) => self.without_own_lock(sql),
        }
    }

    /// The same for several such statements: where the tool sends a file as one message, each needs one.
    pub fn each_alone(&self, step: &Step, sql: &str) -> String {
        match self.alone_for(step, sql) {
            alone if !self.is_one_to_a_file() => alone,
            alone if alone.is_empty() => ", each in a file of its own".to_owned(),
            alone => alone.replacen("alone", "each alone", 1),
        }
    }

    /// The user's text under a span, with parts of it replaced. The replacements are given in order.
    pub fn spliced(&self, whole: Span, replacements: &[(Span, &str)]) -> String {
        let mut text = String::new();
        let mut at = whole.start;
        for (span, replacement) in replacements {
            text += self.text(Span { start: at, end: span.start.max(at) });
            text += replacement;
            at = span.end.max(at);
        }
        text + self.text(Span { start: at, end: whole.end.max(at) })
    }

    /// What adds a column, without one of the column's constraints.
    pub fn without_constraint(&self, added: &ColumnDef, action: Span, constraint: Span) -> String {
        self.on_one_line_but(Span { start: action.start, end: added.span.end }, Some(constraint))
    }

    /// What adds a constraint to a table, behind those actions of the user's statement that it needs: what drops another
    /// one of its name, and what adds a column that it is about.
    pub fn with_needed(
        &self,
        alter: &AlterTable,
        clause: &str,
        name: &str,
        is_about: impl Fn(&Name) -> bool,
    ) -> String {
        let needed = alter.actions.iter().filter(|action| match &action.kind {
            AlterActionKind::DropConstraint { constraint, .. } => constraint.to_string() == name,
            AlterActionKind::AddColumn { column, .. } => is_about(&column.name.name),
            _ => false,
        });
        needed.map(|action| self.on_one_line(action.span) + ", ").collect::<String>() + clause
    }

    /// What adds those columns of a key that the user's statement adds itself: before its index can be built.
    pub fn columns_first(&self, altering: &Altering, among: &[Ident]) -> String {
        let is_needed = |action: &&AlterAction| match &action.kind {
            AlterActionKind::AddColumn { column, .. } => among.iter().any(|key| key.name == column.name.name),
            _ => false,
        };
        let added: Vec<String> = altering
            .alter
            .actions
            .iter()
            .filter(is_needed)
            .map(|action| self.on_one_line(action.span))
            .collect();
        match added.as_slice() {
            [] => String::new(),
            added => format!(
                "ALTER TABLE {} {};\n-- {}:\n",
                altering.alter.name,
                added.join(", "),
                self.later(altering.step)
            ),
        }
    }

    /// The user's text with words put in after a keyword.
    pub fn with_inserted(&self, whole: Span, after: Span, words: &str) -> String {
        let place = Span { start: after.end, end: after.end };
        self.spliced(whole, &[(place, words)])
    }

    /// A column's name and type as the user wrote them, without constraints or default.
    pub fn bare_column(&self, column: &ColumnDef) -> String {
        let data_type = column.data_type.as_ref().map_or("", |data_type| self.text(data_type.span));
        let collation = column.collation.as_ref().map(|name| format!(" COLLATE {}", quoted(name)));
        format!("{} {data_type}{}", column.name, collation.unwrap_or_default())
    }

    /// How to make a column NOT NULL without reading the table under a lock that anyone minds.
    pub fn prove_not_null(&self, table: &ObjectName, columns: &[&Ident], step: &Step) -> String {
        let later = self.later(step);
        let [add, validate, set] = self.not_null_phases(table, columns);
        let set = if set.is_empty() { set } else { format!("-- and after that:\n{set}") };
        format!("{add}-- {later}:\n{validate}{set}").trim_end().to_owned()
    }

    /// The three deployments that make columns NOT NULL; the server does the last by itself from PostgreSQL 18 on.
    pub fn not_null_phases(&self, table: &ObjectName, columns: &[&Ident]) -> [String; 3] {
        let mut steps = [String::new(), String::new(), String::new()];
        for column in columns {
            let name = default_name(table, std::slice::from_ref(*column), "not_null");
            let check = if self.version >= PgVersion::V18 {
                format!("NOT NULL {column}")
            } else {
                format!("CHECK ({column} IS NOT NULL)")
            };
            steps[0] += &format!("ALTER TABLE {table} ADD CONSTRAINT {name} {check} NOT VALID;\n");
            steps[1] += &format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name};\n");
            if self.version < PgVersion::V18 {
                steps[2] += &format!(
                    "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;\nALTER TABLE {table} DROP CONSTRAINT {name};\n"
                );
            }
        }
        steps
    }
}

/// A name beside a table's, in its schema: `shop.orders_number_seq`.
pub fn beside(table: &ObjectName, parts: &[&str]) -> String {
    let name = match parts {
        [] => table.name.clone(),
        [label] => make_object_name(&table.name, None, label),
        [middle @ .., label] => make_object_name(&table.name, Some(&middle.join("_")), label),
    };
    ObjectName { schema: table.schema.clone(), name, span: table.span }.to_string()
}

/// A table that takes another's place with something done to it while it was empty.
pub fn swap_for_new(table: &ObjectName, actions: &str) -> String {
    let new = beside(table, &["new"]);
    format!(
        "CREATE TABLE {new} (LIKE {table} INCLUDING ALL);\n\
         ALTER TABLE {new} {actions};\n\
         -- copy the rows in batches while a trigger keeps both in step, then, in one transaction:\n\
         ALTER TABLE {table} RENAME TO {old};\n\
         ALTER TABLE {new} RENAME TO {name};",
        old = quoted(&format!("{}_old", table.name)),
        name = quoted(&table.name),
    )
}

/// An expression in terms of the row that a trigger sees: `lower(NEW.email)` for `lower(email)` and `lower(users.email)`.
pub fn of_new_row(text: &str, expr: &Expr) -> String {
    let (mut columns, mut tables) = (Vec::new(), Vec::new());
    expr.walk(&mut |part| {
        if let Expr::Column(name) = part
            && let Some((column, qualifiers)) = name.split_last()
        {
            columns.push(column.as_str());
            tables.extend(qualifiers.iter().map(|qualifier| qualifier.as_str()));
        }
    });
    let mut replaced = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = token_end(rest, first);
        let (token, after) = rest.split_at(end);
        let name = match first {
            '"' => Some(token.trim_matches('"').replace("\"\"", "\"")),
            _ if is_word(first) => Some(token.to_ascii_lowercase()),
            _ => None,
        };
        let is_one_of = |known: &[&str]| name.as_ref().is_some_and(|name| known.contains(&name.as_str()));
        if let Some(qualified) = after.strip_prefix('.').filter(|_| is_one_of(&tables)) {
            rest = qualified;
            continue;
        }
        if is_one_of(&columns) && !is_named_otherwise(&replaced, after) {
            replaced += "NEW.";
        }
        replaced += token;
        rest = after;
    }
    replaced
}

/// Where a word, a string, a quoted name or a single sign ends.
fn token_end(text: &str, first: char) -> usize {
    match first {
        '\'' | '"' => text[1..].find(first).map_or(text.len(), |end| end + 2),
        _ if is_word(first) => text.find(|c: char| !is_word(c)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// Whether what stands around a name makes it the name of something else than a column: a type, a function, a table,
/// or a column of a table that is named.
fn is_named_otherwise(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let last_word = before.rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
    before.ends_with('.')
        || before.ends_with("::")
        || last_word.eq_ignore_ascii_case("as")
        || after.starts_with(['(', '.', '\''])
}

/// Names in a list of columns: `a, "B"`.
pub fn columns(names: &[Ident]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The keys of an index by name; the server calls an expression `expr` when it makes up a name.
pub fn key_names(index: &CreateIndex) -> Vec<Ident> {
    let keys = index.elements.iter().map(|element| match &element.key {
        IndexKey::Column(column) => column.as_str(),
        IndexKey::Expression(_) => "expr",
    });
    keys.map(|name| Ident::new(name, Span::default())).collect()
}

/// The name that the server would give, quoted where SQL needs it: `orders_user_id_idx`.
pub fn default_name(table: &ObjectName, columns: &[Ident], suffix: &str) -> String {
    quoted(&bare_default_name(table, columns, suffix)).into_owned()
}

/// A name for a trigger that computes a column from what the table's other triggers leave in the row: the server fires
/// those before a row is stored in the order of their names.
pub fn last_trigger(table: &ObjectName, relation: &Relation, column: &Ident, suffix: &str) -> String {
    let own = bare_default_name(table, std::slice::from_ref(column), suffix);
    let is_last = |name: &String| {
        let mut others =
            relation.triggers.iter().filter(|other| other.row && other.timing == TriggerTiming::Before);
        others.all(|other| other.name.as_str() < name.as_str())
    };
    let mut names = ["", "z_", "zz_", "zzz_"].map(|first| format!("{first}{own}")).into_iter();
    quoted(&names.find(is_last).unwrap_or(own)).into_owned()
}

/// The name that the server would give, as it is in the catalog.
pub fn bare_default_name(table: &ObjectName, columns: &[Ident], suffix: &str) -> String {
    let columns: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let columns = Some(columns.join("_")).filter(|columns| !columns.is_empty());
    make_object_name(&table.name, columns.as_deref(), suffix).to_string()
}

/// The statement that builds the index of a unique constraint or primary key beside the traffic.
pub fn unique_index(name: &str, table: &ObjectName, key: &KeyConstraint, among: &[Ident]) -> String {
    let include = match key.include.as_slice() {
        [] => String::new(),
        include => format!(" INCLUDE ({})", columns(include)),
    };
    let nulls = if key.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    format!("CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} ({}){include}{nulls};", columns(among))
}

/// A text as SQL writes it.
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// From a keyword on, in any case: `REFERENCES customers (id)` out of `CONSTRAINT references_x REFERENCES customers (id)`.
pub fn from_keyword<'t>(text: &'t str, keyword: &str) -> &'t str {
    let ends = |character: char| !character.is_alphanumeric() && !matches!(character, '_' | '"');
    let lower = text.to_ascii_lowercase();
    let mut places = lower.match_indices(keyword).filter(|(at, _)| {
        let (before, after) = (&lower[..*at], &lower[at + keyword.len()..]);
        before.chars().next_back().is_none_or(ends) && after.chars().next().is_none_or(ends)
    });
    places.next().and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

/// Whether an expression is a column as it is, or only cast to the type it is wanted in.
pub fn is_plain_cast(expr: &Expr, column: &str, to: &TypeName) -> bool {
    match expr {
        Expr::Column(parts) => parts.last().is_some_and(|last| last == column),
        Expr::Cast { expr, to: cast } => {
            cast.name == to.name && cast.schema == to.schema && is_plain_cast(expr, column, to)
        }
        _ => false,
    }
}

/// Where a keyword stands in the text of a span, in any case and between two characters that belong to no word.
pub fn span_of_word(text: &str, whole: Span, keyword: &str) -> Option<Span> {
    let lower = text.to_ascii_lowercase();
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let mut places = lower.match_indices(keyword).map(|(at, _)| at);
    let at = places.find(|at| {
        let (before, after) = (lower.get(..*at), lower.get(at + keyword.len()..));
        !before.is_some_and(|text| text.ends_with(part)) && !after.is_some_and(|text| text.starts_with(part))
    })?;
    let start = whole.start as usize + at;
    Some(Span::new(start, start + keyword.len()))
}
