"""A note for the partner: what was done, what slipped and why, what is next, what is asked. Never sent by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.following.moves import Since
from plainplan.following.review import Line, ReviewNote
from plainplan.messages import msg, msg_join
from plainplan.report.agenda import told_in
from plainplan.report.since import since_sentences
from plainplan.safe_text import safe_text
from plainplan.spoken import Spoken
from plainplan.view.record import Passage, Record
from plainplan.words import Words, words_for

_WORDS = words_for("en")


def subject(compilation: Compilation, words: Words = _WORDS) -> str:
    """What the note is about, on one line."""
    day = words.date(compilation.schedule.today, "long")
    return " ".join(words.tell(msg("Check-in, {date}: {title}", date=day, title=compilation.plan.title)).split())


def note_lines(
    compilation: Compilation, note: ReviewNote, moved: Since | None = None, words: Words = _WORDS
) -> Iterator[str]:
    """The note as text."""
    yield safe_text(subject(compilation, words))
    yield ""
    yield safe_text(_standing(compilation, words))
    for passage in _passages(compilation, note, moved, words):
        yield ""
        yield safe_text(f"{passage.title}{words.catalogue.colon}")
        yield from (safe_text(sentence) for sentence in passage.sentences)
        yield from (safe_text(f"- {item}") for item in passage.items)


def note_record(
    compilation: Compilation, note: ReviewNote, moved: Since | None = None, words: Words = _WORDS
) -> Record:
    """The note as a page."""
    author = compilation.plan.settings.author
    return Record(
        title=subject(compilation, words),
        lede=_standing(compilation, words),
        lang=words.lang,
        passages=tuple(_passages(compilation, note, moved, words)),
        footer=author or "",
    )


def note_mail(
    compilation: Compilation,
    note: ReviewNote,
    page: str,
    address: str | None,
    moved: Since | None = None,
    words: Words = _WORDS,
) -> bytes:
    """The note as a message that a mail program opens as a draft: text, and the page beside it."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["Subject"] = safe_text(subject(compilation, words))
    if address:
        message["To"] = Address(display_name=_display_name(compilation.plan.settings.partner or ""), addr_spec=address)
    message["X-Unsent"] = "1"  # mail programs that know it open the message for writing
    message.set_content("\n".join(note_lines(compilation, note, moved, words)) + "\n")
    message.add_alternative(page, subtype="html")
    message.set_boundary("plainplan-note")
    return message.as_bytes()


def _display_name(name: str) -> str:
    """A person's name for a mail header.

    Folding a long name drops its quotes, after which a part that looks like an address would count as one.
    """
    return " ".join(re.sub(r"[^\w '.-]", " ", name)[:40].split())


def _standing(compilation: Compilation, words: Words) -> str:
    schedule, context = compilation.schedule, told_in(compilation, words)
    done = words.say("none done of", done=schedule.progress.done, total=schedule.progress.total)
    if schedule.finish is None:
        return f"{done[:1].upper()}{done[1:]}. {context.undated()}"
    day = words.date(schedule.finish, "long")
    against = context.against(schedule.finish, schedule.slip or 0) or words.say("as planned")
    told = msg("{done}; the finish is {date}, {against}", done=done, date=day, against=against)
    more = context.missed() or context.running_late()
    said = words.tell(msg("{sentence}.", sentence=msg_join("; ", (told, more)) if more else told))
    return f"{said[:1].upper()}{said[1:]}"


def _passages(compilation: Compilation, note: ReviewNote, moved: Since | None, words: Words) -> Iterator[Passage]:
    tell = words.tell
    done = msg("Done since the start")
    if note.since > 0:
        done = msg("Done since {date}", date=words.date(note.since, "day"))
    nothing = () if note.done else (tell(msg("Nothing.")),)
    yield Passage(tell(done), nothing, tuple(_item(line, words) for line in note.done))
    if moved is not None:
        _, *told = since_sentences(moved, compilation.schedule.finish, words)
        yield Passage(tell(msg("Moved since {date}", date=words.date(moved.day, "day"))), (), tuple(told))
    if note.slipped:
        told_of = told_in(compilation, words)
        yield Passage(tell(msg("Slipped, and why")), (), tuple(_late_item(told_of, line) for line in note.slipped))
    if note.said:
        yield Passage(tell(msg("Said")), (note.said,))
    if note.next:
        yield Passage(tell(msg("Next")), (), tuple(_item(line, words) for line in note.next))
    partner = compilation.plan.settings.partner
    if note.ask:
        asked = msg("What I ask of you, {partner}", partner=partner) if partner else msg("What I ask of you")
        yield Passage(tell(asked), (note.ask,))


def _item(line: Line, words: Words) -> str:
    day = f" ({words.date(line.day)})" if line.day is not None else ""
    return _because(f"{line.title}{day}", line.reason, words)


def _late_item(context: Spoken, line: Line) -> str:
    """Something that slipped: by how much, until when, and why."""
    words = context.words
    told = [words.tell(msg("{length} late", length=words.plainly(line.late)))] if line.late > 0 else []
    if line.day is not None:
        told.append(words.tell(msg("now {date}", date=words.date(line.day))))
    days = ", ".join(told)
    why = line.reason or (context.of_delay(line.delay, it=line.own) if line.delay else "")
    return _because(f"{line.title}{f' ({days})' if days else ''}", why, words)


def _because(item: str, reason: str | None, words: Words) -> str:
    return f"{item}{words.catalogue.colon} {reason}" if reason else item
