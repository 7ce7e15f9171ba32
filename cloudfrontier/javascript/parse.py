"""Source text in, syntax tree or fault out, for every text whatever.

1. `parse` never raises: whatever happens to the parser becomes a `Fault` with a position.
2. The text is always strict code, and may be a script or (when it imports) a module.
3. Offsets are those of the text as given, so that every later message can point into it.
"""

from __future__ import annotations

import re
import sys
import threading
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import esprima.error_handler

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.limits import FUNCTION_API_SIZE
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.javascript.dialect import StrictParser
from cloudfrontier.javascript.recognise import recognise
from cloudfrontier.javascript.tree import declared_names

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Fault", "JsSource", "Node", "parse"]

Node = Any
"""A node of esprima's tree (ESTree shapes with `range`); attributes that a node lacks read as None."""

# Frames. A chain of 700 `else if` is legal and needs 3,000; from Python 3.11 on they take no C stack.
DEEPEST = 20_000
LINE_END = re.compile(r"\r\n|[\n\r]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
IMPORTS = re.compile(r"\b(?:import|export)\b")
GUARD = threading.RLock()

YIELD = "yield"
STAND_INS = ("Yield", "yIeld", "yiEld", "yieLd", "yielD")
RESERVED = "Use of future reserved word in strict mode"
LEXICAL = re.compile(r"\b(?:let|const)\s+$")
MOST_NAMES = 10
"""Uses of `yield` as a name that are replaced, one reading for each."""


@dataclass(frozen=True)
class Fault:
    """Why a text is no JavaScript; `construct` names the newer syntax that was recognised, if any."""

    message: str
    line: int
    column: int
    construct: str | None = None


@dataclass(frozen=True)
class JsSource:
    """A function's code as rules get it: `tree` is None when, and only when, there is a `fault`.

    text: as deployed, but for `yield` as a name, which is spelled otherwise. imports: whether it was read as
    a module. noted: newer tokens that were read over, offset and construct.
    """

    name: str
    text: str
    runtime: FunctionRuntime
    event: EventType | None = None
    tree: Node | None = field(default=None, repr=False)
    fault: Fault | None = None
    imports: bool = False
    noted: tuple[tuple[int, str], ...] = ()

    @property
    def statements(self) -> tuple[Node, ...]:
        """The statements at the top level; none when there is a fault."""
        return () if self.tree is None else tuple(self.tree.body)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        return (0, *(match.end() for match in LINE_END.finditer(self.text)))

    @cached_property
    def declared(self) -> frozenset[str]:
        """Every name that the code declares anywhere."""
        return frozenset() if self.tree is None else declared_names(self.tree)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based, counted in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


def parse(text: str, *, runtime: FunctionRuntime, name: str, event: EventType | None = None) -> JsSource:
    """Read a function's code; a text that cannot be read comes back with its `fault`."""
    source = JsSource(name, text, runtime, event)
    if len(text) > FUNCTION_API_SIZE.value:
        message = (
            f"{len(text):,} characters: CloudFront takes at most {FUNCTION_API_SIZE}, so it was not read"
        )
        return replace(source, fault=Fault(message, 1, 1))
    if half := LONE_SURROGATE.search(text):
        message = "half of a surrogate pair: the file is not valid UTF-8"
        return replace(source, fault=Fault(message, *source.position(half.start())))
    outcome = furthest(text)
    names: list[tuple[int, str]] = []
    while isinstance(outcome, Stumble) and len(names) < MOST_NAMES and names_yield(text, outcome):
        names.append((outcome.offset, "yield-name"))
        text = text[: outcome.offset] + stand_in(source.text) + text[outcome.offset + len(YIELD) :]
        outcome = furthest(text)
    if isinstance(outcome, Reading):
        noted = tuple(sorted((*outcome.noted, *names)))
        return replace(source, text=text, tree=outcome.tree, imports=outcome.imports, noted=noted)
    line, column = source.position(min(outcome.offset, len(text)))
    return replace(source, fault=Fault(outcome.message, line, column, outcome.construct))


@dataclass(frozen=True)
class Reading:
    """The parser came to the end."""

    tree: Node
    noted: tuple[tuple[int, str], ...]
    imports: bool


@dataclass(frozen=True)
class Stumble:
    """The parser gave up at `offset`."""

    offset: int
    message: str
    construct: str | None = None


def furthest(text: str) -> Reading | Stumble:
    """The first reading that comes to the end, or the one that got further, which explains more."""
    # `await` is a name in a script and a keyword in a module: each text is tried first as what it looks like
    first = IMPORTS.search(text) is not None
    outcome = attempt(text, as_module=first)
    if isinstance(outcome, Reading):
        return outcome
    other = attempt(text, as_module=not first)
    return other if isinstance(other, Reading) or other.offset > outcome.offset else outcome


def names_yield(text: str, stumble: Stumble) -> bool:
    """Whether the parser gave up at `yield` as a name, which strict code has not and the engine takes.

    The engine does not take it after `let` and `const`.
    """
    is_name = stumble.message == RESERVED and text.startswith(YIELD, stumble.offset)
    return is_name and not LEXICAL.search(text[: stumble.offset])


def stand_in(text: str) -> str:
    """A name of the same length in place of `yield`, for the parser and for the engine that runs samples."""
    return next(name for name in STAND_INS if name == STAND_INS[-1] or name not in text)


def attempt(text: str, *, as_module: bool) -> Reading | Stumble:
    """Read the text one way."""
    with deep_recursion():
        try:
            parser = StrictParser(text)
            tree = parser.parseModule() if as_module else parser.parseScript()
        except esprima.error_handler.Error as error:
            message = re.sub(r"^Line \d+: ", "", str(error))
            return Stumble(error.index, message, recognise(text, error.index))
        except RecursionError:
            return Stumble(0, "nested too deeply to be read")
        except Exception as error:  # noqa: BLE001 - the parser is foreign code: its crash is a finding, not ours
            return Stumble(0, f"the parser cannot read this ({type(error).__name__})")
    return Reading(tree, tuple(sorted(parser.scanner.noted.items())), as_module)


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let the parser, which calls itself for every level of nesting, go deep; one thread at a time."""
    with GUARD:
        usual = sys.getrecursionlimit()
        sys.setrecursionlimit(max(usual, DEEPEST))
        try:
            yield
        finally:
            sys.setrecursionlimit(usual)
