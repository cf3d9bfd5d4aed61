"""The rules that the scheduler itself reports."""

from __future__ import annotations

from plainplan.diagnostics import Rule, Severity

CYCLE = Rule(
    code="P302",
    name="cycle",
    severity=Severity.ERROR,
    title="Things wait for each other in a loop.",
    why=(
        "A thing that waits for another can only start when that one is finished. When the waiting runs in a loop, "
        "nothing in it can ever start, so there are no dates to work out. The finding names the whole loop: take "
        "out one `after:` or `with:` in it, the one that matters least."
    ),
    bad=(
        "---\nstart: 2026-11-01\n---\n# Plan\n\n## Primary objective\n\n### Get the job\n\n"
        "- [ ] Write the application ~1w after:send\n- [ ] Send it ~1d after:write-the-application ^send\n"
    ),
    good=(
        "---\nstart: 2026-11-01\n---\n# Plan\n\n## Primary objective\n\n### Get the job\n\n"
        "- [ ] Write the application ~1w\n- [ ] Send it ~1d after:write-the-application ^send\n"
    ),
)

TOO_SHORT = Rule(
    code="P401",
    name="goal-too-short",
    severity=Severity.WARNING,
    title="A goal needs more time than its own duration gives it.",
    why=(
        "A goal's own duration says how long you mean to give it; its steps say how long it takes. When the steps "
        "need more, the steps win and the goal runs over. Give the goal longer, shorten or drop a step, or let "
        "steps run side by side with `with:` or `after:start`."
    ),
    bad=(
        "---\nstart: 2026-11-01\n---\n# Plan\n\n## Primary objective\n\n### Pass the exam ~4w\n\n"
        "- [ ] Read the book ~3w\n- [ ] Do the practice papers ~2w\n"
    ),
    good=(
        "---\nstart: 2026-11-01\n---\n# Plan\n\n## Primary objective\n\n### Pass the exam ~6w\n\n"
        "- [ ] Read the book ~3w\n- [ ] Do the practice papers ~2w\n"
    ),
)

OVER_PACE = Rule(
    code="P408",
    name="over-pace",
    severity=Severity.WARNING,
    title="Goals under way together need more hours a week than `pace` gives.",
    why=(
        "`pace` is how many hours a week you have for the whole plan. A step in hours is laid out at that pace as "
        "if nothing else needed those hours, so two such steps at the same time ask for twice the week. Let one "
        "goal wait for the other with `after:`, set `focus: 1`, or raise `pace` if you really have the hours."
    ),
    bad=(
        "---\nstart: 2026-11-02\npace: 7h/week\n---\n# Plan\n\n## Short-term goals\n\n### Learn to weld\n\n"
        "- [ ] Evening course ~20h\n\n### Learn to drive\n\n- [ ] Driving lessons ~20h\n"
    ),
    good=(
        "---\nstart: 2026-11-02\npace: 7h/week\n---\n# Plan\n\n## Short-term goals\n\n### Learn to weld\n\n"
        "- [ ] Evening course ~20h\n\n### Learn to drive after:learn-to-weld\n\n- [ ] Driving lessons ~20h\n"
    ),
)

RULES = (CYCLE, TOO_SHORT, OVER_PACE)
