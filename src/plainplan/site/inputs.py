"""Reading all that a plan's part of a site is made from."""

from __future__ import annotations

from pathlib import Path

from plainplan.pattern import pattern
from plainplan.project import PlanFile, companions_of, defaults_of, output_options, picture_trouble, read_plan
from plainplan.site.job import Picture, PlanInput

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
