// Keeps a served plan's page in step with its file: swaps what changed, ticks boxes, shows errors. Asks only its own server.
(() => {
  "use strict";
  const own = document.currentScript;
  const token = own.dataset.token;
  let revision = own.dataset.revision;
  let state = null;
  let stream = null;
  let marked = "";
  let wanted = 0;
  let ticking = false;

  // The bar at the bottom: errors, answers, the line of a step. In a shadow, so that no look reaches it.

  const host = document.createElement("div");
  host.dataset.planLive = "";
  const shadow = host.attachShadow({ mode: "open" });
  shadow.innerHTML = `<style>
    :host { all: initial; }
    .bar { position: fixed; left: 50%; bottom: 16px; transform: translateX(-50%); z-index: 2147483647; box-sizing: border-box;
      width: max-content; max-width: min(46rem, calc(100vw - 32px)); padding: 13px 52px 14px 18px; border: 1px solid var(--ink, CanvasText);
      font: 14px/20px var(--sans, system-ui, sans-serif); color: var(--ink, CanvasText); background: var(--paper, Canvas);
      overflow-wrap: anywhere; text-align: start; }
    .bar[hidden] { display: none; }
    .bar.error { color: var(--paper, Canvas); background: var(--ink, CanvasText); }
    code { font: .92em ui-monospace, "DejaVu Sans Mono", monospace; }
    .bar p { margin: 0; } .bar p + p { margin-top: 4px; }
    .bar p:first-child { font-weight: 700; } .bar.line p { font-weight: 400; } small { font-size: inherit; }
    button { font: inherit; color: inherit; background: none; border: 1px solid; padding: 1px 10px; min-height: 24px; cursor: pointer; }
    button:focus-visible { outline: 2px solid; outline-offset: 3px; }
    .close { position: absolute; top: 9px; right: 10px; width: 28px; height: 28px; padding: 0; border: 0; font-size: 20px; line-height: 28px; }
    @media print { .bar { display: none; } }
  </style><div class="bar" hidden role="status" aria-live="polite"><div class="text"></div><button class="close" aria-label="Close">×</button></div>`;
  const bar = shadow.querySelector(".bar");
  const text = shadow.querySelector(".text");

  const show = (kind, lines, button) => {
    bar.className = "bar " + kind;
    text.replaceChildren(...lines.map((line, index) => {
      const part = document.createElement("p");
      const inner = index ? part.appendChild(document.createElement("small")) : part;
      inner.append(...line.split("`").map((piece, place) => {
        const code = document.createElement(place % 2 ? "code" : "span");
        code.textContent = piece;
        return code;
      }));
      return part;
    }));
    if (button) text.lastChild.append(" ", button);
    bar.hidden = false;
  };
  const hide = () => { bar.hidden = true; };
  shadow.querySelector(".close").addEventListener("click", hide);

  const editorButton = (line) => {
    if (!state.editor || state.readOnly) return null;
    const button = document.createElement("button");
    button.textContent = state.says.open;
    button.addEventListener("click", () => write("/open", { line }));
    return button;
  };

  const showTrouble = () => {
    const { errors, trouble } = state;
    if (errors.length) {
      const [first] = errors;
      show("error", first.says, editorButton(first.line));
    } else if (trouble) {
      show("error", [trouble]);
    } else if (bar.classList.contains("error")) {
      hide();
    }
  };

  // Swapping what changed. Things of the same name stay the same element, with its scroll, its focus, and `open` as it is.

  // The server puts comments around pieces of the page, `plan:DIGEST` and `/plan`, and sends those that are here already
  // without anything in between. Such a hole is filled with the nodes that stand here between the same marks.

  const START = "plan:", END = "/plan";
  const isStart = (node) => node?.nodeType === 8 && node.data.startsWith(START);
  const isEnd = (node) => node?.nodeType === 8 && node.data === END;
  const isHole = (node) => isStart(node) && isEnd(node.nextSibling);
  const startsIn = (root) => {
    const found = [];
    const all = document.createNodeIterator(root, NodeFilter.SHOW_COMMENT);
    for (let node; (node = all.nextNode());) if (isStart(node)) found.push(node);
    return found;
  };
  const endOf = (start) => {
    let node = start;
    while (!isEnd(node)) node = node.nextSibling;
    return node;
  };

  const isOurs = (node) => node.nodeType === 1 && node.hasAttribute("data-plan-live");
  const key = (node) => (node.nodeType === 1 && node.id ? node.tagName + "#" + node.id : null);
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b);

  const copyAttributes = (from, to) => {
    for (const { name } of [...to.attributes]) {
      if (!from.hasAttribute(name) && !(name === "open" && to.localName === "details")) to.removeAttribute(name);
    }
    for (const { name, value } of from.attributes) {
      if (to.getAttribute(name) !== value && !(name === "open" && to.localName === "details")) to.setAttribute(name, value);
    }
  };

  const swap = (to, from, holes) => {
    if (to.isEqualNode(from)) return;
    if (to.nodeType !== 1) {
      to.nodeValue = from.nodeValue;
      return;
    }
    copyAttributes(from, to);
    const isWanted = (node) => isStart(node) && holes.get(node.data) === node;
    const known = new Map();
    for (let child = to.firstChild; child; child = child.nextSibling) {
      if (isWanted(child)) child = endOf(child);
      else if (key(child)) known.set(key(child), child);
    }
    const coming = new Set([...from.childNodes].map(key).filter(Boolean));
    let at = to.firstChild;
    const skip = () => { while (at && isOurs(at)) at = at.nextSibling; };
    const fill = (start) => {
      if (start?.parentNode !== to) throw new Error("a piece of the page is not where it was");
      const after = endOf(start).nextSibling;
      if (start === at) {
        at = after;
        return;
      }
      for (let node = start; node !== after;) {
        const following = node.nextSibling;
        to.insertBefore(node, at);
        node = following;
      }
    };
    for (let next = from.firstChild; next; next = next.nextSibling) {
      if (isOurs(next)) continue;
      skip();
      const same = known.get(key(next));
      if (isHole(next)) {
        fill(holes.get(next.data));
        next = next.nextSibling;
      } else if (same && same !== at) {
        to.insertBefore(same, at);
        swap(same, next, holes);
      } else if (at && !isWanted(at) && alike(at, next)) {
        const here = at;
        at = at.nextSibling;
        swap(here, next, holes);
      } else if (at && !key(next) && key(at) && coming.has(key(at))) {
        to.insertBefore(document.importNode(next, true), at);
      } else if (at && !isWanted(at) && at.nextSibling && alike(at.nextSibling, next) && at.nextSibling.isEqualNode(next)) {
        const gone = at;
        at = at.nextSibling.nextSibling;
        gone.remove();
      } else {
        to.insertBefore(document.importNode(next, true), at);
      }
    }
    while (skip(), at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  };

  const swapPage = (page) => {
    const inSight = [...document.querySelectorAll("body [id]")].map((one) => [one, one.getBoundingClientRect()])
      .filter(([, place]) => place.height > 0 && place.top > -40 && place.top < window.innerHeight);
    const anchor = inSight.sort(([, one], [, other]) => Math.abs(one.top) - Math.abs(other.top))[0]?.[0];
    const top = anchor && window.scrollY > 0 ? anchor.getBoundingClientRect().top : null;
    decorate(page);
    copyAttributes(page.documentElement, document.documentElement);
    const wanted = new Set(startsIn(page).filter(isHole).map((start) => start.data));
    const holes = new Map(startsIn(document).filter((start) => wanted.has(start.data)).map((start) => [start.data, start]));
    swap(document.head, page.head, holes);
    swap(document.body, page.body, holes);
    decorate(document);
    if (top !== null && anchor.isConnected) {
      window.scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: "instant" });
    }
  };

  const load = async (since) => {
    const turn = ++wanted;
    const answer = await fetch("/since/" + since, { cache: "no-store" });
    const source = await answer.text();
    if (turn !== wanted || !answer.ok) return;
    const page = new DOMParser().parseFromString(source, "text/html");
    const script = page.querySelector("script[data-plan-live]");
    if (!script) return;
    if (script.dataset.token !== token) {
      location.reload();
      return;
    }
    try {
      swapPage(page);
    } catch (error) {
      if (!since) throw error;
      await load("");
      return;
    }
    marked = revision = script.dataset.revision;
  };

  // Boxes that can be ticked

  const thingOf = (box) => {
    const near = box.parentElement.querySelector(':scope > a[href^="#"], :scope > * > a[href^="#"]');
    const holder = box.closest("li[id], article[id]");
    const id = holder && (!near || box.parentElement === holder) ? holder.id : near ? decodeURIComponent(near.hash.slice(1)) : "";
    return state && Object.hasOwn(state.things, id) ? { id, ...state.things[id] } : null;
  };

  const TICKED = { "done": "true", "under way": "mixed", "to do": "false", "dropped": "false" };

  const decorate = (page) => {
    if (!state || state.readOnly) return;
    for (const box of page.querySelectorAll("svg.box")) {
      const thing = thingOf(box);
      if (!thing || !thing.tick || thing.state === "dropped") continue;
      box.removeAttribute("aria-hidden");
      for (const [attribute, value] of [["role", "checkbox"], ["tabindex", "0"], ["aria-checked", TICKED[thing.state]],
        ["aria-label", thing.title], ["data-plan-thing", thing.id]]) {
        if (box.getAttribute(attribute) !== value) box.setAttribute(attribute, value);
      }
    }
  };

  // What can be done here, on top of the page's content, where it is read first.

  const hint = document.createElement("div");
  hint.dataset.planLive = "hint";
  const tellHint = () => {
    const says = state?.says ?? {};
    const can = [[".box[data-plan-thing]", says.boxes], [".row [popovertarget]", says.rows], ["li.step[id]", says.steps]];
    hint.textContent = can.filter(([what, text]) => text && document.querySelector(what)).map(([, text]) => text).join(" ");
    const main = document.querySelector("main");
    if (hint.textContent && main) main.prepend(hint);
    else hint.remove();
  };

  const post = async (address, data) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Plan-Token": token },
      body: JSON.stringify(data),
    });
    return { ok: answer.ok, message: (await answer.json()).message };
  };

  const write = async (address, data) => {
    try {
      const { ok, message } = await post(address, data);
      if (!ok) show("", [message]);
      return ok;
    } catch {
      show("", [state.says.silent]);
    }
  };

  const tick = (box, starts) => {
    const id = box.dataset.planThing;
    const thing = state.things[id];
    const to = starts ? "under way" : thing.state === "done" ? "to do" : "done";
    ticking = true;  // news of it may come before the answer
    return write("/tick", { id, source: state.source, state: to }).then((ok) => { if (!ok) ticking = false; });
  };

  const style = new CSSStyleSheet();
  style.replaceSync("html{overflow-anchor:none} [data-plan-live=hint]{color:var(--soft);padding:11px 0 13px;border-top:1px solid var(--rule,var(--hair,currentColor))} "
    + "svg.box[data-plan-thing]{cursor:pointer;box-sizing:content-box;padding:4px;margin:0 -4px -4px!important} "
    + "svg.box[data-plan-thing]:focus-visible{outline:2px solid currentColor;outline-offset:-1px} @media print{[data-plan-live]{display:none}}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || !state) return;
    const box = event.target.closest("svg.box[data-plan-thing]");
    if (box) {
      event.preventDefault();
      tick(box, event.shiftKey);
      return;
    }
    if (event.target.closest("a, summary, button, input, [data-plan-live]") || String(getSelection())) return;
    const holder = event.target.closest("li.step[id], article.goal[id]");
    if (holder && Object.hasOwn(state.things, holder.id)) showLine(state.things[holder.id]);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    const box = event.target.closest?.("svg.box[data-plan-thing]");
    if (box && (event.key === " " || event.key === "Enter")) {
      event.preventDefault();
      tick(box, event.shiftKey);
    }
  });

  const showLine = (thing) => {
    if (bar.classList.contains("error") && !bar.hidden) return;
    const told = state.says.line.replace("{line}", thing.line).replace("{text}", () => thing.text);
    show("line", [told], editorButton(thing.line));
  };

  // Hearing of changes

  const whenIdle = window.requestIdleCallback ?? setTimeout;
  let lost = false;
  const take = async (news) => {
    state = news;
    if (lost) {
      lost = false;
      hide();
    }
    shadow.querySelector(".close").setAttribute("aria-label", state.says.close);
    if (state.revision !== revision) await load(marked);
    else decorate(document);
    tellHint();
    showTrouble();
    if (ticking && state.news.length) {
      ticking = false;
      show("", state.news);
    }
    if (!marked) whenIdle(() => { if (!marked) load("").catch(() => {}); });  // so that the first save needs little too
  };

  const connect = () => {
    stream = new EventSource("/events");
    stream.addEventListener("message", (event) => { take(JSON.parse(event.data)).catch(() => {}); });
    stream.addEventListener("error", () => {
      lost = true;
      show("error", state ? [state.says.lost, state.says.again] : ["Not connected to `plan serve`: trying again."]);
      if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
    });
  };

  document.body.append(host);
  connect();
})();
