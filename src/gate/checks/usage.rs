//! What is to be dropped was not used for so long, what replaces it was, by the counters of every server.

use globset::GlobMatcher;
use jiff::SignedDuration;

use crate::config::relation_glob;
use crate::effects::Loss;
use crate::gate::predicted::{new_indexes, tables};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source, Status, date, shown_duration};
use crate::live;
use crate::monitor::{Asked, Report, Sample, Shelf, Standing, Window};

pub(super) static CHECK: Check = Check::new("usage", include_str!("../../../rules/gate/usage.md"), check);

/// What was not used until then may have been used since.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let asked = match asked(situation, entry) {
        Ok(asked) => asked,
        Err(answer) => return answer,
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
    let age = samples.last().map_or(SignedDuration::MAX, |last| situation.now.duration_since(last.taken_at));
    let report = Report::of(Window::new(&samples), shelf.faults(), asked);
    let line = |answer: &crate::monitor::Answer| format!("{}: {}", answer.about, answer.text);
    let of = |standing: Standing| {
        report.answers.iter().filter(move |answer| answer.standing == standing).map(line).collect::<Vec<_>>()
    };
    let gaps = report.gaps.iter().map(|gap| format!("{} to {}: {}", date(gap.from), date(gap.to), gap.why));
    let (good, bad, unknown) = (of(Standing::Good), of(Standing::Bad), of(Standing::Unknown));
    let all = report.answers.len();
    match report.standing() {
        Standing::Bad => {
            let finding =
                format!("{} of {} did not hold", bad.len(), live::count(all as u64, "thing watched"));
            Answer::fail(Source::Statistics, finding).notes(bad).notes(unknown)
        }
        _ if age > FRESH => {
            let finding = format!("the counters were last looked at {} ago", shown_duration(age));
            let answer = Answer::new(Status::Stale, Source::Statistics, finding).notes(unknown).notes(good);
            answer.help("migrate-lint monitor sample, with --standby-env for each standby: a day old at most")
        }
        Standing::Unknown => Answer::unknown(Source::Statistics, "the counters do not tell")
            .notes(report.faults.clone())
            .notes(gaps)
            .notes(unknown),
        Standing::Good => match good.as_slice() {
            [only] => Answer::pass(Source::Statistics, only.clone()),
            _ => {
                let ends = samples.first().zip(samples.last());
                let length = ends.map(|(first, last)| last.taken_at.duration_since(first.taken_at));
                let length = shown_duration(length.unwrap_or_default());
                let things = live::count(all as u64, "thing watched");
                Answer::pass(Source::Statistics, format!("{things} for {length}, and each held")).notes(good)
            }
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
    // Without an identity there is still a name.
    let (then, now) = (&last.database, situation.database_name());
    if let Some(now) = now.filter(|now| now != then) {
        let finding = format!("the samples are of the database {then}, and this is {now}");
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
fn asked(situation: &Situation, entry: &Entry) -> Result<Asked, Answer> {
    let unreadable = |error: globset::Error| Answer::unknown(Source::Files, error.to_string());
    let globs = |names: &[String]| -> Result<Vec<GlobMatcher>, Answer> {
        names.iter().map(|name| relation_glob(name).map_err(unreadable)).collect()
    };
    let named = |option: &str| -> Vec<String> {
        entry.options.strings(option).into_iter().map(str::to_owned).collect()
    };
    let is_after = situation.phase == Phase::Post;
    let (options, dropped) = (&entry.options, dropped(situation));
    let mut asked = Asked {
        idle: globs(&named("idle"))?,
        growing: globs(&named("growing"))?,
        used_indexes: globs(&named("used-indexes"))?,
        scans_per_day: options.integer("scans-per-day"),
        days: options.integer("days"),
        ..Asked::default()
    };
    if asked.is_empty() {
        asked.idle = globs(&dropped.iter().map(|name| globset::escape(name)).collect::<Vec<_>>())?;
        if is_after {
            let built = new_indexes(situation).into_iter();
            let built: Vec<String> =
                built.map(|index| format!("{}.{}", index.name.schema, index.name.name)).collect();
            asked.used_indexes = globs(&built.iter().map(|name| globset::escape(name)).collect::<Vec<_>>())?;
        }
    }
    if is_after {
        // What is dropped by now has no counters any more.
        let left: Vec<String> = tables(situation.after())
            .map(|table| format!("{}.{}", table.name.schema, table.name.name))
            .collect();
        let fits = |names: &[String], glob: &GlobMatcher| names.iter().any(|name| glob.is_match(name));
        asked.idle.retain(|glob| !fits(&dropped, glob) || fits(&left, glob));
    }
    match (asked.is_empty(), is_after && !dropped.is_empty()) {
        (false, _) => Ok(asked),
        (true, true) => {
            let finding = "what was watched is dropped by now, and nothing else is to be";
            Err(Answer::pass(Source::Files, finding))
        }
        (true, false) => {
            Err(Answer::unknown(Source::Statistics, "nothing is named that may or must be used"))
        }
    }
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
