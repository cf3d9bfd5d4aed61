"""`plan review`: the weekly review as questions, which ends with a note for the partner."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from plainplan.cli.checkin import with_whom
from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.conversation import Conversation, Left, is_length
from plainplan.cli.editing import open_plan
from plainplan.cli.options import as_of, common, in_language, one_plan
from plainplan.compile import Compilation
from plainplan.errors import UsageError
from plainplan.following.moves import Since
from plainplan.following.review import BEGUN, DONE, DROPPED, NOT_YET, STILL, NewBarrier, ReviewNote, note_of
from plainplan.messages import msg
from plainplan.naming import find_thing
from plainplan.project import STDIN, refuse_to_replace_a_plan, write_output
from plainplan.report.note import note_lines, note_mail, note_record

_LEFT = msg("left here: what you answered is in the plan, and `plan review` goes on from there")
_STOPPED = msg("what you answered is in the plan, and `plan review` goes on from there")
NOTES = ("text", "html", "eml")

_ANSWERS = (("done", DONE), ("started", BEGUN), ("still", STILL), ("not_yet", NOT_YET), ("dropped", DROPPED))


def _address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from email.errors import HeaderParseError
    from email.headerregistry import Address

    if value is None:
        return None
    try:
        return Address(addr_spec=value).addr_spec
    except (HeaderParseError, ValueError, IndexError) as error:
        raise click.BadParameter(f"`{value}` is no mail address", ctx, param) from error


@click.command(
    "review",
    cls=Command,
    epilog="""\b
Examples:
  plan review                                    asks, one question at a time
  plan review --note eml -o note.eml             ends with a message to send
  plan review --done teas --still 2 --said "a good week" --ask "call me on Friday"
  plan review --why teas "night shifts" --barrier teas "night shifts" --delay 2w --solution "swap shifts"

Every answer is written at once: leave with q or Ctrl-C, and the next review goes on from there.

Exit status: 0 done or left, 2 the file cannot be written or was changed meanwhile, 130 interrupted.""",
)
@click.option("--done", metavar="NAME", multiple=True, help="This is done.")
@click.option("--started", metavar="NAME", multiple=True, help="This is begun.")
@click.option("--still", metavar="NAME", multiple=True, help="This is still under way.")
@click.option("--not-yet", metavar="NAME", multiple=True, help="This is not begun yet.")
@click.option("--dropped", metavar="NAME", multiple=True, help="This is given up.")
@click.option("--why", metavar="NAME TEXT", nargs=2, multiple=True, help="What got in its way.")
@click.option("--barrier", metavar="NAME TEXT", nargs=2, help="A barrier to write down under it.")
@click.option("--delay", metavar="LENGTH", default="", help="How long that barrier holds things up, such as 2w.")
@click.option("--solution", metavar="TEXT", default="", help="What can be done about that barrier.")
@click.option("--takes", metavar="LENGTH", default="", help="How long that solution takes, such as 3d.")
@click.option("--said", metavar="TEXT", default="", help="Words of your own for the check-in.")
@click.option("--ask", "asked", metavar="TEXT", default="", help="What you ask of your partner.")
@with_whom
@click.option("--questions/--no-questions", default=None, help="Ask, or take options alone. [default: on a terminal]")
@click.option("--note", type=click.Choice(NOTES), help="The form of the note at the end. [default: text]")
@click.option("-o", "out", metavar="FILE", help="Where to write the note. [default: standard output]")
@click.option("--to", "address", metavar="ADDRESS", callback=_address, help="Whom the message is to, with --note eml.")
@one_plan
@as_of
@common
@in_language
def command(
    console: Console,
    plan: str | None,
    as_of: date,
    who: tuple[str, ...],
    questions: bool | None,
    note: str | None,
    out: str | None,
    address: str | None,
    **answers: object,
) -> int:
    """Go through what was done, what slipped and why, and what is next; write it down; make a note for the partner.

    Nothing is ever sent.
    """
    if address and note != "eml":
        raise UsageError("`--to` is for a message: write `--note eml` with it")
    opened = open_plan(plan, as_of)
    if out is not None and out != STDIN:
        refuse_to_replace_a_plan(Path(out), opened.file)
    talk = Conversation(console, opened, who)
    _take(talk, answers)
    if sys.stdin.isatty() if questions is None else questions:
        try:
            talk.talk()
        except Left:
            console.note(talk.words.tell(_LEFT))
            if note is None:
                return 0
        except click.Abort:
            console.note("")  # below the question that was left
            console.note(talk.words.tell(_STOPPED))
            raise
    from plainplan.past import added_today, since_check_in

    written = note_of(talk.compilation, added_today(opened.file, talk.compilation.plan, as_of))
    moved = since_check_in(opened.file, talk.compilation)
    _give(console, talk.compilation, written, moved, note or "text", out, address)
    return 0


def _take(talk: Conversation, given: dict[str, object]) -> None:
    """Record the answers given as options, in the order of the questions."""
    before = talk.compilation
    titles = {name: find_thing(before, name) for key, _ in _ANSWERS for name in _names(given[key])}
    reasons = given["why"] if isinstance(given["why"], tuple) else ()
    slipped = [(find_thing(before, name), text) for name, text in reasons]
    barrier = _barrier(before, given)
    for key, kind in _ANSWERS:
        for name in _names(given[key]):
            talk.answer(titles[name], kind)
    for index, text in slipped:
        talk.in_the_way(index, text)
    if barrier:
        talk.barrier(*barrier)
    if given["said"]:
        talk.say(str(given["said"]))
    if given["asked"]:
        talk.ask(str(given["asked"]))


def _names(given: object) -> tuple[str, ...]:
    return given if isinstance(given, tuple) else ()


def _barrier(compilation: Compilation, given: dict[str, object]) -> tuple[int, NewBarrier] | None:
    details = {key: str(given[key]) for key in ("delay", "solution", "takes")}
    if not isinstance(given["barrier"], tuple) or not given["barrier"]:
        if any(details.values()):
            raise UsageError("--delay, --solution and --takes tell of a barrier: name it with `--barrier NAME TEXT`")
        return None
    name, text = given["barrier"]
    lengths = {key: details[key].removeprefix("~") for key in ("delay", "takes")}
    for key, length in lengths.items():
        if length and not is_length(length):
            raise UsageError(f"`--{key} {length}` is no length: write it as 3d, 2w, 1m or 20h")
    barrier = NewBarrier(text, lengths["delay"], details["solution"], lengths["takes"])
    return find_thing(compilation, name), barrier


def _give(
    console: Console,
    compilation: Compilation,
    note: ReviewNote,
    moved: Since | None,
    form: str,
    out: str | None,
    address: str | None,
) -> None:
    """Write the note to a file or to stdout."""
    words = console.words_of(compilation)
    if form == "text":
        data = "".join(f"{line}\n" for line in note_lines(compilation, note, moved, words)).encode()
    else:
        from plainplan.render.html import render_record

        page = render_record(note_record(compilation, note, moved, words), fonts=form == "html")
        data = page.encode() if form == "html" else note_mail(compilation, note, page, address, moved, words)
    if out is None or out == STDIN:
        console.answer_bytes(data)
    else:
        write_output(Path(out), data)
        console.note(words.tell(msg("wrote {file}; it is yours to send", file=out)))
