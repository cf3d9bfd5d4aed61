"""The compiler as the playground's worker calls it: one open plan, JSON in and out, offsets as JavaScript counts them.

No rule of planning stands here. `language` answers what an editor asks, as it does for `plan lsp`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from typing import Any

from plainplan import __version__
from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Diagnostic
from plainplan.edited import brings_no_error, edited, loses_nothing
from plainplan.errors import PlainplanError
from plainplan.facts import anchor_of
from plainplan.finding_data import finding_data
from plainplan.messages import msg
from plainplan.render import FORMATS, Options, render
from plainplan.source import source_bytes
from plainplan.ticking import TickRecord, impossible, state_given, tick_made, tickable
from plainplan.values import State
from plainplan.words import Words, sentences_for

NOT_HERE = {
    "pdf": "A PDF is made here by printing the page: the browser's own print window saves it as a file.",
    "xlsx": "A workbook takes a library that is not here: `plan build --to xlsx` makes one, CSV is made here too.",
    "history": "How the plan has changed is in git, which is not here: `plan history` shows it.",
    "forecast": "The forecast takes numpy, which is not here: `plan forecast` makes it.",
}
"""What needs files, git, processes or numpy, and what does it instead."""


class Offsets:
    """Offsets of a text in characters, as Python counts them, and in units of UTF-16, as JavaScript does."""

    def __init__(self, text: str) -> None:
        self.wide = [place for place, letter in enumerate(text) if letter > "\uffff"] if not text.isascii() else []
        self.wide_units = [place + count for count, place in enumerate(self.wide)]

    def units(self, offset: int) -> int:
        return offset + bisect_left(self.wide, offset)

    def characters(self, units: int) -> int:
        return units - bisect_left(self.wide_units, units)


class Session:
    """The plan that is open: its text, compiled, and the ticks that were made in its page."""

    def __init__(self) -> None:
        self.compilation: Compilation | None = None
        self.offsets = Offsets("")
        self.day = date.min
        self.ticks: list[TickRecord] = []

    def compile(self, name: str, text: str, day: str) -> Compilation:
        """Compile a text as of a day (YYYY-MM-DD), what has not changed since the last time kept."""
        self.day = date.fromisoformat(day)
        before = self.compilation if self.compilation and self.compilation.source.name == name else None
        self.compilation = compile_text(name, text, self.day, before)
        self.offsets = Offsets(text)
        return self.compilation

    @property
    def open(self) -> Compilation:
        if self.compilation is None:
            raise PlainplanError("no plan is open")
        return self.compilation

    @property
    def words(self) -> Words:
        """The words to say something about the plan in: those of its language."""
        return sentences_for(self.compilation.lang if self.compilation else "en")


_session = Session()


def check(name: str, text: str, day: str) -> dict[str, Any]:
    """Compile: the findings with their places, the hints for the ends of lines, and what can be ticked."""
    compiled = _session.compile(name, text, day)
    return {
        "findings": [_finding(found) for found in compiled.diagnostics],
        "errors": compiled.has_errors,
        "title": compiled.plan.title or "",
        "paper": compiled.plan.settings.paper,
        "things": tickable(compiled),
        "hints": _hints(compiled),
        "pictures": _has_pictures(compiled),
    }


def page(look: str) -> str:
    """The page of the plan that was compiled last, as `plan build` makes it."""
    return render(_session.open, "html", Options(template=look)).decode()


def export(form: str, look: str) -> tuple[bytes, str]:
    """One output as bytes, and in a sentence what it leaves out."""
    row = FORMATS.get(form)
    if row is None or row.worker or form in NOT_HERE:
        raise PlainplanError(NOT_HERE.get(form, f"`{form}` is not made here"))
    data = render(_session.open, form, Options(template=look))
    if not row.is_partial:
        return data, ""
    from plainplan.exchange.losses import losses, losses_text

    lost = losses(_session.open, row.module)
    output = f"{_session.open.source.name.removesuffix('.md').removesuffix('.plan')}{row.ending}"
    return data, _session.words.tell(losses_text(lost, output, row.module)) if lost else ""


def fix(number: int) -> list[dict[str, Any]]:
    """The edits of one finding's fix, by its place among the findings; a fix that would do harm is not made."""
    compiled = _session.open
    found = compiled.diagnostics[number]
    if found.fix is None:
        return []
    after = edited(compiled, found.fix.edits, _session.day)
    if not (brings_no_error(compiled, after) and loses_nothing(compiled, after)):
        raise PlainplanError("this would change more in the plan than it is to: do it by hand")
    return [_edit(span.start, span.end, text) for span, text in found.fix.edits]


def fix_all(unsafe: bool) -> dict[str, Any]:
    """The text after all safe fixes, or after all there are, as `plan check --fix` leaves it; how many were made."""
    from plainplan.fixes import mended

    compiled = _session.open
    after = mended(compiled, source_bytes(compiled.source), _session.day, unsafe=unsafe)
    return {"text": after.compilation.source.text, "made": after.made}


