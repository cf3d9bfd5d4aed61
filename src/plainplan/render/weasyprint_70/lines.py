"""Patches for lines of text in WeasyPrint: each line is shaped once, and glyphs are drawn from a cache."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

from plainplan.render.weasyprint_70.patch import Patch
from plainplan.tuples import NamedTuple


def patches() -> Iterator[Patch]:
    from weasyprint.text.ffi import pango

    yield from _set_text_once()
    yield from _place_written_lines()
    if pango.pango_version() >= _TRUE_SIZES:
        yield from _draw_quickly()


_TRUE_SIZES = 14802
"""Before this version of Pango, fonts did not tell their size."""


# Pango sets a line of text three times: to find its end, to measure it, and to draw it


_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _set_text_once() -> Iterator[Patch]:
    """A line stays as it was measured until it is drawn; one that ends where it is written is set without a search
    for its end."""
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    find_end, set_again = inline.split_first_line, Layout.reactivate

    def split_first_line(text: str, style: Any, *more: Any, **named: Any) -> Any:
        line, newline, _ = text.partition("\n")
        if line and newline and not _BREAK.search(line):
            layout, length, ends_before, *measures = find_end(line, style, *more, **named)
            if ends_before is None:
                return layout, length, len(line.encode()) + 1, *measures
        return find_end(text, style, *more, **named)

    def reactivate(layout: Any, style: Any) -> None:
        if layout.style is not style or layout.justification_spacing:
            set_again(layout, style)

    yield Patch(inline, "split_first_line", split_first_line)
    yield Patch(Layout, "deactivate", lambda layout: None)
    yield Patch(Layout, "reactivate", reactivate)


# Most lines have one piece of text, and end where it says so: what places any line of boxes has nothing to do there


def _place_written_lines() -> Iterator[Patch]:
    from weasyprint.layout import inline

    place_boxes = inline.get_next_linebox

    def get_next_linebox(
        context: Any, linebox: Any, y: float, bottom: Any, skip: Any, around: Any, *others: Any
    ) -> Any:
        *_, first_letter_style, first_line_style = others
        plain = not (context.excluded_shapes or first_letter_style or first_line_style)
        if plain and (written := _written_line(context, linebox, y, skip, around)):
            return written
        return place_boxes(context, linebox, y, bottom, skip, around, *others)

    yield Patch(inline, "get_next_linebox", get_next_linebox)


def _written_line(context: Any, linebox: Any, y: float, skip: Any, around: Any) -> Any:
    """The line that begins there and where the next one does, None if it does not end where it is written."""
    from weasyprint.formatting_structure.boxes import TextBox
    from weasyprint.layout.inline import resolve_percentages, split_text_box

    place, within = next(iter(skip.items())) if skip else (0, None)
    begin = next(iter(within)) if within else 0
    box: Any = linebox.children[place] if place < len(linebox.children) else None
    if type(box) is not TextBox or not (_is_written(linebox.style) and _is_written(box.style)):
        return None
    if b"\n" not in box.text.encode()[begin + 1 :]:
        return None
    linebox.position_x, linebox.position_y = around.content_box_x() + linebox.margin_left, y
    box.position_x, box.position_y = linebox.position_x + linebox.text_indent, y
    resolve_percentages(box, around)
    text, end, ends = split_text_box(context, box, None, begin)
    return (_line(linebox, text, bool(skip)), {place: {end: None}}) if text and ends else None


def _is_written(style: Any) -> bool:
    """Whether lines end where they are written, and begin on the left."""
    kept = style.__dict__
    if "plainplan_written" not in kept:
        kept["plainplan_written"] = (
            style["white_space"] == "pre"
            and style["direction"] == "ltr"
            and style["text_align_all"] in ("start", "left")
            and style["text_align_last"] in ("auto", "start", "left")
            and style["vertical_align"] == "baseline"
        )
    written: bool = kept["plainplan_written"]
    return written


def _line(linebox: Any, text: Any, continued: bool) -> Any:
    """A line of that text: as high as its own letters and the text's, which stand on the same baseline."""
    from weasyprint.layout.inline import _adjust_line_height

    line = linebox.copy_with_children([text])
    line.remove_decoration(start=continued, end=True)
    line.width = text.position_x + text.margin_width() - line.content_box_x()
    _adjust_line_height(line)
    linebox.width, linebox.height = line.width, line.height
    top, bottom = -line.baseline, -line.baseline + line.margin_height()
    highest, lowest = min(top, -text.baseline), max(bottom, -text.baseline + text.margin_height())
    line.baseline, line.height = -highest, lowest - highest
    line.margin_top = line.margin_bottom = 0
    text.position_y = -text.baseline + (line.position_y - highest)
    return line


