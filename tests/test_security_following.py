"""Hostile text in what is told about a plan over time: differences, histories, notes for the partner."""

from __future__ import annotations

import email
import json
import re
import subprocess
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

import needs
from hostile import HOST, PAYLOADS, plan_with
from page_lint import lint
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.following.changes import difference
from plainplan.following.history import Version, calibration, scores, snapshots
from plainplan.following.review import note_of
from plainplan.render.html import render_record
from plainplan.report.difference import difference_data, difference_record
from plainplan.report.history import history_data, history_record
from plainplan.report.note import note_lines, note_mail, note_record
from plainplan.safe_text import json_text
from test_security_outputs import AS_OF, COLOURS, STEERING, STEERS, TODAY

QUIET = plan_with("quiet words")
ADDRESS = "sam@example.org"

payloads = pytest.mark.parametrize("name", PAYLOADS)


def compiled(text: str) -> Compilation:
    return compile_text("hostile.plan.md", text, TODAY)


def assert_harmless(page: str) -> None:
    wrong, style = lint(page)
    assert wrong == []
    assert HOST not in style
    assert "@import" not in style


@payloads
def test_a_difference_shows_words_only(name: str) -> None:
    found = difference(compiled(QUIET), compiled(plan_with(PAYLOADS[name])))
    names = (PAYLOADS[name], "working file")
    assert_harmless(render_record(difference_record(found, names)))
    text = json_text(difference_data(found, names))
    assert not STEERS.search(text)
    assert json.loads(text)


@payloads
def test_a_history_shows_words_only(name: str) -> None:
    """The payload in the plan, in a commit's words and in its name."""
    payload = PAYLOADS[name]
    versions = [
        Version("1" * 40, TODAY, payload, QUIET.encode()),
        Version("", TODAY, payload, plan_with(payload).encode()),
    ]
    found = snapshots("hostile.plan.md", versions)
    marks = scores(calibration(found).known)
    assert_harmless(render_record(history_record(found, marks, calibration(found).left_out)))
    assert not STEERS.search(json_text(history_data(found, calibration(found), marks)))


@payloads
def test_a_note_for_the_partner_is_words_only(name: str) -> None:
    plan = compiled(plan_with(PAYLOADS[name]))
    note = note_of(plan)._replace(ask=PAYLOADS[name])
    page = render_record(note_record(plan, note))
    assert_harmless(page)
    assert not STEERS.search("\n".join(note_lines(plan, note)).replace("\n", ""))
    mail = email.message_from_bytes(note_mail(plan, note, page, ADDRESS), policy=default)
    assert isinstance(mail, EmailMessage)
    assert set(mail.keys()) == {"Subject", "To", "X-Unsent", "MIME-Version", "Content-Type"}
    assert [one.addr_spec for one in mail["To"].addresses] == [ADDRESS]
    parts = [part.get_content_type() for part in mail.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("name", STEERING)
def test_nothing_of_git_steers_a_terminal(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.programs("git")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.chdir(tmp_path)
    plan = Path("plan.md")
    git(tmp_path, "init", "-q")
    plan.write_text(QUIET, "utf-8")
    git(tmp_path, "add", "plan.md")
    git(tmp_path, "commit", "-qm", f"\x1b[2J{PAYLOADS[name]}\u202e\x07")
    plan.write_text(plan_with(PAYLOADS[name]), "utf-8")
    for words in (["diff"], ["history"], ["history", "first"], ["review", "--no-questions"]):
        assert run([*words, *AS_OF, "--color", "always"]) == 0
        out, err = capsys.readouterr()
        assert out
        assert not STEERS.search(COLOURS.sub("", out + err)), words
    assert re.search(r"\w", out)
