"""Many events in one go: results come in the order of the events, a line each, whoever works on them.

A line that is no event has an `error` in place of a result, and so has one whose run broke; the others go on.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cloudfrontier.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["Chunk", "Done", "Result", "answer_all", "chunks_of", "in_order", "lines_of", "print_all"]

Chunk = list[tuple[int, str]]
"""Lines with their numbers, from 1."""

Result = tuple[dict[str, Any], bool]
"""What is printed of an event, and whether it counts as failed."""


@dataclass(frozen=True)
class Done:
    """The results of a chunk, a line each, and how many of them failed."""

    text: str
    failed: int


@contextmanager
def lines_of(name: str) -> Iterator[Iterable[str]]:
    """The lines of a file, read as they are asked for; `-` is standard input.

    Raises:
        UsageError: the file cannot be read.
    """
    if name == "-":
        yield sys.stdin
        return
    try:
        file = Path(name).open(encoding="utf-8", errors="replace")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error
    # an OSError of whoever reads on, such as a pipe that is closed, is none of this file
    with file:
        yield file


def chunks_of(lines: Iterable[str], size: int) -> Iterator[Chunk]:
    """The lines that are not empty, so many at once."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while chunk := list(islice(numbered, size)):
        yield chunk


def answer_all(chunk: Chunk, answer: Callable[[Any], Result]) -> Done:
    """Answer every event of a chunk.

    `answer` is given the JSON of a line; what it raises is an `error` in place of the result.
    """
    failed, texts = 0, []
    for number, line in chunk:
        result, is_failure = answered(line, answer)
        failed += is_failure
        texts.append(json.dumps({"line": number, **result}, ensure_ascii=False))
    return Done("\n".join(texts), failed)


def answered(line: str, answer: Callable[[Any], Result]) -> Result:
    """The result of one line."""
    try:
        event = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return {"error": f"not JSON: {error}"}, True
    try:
        return answer(event)
    except UsageError as error:
        why = str(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours on one line must not lose the others
        why = f"this is a fault of cloudfrontier: {type(error).__name__}"
    return {"error": why}, True


def in_order(
    submit: Callable[[Chunk], Future[Done]], chunks: Iterable[Chunk], *, ahead: int
) -> Iterator[tuple[Chunk, Future[Done]]]:
    """Each chunk with its future, in their order; `ahead`: so many are under way, for a file may be huge."""
    waiting: deque[tuple[Chunk, Future[Done]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, submit(chunk)))
        if len(waiting) >= ahead:
            yield waiting.popleft()
    yield from waiting


def print_all(parts: Iterable[Done]) -> None:
    """Print results as they come.

    Raises:
        FindingsError: at least one event failed.
    """
    failed = 0
    for part in parts:
        failed += part.failed
        click.echo(part.text)
    if failed:
        raise FindingsError(f"{failed:,} of the events failed")
