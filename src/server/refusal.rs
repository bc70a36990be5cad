//! What a server answered in place of running a statement, or that it could not be reached at all.

use postgres::error::ErrorPosition;

use crate::connect::ConnectError;

/// The SQLSTATEs that are asked for by name.
pub mod code {
    /// What a transaction block refuses: CREATE INDEX CONCURRENTLY, VACUUM.
    pub const ACTIVE_TRANSACTION: &str = "25001";
    /// COMMIT in a procedure or a block that stands in somebody's transaction.
    pub const INVALID_TRANSACTION_TERMINATION: &str = "2D000";
    /// RAISE EXCEPTION in a block or a function.
    pub const RAISED: &str = "P0001";
    /// What the server, or its build, does not have.
    pub const FEATURE_NOT_SUPPORTED: &str = "0A000";
    /// A database that others are still connected to.
    pub const OBJECT_IN_USE: &str = "55006";
}

#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if code.is_empty() { String::new() } else { format!("{code} ") })]
pub struct Refusal {
    /// SQLSTATE; empty where the server said nothing, as when the connection failed.
    pub code: String,
    pub message: String,
    /// What more the server says, and where in functions it happened.
    pub detail: Option<Box<str>>,
    pub hint: Option<Box<str>>,
    /// The character of the statement that the server points at, counted from 1.
    pub position: Option<usize>,
}

impl Refusal {
    pub fn of(message: impl Into<String>) -> Self {
        Refusal { message: message.into(), ..Refusal::default() }
    }

    /// Whether the rows are at fault and not the schema: SQLSTATE class 23, integrity constraint violation, values that
    /// a new type does not take, and what a migration raises itself over rows that it looked at.
    pub fn is_over_rows(&self) -> bool {
        self.code.starts_with("23") || self.code.starts_with("22") || self.code == code::RAISED
    }

    /// Whether the server's programs lack an extension.
    pub fn misses_extension(&self) -> bool {
        self.code == code::FEATURE_NOT_SUPPORTED && self.message.ends_with("is not available")
    }
}

impl From<postgres::Error> for Refusal {
    fn from(error: postgres::Error) -> Self {
        let Some(database) = error.as_db_error() else {
            return Refusal::of(causes(&error));
        };
        let position = database.position().and_then(|position| match position {
            ErrorPosition::Original(at) => usize::try_from(*at).ok(),
            // It points into a query of the server's own.
            ErrorPosition::Internal { .. } => None,
        });
        let detail: Vec<&str> = database.detail().into_iter().chain(database.where_()).collect();
        Refusal {
            code: database.code().code().to_owned(),
            message: database.message().to_owned(),
            detail: (!detail.is_empty()).then(|| detail.join("; ").into()),
            hint: database.hint().map(Box::from),
            position,
        }
    }
}

impl From<ConnectError> for Refusal {
    fn from(error: ConnectError) -> Self {
        Refusal { hint: error.remedy.map(Into::into), ..Refusal::of(error.message) }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        Refusal::of(error.to_string())
    }
}

/// An error with what caused it: the client alone says no more than "error connecting to server".
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
