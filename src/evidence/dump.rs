//! A dump, read as far as it takes to know that it is whole and which tables' rows are in it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;

use super::archive::{Place, Table, TableOfContents, invalid, read_number};
use super::record::Backup;
use super::{digest, tar};

/// A dump cannot be read, or is not whole.
#[derive(Debug, thiserror::Error)]
#[error("{} {message}", path.display())]
pub struct DumpFailure {
    pub path: PathBuf,
    pub message: String,
}

/// Reads a dump in any of the formats of pg_dump; plain SQL may be compressed with gzip.
pub fn read(path: &Path) -> Result<Backup, DumpFailure> {
    let failed = |error: io::Error| DumpFailure { path: path.to_path_buf(), message: said(&error) };
    let (format, contents) = contents(path).map_err(failed)?;
    let (sha256, bytes) =
        if path.is_dir() { of_folder(path) } else { digest::of_file(path) }.map_err(failed)?;
    let written = fs::metadata(path).and_then(|known| known.modified()).map_err(failed)?;
    let written = Timestamp::try_from(written).unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(Backup {
        path: path.to_string_lossy().into_owned(),
        format: format.to_owned(),
        bytes,
        sha256,
        taken_at: contents.taken_at.unwrap_or(written),
        tables: contents.table_names(),
        database: contents.database,
    })
}

fn contents(path: &Path) -> io::Result<(&'static str, TableOfContents)> {
    if path.is_dir() {
        return Ok(("directory", directory(path)?));
    }
    let mut file = BufReader::new(File::open(path)?);
    let mut head = [0; 262];
    let length = read_up_to(&mut file, &mut head)?;
    file.rewind()?;
    match &head[..length] {
        [b'P', b'G', b'D', b'M', b'P', ..] => Ok(("custom", custom(&mut file)?)),
        [0x1f, 0x8b, ..] => Ok(("plain, gzip", plain(BufReader::new(MultiGzDecoder::new(file)))?)),
        head if head.get(257..262) == Some(b"ustar") => Ok(("tar", of_tar(&mut file)?)),
        [] => Err(invalid("it is empty")),
        _ => Ok(("plain", plain(file)?)),
    }
}

/// The rows follow in the same file: every block of every table is walked through, so that a file cut short shows.
fn custom(file: &mut BufReader<File>) -> io::Result<TableOfContents> {
    let contents = TableOfContents::read(file)?;
    if contents.tables.iter().any(|table| table.place == Place::Offset(0)) {
        walk_all(file, &contents)?;
        return Ok(contents);
    }
    for table in &contents.tables {
        let Place::Offset(offset) = table.place else { continue };
        file.seek(SeekFrom::Start(offset))?;
        if block(file)? != Some(ROWS) || read_number(file, contents.widths)? != table.dump_id {
            return Err(invalid("its rows are not where its table of contents says"));
        }
        walk(file, &contents)?;
    }
    Ok(contents)
}

/// How blocks begin: with the rows of a table, or with large objects.
const ROWS: u8 = 1;
const LARGE_OBJECTS: u8 = 3;

