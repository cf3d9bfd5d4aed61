// The playground: a text on the left, its page on the right, what is wrong with it below.
import { newestOnly, startCompiler, Trouble } from "./compiler.js";
import { ask as askPerson, button, choices, close, coded, make } from "./dialogs.js";
import { makeEditor } from "./editor.js";
import { pageFrame } from "./frame.js";
import { download, keep, keptPlans, linkOf, onKeptElsewhere, planInLink, readFile, saveFile } from "./keeping.js";
import { language, t, translatePage } from "./strings.js";

const byId = (id) => document.getElementById(id);
const TYPES = { html: "text/html", json: "application/json", ics: "text/calendar", csv: "text/csv", md: "text/markdown", svg: "image/svg+xml" };
const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

translatePage();
const plan = { id: newId(), name: "plan.plan.md", end: "\n", handle: null };
let known = { findings: [], things: {}, paper: "a4" };
let about = { starters: [], formats: {} };

const say = (text) => { byId("status").textContent = text; };
const tell = (trouble) => say(trouble instanceof Trouble ? trouble.message : t.ours(trouble?.message ?? trouble));
const cleanName = (name) => name.replace(/[/\\\u0000-\u001f]/g, "-").trim() || "plan.plan.md";
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

// The compiler

const ask = startCompiler((stage, part, why) => {
  if (stage === "failed") {
    byId("loading-text").textContent = t.failed(why);
    byId("progress").hidden = true;
    return;
  }
  byId("loading-text").textContent = t[stage];
  byId("progress").value = part;
});

const compile = newestOnly(async () => {
  const text = editor.text();
  try {
    known = await ask("check", plan.name, text, byId("day").value);
    showFindings(text);
    byId("stale").hidden = !known.errors;
    if (!known.errors || !byId("frame").srcdoc) {
      const [html, of] = [await ask("page", byId("look").value), known];
      if (text === editor.text() || !byId("frame").srcdoc) frame.show(html, of);
    }
    if (known.title) document.title = `${known.title} · plainplan`;
  } catch (trouble) {
    tell(trouble);
  }
  byId("loading").hidden = true;
});

// Text

const editor = makeEditor(byId("editor"), {
  ask,
  label: t.textOfPlan,
  phrases: t.phrases,
  fixLabel: (finding) => (finding.fix.safe ? t.fix : t.fixMaybe),
  onFix: (place) => fix(place),
  onChange: () => {
    compile();
    keepSoon();
  },
});

const frame = pageFrame(byId("frame"), {
  onTick: async (anchor, state) => {
    try {
      const { text } = await ask("tick", anchor, state);
      editor.replace(text);
      say(t.ticked);
    } catch (trouble) {
      tell(trouble);
    }
  },
  onLink: openLink,
});

function openLink(address) {
  if (!/^(https?|mailto):/i.test(address)) {
    say(t.noGo(address));
    return;
  }
  askPerson(t.goTo, [make("p", "", t.goToHelp), make("p", "address", address)], [
    [t.goToGo, () => { close(); window.open(address, "_blank", "noopener,noreferrer"); }],
  ]);
}

// Findings

async function fix(place) {
  try {
    const before = editor.text();
    const edits = await ask("fix", place);
    if (before === editor.text()) editor.edit(edits);
  } catch (trouble) {
    tell(trouble);
  }
}

/** Puts what the compiler makes of the text in its place. */
async function rework(name, args, said) {
  try {
    const before = editor.text();
    const made = await ask(name, ...args);
    if (before !== editor.text()) return;
    editor.replace(made.text);
    say(said(made));
  } catch (trouble) {
    tell(trouble);
  }
}

const IN_WORDS = new Set(["said-in-words"]);

