//! What hangs on an object, in the words of a message: "view `x`", "foreign key `y` of `z`".

use memchr::memmem;

use crate::ast::{AlterActionKind, AlterTable, Ident, Name, Statement};
use crate::catalog::{
    Catalog, Constraint, ConstraintDef, QualifiedName, Relation, RelationId, Routine, TypeDef, TypeDefKind,
};
use crate::effects::{Object, callers, cascade, constraint_mentions, index_mentions, possible_callers};
use crate::migration::Step;

/// Whether one of these statements drops or makes anew what a dependent is called in a message, so that the file names it
/// after all.
pub fn is_named_by(dependent: &str, catalog: &Catalog, steps: &[Step]) -> bool {
    let said = |name: &dyn std::fmt::Display| {
        let quoted = format!("`{name}`");
        dependent.contains(&quoted)
            || dependent.contains(&format!("`{name}.")) && dependent.starts_with("column ")
    };
    steps.iter().any(|step| {
        let shown = |name: &crate::ast::ObjectName| step.before.full_name(name);
        match &step.statement.kind {
            Statement::Drop(drop) => drop.objects.iter().any(|object| match &object.part {
                Some(part) => said(&part.name),
                None => said(&shown(&object.name)),
            }),
            Statement::CreateView(create) => said(&shown(&create.name)),
            Statement::CreateTableAs(create) => said(&shown(&create.name)),
            Statement::CreateTrigger(create) => said(&create.name.name),
            Statement::CreatePolicy(create) => said(&create.name.name),
            Statement::AlterTable(alter) => {
                let on = shown(&alter.name);
                alter.actions.iter().any(|action| match &action.kind {
                    AlterActionKind::AddConstraint { constraint } => {
                        constraint.name.as_ref().is_some_and(|name| said(&name.name))
                    }
                    AlterActionKind::DropConstraint { constraint, .. } => said(&constraint.name),
                    AlterActionKind::DropColumn { column, .. } => {
                        let holds = |constraint: &crate::catalog::Constraint| {
                            constraint.columns().contains(&column.name) && said(&constraint.name)
                        };
                        let table = catalog.relation_named(&on);
                        said(&format!("{on}.{}", column.name))
                            || table.is_some_and(|table| table.constraints.iter().any(|c| holds(c)))
                    }
                    _ => false,
                })
            }
            _ => false,
        }
    })
}

/// What goes with relations that are dropped together under CASCADE, and is no part of them.
pub fn of_relations(catalog: &Catalog, dropped: &[RelationId]) -> Vec<String> {
    let relations: Vec<&Relation> = dropped.iter().filter_map(|id| catalog.relation(*id)).collect();
    // Who drops the sequence of a column means its default too.
    let own = |object: &Object| {
        let Object::Default(table, column) = object else { return false };
        let owners = relations.iter().filter_map(|relation| relation.sequence_owner.as_ref());
        owners.into_iter().any(|(of, name, _)| table.id == *of && column.name == *name)
    };
    let roots: Vec<Object> = relations.iter().copied().map(Object::Relation).collect();
    cascade(catalog, &roots).iter().filter(|object| !own(object)).map(shown).collect()
}

/// What goes with a column under CASCADE and is not part of its table, or stops the server from dropping it.
pub fn of_column(catalog: &Catalog, table: &Relation, column: &str) -> Vec<String> {
    let Some(column) = table.column(column) else { return Vec::new() };
    cascade(catalog, &[Object::Column(table, column)]).iter().map(shown).collect()
}

