"""The page: whole, safe, with no request to anywhere, and nothing written in a plan lost."""

from __future__ import annotations

import base64
import itertools
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from compiling import compiled
from plainplan.compile import compile_text
from plainplan.errors import TemplateTrouble
from plainplan.prose import Image, Link, Quote, Text
from plainplan.render import Options, render
from plainplan.render.html import render_html
from plainplan.render.markup import LARGEST_IMAGE, inline_html, prose_html, safe_url
from plainplan.render.pictures import Pictures
from plainplan.source import Span

NURSE = Path(__file__).parent.parent / "example-plans" / "nurse.plan.md"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def page(text: str, options: Options | None = None) -> str:
    return re.sub(r"(?s)<style>.*?</style>", "", render_html(compiled(text), options))


def test_the_nurse_is_small_and_asks_for_nothing() -> None:
    made = render_html(compiled(NURSE.read_text()))
    assert len(made.encode()) < 300 * 1024
    assert "<script" not in made
    assert "default-src 'none'" in made
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', made)
    assert not re.findall(r"url\((?!data:|#)", made)


def test_the_same_plan_gives_the_same_page() -> None:
    assert render_html(compiled(NURSE.read_text())) == render_html(compiled(NURSE.read_text()))


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/b?c=d#e",
        "HTTP://a.example",
        "mailto:a@b.example",
        "notes/a.md",
        "#now",
        "../a b.md".replace(" ", "%20"),
    ],
)
def test_addresses_that_may_be_followed(address: str) -> None:
    assert safe_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "\x01javascript:x", "vbscript:x",
        "data:text/html,x", "file:///etc/passwd", "//evil.example", "\\\\host\\share", "/\\evil.example", "ms-msdt:x",
        "blob:x", "about:blank", "java&#115;cript:x", "javascript&colon;x", "a\u202eb", "", " ",
    ],
)  # fmt: skip
def test_addresses_that_may_not(address: str) -> None:
    assert safe_url(address) is None
    made = inline_html((Link(address, "", (Text("word"),)),))
    assert "<a" not in made
    assert "word" in made


def test_no_address_holds_a_character_that_is_not_seen() -> None:
    hidden = [(0x00, 0x20), (0x7F, 0x9F), (0xAD, 0xAD), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x2069)]
    for first, last in (*hidden, (0xFEFF, 0xFEFF), (0x5C, 0x5C)):
        assert [point for point in range(first, last + 1) if safe_url(f"a{chr(point)}b")] == []


HOSTILE = """# <script>alert(1)</script> {{ 7 * 7 }} {% raw %}

## Goals

### "><img src=x onerror=alert(1)> ' & ^g

- [ ] ]]> {{ plan }} {{ "a".upper() }} ~2w #lab @sam
  - Barrier: </style><script>x</script> ~1w
"""


def test_words_of_a_plan_are_never_markup_or_templates() -> None:
    made = page(HOSTILE)
    assert "<script" not in made
    assert "<img" not in made
    assert "49" not in re.sub(r"\d{3,}", "", made)
    shown = unescape(re.sub(r"<[^>]+>", "", made))
    assert "<script>alert(1)</script> {{ 7 * 7 }} {% raw %}" in shown
    assert "{{ “a”.upper() }}" in shown


def test_no_word_is_lost() -> None:
    text = (
        "# Alpha\n\nBeta *gamma* `delta`.\n\n## Epsilon\n\n> zeta\n\n1. eta\n   - theta\n\n| iota | kappa |\n|--|--|\n"
        "| lambda | mu |\n\n## My goals\n\nnu\n\n### Xi ~3w\n\nomicron\n\n- [ ] pi ~1w\n\n  rho\n\n  - sigma\n"
        "  - Barrier: tau ~1w\n    - Solution: upsilon\n\nphi\n\n#### Chi\n\n- [ ] psi ~1d\n\n"
        "## Self-assessment\n\n- Values: omega\n\n"
        "aleph\n\n## Someday\n\n- beth\n\n## Check-ins\n\n- 2026-10-30 @gimel: daleth\n\n## He\n\n```waw\nzayin\n```\n"
    )
    shown = unescape(re.sub(r"<[^>]+>", " ", page(text)))
    written = set(re.findall(r"[a-z]{2,}", text.lower())) - {"barrier", "solution"}
    assert written <= set(re.findall(r"[a-z]{2,}", shown.lower()))


