//! What is to be dropped was not used for so long, what replaces it was, by the counters of every server.

use crate::config::relation_glob;
use crate::effects::Loss;
use crate::gate::predicted::new_indexes;
use crate::gate::{Answer, Check, Entry, Situation, Source, Status};
use crate::monitor::{Asked, Report, Sample, Shelf, Standing, Window};

pub(super) static CHECK: Check = Check::new("usage", include_str!("../../../rules/gate/usage.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let asked = match asked(situation, entry) {
        Ok(asked) => asked,
        Err(why) => return Answer::unknown(Source::Statistics, why),
    };
    answered(situation, entry, &asked)
}

/// What the samples and the counters as they stand now say.
pub(super) fn answered(situation: &mut Situation, entry: &Entry, asked: &Asked) -> Answer {
    let shelf = match shelf(situation, entry) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let mut samples: Vec<Sample> = shelf.samples().to_vec();
    match now(situation, samples.last()) {
        Ok(sample) => samples.extend(sample),
        Err(answer) => return answer,
    }
    let report = Report::of(Window::new(&samples), shelf.faults(), asked);
    let line = |answer: &crate::monitor::Answer| format!("{}: {}", answer.about, answer.text);
    let of = |standing: Standing| {
        report.answers.iter().filter(move |answer| answer.standing == standing).map(line).collect::<Vec<_>>()
    };
    let gaps = report
        .gaps
        .iter()
        .map(|gap| format!("{} to {}: {}", crate::gate::date(gap.from), crate::gate::date(gap.to), gap.why));
    let (good, bad, unknown) = (of(Standing::Good), of(Standing::Bad), of(Standing::Unknown));
    let all = report.answers.len();
    match report.standing() {
        Standing::Bad => {
            let finding = format!("{} of {} did not hold", bad.len(), super::counted(all, "thing watched"));
            Answer::fail(Source::Statistics, finding).notes(bad).notes(unknown)
        }
        Standing::Unknown => Answer::unknown(Source::Statistics, "the counters do not tell")
            .notes(report.faults.clone())
            .notes(gaps)
            .notes(unknown),
        Standing::Good => match good.as_slice() {
            [only] => Answer::pass(Source::Statistics, only.clone()),
            _ => Answer::pass(Source::Statistics, super::counted(all, "thing watched")).notes(good),
        },
    }
}

/// The samples since the last baseline, if they are of this server.
pub(super) fn shelf(situation: &Situation, entry: &Entry) -> Result<Shelf, Answer> {
    let folder = match entry.options.string("folder") {
        "" => Shelf::FOLDER,
        folder => folder,
    };
    let shelf = Shelf::open(&situation.root().join(folder))
        .map_err(|failure| Answer::unknown(Source::Statistics, failure.to_string()))?;
    let Some(last) = shelf.samples().last() else {
        let missing = Answer::new(Status::Missing, Source::Statistics, "the counters were never looked at");
        let missing = missing.notes(shelf.faults().to_vec());
        return Err(missing.help("migrate-lint monitor baseline, and a sample a day from then on"));
    };
    if let (Some(then), Some(now)) = (&last.server, &situation.subject.server)
        && then != now
    {
        let finding = format!(
            "the samples are of another server: {} of the system {}, this is {} of {}",
            then.database, then.system_identifier, now.database, now.system_identifier
        );
        return Err(Answer::new(Status::Stale, Source::Statistics, finding));
    }
    Ok(shelf)
}

/// One more look, where it can be had: with the nodes that the samples have too it would miss the standbys, so that it
/// is taken only where the primary was the only one.
fn now(situation: &mut Situation, last: Option<&Sample>) -> Result<Option<Sample>, Answer> {
    let alone = last.is_some_and(|last| last.nodes.len() == 1);
    let moment = situation.now;
    match situation.database() {
        Ok(database) if alone => {
            let mut sample = database.sample()?;
            sample.taken_at = moment;
            Ok(Some(sample))
        }
        _ => Ok(None),
    }
}

/// Without a name in the entry: the tables that the migrations drop may not be used, the indexes that they build must be.
fn asked(situation: &Situation, entry: &Entry) -> Result<Asked, String> {
    let globs = |names: Vec<&str>| {
        let globs = names.into_iter().map(relation_glob);
        globs.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())
    };
    let options = &entry.options;
    let mut asked = Asked {
        idle: globs(options.strings("idle"))?,
        growing: globs(options.strings("growing"))?,
        used_indexes: globs(options.strings("used-indexes"))?,
        scans_per_day: options.integer("scans-per-day"),
        days: options.integer("days"),
        ..Asked::default()
    };
    if asked.idle.is_empty() && asked.growing.is_empty() && asked.used_indexes.is_empty() {
        let dropped = dropped(situation);
        asked.idle = globs(dropped.iter().map(String::as_str).collect())?;
        let built: Vec<String> = new_indexes(situation)
            .into_iter()
            .map(|index| format!("{}.{}", index.name.schema, index.name.name))
            .collect();
        asked.used_indexes = match situation.phase {
            crate::gate::Phase::Post => globs(built.iter().map(String::as_str).collect())?,
            _ => Vec::new(),
        };
    }
    if asked.idle.is_empty() && asked.growing.is_empty() && asked.used_indexes.is_empty() {
        return Err("nothing is named that may or must be used".to_owned());
    }
    Ok(asked)
}

/// The tables whose rows the migrations destroy, by the names they have before.
fn dropped(situation: &Situation) -> Vec<String> {
    let mut names = Vec::new();
    for script in situation.scripts() {
        for loss in script.steps.iter().flat_map(|step| &step.effects.losses) {
            let Loss::Rows(table) = loss else { continue };
            if let Some(table) = script.before.relation(*table) {
                names.push(format!("{}.{}", table.name.schema, table.name.name));
            }
        }
    }
    names
}