# Drawing a line goes through its glyphs one by one, most of which have been drawn before


class _Run(NamedTuple):
    """Glyphs of one font in a line, by their numbers, and how far it is from each to the next."""

    item: Any
    font: Any
    size: float
    glyphs: tuple[int, ...]
    widths: tuple[int, ...]


def _draw_quickly() -> Iterator[Patch]:
    from weasyprint.draw import text

    draw_glyphs = text.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        whole = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
        runs = _plain_runs(stream, textbox.pango_layout) if whole else None
        if runs is None:
            return draw_glyphs(stream, textbox, text_overflow, block_ellipsis, matrix)
        _draw(stream, runs, textbox.pango_layout.text, matrix)
        return []

    yield Patch(text, "draw_first_line", draw_first_line)


def _plain_runs(stream: Any, layout: Any) -> list[_Run] | None:
    """The runs of a line, None if one has more to it than a glyph after the other, or a letter without a glyph."""
    from weasyprint.text.ffi import ffi, pango

    runs = []
    fonts = stream.__dict__.setdefault("plainplan_fonts", {})
    next_run = layout.get_first_line()[0].runs[0]
    while next_run != ffi.NULL:
        item, next_run = next_run.data, next_run.next
        address = item.item.analysis.font
        if address not in fonts:
            fonts[address] = *stream.add_font(address), layout  # which keeps it, lest another one gets its address
        font, size, _ = fonts[address]
        glyphs, widths, across, up, _ = _numbers(ffi, item.glyphs)
        special = any(across) or any(up) or max(glyphs) > pango.PANGO_GLYPH_EMPTY
        if special or font.bitmap or font.svg or font.png or font.colr:
            return None
        runs.append(_Run(item, font, size, glyphs, widths))
    return runs


def _numbers(ffi: Any, string: Any) -> Iterator[tuple[int, ...]]:
    """What Pango says of each glyph: its number, its width, its offsets across and up, and what nobody asks for."""
    count = 5 * string.num_glyphs
    numbers = struct.unpack(f"{count}i", ffi.buffer(string.glyphs, 4 * count))
    return (numbers[place::5] for place in range(5))


def _draw(stream: Any, runs: list[_Run], text: str, matrix: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    shown = ""
    font = None
    for run in runs:
        if run.font is not font:
            if shown:
                stream.show_text(shown)
            shown, font = "", run.font
            stream.set_font_size(font.hash, run.size)
        shown += "<" + "".join(_pieces(run, text)) + ">"
    stream.show_text(shown.replace("<>", " "))  # two numbers in a row stay two


def _pieces(run: _Run, text: str) -> list[str]:
    """Each glyph as it stands in a PDF, with its distance to the next where that is not as usual."""
    known: dict[tuple[int, int], str] = run.font.__dict__.setdefault(f"plainplan_{run.size}", {})
    wanted = list(zip(run.glyphs, run.widths, strict=True))
    try:
        return [known[glyph] for glyph in wanted]
    except KeyError:
        for place, glyph in enumerate(wanted):
            if glyph not in known:
                known[glyph] = _piece(run, place, text)
        return [known[glyph] for glyph in wanted]


def _piece(run: _Run, place: int, text: str) -> str:
    from weasyprint.text.ffi import FROM_UNITS, pango

    glyph, font = run.glyphs[place], run.font
    width = run.widths[place] * FROM_UNITS / run.size * 1000
    if glyph == pango.PANGO_GLYPH_EMPTY:
        return f">{-round(width)}<"
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _letters(run.item, place, text)
    if glyph not in font.widths:
        font.widths[glyph] = _usual_width(run, glyph)
    closer = int(font.widths[glyph] - width)
    return f"{glyph:04x}>{closer}<" if closer else f"{glyph:04x}"


def _letters(item: Any, place: int, text: str) -> str:
    """What the reader of a PDF copies for a glyph: the part of the text that it stands for."""
    clusters, last = item.glyphs.log_clusters, item.glyphs.num_glyphs - 1
    backwards = item.item.analysis.level % 2
    after = place - 1 if backwards else place + 1
    end = clusters[after] if 0 <= after <= last else item.item.length
    start = item.item.offset
    return text.encode()[start + clusters[place] : start + end].decode()


def _usual_width(run: _Run, glyph: int) -> int:
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    extents = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(run.item.item.analysis.font, glyph, ffi.NULL, extents)
    width: int = round(extents.width * 1000 * FROM_UNITS / run.size)
    return width
