"""Reading a plan's text: `decode` makes a source of bytes, `read` and `parse` a document of a source."""

from plainplan.syntax.again import Parsed, read
from plainplan.syntax.decoding import decode
from plainplan.syntax.document import Document
from plainplan.syntax.merge import unfinished_merges
from plainplan.syntax.parse import parse
from plainplan.syntax.rules import RULES
from plainplan.syntax.tags import TAGS

__all__ = ["RULES", "TAGS", "Document", "Parsed", "decode", "parse", "read", "unfinished_merges"]