/// What goes with a column that a statement drops, and is about columns too that stay: its table has to do without.
pub fn shared_with_column(
    catalog: &Catalog,
    table: &Relation,
    column: &str,
    drop: &AlterTable,
) -> Vec<String> {
    let is_dropped = |gone: &dyn Fn(&AlterActionKind) -> Option<&Ident>, name: &Name| {
        drop.actions.iter().filter_map(|action| gone(&action.kind)).any(|gone| gone.name == *name)
    };
    let stays = |name: &Name| !is_dropped(&AlterActionKind::dropped_column, name);
    let shared = |mentions: &dyn Fn(&str) -> bool| {
        mentions(column) && table.columns.iter().any(|other| stays(&other.name) && mentions(&other.name))
    };
    let indexes = catalog.indexes_of(table).filter_map(|index| Some((index, index.index.as_deref()?)));
    let indexes = indexes.filter(|(_, definition)| {
        definition.constraint.is_none() && shared(&|name| index_mentions(definition, name))
    });
    let indexes = indexes.map(|(index, definition)| {
        format!("{} `{}`", if definition.unique { "unique index" } else { "index" }, index.name)
    });
    let constraints = table.constraints.iter();
    let constraints = constraints.filter(|known| {
        shared(&|name| constraint_mentions(known, name))
            && !is_dropped(&AlterActionKind::dropped_constraint, &known.name)
    });
    indexes.chain(constraints.map(|known| format!("{} `{}`", known.kind.words(), known.name))).collect()
}

/// The foreign keys that have a column on either side, with their tables.
pub fn keys_of_column<'a>(
    catalog: &'a Catalog,
    table: &'a Relation,
    column: &Name,
) -> Vec<(&'a Relation, &'a Constraint)> {
    let own = table.foreign_keys().map(|key| (table, key)).filter(|(_, key)| key.columns().contains(column));
    let others = catalog.referencing(table.id).into_iter().filter(|(_, key)| match &key.kind {
        ConstraintDef::ForeignKey { referenced_columns, .. } => referenced_columns.contains(column),
        _ => false,
    });
    own.chain(others).collect()
}

/// Foreign keys that need a primary key or unique constraint to point at.
pub fn of_key(catalog: &Catalog, table: &Relation, columns: &[Name]) -> Vec<String> {
    let referencing = catalog.referencing(table.id).into_iter();
    referencing
        .filter(|(_, constraint)| match &constraint.kind {
            ConstraintDef::ForeignKey { referenced_columns, .. } => {
                referenced_columns.len() == columns.len()
                    && columns.iter().all(|column| referenced_columns.contains(column))
            }
            _ => false,
        })
        .map(|(holder, constraint)| format!("foreign key `{}` of `{}`", constraint.name, holder.name))
        .collect()
}

/// Columns, functions and types that use a type.
pub fn of_type(catalog: &Catalog, dropped: &TypeDef) -> Vec<String> {
    let same = |data_type: &crate::ast::TypeName| {
        catalog.type_def(&data_type.object_name()).is_some_and(|found| found.name == dropped.name)
    };
    let mut found = Vec::new();
    for table in catalog.relations().filter(|table| table.of_type.as_ref() == Some(&dropped.name)) {
        found.push(format!("{} `{}`", table.kind.name(), table.name));
        found.extend(of_relations(catalog, &[table.id]));
    }
    for relation in catalog.mentioning(&dropped.name.name) {
        for column in relation.columns.iter().filter(|column| column.data_type.as_ref().is_some_and(same)) {
            found.push(format!("column `{}.{}`", relation.name, column.name));
        }
    }
    for routine in catalog.all_routines() {
        let parameters = routine.parameters.iter().map(|parameter| &parameter.data_type);
        if parameters.chain(&routine.returns).any(same) {
            found.push(format!("function `{}`", routine.name));
        }
    }
    for other in catalog.types().filter(|other| other.name != dropped.name) {
        match &other.kind {
            TypeDefKind::Domain { base, .. } if same(base) => {
                found.push(format!("type `{}`", other.name));
                found.extend(of_type(catalog, other));
            }
            TypeDefKind::Composite { attributes } => {
                let using = attributes.iter().filter(|(_, attribute)| same(attribute));
                found.extend(using.map(|(name, _)| format!("attribute `{}.{name}`", other.name)));
            }
            _ => {}
        }
    }
    found
}