/// A dump that went through a pipe says nowhere where rows are: they follow one table after the other.
fn walk_all(file: &mut BufReader<File>, contents: &TableOfContents) -> io::Result<()> {
    let mut missing: BTreeSet<i64> = contents.tables.iter().map(|table| table.dump_id).collect();
    while let Some(kind) = block(file)? {
        missing.remove(&read_number(file, contents.widths)?);
        match kind {
            ROWS => walk(file, contents)?,
            LARGE_OBJECTS => {
                while read_number(file, contents.widths)? != 0 {
                    walk(file, contents)?;
                }
            }
            _ => return Err(invalid("what follows its table of contents is none of its rows")),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// The kind of the block that begins here, unless the file ends.
fn block(file: &mut BufReader<File>) -> io::Result<Option<u8>> {
    let mut kind = [0];
    Ok((read_up_to(file, &mut kind)? == 1).then_some(kind[0]))
}

/// To the end of a block, piece by piece.
fn walk(file: &mut BufReader<File>, contents: &TableOfContents) -> io::Result<()> {
    let end = file.get_ref().metadata()?.len();
    loop {
        let length = read_number(file, contents.widths)?;
        if length == 0 {
            return Ok(());
        }
        file.seek_relative(length)?;
        if length < 0 || file.stream_position()? > end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

fn directory(path: &Path) -> io::Result<TableOfContents> {
    let contents = TableOfContents::read(&mut BufReader::new(File::open(path.join("toc.dat"))?))?;
    let files: Vec<String> =
        fs::read_dir(path)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let rows = require_members(&contents, &files)?;
    for name in rows {
        let file = path.join(name);
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("gz") => require_end(MultiGzDecoder::new(BufReader::new(File::open(file)?)))?,
            Some("dat") => require_end(BufReader::new(File::open(file)?))?,
            // Of other compressions only the program itself can tell.
            _ => {}
        }
    }
    Ok(contents)
}

fn of_tar(file: &mut BufReader<File>) -> io::Result<TableOfContents> {
    let members = tar::members(file)?;
    let first = members.iter().find(|member| member.name == "toc.dat");
    let first = first.ok_or_else(|| invalid("it is a tar file, but pg_dump did not make it"))?;
    file.seek(SeekFrom::Start(first.start))?;
    let contents = TableOfContents::read(&mut file.by_ref().take(first.length))?;
    let names: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
    let rows = require_members(&contents, &names)?;
    for member in members.iter().filter(|member| rows.contains(&&member.name)) {
        file.seek(SeekFrom::Start(member.start))?;
        require_end(file.by_ref().take(member.length))?;
    }
    Ok(contents)
}

/// The files with the tables' rows, of which none is missing; a compressed one has an ending more.
fn require_members<'a>(contents: &TableOfContents, files: &'a [String]) -> io::Result<Vec<&'a String>> {
    let mut found = Vec::new();
    for table in &contents.tables {
        let Place::File(name) = &table.place else { continue };
        let is_own = |file: &&String| {
            file.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let own = files.iter().find(is_own);
        found.push(own.ok_or_else(|| invalid("the file with a table's rows is missing"))?);
    }
    Ok(found)
}

/// The rows of a table end with an empty line, whichever statements hold them.
fn require_end(mut source: impl Read) -> io::Result<()> {
    let mut end = Vec::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = source.read(&mut buffer)?;
        if read == 0 {
            return if end == b"\n\n" { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        end.extend_from_slice(&buffer[read.saturating_sub(2)..read]);
        end.drain(..end.len().saturating_sub(2));
    }
}

/// A script for psql: tables are those that it copies rows into, and its last words show that it is whole.
fn plain(mut source: impl BufRead) -> io::Result<TableOfContents> {
    let mut contents = TableOfContents::default();
    let mut is_dump = false;
    let mut is_complete = false;
    let mut line = Vec::new();
    while {
        line.clear();
        source.read_until(b'\n', &mut line)? > 0
    } {
        let text = String::from_utf8_lossy(&line);
        is_dump |= text.starts_with("-- PostgreSQL database dump");
        is_complete |= text.starts_with("-- PostgreSQL database dump complete");
        let rows = text.strip_prefix("COPY ").or_else(|| text.strip_prefix("INSERT INTO "));
        if let Some((schema, name)) = rows.and_then(table_name)
            && contents.tables.iter().all(|known| (&known.schema, &known.name) != (&schema, &name))
        {
            contents.tables.push(Table { schema, name, dump_id: 0, place: Place::Offset(0) });
        }
    }
    match (is_dump, is_complete) {
        (true, true) => Ok(contents),
        (true, false) => Err(io::ErrorKind::UnexpectedEof.into()),
        (false, _) => Err(invalid("it is no dump of pg_dump")),
    }
}

/// Reads `schema.name` at the beginning of a text, each part quoted or not.
fn table_name(text: &str) -> Option<(String, String)> {
    let (schema, rest) = identifier(text)?;
    let (name, _) = identifier(rest.strip_prefix('.')?)?;
    Some((schema, name))
}

fn identifier(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))?;
        return Some((text[..end].to_owned(), &text[end..]));
    };
    let mut name = String::new();
    let mut rest = quoted;
    loop {
        let (part, after) = rest.split_once('"')?;
        name.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                name.push('"');
                rest = more;
            }
            None => return Some((name, after)),
        }
    }
}

/// The digest of a folder is that of the digests of its files.
fn of_folder(path: &Path) -> io::Result<(String, u64)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(path)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort_unstable();
    let mut listing = String::new();
    let mut length = 0;
    for file in files.iter().filter(|file| file.is_file()) {
        let (digest, bytes) = digest::of_file(file)?;
        listing += &format!("{digest}  {}\n", file.file_name().unwrap_or_default().to_string_lossy());
        length += bytes;
    }
    Ok((digest::of_bytes(listing.as_bytes()), length))
}

fn read_up_to(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::UnexpectedEof => {
            "is cut short: it ends in the middle of a table or of its contents".to_owned()
        }
        _ => format!("is not a dump that can be restored: {error}"),
    }
}
