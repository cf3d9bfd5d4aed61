"""Reading a plan's text: `decode` turns bytes into a source, `read` and `parse` a source into a document.

`incremental.read_again` does so after an edit.
"""

from plainplan.syntax.decoding import decode
from plainplan.syntax.document import Document
from plainplan.syntax.merge import unfinished_merges
from plainplan.syntax.read import Parsed, parse, read
from plainplan.syntax.rules import RULES
from plainplan.syntax.tags import TAGS

__all__ = ["RULES", "TAGS", "Document", "Parsed", "decode", "parse", "read", "unfinished_merges"]
