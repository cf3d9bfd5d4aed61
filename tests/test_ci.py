"""The action and the hooks: that they run what they say, and that the documents show them as they are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
SHOWN = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]
GOOD = "# Plan\n\n## Goals\n\n### Goal ~6m\n\n- [ ] Step ~2w\n"
BAD = GOOD.replace("~2w", "~2w after:nothing")


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's last step as a runner would, with the program that is installed here."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: str(one["default"]) for name, one in ACTION["inputs"].items()} | inputs
    values = {key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], text)
              for key, text in step["env"].items()}  # fmt: skip
    program = folder / "temp" / "plainplan" / "bin" / "plan"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plainplan "$@"\n')
    program.chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, env={**os.environ, **values, "RUNNER_TEMP": str(folder / "temp")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(
    ("text", "inputs", "status"),
    [
        (GOOD, {}, 0),
        (BAD, {}, 1),
        (GOOD.replace("Step ~2w", "Step (2 weeks)"), {}, 0),
        (GOOD.replace("Step ~2w", "Step (2 weeks)"), {"strict": "true"}, 1),
        (GOOD, {"fmt": "true"}, 0),
        (GOOD.replace("Step ~2w", "~2w Step"), {"fmt": "true"}, 1),
        (GOOD, {"fail-if": "finish > 2026-12-31\n\nfinish > 2099-12-31", "as-of": "2026-11-01"}, 1),
        (GOOD, {"paths": "plans\nno such place"}, 2),
        (GOOD, {"paths": "plans; touch oh-no", "fail-if": "$(touch oh-no)"}, 2),
    ],
)
def test_the_action_fails_when_it_should(tmp_path: Path, text: str, inputs: dict[str, str], status: int) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a b.plan.md").write_text(text, "utf-8")
    done = run_action(tmp_path, **{"paths": "plans", **inputs})
    assert done.returncode == status, done.stdout + done.stderr
    assert not (tmp_path / "oh-no").exists()
    if text is BAD:
        assert "::error file=plans/a b.plan.md,line=7," in done.stdout


def test_inputs_never_stand_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_the_page_shows_every_input() -> None:
    workflow = SHOWN[0]
    [used] = [step for step in workflow["jobs"]["plans"]["steps"] if step["uses"].startswith("OWNER/plainplan@")]
    assert set(used["with"]) <= set(ACTION["inputs"])
    assert re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE) == list(ACTION["inputs"])


def test_the_page_shows_every_hook() -> None:
    hooks = SHOWN[1]["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == [hook["id"] for hook in HOOKS]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_run_and_choose_plans_only(hook: dict[str, Any], tmp_path: Path) -> None:
    chosen = re.compile(hook["files"])
    assert [name for name in ("plan.md", "a/plan.md", "a/b c.plan.md") if not chosen.search(name)] == []
    assert [name for name in ("README.md", "floorplan.md", "plan.md.txt", "plan/notes.md") if chosen.search(name)] == []
    path = tmp_path / "plan.md"
    path.write_text(GOOD, "utf-8")
    program, *arguments = hook["entry"].split()
    assert program == "plan"
    command = [sys.executable, "-m", "plainplan", *arguments, str(path)]
    assert subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 0
