"""The error corpus: what each rule says about its bad sample, word for word as a terminal shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.checks.all_rules import ALL_RULES
from plainplan.compile import Compilation, compile_bytes, compile_text
from plainplan.diagnostics import Diagnostic, Rule, Severity, with_edits
from plainplan.fixes import fixable, mended, vetted
from plainplan.report.style import Style
from plainplan.report.text import full
from plainplan.source import source_bytes
from test_checks import OF_FILES, beside, folder_of

RULES = [rule for rule in ALL_RULES if rule.code not in OF_FILES]
GOLDEN = Path(__file__).parent / "golden" / "findings"
LONGEST_MESSAGE = 130
LONGEST_HELP = 160


def of_bad_sample(rule: Rule) -> list[Diagnostic]:
    made = compile_text(
        "bad.plan.md", rule.bad, date.fromisoformat(rule.as_of), companions=beside(rule), defaults=folder_of(rule)
    )
    return [found for found in made.diagnostics if found.code == rule.code]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_said(rule: Rule, update: bool) -> None:
    made = compile_text(
        "bad.plan.md", rule.bad, date.fromisoformat(rule.as_of), companions=beside(rule), defaults=folder_of(rule)
    )
    alone = made._replace(diagnostics=tuple(of_bad_sample(rule)))
    text = "\n".join(full(alone, Style(color=False, encoding="utf-8"), verbose=False))
    path = GOLDEN / f"{rule.code}-{rule.name}.txt"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert f"[{rule.code}]" in text
    assert text == path.read_text("utf-8")


def test_every_golden_has_its_rule() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {f"{rule.code}-{rule.name}" for rule in RULES}


SAID = [(rule, found) for rule in RULES for found in of_bad_sample(rule)]


@pytest.mark.parametrize(("rule", "found"), SAID, ids=[rule.code for rule, _ in SAID])
def test_one_voice(rule: Rule, found: Diagnostic) -> None:
    """One sentence without a full stop, what was found; then what would work; neither too long to read at once."""
    for text, most in ((found.message, LONGEST_MESSAGE), (found.help, LONGEST_HELP), (found.label, 60)):
        assert len(text) <= most, text
        assert not text.endswith((".", " ", "!")), text
        assert "  " not in text, text
        assert text.count("`") % 2 == 0, text
        assert not any(word in text.lower() for word in ("please", "invalid", "illegal", "error:", "must not")), text
    assert found.message
    assert found.help, "what would work"
    assert found.message[0].islower() or found.message[0] in "`“" or rule.code in ("P506",)
    assert found.help[0].islower() or found.help[0] in "`“" or found.help.startswith("Markdown")


@pytest.mark.parametrize(("rule", "found"), SAID, ids=[rule.code for rule, _ in SAID])
def test_a_fix_mends_what_it_is_for(rule: Rule, found: Diagnostic) -> None:
    """Applied by itself, safe or not, it leaves fewer findings of its kind, and no new errors."""
    if found.fix is None:
        assert rule.code not in ("P102", "P103", "P104", "P110", "P118")
        return
    before = compile_text(
        "bad.plan.md", rule.bad, date.fromisoformat(rule.as_of), companions=beside(rule), defaults=folder_of(rule)
    )
    text = with_edits(before.source, found.fix.edits).text
    after = compile_text(
        "bad.plan.md", text, date.fromisoformat(rule.as_of), companions=beside(rule), defaults=folder_of(rule)
    )
    assert sum(one.code == rule.code for one in after.diagnostics) < len(of_bad_sample(rule))
    assert errors(after) <= errors(before)


def errors(made: Compilation) -> set[str]:
    return {one.code for one in made.diagnostics if one.severity is Severity.ERROR}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_fixing_touches_nothing_else(rule: Rule, ending: str) -> None:
    """Until none is left; every byte outside of the edits stays, and so do line ends and a byte order mark."""
    day = date.fromisoformat(rule.as_of)
    data = b"\xef\xbb\xbf" + rule.bad.replace("\n", ending).encode()
    before = compile_bytes("bad.plan.md", data, day, companions=beside(rule), defaults=folder_of(rule))
    after = mended(before, data, day)
    assert not fixable(vetted(after.compilation, day))
    if not after.made:
        return
    changed = source_bytes(after.compilation.source)
    old, new = (one.split(ending.encode()) for one in (data, changed))
    kept = [line for line in new if line in old]
    assert len(kept) >= len(old) - len([one for one in before.diagnostics if one.fix]) - 2
    assert new[0].startswith(b"\xef\xbb\xbf")
    assert changed.count(b"\n") == ending.count("\n") * (len(new) - 1)
