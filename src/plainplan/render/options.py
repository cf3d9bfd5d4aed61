"""Options of outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from plainplan.tuples import NamedTuple

if TYPE_CHECKING:  # a process that only lays out pages needs none of it
    from plainplan.draw.curve import Curve
    from plainplan.forecast.result import Forecast
    from plainplan.render.fragment_cache import Pieces
    from plainplan.values import Reminder


class Options(NamedTuple):
    """What outputs want to know beyond the plan.

    `template` is the name of a look or a folder, `paper` overrides the plan's own; `load_image` gives the bytes of
    a picture by its address in the plan, None where it may not be read (no function: there are no pictures, as for
    a plan read from standard input). `todos` makes to-dos of the steps in a calendar, `remind` overrides how long
    before its days that reminds, and `earlier` is the calendar that was made before, whose entries it goes on from;
    `history` is a picture of how the finish moved, for the page; `forecast` is how likely dates are, for page and PDF.
    `progress` is told what is being done when a PDF takes long, `unprinted` for which letters there is no font.
    `pieces` keeps those of a page that is made again; `anchors` is where links inside the plan lead; `excel` puts the
    mark before a table by which Excel knows its letters.
    """

    template: str = "default"
    paper: str | None = None
    load_image: Callable[[str], bytes | None] | None = None
    todos: bool = False
    remind: tuple[Reminder, ...] | None = None
    earlier: bytes | None = None
    history: Curve | None = None
    progress: Callable[[str], None] | None = None
    unprinted: Callable[[str], None] | None = None
    forecast: Forecast | None = None
    pieces: Pieces | None = None
    anchors: Mapping[str, str] = MappingProxyType({})
    excel: bool = False
