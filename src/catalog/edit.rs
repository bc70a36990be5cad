//! Changes of single relations that keep both ends of every link.
