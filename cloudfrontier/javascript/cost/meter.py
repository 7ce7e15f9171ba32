"""Puts a meter into a function's code: ticks that count which blocks a run goes through, and how often.

1. Everything is inserted on the line where it belongs, so line numbers stay those of the text.
2. What is inserted calls functions whose names no function can spell, and changes no value: a tick stands
   before a statement or a value, and a string that `+` made is looked at and handed on.
3. Above the code stands the meter's own script, which wraps the builtins of its context.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.compile import as_script
from cloudfrontier.javascript.cost.blocks import Blocks, find_blocks
from cloudfrontier.javascript.cost.weights import TENTHS, WEIGHTS, tenths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfrontier.javascript.cost.blocks import Block
    from cloudfrontier.javascript.index import Index
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["STOPPED", "Metered", "meter"]

STOPPED = "the meter stopped the run"
HANDLER = "typeof handler==='function'?handler:undefined"
BORROWED = frozenset({"Buffer", "TextDecoder", "TextEncoder"})
"""Globals that the simulator has of its own."""

LEAVING_BEHIND = ("global", "prototype")
"""What a target of an assignment has in it that would change the context for the runs that follow."""

TICK, SEEN, MADE = NAMES = ("\u0281", "\u0281s", "\u0281n")
"""What is called at a block, with a string that was made, and with an object that `new` made: names that the
gate refuses, so that no function can have them.
"""

Insertion = tuple[int, bool, int, str]
"""Offset, whether it opens, the rank of its node in the text, and what is inserted."""


@dataclass(frozen=True)
class Metered:
    """A function with a meter in it.

    script: what the engine is given for one run in a context of its own. first and again: the same for the
    first and for every further run in a shared context, where the code is the body of a function; `first` is
    None where the code would leave something behind.
    """

    blocks: Blocks
    script: str
    first: str | None
    again: str = f"{TICK}.again();0"


def meter(source: JsSource, *, most_units: int) -> Metered:
    """Put a meter into code that was parsed without a fault; a run ends when it has done `most_units`."""
    index = analyse(source).index
    blocks = find_blocks(index)
    rank = {node: 2 * number for number, node in enumerate(index.nodes)}
    code = inserted(as_script(source), [*ticks(blocks.listed, rank), *looks(index, rank)])
    config = {
        "names": NAMES,
        "prices": [tenths(block.counts) for block in blocks.listed],
        "weights": dict(WEIGHTS),
        "most": most_units * TENTHS,
        "stopped": STOPPED,
        "waits": source.runtime != "cloudfront-js-1.0",
        "modules": sorted(imported(source.statements)),
        "globals": sorted(BORROWED & {node.name for node in index.of("Identifier")}),
    }
    wrappers = f"{prelude('builtins')},{prelude('modules')}"
    above = f'"use strict";{prelude("meter")}({json.dumps(config)},{wrappers});'
    body = f"{TICK}.code(function(){{{code}\n;return {HANDLER}}});"
    return Metered(
        blocks,
        script=f"{above}{code}\n;{TICK}.end({HANDLER});0",
        first=f"{above}{body}{TICK}.again();0" if shares(source, index) else None,
    )


def shares(source: JsSource, index: Index) -> bool:
    """Whether runs of the code can follow each other in one context: chance is seeded once in each."""
    targets = (node.left.range for node in index.of("AssignmentExpression"))
    texts = (source.text[start:end] for start, end in targets)
    changes = any(word in text for text in texts for word in LEAVING_BEHIND)
    return not changes and "random" not in source.text


@cache
def prelude(name: str) -> str:
    """A script of the meter's own, which is a function."""
    return (files(__package__) / f"{name}.js").read_text(encoding="utf-8").rstrip()


def imported(statements: Iterable[Node]) -> set[str]:
    """The modules that are imported."""
    return {node.source.value for node in statements if node.type == "ImportDeclaration"}


def ticks(blocks: Iterable[Block], rank: dict[Node, int]) -> Iterator[Insertion]:
    """The ticks, one a block."""
    for number, block in enumerate(blocks):
        start, end = block.node.range
        order, tick = rank[block.node], f"{TICK}({number})"
        match block.form:
            case "statement":
                # the first block begins before everything, comments included
                yield (start if number else 0), True, order, f"{tick};"
            case "body":
                yield start + 1, True, order, f"{tick};"
            case "braces":
                yield start, True, order, f"{{{tick};"
                yield end, False, order, "}"
            case "value":
                yield start, True, order, f"({tick},"
                yield end, False, order, ")"


def looks(index: Index, rank: dict[Node, int]) -> Iterator[Insertion]:
    """What looks at strings that `+` made, and at what `new` made."""
    for node in index.of("AssignmentExpression", "BinaryExpression", "NewExpression"):
        if node.type == "NewExpression" or node.operator in {"+", "+="}:
            start, end = node.range
            order, name = rank[node] + 1, MADE if node.type == "NewExpression" else SEEN
            yield start, True, order, f"{name}("
            yield end, False, order, ")"


def inserted(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with everything inserted; at one place what closes comes first, the inner before the outer."""
    pieces = []
    before = 0
    for offset, _, _, piece in sorted(insertions, key=place):
        pieces += [text[before:offset], piece]
        before = offset
    return "".join([*pieces, text[before:]])


def place(insertion: Insertion) -> tuple[int, bool, int]:
    """Where an insertion stands among the others."""
    offset, opens, order, _ = insertion
    return offset, opens, order if opens else -order
