"""The parts of a site made on this machine, many of them by all cores."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from plainplan.compile import compile_bytes
from plainplan.project import PlanFile
from plainplan.site.build import Done, lost, make_here
from plainplan.site.job import DETAILS, SiteJob

Seconds = Callable[[PlanFile], float]
_COLLECTED_EVERY = 50


def perform_here(
    folder: Path, workers: int, seconds: Seconds, job: SiteJob, site: Path, plans: Sequence[PlanFile]
) -> Iterator[Done]:
    """Make and write the parts of these plans; one that ends or hangs its process costs only its own part."""
    if not workers or len(plans) < 2:
        for number, plan in enumerate(plans, 1):
            yield _made(folder, job, site, plan)
            if number % _COLLECTED_EVERY == 0:
                gc.collect()  # the collector is off while a command runs, and there may be thousands of plans
        return
    from plainplan.workers import Lost, share

    _get_ready(job)
    with closing(share(partial(_made, folder, job, site), plans, min(workers, len(plans)), seconds)) as results:
        for plan, result in zip(plans, results, strict=True):
            if isinstance(result, Lost):
                yield lost(job, folder, plan, f"`{plan.name}` is left out: {result.why}")
            else:
                yield result


def _made(folder: Path, job: SiteJob, site: Path, plan: PlanFile) -> Done:
    """Make one part, where a mistake of ours costs no more than that."""
    from plainplan.errors import OutputTrouble, PlainplanError

    try:
        return make_here(job, site, folder, plan)
    except OutputTrouble:
        raise
    except PlainplanError as trouble:
        return lost(job, folder, plan, str(trouble))
    except Exception as wrong:
        why = f"{type(wrong).__name__}: {wrong}, a mistake in plainplan; `plan build` on it alone shows where"
        return lost(job, folder, plan, f"`{plan.name}` is left out: {why}")


def _get_ready(job: SiteJob) -> None:
    """Load once, before there are workers, what all of them need."""
    from plainplan.render.options import Options
    from plainplan.render.overview import shared_page

    empty = compile_bytes("", b"", job.day)
    if job.level == DETAILS:
        shared_page(empty, Options(job.template), "")