def test_headings_never_skip_a_level() -> None:
    made = page(
        "# A\n\n## Notes\n\n#### deep\n\n###### deeper\n\n## Goals\n\n### G\n\n- [ ] x ~1d\n\n#### H\n\n- [ ] y ~1d\n"
    )
    levels = [int(level) for level in re.findall(r"<h([1-6])", made)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_local_pictures_are_inlined_and_others_are_links() -> None:
    def load(address: str) -> bytes | None:
        return {"a.png": PNG, "big.png": PNG + b"\0" * LARGEST_IMAGE, "x.svg": b"<svg onload='x'/>"}.get(address)

    def shown(address: str) -> str:
        pictures = Pictures(load)
        [made] = pictures.inlined([inline_html((Image(address, "", "a picture", Span(0, 0)),), pictures.show)])
        return made

    assert shown("a.png").startswith('<img src="data:image/png;base64,')
    for address in ("big.png", "x.svg", "missing.png"):
        assert shown(address) == f'<a class="img" href="{address}">a picture</a>'
    assert "<img" not in shown("https://a.example/b.png")
    assert "href" in shown("https://a.example/b.png")
    assert shown("javascript:x") == "a picture"


def test_deep_prose_needs_no_recursion() -> None:
    block = Quote(())
    for _ in range(5000):
        block = Quote((block,))
    assert prose_html((block,)).count("<blockquote>") == 5001


def test_a_folder_of_templates_lies_over_the_look(tmp_path: Path) -> None:
    (tmp_path / "extra.css").write_text(":root{--accent:#123456}")
    (tmp_path / "findings.html").write_text("<p>mine: {{ plan.title }}</p>")
    made = render_html(compiled("# Own <b>look</b>\n"), Options(template=str(tmp_path)))
    assert "--accent:#123456" in made
    assert "<p>mine: Own &lt;b&gt;look&lt;/b&gt;</p>" in made


def test_the_look_that_the_document_shows_works(tmp_path: Path) -> None:
    document = (NURSE.parent.parent / "docs" / "templates.md").read_text("utf-8")
    [style] = re.findall(r"^```css extra\.css\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    (tmp_path / "extra.css").write_text(style, "utf-8")
    made = render_html(compiled(NURSE.read_text("utf-8")), Options(template=str(tmp_path)))
    assert "--accent: #8a1c4a" in made
    assert 'content: url("data:image/svg+xml' in made
    for name in re.findall(r"`([a-z-]+\.(?:html|css))`", document):
        looks = NURSE.parent.parent / "templates"
        assert any((looks / look / name).is_file() for look in ("default", "sheet")), name


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ nothing_like_it }}", "nothing_like_it"),
        ("{% if %}", "findings.html:1"),
        ("{{ ''.__class__.__mro__ }}", "does not work"),
        ("{{ plan.title.__init__.__globals__ }}", "does not work"),
        ("{% include '../../pyproject.toml' %}", "no template"),
        ("{% include 'link.html' %}", "no template"),
    ],
)
def test_a_template_that_does_not_work_is_told(tmp_path: Path, template: str, says: str) -> None:
    look = tmp_path / "look"
    look.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (look / "link.html").symlink_to(tmp_path / "secret.html")
    (look / "findings.html").write_text(template)
    with pytest.raises(TemplateTrouble, match=re.escape(says)):
        render_html(compiled("# A\n"), Options(template=str(look)))


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("<p>\n{{ nothing_like_it }}</p>", 2, "'nothing_like_it' is undefined"),
        ("{{ plan.nothing_like_it }}", 1, "nothing_like_it"),
        ("\n\n{{ t['nothing like it'] }}", 3, "nothing like it"),
        ("{% set a = 1 %}\n{{ a / 0 }}", 2, "ZeroDivisionError"),
        ("\n{{ 'a' + 1 }}", 2, "TypeError"),
        ("\n{{ inline(3) }}", 2, "TypeError"),
        ("\n{{ 'a'.index('b') }}", 2, "ValueError"),
        ("\n{{ [].pop() }}", 2, ""),
        ("\n\n{{ prose(3) }}", 3, ""),
        ("\n{% for one in 3 %}{% endfor %}", 2, "not iterable"),
        ("\n{% macro m() %}\n{{ nothing }}{% endmacro %}\n{{ m() }}", 3, "'nothing' is undefined"),
        ("\n{% macro m() %}\n{{ m() }}{% endmacro %}\n{{ m() }}", 3, "RecursionError"),
        ("\n{% include 'not-there.html' %}", 2, "has no template `not-there.html`"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("\n\n{% if %}", 3, ""),
        ("\n{% for x in y %}", 2, "endfor"),
        ("\n{{ 1 | no_such_filter }}", 2, "no_such_filter"),
        ("\n{{ 'open }}", 2, ""),
    ],
)
def test_what_a_template_does_wrong_is_told_with_its_file_and_line(
    tmp_path: Path, template: str, line: int, says: str
) -> None:
    look = tmp_path / "look"
    look.mkdir()
    file = look / "findings.html"
    file.write_text(template, "utf-8")
    for _ in range(2):  # the second time it is compiled already
        with pytest.raises(TemplateTrouble) as raised:
            render_html(compiled("# A\n"), Options(template=str(look)))
        assert str(raised.value).startswith(f"{file}:{line}: ")
        assert says in str(raised.value)


