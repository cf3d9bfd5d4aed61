"""Named tuples that are `typing.NamedTuple` in all but the time it takes to define one.

A start defines two hundred kinds of values and makes values of about half of them. `typing.NamedTuple` looks through
the types of all fields and runs the compiler for every kind; here nothing is looked through, and the compiler runs
when the first value of a kind is made. For type checkers it is `typing.NamedTuple`, and so it is for everybody where
this does not work or is left out.
"""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING

from plainplan.plain import is_used

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    def chosen():
        """What kinds of named tuples name as their base: ours where it works, that of the standard library elsewhere.

        Ours rests on a helper of the standard library's own, and on where a class body keeps its annotations.
        """
        if not is_used("tuples"):
            return typing.NamedTuple
        try:
            ours = quick()
            return ours if works(ours) else typing.NamedTuple
        except Exception:
            return typing.NamedTuple

    def works(base):
        """Whether a kind with that base makes values, reads them and changes them."""

        class Sample(base):
            first: int
            second: int = 2

        value = Sample(1)
        told = repr(value), value.first, value.second, *value._replace(second=3)
        return told == ("Sample(first=1, second=2)", 1, 2, 1, 3)

    def quick():
        """A base of named tuples that are quick to define."""
        from collections import _tuplegetter as reader_of_field

        class Values(tuple):
            """What every kind of named tuple can do."""

            __slots__ = ()

            def __new__(cls, *values, **named):
                """The first value of a kind; from then on the kind has a function of its own to make them."""
                kind = next(kind for kind in cls.__mro__ if "_fields" in vars(kind))
                fields = "".join(f"{field}, " for field in kind._fields)
                make = eval(f"lambda _cls, {fields}: _new(_cls, ({fields}))", {"_new": tuple.__new__})
                make.__name__, make.__qualname__ = "__new__", f"{kind.__qualname__}.__new__"
                make.__defaults__ = tuple(kind._field_defaults.values())
                kind.__new__ = staticmethod(make)
                return make(cls, *values, **named)

            @classmethod
            def _make(cls, values):
                made = tuple.__new__(cls, values)
                if len(made) != len(cls._fields):
                    raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
                return made

            def _replace(self, /, **changes):
                made = self._make(map(changes.pop, self._fields, self))
                if changes:
                    raise ValueError(f"Got unexpected field names: {list(changes)!r}")
                return made

            __replace__ = _replace

            def _asdict(self):
                return dict(zip(self._fields, self, strict=True))

            def __repr__(self):
                return type(self).__name__ + self._shape % self

            def __getnewargs__(self):
                return tuple(self)

        class TupleType(type):
            """Makes a kind of named tuple of a class that names fields, such as `class Span(NamedTuple)`."""

            def __new__(cls, name, bases, body):
                if not bases:  # `NamedTuple` itself
                    return super().__new__(cls, name, bases, body)
                fields = tuple(body.get("__annotations__", ()))  # from Python 3.14 on by grace of `__future__`
                body["_field_defaults"] = {field: body[field] for field in fields if field in body}
                body["_fields"] = body["__match_args__"] = fields
                body["_shape"] = f"({', '.join([f'{field}=%r' for field in fields])})"
                body["__slots__"] = ()
                for place, field in enumerate(fields):
                    body[field] = reader_of_field(place, None)
                return type(name, (Values,), body)

        class NamedTuple(metaclass=TupleType):
            """What a kind of named tuple names as its base."""

        return NamedTuple

    NamedTuple = chosen()
