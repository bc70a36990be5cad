//! What a row of a table must be like: columns, foreign keys, checks, what is unique.

use std::collections::BTreeSet;

use crate::server::{Refusal, Session};

/// A table that nothing was put into yet.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) oid: String,
    /// `public.users`.
    pub(super) shown: String,
    /// As SQL names it.
    pub(super) quoted: String,
    /// Without its schema, quoted.
    pub(super) alias: String,
    pub(super) columns: Vec<Column>,
    pub(super) keys: Vec<ForeignKey>,
    pub(super) checks: Vec<Check>,
    /// The columns of each unique index.
    pub(super) unique: Vec<Vec<String>>,
}

#[derive(Debug, Default)]
pub(super) struct Column {
    /// As SQL names it.
    pub(super) name: String,
    /// The type below any domain, with its length.
    pub(super) data_type: String,
    /// `e` for an enum, `c` for a row, `r` for a range.
    pub(super) kind: String,
    pub(super) labels: Vec<String>,
    pub(super) not_null: bool,
    pub(super) has_default: bool,
    /// It computes its own values.
    pub(super) automatic: bool,
}

#[derive(Debug)]
pub(super) struct ForeignKey {
    pub(super) columns: Vec<String>,
    pub(super) table_oid: String,
    /// As SQL names it.
    pub(super) table: String,
    pub(super) referenced: Vec<String>,
}

/// An expression that must not be false.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) columns: Vec<String>,
    pub(super) expression: String,
}

const TABLES: &str = r"
    SELECT c.oid, format('%s.%s', n.nspname, c.relname), format('%I.%I', n.nspname, c.relname), quote_ident(c.relname),
           CASE WHEN c.relispartition THEN pg_get_partition_constraintdef(c.oid) END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.deptype = 'e')
    ORDER BY c.oid";

const COLUMNS: &str = r"
    SELECT a.attrelid, quote_ident(a.attname),
           CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
             ELSE format_type(a.atttypid, a.atttypmod) END,
           t.typtype, array_to_string(ARRAY(SELECT quote_literal(e.enumlabel) FROM pg_enum e
             WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder), E'\n'),
           a.attnotnull OR t.typnotnull, a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
           a.attidentity <> '' OR a.attgenerated <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false)
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attrelid, a.attnum";

const NAMES: &str = "(SELECT string_agg(quote_ident(a.attname), E'\\n' ORDER BY u.place) \
     FROM unnest({numbers}) WITH ORDINALITY AS u(number, place) \
     JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = u.number)";

impl Shape {
    fn column_names(&self) -> BTreeSet<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }
}

/// The tables of the database but those that were tried.
pub(super) fn read(session: &mut Session, tried: &BTreeSet<String>) -> Result<Vec<Shape>, Refusal> {
    let path = session.value("SELECT pg_catalog.current_setting('search_path')")?;
    session.run("SET search_path = pg_catalog")?;
    let shapes = shapes(session, tried);
    let path = path.replace('\'', "''");
    session.rows(&format!("SELECT pg_catalog.set_config('search_path', '{path}', false)"))?;
    shapes
}

fn shapes(session: &mut Session, tried: &BTreeSet<String>) -> Result<Vec<Shape>, Refusal> {
    let mut shapes: Vec<Shape> = Vec::new();
    for row in session.rows(TABLES)? {
        let [oid, shown, quoted, alias, bound] = <[String; 5]>::try_from(row).unwrap_or_default();
        if tried.contains(&oid) {
            continue;
        }
        let checks = (!bound.is_empty()).then_some(Check { columns: Vec::new(), expression: bound });
        shapes.push(Shape {
            oid,
            shown,
            quoted,
            alias,
            checks: checks.into_iter().collect(),
            ..Shape::default()
        });
    }
    if shapes.is_empty() {
        return Ok(shapes);
    }
    for row in session.rows(COLUMNS)? {
        let [oid, name, data_type, kind, labels, not_null, has_default, automatic] =
            <[String; 8]>::try_from(row).unwrap_or_default();
        let Some(shape) = shapes.iter_mut().find(|shape| shape.oid == oid) else { continue };
        shape.columns.push(Column {
            name,
            data_type,
            kind,
            labels: lines(&labels),
            not_null: not_null == "t",
            has_default: has_default == "t",
            automatic: automatic == "t",
        });
    }
    constraints(session, &mut shapes)?;
    for shape in &mut shapes {
        // The bound of a partition tells no columns of its own.
        let expressions: Vec<String> = shape.checks.iter().map(|check| check.expression.clone()).collect();
        let names: Vec<String> = shape.column_names().into_iter().map(str::to_owned).collect();
        for (check, expression) in shape.checks.iter_mut().zip(expressions) {
            if check.columns.is_empty() {
                check.columns =
                    names.iter().filter(|name| expression.contains(name.as_str())).cloned().collect();
            }
        }
    }
    Ok(shapes)
}

fn constraints(session: &mut Session, shapes: &mut [Shape]) -> Result<(), Refusal> {
    let names = |numbers: &str, table: &str| NAMES.replace("{numbers}", numbers).replace("{table}", table);
    let keys = format!(
        "SELECT k.conrelid, {}, k.confrelid, k.confrelid::regclass, {} FROM pg_constraint k WHERE k.contype = 'f'",
        names("k.conkey", "k.conrelid"),
        names("k.confkey", "k.confrelid")
    );
    for row in session.rows(&keys)? {
        let [oid, columns, table_oid, table, referenced] = <[String; 5]>::try_from(row).unwrap_or_default();
        if let Some(shape) = shapes.iter_mut().find(|shape| shape.oid == oid) {
            let (columns, referenced) = (lines(&columns), lines(&referenced));
            shape.keys.push(ForeignKey { columns, table_oid, table, referenced });
        }
    }
    let checks = format!(
        "SELECT k.conrelid, {}, pg_get_expr(k.conbin, k.conrelid) FROM pg_constraint k WHERE k.contype = 'c' \
         AND k.conrelid <> 0 UNION ALL \
         SELECT a.attrelid, quote_ident(a.attname), \
           regexp_replace(pg_get_expr(k.conbin, 0), '\\mVALUE\\M', quote_ident(a.attname), 'g') \
         FROM pg_constraint k JOIN pg_attribute a ON a.atttypid = k.contypid AND NOT a.attisdropped \
         WHERE k.contype = 'c' AND k.contypid <> 0",
        names("k.conkey", "k.conrelid")
    );
    for row in session.rows(&checks)? {
        let [oid, columns, expression] = <[String; 3]>::try_from(row).unwrap_or_default();
        if let Some(shape) = shapes.iter_mut().find(|shape| shape.oid == oid) {
            shape.checks.push(Check { columns: lines(&columns), expression });
        }
    }
    let unique = format!(
        "SELECT i.indrelid, {} FROM pg_index i WHERE i.indisunique",
        names("i.indkey::int2[]", "i.indrelid")
    );
    for row in session.rows(&unique)? {
        let [oid, columns] = <[String; 2]>::try_from(row).unwrap_or_default();
        if let Some(shape) = shapes.iter_mut().find(|shape| shape.oid == oid) {
            shape.unique.push(lines(&columns));
        }
    }
    Ok(())
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
