"""Text that Markdown shows nowhere, or takes for code, is told."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Severity, with_edits

HEAD = "---\nstart: 2026-11-01\n---\n\n# T\n\n## Goals\n\n### A ~4w\n\n- [ ] one ~1w\n\n"


def compiled(text: str) -> Compilation:
    return compile_text("a.plan.md", HEAD + text, date(2026, 11, 1))


def told(text: str, code: str) -> list[int]:
    """The lines, counted from the first of the text, that are told."""
    made = compiled(text)
    return [made.source.position(one.span.start).line - 12 for one in made.diagnostics if one.code == code]


LOST = {
    "[Budget]: 4200": [1],
    "- [Sam]: ring-him": [1],
    "- [ ] two ~1w\n- [Sam]: ring-him\n- [Ann]: call-her": [2, 3],
    "[Budget]: 4200\n[Rest]: 100": [1, 2],
    "[Budget]:\n4200": [1],
    "> [Budget]: 4200": [1],
    "See [Budget].\n\n[Budget]: 4200\n[budget]: 4300": [4],
    "[docs]: https://example.org": [1],
}


@pytest.mark.parametrize(("text", "lines"), LOST.items())
def test_definitions_that_nothing_refers_to(text: str, lines: list[int]) -> None:
    assert told(text, "P130") == lines


def test_addresses_are_no_warning() -> None:
    for address, severity in (
        ("https://example.org", Severity.HINT),
        ("docs/a.md", Severity.HINT),
        ("4200", Severity.WARNING),
    ):
        [found] = [one for one in compiled(f"[x]: {address}").diagnostics if one.code == "P130"]
        assert found.severity is severity


@pytest.mark.parametrize(
    "text",
    [
        "See [docs].\n\n[docs]: https://example.org",
        "See [these][docs] and ![that][docs].\n\n[docs]: https://example.org",
        "- [ ] read [Docs] ~1w\n\n[docs]: https://example.org",
        "| a | b |\n| --- | --- |\n| [docs] | x |\n\n[docs]: https://example.org",
        "> see [docs]\n\n[docs]: https://example.org",
        "[//]: # (nobody reads this)",
        "[comment]: <> (nor this)",
        "\\[Budget]: 4200",
        "`[Budget]: 4200`",
    ],
)
def test_definitions_that_are_used_and_comments_are_left_alone(text: str) -> None:
    assert told(text, "P130") == []


CODE = {
    "```\nx\n\n## Notes\n\nmore": [1],
    "```sh\nx\n\n### B\n\n- [ ] two ~1w": [1],
    "~~~\nx\n- [ ] two ~1w": [1],
    "````\nx\n```\n\n## Notes\n": [1],
    "```\nx\n\n# Notes\n\nmore": [1],
    "```\nx\n\n## Notes\n\n```sh\ny\n```\n": [1],
}


@pytest.mark.parametrize(("text", "lines"), CODE.items())
def test_code_that_takes_in_what_follows(text: str, lines: list[int]) -> None:
    assert told(text, "P131") == lines


@pytest.mark.parametrize(
    "text",
    [
        "```\nx\n```\n\n## Notes\n",
        "```\nx\n  ```  \n",
        "```markdown\n## Notes\n\n- [ ] x ~1w\n```\n",
        "````markdown\n## Notes\n\n```sh\nx\n```\n````\n",
        "```sh\n# install it\nx",
        "```\nx",
        "- [ ] two ~1w\n\n  ```\n  ## x\n  ```\n",
    ],
)
def test_other_code_is_left_alone(text: str) -> None:
    assert told(text, "P131") == []


@pytest.mark.parametrize("text", [*LOST, *CODE])
def test_a_fix_rids_the_plan_of_its_finding_and_brings_no_error(text: str) -> None:
    made = compiled(text)
    for one in made.diagnostics:
        if one.code not in ("P130", "P131") or one.fix is None:
            continue
        after = compile_text("a.plan.md", with_edits(made.source, one.fix.edits).text, date(2026, 11, 1))
        assert not after.has_errors
        count = sum(other.code == one.code for other in made.diagnostics)
        assert sum(other.code == one.code for other in after.diagnostics) < count
