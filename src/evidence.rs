//! Evidence: what was run, read or said about a migration, bound to the files and the server that it was about.
//!
//! Records are JSON files in `.migrate-lint/evidence/`. Each names the hash of the one before it, so that a record
//! edited, removed or put in later by hand shows. The last one has nobody to vouch for it but the repository it is
//! committed to.

mod archive;
mod author;
mod command;
mod digest;
mod dump;
mod record;
#[cfg(unix)]
mod restore;
mod store;
mod tar;

pub use archive::{Table, TableOfContents};
pub use author::author;
pub use command::{CommandFailure, run};
pub use digest::{of_bytes, of_file};
pub use dump::{DumpFailure, read as read_dump};
pub use record::{Backup, BoundFile, Content, Draft, FORMAT, Record, ServerIdentity, Subject, Validity};
#[cfg(unix)]
pub use restore::{RestoreFailure, Restored, restore};
pub use store::{Fault, Kept, Store, StoreFailure};

/// Where records are kept, below the folder of the configuration.
pub const FOLDER: &str = ".migrate-lint/evidence";
