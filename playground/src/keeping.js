// What is kept in this browser, and what comes from and goes to files and links. Nothing is ever sent.
import { t } from "./strings.js";

const PLANS = "plainplan.plans";
const MOST = 12;
const LARGEST = 4 * 1024 * 1024;
const LONGEST_LINK = 30_000;

const isPlan = (one) => typeof one?.id === "string" && typeof one.text === "string" && typeof one.name === "string";

/** The plans kept here, the latest first; none where the browser keeps nothing. */
export function keptPlans() {
  try {
    const found = JSON.parse(localStorage.getItem(PLANS) ?? "[]");
    return Array.isArray(found) ? found.filter(isPlan) : [];
  } catch {
    return [];
  }
}

/** Keeps a plan as the latest; why not, in a sentence, where that fails. */
export function keep(plan) {
  const others = keptPlans().filter((one) => one.id !== plan.id);
  for (let most = MOST - 1; most >= 0; most--) {
    try {
      localStorage.setItem(PLANS, JSON.stringify([plan, ...others.slice(0, most)]));
      return "";
    } catch (error) {
      if (error?.name !== "QuotaExceededError") return t.notKept;
      if (others.length <= 1 || most <= 1) return t.keptFull; // of two that do not fit, neither is dropped
    }
  }
  return t.keptFull;
}

/** Calls back where another tab has kept a plan of this id. */
export function onKeptElsewhere(callback) {
  addEventListener("storage", (event) => {
    if (event.key !== PLANS || !event.newValue) return;
    try {
      callback(JSON.parse(event.newValue)[0]);
    } catch {
      // what another program has written there is not ours
    }
  });
}

/** A file's text with \n at the ends of lines, and how they ended; a string is why it was not read. */
export async function readFile(file) {
  if (file.size > LARGEST) return t.tooLarge(file.name);
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return t.notText(file.name);
  }
  const ends = new Set(text.match(/\r\n|\r|\n/g));
  return { name: file.name, text: text.replace(/\r\n?/g, "\n"), end: ends.values().next().value ?? "\n", isMixed: ends.size > 1 };
}

export function download(name, data, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Saves to the file that was opened or chosen before, else to a new one; the file's handle where there is one. */
export async function saveFile(name, text, handle) {
  if (!("showSaveFilePicker" in window)) {
    download(name, text, "text/markdown;charset=utf-8");
    return { handle: null, said: t.downloaded(name) };
  }
  handle ??= await showSaveFilePicker({
    suggestedName: name,
    types: [{ description: "Markdown", accept: { "text/markdown": [".md"] } }],
  });
  const stream = await handle.createWritable(); // written beside it, and put in its place when it is closed
  try {
    await stream.write(text);
  } catch (error) {
    await stream.abort();
    throw error;
  }
  await stream.close();
  return { handle, said: t.saved(handle.name) };
}

const squeeze = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

/** The address of this page with the plan in it; null where that would be too long. */
export async function linkOf(plan) {
  const bytes = await squeeze(new TextEncoder().encode(JSON.stringify([plan.name, plan.text])), new CompressionStream("deflate-raw"));
  const letters = btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
  if (letters.length > LONGEST_LINK) return null;
  const address = new URL(location.href);
  address.hash = `plan=${letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  return address.href;
}

/** The plan in this page's address: null where there is none, a string where it cannot be read. */
export async function planInLink() {
  const found = /^#plan=([\w-]+)$/.exec(location.hash);
  if (!found) return location.hash.startsWith("#plan=") ? t.badLink : null;
  try {
    const bytes = Uint8Array.from(atob(found[1].replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    const [name, text] = JSON.parse(await bounded(bytes));
    if (typeof name !== "string" || typeof text !== "string") return t.badLink;
    return { name, text: text.replace(/\r\n?/g, "\n") };
  } catch {
    return t.badLink;
  }
}

/** What was squeezed, as text, as long as it is not larger than a plan may be. */
async function bounded(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (let part; !(part = await reader.read()).done; ) {
    size += part.value.length;
    if (size > LARGEST) throw new Error("too large");
    parts.push(part.value);
  }
  return new Blob(parts).text();
}
