"""When everything in a plan happens: `schedule(plan, today)` gives a `Schedule`, beside the plan."""

from __future__ import annotations

from plainplan.schedule.chain import chain_of_finish, last_in
from plainplan.schedule.result import Dated, Dates, Progress, Reason, Schedule
from plainplan.schedule.rules import RULES
from plainplan.schedule.schedule import schedule

__all__ = ["RULES", "Dated", "Dates", "Progress", "Reason", "Schedule", "chain_of_finish", "last_in", "schedule"]
