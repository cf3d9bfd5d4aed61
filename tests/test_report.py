"""How findings look: in full, in a line, as data; and that nothing in a plan can steer a terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainplan.checks.all_rules import ALL_RULES
from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding, replace
from plainplan.report import report
from plainplan.report.excerpt import _cells, _of_cells, columns_of, excerpt
from plainplan.report.style import PLAIN, Style
from plainplan.report.text import summary, tally
from plainplan.safe_text import json_text, safe_text
from plainplan.source import Source, Span

ERROR = Rule("P301", "unknown-name", Severity.ERROR, "A name that is nowhere", "Why.", "bad", "good")
WARNING = Rule("P103", "near-miss", Severity.WARNING, "Nearly a tag", "Why.", "bad", "good")
HINT = Rule("P201", "no-title", Severity.HINT, "No title", "Why.", "bad", "good")


def compiled(text: str, *found: Diagnostic, name: str = "nurse.plan.md") -> Compilation:
    """A plan with these findings and no others."""
    plan = compile_text(name, "# A plan\n", date(2026, 11, 1))
    return plan._replace(source=Source(name, text), diagnostics=found)


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def shown(plan: Compilation, form: str = "full", style: Style = PLAIN, **how: Any) -> str:
    return "\n".join(report([plan], form, style, **how))


UNKNOWN = "\n" * 41 + "3. [ ] Sit the exam ~1d after:taes\n"


def unknown() -> Compilation:
    return compiled(
        UNKNOWN,
        finding(
            ERROR,
            at(UNKNOWN, "after:taes"),
            "`after:taes` names nothing in this plan",
            label="no goal or step is called `taes`",
            help="did you mean `teas` (line 38)?",
        ),
    )


def test_a_finding_in_full() -> None:
    assert shown(unknown()) == (
        "error[P301]: `after:taes` names nothing in this plan\n"
        "  ┌─ nurse.plan.md:42:25\n"
        "  │\n"
        "42│ 3. [ ] Sit the exam ~1d after:taes\n"
        "  │                         ^^^^^^^^^^ no goal or step is called `taes`\n"
        "  = help: did you mean `teas` (line 38)?\n"
        "\n"
        "1 error in 1 plan"
    )


def test_without_box_drawing() -> None:
    assert shown(unknown(), style=Style(encoding="ascii")).splitlines()[1:5] == [
        "  --> nurse.plan.md:42:25",
        "  |",
        "42| 3. [ ] Sit the exam ~1d after:taes",
        "  |                         ^^^^^^^^^^ no goal or step is called `taes`",
    ]


def test_in_colour_it_says_the_same() -> None:
    colored = shown(unknown(), style=Style(color=True))
    assert "\x1b[1;31merror[P301]\x1b[0m" in colored
    plain = colored
    for code in ("1;31", "1", "34", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == shown(unknown())


def test_concise_is_a_line_each() -> None:
    text = "# A plan\n\n- Read (2 weeks)\n"
    plan = compiled(
        text,
        finding(HINT, Span(0, 8), "a hint"),
        finding(WARNING, at(text, "(2 weeks)"), "`(2 weeks)` is not read", fix=replace(at(text, "(2 weeks)"), "~2w")),
    )
    assert shown(plan, "concise").splitlines() == [
        "nurse.plan.md:3:8: warning[P103] `(2 weeks)` is not read",
        "1 warning, 1 hint in 1 plan (1 can be fixed with --fix)",
    ]
    assert shown(plan, "concise", verbose=True).startswith("nurse.plan.md:1:1: hint[P201] a hint\n")


def test_quiet_is_without_hints_and_summary() -> None:
    plan = compiled("# A plan\n", finding(HINT, Span(0, 8), "a hint"), finding(WARNING, Span(0, 1), "a warning"))
    assert shown(plan, "concise", quiet=True) == "nurse.plan.md:1:1: warning[P103] a warning"
    assert "hint" not in shown(plan, "full", quiet=True)


@pytest.mark.parametrize(
    ("severities", "plans", "said"),
    [
        ((), 1, "no findings in 1 plan"),
        ((), 3, "no findings in 3 plans"),
        ((ERROR, WARNING, WARNING), 3, "1 error, 2 warnings in 3 plans"),
        ((HINT, HINT), 1, "2 hints in 1 plan"),
    ],
)
def test_the_last_line_sums_up(severities: tuple[Rule, ...], plans: int, said: str) -> None:
    first = compiled("x\n", *(finding(rule, Span(0, 1), "x") for rule in severities))
    assert summary(map(tally, (first, *(compiled("x\n") for _ in range(plans - 1))))) == said


def test_an_empty_file_has_no_excerpt() -> None:
    plan = compiled("", finding(HINT, Span(0, 0), "this plan has no title"))
    assert shown(plan).splitlines()[:3] == ["hint[P201]: this plan has no title", " ┌─ nurse.plan.md:1:1", ""]


# Excerpts


@pytest.mark.parametrize(
    ("line", "part", "text", "indent", "marked"),
    [
        ("\tRead ~2w", "~2w", "    Read ~2w", 9, 3),
        ("a\tb", "b", "a   b", 4, 1),
        ("読む ~2w", "~2w", "読む ~2w", 5, 3),
        ("読む ~2w", "読む", "読む ~2w", 0, 4),
        ("e\u0301te\u0301 ~2w", "~2w", "e\u0301te\u0301 ~2w", 4, 3),
        ("a\x1b[31mb", "b", "a\\x1b[31mb", 9, 1),
        ("a\u202eb", "b", "a\\u202eb", 7, 1),
    ],
)
def test_marks_stand_under_their_place(line: str, part: str, text: str, indent: int, marked: int) -> None:
    start = line.index(part)
    assert excerpt(line, start, start + len(part), PLAIN) == (text, indent, marked)


def test_what_the_stream_cannot_show_keeps_its_place() -> None:
    assert excerpt("Zoë ~2w", 4, 7, Style(encoding="ascii")) == ("Zo? ~2w", 4, 3)


def test_an_empty_place_has_one_mark() -> None:
    assert excerpt("abc", 3, 3, PLAIN) == ("abc", 3, 1)


def test_a_long_line_is_cut_around_its_place() -> None:
    line = "a" * 5000 + " ~2q " + "b" * 1_000_000
    found = excerpt(line, 5001, 5004, PLAIN)
    assert len(found.text) < 110
    assert found.text[found.indent : found.indent + found.marked] == "~2q"
    assert found.text[0] == found.text[-1] == "…"


def test_a_long_place_is_cut() -> None:
    found = excerpt("c" * 500, 10, 490, PLAIN)
    assert found.indent + found.marked <= len(found.text)


@given(st.text(max_size=200), st.data())
def test_any_line_can_be_shown(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    found = excerpt(line, start, end, PLAIN)
    assert safe_text(found.text) == found.text
    assert found.marked >= 1


# Nothing raw


HOSTILE = "\x00\x07\x08\x1b]8;;http://evil\x1b\\\x1b[2J\r\x7f\x9b\u202e\u2066\u200f\u2028\ufeff\ud800\U000e0041"


def is_calm(text: str) -> bool:
    return all(character == "\n" or safe_text(character) == character for character in text)


def test_safe_text_leaves_nothing_that_steers() -> None:
    assert is_calm(safe_text(HOSTILE))
    assert safe_text("Zoë — 読む 👩‍🎓") == "Zoë — 読む 👩‍🎓"


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_no_form_lets_hostile_text_through(form: str) -> None:
    text = f"- {HOSTILE} ~2q\n"
    found = finding(WARNING, Span(2, 8), f"m{HOSTILE}", label=f"l{HOSTILE}", help=f"h{HOSTILE}")
    plan = compiled(text, found._replace(fix=replace(Span(0, 1), HOSTILE)), name=f"n{HOSTILE}.plan.md")
    assert is_calm(shown(plan, form, verbose=True))


def test_json_text_keeps_the_value() -> None:
    assert json.loads(json_text({"a": HOSTILE})) == {"a": HOSTILE}


ALSO = [
    ("one", [3], "line 3"),
    ("two that follow", [3, 4], "lines 3, 4"),
    ("a run", [3, 4, 5], "lines 3 to 5"),
    ("runs, in any order", [9, 3, 4, 5, 7, 3], "lines 3 to 5, 7, 9"),
    ("very many", [*range(2, 30, 2)], "lines 2, 4, 6, 8, 10, 12, 14, 16, …"),
]


@pytest.mark.parametrize(("case", "numbers", "told"), ALSO, ids=[case for case, _, _ in ALSO])
def test_the_other_lines_of_what_is_told_once(case: str, numbers: list[int], told: str) -> None:
    text = "".join(f"{number:02}\n" for number in range(1, 40))
    places = tuple(Span(3 * (number - 1), 3 * number - 1) for number in numbers)
    plan = compiled(text, finding(WARNING, Span(0, 2), "one of many", also=places))
    assert f"= also: {told}\n" in shown(plan, "full")
    assert [one["line"] for one in json.loads(shown(plan, "json"))["findings"][0]["also"]] == numbers
    assert len(json.loads(shown(plan, "sarif"))["runs"][0]["results"][0]["relatedLocations"]) == len(numbers)


# Data


def fixable() -> Compilation:
    text = "# A plan\n\n- Read (2 weeks), 100%\n"
    place = at(text, "(2 weeks)")
    found = finding(WARNING, place, "`(2 weeks)`: not read", help="write `~2w`", fix=replace(place, "~2w"))
    return compiled(text, found, name="my plans/100%,a:b.plan.md")


def test_findings_as_json() -> None:
    assert json.loads(shown(fixable(), "json")) == {
        "format": "plainplan-findings/1",
        "findings": [
            {
                "code": "P103",
                "name": "near-miss",
                "severity": "warning",
                "message": "`(2 weeks)`: not read",
                "help": "write `~2w`",
                "file": "my plans/100%,a:b.plan.md",
                "line": 3,
                "column": 8,
                "end_line": 3,
                "end_column": 17,
                "also": [],
                "fix": {
                    "safe": True,
                    "edits": [{"line": 3, "column": 8, "end_line": 3, "end_column": 17, "text": "~2w"}],
                },
            }
        ],
    }


def test_github_annotations_are_escaped() -> None:
    assert shown(fixable(), "github") == (
        "::warning file=my plans/100%25%2Ca%3Ab.plan.md,line=3,endLine=3,col=8,endColumn=17,title=P103 near-miss"
        "::`(2 weeks)`: not read%0Awrite `~2w`"
    )


def test_no_message_becomes_a_command() -> None:
    plan = compiled("x\n", finding(ERROR, Span(0, 1), "one\n::error::two\r\n::set-output name=x::y"))
    assert len(shown(plan, "github").splitlines()) == 1


def test_sarif_says_what_why_where_and_how() -> None:
    (run,) = json.loads(shown(fixable(), "sarif"))["runs"]
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["P103"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("P103", 0, "warning")
    (place,) = result["locations"]
    region = {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 17}
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20plans/100%25%2Ca%3Ab.plan.md"},
        "region": region,
    }
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "~2w"}}]


SARIF = json.loads((Path(__file__).parent / "corpora" / "sarif-2.1.0.json").read_text("utf-8"))


def is_sarif(text: str) -> bool:
    """Whether the standard's own schema takes it; the check is strict about names that the schema does not know."""
    jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(json.loads(text))
    return True


