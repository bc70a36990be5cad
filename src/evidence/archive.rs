//! The table of contents of a pg_dump archive, as the custom, directory and tar formats all have it.

use std::io::{self, Read};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What the head of an archive and its entries say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOfContents {
    /// When the dump began, by the clock and the time zone of the machine that made it, taken to be this one's.
    pub taken_at: Option<Timestamp>,
    pub database: Option<String>,
    /// The tables whose rows are in it.
    pub tables: Vec<Table>,
    /// The width of numbers and offsets further on in the file.
    pub(super) widths: Widths,
}

/// The rows of one table, and where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub schema: String,
    pub name: String,
    pub(super) dump_id: i64,
    pub(super) place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the archive itself, at an offset that is zero where it was not written down.
    Offset(u64),
    /// In a file beside the table of contents.
    File(String),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Widths {
    number: usize,
    offset: usize,
}

const MAGIC: &[u8] = b"PGDMP";

/// How the format is numbered in the head.
const CUSTOM: u8 = 1;

/// The oldest archive that is read: PostgreSQL 9.0 wrote it.
const OLDEST: (u8, u8) = (1, 12);

impl TableOfContents {
    /// Reads an archive from its first byte.
    pub fn read(source: &mut impl Read) -> io::Result<Self> {
        let mut reader = Reader { source, version: (0, 0), widths: Widths::default() };
        let mut contents = reader.head()?;
        let format = reader.widths_and_format()?;
        let is_custom = reader.begin(&mut contents, format)?;
        let count = reader.number()?;
        for _ in 0..count {
            contents.tables.extend(reader.entry(is_custom)?);
        }
        contents.widths = reader.widths;
        Ok(contents)
    }

    /// The tables, as `schema.name`.
    pub fn table_names(&self) -> Vec<String> {
        self.tables.iter().map(|table| format!("{}.{}", table.schema, table.name)).collect()
    }
}

struct Reader<'a, R> {
    source: &'a mut R,
    version: (u8, u8),
    widths: Widths,
}

impl<R: Read> Reader<'_, R> {
    fn head(&mut self) -> io::Result<TableOfContents> {
        let mut magic = [0; MAGIC.len()];
        self.source.read_exact(&mut magic)?;
        if magic != MAGIC {
            return Err(invalid("it does not begin as an archive of pg_dump does"));
        }
        self.version = (self.byte()?, self.byte()?);
        self.byte()?;
        if self.version < OLDEST {
            return Err(invalid("it was made before PostgreSQL 9.0"));
        }
        Ok(TableOfContents::default())
    }

    fn widths_and_format(&mut self) -> io::Result<u8> {
        self.widths = Widths { number: self.byte()?.into(), offset: self.byte()?.into() };
        if self.widths.number > 8 || self.widths.offset > 8 {
            return Err(invalid("its head is damaged"));
        }
        self.byte()
    }

    /// The rest of the head; whether the rows are in the same file.
    fn begin(&mut self, contents: &mut TableOfContents, format: u8) -> io::Result<bool> {
        // Since PostgreSQL 16 the kind of compression is one byte; before, its level was a number.
        if self.version >= (1, 15) {
            self.byte()?;
        } else {
            self.number()?;
        }
        contents.taken_at = self.time()?;
        contents.database = self.text()?;
        self.text()?;
        self.text()?;
        Ok(format == CUSTOM)
    }

    fn time(&mut self) -> io::Result<Option<Timestamp>> {
        let mut parts = [0; 7];
        for part in &mut parts {
            *part = self.number()?;
        }
        let [second, minute, hour, day, month, year, _] = parts.map(|part| i16::try_from(part).unwrap_or(-1));
        let small = |part: i16| i8::try_from(part).unwrap_or(-1);
        let civil = DateTime::new(
            year.saturating_add(1900),
            small(month.saturating_add(1)),
            small(day),
            small(hour),
            small(minute),
            small(second.min(59)),
            0,
        );
        let timestamp = civil.ok().and_then(|civil| TimeZone::system().to_timestamp(civil).ok());
        Ok(timestamp)
    }

    /// One entry, if it stands for the rows of a table.
    fn entry(&mut self, is_custom: bool) -> io::Result<Option<Table>> {
        let dump_id = self.number()?;
        self.number()?;
        self.text()?;
        self.text()?;
        let name = self.text()?.unwrap_or_default();
        let kind = self.text()?.unwrap_or_default();
        self.number()?;
        for _ in ["definition", "drop", "copy"] {
            self.text()?;
        }
        let schema = self.text()?.unwrap_or_default();
        self.text()?;
        if self.version >= (1, 14) {
            self.text()?;
        }
        if self.version >= (1, 16) {
            self.number()?;
        }
        self.text()?;
        self.text()?;
        while self.text()?.is_some() {}
        let place = if is_custom { self.offset()? } else { Place::File(self.text()?.unwrap_or_default()) };
        Ok((kind == "TABLE DATA").then_some(Table { schema, name, dump_id, place }))
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.source.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn number(&mut self) -> io::Result<i64> {
        read_number(self.source, self.widths)
    }

    fn text(&mut self) -> io::Result<Option<String>> {
        let length = self.number()?;
        let Ok(length) = usize::try_from(length) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.source.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn offset(&mut self) -> io::Result<Place> {
        const IS_SET: u8 = 2;
        let state = self.byte()?;
        let mut offset = 0;
        for at in 0..self.widths.offset {
            offset |= u64::from(self.byte()?) << (8 * at);
        }
        Ok(Place::Offset(if state == IS_SET { offset } else { 0 }))
    }
}

/// A sign, and then the bytes of the number, the least first.
pub(super) fn read_number(source: &mut impl Read, widths: Widths) -> io::Result<i64> {
    let mut bytes = [0; 9];
    let bytes = &mut bytes[..=widths.number];
    source.read_exact(bytes)?;
    let value = bytes[1..].iter().rev().fold(0_i64, |value, byte| value << 8 | i64::from(*byte));
    Ok(if bytes[0] == 0 { value } else { -value })
}

pub(super) fn invalid(message: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}
