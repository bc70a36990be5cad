//! The members of a tar file: their names and where their bytes are.

use std::io::{self, Read, Seek, SeekFrom};

/// The size of a header, and what members are filled up to.
const BLOCK: usize = 512;

pub(super) struct Member {
    pub(super) name: String,
    pub(super) start: u64,
    pub(super) length: u64,
}

/// Lists a tar file up to its end, where two empty headers stand.
pub(super) fn members(file: &mut (impl Read + Seek)) -> io::Result<Vec<Member>> {
    let mut members = Vec::new();
    let mut header = [0; BLOCK];
    loop {
        file.read_exact(&mut header)?;
        if header.iter().all(|byte| *byte == 0) {
            return Ok(members);
        }
        let text = |from: usize, to: usize| {
            let field = &header[from..to];
            let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
            String::from_utf8_lossy(&field[..end]).trim().to_owned()
        };
        let length = u64::from_str_radix(&text(124, 136), 8)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a header in it is damaged"))?;
        let start = file.stream_position()?;
        members.push(Member { name: text(0, 100), start, length });
        file.seek(SeekFrom::Start(start + length.next_multiple_of(BLOCK as u64)))?;
    }
}
