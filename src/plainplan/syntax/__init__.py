"""Reading a plan's text: `decode` turns bytes into a source, `read` and `parse` a source into a document.

`read_again` does so incrementally, after an edit.
"""

from plainplan.syntax.decoding import decode
from plainplan.syntax.document import Document
from plainplan.syntax.incremental import read_again
from plainplan.syntax.merge import unfinished_merges
from plainplan.syntax.read import Parsed, parse, read
from plainplan.syntax.rules import RULES
from plainplan.syntax.tags import TAGS

__all__ = ["RULES", "TAGS", "Document", "Parsed", "decode", "parse", "read", "read_again", "unfinished_merges"]
