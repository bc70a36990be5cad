//! How long work takes: so much for each row, so much for each byte, and a range rather than a number.
//!
//! The costs were measured on PostgreSQL 15 with 1 to 20 million rows of 93 and 512 bytes. Another host is another
//! factor: the ledger's execution times or a rehearsal give it.

/// What is done to every row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reads and verifies: SET NOT NULL, CHECK, VALIDATE.
    Verify,
    ForeignKey,
    IndexOfNumbers,
    IndexOfUuids,
    /// Compared by the rules of a language, which costs most of it.
    IndexOfText,
    Rewrite,
    /// ADD COLUMN with another value in every row.
    Fill,
    /// Writes each row once more, and every index with it unless the update is heap-only.
    Update,
    /// Marks each row; the indexes keep their entries until VACUUM.
    Delete,
    /// The files of a dropped table are removed.
    Unlink,
}

/// Seconds for a million rows, and seconds for a gigabyte.
const COSTS: [(Task, f64, f64); 10] = [
    (Task::Verify, 0.20, 0.41),
    (Task::ForeignKey, 1.1, 0.0),
    (Task::IndexOfNumbers, 1.14, 0.3),
    (Task::IndexOfUuids, 1.41, 0.3),
    (Task::IndexOfText, 4.49, 0.75),
    (Task::Rewrite, 1.72, 11.55),
    (Task::Fill, 2.27, 8.13),
    (Task::Update, 7.07, 4.72),
    (Task::Delete, 1.2, 1.0),
    (Task::Unlink, 0.0, 1.06),
];

/// What a rewrite costs more for each further index, in seconds for a million rows.
const FURTHER_INDEX: f64 = 1.21;

/// What an UPDATE costs more for each index that gets a new entry for every row, in seconds for a million rows: numbers
/// mostly come in the order of the rows, while uuids and text fall on another page each time.
const UPKEEP_OF_NUMBERS: f64 = 3.0;
const UPKEEP_OF_UUIDS: f64 = 12.0;
const UPKEEP_OF_TEXT: f64 = 18.0;

/// What CONCURRENTLY costs more: it reads the table twice.
const CONCURRENTLY: f64 = 1.6;

/// A range in seconds.
pub type Seconds = (f64, f64);

/// How much there is to work on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    /// Absent where nobody counted.
    pub rows: Option<u64>,
    pub bytes: u64,
    pub indexes: u64,
    /// What the indexes cost an UPDATE, in seconds for a million rows.
    pub upkeep: f64,
}

/// How fast the host is, as far as that is known.
#[derive(Clone, Debug)]
pub struct DurationModel {
    factor: f64,
    /// How many times shorter and longer the truth may be than the estimate.
    spread: (f64, f64),
    /// Where the factor is from: `the shipped defaults`.
    pub source: String,
}

/// Hosts of today are up to four times as fast as the one that was measured, and busy ones are slower.
const DEFAULT_SPREAD: (f64, f64) = (5.0, 3.0);
const CALIBRATED_SPREAD: (f64, f64) = (1.5, 1.5);

impl Default for DurationModel {
    fn default() -> Self {
        Self { factor: 1.0, spread: DEFAULT_SPREAD, source: "the shipped defaults".to_owned() }
    }
}

/// How often a work has to have been timed before the times are believed.
const SAMPLES: usize = 3;

impl DurationModel {
    /// From pairs of what was estimated and what it took; too few of them tell nothing.
    pub fn calibrated(pairs: &[(f64, f64)], source: &str) -> Option<Self> {
        let ratio = |(estimated, took): &(f64, f64)| (*estimated > 0.0).then(|| took / estimated);
        let mut ratios: Vec<f64> = pairs.iter().filter_map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        let median = ratios.get(ratios.len() / 2).filter(|_| ratios.len() >= SAMPLES)?;
        Some(Self {
            factor: median.clamp(0.05, 50.0),
            spread: CALIBRATED_SPREAD,
            source: format!("{source} ({} of them)", ratios.len()),
        })
    }

    /// The range for a table. Absent where nobody knows how many rows it has.
    pub fn estimate(&self, task: Task, extent: Extent) -> Option<Seconds> {
        let middle = self.middle(task, extent)?;
        let (shorter, longer) = self.spread;
        // Whatever it is, it takes a moment.
        Some((middle / shorter, (middle * longer).max(0.02)))
    }

    pub(super) fn middle(&self, task: Task, extent: Extent) -> Option<f64> {
        let (_, per_row, per_byte) = COSTS.into_iter().find(|(known, ..)| *known == task)?;
        let millions = extent.rows? as f64 / 1e6;
        let gigabytes = extent.bytes as f64 / 1e9;
        let further = match task {
            Task::Rewrite | Task::Fill => extent.indexes.saturating_sub(1) as f64 * FURTHER_INDEX,
            Task::Update => extent.upkeep,
            _ => 0.0,
        };
        Some(self.factor * (millions * (per_row + further) + gigabytes * per_byte))
    }

    pub fn concurrently(range: Seconds) -> Seconds {
        (range.0, range.1 * CONCURRENTLY)
    }
}

/// What an index costs an UPDATE that writes an entry for every row, in seconds for a million rows.
pub(super) fn upkeep<'a>(method: &str, types: impl Iterator<Item = &'a str>) -> f64 {
    match index_task(types) {
        // An entry of another method is no cheaper than one of text.
        _ if !["btree", "hash", "brin"].contains(&method) => UPKEEP_OF_TEXT,
        Task::IndexOfText => UPKEEP_OF_TEXT,
        Task::IndexOfUuids => UPKEEP_OF_UUIDS,
        _ => UPKEEP_OF_NUMBERS,
    }
}

/// The task of building an index over columns of these types.
pub(super) fn index_task<'a>(types: impl Iterator<Item = &'a str>) -> Task {
    let mut task = Task::IndexOfNumbers;
    for data_type in types {
        if ["text", "character", "name", "citext", "json"].iter().any(|text| data_type.starts_with(text)) {
            return Task::IndexOfText;
        }
        if data_type == "uuid" {
            task = Task::IndexOfUuids;
        }
    }
    task
}

/// `20 ms to 0.3 s`, `4 to 40 s`, `2 to 15 min`.
pub(super) fn shown((low, high): Seconds) -> String {
    let unit = |seconds: f64| match seconds {
        s if s < 1.0 => (1000.0, "ms"),
        s if s < 120.0 => (1.0, "s"),
        s if s < 7200.0 => (1.0 / 60.0, "min"),
        _ => (1.0 / 3600.0, "h"),
    };
    let number = |value: f64| {
        if value < 9.95 && value.fract() > 0.05 { format!("{value:.1}") } else { format!("{value:.0}") }
    };
    let ((low_factor, low_unit), (high_factor, high_unit)) = (unit(low), unit(high));
    if high < 0.1 {
        return "less than 0.1 s".to_owned();
    }
    if low_unit == high_unit {
        return format!("{} to {} {high_unit}", number(low * low_factor), number(high * high_factor));
    }
    format!("{} {low_unit} to {} {high_unit}", number(low * low_factor), number(high * high_factor))
}
