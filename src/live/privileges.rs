//! Whether the role that runs the migrations may do what they do: what would fail with SQLSTATE 42501, before it does.

use std::sync::Arc;

use serde::Deserialize;

use crate::connect::{Parameter, ProbeFailure, Session};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::migration::{History, Script, Step};

use super::answer::Answer;
use super::facts::Facts;

mod needs;

pub use needs::{Need, Right};

/// The rule that these findings belong to.
const RULE: &str = "insufficient-privilege";

/// What a role is on this server.
#[derive(Clone, Debug, Deserialize)]
pub struct RoleStanding {
    pub known: bool,
    /// It owns a relation, itself or by the roles that it is a member of.
    pub owns: bool,
}

/// A need that the server says is not met.
#[derive(Clone, Debug)]
pub struct Lack {
    pub need: Need,
    /// One sentence, without its full stop.
    pub text: String,
    /// What would give the role the right.
    pub remedy: String,
}

/// A need and the statement that has it.
pub struct Needed<'a> {
    pub need: Need,
    pub script: &'a Script,
    pub step: &'a Step,
}

/// Everything that scripts need, each need once, at the first statement that has it. What comes after a change of the
/// rights themselves is left out: what the server says now is no answer for it.
pub fn needed<'a>(scripts: impl IntoIterator<Item = &'a Script>) -> Vec<Needed<'a>> {
    let mut found: Vec<Needed> = Vec::new();
    let mut changed = needs::Changed::default();
    for script in scripts {
        for step in &script.steps {
            let runs_for_sure = !step.conditional && !step.is_block;
            for need in needs::of(step).into_iter().filter(|_| runs_for_sure) {
                if !changed.concerns(&need) && !found.iter().any(|known| known.need == need) {
                    found.push(Needed { need, script, step });
                }
            }
            changed.by(step);
        }
        changed.end_of_script();
    }
    found
}

pub fn standing(session: &mut Session, role: &str) -> Result<RoleStanding, ProbeFailure> {
    session.row(
        "SELECT r.oid IS NOT NULL AS known,
           r.oid IS NOT NULL AND EXISTS (
             SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
               AND pg_has_role(r.oid, c.relowner, 'USAGE')) AS owns
         FROM (SELECT $1::name AS name) AS wanted LEFT JOIN pg_roles r ON r.rolname = wanted.name",
        &[Parameter::Text(role.to_owned())],
    )
}

