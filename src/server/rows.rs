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

/// The tables and their columns, as SQL names them.
const COLUMNS: &str = r"
    SELECT pg_catalog.format('%s.%s', n.nspname, c.relname), pg_catalog.format('%I.%I', n.nspname, c.relname),
           coalesce(a.attname, '')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.relispopulated
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY 1, 3";

impl Rows {
    /// Counts the rows of the tables that this is true of, by `schema.name`.
    pub fn count(session: &mut Session, wanted: impl Fn(&str) -> bool) -> Result<Rows, Refusal> {
        let mut queries: Vec<String> = Vec::new();
        let rows = session.rows(COLUMNS)?;
        for table in rows.chunk_by(|left, right| left[0] == right[0]).filter(|table| wanted(&table[0][0])) {
            let [name, quoted, _] = table[0].as_slice() else { continue };
            queries.push(counting(name, quoted, table.iter().filter_map(|row| row.get(2))));
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

/// One row for each column: the table, its rows, the column, and what its values come to, whatever their order. The
/// text of a value is compared, since a column may come back with another type of the same values.
fn counting<'a>(name: &str, quoted: &str, columns: impl Iterator<Item = &'a String>) -> String {
    let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let (mut sums, mut pairs) = (Vec::new(), vec!["('', '')".to_owned()]);
    for (number, column) in columns.filter(|column| !column.is_empty()).enumerate() {
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
