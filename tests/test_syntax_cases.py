"""Every case file of the parser: the document and the findings that a text gives."""

from __future__ import annotations

import pytest

from case_files import Case, read_cases, rewrite
from dump_document import dump_document
from dumps import dump_diagnostics
from plainplan.compile import in_order
from plainplan.syntax import decode, parse


@pytest.mark.parametrize("case", read_cases("syntax"), ids=str)
def test_syntax_case(case: Case, update: bool) -> None:
    source, unreadable = decode(case.name, case.data)
    document, found = parse(source)
    for block in case.expected:
        if block.kind == "document":
            text = dump_document(document)
        else:
            text = dump_diagnostics(source, in_order((*unreadable, *found)))
        if update:
            rewrite(case, block, text)
        else:
            assert text == block.text
