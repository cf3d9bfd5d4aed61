"""The two streams of a command: its answer, and what it has to say besides; colours, and pipes that end early."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TextIO

from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.compile import Compilation


class Console(NamedTuple):
    """How much to say, and in which colours."""

    color: str = "auto"
    quiet: bool = False
    verbose: bool = False

    @property
    def out(self) -> Style:
        return _style(sys.stdout, self.color)

    @property
    def err(self) -> Style:
        return _style(sys.stderr, self.color)

    @property
    def shows_terminal(self) -> bool:
        """Whether the answer goes to a person's screen and not to a file or another program."""
        return sys.stdout.isatty()

    def answer(self, lines: Iterable[str]) -> None:
        """What was asked for, to standard output; the lines are safe already."""
        for line in lines:
            _write(sys.stdout, line + "\n")

    def send(self) -> None:
        """Let whoever reads see now what was answered."""
        _flush(sys.stdout)

    def answer_bytes(self, data: bytes) -> None:
        """An output, byte for byte, to standard output."""
        _write_bytes(sys.stdout, data)

    def say(self, lines: Iterable[str]) -> None:
        """What goes to standard error, in one go; the lines are safe already."""
        if text := "".join([f"{line}\n" for line in lines]):
            _write(sys.stderr, text)

    def say_as_it_is(self, text: str) -> None:
        """What another console has said."""
        _write(sys.stderr, text)

    def for_pieces(self) -> Console:
        """One like this for what is said elsewhere and passed on here: in colours where these have some."""
        return self._replace(color="always" if self.err.color else "never")

    def note(self, text: str) -> None:
        """A word about what was done, unless less was asked for."""
        if not self.quiet:
            self.say([safe_text(text)])

    def passing(self, text: str) -> None:
        """Progress, on a person's screen only: each call overwrites the last one, an empty text erases it."""
        if sys.stderr.isatty() and not self.quiet:
            _write(sys.stderr, f"\r\x1b[K{safe_text(text)}")
            _flush(sys.stderr)

    def errors_in(self, compilation: Compilation) -> None:
        """A word before an answer that errors in the plan leave incomplete, or in its place."""
        name = compilation.source.name
        if compilation.is_unmerged:
            self.say(
                [safe_text(f"`{name}` is in the middle of a merge, and two versions of it are read as one: finish it")]
            )
        elif compilation.has_errors:
            self.say([safe_text(f"`{name}` has errors, so its dates may be missing or wrong: `plan check` tells them")])

    def trouble(self, what: object) -> None:
        """What stands in the way, in one line."""
        self.say([f"{self.err.paint('error:', 'bold', 'red')} {safe_text(str(what))}"])


def prepare_streams() -> None:
    """Let both streams write any text: what their encoding lacks is written as an escape. A closed one is none."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, _stand_in(number, mode))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stand_in(number: int, mode: str) -> IO[str]:
    """For a stream that was closed: nothing can be read there, and an answer that is written fails.

    It takes the stream's number, which the next file that is opened would have otherwise.
    """
    handle = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
    if handle == number:
        os.set_inheritable(handle, True)
    else:
        os.dup2(handle, number)
        os.close(handle)
    return os.fdopen(number, mode, encoding="utf-8", closefd=False)


def flush_all() -> bool:
    """Whether all that was answered has gone where it should; if not, it is told."""
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
    """Whether to use colours: as chosen; else as NO_COLOR or FORCE_COLOR say (if not empty), else by the stream."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return is_terminal and environment.get("TERM") != "dumb"


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
    """Whoever reads a pipe may have seen enough; another answer that cannot be written is trouble."""
    try:
        yield
    except OSError as error:
        _stop_writing(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            from plainplan.errors import OutputTrouble

            raise OutputTrouble(unwritable(error)) from error


def _stop_writing(stream: TextIO) -> None:
    """Go on without it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
