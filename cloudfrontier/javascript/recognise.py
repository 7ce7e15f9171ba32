"""Newer syntax, recognised where the parser stumbled over it.

The parser knows ES2017 and says "unexpected token" to whatever came later. The text just before the place and
at it tells what was meant; a row here turns the stumble into a construct that the gate has an entry for.
"""

from __future__ import annotations

import re

__all__ = ["ROWS", "recognise"]

# What ends at the place where the parser gave up | what begins there | the construct.
ROWS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{before})\s*\Z"), re.compile(after), construct)
    for before, after, construct in (
        (r"\bfor", r"await\b", "for-await"),
        (r"\basync\s+function", r"\*", "async-generator"),
        (r"\basync", r"\*", "async-generator"),
        (r"\bawait", r"", "top-level-await"),
        (r"", r"import\s*\.", "import-meta"),
        (r"", r"import\b", "import-place"),
        (r"", r"export\b", "export"),
        (r"\bimport", r"\.", "import-meta"),
        (r"\bimport\s*\.", r"", "import-meta"),
        (r"\bstatic", r"\{", "class"),
        (r"\bclass\b[^{}]*\{(?:[^{}]|\{[^{}]*\})*", r"[=;}]", "class"),
    )
)
REACH = 400
"""Characters looked at before the place."""


def recognise(text: str, offset: int) -> str | None:
    """The construct at which the parser gave up, or None when it is plainly a mistake."""
    before = text[max(0, offset - REACH) : offset]
    for ends, begins, construct in ROWS:
        if begins.match(text, offset) and ends.search(before):
            return construct
    return None
