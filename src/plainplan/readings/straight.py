"""A text as it is read: signs of any script as ASCII has them, character for character, so that places stay."""

from __future__ import annotations

from plainplan.syntax.numbers import plain_signs

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−〜～∼", "-"),
        **dict.fromkeys("‘’‛ʼ＇", "'"),
        **dict.fromkeys("（［【「『", "("),
        **dict.fromkeys("）］】」』", ")"),
        **dict.fromkeys("：︰", ":"),
        **dict.fromkeys("，、；", ";"),
        **dict.fromkeys("。．｡", "."),
        **dict.fromkeys("＝", "="),
        "＄": "$", "￥": "¥", "％": "%", "～": "-", "／": "/", "＋": "+",
    }
)  # fmt: skip


def straight(text: str) -> str:
    """The same text, of the same length, in small letters."""
    plain = text if text.isascii() else plain_signs(text.translate(_ALIKE))
    lowered = plain.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(one.lower() if len(one.lower()) == 1 else one for one in plain)
    )
