//! What would break with a relation or a column: views, triggers, policies and SQL functions that `pg_depend` knows.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

use super::{Facts, RelationFact};

/// One object that needs a relation, or some of its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependent {
    /// As people say it: `view public.order_totals`.
    pub object: String,
    /// `public.orders`.
    pub relation: String,
    /// Empty where it needs the relation as a whole.
    pub columns: Vec<String>,
}

pub(super) fn read(session: &mut Session, _key: &str) -> Result<Vec<Dependent>, ProbeFailure> {
    let mut dependents: Vec<Dependent> = session.rows(
        r#"WITH edges AS (
             SELECT CASE WHEN r.oid IS NOT NULL THEN 'pg_class'::regclass ELSE d.classid END AS classid,
                    coalesce(r.ev_class, d.objid) AS objid, d.refobjid, d.refobjsubid
             FROM pg_depend d
             LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
             WHERE d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
               AND (d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,
                                  'pg_publication_rel'::regclass)
                    OR d.classid = 'pg_class'::regclass
                       AND EXISTS (SELECT FROM pg_class f WHERE f.oid = d.objid AND f.relkind IN ('r', 'v', 'm')))
             UNION
             SELECT 'pg_trigger'::regclass, t.oid, t.tgrelid, coalesce(a.number, 0)
             FROM pg_trigger t LEFT JOIN LATERAL unnest(t.tgattr) AS a(number) ON true
             WHERE NOT t.tgisinternal)
           SELECT pg_describe_object(e.classid, e.objid, 0) AS object, n.nspname || '.' || c.relname AS relation,
             array_remove(array_agg(DISTINCT a.attname::text ORDER BY a.attname::text), NULL) AS columns
           FROM edges e
           JOIN pg_class c ON c.oid = e.refobjid
           JOIN pg_namespace n ON n.oid = c.relnamespace
           LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = e.refobjsubid AND a.attnum > 0
           WHERE NOT (e.classid = 'pg_class'::regclass AND e.objid = e.refobjid)
             AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
           GROUP BY 1, 2 ORDER BY 2, 1"#,
        &[],
    )?;
    for dependent in &mut dependents {
        // As messages have it everywhere.
        dependent.object = dependent.object.replace(" public.", " ");
    }
    Ok(dependents)
}

/// What needs a relation, or one of its columns, and what needs that in turn. The functions that name it in their
/// text come after those that the server knows of.
pub fn dependents_of(facts: &Facts, relation: &RelationFact, column: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = vec![(relation.full_name(), column.map(str::to_owned))];
    while let Some((name, column)) = open.pop() {
        for dependent in facts.dependents.iter().filter(|dependent| dependent.relation == name) {
            let uses = column.as_ref().is_none_or(|column| dependent.columns.contains(column));
            if uses && !found.contains(&dependent.object) {
                found.push(dependent.object.clone());
                if let Some((_, view)) = dependent.object.split_once("view ") {
                    let view = if view.contains('.') { view.to_owned() } else { format!("public.{view}") };
                    open.push((view, None));
                }
            }
        }
    }
    found
}
