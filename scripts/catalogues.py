"""The catalogues of the languages, `src/plainplan/words/locale/*.po`: brought up to date, compiled, counted.

python scripts/catalogues.py             print what each language has not translated yet
python scripts/catalogues.py --update    put new messages into the catalogues, take old ones out, compile them
python scripts/catalogues.py --lacks de  print the messages that German has not
python scripts/catalogues.py --new nl    begin a catalogue
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from plainplan.words.en import CATALOGUE
from plainplan.words.languages import LANGUAGES

SOURCE = Path(__file__).parent.parent / "src" / "plainplan"
LOCALE = SOURCE / "words" / "locale"
MESSAGES = {"msg": slice(0, 1), "msg_count": slice(0, 2), "Rule": slice(3, 4), "TagKind": slice(3, 4)}
"""Which arguments of which calls are messages: the title of a `Rule` is its fourth, as is what a `TagKind` means."""

HEADER = "# What plainplan says. docs/languages.md tells how to translate it.\n"
NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # catalogues change with their messages alone
GROUPS = {"page": "page, sheet, PDF, calendar, note", "findings": "findings", "commands": "commands' answers"}

Key = tuple[str, str]


def template() -> Catalog:
    """Every message of the source, the page's by key, the others by their text, with the files that they stand in."""
    catalog = new_catalog(None)
    for key, text in sorted(CATALOGUE.messages.items()):
        stem, _, form = key.rpartition(".")
        if form in ("one", "other") and f"{stem}.one" in CATALOGUE.messages and f"{stem}.other" in CATALOGUE.messages:
            if form == "one":
                catalog.add((text, CATALOGUE.messages[f"{stem}.other"]), context=stem)
        else:
            catalog.add(text, context=key)
    for file, found in sorted(_extracted(), key=str):
        catalog.add(found, locations=[(file, 0)])
    return catalog


def _extracted() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every message that stands in a call, with its file: Babel's own extraction passes over calls with f-strings."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MESSAGES:
                named = [one.value for one in call.keywords if one.arg == "title" and call.func.id == "Rule"]
                texts = tuple(_literal(one, path) for one in (*call.args[MESSAGES[call.func.id]], *named))
                if texts and all(texts):
                    yield path.relative_to(SOURCE).as_posix(), texts[0] if len(texts) == 1 else texts


def _literal(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise SystemExit(f"{path}:{node.lineno}: a message is a literal, so that it can be found and translated")


def new_catalog(code: str | None) -> Catalog:
    """An empty catalogue; its number of plural forms is that of the language."""
    locale = {"pt": "pt_BR"}.get(code, code) if code else None
    catalog = Catalog(
        locale,
        project="plainplan",
        version="",
        header_comment=HEADER,
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=NEVER,
        revision_date=NEVER,
        fuzzy=False,
    )
    return catalog


def catalogue(code: str) -> Catalog:
    """A language's catalogue as it is kept; an empty one where it has none."""
    path = LOCALE / f"{code}.po"
    if not path.is_file():
        return new_catalog(code)
    with path.open("rb") as opened:
        return read_po(opened, locale=new_catalog(code).locale, abort_invalid=True)


def updated(code: str, source: Catalog) -> Catalog:
    """A language's catalogue with all messages of the source, in its order, and no others."""
    known, made = catalogue(code), new_catalog(code)
    for message in source:
        if message.id:
            old = known.get(message.id, message.context)
            kept = old.string if old and old.id == message.id else ""
            files = [(file, 0) for file in sorted({file for file, _ in message.locations})]
            made.add(message.id, kept, locations=files, context=message.context, flags=old.flags if old else ())
    return made


def untranslated(code: str, source: Catalog) -> list[Message]:
    known = updated(code, source)
    return [message for message in known if message.id and (message.fuzzy or not _is_said(message))]


def _is_said(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def group_of(message: Message) -> str:
    if message.context:
        return "page"
    is_answer = all(file.startswith(("cli/", "report/", "following/", "watch/")) for file, _ in message.locations)
    return "commands" if is_answer else "findings"


def table(codes: list[str]) -> Iterator[str]:
    """A line a language: how many messages of each kind it has, of how many."""
    source = template()
    totals = Counter(group_of(message) for message in source if message.id)
    yield f"{'':22}" + "".join(f"{GROUPS[name]:>36}" for name in totals)
    for code in codes:
        lacking = Counter(group_of(message) for message in untranslated(code, source))
        cells = (f"{totals[name] - lacking[name]:,} of {totals[name]:,}" for name in totals)
        yield f"{code:3} {LANGUAGES.get(code, ''):18}" + "".join(f"{cell:>36}" for cell in cells)


def update(codes: list[str]) -> None:
    source = template()
    for code in codes:
        known = updated(code, source)
        with (LOCALE / f"{code}.po").open("wb") as opened:
            write_po(opened, known, width=100, sort_output=False, include_lineno=False, ignore_obsolete=True)
        compile_to(LOCALE / f"{code}.mo", known)


def compile_to(path: Path, known: Catalog) -> None:
    """A catalogue as programs read it: without what has no translation, of which a plural has empty forms."""
    for message in known:
        if not _is_said(message):
            message.string = ""
    with path.open("wb") as opened:
        write_mo(opened, known)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--lacks", metavar="LANG")
    arguments.add_argument("--new", metavar="LANG")
    asked = arguments.parse_args()
    codes = [code for code in LANGUAGES if code != "en"]
    if asked.new:
        update([asked.new])
    elif asked.update:
        update(codes)
    elif asked.lacks:
        for message in untranslated(asked.lacks, template()):
            print(f"{message.context or ''}\t{message.id}")
    else:
        for line in table(codes):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
