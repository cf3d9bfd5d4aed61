"""What other programs rely on: its page's examples run and print what they say, and it is loaded when it is used."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import plainplan

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
BLOCK = re.compile(r"```(?P<kind>python|text)\n(?P<body>.*?)```", re.DOTALL)


def test_the_examples_print_what_they_say(capsys: pytest.CaptureFixture[str], update: bool) -> None:
    names: dict[str, Any] = {}
    text, printed = PAGE.read_text("utf-8"), ""
    for block in list(BLOCK.finditer(text)):
        if block["kind"] == "python":
            exec(compile(block["body"], str(PAGE), "exec"), names)
            printed = capsys.readouterr().out
        elif update:
            text = text.replace(block[0], f"```text\n{printed}```")
        else:
            assert block["body"] == printed
    if update:
        PAGE.write_text(text, "utf-8")
    assert len(names) > 8


def test_each_name_has_its_line_on_the_page() -> None:
    told = set(re.findall(r"^\| `(\w+)", PAGE.read_text("utf-8"), re.MULTILINE))
    assert told == set(plainplan.__all__)


LOADS = """
import json, sys
import plainplan
before = sorted(name for name in sys.modules if name.startswith("plainplan"))
for name in sys.argv[1:]:
    exec(f"from plainplan import {name}")
from datetime import date
compiled = plainplan.compile_text("a.plan.md", "# A plan\\n\\n## Goals\\n\\n### Work ~1w\\n", date(2026, 11, 1))
made = [plainplan.render(compiled, "json") for _ in range(2)]
print(json.dumps([before, made[0] == made[1], type(plainplan.findings(compiled)).__name__, dir(plainplan)]))
"""


@pytest.mark.parametrize("names", [(), ("render", "findings"), ("Compilation",), ("Options", "render")])
def test_a_bare_import_loads_nothing_and_every_order_works(names: tuple[str, ...]) -> None:
    ran = subprocess.run([sys.executable, "-c", LOADS, *names], capture_output=True, text=True, check=True)
    before, same, kind, offered = json.loads(ran.stdout)
    assert before == ["plainplan"]
    assert same
    assert kind == "list"
    assert set(plainplan.__all__) <= set(offered)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = plainplan.nothing


def test_the_questions_on_the_page_are_asked_rightly() -> None:
    listed = re.search(r"Among its questions are (.*)\.", PAGE.read_text("utf-8"))
    assert listed
    facts = plainplan.facts_of(plainplan.compile_text("a.plan.md", "# A plan\n", date(2026, 11, 1)))
    assert [name for name in re.findall(r"`(\w+)`", listed[1]) if not hasattr(facts, name)] == []