@pytest.mark.parametrize("plan", [fixable(), unknown(), compiled("")], ids=["a fix", "no fix", "clean"])
def test_sarif_is_valid(plan: Compilation) -> None:
    assert is_sarif(shown(plan, "sarif"))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_sarif_of_every_finding_is_valid(rule: Rule) -> None:
    assert is_sarif(shown(compile_text("a b.plan.md", rule.bad, date.fromisoformat(rule.as_of)), "sarif"))


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(shown(fixable(), "sarif"))
    log["runs"][0]["results"][0]["levle"] = "warning"
    with pytest.raises(jsonschema.ValidationError):
        is_sarif(json.dumps(log))


def test_a_fix_of_several_edits_stays_whole() -> None:
    fix = Fix((Edit(Span(0, 1), "a"), Edit(Span(2, 3), "b")), safe=False)
    plan = compiled("x y\n", finding(WARNING, Span(0, 3), "x", fix=fix))
    (found,) = json.loads(shown(plan, "json"))["findings"]
    assert found["fix"]["safe"] is False
    assert [edit["text"] for edit in found["fix"]["edits"]] == ["a", "b"]


@given(st.text(st.characters(max_codepoint=127), max_size=110), st.integers(0, 120), st.integers(0, 120))
def test_plain_lines_are_shown_as_letter_by_letter(line: str, start: int, length: int) -> None:
    style = Style()
    assert excerpt(line, start, start + length, style) == _of_cells(line, start, start + length, style)
    assert columns_of(line) == sum(cell.width for cell in _cells(line, style))
