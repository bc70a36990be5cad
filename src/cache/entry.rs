//! The bytes of an entry: a head that says what it is and whether it is whole, then the record.

use flate2::Crc;

use super::Kept;
use super::key::Key;
use super::record::Record;
use crate::config::Settings;
use crate::migration::HistorySource;

const MAGIC: &[u8; 8] = b"mlcache\x01";

/// The magic, the key, and a checksum of what follows.
const HEAD: usize = MAGIC.len() + 32 + 4;

/// None where something stands in a finding that is not kept.
pub(super) fn written(key: &Key, history: &HistorySource, kept: &Kept) -> Option<Vec<u8>> {
    let body = postcard::to_stdvec(&Record::of(kept, history)?).ok()?;
    let mut bytes = Vec::with_capacity(HEAD + body.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&key.0);
    bytes.extend_from_slice(&checksum(&body));
    bytes.extend_from_slice(&body);
    Some(bytes)
}

pub(super) fn read(bytes: &[u8], key: &Key, history: &HistorySource, settings: &Settings) -> Option<Kept> {
    let rest = bytes.strip_prefix(MAGIC)?.strip_prefix(&key.0)?;
    let (sum, body) = rest.split_at_checked(4)?;
    if sum != checksum(body) {
        return None;
    }
    postcard::from_bytes::<Record>(body).ok()?.into_kept(history, settings)
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum().to_le_bytes()
}