def test_styles_are_templates_too(tmp_path: Path) -> None:
    (tmp_path / "extra.css").write_text("p {}\n{{ nothing }}\n", "utf-8")
    with pytest.raises(TemplateTrouble, match=r"extra\.css:2: "):
        render_html(compiled("# A\n"), Options(template=str(tmp_path)))


def test_a_template_that_is_no_text_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "findings.html"
    file.write_bytes(b"<p>\n\xe4</p>")
    with pytest.raises(TemplateTrouble) as raised:
        render_html(compiled("# A\n"), Options(template=str(tmp_path)))
    assert str(raised.value) == f"{file}:2: is no UTF-8 text"


def test_a_mistake_of_ours_is_no_trouble_with_a_template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def wrong(*given: object, **named: object) -> str:
        raise LookupError("ours")

    monkeypatch.setattr("plainplan.render.html.inline_html", wrong)
    with pytest.raises(LookupError):
        render_html(compiled(NURSE.read_text("utf-8")))


def test_an_unknown_look_names_those_there_are() -> None:
    with pytest.raises(TemplateTrouble, match="`default`"):
        render_html(compiled("# A\n"), Options(template="no-such-look"))


def test_other_scripts_bring_their_part_of_the_fonts() -> None:
    assert "Plainplan Sans Greek" not in re.findall(r'font-family:"([^"]+)"', render_html(compiled("# A\n")))
    assert "Plainplan Sans Greek" in re.findall(r'font-family:"([^"]+)"', render_html(compiled("# Σχέδιο\n")))


def test_a_german_plan_speaks_german() -> None:
    made = page(NURSE.read_text().replace("pace:", "lang: de\npace:"))
    assert '<html lang="de"' in made
    assert "Der Weg" in made
    assert "34 Tage überfällig" in made
    assert "overdue" not in made.split('id="findings"')[0]


class Attributes(HTMLParser):
    """The attributes of a tag, as a browser reads them."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = dict(attrs)


@pytest.mark.parametrize(
    "alt", ['x" onload="alert(1)', "x' onload='alert(1)", 'x"><script>alert(1)</script>', "x onload=1"]
)
def test_the_words_of_an_inlined_picture_stay_words(alt: str) -> None:
    compilation = compile_text("p.plan.md", f"# P\n\n## Notes\n\n![{alt}](road.png)\n", date(2026, 11, 1))
    page = render(compilation, "html", Options(load_image=lambda _: b"\x89PNG\r\n\x1a\n")).decode()
    [picture] = re.findall(r"<img [^>]*>", page)
    reader = Attributes()
    reader.feed(picture)
    assert reader.found["alt"] == alt
    assert reader.found.keys() <= {"src", "alt", "width", "height", "loading"}


def test_a_long_plan_that_is_given_up_has_a_page() -> None:
    steps = "".join(f"- [-] Step {number} ~1d\n" for number in range(70))
    page = render_html(compile_text("p.plan.md", f"# P\n\n## Goals\n\n### G\n\n{steps}", date(2026, 11, 1)), Options())
    assert "Step 69" in page
