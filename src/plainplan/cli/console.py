"""A command's two streams: its answer on stdout, messages on stderr; colours, and pipes closed early."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, TextIO

from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.compile import Compilation
    from plainplan.finding_data import Judged
    from plainplan.words import Words


_AT_ONCE = 64
"""Lines that are written together."""


class Console(NamedTuple):
    """How verbose to be, in which colours, and in which language, where one was asked for."""

    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    lang: str | None = None

    @property
    def out(self) -> Style:
        return _style(sys.stdout, self.color)

    @property
    def err(self) -> Style:
        return _style(sys.stderr, self.color)

    @property
    def shows_terminal(self) -> bool:
        """Whether stdout is a person's terminal, and not a file or pipe."""
        return sys.stdout.isatty()

    def words_for(self, *langs: str) -> Words:
        """The words to answer in about plans in these languages: those asked for, else those of the plans, English
        where they have several or one that has no catalogue, and where the environment wants no translations."""
        from plainplan.words import sentences_for

        if self.lang:
            return sentences_for(self.lang)
        known = {lang.casefold() for lang in langs if lang}
        has_one = len(known) == 1 and not _wants_no_translation(os.environ)
        return sentences_for(next(filter(None, langs)) if has_one else "en")

    def words_of(self, *plans: Judged) -> Words:
        """The same of plans."""
        return self.words_for(*(one.lang for one in plans))

    def answer(self, lines: Iterable[str]) -> None:
        """Print lines of the answer to stdout; they must be escaped already."""
        waiting = iter(lines)
        while some := "".join([f"{line}\n" for line in islice(waiting, _AT_ONCE)]):
            _write(sys.stdout, some)

    def send(self) -> None:
        """Flush the answer, so that its reader sees it now."""
        _flush(sys.stdout)

    def answer_bytes(self, data: bytes) -> None:
        """Write bytes of an output to stdout unchanged."""
        _write_bytes(sys.stdout, data)

    def say(self, lines: Iterable[str]) -> None:
        """Print lines to stderr in one write; they must be escaped already."""
        if text := "".join([f"{line}\n" for line in lines]):
            _write(sys.stderr, text)

    def say_as_it_is(self, text: str) -> None:
        """Print text that another console has captured."""
        _write(sys.stderr, text)

    def for_pieces(self) -> Console:
        """A console with the same settings that captures messages in another process, coloured as this one's."""
        return self._replace(color="always" if self.err.color else "never")

    def note(self, text: str) -> None:
        """A message about what was done, hidden by `-q`."""
        if not self.quiet:
            self.say([safe_text(text)])

    def passing(self, text: str) -> None:
        """Show progress, on terminals only: each call overwrites the last, an empty text erases it."""
        if sys.stderr.isatty() and not self.quiet:
            _write(sys.stderr, f"\r\x1b[K{safe_text(text)}")
            _flush(sys.stderr)

    def errors_in(self, compilation: Compilation) -> None:
        """A message that the answer is incomplete or missing because of errors in the plan."""
        self.errors_named(
            compilation.source.name, compilation.is_unmerged, compilation.has_errors, self.words_of(compilation)
        )

    def errors_named(self, name: str, is_unmerged: bool, has_errors: bool, words: Words) -> None:
        """The same of a plan by its name."""
        from plainplan.messages import msg  # `--version` has none to say

        if is_unmerged:
            told = msg(
                "`{name}` is in the middle of a merge, and two versions of it are read as one: finish it", name=name
            )
            self.say([safe_text(words.tell(told))])
        elif has_errors:
            told = msg("`{name}` has errors, so its dates may be missing or wrong: `plan check` tells them", name=name)
            self.say([safe_text(words.tell(told))])

    def trouble(self, what: object) -> None:
        """Print an error on one line."""
        self.say([f"{self.err.paint('error:', 'bold', 'red')} {safe_text(str(what))}"])


def prepare_streams() -> None:
    """Let both streams write any text: characters missing from their encoding are escaped.

    A closed stream is replaced by one that is always empty or fails.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, _stand_in(number, mode))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stand_in(number: int, mode: str) -> IO[str]:
    """A stream in place of a closed one: reading gives nothing, writing fails.

    It takes the closed stream's file descriptor, which the next opened file would get otherwise.
    """
    handle = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
    if handle == number:
        os.set_inheritable(handle, True)
    else:
        os.dup2(handle, number)
        os.close(handle)
    return os.fdopen(number, mode, encoding="utf-8", closefd=False)


def flush_all() -> bool:
    """Whether all of the answer was written; if not, the reason is printed."""
    trouble = ""
    try:
        sys.stdout.flush()
    except OSError as error:
        _stop_writing(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            trouble = unwritable(error)
    if trouble:
        Console().trouble(trouble)
    _flush(sys.stderr)
    return not trouble


def unwritable(error: OSError) -> str:
    return f"standard output cannot be written: {error.strerror or error}"


def wants_color(choice: str, is_terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether to use colours: as chosen, else by NO_COLOR or FORCE_COLOR (if not empty), else by the stream."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return is_terminal and environment.get("TERM") != "dumb"


def _wants_no_translation(environment: Mapping[str, str]) -> bool:
    """Whether the locale of messages is C, the one without a language."""
    chosen = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, chosen), "") in ("C", "POSIX")


def _style(stream: TextIO, choice: str) -> Style:
    return Style(wants_color(choice, stream.isatty(), os.environ), stream.encoding or "ascii")


def _write(stream: TextIO, text: str) -> None:
    with _written(stream):
        stream.write(text)


def _write_bytes(stream: TextIO, data: bytes) -> None:
    with _written(stream):
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()


def _flush(stream: TextIO) -> None:
    with _written(stream):
        stream.flush()


@contextmanager
def _written(stream: TextIO) -> Iterator[None]:
    """Ignore a pipe that its reader has closed; any other failed write of the answer is an error."""
    try:
        yield
    except OSError as error:
        _stop_writing(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            from plainplan.errors import OutputTrouble

            raise OutputTrouble(unwritable(error)) from error


def _stop_writing(stream: TextIO) -> None:
    """Discard the rest of the answer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
