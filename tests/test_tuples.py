"""Our named tuples against those of the standard library: the same class in all that shows, on every version."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import types
import typing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plainplan import tuples
from plainplan.compile import compile_text
from plainplan.plain import is_used
from plainplan.render import Options, render
from plainplan.source import Span
from plainplan.tuples import NamedTuple

SRC = Path(__file__).parent.parent / "src" / "plainplan"


class Ours(NamedTuple):
    """A kind of value."""

    start: int
    end: int = 7
    names: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start

    @classmethod
    def empty(cls) -> Ours:
        return cls(0, 0)


class Theirs(typing.NamedTuple):
    """A kind of value."""

    start: int
    end: int = 7
    names: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start


class Deeper(Ours):
    """A kind of a kind."""

    def doubled(self) -> int:
        return 2 * self.end


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_values_are_made_read_and_compared(kind: Any) -> None:
    value = kind(2, names=("a", "b"))
    assert (value.start, value.end, value.names, value.length) == (2, 7, ("a", "b"), 5)
    assert value == (2, 7, ("a", "b"))
    assert hash(value) == hash((2, 7, ("a", "b")))
    start, *rest = value
    assert (start, rest) == (2, [7, ("a", "b")])
    assert repr(value) == f"{kind.__name__}(start=2, end=7, names=('a', 'b'))"
    assert repr(kind((), ("%s", 1))) == f"{kind.__name__}(start=(), end=('%s', 1), names=())"


@BOTH
def test_what_a_kind_tells_of_itself(kind: Any) -> None:
    assert kind._fields == kind.__match_args__ == ("start", "end", "names")
    assert kind._field_defaults == {"end": 7, "names": ()}
    assert kind.__doc__ == "A kind of value."
    assert kind.__module__ == __name__
    assert typing.get_type_hints(kind)["names"] == tuple[str, ...]
    assert kind.__bases__[-1] is tuple or kind.__bases__[0].__bases__ == (tuple,)


@BOTH
def test_values_are_changed_into_others(kind: Any) -> None:
    value = kind(2)
    changed = value._replace(end=9)
    assert type(changed) is kind
    assert changed == (2, 9, ())
    assert value == (2, 7, ())
    assert value._asdict() == {"start": 2, "end": 7, "names": ()}
    assert kind._make([1, 2, ()]) == (1, 2, ())
    match value:
        case kind(start, end):
            assert (start, end) == (2, 7)
        case _:
            pytest.fail("does not match")


@BOTH
def test_what_cannot_be(kind: Any) -> None:
    for values, named in (((), {}), ((1, 2, (), 4), {}), ((1,), {"start": 1}), ((1,), {"other": 2})):
        with pytest.raises(TypeError):
            kind(*values, **named)
    with pytest.raises((ValueError, TypeError), match="unexpected field names"):  # the latter from Python 3.13 on
        kind(1)._replace(other=2)
    with pytest.raises(TypeError):
        kind._make([1])
    with pytest.raises(AttributeError):
        kind(1).start = 2
    with pytest.raises(AttributeError):
        kind(1).other = 2


@BOTH
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_values_travel_between_processes(kind: Any, protocol: int) -> None:
    value = kind(1, 2, ("a",))
    back = pickle.loads(pickle.dumps(value, protocol))
    assert type(back) is kind
    assert back == value
    assert type(copy.deepcopy(value)) is kind


def test_a_kind_of_a_kind_makes_its_own() -> None:
    assert type(Deeper(1)) is Deeper
    assert Deeper(1).doubled() == 14
    assert type(Deeper(1)._replace(end=2)) is Deeper
    assert type(Ours.empty()) is Ours


def test_the_first_value_of_a_kind_is_like_the_next() -> None:
    class New(NamedTuple):
        a: int
        b: int = 2

    class Lower(New):
        pass

    first, second = Lower(a=1), Lower(1)
    assert type(first) is type(second) is Lower
    assert first == second == (1, 2)
    assert type(New(1)) is New


def test_a_kind_may_be_without_fields() -> None:
    class Nothing(NamedTuple):
        pass

    assert tuple(Nothing()) == ()
    assert repr(Nothing()) == "Nothing()"


@pytest.mark.parametrize("count", range(40))
def test_the_tenth_value_of_a_kind_of_any_size_is_like_the_first(count: int) -> None:
    names = [f"field_{place}" for place in range(count)]
    body = {"__annotations__": dict.fromkeys(names, int), "__module__": __name__}
    kind: Any = types.new_class("New", (NamedTuple,), {}, lambda given: given.update(body))
    values = {name: place for place, name in enumerate(names)}
    assert {kind(**values) for _ in range(10)} == {kind(*range(count))} == {tuple(range(count))}


TEXT = "# A plan\n\n## Goals\n\n### Work ~1w due:2027-01-01\n"
WITH_ANOTHER_HELPER = """
import collections, sys, types, typing
whole = collections
sys.modules["collections"] = broken = types.ModuleType("collections")
if sys.argv[1]:
    broken._tuplegetter = eval(sys.argv[1], vars(whole))
from plainplan import tuples
sys.modules["collections"] = whole
from datetime import date
from plainplan.compile import compile_text
from plainplan.render import Options, render
sys.stdout.write(str(tuples.NamedTuple is typing.NamedTuple) + "\\n")
sys.stdout.flush()
compiled = compile_text("a.plan.md", sys.argv[2], date(2026, 11, 1))
sys.stdout.buffer.write(render(compiled, "json", Options()))
"""


@pytest.mark.parametrize(
    ("helper", "theirs"),
    [
        ("_tuplegetter", not is_used("tuples")),
        ("", True),
        ("1", True),
        ("lambda place: None", True),
        ("lambda place, doc: None", True),
        ("lambda place, doc: property(lambda value: value[0])", True),
    ],
)
def test_where_ours_does_not_work_the_standard_library_does(helper: str, theirs: bool) -> None:
    words = [sys.executable, "-c", WITH_ANOTHER_HELPER, helper, TEXT]
    flag, page = subprocess.run(words, capture_output=True, check=True).stdout.split(b"\n", 1)
    assert flag.strip() == str(theirs).encode()
    assert page == render(compile_text("a.plan.md", TEXT, date(2026, 11, 1)), "json", Options())


def test_all_values_of_ours_are_made_this_way() -> None:
    texts = {path: path.read_text("utf-8") for path in SRC.rglob("*.py") if path != Path(tuples.__file__)}
    made = {path: text for path, text in texts.items() if "(NamedTuple)" in text}
    assert len(made) > 50
    for path, text in made.items():
        assert "from plainplan.tuples import NamedTuple\n" in text, path
        assert "from __future__ import annotations\n" in text, path
    assert (type(Span(1, 2)).__bases__ == (tuple,)) is not is_used("tuples")
