//! Reads one file, and says plainly why where it cannot be read.

use std::path::Path;
use std::sync::Arc;

use super::Failure;
use crate::source::SourceFile;

pub fn read(path: &Path, shown: String) -> Result<Arc<SourceFile>, Failure> {
    match std::fs::read(path) {
        Ok(bytes) => decode(bytes, shown),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            Err(Failure { path: shown, message, offset: None, line: None, remedy: None })
        }
    }
}

pub fn decode(bytes: Vec<u8>, shown: String) -> Result<Arc<SourceFile>, Failure> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message =
            "is UTF-16, not UTF-8 (it begins with a byte order mark at offset 0, line 1)".to_owned();
        let remedy = Some(convert(&shown, "UTF-16"));
        return Err(Failure { path: shown, message, offset: Some(0), line: Some(1), remedy });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(shown, text)),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
            let byte = bytes.get(offset).copied().unwrap_or_default();
            let message = format!(
                "is not UTF-8: byte 0x{byte:02x} at offset {offset} (line {line}) begins no character"
            );
            let remedy = Some(convert(&shown, "WINDOWS-1252"));
            Err(Failure { path: shown, message, offset: Some(offset), line: Some(line), remedy })
        }
    }
}

fn convert(shown: &str, encoding: &str) -> String {
    format!("convert it, if {encoding} is what it is: iconv -f {encoding} -t UTF-8 '{shown}'")
}
