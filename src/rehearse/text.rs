//! A statement as the tool sends it: placeholders have the values that the configuration gives them.

use crate::migration::{ReplayOptions, Script, Step};
use crate::parse::MaskedKind;
use crate::server::Refusal;
use crate::source::Span;

/// The text of a step's statement. A placeholder without a value and what psql alone understands cannot be sent.
pub(super) fn statement_text(
    script: &Script,
    step: &Step,
    options: &ReplayOptions,
) -> Result<String, Refusal> {
    let span = step.span();
    let mut text = String::new();
    let mut at = span.start;
    for masked in script.masked.iter().filter(|masked| masked.span.start >= span.start) {
        if masked.span.start >= span.end {
            break;
        }
        let written = script.source.slice(masked.span);
        let value = match masked.kind {
            MaskedKind::Placeholder => given(written, options).ok_or_else(|| {
                Refusal::of(format!(
                    "the placeholder `{written}` has no value: give it one under [placeholders] in migrate-lint.toml"
                ))
            })?,
            MaskedKind::CopyData => return Err(Refusal::of("rows for COPY … FROM STDIN are not sent")),
            MaskedKind::MetaCommand | MaskedKind::Include => {
                return Err(Refusal::of(format!("`{}` is psql's own command", written.trim())));
            }
        };
        text.push_str(script.source.slice(Span { start: at, end: masked.span.start.max(at) }));
        text.push_str(&value);
        at = masked.span.end;
    }
    text.push_str(script.source.slice(Span { start: at, end: span.end.max(at) }));
    for (name, value) in &options.placeholders {
        let braces = [format!("${{{name}}}"), format!("{{{{{name}}}}}"), format!("{{{{ {name} }}}}")];
        for form in braces.into_iter().chain([format!("/* {name} */")]) {
            text = text.replace(&form, value);
        }
    }
    Ok(text)
}

/// The value of the placeholder with this text.
fn given(written: &str, options: &ReplayOptions) -> Option<String> {
    let name = written.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    options.placeholders.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}
