"""Reading a plan's text: `decode` makes a source of bytes, `read` and `parse` a document of a source,
`read_again` that of a source much like one that was read before."""

from plainplan.syntax.decoding import decode
from plainplan.syntax.document import Document
from plainplan.syntax.incremental import read_again
from plainplan.syntax.merge import unfinished_merges
from plainplan.syntax.read import Parsed, parse, read
from plainplan.syntax.rules import RULES
from plainplan.syntax.tags import TAGS

__all__ = ["RULES", "TAGS", "Document", "Parsed", "decode", "parse", "read", "read_again", "unfinished_merges"]
