//! The examples of the rules' pages on a server: every migration in order, statement by statement, in the
//! transactions that its tool would use; a way back is tried and taken back.

use migrate_lint::ast::{Statement, Transaction};
use migrate_lint::effects::InTransaction;
use migrate_lint::migration::{History, Script, Step, TransactionUnit, replay};
use migrate_lint::page::Example;
use migrate_lint::rule::Rule;
use migrate_lint::rules::RULES;

use migrate_lint::server::{
    Outcome, Refusal, Relations, Server, Session, Sight, code, held, observe_alone, observe_held,
};

use super::assumed;
use super::cases::{Verdict, lacks_extension};
use crate::support::{histories, migrations};

/// Examples that no server can run, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "rules/out-of-order-migration.md, example 1",
        "the table is altered before it is made: that is what the page warns of",
    ),
    (
        "rules/duplicate-column-assignment.md, example 1",
        "the server refuses it, whatever the schema: that is what the page warns of",
    ),
    (
        "rules/enum-value-used-in-transaction.md, example 1",
        "the server refuses it for what its transaction did before: that is what the page warns of",
    ),
    ("rules/prepared-transaction.md, example 1", "the server keeps no prepared transactions"),
    (
        "rules/version-mismatch-syntax.md, example 2",
        "the syntax is newer than the server: that is what the page warns of",
    ),
    (
        "rules/uses-object-created-later.md, example 1",
        "the table is used before it is made: that is what the page warns of",
    ),
    ("rules/object-conflict.md, example 1", "the type is there already: that is what the page warns of"),
    ("rules/object-conflict.md, example 2", "the table is there already: that is what the page warns of"),
    (
        "rules/version-mismatch-syntax.md, example 1",
        "the syntax is newer than the server: that is what the page warns of",
    ),
    ("rules/superuser-operation.md, example 2", "it runs a program on the server"),
    ("rules/superuser-operation.md, example 3", "it waits for rows that only psql would send"),
    ("rules/extension-unpinned.md, example 1", "few servers have PostGIS"),
    ("rules/pglz-compression.md, example 2", "not every server is built with lz4"),
    ("rules/collation-not-allowed.md, example 1", "collations come with the operating system"),
    ("rules/collation-not-allowed.md, example 2", "collations come with the operating system"),
];

/// One example on its way through a server.
struct Trial<'a> {
    server: &'a dyn Server,
    session: Session,
    title: String,
    wrong: Vec<String>,
    /// An extension that the server does not have.
    lacking: Option<String>,
    /// Nothing more can be learned from it.
    over: bool,
}

pub(crate) fn try_pages(server: &mut dyn Server, wanted: &str) -> Result<Verdict, Refusal> {
    let mut verdict = Verdict::default();
    for rule in RULES.iter().filter(|rule| rule.id.contains(wanted)) {
        let (first, last) = rule.page().postgres;
        if !(first..=last).contains(&server.version()) {
            continue;
        }
        for (number, example) in rule.page().examples().iter().enumerate() {
            try_example(server, rule, number, example, &mut verdict).map_err(|refusal| Refusal {
                message: format!("rules/{}.md, example {}: {}", rule.id, number + 1, refusal.message),
                ..refusal
            })?;
        }
    }
    Ok(verdict)
}

fn try_example(
    server: &mut dyn Server,
    rule: &Rule,
    number: usize,
    example: &Example,
    verdict: &mut Verdict,
) -> Result<(), Refusal> {
    let title = format!("rules/{}.md, example {}", rule.id, number + 1);
    if let Some((_, reason)) = LEFT_OUT.iter().find(|(left_out, _)| *left_out == title) {
        verdict.left_out.push(format!("{title}: {reason}"));
        return Ok(());
    }
    let (sources, mut settings) = histories(&migrations(example.sql), example.config);
    if example.config.is_some() && settings.replay.version > server.version() {
        return Ok(());
    }
    settings.replay.version = server.version();
    let histories: Vec<History> =
        sources.into_iter().map(|source| replay(source, &settings.replay)).collect();
    let beginning = assumed::beginning(rule.id, histories.iter().flat_map(scripts));
    let session = match server.fresh(&beginning) {
        Ok(session) => session,
        Err(refusal) => {
            let refusal = format!("{title}: what it assumes cannot be made: {refusal}");
            verdict.without(refusal);
            return Ok(());
        }
    };
    let mut trial = Trial { server, session, title, wrong: Vec::new(), lacking: None, over: false };
    for (name, value) in &settings.replay.settings {
        trial.session.run(&format!("SET {name} = '{value}'"))?;
    }
    for migration in histories.iter().flat_map(|history| &history.migrations) {
        if let Some(up) = &migration.up {
            trial.script(up)?;
        }
        if let Some(down) = migration.down.script().filter(|_| !trial.over) {
            trial.way_back(down)?;
        }
    }
    let Trial { session, title, wrong, lacking, .. } = trial;
    server.release(session);
    if let Some(lacking) = lacking {
        verdict.left_out.push(format!("{title}: {lacking}"));
    } else if wrong.is_empty() {
        verdict.agreed += 1;
    } else {
        verdict.differences.push(format!("{title}\n    {}", wrong.join("\n    ")));
    }
    Ok(())
}

fn scripts(history: &History) -> impl Iterator<Item = &Script> {
    history.migrations.iter().flat_map(|migration| migration.up.iter().chain(migration.down.script()))
}

