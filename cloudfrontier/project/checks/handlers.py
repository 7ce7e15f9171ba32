"""Lambda@Edge handlers: either features, each with its table, or a function of yours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.model import HandlerTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["check_handlers", "note_unused_features"]

_JAVASCRIPT_HANDLER = re.compile(r"[\w-]+(/[\w-]+)*(\.[\w$]+)+").fullmatch
"""A path and an exported name, which may be one in an object."""

_FEATURE_TABLES = ("auth", "ab_testing")


def check_handlers(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with each handler alone; whether a `handler` exists is judged when it is built."""
    for name, table in draft.project.handlers.items():
        path = ("handlers", name)
        yield from _content(path, table)
        for index, feature in enumerate(table.features):
            place = (*path, "features", index)
            if feature in table.features[:index]:
                yield Mistake(place, f"the feature `{feature}` stands here twice")
            elif feature not in draft.data:
                yield Mistake(
                    place, f"the feature `{feature}` has no settings; expected a table `[{feature}]`"
                )


def note_unused_features(draft: Draft) -> Iterator[Mistake]:
    """Settings of features that no handler has, nor a function that runs experiments."""
    used = {feature for table in draft.project.handlers.values() for feature in table.features}
    if any(table.experiments for table in draft.project.functions.values()):
        used.add("ab_testing")
    for feature in _FEATURE_TABLES:
        if feature in draft.data and feature not in used:
            yield Mistake(
                (feature,), f"no handler has the feature `{feature}`: its settings are used nowhere", True
            )


def _content(path: KeyPath, table: HandlerTable) -> Iterator[Mistake]:
    if table.is_javascript:
        yield from _javascript(path, table)
        return
    if table.source is not None:
        message = (
            '`source` is the code of a handler in JavaScript; expected `runtime = "nodejs22.x"` beside it'
        )
        yield Mistake((*path, "source"), message, at_key=True)
    if table.handler is None and not table.features:
        message = "a handler with nothing in it; expected `features`, or `handler` with a function of yours"
        yield Mistake(path, message, at_key=True)
    elif table.handler is not None and table.features:
        yield Mistake((*path, "handler"), "`handler` beside `features`; expected one of them", at_key=True)
    if table.handler is not None:
        parts = table.handler.split(".")
        if len(parts) < 2 or not all(part.isidentifier() for part in parts):
            yield unfit((*path, "handler"), table.handler, "`module.function` or `package.module.function`")


def _javascript(path: KeyPath, table: HandlerTable) -> Iterator[Mistake]:
    if table.features:
        message = f"features are in Python; expected no `features` beside the runtime {table.runtime}"
        yield Mistake((*path, "features"), message, at_key=True)
    for key in ("source", "handler"):
        if getattr(table, key) is None:
            yield Mistake(path, f"a handler in JavaScript without `{key}`", at_key=True)
    if table.handler is not None and not _JAVASCRIPT_HANDLER(table.handler):
        yield unfit((*path, "handler"), table.handler, "`file.function` or `folder/file.function`")
