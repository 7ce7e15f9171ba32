"""The XML of an S3 website configuration, with the lines of its rules, and no more of XML than that."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from cloudfront_functions.importers.json_items import Located
from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.words import Word

__all__ = ["read_xml"]

LISTED = {"RoutingRule": "RoutingRules"}
DEEPEST = 16


class Reader:
    """Notes elements as they end: those with elements in them as dicts, others as their text."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.open: list[tuple[str, dict[str, Any], list[str], int]] = []
        self.found: list[Located] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if len(self.open) == DEEPEST:
            raise LineError("nested deeper than any website configuration")
        self.open.append((name.rpartition(":")[2], {}, [], self.parser.CurrentLineNumber))

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1][2].append(text)

    def end(self, _name: str) -> None:
        name, members, texts, line = self.open.pop()
        value: Any = members or "".join(texts).strip()
        if name in LISTED:
            self.found.append(Located(LISTED[name], value, line, 1))
        elif len(self.open) == 1 and self.open[0][0] == "WebsiteConfiguration" and name != "RoutingRules":
            self.found.append(Located(name, value, line, 1))
        elif self.open:
            self.open[-1][1][name] = value

    def refuse_doctype(self, *_parts: object) -> None:
        raise LineError("a website configuration has no document type")


def read_xml(text: str) -> list[Located]:
    """The rules and the other members of a configuration.

    Raises:
        LineError: it is no XML, or has what a configuration has not.
    """
    reader = Reader()
    try:
        reader.parser.Parse(text.encode("utf-8", errors="replace"), True)
    except expat.ExpatError as error:
        message = f"no XML: {expat.ErrorString(error.code)} (line {error.lineno})"
        raise LineError(message, Word("", error.offset + 1)) from None
    return reader.found
