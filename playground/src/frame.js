// The page of the plan in a frame that runs no script and goes nowhere: links and boxes are heard from outside.

const TICKED = { done: "true", "under way": "mixed", "to do": "false" };

/** Shows pages in `frame`. `onTick(anchor, state)` is told of a click on a box, `onLink(address)` of one on a link. */
export function pageFrame(frame, { onTick, onLink, words }) {
  let things = {};
  let paper = "a4";

  const thingOf = (box) => {
    const near = box.parentElement.querySelector(':scope > a[href^="#"], :scope > * > a[href^="#"]');
    const holder = box.closest("li[id], article[id]");
    const id = holder && (!near || box.parentElement === holder) ? holder.id : near ? decodeURIComponent(near.hash.slice(1)) : "";
    return Object.hasOwn(things, id) ? { id, ...things[id] } : null;
  };

  const decorate = (page) => {
    for (const box of page.querySelectorAll("svg.box")) {
      const thing = thingOf(box);
      if (!thing?.tick || !(thing.state in TICKED)) continue;
      const name = thing.text.replace(/^\S+\s+(\[.\]\s*)?/, "").replace(/\s+[~^@#][^\s]+|\s+[a-z]+:[^\s]+/g, "");
      box.removeAttribute("aria-hidden");
      box.setAttribute("role", "checkbox");
      box.setAttribute("tabindex", "0");
      box.setAttribute("aria-checked", TICKED[thing.state]);
      box.setAttribute("aria-label", name);
      box.dataset.thing = thing.id;
      box.style.cursor = "pointer";
    }
  };

  const tick = (box) => {
    const thing = thingOf(box);
    onTick(thing.id, thing.state === "done" ? "to do" : "done");
  };

  const listen = (page) => {
    page.addEventListener("click", (event) => {
      const box = event.target.closest?.("[data-thing]");
      if (box) {
        event.preventDefault();
        tick(box);
        return;
      }
      const link = event.target.closest?.("a[href]");
      if (!link) return;
      event.preventDefault();
      const address = link.getAttribute("href");
      if (address.startsWith("#")) go(page, decodeURIComponent(address.slice(1)));
      else onLink(address);
    });
    page.addEventListener("auxclick", (event) => event.target.closest?.("a[href]") && event.preventDefault());
    page.addEventListener("keydown", (event) => {
      const box = event.target.closest?.("[data-thing]");
      if (box && (event.key === " " || event.key === "Enter")) {
        event.preventDefault();
        tick(box);
      }
    });
  };

  const go = (page, id) => {
    const target = page.getElementById(id);
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    frame.contentWindow.location.hash = `#${encodeURIComponent(id)}`;
    target.scrollIntoView();
  };

  let wanted = null;
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    if (!wanted || !page) return;
    decorate(page);
    listen(page);
    page.documentElement.scrollTop = wanted.scroll;
    for (const id of wanted.open) page.getElementById(id)?.closest("details")?.setAttribute("open", "");
    if (wanted.focus) page.querySelector(`[data-thing="${CSS.escape(wanted.focus)}"]`)?.focus();
  });

  return {
    /** Shows a page where the last one was scrolled to. */
    show(html, known) {
      things = known.things;
      paper = known.paper;
      const page = frame.contentDocument;
      wanted = {
        scroll: page?.documentElement?.scrollTop ?? 0,
        focus: frame === document.activeElement ? page?.activeElement?.dataset?.thing : "",
        open: [...(page?.querySelectorAll("details[open] [id]") ?? [])].map((one) => one.id),
      };
      frame.srcdoc = html;
    },
    /** Prints it on the plan's paper, which the browser can save as a PDF. */
    print() {
      const page = frame.contentDocument;
      if (!page?.body) return;
      const rule = page.createElement("style");
      rule.textContent = `@page{size:${paper === "letter" ? "letter" : "a4"};margin:15mm}`;
      page.head.append(rule);
      frame.contentWindow.print();
      rule.remove();
    },
    words,
  };
}
