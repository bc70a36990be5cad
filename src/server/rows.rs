//! The rows of tables, counted and summed column by column, so that it shows when some are gone or values are.

use std::collections::BTreeMap;

use super::refusal::Refusal;
use super::session::Session;

/// Tables by `schema.name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    tables: BTreeMap<String, Counted>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Counted {
    rows: u64,
    /// For each column how many values there are, and a sum over their hashes.
    columns: BTreeMap<String, String>,
}

/// The tables, also as SQL names them.
const TABLES: &str = r"
    SELECT c.oid, pg_catalog.format('%s.%s', n.nspname, c.relname), pg_catalog.format('%I.%I', n.nspname, c.relname)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.relispopulated
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY 2";

impl Rows {
    /// Counts the rows of the tables that this is true of, by `schema.name`.
    pub fn count(session: &mut Session, wanted: impl Fn(&str) -> bool) -> Result<Rows, Refusal> {
        let mut queries: Vec<String> = Vec::new();
        let mut rows = session.rows(TABLES)?;
        rows.retain(|row| row.get(1).is_some_and(|name| wanted(name)));
        let columns = columns(session, rows.iter().filter_map(|row| row.first()))?;
        for row in &rows {
            let [oid, name, quoted] = row.as_slice() else { continue };
            let own = columns.iter().filter(|(table, _)| table == oid).map(|(_, column)| column);
            queries.push(counting(name, quoted, own));
        }
        let mut tables: BTreeMap<String, Counted> = BTreeMap::new();
        if queries.is_empty() {
            return Ok(Rows { tables });
        }
        for row in session.rows(&queries.join(" UNION ALL "))? {
            let [table, count, column, digest] = <[String; 4]>::try_from(row).unwrap_or_default();
            let counted = tables.entry(table).or_insert_with(|| Counted {
                rows: count.parse().unwrap_or_default(),
                columns: BTreeMap::new(),
            });
            if !column.is_empty() {
                counted.columns.insert(column, digest);
            }
        }
        Ok(Rows { tables })
    }

    /// What is not there any more: `rows of public.users`, `values of public.users.email`.
    pub fn lost(&self, later: &Rows) -> Vec<String> {
        let mut lost = Vec::new();
        for (name, before) in &self.tables {
            let Some(after) = later.tables.get(name) else {
                lost.extend((before.rows > 0).then(|| format!("rows of {name}")));
                continue;
            };
            if after.rows < before.rows {
                lost.push(format!("rows of {name}"));
                continue;
            }
            // Rows that were added would change every sum.
            let same = after.rows == before.rows;
            let changed = before.columns.iter().filter(|(column, digest)| {
                same && before.rows > 0 && after.columns.get(*column).is_some_and(|after| after != *digest)
            });
            lost.extend(changed.map(|(column, _)| format!("values of {name}.{column}")));
        }
        lost
    }

    /// Tables with another number of rows, with both numbers.
    pub fn changes(&self, later: &Rows) -> Vec<(String, u64, u64)> {
        let both =
            self.tables.iter().filter_map(|(name, before)| Some((name, before, later.tables.get(name)?)));
        let changed = both.filter(|(_, before, after)| before.rows != after.rows);
        changed.map(|(name, before, after)| (name.clone(), before.rows, after.rows)).collect()
    }

    pub fn of(&self, table: &str) -> Option<u64> {
        self.tables.get(table).map(|counted| counted.rows)
    }

    pub fn tables(&self) -> impl Iterator<Item = (&str, u64)> {
        self.tables.iter().map(|(name, counted)| (name.as_str(), counted.rows))
    }
}

/// The columns of these tables, each with the table's OID.
fn columns<'a>(
    session: &mut Session,
    tables: impl Iterator<Item = &'a String>,
) -> Result<Vec<(String, String)>, Refusal> {
    let tables: Vec<&str> = tables.map(String::as_str).collect();
    if tables.is_empty() {
        return Ok(Vec::new());
    }
    let rows = session.rows(&format!(
        "SELECT attrelid, attname FROM pg_catalog.pg_attribute \
         WHERE attnum > 0 AND NOT attisdropped AND attrelid IN ({}) ORDER BY 1, 2",
        tables.join(", ")
    ))?;
    Ok(rows
        .into_iter()
        .filter_map(|row| <[String; 2]>::try_from(row).ok())
        .map(|[table, name]| (table, name))
        .collect())
}

/// One row for each column: the table, its rows, the column, and what its values come to, whatever their order. The
/// text of a value is compared, since a column may come back with another type of the same values.
fn counting<'a>(name: &str, quoted: &str, columns: impl Iterator<Item = &'a String>) -> String {
    let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let (mut sums, mut pairs) = (Vec::new(), vec!["('', '')".to_owned()]);
    for (number, column) in columns.enumerate() {
        let identifier = format!("\"{}\"", column.replace('"', "\"\""));
        sums.push(format!(
            "pg_catalog.concat(pg_catalog.count({identifier}), ' ', \
             pg_catalog.sum(pg_catalog.hashtext({identifier}::pg_catalog.text)::pg_catalog.int8)) AS c{number}"
        ));
        pairs.push(format!("({}, s.c{number})", literal(column)));
    }
    sums.push("pg_catalog.count(*) AS rows".to_owned());
    format!(
        "(SELECT {}, s.rows, v.name, v.digest FROM (SELECT {} FROM ONLY {quoted}) s, \
         LATERAL (VALUES {}) v(name, digest))",
        literal(name),
        sums.join(", "),
        pairs.join(", ")
    )
}
