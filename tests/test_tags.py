"""A tag is a row: everything that knows tags knows each one of the table, and one that is added to it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from changed_package import add_line, copied, told_by
from plainplan.compile import Compilation, compile_text
from plainplan.fmt import formatted
from plainplan.following.changes import difference
from plainplan.model import Barrier, Thing
from plainplan.render.json import plan_data
from plainplan.source import source_bytes
from plainplan.syntax.tags import BY_SIGN, TAGS, Reading, TagKind, read_tag

TODAY = date(2026, 11, 1)
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "plan.schema.json").read_text("utf-8"))
KINDS = pytest.mark.parametrize("kind", TAGS, ids=lambda kind: kind.key)

ON_BARRIERS = {"estimate": "delay"}
"""Fields of a barrier that are called otherwise than those of a thing."""


def sample(kind: TagKind) -> str:
    """The first tag that the reference shows of a kind."""
    written = kind.pattern.split("` `")[0].strip("`")
    return written.replace("DATE", "2026-10-15").replace("DAY", "2026-12-05")


def plan(on_step: str = "", on_barrier: str = "") -> Compilation:
    text = (
        "---\nstart: 2026-09-01\n---\n\n# T\n\n## Primary objective\n\n### Own a shop ~9m\n\n- [ ] Ask ~1w ^teas\n"
        f"- [ ] Rent a place {on_step}\n  - Barrier: no money {on_barrier}\n    - Solution: borrow\n- [ ] Open ^apply\n"
    )
    return compile_text("t.plan.md", text, TODAY)


def fixes(compilation: Compilation) -> list[tuple[str, str]]:
    """Codes of the findings that know what was meant, and what that is."""
    found = [one for one in compilation.diagnostics if one.fix and one.rule.code in ("P103", "P104")]
    return [(one.rule.code, one.fix.edits[0].text) for one in found if one.fix]


@KINDS
def test_its_row_is_whole(kind: TagKind) -> None:
    reading = read_tag(sample(kind))
    assert isinstance(reading, Reading)
    assert reading.kind is kind
    assert reading.value is not None
    assert kind.sign == f"{kind.key}:" or len(kind.sign) == 1
    assert kind.meaning.endswith(".")
    assert any(isinstance(one := read_tag(word), Reading) and one.kind is kind for word in kind.example.split())
    assert kind.field in ("", *Thing._fields)
    if kind.on_barriers and kind.field:
        assert ON_BARRIERS.get(kind.field, kind.field) in Barrier._fields


def test_no_two_rows_share_what_is_one_kinds_own() -> None:
    elsewhere = [one.elsewhere for one in TAGS]
    words = [word for one in elsewhere for word in (*one.keys, *one.apart, *one.emoji, *filter(None, [one.org]))]
    for once in ([one.key for one in TAGS], [one.sign for one in TAGS], [one.place for one in TAGS], words):
        assert len(set(once)) == len(once)
    assert not {f"{word}:" for word in words} & set(BY_SIGN)


def test_the_layout_puts_all_in_their_places() -> None:
    written = [sample(kind) for kind in TAGS if kind.key not in ("risk", "on", "since")]
    compilation = plan(" ".join(written))
    found = formatted(compilation, source_bytes(compilation.source), TODAY)
    ordered = sorted(written, key=lambda tag: _kind(tag).place)
    assert found.trouble == ""
    assert ordered != written
    assert f"Rent a place {' '.join(ordered)}\n" in found.source.text


def _kind(tag: str) -> TagKind:
    reading = read_tag(tag)
    assert isinstance(reading, Reading)
    return reading.kind


@KINDS
def test_what_others_write_is_known(kind: TagKind) -> None:
    tag, there = sample(kind), kind.elsewhere
    value = tag.removeprefix(kind.sign)
    for key in (*there.keys, *there.apart):
        assert fixes(plan(f"{key}:{value}")) == [("P104", tag)], key
    for key in (*there.apart, *([kind.key] if kind.dated else [])):
        assert fixes(plan(f"@{key}({value})")) == [("P103", tag)], key
        assert fixes(plan(f"{key}: {value}")) == [("P103", tag)], key
    if there.org:
        assert fixes(plan(f"{there.org}: <{value}>")) == [("P103", tag)]
    for sign in there.emoji:
        assert fixes(plan(f"{sign} {value}")) == [("P103", tag)], sign


@KINDS
def test_a_change_of_it_is_told(kind: TagKind) -> None:
    if kind.aspect == "title":
        return  # a name is no change: what waits for it waits for the same thing
    if kind.field:
        told = difference(plan(), plan(sample(kind))).changes
        assert [(one.of, one.aspect) for one in told if one.of != "time"] == [("step", kind.aspect or kind.field)]
    if kind.on_barriers:
        told = difference(plan(), plan(on_barrier=sample(kind))).changes
        assert [(one.of, one.aspect) for one in told] == [("barrier", kind.aspect or kind.field or kind.key)]


@KINDS
def test_the_json_has_it_and_the_schema_knows_it(kind: TagKind) -> None:
    data = [plan_data(one) for one in (plan(), plan(sample(kind)), plan(on_barrier=sample(kind)))]
    for one in data:
        jsonschema.validate(one, SCHEMA)
    without, on_step = ({**one["goals"][0]["steps"][1], "column": 0} for one in data[:2])
    if kind.field:
        key = kind.json or kind.field
        assert key in SCHEMA["$defs"]["thing"]["properties"]
        assert without[key] != on_step[key]


@KINDS
def test_on_a_barrier_it_does_something_or_is_told(kind: TagKind) -> None:
    idle = [one for one in plan(on_barrier=sample(kind)).diagnostics if one.rule.code == "P223"]
    assert bool(idle) is not kind.on_barriers


# Added

ROW = """\
    TagKind(
        "where", "where:", "`where:home`", "Where it is done.", "Write the letter where:home", read_handle, 125,
        "where", elsewhere=Elsewhere(("location",), ("place",)),
    ),
