"""What an editor asks of a plan: hovers, hints, completion and actions, without any protocol."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edits import edited as changed_at_random
from plainplan.companions import Companion
from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Severity, with_edits
from plainplan.fixes import vetted
from plainplan.language.actions import actions, fix_all, layout
from plainplan.language.changes import edits_between
from plainplan.language.completion import completions
from plainplan.language.hints import KINDS, hints
from plainplan.language.hover import hover
from plainplan.language.lenses import lenses
from plainplan.language.links import links
from plainplan.language.mentions import Meant, declared, meant, place_of, renamed, uses
from plainplan.language.moved import moved
from plainplan.language.outline import around, folds, symbols
from plainplan.language.related import related
from plainplan.language.speech import as_markdown, as_plain, escaped
from plainplan.language.tokens import tokens
from plainplan.source import Source, Span
from plainplan.words import words_for
from plans import TODAY, random_plan

DAY = date(2026, 11, 28)
EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))

PLAN = """\
---
start: 2026-11-01
---

# Become a *nurse*

## Goals

### Get in ~6m ^in

- [/] Prepare for the exam ~6w since:2026-11-02 ^teas
- [ ] Sit the exam ~1d due:2026-12-01 @sam #exams
  - Barrier: nerves ~2w risk:30%
    - Solution: a mock exam
- [ ] Apply ~2w after:teas+1w
- [ ] Wait for <b>them</b> ~3w

### Earn the degree ~3y after:in cost:4200

