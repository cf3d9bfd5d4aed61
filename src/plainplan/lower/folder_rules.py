"""What can be found in a folder's `plan.toml`."""

from __future__ import annotations

from plainplan.diagnostics import Rule, Severity

_PLAN = """\
---
start: 2026-11-01
review: weekly on sunday
partner: Sam
---

# Become a nurse

## Primary objective

### Be hired ~5m

- [ ] Apply ~5m
- Barrier: few places ~1m
  - Solution: apply in two cities
"""

UNREADABLE_FOLDER_SETTING = Rule(
    code="P151",
    name="unreadable-folder-setting",
    severity=Severity.ERROR,
    title="A setting in `plan.toml` can't be read.",
    why="""\
`plan.toml` holds settings for all plans in its folder and below. It is TOML: a key, `=`, and a value, with text in
quotes. What can't be read there would leave every plan with other dates than were meant, so it is an error of its own,
and no plan below it is built before it is mended.""",
    bad=_PLAN,
    good=_PLAN,
    beside=(("plan.toml", 'workdays = "mon-fry"\n'),),
)

UNKNOWN_FOLDER_SETTING = Rule(
    code="P152",
    name="unknown-folder-setting",
    severity=Severity.WARNING,
    title="A key in `plan.toml` means nothing.",
    why="""\
`plan.toml` is read by plainplan alone, so a key that means nothing there is a slip, or a setting that belongs into the
plan itself: what is different in every plan, such as `start` or `author`, is not for a folder to say.""",
    bad=_PLAN,
    good=_PLAN,
    beside=(("plan.toml", 'papr = "letter"\n'),),
)

FOLDER_WITH_ERRORS = Rule(
    code="P153",
    name="folder-settings-with-errors",
    severity=Severity.ERROR,
    title="The folder's settings have errors.",
    why="""\
The `plan.toml` that holds for this plan can't be read in full, so the dates of the plan may be other ones than were
meant. `plan check` tells what is wrong in that file.""",
    bad=_PLAN,
    good=_PLAN,
)

RULES = (UNREADABLE_FOLDER_SETTING, UNKNOWN_FOLDER_SETTING, FOLDER_WITH_ERRORS)
