"""The files of other programs that can be read: a table of formats, with the function that reads each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from plainplan.exchange.incoming import Incoming, Request
from plainplan.tuples import NamedTuple

NOTES = "md"
"""The name of notes in Markdown, which are read by `importing`."""


class Reader(NamedTuple):
    """A format that is read: the endings of its files, where its function stands (`module:function`, from bytes and a
    `Request` to `Incoming`), and in words what it is. `begins` are texts with which such a file begins, blanks aside,
    by which it is told where its name says nothing; `told_by` names a function of the bytes where that is not enough.
    """

    endings: tuple[str, ...]
    target: str
    noun: str
    begins: tuple[str, ...] = ()
    told_by: str = ""


READERS = {
    "csv": Reader(
        (".csv", ".tsv"),
        "plainplan.exchange.readers.csv:read_csv",
        "a table in CSV, whatever its separator, encoding and order of dates",
        told_by="plainplan.exchange.readers.csv:looks_like_table",
    ),
    "xlsx": Reader(
        (".xlsx", ".xlsm"),
        "plainplan.exchange.readers.xlsx:read_xlsx",
        "a workbook, of ours or with a sheet of tasks on it",
        begins=("PK\x03\x04",),
    ),
    "mermaid": Reader(
        (".mmd", ".mermaid"),
        "plainplan.exchange.readers.mermaid:read_mermaid",
        "a Gantt chart in Mermaid",
        begins=("gantt",),
    ),
    "obsidian": Reader(
        (".tasks.md", ".dataview.md"),
        "plainplan.exchange.readers.obsidian:read_obsidian",
        "notes of Obsidian with tasks of the Tasks plugin, in emoji or in Dataview's brackets",
        told_by="plainplan.exchange.readers.obsidian:looks_like_obsidian",
    ),
    "msproject": Reader(
        (".xml",),
        "plainplan.exchange.readers.msproject:read_msproject",
        "a project of Microsoft Project in its XML",
        begins=("<?xml", "<Project"),
    ),
    "todotxt": Reader(
        (".todo.txt", "todo.txt", "done.txt"),
        "plainplan.exchange.readers.todotxt:read_todotxt",
        "a list of tasks in the format of todo.txt",
        told_by="plainplan.exchange.readers.todotxt:looks_like_todotxt",
    ),
    "taskwarrior": Reader(
        (".json",),
        "plainplan.exchange.readers.taskwarrior:read_taskwarrior",
        "tasks as `task export` writes them",
        begins=("[", "{"),
    ),
    "vtodo": Reader(
        (".ics", ".ical"),
        "plainplan.exchange.readers.vtodo:read_vtodo",
        "the to-dos of a calendar in iCalendar",
        begins=("BEGIN:VCALENDAR",),
    ),
}
"""Every format beside notes in Markdown, in the order in which files are tried."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEAD = 4096
_IN_MARKDOWN = ("obsidian",)


def reader_of(name: str, data: bytes) -> str:
    """The format of a file: by its ending, else by how it begins, else notes."""
    small = name.casefold()
    found = [(ending, key) for key, reader in READERS.items() for ending in reader.endings if small.endswith(ending)]
    if found:
        return max(found, key=lambda one: len(one[0]))[1]
    if small.endswith((".md", ".markdown")):
        return next((key for key in _IN_MARKDOWN if _tells(READERS[key], data)), NOTES)
    begin = _begin(data)
    told = next((key for key, reader in READERS.items() if reader.begins and begin.startswith(reader.begins)), None)
    return told or next((key for key, reader in READERS.items() if reader.told_by and _tells(reader, data)), NOTES)


def _begin(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) : _HEAD].decode(encoding, "replace").lstrip()
    return data[:_HEAD].decode("utf-8", "replace").lstrip()


def _tells(reader: Reader, data: bytes) -> bool:
    return cast("Callable[[bytes], bool]", _function(reader.told_by))(data)


def read_file(format: str, data: bytes, request: Request) -> Incoming:
    """What a file says. Raises `Unreadable` where it is not what it should be."""
    return cast("Callable[[bytes, Request], Incoming]", _function(READERS[format].target))(data, request)


def _function(target: str) -> object:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