impl Trial<'_> {
    fn script(&mut self, script: &Script) -> Result<(), Refusal> {
        let steps: Vec<&Step> = script.steps.iter().filter(|step| step.within.is_none()).collect();
        for transaction in steps.chunk_by(|left, right| {
            left.transaction_number().is_some() && left.transaction_number() == right.transaction_number()
        }) {
            if self.over {
                break;
            }
            if let [step] = transaction
                && !matches!(step.statement.kind, Statement::Transaction(_))
            {
                self.alone(script, step)?;
            } else {
                self.together(script, transaction, "COMMIT")?;
            }
        }
        Ok(())
    }

    /// All of it in one transaction, which is not kept.
    fn way_back(&mut self, script: &Script) -> Result<(), Refusal> {
        let steps: Vec<&Step> = script.steps.iter().filter(|step| step.within.is_none()).collect();
        let fits = |step: &&Step| {
            step.effects.transaction == InTransaction::Allowed
                && !matches!(step.statement.kind, Statement::Transaction(_))
        };
        if !steps.is_empty() && steps.iter().all(fits) {
            self.together(script, &steps, "ROLLBACK")?;
        }
        Ok(())
    }

    fn alone(&mut self, script: &Script, step: &Step) -> Result<(), Refusal> {
        let sql = script.source.slice(step.span());
        if step.effects.transaction == InTransaction::Allowed || script.unit == TransactionUnit::PerFile {
            return self.together(script, &[step], "COMMIT");
        }
        let before = Relations::read(&mut self.session)?;
        match observe_alone(self.server.beside().as_ref(), &mut self.session, sql, &before, |_| true)? {
            Ok((mut observed, sight)) => {
                // A dropped index that nobody made here is on a table that nobody can know.
                observed.locks.retain(|name, _| step.before.relation_shown(name).is_some());
                let predicted = Outcome::predicted(&step.effects, &step.before, &step.before);
                self.compare(sql, &predicted, &observed, sight, &before);
            }
            Err(refusal) => self.refused(step, [], sql, &refusal),
        }
        Ok(())
    }

    fn together(&mut self, script: &Script, steps: &[&Step], end: &str) -> Result<(), Refusal> {
        let Some(first) = steps.first() else { return Ok(()) };
        let start = Relations::read(&mut self.session)?;
        let mut predicted = Outcome::default();
        let mut observed = Outcome::default();
        self.session.run("BEGIN")?;
        for step in steps {
            let sql = script.source.slice(step.span());
            if is_frame(step) {
                continue;
            }
            let before = Relations::read(&mut self.session)?;
            match observe_held(&mut self.session, sql, &before) {
                Ok(done) => {
                    let said = Outcome::predicted(&step.effects, &first.before, &step.before);
                    predicted.then(said);
                    observed.then(Outcome { locks: Default::default(), ..done });
                    held(&mut self.session, &start, &mut observed)?;
                    self.compare(sql, &predicted, &observed, Sight::Inside, &start);
                }
                Err(refusal) => {
                    let inner = script.steps.iter().filter(|inner| is_inside(script, inner, step));
                    self.refused(step, inner, sql, &refusal);
                    self.session.run("ROLLBACK")?;
                    return Ok(());
                }
            }
        }
        self.session.run(end)
    }

    fn compare(
        &mut self,
        sql: &str,
        predicted: &Outcome,
        observed: &Outcome,
        sight: Sight,
        before: &Relations,
    ) {
        let is_index = |name: &str| before.is_index(name);
        let wrong = Outcome::differences(predicted, observed, sight, is_index);
        self.wrong.extend(wrong.into_iter().map(|wrong| format!("{sql}\n        {wrong}")));
    }

    /// A statement that fails is said to fail; what comes after it is not tried.
    fn refused<'s>(
        &mut self,
        step: &'s Step,
        inner: impl IntoIterator<Item = &'s Step>,
        sql: &str,
        refusal: &Refusal,
    ) {
        self.over = true;
        if lacks_extension(&refusal.message) {
            self.lacking = Some(refusal.to_string());
        }
        let is_said = |step: &Step| match &step.effects.failure {
            Some(failure) => failure.code == refusal.code,
            None => {
                step.effects.transaction != InTransaction::Allowed && refusal.code == code::ACTIVE_TRANSACTION
            }
        };
        if !inner.into_iter().chain([step]).any(is_said) {
            self.wrong.push(format!("{sql}\n        observed refused {refusal}{}", hint(&refusal.code)));
        }
    }
}

/// Undefined tables, columns and other objects.
fn hint(code: &str) -> &'static str {
    match code {
        "42P01" | "42703" | "42704" | "42883" => {
            " (what an example does not make belongs in testdata/effects/assumed)"
        }
        _ => "",
    }
}

/// Whether a step is one of a `DO` block's own.
fn is_inside(script: &Script, inner: &Step, block: &Step) -> bool {
    inner.within.is_some_and(|outer| std::ptr::eq(&script.steps[outer], block))
}

/// A transaction is begun and ended here, so that its locks can be read before the end.
fn is_frame(step: &Step) -> bool {
    use Transaction::{Begin, Commit, Prepare};
    matches!(step.statement.kind, Statement::Transaction(Begin | Commit { .. } | Prepare))
}