def layout() -> dict[str, Any]:
    """The text in the canonical layout, as `plan fmt` writes it, or why it stays as it is."""
    from plainplan.fmt import formatted

    compiled = _session.open
    after = formatted(compiled, source_bytes(compiled.source), _session.day)
    if after.trouble:
        raise PlainplanError(msg("the plan is left as it is: {trouble}", trouble=after.trouble))
    return {"text": after.source.text}


def tick(anchor: str, state: str) -> dict[str, Any]:
    """The text after a tick in the page, or why there is none."""
    compiled, day = _session.open, _session.day
    thing = next((one for one in compiled.plan.things if anchor_of(one) == anchor), None)
    if thing is None:
        raise PlainplanError("there is no such step in the plan")
    wanted = State(state)
    if why := impossible(compiled, thing.index, wanted, day, day):
        raise PlainplanError(why)
    after = state_given(compiled, thing.index, wanted, day, day, _session.ticks)
    if after is None:
        raise PlainplanError("this would change more in the plan than it is to: do it by hand")
    if wanted is not State.TO_DO:
        _session.ticks.append(tick_made(compiled, after, thing.index))
    return {"text": after.source.text}


def notes(name: str, text: str, day: str) -> dict[str, Any]:
    """A plan made of ordinary notes, with an account of what was read in them."""
    from plainplan.importing import Refused, imported

    made = imported(name, text.encode("utf-8", "surrogatepass"), date.fromisoformat(day))
    if isinstance(made, Refused):
        raise PlainplanError(f"What was pasted {made.why}.")
    return {
        "text": made.text,
        "read": [one._asdict() for one in made.told],
        "prose": [list(one) for one in made.prose],
        "asked": list(made.asked),
    }


def first_plan(kind: str, day: str, lang: str) -> dict[str, Any]:
    """A starter, as `plan new` writes it."""
    from plainplan.starters import LANGUAGES, starter_text

    return {"text": starter_text(kind, date.fromisoformat(day), lang if lang in LANGUAGES else "en")}


def about() -> dict[str, Any]:
    from plainplan.starters import LANGUAGES, STARTERS

    formats = {name: row.ending for name, row in FORMATS.items() if name not in NOT_HERE and not row.worker}
    starters = [list(one) for one in STARTERS]
    return {"version": __version__, "starters": starters, "languages": list(LANGUAGES), "formats": formats}


def _finding(found: Diagnostic) -> dict[str, Any]:
    data, tell = finding_data(_session.open.source, found), _session.words.tell
    told = {"message": tell(found.message), "help": tell(found.help) or None}
    units = _session.offsets.units
    return data | told | {"from": units(found.span.start), "to": units(found.span.end)}


def _edit(start: int, end: int, text: str) -> dict[str, Any]:
    return {"from": _session.offsets.units(start), "to": _session.offsets.units(end), "insert": text}


def _has_pictures(compiled: Compilation) -> bool:
    return "![" in compiled.source.text


def _hints(compiled: Compilation) -> list[dict[str, Any]]:
    """The dates for the ends of lines (from 1), and why they are what they are."""
    from plainplan.language.hints import hints, reason

    source, words = compiled.source, _session.words
    return [
        {"line": source.position(one.offset).line, "text": one.label, "why": reason(compiled, one.thing, words)}
        for one in hints(compiled, source.text, "dates", words=words)
    ]


def complete(text: str, units: int, asked: bool) -> dict[str, Any] | None:
    """What can be written at a place of the text as it stands now; `asked` by a person, or by typing."""
    from plainplan.language.completion import TRIGGERS, completions

    offsets = Offsets(text)
    offset = offsets.characters(units)
    found = completions(_session.open, text, offset, _session.day, _session.words)
    if found is None or not (asked or found.span.start < found.span.end or text[offset - 1 : offset] in TRIGGERS):
        return None
    items = [{"label": one.label, "detail": one.detail, "insert": one.written, "kind": one.kind} for one in found.items]
    return {"from": offsets.units(found.span.start), "items": items}


def hover(text: str, units: int) -> dict[str, Any] | None:
    """What is told of a place of the text as it stands now, as HTML in which no word of the plan is markup."""
    from markdown_it import MarkdownIt

    from plainplan.language.hover import hover as told_of
    from plainplan.language.speech import as_markdown

    offsets = Offsets(text)
    found = told_of(_session.open, text, offsets.characters(units), _session.words)
    if found is None:
        return None
    html = MarkdownIt("commonmark", {"html": False}).render(as_markdown(found.pieces))
    return {"from": offsets.units(found.span.start), "to": offsets.units(found.span.end), "html": html}


_CALLS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (check, page, export, fix, fix_all, layout, tick, notes, first_plan, about, complete, hover)
}


def call(name: str, arguments: str) -> Any:
    """What the worker calls: the arguments as JSON, the answer as JSON with `ok` or `trouble`; bytes go as they are."""
    try:
        answer = _CALLS[name](*json.loads(arguments))
    except PlainplanError as trouble:
        return json.dumps({"trouble": _session.words.tell(trouble.text)})
    if isinstance(answer, tuple):
        return answer
    return json.dumps({"ok": answer})
