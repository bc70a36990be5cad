//! How many rows two tables may differ by.

use std::collections::BTreeMap;

/// A number of rows, or a part of the source's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Allowed {
    Rows(u64),
    Percent(f64),
}

/// For every table, and for those that are named.
#[derive(Clone, Debug, PartialEq)]
pub struct Tolerances {
    all: Allowed,
    own: BTreeMap<String, Allowed>,
}

impl Default for Tolerances {
    fn default() -> Self {
        Self { all: Allowed::Rows(0), own: BTreeMap::new() }
    }
}

impl Allowed {
    /// `3` or `0.5%`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_suffix('%') {
            Some(number) => {
                let percent: f64 = number.trim().parse().ok()?;
                (0.0..=100.0).contains(&percent).then_some(Self::Percent(percent))
            }
            None => text.parse().ok().map(Self::Rows),
        }
    }

    /// How many rows that is of a table with so many. A part of a row is none.
    pub fn rows(self, of: u64) -> u64 {
        match self {
            Self::Rows(rows) => rows,
            Self::Percent(percent) => (of as f64 * percent / 100.0) as u64,
        }
    }

    fn shown(self) -> String {
        match self {
            Self::Rows(0) => "exact".to_owned(),
            Self::Rows(rows) => format!("±{rows}"),
            Self::Percent(percent) => format!("±{percent} %"),
        }
    }
}

impl Tolerances {
    /// Reads `1%`, `orders=5`, `core.orders=0.1%`.
    pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut tolerances = Self::default();
        for text in texts {
            let (table, number) = match text.rsplit_once('=') {
                Some((table, number)) => (Some(table.trim()), number),
                None => (None, text),
            };
            let allowed = Allowed::read(number)
                .ok_or_else(|| format!("`{text}` is no tolerance: write 3, 0.5%, or orders=0.5%"))?;
            match table {
                Some(table) if table.contains('.') => drop(tolerances.own.insert(table.to_owned(), allowed)),
                Some(table) => drop(tolerances.own.insert(format!("public.{table}"), allowed)),
                None => tolerances.all = allowed,
            }
        }
        Ok(tolerances)
    }

    pub fn of(&self, table: &str) -> Allowed {
        self.own.get(table).copied().unwrap_or(self.all)
    }

    /// Tables that have one of their own.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    pub fn shown(&self) -> String {
        let own = self.own.iter().map(|(table, allowed)| format!("{table} {}", allowed.shown()));
        [self.all.shown()].into_iter().chain(own).collect::<Vec<_>>().join(", ")
    }
}
