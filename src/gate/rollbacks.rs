//! Ways back that a gate names and the migration tool does not.

use std::path::Path;

use crate::discover;
use crate::migration::{Down, HistorySource, ScriptSource, TransactionUnit};

/// Ways back that the migration tool knows nothing of.
pub fn put_rollbacks(source: &mut HistorySource, pattern: &str, root: &Path) {
    for migration in source.migrations.iter_mut().filter(|migration| migration.judged) {
        let (Some(up), None) = (&migration.up, migration.down.script()) else { continue };
        let up_path = Path::new(&**up.source.path());
        let stem = up_path.file_stem().unwrap_or_default().to_string_lossy();
        let stem = stem.strip_suffix(".up").unwrap_or(&stem);
        let expected = pattern.replace("{stem}", stem).replace("{version}", &migration.version);
        let file = root.join(&expected);
        migration.down = match discover::read_source(&file, file.to_string_lossy().into_owned()) {
            Ok(text) => Down::Script(ScriptSource::whole(text, TransactionUnit::Script)),
            Err(_) => Down::Missing { expected },
        };
    }
}
