"""JSON with the lines on which the items of its lists stand, so that what is said of one leads there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.words import Word

__all__ = ["Located", "read_items"]

BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class Located:
    """A value of JSON, the line it begins on and its column; `key`: that of the object or list around it."""

    key: str
    value: Any
    line: int
    column: int


class Reader:
    """Walks one level of an object and of the lists in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.line = 1
        self.counted = 0
        self.decoder = json.JSONDecoder()

    def skip(self) -> str:
        """Go past blanks; the character that comes then."""
        found = BLANK.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.text[self.place : self.place + 1]

    def value(self, key: str) -> Located:
        """The value that stands here."""
        self.skip()
        self.line += self.text.count("\n", self.counted, self.place)
        self.counted = self.place
        start = self.place
        value, self.place = self.decoder.raw_decode(self.text, start)
        return Located(key, value, self.line, start - self.text.rfind("\n", 0, start))

    def items(self, key: str) -> list[Located]:
        """The items of the list that begins here."""
        found: list[Located] = []
        self.place += 1
        while self.skip() != "]":
            found.append(self.value(key))
            self.comma("]")
        self.place += 1
        return found

    def comma(self, end: str) -> None:
        """Go past a comma, unless the end is here."""
        mark = self.skip()
        if mark == ",":
            self.place += 1
        elif mark != end:
            raise json.JSONDecodeError("expected a comma", self.text, self.place)

    def members(self) -> list[Located]:
        """The members of the object that begins here; a list is given as its items."""
        found: list[Located] = []
        self.place += 1
        while self.skip() != "}":
            key = self.value("").value
            if not isinstance(key, str) or self.skip() != ":":
                raise json.JSONDecodeError("expected a name and a colon", self.text, self.place)
            self.place += 1
            found += self.items(key) if self.skip() == "[" else [self.value(key)]
            self.comma("}")
        self.place += 1
        return found


def read_items(text: str) -> list[Located]:
    """The members of an object, lists as their items; or the items of a list, with an empty key.

    Raises:
        LineError: it is no JSON; the word has the column, and the message the line.
    """
    try:
        return read_all(Reader(text.removeprefix("\ufeff")))
    except json.JSONDecodeError as error:
        raise LineError(f"no JSON: {error.msg} (line {error.lineno})", Word("", error.colno)) from None
    except RecursionError:
        raise LineError("no JSON that can be read: it is nested too deep") from None


def read_all(reader: Reader) -> list[Located]:
    """What stands in a text, to its end."""
    match reader.skip():
        case "{":
            found = reader.members()
        case "[":
            found = reader.items("")
        case _:
            raise json.JSONDecodeError("expected an object or a list", reader.text, reader.place)
    if reader.skip():
        raise json.JSONDecodeError("expected nothing more", reader.text, reader.place)
    return found
