// The page of a plan beside its text. `plan serve` lets no other page frame it or ask it, and that is how it stays: the
// extension asks, with the key that it was told, and hands the answers to the script of the page, whose ticks it hands back.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { request } from "node:http";
import * as vscode from "vscode";

const panels = new Map();

export async function openPage(context, program, uri = vscode.window.activeTextEditor?.document.uri) {
  if (uri?.scheme !== "file") {
    vscode.window.showInformationMessage("plainplan: open a plan first.");
    return;
  }
  const open = panels.get(uri.fsPath);
  if (open) {
    open.reveal(undefined, true);
    return;
  }
  try {
    await show(context, await serve(program, uri.fsPath), uri);
  } catch (error) {
    vscode.window.showErrorMessage(`plainplan: the page cannot be shown: ${error.message}`);
  }
}

// A server of the page, once it has told its address.
function serve(program, file) {
  const command = ["serve", file, "--no-open", "--port", "0", "--color", "never"];
  // The page offers to open a line only where an editor is named. This one is never run: we answer `/open` ourselves.
  const child = spawn(program, command, { env: { ...process.env, PLAN_EDITOR: "code" } });
  return new Promise((done, fail) => {
    let said = "";
    let trouble = "";
    child.on("error", fail);
    child.on("exit", () => fail(new Error(trouble.trim() || "`plan serve` has ended")));
    child.stderr.on("data", (data) => {
      trouble = (trouble + data).slice(-2000);
    });
    child.stdout.on("data", (data) => {
      said += data;
      const found = /(http:\/\/[^/\s]+:(\d+))\/\?key=(\S+)/.exec(said);
      if (found) done({ child, origin: found[1], port: Number(found[2]), key: found[3] });
    });
  });
}

async function show(context, server, uri) {
  const name = `Page of ${uri.path.split("/").pop()}`;
  const panel = vscode.window.createWebviewPanel(
    "plainplan.page",
    name,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true, enableFindWidget: true },
  );
  panels.set(uri.fsPath, panel);
  let stream;
  const end = () => {
    panels.delete(uri.fsPath);
    stream?.destroy();
    server.child.kill();
  };
  panel.onDidDispose(end);
  context.subscriptions.push({ dispose: end });
  server.child.on("exit", () => panel.webview.postMessage({ kind: "lost" }));
  panel.webview.onDidReceiveMessage(async (asked) => {
    if (asked.kind === "listen") {
      stream?.destroy();
      stream = listen(server, (message) => panel.webview.postMessage(message));
    } else if (asked.kind === "ask") {
      const answer = await answerFor(server, uri, asked).catch((error) => ({ status: 0, text: String(error) }));
      panel.webview.postMessage({ kind: "answer", id: asked.id, ...answer });
    }
  });
  panel.webview.html = framed((await ask(server, "GET", "/")).text);
}

async function answerFor(server, uri, { method, path, headers, body }) {
  if (method === "POST" && path === "/open") {
    await goTo(uri, JSON.parse(body).line);
    return { status: 200, text: '{"message": ""}' };
  }
  if (method === "POST" && path === "/tick") {
    await saved(uri);
    return ask(server, method, path, headers, body);
  }
  if (method === "GET" && /^\/since\/[\w-]*$/.test(path)) return ask(server, method, path);
  return { status: 404, text: '{"message": ""}' };
}

async function goTo(uri, line) {
  const beside = vscode.window.visibleTextEditors.find((one) => one.document.uri.fsPath === uri.fsPath);
  const place = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(uri, { viewColumn: beside?.viewColumn, selection: place });
}

// A tick is written to the file: what is not saved would stand against it.
async function saved(uri) {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.fsPath === uri.fsPath);
  if (open?.isDirty) await open.save();
}

const said = ({ port, key }) => ({ Cookie: `plan-${port}=${key}`, Accept: "*/*" });

function ask(server, method, path, headers = {}, body = "") {
  const kept = Object.fromEntries(Object.entries(headers).filter(([one]) => /^(content-type|x-plan-token)$/i.test(one)));
  const all = { ...said(server), ...kept };
  if (method === "POST") Object.assign(all, { Origin: server.origin, "Content-Length": Buffer.byteLength(body) });
  return new Promise((done, fail) => {
    const asked = request(server.origin + path, { method, headers: all }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (data) => {
        text += data;
      });
      answer.on("end", () => done({ status: answer.statusCode, text }));
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

function listen(server, tell) {
  const asked = request(`${server.origin}/events`, { headers: said(server) }, (answer) => {
    let rest = "";
    answer.setEncoding("utf8");
    answer.on("data", (data) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop();
      for (const line of lines) if (line.startsWith("data: ")) tell({ kind: "event", data: line.slice(6) });
    });
    answer.on("end", () => tell({ kind: "lost" }));
  });
  asked.on("error", () => tell({ kind: "lost" }));
  asked.end();
  return asked;
}

// What stands in the webview for the two ways in which the script of the page talks to its server.
const BRIDGE = `(() => {
  const host = acquireVsCodeApi();
  const waiting = new Map();
  let number = 0;
  let source;
  window.addEventListener("message", ({ data }) => {
    if (data.kind === "answer") {
      const done = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.status) done[0](new Response(data.text, { status: data.status }));
      else done[1](new TypeError(data.text));
    } else if (data.kind === "event") source?.dispatchEvent(new MessageEvent("message", { data: data.data }));
    else if (data.kind === "lost") source?.dispatchEvent(new Event("error"));
  });
  window.fetch = (path, { method = "GET", headers = {}, body } = {}) => new Promise((...done) => {
    waiting.set(++number, done);
    host.postMessage({ kind: "ask", id: number, method, path, headers, body });
  });
  window.EventSource = class extends EventTarget {
    static CLOSED = 2;
    readyState = 1;
    constructor() {
      super();
      source = this;
      host.postMessage({ kind: "listen" });
    }
  };
})();`;

function framed(page) {
  const nonce = randomBytes(18).toString("base64url");
  const policy =
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; ` +
    "font-src data:; img-src data:; base-uri 'none'; form-action 'none'";
  const bridge = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script nonce="${nonce}" data-plan-live>${BRIDGE}</script>`;
  return page
    .replace(/<head[^>]*>/i, (head) => head + bridge)
    .replace(/<script data-plan-live data-revision/, `<script nonce="${nonce}" data-plan-live data-revision`);
}
