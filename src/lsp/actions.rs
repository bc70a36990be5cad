//! What can be done about the findings under the cursor, and about the migration they are in.

use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Diagnostic};
use serde::{Deserialize, Serialize};

use super::diagnostics;
use super::documents::{Document, DocumentKind};
use super::edits::Changes;
use super::session::Session;
use crate::source::Span;

mod allow;
mod fix;
mod rollback;

/// What an action does: enough to do it later, when the user has chosen it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "do")]
enum Work {
    /// The fix of one finding.
    Fix {
        rule: String,
        at: u32,
    },
    /// The fixes of all findings of the document, or of one rule.
    FixAll {
        rule: Option<String>,
        is_safe: bool,
    },
    /// A comment that allows the finding.
    Allow {
        rule: String,
        at: u32,
        in_file: bool,
    },
    Rollback,
}

/// An action as it is offered.
struct Offer {
    title: String,
    kind: CodeActionKind,
    preferred: bool,
    finding: Option<Diagnostic>,
    work: Work,
}

/// What a client keeps of an action that is not worked out yet.
#[derive(Serialize, Deserialize)]
struct Kept {
    uri: String,
    work: Work,
}

/// Where the user is: on these lines.
struct Asked<'a> {
    session: &'a Session,
    document: &'a Document,
    span: Span,
}

/// Each kind of action, in the order they are shown.
const OFFERS: &[fn(&Asked) -> Vec<Offer>] = &[fix::offer, fix::offer_all, rollback::offer, allow::offer];

pub(super) fn offer(session: &mut Session, parameters: CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    let session = &*session;
    let document = session.documents.get(&parameters.text_document.uri)?;
    if document.kind != DocumentKind::Sql {
        return None;
    }
    let span = session.lines(&document.text).whole_lines(parameters.range);
    let asked = Asked { session, document, span };
    let only = parameters.context.only;
    let is_wanted = |kind: &CodeActionKind| {
        only.as_ref()
            .is_none_or(|only| only.iter().any(|wanted| is_kind_of(&kind.to_string(), &wanted.to_string())))
    };
    let offers = OFFERS.iter().flat_map(|offers| offers(&asked)).filter(|offer| is_wanted(&offer.kind));
    Some(offers.filter_map(|offer| action(&asked, offer)).map(CodeActionResponse::CodeAction).collect())
}

/// Works out what an action that was chosen does.
pub(super) fn resolve(session: &mut Session, mut action: CodeAction) -> CodeAction {
    let kept = action.data.clone().and_then(|data| serde_json::from_value::<Kept>(data).ok());
    if let Some(kept) = kept
        && let Some(document) = session.documents.get(&kept.uri.as_str().into())
    {
        action.edit = work(session, document, &kept.work).and_then(|changes| changes.edit(session));
    }
    action
}

fn action(asked: &Asked, offer: Offer) -> Option<CodeAction> {
    let mut action = CodeAction {
        title: offer.title,
        kind: Some(offer.kind),
        diagnostics: offer.finding.map(|finding| vec![finding]),
        is_preferred: offer.preferred.then_some(true),
        ..CodeAction::default()
    };
    if asked.session.client.resolves_edits {
        let kept = Kept { uri: asked.document.uri.0.clone(), work: offer.work };
        action.data = serde_json::to_value(kept).ok();
    } else {
        action.edit = Some(work(asked.session, asked.document, &offer.work)?.edit(asked.session)?);
    }
    Some(action)
}

fn work(session: &Session, document: &Document, work: &Work) -> Option<Changes> {
    match work {
        Work::Fix { rule, at } => fix::one(session, document, rule, *at),
        Work::FixAll { rule, is_safe } => fix::all(session, document, rule.as_deref(), *is_safe),
        Work::Allow { rule, at, in_file } => allow::comment(session, document, rule, *at, *in_file),
        Work::Rollback => rollback::write(session, document),
    }
}

/// `source.fixAll.migrate-lint` is a kind of `source.fixAll` and of `source`.
fn is_kind_of(kind: &str, wanted: &str) -> bool {
    wanted.is_empty() || kind == wanted || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

impl<'a> Asked<'a> {
    /// The findings on the lines of the cursor.
    fn found(&self) -> impl Iterator<Item = &'a crate::diagnostic::Diagnostic> {
        let span = self.span;
        let touches = move |found: &&crate::diagnostic::Diagnostic| {
            found.span.start <= span.end && span.start <= found.span.end
        };
        diagnostics::found(self.session, self.document).filter(touches)
    }

    fn shown(&self, finding: &crate::diagnostic::Diagnostic) -> Diagnostic {
        let range = self.session.lines(&self.document.text).range(finding.span);
        diagnostics::shown(self.session, finding, range)
    }
}
