//! CREATE EXTENSION: is it there, can it be had, and by whom?

use crate::ast::{Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "extensions",
    asks: "whether an extension is installed, or can be by the role that asks",
    rules: &["untrusted-extension"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Statement::CreateExtension(create) = question.statement() else { return Ok(None) };
    if let Some(reason) = question.facts.unseen("extensions") {
        return Ok(Some(Answer::unknown(format!("the extensions could not be read: {reason}"))));
    }
    let name = quoted(&create.name);
    let found = question.facts.extensions.iter().find(|extension| extension.name == create.name.as_str());
    let Some(extension) = found else {
        return Ok(Some(Answer::fails(format!(
            "the server has no files of {name}: the statement fails with SQLSTATE 0A000"
        ))));
    };
    Ok(Some(match &extension.installed {
        Some(version) => Answer::refuted(format!("{name} {version} is installed already")),
        None if extension.trusted && extension.can_create => {
            Answer::refuted(format!("{name} is trusted there, and the role may create it"))
        }
        None if extension.trusted => Answer::sized(format!(
            "{name} is trusted there: a role with CREATE on the database can install it, this one has not"
        )),
        None => Answer::confirmed(format!(
            "{name} is available and not trusted there: a superuser has to install it"
        )),
    }))
}
