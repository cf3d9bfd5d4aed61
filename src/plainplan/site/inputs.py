"""Reading all that a plan's part of a site is made from."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

from plainplan.defaults import FILE_NAME
from plainplan.pattern import pattern
from plainplan.project import (
    PlanFile,
    companions_of,
    defaults_of,
    output_options,
    picture_trouble,
    read_plan,
    real_path,
    settings_of,
)
from plainplan.site.job import Picture, PlanInput
from plainplan.source import source_bytes

_INLINE = pattern(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)")
_DEFINED = pattern(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", 8)  # re.MULTILINE


def read_input(plan: PlanFile, folder: Path) -> PlanInput:
    """A plan of a folder with the files that it names. Raises `FileTrouble` where the plan itself cannot be read."""
    assert plan.path is not None
    data, defaults = read_plan(plan), defaults_of(plan)
    place = plan.path.relative_to(folder).as_posix()
    companions = companions_of(plan, data, defaults)
    template = output_options(plan, None, None).template
    defaults = defaults._replace(template=template if defaults.template else None)
    return PlanInput(place, plan.name, data, companions, defaults, _pictures(plan, data))


def _pictures(plan: PlanFile, data: bytes) -> dict[str, Picture]:
    """The pictures that a text may show, by their addresses in it."""
    if b"![" not in data:
        return {}
    text = data.decode("utf-8", "replace")
    addresses = dict.fromkeys((*_INLINE.findall(text), *_DEFINED.findall(text)))
    load = output_options(plan, None, None).load_image
    return {address: Picture(load(address) if load else None, picture_trouble(plan, address)) for address in addresses}


def files_of(plan: PlanFile) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """A plan and all files that it is built with, by their places as seen from the folder of its settings, or its own
    where it has none; first the plan's own place. Raises `FileTrouble` where the plan cannot be read."""
    assert plan.path is not None
    data, defaults = read_plan(plan), defaults_of(plan)
    own = Path(real_path(plan.path)).parent
    settings = next(iter(settings_of((plan,))), None)
    top = Path(settings.folder) if settings else own
    place = (own / plan.path.name).relative_to(top).as_posix()
    files = {place: data}
    if settings:
        files[FILE_NAME] = source_bytes(settings.source)
    beside = {name: one.data for name, one in companions_of(plan, data, defaults).items() if not one.trouble}
    beside |= {name: one.data for name, one in _pictures(plan, data).items() if one.data is not None}
    for name, found in beside.items():
        path = Path(os.path.normpath(own / unquote(name)))
        if path.is_relative_to(top):
            files.setdefault(path.relative_to(top).as_posix(), found)
    return place, tuple(files.items())
