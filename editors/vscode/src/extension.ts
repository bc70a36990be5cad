// Starts the language server, and shows what the protocol has no place for.

import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, State as ClientState } from "vscode-languageclient/node";

import * as locks from "./locks";
import { findServer } from "./server";
import { type Counts, type State, status } from "./status";

const SECTION = "migrateLint";

let client: LanguageClient | undefined;
let state: State = "starting";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("migrate-lint", { log: true });
  const bar = vscode.window.createStatusBarItem("migrate-lint", vscode.StatusBarAlignment.Right);
  bar.name = "migrate-lint";
  const timelines = new Timelines();
  const show = (next?: State): void => {
    state = next ?? state;
    render(bar);
  };
  const restart = async (): Promise<void> => {
    await client?.stop();
    await start(output, show);
  };
  context.subscriptions.push(
    output,
    bar,
    timelines,
    vscode.workspace.registerTextDocumentContentProvider(locks.SCHEME, timelines),
    vscode.commands.registerCommand("migrate-lint.showLocks", () => showLocks()),
    vscode.commands.registerCommand("migrate-lint.restart", restart),
    vscode.commands.registerCommand("migrate-lint.showOutput", () => output.show()),
    vscode.languages.onDidChangeDiagnostics(() => show()),
    vscode.window.onDidChangeActiveTextEditor(() => show()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => timelines.changed(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration(`${SECTION}.path`)) {
        await restart();
      } else if (event.affectsConfiguration(SECTION)) {
        await client?.sendNotification("workspace/didChangeConfiguration", { settings: settings() });
      }
    }),
  );
  await start(output, show);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(output: vscode.LogOutputChannel, show: (state: State) => void): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = findServer(vscode.workspace.getConfiguration(SECTION).get<string>("path") ?? "", {
    platform: process.platform,
    home: os.homedir(),
    search: process.env["PATH"] ?? "",
    workspace: vscode.workspace.isTrusted ? folders.map((folder) => folder.uri.fsPath) : [],
    exists: (file) => fs.existsSync(file),
  });
  if ("missing" in found) {
    show("missing");
    output.error(found.missing);
    const choice = await vscode.window.showErrorMessage(`migrate-lint does not run: ${found.missing}.`, "Open Settings");
    if (choice !== undefined) {
      await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`);
    }
    return;
  }
  show("starting");
  const cwd = folders[0]?.uri.fsPath;
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "sql" }, { pattern: "**/migrate-lint.toml" }],
    outputChannel: output,
    initializationOptions: settings(),
  };
  const server = { command: found.program, args: ["lsp"], ...(cwd === undefined ? {} : { options: { cwd } }) };
  client = new LanguageClient(SECTION, "migrate-lint", server, options);
  client.onDidChangeState(({ newState }) => {
    show(newState === ClientState.Running ? "running" : newState === ClientState.Starting ? "starting" : "stopped");
  });
  try {
    await client.start();
  } catch (error) {
    output.error(String(error));
    show("stopped");
  }
}

/** The user's settings, as the server takes them. */
function settings(): Record<string, unknown> {
  const chosen = vscode.workspace.getConfiguration(SECTION);
  return {
    pgVersion: chosen.get("pgVersion"),
    config: chosen.get("config"),
    inlayHints: chosen.get("inlayHints"),
    codeLens: chosen.get("codeLens"),
  };
}

function render(bar: vscode.StatusBarItem): void {
  const document = vscode.window.activeTextEditor?.document;
  const now = status(state, document?.languageId === "sql" ? counts(document.uri) : undefined);
  bar.text = now.text;
  bar.tooltip = now.tooltip;
  bar.command = now.isWrong ? "migrate-lint.showOutput" : "migrate-lint.showLocks";
  if (now.isWrong) {
    bar.backgroundColor = new vscode.ThemeColor("statusBarItem.errorBackground");
  } else {
    bar.backgroundColor = undefined;
  }
  if (document?.languageId === "sql" || now.isWrong) {
    bar.show();
  } else {
    bar.hide();
  }
}

function counts(uri: vscode.Uri): Counts {
  const own = vscode.languages.getDiagnostics(uri).filter((found) => found.source === "migrate-lint");
  const of = (severity: vscode.DiagnosticSeverity): number => own.filter((found) => found.severity === severity).length;
  return {
    errors: of(vscode.DiagnosticSeverity.Error),
    warnings: of(vscode.DiagnosticSeverity.Warning),
    advice: of(vscode.DiagnosticSeverity.Information),
  };
}

async function showLocks(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || document.languageId !== "sql") {
    return;
  }
  const { path, query } = locks.address(document.uri.toString());
  const uri = vscode.Uri.from({ scheme: locks.SCHEME, path, query });
  const timeline = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(timeline, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
}

/** The timelines that are shown. They follow what is typed. */
class Timelines implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.emitter.event;
  private readonly shown = new Map<string, vscode.Uri>();

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const subject = locks.subject(uri.query);
    this.shown.set(subject, uri);
    const answer: unknown = await client?.sendRequest("workspace/executeCommand", {
      command: "migrate-lint.locks",
      arguments: [subject],
    });
    return locks.text(answer);
  }

  changed(subject: string): void {
    const uri = this.shown.get(subject);
    if (uri !== undefined) {
      this.emitter.fire(uri);
    }
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