function showFindings(text) {
  if (text !== editor.text()) return;
  const { findings } = known;
  editor.show(findings, known.hints);
  byId("count").textContent = findings.length || "";
  byId("fix-all").hidden = !findings.some((one) => one.fix?.safe);
  byId("words").hidden = !findings.some((one) => one.fix && IN_WORDS.has(one.name));
  const items = findings.map((one, place) => {
    const jump = button("", () => (view("text"), editor.goTo(one.from, one.to)), "jump");
    const kind = one.severity === "hint" ? "mild" : one.severity;
    jump.append(make("b", kind, t[one.severity]), make("span", "where", ` ${t.line(one.line)} `), coded("span", "", one.message));
    const item = make("li", "", jump);
    if (one.help) item.append(coded("p", "help", one.help));
    if (one.fix) item.append(button(one.fix.safe ? t.fix : t.fixMaybe, () => fix(place), "mend"));
    return item;
  });
  byId("list").replaceChildren(...(items.length ? items : [make("li", "none", t.none)]));
  if (known.pictures) byId("list").append(coded("li", "none", t.pictures));
}

byId("fix-all").onclick = () => rework("fix_all", [false], ({ made }) => (made ? t.mended(made) : t.nothingMended));
byId("words").onclick = () => rework("fix_all", [true], ({ made }) => (made ? t.mended(made) : t.nothingMended));
byId("layout").onclick = () => rework("layout", [], () => t.laidOut);

// Keeping, opening, saving

let timer = 0;
function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keepNow, 300);
}

function keepNow() {
  clearTimeout(timer);
  const why = keep({ id: plan.id, name: plan.name, text: editor.text(), end: plan.end, at: Date.now() });
  byId("kept").textContent = why || t.kept;
}
addEventListener("pagehide", keepNow);

onKeptElsewhere((theirs) => {
  if (theirs?.id !== plan.id || theirs.text === editor.text()) return;
  plan.id = newId();
  say(t.otherTab);
  keepNow();
});

/** Opens a text as another plan; the one that was open stays among those kept. */
function show({ name, text, id, end = "\n", handle = null }, isKept = true) {
  if (isKept && editor.text().trim()) keepNow();
  Object.assign(plan, { id: id ?? newId(), name: cleanName(name), end, handle });
  byId("name").value = plan.name;
  editor.view.dispatch({ changes: { from: 0, to: editor.view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  byId("frame").removeAttribute("srcdoc");
  compile();
}

byId("name").onchange = () => {
  plan.name = byId("name").value = cleanName(byId("name").value);
  plan.handle = null;
  compile();
  keepSoon();
};

async function openFile(file, handle = null) {
  const found = await readFile(file);
  if (typeof found === "string") {
    say(found);
    return;
  }
  show({ ...found, handle });
  say(found.isMixed ? t.mixed(found.name) : "");
}

byId("open").onclick = async () => {
  if (!("showOpenFilePicker" in window)) {
    byId("file").click();
    return;
  }
  try {
    const [handle] = await showOpenFilePicker();
    await openFile(await handle.getFile(), handle);
  } catch (trouble) {
    if (trouble?.name !== "AbortError") tell(trouble);
  }
};
byId("file").onchange = async () => {
  if (byId("file").files[0]) await openFile(byId("file").files[0]);
  byId("file").value = "";
};
addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
addEventListener("drop", (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  event.stopPropagation();
  openFile(file).catch(tell);
}, true);

byId("save").onclick = async () => {
  try {
    const { handle, said } = await saveFile(plan.name, editor.text().replaceAll("\n", plan.end), plan.handle);
    if (handle) {
      plan.handle = handle;
      plan.name = byId("name").value = handle.name;
    }
    say(said);
  } catch (trouble) {
    if (trouble?.name !== "AbortError") tell(trouble);
  }
};
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    byId("save").click();
  }
});

// Beginnings

async function starter(kind) {
  try {
    const { text } = await ask("first_plan", kind, byId("day").value, language);
    show({ name: `${kind}.plan.md`, text });
  } catch (trouble) {
    tell(trouble);
  }
}

async function example(name) {
  const answer = await fetch(`examples/${name}`);
  show({ name, text: await answer.text() });
}

byId("begin").onclick = () => {
  const before = keptPlans().filter((one) => one.id !== plan.id);
  const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const parts = [
    make("p", "", t.beginNote),
    make("h3", "", t.fromStarter),
    choices(about.starters.map(([kind, summary]) => [t.starters[kind] ?? summary, () => starter(kind)])),
    make("h3", "", t.fromExample),
    choices(EXAMPLES.map((name) => [name.replace(".plan.md", ""), () => example(name)])),
  ];
  if (before.length) {
    parts.push(make("h3", "", t.kept2), choices(before.map((one) => [`${one.name}, ${when.format(one.at ?? 0)}`, () => show(one)])));
  }
  askPerson(t.begin, parts);
};

