//! What the client can do and wants, and what the server offers it.

use std::path::PathBuf;

use gen_lsp_types::{
    ChangeNotifications, ClientCapabilities, CodeActionKind, CodeActionOptions, CodeLensOptions,
    CompletionOptions, DiagnosticOptions, ExecuteCommandOptions, InitializeParams, MarkupKind,
    ResourceOperationKind, Save, SaveOptions, ServerCapabilities, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use serde::Deserialize;

use super::commands;
use super::position::Encoding;
use crate::version::PgVersion;

/// What the client said of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// It asks for diagnostics, so that none are sent unasked.
    pub(super) pulls: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_hints: bool,
    pub(super) refreshes_lenses: bool,
    pub(super) related_information: bool,
    pub(super) document_changes: bool,
    pub(super) creates_files: bool,
    pub(super) resolves_edits: bool,
    pub(super) markdown: bool,
    pub(super) watches_files: bool,
}

/// What the user chose in the editor: `migrateLint.…`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Options {
    /// The PostgreSQL major version, as `--pg-version`.
    pub(super) pg_version: Option<Version>,
    /// The configuration to read, instead of the one that is found.
    pub(super) config: Option<PathBuf>,
    /// The strongest lock beside each statement.
    pub(super) inlay_hints: Switch<true>,
    /// The same above each statement.
    pub(super) code_lens: Switch<false>,
}

/// Something that is on or off, with what it is when nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(super) struct Switch<const DEFAULT: bool>(pub(super) bool);

impl<const DEFAULT: bool> Default for Switch<DEFAULT> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

/// Settings are text in one editor and a number in the next.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Version {
    Number(u8),
    Text(String),
}

impl Client {
    pub(super) fn of(capabilities: &ClientCapabilities) -> Self {
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let resources = edit.and_then(|edit| edit.resource_operations.as_deref()).unwrap_or_default();
        let published = document.and_then(|document| document.publish_diagnostics.as_ref());
        let related = published.map(|published| &published.diagnostics_capabilities);
        let hover = document.and_then(|document| document.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_deref()).unwrap_or_default();
        let action = document.and_then(|document| document.code_action.as_ref());
        let resolved = action.and_then(|action| action.resolve_support.as_ref());
        let watch = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let yes = |said: Option<bool>| said == Some(true);
        Self {
            encoding: Encoding::negotiate(encodings.unwrap_or_default()),
            pulls: document.is_some_and(|document| document.diagnostic.is_some()),
            refreshes_diagnostics: yes(
                workspace.and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support)
            ),
            refreshes_hints: yes(
                workspace.and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support)
            ),
            refreshes_lenses: yes(
                workspace.and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
            ),
            related_information: yes(related.and_then(|related| related.related_information)),
            document_changes: yes(edit.and_then(|edit| edit.document_changes)),
            creates_files: yes(edit.and_then(|edit| edit.document_changes))
                && resources.contains(&ResourceOperationKind::Create),
            resolves_edits: resolved
                .is_some_and(|resolved| resolved.properties.iter().any(|property| property == "edit")),
            markdown: formats.is_empty() || formats.contains(&MarkupKind::Markdown),
            watches_files: yes(watch.and_then(|watch| watch.dynamic_registration)),
        }
    }
}

impl Options {
    /// What an editor hands over: the settings themselves, or a table that has them under their name. What is not
    /// understood is left as it is by default.
    pub(super) fn read(value: &serde_json::Value) -> Self {
        let own = value.get("migrateLint").or_else(|| value.get("migrate-lint")).unwrap_or(value);
        Options::deserialize(own).unwrap_or_default()
    }

    pub(super) fn version(&self) -> Option<PgVersion> {
        match self.pg_version.as_ref()? {
            Version::Number(number) => PgVersion::new(*number),
            Version::Text(text) => text.parse().ok(),
        }
    }
}

pub(super) fn options(parameters: &InitializeParams) -> Options {
    parameters.initialization_options.as_ref().map(Options::read).unwrap_or_default()
}

/// What the server offers.
pub(super) fn offered(client: &Client) -> ServerCapabilities {
    let diagnostics = DiagnosticOptions {
        identifier: Some("migrate-lint".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: false,
        ..DiagnosticOptions::default()
    };
    let kinds = vec![CodeActionKind::QuickFix, CodeActionKind::RefactorRewrite, CodeActionKind::SourceFixAll];
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        diagnostic_provider: client.pulls.then(|| diagnostics.into()),
        hover_provider: Some(true.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(kinds),
                resolve_provider: Some(true),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        inlay_hint_provider: Some(true.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_symbol_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        implementation_provider: Some(true.into()),
        references_provider: Some(true.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["(", ",", "\"", ".", "[", "="].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::COMMANDS.iter().map(|command| command.name.to_owned()).collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(ChangeNotifications::Bool(true)),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
