//! The language server over an in-memory connection: recorded sessions, positions, accidents, and random edits.

mod editor;
mod features;
mod lazy;
mod positions;
mod random;
mod robust;
mod sessions;
