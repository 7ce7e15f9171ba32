"""The characters of packed text, all of visible ASCII, and what each class of them is for.

`!` begins a record and is nothing else, so that records are found without decoding. A backslash takes two
bytes in JavaScript and a quote too: the quote is no code, the backslash only ever the second half of one.
"""

from __future__ import annotations

__all__ = ["BEGIN", "LEADS", "MARKS", "ONES", "PLAIN", "SECOND", "SECOND_FROM"]

BEGIN = "!"
"""The beginning of a record, and the end of what is behind the last."""

LEADS = "#$%&'()*+,{|}~"
"""Each begins a code of two characters and stands for one string of the dictionary."""

PLAIN = frozenset(" -./0123456789abcdefghijklmnopqrstuvwxyz")
"""What stands for itself."""

ONES = ":;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`"
"""Each stands for a text; the codes from `:` to the backquote without the backslash."""

SECOND_FROM = ord("#")
SECOND = 92
"""The second half of a code is one of so many characters from `#` to `~`: the number of an entry."""

MARKS = 57
"""So many characters from `#` on, none of them a backslash, are what a record may begin with."""
