//! Calls the server's own parser, and nothing else does.
//!
//! In release builds the C library behind it points the process's standard error at a pipe around each call. Two
//! threads that do so at once can leave file descriptor 2 at a dead pipe; whoever writes there later must have kept
//! a duplicate of it from before the first call.

use pg_query::protobuf::RawStmt;

/// The raw trees of the statements in a text, or the server's sentence about what is wrong with it.
pub(super) fn read(text: &str) -> Result<Vec<RawStmt>, String> {
    match std::panic::catch_unwind(|| pg_query::parse(text, 0)) {
        Ok(Ok(result)) => Ok(result.protobuf.stmts),
        Ok(Err(error)) => Err(message(error)),
        Err(_) => Err("the parser failed on this statement".to_owned()),
    }
}

/// Whether the grammar accepts the text; much cheaper than reading its tree.
pub(super) fn check(text: &str) -> Result<(), String> {
    match std::panic::catch_unwind(|| pg_query::split_with_parser(text).map(drop)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(message(error)),
        Err(_) => Err("the parser failed on this statement".to_owned()),
    }
}

fn message(error: pg_query::Error) -> String {
    use pg_query::Error;
    match error {
        Error::Parse(message) | Error::Split(message) | Error::Scan(message) => message,
        Error::Conversion(_) => "invalid byte sequence for encoding \"UTF8\": 0x00".to_owned(),
        other => other.to_string(),
    }
}
