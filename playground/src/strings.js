// What the playground itself says, in the reader's language; findings and pages are in the plan's, by the compiler.
import de from "./strings/de.js";
import en from "./strings/en.js";
import es from "./strings/es.js";
import fr from "./strings/fr.js";
import it from "./strings/it.js";
import pt from "./strings/pt.js";

const STRINGS = { en, de, es, fr, it, pt };

export const language = navigator.languages.map((one) => one.slice(0, 2)).find((one) => one in STRINGS) ?? "en";
export const t = STRINGS[language];

/** Puts the words of the reader's language into what stands in the page. */
export function translatePage() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = t[one.dataset.t];
  for (const one of document.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", t[one.dataset.tLabel]);
  for (const one of document.querySelectorAll("[data-t-title]")) one.title = t[one.dataset.tTitle];
}
