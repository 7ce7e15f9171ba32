"""Reads steps that users wrote in JavaScript: checked as the functions that they are, at their own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.rules import Origin
from cloudfront_functions.rules.hand_written import HandWritten
from cloudfrontier.artifacts.places import shown
from cloudfrontier.artifacts.rules_reading import read_file
from cloudfrontier.errors import Problem
from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.javascript import check_function

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfront_functions.rules import Step
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["read_own"]


def read_own(reading: Reading) -> Iterable[Step]:
    """The steps, in the order of their tables."""
    for index, table in enumerate(reading.table.own):
        key = ("own", index, "file")
        event = reading.table.event
        if event == "viewer-response" and table.at not in {"first", "last"}:
            message = f'`at` is "{table.at}"; a response is never redirected, so expected "first" or "last"'
            reading.problem(("own", index, "at"), message)
            continue
        text = read_file(reading.loaded, (*reading.path, *key), table.file)
        if isinstance(text, Problem):
            reading.problems.append(text)
            continue
        name = shown(reading.loaded.root / table.file)
        runtime = reading.table.runtime or reading.loaded.project.project.function_runtime
        source = parse(text, runtime=runtime, name=name, event=event)
        found = check_function(text, name=name, runtime=runtime, event=event)
        # a file may be a step at several moments
        reading.findings += [finding for finding in found if finding not in reading.findings]
        if source.fault is None:
            reading.problems += problems_of(source)
            yield HandWritten(text, event, table.at, Origin(name, 1))


def problems_of(source: JsSource) -> Iterator[Problem]:
    """What a function may be and a step may not."""
    if source.imports:
        message = "a step imports nothing; `require` has the built-in modules, or use the file as `source`"
        yield Problem(source.name, 1, 1, message)
    handlers = [
        node
        for node in source.statements
        if node.type == "FunctionDeclaration" and getattr(node.id, "name", "") == "handler"
    ]
    if not handlers:
        yield Problem(source.name, 1, 1, "no `function handler(event)` at the top level; a step is one")
    for node in handlers:
        if node.isAsync:
            place = source.position(node.range[0])
            yield Problem(
                source.name, *place, "a step is not asynchronous: the steps after it would not wait"
            )
