"""Writes the words of which one stands in whatever plain words can say about time, in every language that is read.

python scripts/generate_first_look.py            write them
python scripts/generate_first_look.py --check    fail if they are out of date
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from plainplan.readings.lexicon import LANGUAGES, is_joined, lexicon
from plainplan.readings.reader import telling_words

TARGET = Path(__file__).parent.parent / "src" / "plainplan" / "readings" / "first_words.py"
HEAD = '''"""Words of which one stands in whatever plain words say about time.

Made by `scripts/generate_first_look.py` from the tables of all languages.
"""

from __future__ import annotations

_WORDS = """
'''
TAIL = '''
"""

FIRST_WORDS = frozenset(_WORDS.split())
'''
_LETTERS = re.compile(r"[^\W\d_]+")


def first_words() -> Iterator[str]:
    """The longest word of each phrase, of two the last: it has to be there where the phrase is."""
    for lang in LANGUAGES:
        for phrase in telling_words(lexicon(lang)):
            if (parts := _LETTERS.findall(phrase)) and not any(map(is_joined, phrase)):
                yield max(reversed(parts), key=len)


def text() -> str:
    words = " ".join(sorted(set(first_words())))
    lines = textwrap.wrap(words, 112, break_long_words=False, break_on_hyphens=False)
    return HEAD + "\n".join(lines) + TAIL


def main() -> int:
    if "--check" in sys.argv:
        return int(TARGET.read_text("utf-8") != text())
    TARGET.write_text(text(), "utf-8")
    print(f"wrote {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