/// The needs that are not met on the server. What is not there yet needs nothing there.
pub fn lacking(session: &mut Session, role: &str, needs: &[Need]) -> Result<Vec<Lack>, ProbeFailure> {
    #[derive(Deserialize)]
    struct Found {
        place: usize,
        owner: needs::Owner,
        uses: bool,
        allowed: bool,
    }
    let maintain = session.server().version_number >= 170_000;
    let texts = |text: fn(&Need) -> String| Parameter::Texts(needs.iter().map(text).collect());
    let words = needs.iter().map(|need| need.right.word(maintain).to_owned());
    // By OID: who has no right to a schema cannot name what is in it.
    let found: Vec<Found> = session.rows(
        "SELECT k.place, json_build_object(
             'name', coalesce(o.rolname, ''), 'is_superuser', coalesce(o.rolsuper, false)) AS owner,
           coalesce(has_schema_privilege($1, n.oid, 'USAGE'), true) AS uses,
           CASE
             WHEN k.wanted = 'DATABASE' THEN has_database_privilege($1, current_database(), 'CREATE')
             WHEN k.wanted = 'CREATE' THEN has_schema_privilege($1, n.oid, 'CREATE')
             WHEN k.wanted = 'SCHEMA' THEN pg_has_role($1, n.nspowner, 'USAGE')
             WHEN k.wanted = 'OWNER' THEN pg_has_role($1, c.relowner, 'USAGE')
             WHEN k.wanted = 'DROP' THEN pg_has_role($1, c.relowner, 'USAGE') OR pg_has_role($1, n.nspowner, 'USAGE')
             WHEN k.wanted IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
               THEN has_table_privilege($1, c.oid, k.wanted) OR has_any_column_privilege($1, c.oid, k.wanted)
             -- REINDEX of an index is a right on its table.
             ELSE has_table_privilege($1, coalesce(x.indrelid, c.oid), k.wanted) END AS allowed
         FROM unnest($2, $3, $4) WITH ORDINALITY AS k(wanted, schema, name, place)
         LEFT JOIN pg_namespace n ON n.nspname = k.schema
         LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = k.name
         LEFT JOIN pg_roles o ON o.oid = coalesce(c.relowner, n.nspowner)
         LEFT JOIN pg_index x ON x.indexrelid = c.oid
         WHERE k.wanted = 'DATABASE' OR n.oid IS NOT NULL AND (k.name = '' OR c.oid IS NOT NULL)
         ORDER BY k.place",
        &[
            Parameter::Text(role.to_owned()),
            Parameter::Texts(words.collect()),
            texts(|need| need.schema.to_string()),
            texts(|need| need.name.to_string()),
        ],
    )?;
    let lack = |found: Found| {
        let need = needs.get(found.place.checked_sub(1)?)?;
        let (text, remedy) = match (found.uses || need.name.is_empty(), found.allowed) {
            (true, true) => return None,
            (false, _) => needs::without_usage(role, need),
            (true, false) => need.unmet(role, &found.owner),
        };
        Some(Lack { need: need.clone(), text, remedy })
    };
    Ok(found.into_iter().filter_map(lack).collect())
}

/// A finding for each statement that the role may not run, and a note where nobody knows which role that is.
pub fn refusals(
    histories: &[History],
    facts: &Facts,
    session: &mut Session,
    named: Option<&str>,
) -> Result<(Vec<Diagnostic>, Option<String>), ProbeFailure> {
    let pending = histories.iter().flat_map(|history| &history.migrations).filter(|one| one.judged);
    let needed = needed(pending.filter_map(|migration| migration.up.as_ref()));
    if needed.is_empty() {
        return Ok((Vec::new(), None));
    }
    let own = session.server().role.clone();
    let role = named.unwrap_or(&own);
    let is = standing(session, role)?;
    if !is.known {
        return Ok((
            Vec::new(),
            Some(format!("the server has no role {role}, which is to run the migrations")),
        ));
    }
    if named.is_none() && !is.owns {
        let note = format!(
            "{role} owns nothing here, so it is not taken for the role that runs the migrations, whose rights were not \
             looked at: name that one with --migration-role"
        );
        return Ok((Vec::new(), Some(note)));
    }
    let needs: Vec<Need> = needed.iter().map(|needed| needed.need.clone()).collect();
    let mut found = Vec::new();
    for lack in lacking(session, role, &needs)? {
        let Some(needed) = needed.iter().find(|needed| needed.need == lack.need) else { continue };
        found.push(finding(needed, role, lack, facts));
    }
    Ok((found, None))
}

fn finding(needed: &Needed, role: &str, lack: Lack, facts: &Facts) -> Diagnostic {
    let relation = (!lack.need.name.is_empty()).then(|| format!("{}.{}", lack.need.schema, lack.need.name));
    let mut finding = Diagnostic {
        rule: RULE,
        severity: Severity::Error,
        confidence: Confidence::Confirmed,
        source: Arc::clone(&needed.script.source),
        span: needed.step.span(),
        message: format!("fails when {role} runs it: {}", lack.text),
        labels: Vec::new(),
        notes: Vec::new(),
        help: vec![lack.remedy],
        fix: None,
        relation,
        lock: None,
        evidence: None,
    };
    let text = format!("{}: the statement fails with SQLSTATE 42501", lack.text);
    Answer::fails(text).attach(&mut finding, &facts.taken_at);
    finding
}
