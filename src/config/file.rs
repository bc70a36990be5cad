//! What `migrate-lint.toml` says: the middle layer, as it was written.

use std::collections::BTreeMap;

use crate::custom::CustomRule;
use crate::diagnostic::Severity;
use crate::migration::TransactionUnit;
use crate::version::PgVersion;

use super::asserts::AssertChoice;
use super::databases::DatabaseChoice;
use super::reader::{self, Problem};
use super::{FailOn, Selector};

/// The name of the file.
pub const FILE_NAME: &str = "migrate-lint.toml";

/// The whole file.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    pub version: Option<PgVersion>,
    pub layout: Option<String>,
    /// The unit that scripts run in, where they do not say otherwise themselves.
    pub transaction: Option<TransactionUnit>,
    /// The last version that is not judged.
    pub start_after: Option<String>,
    /// Paths that are not looked at.
    pub exclude: Vec<String>,
    pub select: Option<Vec<Selector>>,
    pub ignore: Vec<Selector>,
    pub fail_on: Option<FailOn>,
    pub rules: BTreeMap<&'static str, RuleChoice>,
    pub custom: Vec<CustomChoice>,
    pub placeholders: Vec<(String, String)>,
    /// Settings that every session has.
    pub settings: Vec<(String, String)>,
    pub migrations: Vec<Folder>,
    /// `[application] paths`: where the code is that uses the database.
    pub application: Vec<String>,
    pub databases: Vec<DatabaseChoice>,
    /// What `verify` asks besides what follows from the migrations.
    pub asserts: Vec<AssertChoice>,
}

/// `[[custom]]`: a rule of the team's own.
#[derive(Clone, Debug)]
pub struct CustomChoice {
    pub rule: &'static CustomRule,
    pub exclude: Vec<String>,
}

/// `[rules.<id>]`.
#[derive(Clone, Debug, Default)]
pub struct RuleChoice {
    pub severity: Option<SeverityChoice>,
    pub exclude: Vec<String>,
    pub options: toml::Table,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityChoice {
    Severity(Severity),
    Off,
}

/// `[[migrations]]`: what holds for one folder alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// As seen from the configuration's folder.
    pub path: String,
    pub layout: Option<String>,
    pub transaction: Option<TransactionUnit>,
    pub start_after: Option<String>,
}

impl Configuration {
    /// Reads the file; `layouts` are the names that `layout` can have. All that is wrong is told at once.
    pub fn read(text: &str, layouts: &[&str]) -> Result<Self, Vec<Problem>> {
        reader::read(text, layouts)
    }
}

impl SeverityChoice {
    pub const NAMES: [&str; 4] = ["error", "warning", "advice", "off"];

    pub fn from_name(name: &str) -> Option<Self> {
        if name == "off" {
            return Some(SeverityChoice::Off);
        }
        Severity::from_name(name).map(SeverityChoice::Severity)
    }
}
