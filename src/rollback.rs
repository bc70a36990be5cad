//! The way back of a migration, written from the catalogs before and after each of its statements.

use crate::ast::{AlterEnum, Name, ObjectRef, Statement};
use crate::catalog::{Catalog, Changed, RelationId};
use crate::diagnostic::NewFile;
use crate::fix::Fixed;
use crate::migration::{History, Migration, Script, Step};

mod code;
mod column;
mod constraint;
mod order;
mod parts;
mod relation;
mod rename;
mod rights;
mod rows;
mod shape;
mod text;

pub use shape::{Place, place};

use text::Texts;

/// The way back, in the order it runs.
#[derive(Clone, Debug, Default)]
pub struct Rollback {
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Without the semicolon.
    Statement(String),
    /// What no statement brings back: `rows of orders`.
    Lost(String),
    /// What somebody has to do at this place, as a sentence.
    Todo(String),
}

impl Rollback {
    /// The statements with what is lost as comments.
    pub fn sql(&self) -> String {
        if self.parts.is_empty() {
            return "-- nothing to take back\n".to_owned();
        }
        let lines = self.parts.iter().map(|part| match part {
            Part::Statement(sql) => format!("{sql};\n"),
            Part::Lost(what) => format!("-- cannot restore: {}\n", what.replace('\n', " ")),
            Part::Todo(what) => format!("-- {}\n", what.replace('\n', " ")),
        });
        lines.collect()
    }

    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Statement(sql) => Some(sql.as_str()),
            Part::Lost(_) | Part::Todo(_) => None,
        })
    }
}

/// Writes the way back of a migration of a history.
pub fn of(history: &History, index: usize) -> Rollback {
    let Some(script) = history.migrations.get(index).and_then(|migration: &Migration| migration.up.as_ref())
    else {
        return Rollback::default();
    };
    let mut pieces = Vec::new();
    for (at, step) in script.steps.iter().enumerate().rev().filter(|(at, _)| !grows_on(script, *at)) {
        let mut undo = Undo::new(history, index, script, at, step);
        undo.step();
        pieces.extend(undo.into_pieces());
    }
    let mut rollback = Rollback { parts: order::settled(pieces) };
    let mut seen = Vec::new();
    rollback.parts.retain(|part| {
        let again = matches!(part, Part::Lost(_)) && seen.contains(part);
        seen.push(part.clone());
        !again
    });
    rollback
}

/// Whether a statement adds a value to the enum that the one before it adds one to: they are undone together.
fn grows_on(script: &Script, at: usize) -> bool {
    let grown = |at: usize| {
        let step = script.steps.get(at).filter(|step| !step.conditional)?;
        let Statement::AlterEnum(AlterEnum::AddValue { name, .. }) = &step.statement.kind else {
            return None;
        };
        Some(step.before.qualify(name))
    };
    let own = grown(at);
    own.is_some() && at.checked_sub(1).and_then(grown) == own
}

/// Writes the way back of the migrations that fixes made, where the history has ways back: into a file of its own, or
/// into theirs. Says whether there was any.
pub fn write_beside_new(history: &History, fixed: &mut Fixed) -> bool {
    let mut any = false;
    for (index, migration) in history.migrations.iter().enumerate() {
        let path = migration.up.as_ref().map(|up| up.source.path().to_string());
        let Some(path) = path.filter(|path| fixed.created.contains_key(path)) else { continue };
        let (place, text) = place(history, migration, &of(history, index));
        match place {
            Place::File(path) if !matches!(migration.down, crate::migration::Down::NotExpected) => {
                any |= fixed.created.insert(path.clone(), NewFile { path, text, alone: false }).is_none();
            }
            Place::Section { at, .. } => {
                let Some(file) = fixed.created.get_mut(&path) else { continue };
                file.text.insert_str(at.min(file.text.len()), &text);
                any = true;
            }
            _ => {}
        }
    }
    any
}

/// The order in which the pieces of one statement's way back run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Lost,
    DropView,
    DropPart,
    DropConstraint,
    DropIndex,
    DropColumn,
    DropTable,
    DropCode,
    Schema,
    Type,
    Sequence,
    Table,
    Column,
    Key,
    Index,
    Constraint,
    View,
    Code,
    Part,
    Rights,
}

/// A part of one statement's way back.
struct Piece {
    rank: Rank,
    part: Part,
    /// The relation that it makes out of others.
    derived: Option<Name>,
}

/// One statement being undone.
struct Undo<'a> {
    texts: Texts<'a>,
    script: &'a Script,
    step: &'a Step,
    before: &'a Catalog,
    after: &'a Catalog,
    pieces: Vec<Piece>,
    /// The relation that is undone, if a query made it.
    derived: Option<Name>,
}