/// Whether rows may hold values of a type: where a column has it, by itself, in an array, or inside a domain or another
/// composite type, and where it is older than the history.
pub fn may_be_stored(catalog: &Catalog, known: &TypeDef) -> bool {
    let named = |data_type: &crate::ast::TypeName| catalog.type_def(&data_type.object_name());
    let mut holding = vec![known];
    let mut at = 0;
    while let Some(&inner) = holding.get(at) {
        let same =
            |data_type: &crate::ast::TypeName| named(data_type).is_some_and(|found| found.name == inner.name);
        let columns = |relation: &&Relation| {
            let typed = relation.of_type.as_ref() == Some(&inner.name);
            typed || relation.columns.iter().any(|column| column.data_type.as_ref().is_some_and(same))
        };
        if inner.origin.created().is_none()
            || catalog.relations().filter(|relation| relation.holds_rows()).any(|relation| columns(&relation))
        {
            return true;
        }
        let around = catalog.types().filter(|other| match &other.kind {
            TypeDefKind::Domain { base, .. } => same(base),
            TypeDefKind::Composite { attributes } => attributes.iter().any(|(_, attribute)| same(attribute)),
            _ => false,
        });
        let new: Vec<&TypeDef> =
            around.filter(|other| holding.iter().all(|one| one.name != other.name)).collect();
        holding.extend(new);
        at += 1;
    }
    false
}

/// Triggers, defaults, indexes, checks, policies and views that call a function.
pub fn of_routine(catalog: &Catalog, routine: &Routine) -> Vec<String> {
    callers(catalog, routine).iter().map(shown).collect()
}

/// The first index or generated column that holds results of a function.
pub fn holding(catalog: &Catalog, routine: &Routine) -> Option<String> {
    let holds = |caller: &Object| match caller {
        Object::Relation(relation) => relation.kind.is_index(),
        Object::Column(..) => true,
        _ => false,
    };
    possible_callers(catalog, routine).iter().find(|caller| holds(caller)).map(shown)
}

fn shown(object: &Object) -> String {
    match object {
        Object::Trigger(table, trigger) => format!("trigger `{}` of `{}`", trigger.name, table.name),
        Object::Default(table, column) => format!("the default of `{}.{}`", table.name, column.name),
        Object::Column(table, column) if column.generated.is_some() => {
            format!("generated column `{}.{}`", table.name, column.name)
        }
        Object::Column(table, column) => format!("column `{}.{}`", table.name, column.name),
        Object::Constraint(table, constraint) => {
            format!("{} `{}` of `{}`", constraint.kind.words(), constraint.name, table.name)
        }
        Object::Policy(table, policy) => format!("policy `{}` of `{}`", policy.name, table.name),
        Object::Relation(relation) => format!("{} `{}`", relation.kind.name(), relation.name),
        Object::Type(definition) => format!("type `{}`", definition.name),
        Object::Routine(routine) => format!("function `{}`", routine.name),
    }
}

/// What fails together with functions that fail: the policies, triggers, defaults, checks and views that call them, as the
/// end of a sentence.
pub fn fail_with(catalog: &Catalog, functions: &[QualifiedName]) -> String {
    let routines = catalog.all_routines().filter(|routine| functions.contains(&routine.name));
    let mut users: Vec<String> = routines.flat_map(|routine| of_routine(catalog, routine)).collect();
    users.dedup();
    match users.as_slice() {
        [] => String::new(),
        users => format!(", and so does whatever reaches {}", users.join(", ")),
    }
}

/// Functions whose body says one of these words; the server does not know of such a use.
pub fn functions_that_mention(catalog: &Catalog, words: &[&str]) -> Vec<QualifiedName> {
    let words: Vec<memmem::Finder> = words.iter().map(memmem::Finder::new).collect();
    let mentions = |body: &str| words.iter().all(|word| says(body, word));
    catalog
        .all_routines()
        .filter(|routine| {
            let body = routine.definition.as_ref().and_then(|definition| definition.body.as_ref());
            body.is_some_and(|(body, _)| mentions(body))
        })
        .map(|routine| routine.name.clone())
        .collect()
}

/// Views that surely use a column of a relation.
pub fn readers_of_column<'a>(catalog: &'a Catalog, table: RelationId, column: &str) -> Vec<&'a Relation> {
    let Some(table) = catalog.relation(table) else { return Vec::new() };
    let views = table.read_by.iter().filter_map(|reader| catalog.relation(*reader));
    views.filter(|view| catalog.surely_reads(view, table, column)).collect()
}

/// Whether a text has a word between two characters that belong to no identifier.
fn says(text: &str, word: &memmem::Finder) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let length = word.needle().len();
    word.find_iter(text.as_bytes())
        .any(|at| !text[..at].ends_with(part) && !text[at + length..].starts_with(part))
}
