"""The parts of a site made by a cluster: plans go out as bytes, pages come back, and only this process writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from plainplan.errors import FileTrouble, UsageError
from plainplan.project import PlanFile
from plainplan.render.looks import built_in_looks
from plainplan.site.build import Done, lost, written
from plainplan.site.inputs import read_input
from plainplan.site.job import Made, PlanInput, SiteJob, make, page_of
from plainplan.workers import Lost


def perform_there(address: str, folder: Path, job: SiteJob, site: Path, plans: Sequence[PlanFile]) -> Iterator[Done]:
    """Make the parts of these plans on the cluster of a scheduler, and write them here."""
    from plainplan.cluster import connected, on_cluster

    with connected(address) as client:
        files, tasks = [], []
        for plan in plans:
            try:
                tasks.append(_sendable(read_input(plan, folder)))
            except FileTrouble as trouble:
                yield lost(job, folder, plan, str(trouble))
            else:
                files.append(plan)
        for index, result in on_cluster(client, partial(make_apart, job), tasks):
            plan = files[index]
            if isinstance(result, Made):
                yield written(job, site, plan, page_of(tasks[index].place), result)
            else:
                yield lost(job, folder, plan, f"`{plan.name}` is left out: {result.why}")


def make_apart(job: SiteJob, plan: PlanInput) -> Made | Lost:
    """On a worker: one part, where a mistake of ours costs no more than that."""
    try:
        return make(job, plan)
    except Exception as wrong:
        return Lost(f"{type(wrong).__name__}: {wrong}, a mistake in plainplan; `plan build` on it alone shows where")


def _sendable(plan: PlanInput) -> PlanInput:
    if plan.defaults.template is not None and plan.defaults.template not in built_in_looks():
        raise UsageError(f"`{plan.name}` has a look of its own, which the workers of a cluster do not have")
    return plan