```
- [ ] not a step after:
```
"""


def compiled(text: str, day: date = DAY) -> Compilation:
    return compile_text("nurse.plan.md", text, day)


def place(text: str, marked: str) -> int:
    """Where `|` stands in a piece of a text."""
    before, _, after = marked.partition("|")
    assert text.count(before + after) == 1, marked
    return text.index(before + after) + len(before)


def told(marked: str, text: str = PLAN) -> str:
    found = hover(compiled(text), text, place(text, marked))
    return "" if found is None else as_plain(found.pieces)


# Hovers


def test_a_thing_tells_its_days_and_why() -> None:
    said = told("Apply| ~2w")
    assert said.startswith("Apply\n\nStep apply, to do.\n\nProjected ")
    assert "“Apply” starts on" in said
    assert "“Prepare for the exam”" in said


def test_a_tag_tells_its_rule_and_what_it_comes_to() -> None:
    assert told("due:2026-1|2-01").startswith(
        "`due:` To be finished by the end of that day.\n\nTuesday 1 December 2026; "
    )
    assert "30 % likely" in told("risk:|30%")
    assert told("cost:42|00").startswith("`cost:` Money, in the plan's `currency`.\n\n4,200.")
    assert told("@s|am").endswith("@sam stands in 1 place of this plan.")
    assert told("^t|eas").endswith("Named by: Apply.")


def test_a_name_tells_what_it_names() -> None:
    assert told("after:te|as+1w").startswith("Prepare for the exam\n\nStep teas, under way.")


def test_a_barrier_tells_what_it_threatens_and_what_answers_it() -> None:
    assert told("Barrier: ner|ves") == (
        "nerves\n\nBarrier to Sit the exam, 30 % likely, holds it up by 2 weeks.\n\nAnswered by: a mock exam."
    )


def test_a_finding_tells_what_plan_explain_does() -> None:
    text = PLAN.replace("after:teas+1w", "after:tes")
    assert "P301" in told("after:te|s\n", text)


def test_prose_and_code_say_nothing() -> None:
    assert told("not a st|ep") == ""


def test_words_of_a_plan_are_no_markdown() -> None:
    found = hover(compiled(PLAN), PLAN, place(PLAN, "Wait for| <b>"))
    assert found is not None
    assert "**Wait for \\<b\\>them\\</b\\>**" in as_markdown(found.pieces)


@given(st.text(st.sampled_from("ab `*_[]()<>!#-+1.)|~&@:/\\\n\t\u202e")))
@example("1.")
@example("12)")
def test_escaped_text_holds_no_markup(text: str) -> None:
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escaped(text))
    kinds = {token.type for token in shown} | {child.type for token in shown for child in token.children or ()}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "code_inline"}


# Hints


def test_hints_stand_at_line_ends() -> None:
    found = hints(compiled(PLAN), PLAN, "slack")
    assert found
    for one in found:
        assert PLAN[one.offset] == "\n"
        assert one.label.startswith("→ ")


def test_what_is_late_is_told_by_how_much() -> None:
    labels = {one.label for one in hints(compiled(PLAN), PLAN, "late")}
    assert any(label.endswith("days late") for label in labels)
    assert len(labels) < len(hints(compiled(PLAN), PLAN, "dates"))
    assert hints(compiled(PLAN), PLAN, "off") == ()


def test_hints_of_a_part() -> None:
    start, end = place(PLAN, "|- [ ] Apply"), place(PLAN, "after:teas+1w|")
    assert [one.offset for one in hints(compiled(PLAN), PLAN, "dates", Span(start, end))] == [end]


# Languages


def in_german(text: str) -> tuple[Compilation, str]:
    german = text.replace("---\n", "---\nlang: de\n", 1)
    return compiled(german), german


def test_all_is_told_in_the_language_that_is_asked_for() -> None:
    made, text = in_german(PLAN.replace("after:teas+1w", "after:teas+1w by 15 January 2027"))
    german = words_for("de")
    for marked in ("App|ly ~2w", "due:2026-1|2-01", "@s|am", "^t|eas", "Barrier: ner|ves", "risk:|30%", "### Get| in"):
        found = [hover(made, text, place(text, marked), words) for words in (None, german)]
        english, told = (as_plain(one.pieces).partition("\n\n---")[0] if one else "" for one in found)
        assert told, marked
        same = set(told.split("\n\n")) & set(english.split("\n\n"))
        titles_of_plan = {one.title for one in made.plan.things} | {one.title for one in made.plan.barriers}
        assert same <= titles_of_plan, marked
        labels = [[one.label for one in hints(made, text, "slack", words=words)] for words in (None, german)]
        assert not set(labels[0]) & set(labels[1])
        at = Span(place(text, marked), place(text, marked))
        titles = [[one.title for one in actions(made, at, DAY, words=words)] for words in (None, german)]
        assert not set(titles[0]) & set(titles[1])
    assert [one.text for one in lenses(made, german)] != [one.text for one in lenses(made)]
    assert "verspätet" in str(symbols(made, german))
    assert "late" in str(symbols(made))


def test_what_can_be_written_is_told_in_german() -> None:
    made, text = in_german(PLAN)
    at = text.index("### Earn")
    for line in ("- [ ] Lernen d", "- [ ] Lernen due:", "- Hindernis: Regen risk:", "- [", "- [ ] Lernen @", "- H"):
        new = f"{text[:at]}{line}\n\n{text[at:]}"
        found = [completions(made, new, at + len(line), DAY, words) for words in (None, words_for("de"))]
        english, told = ([one.detail for one in some.items if one.detail] if some else [] for some in found)
        assert len(english) == len(told)
        assert not set(english) & set(told), line


def test_a_title_is_not_taken_for_a_message() -> None:
    text = "---\nlang: de\n---\n\n# A\n\n## Ziele\n\n### Ziel\n\n- [ ] Barrier ~1w\n- [ ] Later \n"
    at = text.index("Later ") + len("Later ")
    found = completions(compiled(text), f"{text[:at]}after:{text[at:]}", at + len("after:"), DAY, words_for("de"))
    assert found is not None
    [name] = [one for one in found.items if one.label == "barrier"]
    assert (name.words, name.detail.partition(",")[0]) == ("Barrier", "Barrier")


# Texts that have changed since


@given(st.integers(0, 10_000))
def test_places_follow_a_text_that_changes(seed: int) -> None:
    new = changed_at_random(PLAN, random.Random(seed))
    change = moved(PLAN, new)
    assert PLAN[: change.start] + new[change.start : change.new_end] + PLAN[change.old_end :] == new
    for offset in range(len(PLAN) + 1):
        now = change.to_new(offset)
        if now is not None and now != change.start:
            assert change.to_old(now) == offset


@given(st.integers(0, 10_000))
def test_nothing_raises_on_a_text_that_has_changed(seed: int) -> None:
    chance = random.Random(seed)
    compilation, new = compiled(PLAN), changed_at_random(PLAN, chance)
    for kind in KINDS:
        for one in hints(compilation, new, kind):
            assert new[one.offset : one.offset + 1] in ("", "\n", "\r")
    for offset in chance.sample(range(len(new) + 1), min(30, len(new))):
        hover(compilation, new, offset)
        completions(compilation, new, offset, DAY)


@given(st.text(st.sampled_from("ab \n[]"), max_size=60), st.text(st.sampled_from("ab \n[]"), max_size=60))
def test_edits_between_two_texts_make_one_of_the_other(old: str, new: str) -> None:
    edits = edits_between(old, new)
    assert with_edits(Source("", old), edits).text == new
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    assert bool(edits) == (old != new)


# Completion


def offered(line: str, after: str = "### Earn the degree ~3y after:in cost:4200\n", text: str = PLAN) -> list[str]:
    """What is offered at the end of a new line, before the plan is compiled with it."""
    at = text.index(after) + len(after)
    new = f"{text[:at]}\n{line}\n{text[at:]}"
    found = completions(compiled(text), new, at + 1 + len(line), DAY)
    return [] if found is None else [one.label for one in found.items]


def test_what_can_be_written() -> None:
    assert offered("- [ ] Learn d") == ["done:", "due:"]
    assert offered("- [ ] Learn due:")[:2] == ["2026-11-28", "2026-12-05"]
    assert offered("- Barrier: rain risk:m") == ["medium"]
    assert offered("- [ ] Learn @") == ["@sam"]
    assert "#exams" in offered("- [ ] Learn #")
    assert "~6w" in offered("- [ ] Learn ~")
    assert offered("- [") == ["[ ]", "[/]", "[x]", "[-]"]
    assert offered("- Ba") == ["Barrier:"]
    assert {"teas", "in", "start"} <= set(offered("- [ ] Learn after:"))
    assert "teas" not in offered("- [ ] Learn after:teas,")
    assert "Notes" in offered("## ")
    assert "Goals" not in offered("## ")


def test_settings_that_are_not_there_yet() -> None:
    assert "start" not in offered("", "---\n")
    assert "finish" in offered("fi", "---\n")
    assert offered("lang: d", "---\n") == ["de"]


def test_prose_code_and_links_are_left_alone() -> None:
    assert offered("Some words due:") == []
    assert completions(compiled(PLAN), PLAN, place(PLAN, "not a step after:|"), DAY) is None


@pytest.mark.parametrize("key", ["after", "with", "before"])
@pytest.mark.parametrize("seed", range(4))
def test_a_name_that_is_offered_brings_no_error(key: str, seed: int) -> None:
    """No loop above all, whatever waits for what already; and all names are offered that bring none."""
    text, day = random_plan(seed), date.fromisoformat(TODAY)
    before = compile_text("random.plan.md", text, day)
    chance = random.Random(seed)
    rows = [place for place, line in enumerate(text.split("\n")) if "~" in line and f"{key}:" not in line]
    for row in chance.sample(rows, min(2, len(rows))):
        lines_now = text.split("\n")
        lines_now[row] += f" {key}:"
        at = len("\n".join(lines_now[: row + 1]))
        now = "\n".join(lines_now)
        found = completions(before, now, at, day)
        names = {one.label for one in found.items if one.kind == "name"} if found else set()
        for thing in chance.sample(before.plan.things, min(8, len(before.plan.things))):
            after = compile_text("random.plan.md", f"{now[:at]}{thing.id}{now[at:]}", day)
            is_fine = not {"P301", "P302", "P303", "P304"} & ({one.code for one in _worse(before, after)})
            assert thing.id not in names or is_fine, (row, thing.id)


def _worse(before: Compilation, after: Compilation) -> list:  # type: ignore[type-arg]
    known = {(one.code, one.message) for one in before.diagnostics}
    return [one for one in after.diagnostics if one.severity is Severity.ERROR and (one.code, one.message) not in known]


# Actions


def titles(text: str, marked: str) -> dict[str, str | None]:
    """What can be done at a place, and the text after it."""
    compilation = vetted(compiled(text), DAY)
    at = place(text, marked)
    found: dict[str, str | None] = {}
    for one in actions(compilation, Span(at, at), DAY):
        edits = one.edits()
        found[one.title] = None if edits is None else with_edits(compilation.source, edits).text
    return found


def test_ticks_are_those_of_the_commands() -> None:
    found = titles(PLAN, "Prepare| for")
    assert "[x] Prepare for the exam ~6w since:2026-11-02 done:2026-11-28 ^teas" in str(
        found["Done today: Prepare for the exam"]
    )
    assert "[-] Prepare" in str(found["Drop: Prepare for the exam"])
    assert "[ ] Prepare for the exam ~6w ^teas" in str(found["Undo the tick: Prepare for the exam"])
    assert "Start today: Prepare for the exam" not in found


def test_a_name_is_given() -> None:
    assert "Sit the exam ~1d due:2026-12-01 @sam #exams ^sit-the-exam\n" in str(
        titles(PLAN, "Sit| the exam ~1d")["Give it the name ^sit-the-exam"]
    )


def test_words_become_tags() -> None:
    text = PLAN.replace("- [ ] Apply ~2w after:teas+1w", "- [ ] Finish the course by 15 January")
    found = titles(text, "Finish the co|urse")
    after = next(after for title, after in found.items() if title.startswith("Write `due:2027-01-15`"))
    assert "Finish the course by 15 January due:2027-01-15\n" in str(after)
    assert any("unsafe" in title for title in found if title.startswith("Write `due:"))


def test_all_words_of_a_goal_become_tags() -> None:
    steps = "".join(f"- [ ] Step {one} by {day} January 2027\n" for one, day in (("one", 5), ("two", 9), ("three", 12)))
    text = PLAN.replace("- [ ] Apply ~2w after:teas+1w\n", steps)
    found = titles(text, "### Get| in")
    after = str(found["Write tags for the sure times in words in “Get in” (3)"])
    assert after.count("due:2027-01-") == 3


def test_a_finding_is_ignored_here_and_in_the_plan() -> None:
    at = "Prepare| for"
    text = PLAN.replace("  - Barrier: nerves ~2w risk:30%\n    - Solution: a mock exam\n", "")
    text = text.replace("since:2026-11-02 ^teas", "since:2026-11-02 ^teas\n  - Barrier: nerves ~2w risk:30%")
    code = next(one.code for one in compiled(text).diagnostics if "nerves" in one.message)
    for title in (f"Ignore {code} here", f"Ignore {code} in this plan"):
        after = compiled(str(titles(text, "Barrier: ner|ves")[title]))
        assert code not in {one.code for one in after.diagnostics}
        assert len(after.diagnostics) == len(compiled(text).diagnostics) - 1
    assert code not in str(titles(text, at))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_action_leaves_the_plan_without_new_errors(path: Path) -> None:
    text = path.read_text("utf-8")
    compilation = vetted(compiled(text), DAY)
    known = sum(one.severity is Severity.ERROR for one in compilation.diagnostics)
    rows = random.Random(path.stem).sample(range(1, len(compilation.source.line_starts) + 1), 5)
    for row in rows:
        for one in actions(compilation, compilation.source.line_span(row), DAY):
            edits = one.edits()
            if edits:
                after = compiled(with_edits(compilation.source, edits).text)
                assert sum(found.severity is Severity.ERROR for found in after.diagnostics) <= known, one.title


def test_a_plan_in_the_middle_of_a_merge_is_left_alone() -> None:
    text = PLAN.replace("- [ ] Apply", "<<<<<<< ours\n- [ ] Apply\n=======\n>>>>>>> theirs\n- [ ] Apply")
    compilation = compiled(text)
    assert compilation.is_unmerged
    assert layout(compilation, DAY).trouble
    assert fix_all(compilation, DAY) is None
    assert all(one.found for one in actions(compilation, Span(0, len(text)), DAY))


# Names


def span_text(span: Span, text: str = PLAN) -> str:
    return text[slice(*span)]


def test_a_name_leads_to_its_thing_and_back() -> None:
    compilation = compiled(PLAN)
    named = meant(compilation, place(PLAN, "after:te|as+1w"))
    assert named is not None
    assert span_text(named.span) == "teas"
    where = place_of(compilation, named)
    assert where is not None
    assert span_text(where).startswith("- [/] Prepare")
    assert [span_text(one) for one in uses(compilation, named)] == ["teas"]
    given = declared(compilation, named)
    assert given is not None
    assert span_text(given) == "^teas"
    person = meant(compilation, place(PLAN, "@s|am"))
    assert person is not None
    assert [span_text(one) for one in uses(compilation, person)] == ["@sam"]
    assert meant(compilation, place(PLAN, "not a st|ep")) is None


def new_name(marked: str, name: str, text: str = PLAN) -> str:
    """The text after something got another name, or why it did not."""
    compilation = compiled(text)
    what = meant(compilation, place(text, marked))
    assert what is not None
    answer = renamed(compilation, what, name, DAY)
    return answer.trouble or with_edits(compilation.source, answer.edits).text


def test_a_name_is_changed_everywhere() -> None:
    after = new_name("after:te|as+1w", "exam-prep")
    assert "since:2026-11-02 ^exam-prep\n" in after
    assert "after:exam-prep+1w" in after
    assert after == new_name("^te|as", "^exam-prep") == new_name("Prepare| for", "exam-prep")


def test_a_slug_gets_a_written_name() -> None:
    text = PLAN.replace("after:in cost:4200", "after:apply cost:4200")
    after = new_name("Apply| ~2w", "send", text)
    assert "- [ ] Apply ~2w after:teas+1w ^send\n" in after
    assert "after:send cost:4200" in after


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("start", "cannot be a name"),
        ("", "is not a name"),
        ("two words", "is not a name"),
        ("in", "already the name"),
        ("apply", "already the name"),
        ("a,b", "is not a name"),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_words(name: str, why: str) -> None:
    assert why in new_name("^te|as", name)


def test_a_name_that_would_be_read_as_another_is_refused() -> None:
    text = PLAN.replace("after:in cost:4200", "after:teas-3d cost:4200")
    assert "something else" in new_name("Sit| the exam", "teas-3d", text)


@pytest.mark.parametrize("seed", range(8))
def test_another_name_leaves_every_date(seed: int) -> None:
    text, day, chance = random_plan(seed), date.fromisoformat(TODAY), random.Random(seed)
    before = compile_text("random.plan.md", text, day)
    renamed_ones = 0
    for thing in chance.sample(before.plan.things, min(4, len(before.plan.things))):
        what = Meant(thing.origin, thing.index)
        answer = renamed(before, what, f"other-{thing.index}", day)
        if answer.trouble:
            continue
        renamed_ones += 1
        after = compile_text("random.plan.md", with_edits(before.source, answer.edits).text, day)
        assert after.schedule == before.schedule
        names = {one.id: other.id for one, other in zip(before.plan.things, after.plan.things, strict=True)}
        assert names.pop(thing.id) == f"other-{thing.index}"
        assert all(one == other for one, other in names.items())
        assert len(after.diagnostics) == len(before.diagnostics)
    assert renamed_ones


# The whole


def test_the_outline_is_a_tree_with_days() -> None:
    [top] = symbols(compiled(PLAN))
    [goals] = top.children
    get_in, degree = goals.children
    assert (top.name, goals.kind, get_in.kind) == ("Become a nurse", "section", "goal")
    assert [one.name for one in get_in.children] == [
        "Prepare for the exam",
        "Sit the exam",
        "Apply",
        "Wait for <b>them</b>",
    ]
    [barrier] = get_in.children[1].children
    assert (barrier.kind, barrier.children[0].kind) == ("barrier", "solution")
    assert degree.detail.endswith("2030")


@given(st.integers(0, 10_000))
def test_parts_lie_in_each_other(seed: int) -> None:
    text = changed_at_random(PLAN, random.Random(seed))
    compilation = compiled(text)
    waiting = [(Span(0, len(compilation.source.text)), one) for one in symbols(compilation)]
    while waiting:
        holder, one = waiting.pop()
        assert holder.start <= one.span.start <= one.own.start <= one.own.end <= one.span.end <= holder.end
        assert one.name
        waiting += [(one.span, child) for child in one.children]
    for fold in folds(compilation):
        assert 1 <= fold.first < fold.last <= len(compilation.source.line_starts)
    for offset in range(0, len(text), 7):
        spans = around(compilation, offset)
        assert spans[-1] == Span(0, len(compilation.source.text))
        assert all(big.start <= one.start and one.end <= big.end for one, big in pairwise(spans))
    for token in tokens(compilation, text):
        assert "\n" not in span_text(token.span, text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(tokens(compilation, text)))


def test_folds_and_selections() -> None:
    compilation = compiled(PLAN)
    lines = {(one.first, one.last) for one in folds(compilation)}
    assert (1, 3) in lines  # the front matter
    assert (9, 16) in lines  # a goal
    assert (12, 14) in lines  # a step with its barrier
    words = [span_text(one) for one in around(compilation, place(PLAN, "due:2026|-12-01"))]
    assert words[:2] == ["due:2026-12-01", "Sit the exam ~1d due:2026-12-01 @sam #exams"]


def test_links_that_may_be_followed() -> None:
    text = PLAN.replace(
        "- [ ] Apply",
        "See [a](https://a.example/x) and <https://b.example> and https://c.example/y.\n"
        "Not [d](javascript:alert(1)), `https://e.example`, ![f](f.png) is.\n\n- [ ] Apply",
    ).replace("start: 2026-11-01", "start: 2026-11-01\nholidays: free.ics")
    compilation = compile_text("nurse.plan.md", text, DAY, companions={"free.ics": Companion(b"", "")})
    found = [one.address for one in links(compilation)]
    assert found == ["free.ics", "https://a.example/x", "https://b.example", "https://c.example/y", "f.png"]


def test_tokens_tell_keys_from_values() -> None:
    found = {(span_text(one.span), one.kind) for one in tokens(compiled(PLAN), PLAN)}
    assert {("[/]", "operator"), ("since:", "property"), ("2026-11-02", "number"), ("^teas", "variable")} <= found
    assert {("Barrier:", "keyword"), ("30%", "number"), ("@sam", "type"), ("#exams", "decorator")} <= found
    assert ("start", "property") in found


def test_goals_have_a_line_above() -> None:
    found = [one.text for one in lenses(compiled(PLAN))]
    assert len(found) == 2
    assert found[0].startswith("0 of ")
    assert "→ " in found[1]


# What findings are about besides


def test_a_loop_and_a_repeated_name_lead_to_the_other_places() -> None:
    text = PLAN.replace("~6w since:2026-11-02 ^teas", "~6w ^teas after:apply").replace("@sam #exams", "^in")
    compilation = compiled(text)
    found = {
        one.code: [span_text(place.span, text) for place in places] for one, places in related(compilation).items()
    }
    assert set(found) <= {one.code for one in compilation.diagnostics}
    loop = next(places for places in found.values() if len(places) > 1)
    assert {one[:12] for one in loop} >= {"- [/] Prepar", "- [ ] Apply "}
    assert ["^in"] in found.values()
    assert related(compiled(PLAN)) == {}


def test_a_finding_of_several_places_is_told_at_each() -> None:
    steps = "".join(
        f"- [ ] Step {one} by {day} January 2027\n" for one, day in (("a", 5), ("b", 9), ("c", 12), ("d", 14))
    )
    text = PLAN.replace("- [ ] Apply ~2w after:teas+1w\n", steps)
    [several] = [one for one in compiled(text).diagnostics if one.also]
    assert [span_text(place.span, text) for place in related(compiled(text))[several]][-1] == "14 January 2027"
    assert any(title.startswith(f"Ignore {several.code}") for title in titles(text, "Step d by 14 Jan|uary"))
