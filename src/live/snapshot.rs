//! Facts as a file: JSON with one object a line, the same bytes for the same facts.

use serde_json::Value;

use super::facts::{FORMAT, Facts};

/// Why a file is no snapshot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    #[error("it is not a snapshot: {0}")]
    Malformed(String),
    #[error("it has the format {0}, and this program reads {FORMAT}")]
    OtherFormat(u64),
}

/// The file's text.
pub fn write(facts: &Facts) -> Result<String, SnapshotError> {
    let malformed = |error: serde_json::Error| SnapshotError::Malformed(error.to_string());
    let value = serde_json::to_value(facts).map_err(malformed)?;
    let Value::Object(sections) = value else { return Err(SnapshotError::Malformed("no object".to_owned())) };
    let mut lines = Vec::new();
    for (name, section) in sections {
        let line = match section {
            Value::Array(items) if items.is_empty() => format!("  \"{name}\": []"),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
                format!("  \"{name}\": [\n{}\n  ]", items.join(",\n"))
            }
            other => format!("  \"{name}\": {other}"),
        };
        lines.push(line);
    }
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// Reads what `write` wrote.
pub fn read(text: &str) -> Result<Facts, SnapshotError> {
    let malformed = |error: serde_json::Error| SnapshotError::Malformed(error.to_string());
    let value: Value = serde_json::from_str(text).map_err(malformed)?;
    match value.get("format").and_then(Value::as_u64) {
        Some(format) if format == u64::from(FORMAT) => serde_json::from_value(value).map_err(malformed),
        Some(format) => Err(SnapshotError::OtherFormat(format)),
        None => Err(SnapshotError::Malformed("it does not say which format it has".to_owned())),
    }
}
