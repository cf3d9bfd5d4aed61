"""Named tuples that are `typing.NamedTuple` in all but the time it takes to define one.

A start defines two hundred classes and makes values of about half of them. `typing.NamedTuple` evaluates the types of
all fields and compiles code for every class; here types are not evaluated, and classes of which more than a few values
are made share what is compiled with all that have as many fields. Type checkers see `typing.NamedTuple`, and so does
everybody where this does not work or is switched off.
"""

from __future__ import annotations

import typing
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING

from plainplan.plain import is_used

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    try:
        from collections import _tuplegetter as field_reader
    except ImportError:  # private: `chosen` falls back where it is gone or works differently
        field_reader = None

    _FEW = 3
    """As many values are made in the time that a constructor takes."""

    _MADE = {}
    """How many values a class has made without one."""

    class Values(tuple):
        """The methods of every named tuple."""

        __slots__ = ()

        def __new__(cls, *values, **named):
            """Make a value: the first few by hand, the next by the class's own constructor, as all later ones."""
            made = _MADE[cls] = _MADE.get(cls, 0) + 1
            if made <= _FEW:
                rest = cls._fields[len(values) :]
                if (*named,) == rest and len(values) + len(rest) == len(cls._fields):  # all are given, in their order
                    return tuple.__new__(cls, (*values, *named.values()))
                known = cls._field_defaults | named
                if len(values) <= len(cls._fields) and named.keys() <= set(rest) <= known.keys():
                    return tuple.__new__(cls, (*values, *[known[field] for field in rest]))
            return _constructor(cls)(cls, *values, **named)

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

    def _constructor(cls):
        """The constructor of a class, which makes its values from now on."""
        kind = next(kind for kind in cls.__mro__ if "_fields" in vars(kind))
        code = _code(len(kind._fields)).replace(co_varnames=("_cls", *kind._fields))
        make = FunctionType(code, {"_new": _new}, "__new__", tuple(kind._field_defaults.values()))
        make.__qualname__ = f"{kind.__qualname__}.__new__"
        kind.__new__ = staticmethod(make)
        return make

    _new = tuple.__new__
    _SMALL = (
        lambda _cls: _new(_cls, ()),
        lambda _cls, a: _new(_cls, (a,)),
        lambda _cls, a, b: _new(_cls, (a, b)),
        lambda _cls, a, b, c: _new(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
        lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
        lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
        lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
    )
    """Constructors by the number of fields, compiled with this module: most classes have no more than these."""

    @cache
    def _code(count):
        """The compiled code of a constructor of so many fields, whatever their names."""
        if count < len(_SMALL):
            return _SMALL[count].__code__
        fields = "".join([f"_{place}, " for place in range(count)])
        return compile(f"lambda _cls, {fields}: _new(_cls, ({fields}))", "<constructor>", "eval").co_consts[0]

    class TupleType(type):
        """The metaclass: turns a class that annotates fields, such as `class Span(NamedTuple)`, into a tuple type."""

        def __new__(cls, name, bases, body):
            if not bases:  # `NamedTuple` itself
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))  # in Python 3.14 too, because of the `__future__` import
            body["_field_defaults"] = {field: body[field] for field in fields if field in body}
            body["_fields"] = body["__match_args__"] = fields
            body["_shape"] = f"({', '.join([f'{field}=%r' for field in fields])})"
            body["__slots__"] = ()
            for place, field in enumerate(fields):
                body[field] = field_reader(place, None)
            return type(name, (Values,), body)

    def chosen():
        """The base of named tuples: ours where it works, else that of the standard library.

        Ours relies on a private helper of the standard library, and on where a class body keeps its annotations.
        """
        if not is_used("tuples"):
            return typing.NamedTuple
        try:
            ours = quick()
            return ours if works(ours) else typing.NamedTuple
        except Exception:
            return typing.NamedTuple

    def works(base):
        """Whether a class with that base can make, show, read and change values."""

        class Sample(base):
            first: int
            second: int = 2

        value = Sample(1)
        told = repr(value), value.first, value.second, *value._replace(second=3)
        return told == ("Sample(first=1, second=2)", 1, 2, 1, 3)

    def quick():
        """The base of named tuples that are fast to define."""
        return TupleType("NamedTuple", (), {"__module__": __name__})

    NamedTuple = chosen()
