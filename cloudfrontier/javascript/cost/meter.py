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

from cloudfrontier.javascript.compile import as_script
from cloudfrontier.javascript.cost.blocks import Blocks, find_blocks
from cloudfrontier.javascript.cost.weights import TENTHS, WEIGHTS, tenths
from cloudfrontier.javascript.tree import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfrontier.javascript.cost.blocks import Block
    from cloudfrontier.javascript.parse import JsSource, Node

__all__ = ["STOPPED", "Metered", "meter"]

STOPPED = "the meter stopped the run"
TICK, SEEN, MADE = NAMES = ("\u0281", "\u0281s", "\u0281n")
"""What is called at a block, with a string that was made, and with an object that `new` made: names that the
gate refuses, so that no function can have them.
"""

Insertion = tuple[int, bool, int, str]
"""Offset, whether it opens, the rank of its node in the text, and what is inserted."""


@dataclass(frozen=True)
class Metered:
    """A function with a meter in it: `script` is what the engine is given."""

    script: str
    blocks: Blocks


def meter(source: JsSource, *, lines_above: int, most_units: int) -> Metered:
    """Put a meter into code that was parsed without a fault; a run ends when it has done `most_units`.

    The script's line `lines_above + 1` is the first of the text.
    """
    blocks = find_blocks(source.tree)
    nodes = list(walk(source.tree))
    rank = {id(node): 2 * number for number, node in enumerate(nodes)}
    insertions = [*ticks(blocks.listed, rank), *looks(nodes, rank)]
    config = {
        "names": NAMES,
        "prices": [tenths(block.counts) for block in blocks.listed],
        "weights": dict(WEIGHTS),
        "most": most_units * TENTHS,
        "stopped": STOPPED,
        "waits": source.runtime != "cloudfront-js-1.0",
        "modules": sorted(imported(source.statements)),
        "globals": sorted(BORROWED & {node.name for node in nodes if node.type == "Identifier"}),
    }
    above = f'"use strict";{prelude()}({json.dumps(config)});'
    padding = "\n" * (lines_above - above.count("\n"))
    end = f"\n;{TICK}.end(typeof handler === 'function' ? handler : undefined);0"
    return Metered(above + padding + inserted(as_script(source), insertions) + end, blocks)


BORROWED = frozenset({"Buffer", "TextDecoder", "TextEncoder"})


@cache
def prelude() -> str:
    """A script that ends with a function of the meter's configuration."""
    return (files(__package__) / "meter.js").read_text(encoding="utf-8").rstrip()


def imported(statements: Iterable[Node]) -> set[str]:
    """The modules that are imported."""
    return {node.source.value for node in statements if node.type == "ImportDeclaration"}


def ticks(blocks: Iterable[Block], rank: dict[int, int]) -> Iterator[Insertion]:
    """The ticks, one a block."""
    for number, block in enumerate(blocks):
        start, end = block.node.range
        order, tick = rank[id(block.node)], f"{TICK}({number})"
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


def looks(nodes: Iterable[Node], rank: dict[int, int]) -> Iterator[Insertion]:
    """What looks at strings and objects as they are made."""
    for node in nodes:
        if name := look_at(node):
            start, end = node.range
            order = rank[id(node)] + 1
            yield start, True, order, f"{name}("
            yield end, False, order, ")"


def look_at(node: Node) -> str:
    """What is called with a node's value, or nothing."""
    match node.type:
        case "BinaryExpression" if node.operator == "+":
            return SEEN
        case "AssignmentExpression" if node.operator == "+=":
            return SEEN
        case "NewExpression":
            return MADE
    return ""


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
