//! Recognizes SQL that was written for another database.

/// What to tell the reader of a statement that PostgreSQL cannot read because it is not meant for it.
pub(super) fn remedy(code: &str) -> Option<&'static str> {
    let upper: String = code.chars().take(20_000).map(|c| c.to_ascii_uppercase()).collect();
    let has = |mark: &str| upper.contains(mark);
    if code.matches('`').count() >= 2 || has("AUTO_INCREMENT") || has("ENGINE=") || has("ENGINE =") {
        return Some("this is MySQL's SQL: leave the file out, or lint the PostgreSQL one beside it");
    }
    if has("AUTOINCREMENT") || upper.trim_start().starts_with("PRAGMA") {
        return Some("this is SQLite's SQL: leave the file out, or lint the PostgreSQL one beside it");
    }
    let go = upper.lines().any(|line| line.trim() == "GO");
    if go || has("[DBO]") || has("NVARCHAR") || has("IDENTITY(1,1)") || has("IDENTITY (1,1)") {
        return Some("this is SQL Server's SQL: leave the file out, or lint the PostgreSQL one beside it");
    }
    None
}
