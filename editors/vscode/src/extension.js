// Starts `plan lsp` for plans, and shows the page of a plan beside its text.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
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
let isWanted = false;

// Starting and stopping take a while, and come one after the other.
let last = Promise.resolve();
const next = (doing) => {
  last = last.then(doing).catch(console.error);
  return last;
};

// Dates are asked for once the first findings of a plan have come. Before, there are none; and VS Code does not hear that
// there are new ones while it takes in the answer to its first question.
const told = new Map();
function firstFindings(uri) {
  const key = uri.toString();
  if (!told.has(key)) {
    const one = {};
    one.promise = new Promise((resolve) => {
      one.come = resolve;
    });
    told.set(key, one);
  }
  return told.get(key);
}

const middleware = {
  handleDiagnostics(uri, findings, next) {
    next(uri, findings);
    firstFindings(uri).come();
  },
  async provideInlayHints(document, range, token, next) {
    await firstFindings(document.uri).promise;
    return next(document, range, token);
  },
};

async function start() {
  const command = program();
  try {
    await promisify(execFile)(command, ["--version"]);
  } catch (error) {
    tellTrouble(command, error);
    return;
  }
  client = new LanguageClient(
    "plainplan",
    "plainplan",
    { command, args: ["lsp"] },
    {
      documentSelector: PLANS,
      synchronize: { configurationSection: "plainplan" },
      middleware,
    },
  );
  await client.start();
}

async function tellTrouble(command, error) {
  const settings = "Settings";
  const words =
    `plainplan: \`${command} lsp\` cannot be started (${String(error.message ?? error).split("\n", 2).join(" ")}). ` +
    'Install it (pip install "plainplan[lsp]"), or say in plainplan.command where it is.';
  if ((await vscode.window.showErrorMessage(words, settings)) === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "plainplan.command");
  }
}

async function stop() {
  const old = client;
  client = undefined;
  told.clear();
  if (old?.needsStop()) await old.stop();
}

const isPlan = (document) => PLANS.some((one) => vscode.languages.match(one, document) > 0);

// Other Markdown starts nothing: the first plan that is opened does.
function heed(document) {
  if (!isWanted && isPlan(document)) {
    isWanted = true;
    next(start);
  }
}

function restart() {
  isWanted = false;
  next(stop);
  vscode.workspace.textDocuments.forEach(heed);
  return last;
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

export const deactivate = () => next(stop);
