"""When everything in a plan happens: `schedule(plan, today)` gives a `Schedule`, beside the plan."""

from __future__ import annotations

from plainplan.schedule.result import Dated, Dates, Progress, Reason, Schedule

__all__ = ["Dated", "Dates", "Progress", "Reason", "Schedule"]
