"""From the rows of another program's file to a plan in the canonical layout."""

from __future__ import annotations

from plainplan.exchange.making.made import Made, plan_from

__all__ = ["Made", "plan_from"]