"""

WALK = """
import json, sys
from datetime import date
sys.path.insert(0, "scripts")
from generate_docs import pages
from plainplan.compile import compile_text
from plainplan.following.changes import difference
from plainplan.fmt import formatted
from plainplan.render import Options
from plainplan.render.json import render_json
from plainplan.following.wording import change_text

def plan(tags):
    text = f"# T\\n\\n## Goals\\n\\n### Own a shop ~9m\\n\\n- [ ] Rent a place {tags} ~1w\\n"
    text += "  - Barrier: rain where:home\\n"
    return compile_text("t.plan.md", text, date(2026, 11, 1))

one = plan("@sam where:home")
laid = formatted(one, one.source.text.encode(), date(2026, 11, 1))
print(json.dumps({
    "trouble": laid.trouble,
    "laid": laid.source.text,
    "near": {tag: [found.fix.edits[0].text for found in plan(tag).diagnostics if found.fix and found.rule.code in
                   ("P103", "P104")] for tag in ("location:home", "@place(home)", "wher:home")},
    "again": [found.rule.code for found in plan("where:home where:work").diagnostics],
    "findings": [found.message for found in one.diagnostics if "where" in found.message],
    "changes": [change_text(change) for change in difference(plan("@sam"), one).changes],
    "json": json.loads(render_json(one, Options()))["goals"][0]["steps"][0]["where"],
    "reference": dict(pages())["reference/tags.md"],
}))
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What comes of a row in the table of tags and a field in the model, without a line elsewhere."""
    package = copied(tmp_path_factory.mktemp("tag"))
    add_line(package / "syntax" / "tags.py", ')  # fmt: skip\n"""Every kind of tag', ROW.rstrip())
    add_line(package / "model.py", "    steps: tuple[int, ...] = ()\n    goals:", "    where: str | None = None")
    return told_by(package, WALK)


def test_an_added_tag_is_laid_out(walked: Any) -> None:
    assert walked["trouble"] == ""
    assert "- [ ] Rent a place ~1w where:home @sam\n" in walked["laid"]


def test_an_added_tag_has_near_misses(walked: Any) -> None:
    assert walked["near"] == {tag: ["where:home"] for tag in ("location:home", "@place(home)", "wher:home")}
    assert "P105" in walked["again"]
    assert walked["findings"] == ["`where:home` does nothing on the barrier “rain”"]


def test_an_added_tag_is_in_what_changed_and_in_the_json(walked: Any) -> None:
    assert walked["changes"] == ["*Rent a place* where nothing → home"]
    assert walked["json"] == "home"


def test_an_added_tag_is_in_the_reference(walked: Any) -> None:
    assert "| `where:home` | Where it is done. | `Write the letter where:home` |" in walked["reference"]
