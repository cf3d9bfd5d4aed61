// One dialog for all questions: a title, what is in it, and buttons.
import { t } from "./strings.js";

const dialog = document.getElementById("dialog");
const byId = (id) => document.getElementById(id);

/** An element with a class, texts and elements in it. */
export function make(name, className = "", ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

/** An element with a text in which what stands between backticks is code. */
export const coded = (name, className, text) =>
  make(name, className, ...text.split("`").map((part, place) => (place % 2 ? make("code", "", part) : part)));

export function button(text, onClick, className = "") {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

export const close = () => dialog.close();

/** Asks; `buttons` are [text, what to do] and stay until the dialog is closed by one of them or by Escape. */
export function ask(title, inside, buttons = []) {
  byId("dialog-title").textContent = title;
  byId("dialog-body").replaceChildren(...inside);
  byId("dialog-buttons").replaceChildren(
    ...buttons.map(([text, act], place) => button(text, act, place ? "" : "main")),
    button(buttons.length ? t.cancel : t.close, close),
  );
  if (!dialog.open) dialog.showModal();
}

/** A list of things to choose, each [text, what to do]; the dialog closes first. */
export function choices(found) {
  return make("ul", "choices", ...found.map(([text, act]) => make("li", "", button(text, () => (close(), act())))));
}
