"""Reads JSON in one pass, without recursion, and remembers where every value begins; `json` does not tell.

What it refuses, `json` would take or break on: NaN and Infinity, which are no JSON; nesting that costs the
stack; numbers with so many digits that Python refuses to convert them.
"""

from __future__ import annotations

import json
import re
from typing import Literal, TypeAlias

__all__ = ["DEEPEST", "LONGEST_NUMBER", "MOST_VALUES", "JsonError", "Spot", "scan"]

DEEPEST = 64
"""Most objects and arrays inside each other; a distribution's configuration needs 10."""
LONGEST_NUMBER = 64
"""Most characters of a number; those of a configuration have up to 12."""
MOST_VALUES = 200_000
"""Most values in a text; a configuration with 75 behaviors has about 6,000."""

Spot: TypeAlias = "tuple[int, dict[str, Spot] | list[Spot] | None]"
"""Offset at which a value begins, and the spots of what it holds."""

State = Literal["value", "value or ]", "key", "key or }", "colon", "comma or end", "end"]
Container = dict[str, object] | list[object]
Inside = dict[str, Spot] | list[Spot]

_TOKEN = re.compile(
    r"""
    [ \t\r\n]*+
    (?: (?P<string> "[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+" )
      | (?P<mark> [{}\[\]:,] )
      | (?P<number> -?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+ (?![\w.+-]) )
      | (?P<word> (?:true|false|null)(?!\w) )
      | (?P<end> \Z )
      | (?P<other> [\w.+-]++ | . )
    )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_WORDS = {"true": True, "false": False, "null": None}
_ENDS: dict[str, State] = {"{": "key or }", "[": "value or ]"}
_EXPECTED: dict[State, str] = {
    "value": "a value",
    "value or ]": "a value or `]`",
    "key": "a name in double quotes",
    "key or }": "a name in double quotes or `}`",
    "colon": "`:`",
    "comma or end": "`,` or the end of the object or array",
    "end": "nothing more",
}
_LONGEST_SHOWN = 20


class JsonError(Exception):
    """The text is no JSON, or more than can be meant; `offset`: where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def scan(text: str) -> tuple[object, Spot]:
    """The value of a JSON text, and the spots of everything in it.

    Raises:
        JsonError: at the first thing that is not JSON.
    """
    return _Scanner(text).scan()


class _Scanner:
    """`inside`: the open containers, each with the spots of what it holds; `keys`: what waits for a value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.inside: list[tuple[Container, Inside]] = []
        self.keys: list[str] = []
        self.state: State = "value"
        self.left = MOST_VALUES
        self.result: object = None
        self.spot: Spot = (0, None)

    def scan(self) -> tuple[object, Spot]:
        for token in _TOKEN.finditer(self.text):
            kind = token.lastgroup or ""
            start = token.start(kind)
            match kind:
                case "string" if self.state in {"key", "key or }"}:
                    self.keys.append(_text(token[kind]))
                    self.state = "colon"
                case "string" | "number" | "word" if self.state in {"value", "value or ]"}:
                    self._put(_scalar(kind, token[kind], start), (start, None))
                case "mark":
                    self._mark(token[kind], start)
                case "end" if self.state == "end":
                    break
                case _:
                    raise self._unexpected(kind, token[kind], start)
        return self.result, self.spot

    def _mark(self, mark: str, start: int) -> None:
        match mark, self.state:
            case "{" | "[", "value" | "value or ]":
                self._open(mark, start)
            case ":", "colon":
                self.state = "value"
            case ",", "comma or end":
                self.state = "key" if isinstance(self.inside[-1][0], dict) else "value"
            case "}", "key or }":
                self._close()
            case "]", "value or ]":
                self._close()
            case "}" | "]", "comma or end" if (mark == "}") == isinstance(self.inside[-1][0], dict):
                self._close()
            case _:
                raise self._unexpected("mark", mark, start)

    def _open(self, mark: str, start: int) -> None:
        if len(self.inside) == DEEPEST:
            raise JsonError(f"nested more than {DEEPEST} deep", start)
        container: Container = {} if mark == "{" else []
        spots: Inside = {} if mark == "{" else []
        self._put(container, (start, spots))
        self.inside.append((container, spots))
        self.state = _ENDS[mark]

    def _close(self) -> None:
        self.inside.pop()
        self.state = "comma or end" if self.inside else "end"

    def _put(self, value: object, spot: Spot) -> None:
        self.left -= 1
        if self.left < 0:
            raise JsonError(f"more than {MOST_VALUES:,} values", spot[0])
        if not self.inside:
            self.result, self.spot, self.state = value, spot, "end"
            return
        container, spots = self.inside[-1]
        if isinstance(container, dict) and isinstance(spots, dict):
            key = self.keys.pop()
            container[key], spots[key] = value, spot
        elif isinstance(container, list) and isinstance(spots, list):
            container.append(value)
            spots.append(spot)
        self.state = "comma or end"

    def _unexpected(self, kind: str, seen: str, start: int) -> JsonError:
        return JsonError(f"{_describe(kind, seen)}; expected {_EXPECTED[self.state]}", start)


def _scalar(kind: str, token: str, start: int) -> object:
    if kind == "string":
        return _text(token)
    if kind == "word":
        return _WORDS[token]
    if len(token) > LONGEST_NUMBER:
        raise JsonError(f"a number of {len(token):,} characters", start)
    return int(token) if token.lstrip("-").isdigit() else float(token)


def _text(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def _describe(kind: str, seen: str) -> str:
    if kind == "end":
        return "the text ends here"
    if seen == '"':
        return "a string that is not closed, or holds a line break or an unknown escape"
    if seen == "'":
        return "a single quote; JSON has double quotes"
    if kind == "string":
        return "a string"
    return f"{seen[:_LONGEST_SHOWN]!r}"
