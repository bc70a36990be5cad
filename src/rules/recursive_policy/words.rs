//! What a circle of policies does, in words.

use crate::ast::{Name, quoted};
use crate::catalog::{Command, Policy, Relation};
use crate::rule::list;

/// A table, and the policy of it by which the next one of a circle is read.
pub(super) type Reading<'a> = (&'a Relation, &'a Policy);

/// `every query of `a``, `every INSERT into `a``.
pub(super) fn asking(commands: &[Command], tables: &str) -> String {
    match commands {
        commands if commands.contains(&Command::Select) => format!("every query of {tables}"),
        [Command::Insert] => format!("every INSERT into {tables}"),
        [Command::Delete] => format!("every DELETE from {tables}"),
        [Command::Update] => format!("every UPDATE of {tables}"),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(|command| command.word()).collect();
            format!("every {} and {} on {tables}", first.join(", "), last.word())
        }
        [] => String::new(),
    }
}

pub(super) fn who(roles: &[Name], hops: &[Reading]) -> String {
    let forced = hops.iter().any(|(table, _)| table.force_row_security);
    match (roles, forced) {
        ([], false) => "whoever is not its owner".to_owned(),
        ([], true) => "whoever does not pass by row level security, its owner too".to_owned(),
        (roles, _) => list(roles),
    }
}

/// `its policy `p` reads `b`, whose policy `q` reads `a``. The last of the hops is a table that is among the others.
pub(super) fn way(command: Command, hops: &[Reading]) -> String {
    let Some((first, policy)) = hops.first() else { return String::new() };
    if hops.len() == 2 && command == Command::Select {
        return format!("the policy `{}` reads the table that it is on", policy.name);
    }
    let mut text = format!("the policy `{}` of `{}`", policy.name, first.name);
    for (at, (table, policy)) in hops.iter().enumerate().skip(1) {
        text += &format!(" reads `{}`", table.name);
        if at + 1 < hops.len() {
            text += &format!(", whose policy `{}`", policy.name);
        }
    }
    match hops.last() {
        Some((_, last)) if command != Command::Select && last.name == policy.name => {
            text + ", to which the same policy applies"
        }
        Some((_, last)) if command != Command::Select => {
            text + &format!(", whose policy `{}` has a subquery, too", last.name)
        }
        _ => text,
    }
}

/// A function in place of the subquery of one policy: that of the table that the statement is about.
pub(super) fn help(hops: &[Reading], table: Option<&Relation>) -> String {
    let own = hops.windows(2).find(|pair| {
        let [(reading, _), _] = pair else { return false };
        table.is_some_and(|table| table.id == reading.id)
    });
    let (Some([(reading, policy), (read, _)]), schema) = (own.or(hops.get(..2)), "public") else {
        return String::new();
    };
    let condition = match policy.using_reads.contains(&read.id) {
        true => "USING",
        false => "WITH CHECK",
    };
    let function = quoted(&format!("is_in_{}", read.name.name)).into_owned();
    let read_name = match read.name.schema == schema {
        true => format!("public.{}", read.name),
        false => read.name.to_string(),
    };
    let owner = match read.force_row_security {
        true => format!(
            "owned by a role with BYPASSRLS, since the policies of `{}` apply to its owner too",
            read.name
        ),
        false => format!("owned by the owner of `{}`, to whom its policies do not apply", read.name),
    };
    format!(
        "ask in a function that is {owner}:\n\
         CREATE FUNCTION {function}(…) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''\n    \
         AS $$ SELECT EXISTS (SELECT FROM {read_name} WHERE …) $$;\n\
         ALTER POLICY {} ON {} {condition} ({function}(…));",
        quoted(&policy.name),
        reading.name
    )
}
