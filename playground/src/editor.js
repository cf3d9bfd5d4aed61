// The editor: CodeMirror with the compiler's findings, completion, hovers and the dates at the ends of lines.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, drawSelection, hoverTooltip, keymap, tooltips } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { coded } from "./dialogs.js";

const told = (finding) => (finding.help ? `${finding.message}\n${finding.help}` : finding.message);

const SEVERITY = { error: "error", warning: "warning", hint: "info" };

// What stands out in a plan, line by line: the compiler reads it, this only colours it.
const plan = StreamLanguage.define({
  name: "plan",
  startState: () => ({ settings: false, fence: "", first: true }),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    if (stream.sol()) {
      const isFirst = state.first;
      state.first = false;
      const fence = stream.match(/^\s*(`{3,}|~{3,})/, false)?.[1];
      if (fence && !state.fence) state.fence = fence;
      else if (fence && fence.startsWith(state.fence)) {
        state.fence = "";
        stream.skipToEnd();
        return "monospace";
      }
      if (state.fence) {
        stream.skipToEnd();
        return "monospace";
      }
      if ((isFirst || state.settings) && stream.match(/^---\s*$/)) {
        state.settings = isFirst;
        return "contentSeparator";
      }
      if (stream.match(/^ {0,3}#{1,6}\s/)) {
        state.heading = true;
        return "heading";
      }
      state.heading = false;
      if (state.settings && stream.match(/^[A-Za-z][\w-]*:/)) return "attributeName";
      if (stream.match(/^\s*([-*+]|\d+[.)])(\s+\[.\])?(?=\s)/)) return "list";
    }
    if (stream.match(/^(~\S+|[a-z]+:[^\s:/][^\s]*|[\^@#][^\s#]+)/)) return "tagName";
    if (stream.match(/^\*\*[^*]+\*\*/)) return "strong";
    if (stream.match(/^`[^`]+`/)) return "monospace";
    if (!stream.match(/^\S+\s*/)) stream.next();
    return state.heading ? "heading" : null;
  },
});

const style = HighlightStyle.define([
  { tag: tags.heading, class: "hl-heading" },
  { tag: tags.strong, class: "hl-strong" },
  { tag: tags.monospace, class: "hl-code" },
  { tag: [tags.tagName, tags.attributeName], class: "hl-tag" },
  { tag: [tags.list, tags.contentSeparator], class: "hl-mark" },
]);

class Hint extends WidgetType {
  constructor(hint) {
    super();
    this.hint = hint;
  }
  eq(other) {
    return other.hint.text === this.hint.text && other.hint.why === this.hint.why;
  }
  toDOM() {
    const span = document.createElement("span");
    span.className = "ahead";
    span.textContent = ` ${this.hint.text}`;
    span.title = this.hint.why;
    span.setAttribute("aria-hidden", "true"); // the page says it, and a caret must not read it between letters
    return span;
  }
}

const setHints = StateEffect.define();

const hints = StateField.define({
  create: () => Decoration.none,
  update(shown, change) {
    for (const effect of change.effects) if (effect.is(setHints)) return drawn(change.state, effect.value);
    return shown.map(change.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function drawn(state, found) {
  const builder = new RangeSetBuilder();
  for (const hint of found) {
    if (hint.line > state.doc.lines) continue;
    const end = state.doc.line(hint.line).to;
    builder.add(end, end, Decoration.widget({ widget: new Hint(hint), side: 1 }));
  }
  return builder.finish();
}

/** An editor in `parent`. `ask` asks the compiler, `onChange(text)` is told of every change; `phrases` are those of
 * its search field in the reader's language. */
export function makeEditor(parent, { ask, onChange, onFix, label, fixLabel, phrases }) {
  const complete = async (context) => {
    const text = context.state.doc.toString();
    const found = await ask("complete", text, context.pos, context.explicit).catch(() => null);
    if (!found?.items.length || context.aborted) return null;
    return {
      from: found.from,
      options: found.items.map((one) => ({ label: one.label, detail: one.detail, apply: one.insert, type: one.kind })),
      filter: true,
    };
  };
  const hover = async (view, pos) => {
    const found = await ask("hover", view.state.doc.toString(), pos).catch(() => null);
    if (!found) return null;
    return {
      pos: found.from,
      end: found.to,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "hover";
        dom.innerHTML = found.html; // made by the compiler of escaped text; the policy of this page runs no script
        return { dom };
      },
    };
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: "",
      extensions: [
        history(),
        drawSelection(),
        closeBrackets(),
        EditorState.phrases.of(phrases ?? {}),
        search({ top: true }),
        plan,
        syntaxHighlighting(style),
        lintGutter(),
        hints,
        autocompletion({ override: [complete], activateOnTyping: true }),
        hoverTooltip(hover, { hoverTime: 400 }),
        tooltips({ position: "fixed" }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "true", autocapitalize: "sentences" }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    /** Puts a text in the place of the one that is there; what is the same at both ends stays, with the caret. */
    replace(text) {
      const old = view.state.doc.toString();
      if (old === text) return;
      let start = 0;
      const most = Math.min(old.length, text.length);
      while (start < most && old[start] === text[start]) start++;
      let end = 0;
      while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
      view.dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) } });
    },
    /** Makes the edits of a fix. */
    edit(changes) {
      view.dispatch({ changes, scrollIntoView: true });
    },
    goTo(from, to) {
      const length = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) }, effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }) });
      view.focus();
    },
    show(findings, found) {
      const length = view.state.doc.length;
      const diagnostics = findings.map((one, place) => ({
        from: Math.min(one.from, length),
        to: Math.min(one.to, length),
        severity: SEVERITY[one.severity],
        source: one.code,
        message: told(one),
        renderMessage: () => coded("span", "", told(one)),
        actions: one.fix ? [{ name: fixLabel(one), apply: () => onFix(place) }] : [],
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics), { effects: setHints.of(found) });
    },
  };
}
