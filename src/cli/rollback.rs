//! `rollback`: the way back of one migration, printed or put where its tool looks for it.

use std::path::Path;

use crate::config::Flags;
use crate::lint::Placeholders;
use crate::migration::{History, replay};
use crate::rollback::{self, Place};

use super::arguments::{InputArguments, RollbackArguments};
use super::failure::{self, Failure, shown};
use super::input::{Configured, Input};
use super::{Outcome, Verdict, fix, output, stderr};

pub(super) fn rollback(arguments: &RollbackArguments) -> Outcome {
    let input = InputArguments {
        paths: vec![arguments.file.clone()],
        pg_version: arguments.pg_version,
        layout: arguments.layout.clone(),
        ..InputArguments::default()
    };
    if !arguments.file.is_file() {
        let failure = Failure::new(format!("{} is not a file", shown(&arguments.file)));
        return Err(vec![failure.help("name the migration to take back")]);
    }
    let flags = Flags { version: arguments.pg_version, ..Flags::default() };
    let input = Input::read(&input, &arguments.common, &flags)?;
    failure::print(&input.failures, arguments.common.color);
    let histories = input.groups.into_iter().flat_map(|Configured { settings, histories, .. }| {
        histories.into_iter().map(move |source| replay(source, &settings.replay))
    });
    let found = histories.into_iter().find_map(|history| {
        let index = history.migrations.iter().position(|migration| migration.judged)?;
        Some((history, index))
    });
    let Some((history, index)) = found else {
        return Err(vec![Failure::new(format!("{} is no migration", shown(&arguments.file)))]);
    };
    let written = one(&history, index, arguments.write);
    written.map(|()| Verdict::Clean).map_err(|failure| vec![failure])
}

fn one(history: &History, index: usize, write: bool) -> Result<(), Failure> {
    let migration = &history.migrations[index];
    let Some(up) = &migration.up else {
        return Err(Failure::new(format!("{} has no SQL that could be taken back", migration.name)));
    };
    if let Some(error) = up.errors.first() {
        return Err(Failure::new(format!("{} cannot be read: {}", up.source.path(), error.message)));
    }
    let rollback = rollback::of(history, index);
    let (place, mut text) = rollback::place(history, migration, &rollback);
    Placeholders::of(history).restore(&mut text);
    if !write {
        return output::print(&text);
    }
    let path = match place {
        Place::File(path) => {
            let written = fix::create(Path::new(&path), &text);
            written.map_err(|error| Failure::new(format!("{path} cannot be written: {error}")))?;
            path
        }
        Place::Section { path, at } => {
            let before = up.source.text();
            let (head, tail) = before.split_at_checked(at).unwrap_or((before, ""));
            let written = fix::replace(Path::new(&path), before, &format!("{head}{text}{tail}"));
            written.map_err(|error| Failure::new(format!("{path} cannot be written: {error}")))?;
            path
        }
        Place::Taken(path) => {
            let failure = Failure::new(format!("{path} holds a way back already"));
            return Err(failure.help("leave --write out to compare it with what would be written"));
        }
        Place::Nowhere => {
            let failure = Failure::new(format!("{} has no place for a way back", history.tool.name));
            return Err(
                failure.help("leave --write out, and keep what is printed where you would look for it")
            );
        }
    };
    stderr::line(&format!("wrote {path}"));
    Ok(())
}
