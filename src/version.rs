//! The PostgreSQL major version a migration is meant for, and what changed when.

use std::fmt;
use std::str::FromStr;

/// A major version between the oldest and the newest that the lock model was observed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PgVersion(u8);

impl PgVersion {
    pub const OLDEST: PgVersion = PgVersion(12);
    pub const NEWEST: PgVersion = PgVersion(18);
    /// The oldest major that the PostgreSQL project still supports (14 ended on 2026-11-12).
    pub const DEFAULT: PgVersion = PgVersion(15);

    pub const V12: PgVersion = PgVersion(12);
    pub const V13: PgVersion = PgVersion(13);
    pub const V14: PgVersion = PgVersion(14);
    pub const V15: PgVersion = PgVersion(15);
    pub const V16: PgVersion = PgVersion(16);
    pub const V17: PgVersion = PgVersion(17);
    pub const V18: PgVersion = PgVersion(18);

    pub fn new(major: u8) -> Option<Self> {
        (Self::OLDEST.0..=Self::NEWEST.0).contains(&major).then_some(Self(major))
    }

    pub fn major(self) -> u8 {
        self.0
    }

    pub fn all() -> impl Iterator<Item = Self> {
        (Self::OLDEST.0..=Self::NEWEST.0).map(Self)
    }
}

impl Default for PgVersion {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for PgVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no PostgreSQL major version that is known here: use {oldest} to {newest}", oldest = PgVersion::OLDEST, newest = PgVersion::NEWEST)]
pub struct UnknownVersion(String);

impl FromStr for PgVersion {
    type Err = UnknownVersion;

    /// Takes a major version (`17`) or a full one (`17.5`).
    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        let major = text.split('.').next().and_then(|major| major.trim().parse().ok());
        major.and_then(Self::new).ok_or_else(|| UnknownVersion(text.to_owned()))
    }
}
