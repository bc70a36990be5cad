//! Two limits for one thing.

use super::{Item, PlanCheck, Reading};

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "contradicting-numbers",
    include_str!("../../rules/runbook/contradicting-numbers.md"),
    check,
);

/// A demand that a text makes.
#[derive(Clone, Debug, PartialEq)]
enum Demand {
    /// `< 400 ms`
    Limit { number: f64, unit: &'static str },
    /// `8/10`
    Share { part: u64, of: u64 },
    /// `exact` is 0 %.
    Tolerance { percent: f64 },
}

impl Demand {
    fn contradicts(&self, other: &Demand) -> bool {
        match (self, other) {
            (Demand::Limit { number, unit }, Demand::Limit { number: second, unit: same }) => {
                unit == same && number != second
            }
            (Demand::Share { part, of }, Demand::Share { part: second, of: same }) => {
                of == same && part != second
            }
            (Demand::Tolerance { percent }, Demand::Tolerance { percent: second }) => percent != second,
            _ => false,
        }
    }
}

impl std::fmt::Display for Demand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Demand::Limit { number, unit } => write!(f, "{number} {unit}"),
            Demand::Share { part, of } => write!(f, "{part}/{of}"),
            Demand::Tolerance { percent } if *percent == 0.0 => f.write_str("exactly"),
            Demand::Tolerance { percent } => write!(f, "within {percent} %"),
        }
    }
}

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    let demands: Vec<(&Item, Demand, Vec<String>)> =
        plan.items.iter().filter_map(|item| Some((item, demand(&item.text)?, subject(&item.text)))).collect();
    for (at, (item, demand, words)) in demands.iter().enumerate() {
        let first =
            demands[..at].iter().find(|(_, other, about)| demand.contradicts(other) && is_same(words, about));
        if let Some((earlier, other, _)) = first {
            reading
                .report(
                    item.span,
                    format!(
                        "asks for {demand}, and the plan asked for {other} of what seems to be the same thing"
                    ),
                )
                .label_here(earlier.span, format!("here it is {other}"))
                .help(
                    "keep one of them, or say how the two differ: at night nobody can tell which one decides",
                );
        }
    }
}

/// Whether two texts are about one thing: most of the words of the shorter one are in the other.
fn is_same(one: &[String], other: &[String]) -> bool {
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared >= 2 && shared * 2 >= one.len().min(other.len())
}

/// The words that say what a text is about.
fn subject(text: &str) -> Vec<String> {
    let common = [
        "must", "should", "less", "than", "under", "within", "more", "that", "with", "this", "from", "have",
        "been", "each", "exact", "exactly", "match", "matches", "above", "below", "most", "least", "when",
        "then",
    ];
    let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let mut words: Vec<String> = words
        .filter(|word| word.len() >= 4 && !common.contains(&word.as_str()))
        .map(|word| word.trim_end_matches('s').to_owned())
        .collect();
    words.sort();
    words.dedup();
    words
}

fn demand(text: &str) -> Option<Demand> {
    let lower = text.to_lowercase();
    limit(&lower).or_else(|| share(&lower)).or_else(|| tolerance(&lower))
}

/// A number after a sign or word that makes it a limit, with its unit.
fn limit(text: &str) -> Option<Demand> {
    let signs = ["<=", "<", "≤", "less than ", "under ", "below ", "at most ", "no more than ", "within "];
    signs.iter().find_map(|sign| {
        let rest = text[text.find(sign)? + sign.len()..].trim_start_matches(['=', ' ', '~']);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let number = rest[..digits].parse().ok()?;
        let units = [
            ("ms", "ms"),
            ("millisecond", "ms"),
            ("seconds", "s"),
            ("second", "s"),
            ("minutes", "min"),
            ("minute", "min"),
            ("min", "min"),
            ("s", "s"),
        ];
        let word: String = rest[digits..].trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
        let unit = units.iter().find(|(written, _)| word == *written || word == format!("{written}s"))?.1;
        Some(Demand::Limit { number, unit })
    })
}

/// `8/10`, not a date and not a path.
fn share(text: &str) -> Option<Demand> {
    text.split_whitespace().find_map(|word| {
        let (part, of) = word.trim_matches(|c: char| !c.is_ascii_digit()).split_once('/')?;
        let (part, of) = (part.parse().ok()?, of.parse().ok()?);
        (part <= of && of > 1).then_some(Demand::Share { part, of })
    })
}

/// How far counts may be apart.
fn tolerance(text: &str) -> Option<Demand> {
    if !text.contains("count") && !text.contains("rows") {
        return None;
    }
    if text.contains("exact") || text.contains("identical") {
        return Some(Demand::Tolerance { percent: 0.0 });
    }
    let before = text[..text.find('%')?].trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let percent: f64 = before[before.len() - digits..].parse().ok()?;
    (percent < 50.0).then_some(Demand::Tolerance { percent })
}