byId("notes").onclick = () => {
  const area = make("textarea");
  area.rows = 12;
  area.setAttribute("aria-label", t.notesTitle);
  const answer = make("div", "read");
  answer.setAttribute("role", "status");
  const read = async () => {
    try {
      const made = await ask("notes", "notes.md", area.value, byId("day").value);
      const lines = made.read.map((one) => `${t.line(one.line)}: “${one.words}” → ${one.became}${one.sure ? "" : " ?"}`);
      answer.replaceChildren(
        make("p", "", t.notesRead(made.read.length)),
        make("pre", "", [...lines, ...made.asked].join("\n")),
        button(t.useIt, () => (close(), show({ name: "notes.plan.md", text: made.text })), "main"),
      );
      answer.lastChild.focus();
    } catch (trouble) {
      answer.textContent = trouble instanceof Trouble ? trouble.message : t.ours(trouble?.message ?? trouble);
    }
  };
  askPerson(t.notesTitle, [make("p", "", t.notesHelp), area, answer], [[t.notesGo, read]]);
  area.focus();
};

// Ways out

async function exportAs(form) {
  try {
    const stem = plan.name.replace(/(\.plan)?\.(md|markdown|txt)$/i, "");
    const { bytes, sentence } = await ask("export", form, byId("look").value);
    const name = stem + about.formats[form];
    download(name, bytes, TYPES[form] ?? "text/plain");
    say([t.downloaded(name), sentence && `${sentence}.`].filter(Boolean).join(" "));
  } catch (trouble) {
    tell(trouble);
  }
}

byId("export").onclick = () => {
  askPerson(t.exportTitle, [
    make("p", "", t.exportHelp),
    choices(Object.keys(about.formats).map((form) => [t.formats[form] ?? form, () => exportAs(form)])),
    make("h3", "", t.notHere),
    make("p", "", t.pdf),
    coded("p", "", t.noGit),
  ]);
};

byId("print").onclick = () => frame.print();

byId("share").onclick = async () => {
  const link = await linkOf({ name: plan.name, text: editor.text() });
  if (link === null) {
    say(t.tooLong);
    return;
  }
  const field = make("input", "link");
  field.value = link;
  field.readOnly = true;
  field.setAttribute("aria-label", t.shareTitle);
  const copy = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      document.execCommand("copy");
    }
    close();
    say(t.copied);
  };
  askPerson(t.shareTitle, [make("p", "", t.shareHelp), field], [[t.copy, copy]]);
};

// Looks, days, views

byId("look").onchange = () => (byId("frame").removeAttribute("srcdoc"), compile());
byId("day").value = today();
byId("day").onchange = () => (byId("day").value ? compile() : (say(t.dateWrong), (byId("day").value = today())));

const tabs = [...document.querySelectorAll("#views [role=tab]")];

function view(name) {
  document.body.dataset.view = name;
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === name));
    tab.tabIndex = tab.dataset.view === name ? 0 : -1;
  }
}
for (const [place, tab] of tabs.entries()) {
  tab.onclick = () => view(tab.dataset.view);
  tab.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(place + step + tabs.length) % tabs.length];
    view(next.dataset.view);
    next.focus();
  };
}
view("text");

// Start

async function start() {
  const linked = await planInLink();
  const [latest] = keptPlans();
  if (linked && typeof linked !== "string") show(linked, false);
  else if (latest) show(latest, false);
  else await example(FIRST);
  if (typeof linked === "string") say(linked);
  if (linked) history.replaceState(null, "", location.pathname + location.search);
  byId("kept").textContent = t.kept;
  about = await ask("about");
  if ("serviceWorker" in navigator) {
    const isNew = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register("service-worker.js");
    await navigator.serviceWorker.ready;
    document.body.dataset.offline = "ready";
    if (isNew && !byId("status").textContent) say(t.offline);
  }
}

const EXAMPLES = __EXAMPLES__;
const FIRST = "nurse.plan.md";
start().catch(tell);
