"""What WeasyPrint works out for each box and each page, kept with the style that most of them share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plainplan.render.weasyprint_70.patch import Patch, everywhere


def patches() -> Iterator[Patch]:
    """Boxes share their styles; much of what is worked out for a box is the same for all that have its style."""
    yield from _compute_plain_values()
    yield from _keep_flow()
    yield from _keep_lengths()
    yield from _keep_backgrounds()
    yield from _keep_line_heights()
    yield from _keep_layouts()
    yield from _style_pages_once()


# The value of a property, of which most are written nowhere


def _compute_plain_values() -> Iterator[Patch]:
    from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, PHYSICAL_FUNCTIONS, ComputedStyle

    compute = ComputedStyle.__missing__
    special = {"float", "position", "display", "page"} | {
        key for key in INITIAL_VALUES if key[:15] == "text_decoration"
    }
    plain = (set(INITIAL_VALUES) - special - set(INITIAL_NOT_COMPUTED) - set(PHYSICAL_FUNCTIONS)) | INHERITED - special

    def missing(style: Any, key: str) -> Any:
        if key not in plain or key in style.cascaded or style.parent_style is None:
            return compute(style, key)
        value = style[key] = style.parent_style[key] if key in INHERITED else INITIAL_VALUES[key]
        return value

    yield Patch(ComputedStyle, "__missing__", missing)


# Whether a box stands among the others, which is asked again and again


def _keep_flow() -> Iterator[Patch]:
    from weasyprint.formatting_structure.boxes import Box

    find_out = Box.is_in_normal_flow

    def is_in_normal_flow(box: Any) -> bool:
        kept = box.style.__dict__
        if "plainplan_flow" not in kept:
            kept["plainplan_flow"] = find_out(box)
        flows: bool = kept["plainplan_flow"]
        return flows

    yield Patch(Box, "is_in_normal_flow", is_in_normal_flow)


# How wide and high a box is, and what is around it, where no percentage makes it depend on the box outside


_LENGTHS = tuple(f"{what}_{side}" for what in ("margin", "padding") for side in ("top", "right", "bottom", "left"))
_LENGTHS += ("width", "min_width", "max_width", "height", "min_height", "max_height")
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")))


def _keep_lengths() -> Iterator[Patch]:
    from weasyprint.layout.percent import resolve_percentages

    def lengths(box: Any, containing_block: Any) -> None:
        kept = box.style.__dict__
        if kept.get("plainplan_used"):
            box.__dict__.update(kept["plainplan_used"])
            return
        resolve_percentages(box, containing_block)
        if "plainplan_used" not in kept:
            kept["plainplan_used"] = {name: getattr(box, name) for name in _USED} if _is_fixed(box.style) else {}

    yield from everywhere(resolve_percentages, lengths)


def _is_fixed(style: Any) -> bool:
    return style["border_collapse"] != "collapse" and all(
        length == "auto" or getattr(length, "unit", "") == "px" for length in map(style.__getitem__, _LENGTHS)
    )


# What is behind a box, mostly nothing


_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_BARE = {"background": None} | dict.fromkeys(_RADII, (0, 0))


def _keep_backgrounds() -> Iterator[Patch]:
    from weasyprint.layout.background import layout_box_backgrounds

    def backgrounds(page: Any, box: Any, images: Any, layout_children: bool = True, style: Any = None) -> None:
        kept = box.style.__dict__
        if style or not kept.get("plainplan_bare"):
            layout_box_backgrounds(page, box, images, layout_children, style)
            kept["plainplan_bare"] = box is not page and not style and _is_bare(box)
            return
        box.__dict__.update(_BARE)
        for child in box.all_children() if layout_children else ():
            backgrounds(page, child, images)

    yield from everywhere(layout_box_backgrounds, backgrounds)


def _is_bare(box: Any) -> bool:
    has = box.__dict__
    pictures = "border_image" in has or "mask_border_image" in has
    return not pictures and all(has.get(name) == value for name, value in _BARE.items())


# How high a line is, and how text is set in it


def _keep_line_heights() -> Iterator[Patch]:
    from weasyprint.text.line_break import strut

    def line_height(style: Any) -> Any:
        kept = style.__dict__
        if "plainplan_strut" not in kept:
            kept["plainplan_strut"] = strut(style)
        return kept["plainplan_strut"]

    yield from everywhere(strut, line_height)


_OF_A_LINE = ("style", "text", "max_width", "justification_spacing")
"""What a layout of text has that does not come from its style, and the style itself."""


def _keep_layouts() -> Iterator[Patch]:
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.line_break import Layout

    set_up = Layout.setup
    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")

    def setup(layout: Any, style: Any) -> None:
        kept = style.__dict__.get("plainplan_layout")
        if kept is None:
            set_up(layout, style)
            kept = {name: value for name, value in layout.__dict__.items() if name not in _OF_A_LINE}
            style.__dict__["plainplan_layout"] = kept
        layout.__dict__.update(kept)
        layout.style = style
        layout.layout = ffi.gc(pango.pango_layout_copy(kept["layout"]), gobject.g_object_unref)

    yield Patch(Layout, "setup", setup)


# Each page has styles of its own, which are those of the page before


def _style_pages_once() -> Iterator[Patch]:
    from weasyprint.layout.page import set_page_type_computed_styles

    def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
        kept = style_for.__dict__.setdefault("plainplan_pages", {})
        kind = page_type if _counts_pages(style_for) else page_type._replace(index=min(page_type.index, 1), groups=())
        computed = style_for.get_computed_styles()
        if kind in kept:
            computed.update({(page_type, part): style for part, style in kept[kind].items()})
            return
        set_page_type_computed_styles(page_type, html, style_for)
        kept[kind] = {part: style for (element, part), style in computed.items() if element == page_type}

    yield from everywhere(set_page_type_computed_styles, set_styles)


def _counts_pages(style_for: Any) -> bool:
    """Whether a style sheet speaks of pages by their number."""
    rules = (rule for sheet, *_ in style_for._sheets for rule in sheet.page_rules)
    return any(selector.index for _, selectors, _ in rules for *_, selector in selectors)