impl<'a> Undo<'a> {
    fn new(history: &'a History, index: usize, script: &'a Script, at: usize, step: &'a Step) -> Self {
        let next = (at + 1..script.steps.len()).find(|next| !grows_on(script, *next));
        let after = next.map_or(&script.after, |next| &script.steps[next].before);
        let texts = Texts::new(history, index, script, at);
        Self { texts, script, step, before: &step.before, after, pieces: Vec::new(), derived: None }
    }

    fn into_pieces(mut self) -> Vec<Piece> {
        self.pieces.sort_by_key(|piece| piece.rank);
        self.pieces
    }

    fn sql(&mut self, rank: Rank, sql: impl Into<String>) {
        let derived = self.derived.clone().filter(|_| rank > Rank::DropCode);
        self.pieces.push(Piece { rank, part: Part::Statement(sql.into()), derived });
    }

    fn lost(&mut self, what: impl Into<String>) {
        self.pieces.push(Piece { rank: Rank::Lost, part: Part::Lost(what.into()), derived: None });
    }

    /// What somebody has to do before the statements that come after it.
    fn todo(&mut self, rank: Rank, what: impl Into<String>) {
        self.pieces.push(Piece { rank, part: Part::Todo(what.into()), derived: None });
    }

    /// `DROP` with what makes it safe where the statement may not have run.
    fn drop(&mut self, rank: Rank, kind: &str, name: impl std::fmt::Display) {
        let guard = if self.step.conditional { "IF EXISTS " } else { "" };
        self.sql(rank, format!("DROP {kind} {guard}{name}"));
    }

    /// Whether a relation comes and goes within the migration. What that did needs no way back, and what it was made
    /// of may be gone when the way back runs.
    fn is_passing(&self, id: RelationId) -> bool {
        self.script.before.relation(id).is_none() && self.script.after.relation(id).is_none()
    }

    /// Whether an object that a statement names is such a relation, or a part of one.
    fn names_passing(&self, object: &ObjectRef) -> bool {
        self.before.resolve_id(&object.name).is_some_and(|id| self.is_passing(id))
    }

    fn step(&mut self) {
        let named = match &self.step.statement.kind {
            Statement::Rename(rename) => std::slice::from_ref(&rename.object),
            Statement::SetSchema(change) => std::slice::from_ref(&change.object),
            Statement::Comment(comment) => std::slice::from_ref(&comment.object),
            Statement::OwnerTo(change) => std::slice::from_ref(&change.object),
            Statement::Grant(grant) => grant.objects.as_slice(),
            _ => &[],
        };
        if !named.is_empty() && named.iter().all(|object| self.names_passing(object)) {
            return;
        }
        match &self.step.statement.kind {
            Statement::Transaction(_)
            | Statement::Set(_)
            | Statement::SetConstraints(_)
            | Statement::LockTable(_)
            | Statement::Vacuum(_)
            | Statement::Reindex(_)
            | Statement::ClusterTable(_)
            | Statement::RefreshMaterializedView(_) => {}
            // What a block runs are steps of their own.
            Statement::Do(block) => self.block(block),
            Statement::Rename(rename) => self.rename(rename),
            Statement::SetSchema(change) => self.set_schema(change),
            Statement::Comment(comment) => self.comment(comment),
            Statement::Grant(_) | Statement::AlterDefaultPrivileges(_) => self.rights(),
            Statement::OwnerTo(change) => self.owner(&change.object),
            Statement::Insert(_)
            | Statement::Update(_)
            | Statement::Delete(_)
            | Statement::Merge(_)
            | Statement::Copy(_)
            | Statement::Truncate(_)
            | Statement::Select(_) => self.rows(),
            other => {
                let changed = Changed::between(self.before, self.after);
                self.changed(&changed);
                self.beyond_the_catalog(other);
            }
        }
    }

    fn changed(&mut self, changed: &Changed) {
        for relation in &changed.relations {
            self.relation(*relation);
        }
        self.code(changed);
    }

    fn block(&mut self, block: &crate::ast::DoBlock) {
        if !block.dynamic.is_empty() || block.language != "plpgsql" {
            self.lost("what the DO block runs by EXECUTE or in another language");
        }
    }

    fn set_schema(&mut self, change: &crate::ast::SetSchema) {
        let kind = change.object.kind.name().to_uppercase();
        let old = match self.before.resolve(&change.object.name) {
            Some(relation) => relation.name.schema.clone(),
            None => self.before.qualify(&change.object.name).schema,
        };
        let now = crate::catalog::QualifiedName {
            schema: change.new_schema.clone(),
            name: change.object.name.name.clone(),
        };
        let arguments = arguments(&change.object);
        self.sql(
            Rank::Column,
            format!("ALTER {kind} {now}{arguments} SET SCHEMA {}", crate::ast::quoted(&old)),
        );
    }
}

/// The argument types of a function, in parentheses; nothing for anything else.
fn arguments(object: &ObjectRef) -> String {
    match &object.arguments {
        Some(types) => {
            let types: Vec<String> = types.iter().map(ToString::to_string).collect();
            format!("({})", types.join(", "))
        }
        None => String::new(),
    }
}
