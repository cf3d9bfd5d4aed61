"""A note for the partner: what was done, what slipped and why, what is next, what is asked. Never sent by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.following.moves import Since
from plainplan.following.review import Line, ReviewNote
from plainplan.report.agenda import told_in
from plainplan.report.since import since_sentences
from plainplan.safe_text import safe_text
from plainplan.spoken import Spoken
from plainplan.view.record import Passage, Record
from plainplan.words import words_for

_WORDS = words_for("en")


def subject(compilation: Compilation) -> str:
    """What the note is about, on one line."""
    return " ".join(f"Check-in, {_WORDS.date(compilation.schedule.today, 'long')}: {compilation.plan.title}".split())


def note_lines(compilation: Compilation, note: ReviewNote, moved: Since | None = None) -> Iterator[str]:
    """The note as text."""
    yield safe_text(subject(compilation))
    yield ""
    yield safe_text(_standing(compilation))
    for passage in _passages(compilation, note, moved):
        yield ""
        yield safe_text(f"{passage.title}:")
        yield from (safe_text(sentence) for sentence in passage.sentences)
        yield from (safe_text(f"- {item}") for item in passage.items)


def note_record(compilation: Compilation, note: ReviewNote, moved: Since | None = None) -> Record:
    """The note as a page."""
    author = compilation.plan.settings.author
    return Record(
        title=subject(compilation),
        lede=_standing(compilation),
        passages=tuple(_passages(compilation, note, moved)),
        footer=author or "",
    )


def note_mail(
    compilation: Compilation, note: ReviewNote, page: str, address: str | None, moved: Since | None = None
) -> bytes:
    """The note as a message that a mail program opens as a draft: text, and the page beside it."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["Subject"] = safe_text(subject(compilation))
    if address:
        message["To"] = Address(display_name=_display_name(compilation.plan.settings.partner or ""), addr_spec=address)
    message["X-Unsent"] = "1"  # mail programs that know it open the message for writing
    message.set_content("\n".join(note_lines(compilation, note, moved)) + "\n")
    message.add_alternative(page, subtype="html")
    message.set_boundary("plainplan-note")
    return message.as_bytes()


def _display_name(name: str) -> str:
    """A person's name for a mail header.

    Folding a long name drops its quotes, after which a part that looks like an address would count as one.
    """
    return " ".join(re.sub(r"[^\w '.-]", " ", name)[:40].split())


def _standing(compilation: Compilation) -> str:
    schedule = compilation.schedule
    progress = f"{schedule.progress.done} of {schedule.progress.total} done"
    if schedule.finish is None:
        return f"{progress}. {told_in(compilation).undated()}"
    context = told_in(compilation)
    against = context.against(schedule.finish, schedule.slip or 0) or "as planned"
    more = context.missed() or context.running_late()
    return f"{progress}; the finish is {_WORDS.date(schedule.finish, 'long')}, {against}{f'; {more}' if more else ''}."


def _passages(compilation: Compilation, note: ReviewNote, moved: Since | None) -> Iterator[Passage]:
    since = _WORDS.date(note.since, "day") if note.since > 0 else "the start"
    yield Passage(f"Done since {since}", () if note.done else ("Nothing.",), tuple(map(_item, note.done)))
    if moved is not None:
        _, *told = since_sentences(moved, compilation.schedule.finish, _WORDS)
        yield Passage(f"Moved since {_WORDS.date(moved.day, 'day')}", (), tuple(told))
    if note.slipped:
        told_of = told_in(compilation)
        yield Passage("Slipped, and why", (), tuple(_late_item(told_of, line) for line in note.slipped))
    if note.said:
        yield Passage("Said", (note.said,))
    if note.next:
        yield Passage("Next", (), tuple(map(_item, note.next)))
    partner = compilation.plan.settings.partner
    if note.ask:
        yield Passage(f"What I ask of you{f', {partner}' if partner else ''}", (note.ask,))


def _item(line: Line) -> str:
    day = f" ({_WORDS.date(line.day)})" if line.day is not None else ""
    return f"{line.title}{day}{f': {line.reason}' if line.reason else ''}"


def _late_item(context: Spoken, line: Line) -> str:
    """Something that slipped: by how much, until when, and why."""
    told = [_WORDS.plainly(line.late) + " late"] if line.late > 0 else []
    if line.day is not None:
        told.append(f"now {_WORDS.date(line.day)}")
    days = ", ".join(told)
    why = line.reason or (context.of_delay(line.delay, it=line.own) if line.delay else "")
    return f"{line.title}{f' ({days})' if days else ''}{f': {why}' if why else ''}"
