// Starts `plan lsp` for plans, and shows the page of a plan beside its text.
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { openPage } from "./page.js";

const PLANS = [
  { scheme: "file", language: "markdown", pattern: "**/plan.md" },
  { scheme: "file", language: "markdown", pattern: "**/*.plan.md" },
  { language: "plainplan" },
];

const program = () => vscode.workspace.getConfiguration("plainplan").get("command") || "plan";

let client;
let starting;

async function start() {
  const command = program();
  client = new LanguageClient(
    "plainplan",
    "plainplan",
    { command, args: ["lsp"] },
    {
      documentSelector: PLANS,
      synchronize: { configurationSection: "plainplan" },
    },
  );
  try {
    await client.start();
  } catch (error) {
    await tellTrouble(command, error);
  }
}

async function tellTrouble(command, error) {
  const settings = "Settings";
  const words =
    `plainplan: \`${command} lsp\` cannot be started (${error.message ?? error}). ` +
    'Install it (pip install "plainplan[lsp]"), or say in plainplan.command where it is.';
  if ((await vscode.window.showErrorMessage(words, settings)) === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "plainplan.command");
  }
}

async function stop() {
  const last = client;
  client = starting = undefined;
  if (last?.needsStop()) await last.stop();
}

const isPlan = (document) => PLANS.some((one) => vscode.languages.match(one, document) > 0);

// Other Markdown starts nothing: the first plan that is opened does.
function heed(document) {
  if (isPlan(document)) starting ??= start();
}

async function restart() {
  await stop();
  vscode.workspace.textDocuments.forEach(heed);
}

export function activate(context) {
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(heed),
    vscode.commands.registerCommand("plainplan.restart", restart),
    vscode.commands.registerCommand("plainplan.openPage", (uri) => openPage(context, program(), uri)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("plainplan.command")) restart();
    }),
  );
  vscode.workspace.textDocuments.forEach(heed);
}

export const deactivate = stop;
