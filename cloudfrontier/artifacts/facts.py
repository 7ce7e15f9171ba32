"""What the functions of a project do, as the rules on attachments ask: from edge.toml, not from running them.

Of functions made of features or rules everything is known. Of a handler of the project's own it is only
known what its module names: `querystring` and `cookie` as keys. Of JavaScript of its own nothing is said: it
runs at the viewer's events, which are given every query string and cookie.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from cloudfront_functions import header_rules
from cloudfrontier.rules.attachment import Experiment, FunctionFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.artifacts.functions import FunctionSource
    from cloudfrontier.artifacts.handlers import HandlerFiles
    from cloudfrontier.project.model import Project
    from cloudfrontier.rules.attachment import FunctionKey

__all__ = ["project_facts"]

IDENTITY = "X-Auth-Subject"
"""The header that the feature `auth` sets from a verified session."""


def project_facts(
    project: Project, functions: Iterable[FunctionSource], handlers: Iterable[HandlerFiles]
) -> dict[FunctionKey, FunctionFacts]:
    """Facts by kind and name; a function of which nothing is known is not there."""
    facts: dict[FunctionKey, FunctionFacts] = {}
    for function in functions:
        if function.table.source is None:
            facts["function", function.name] = function_facts(function)
    for handler in handlers:
        known = own_facts(handler) if handler.table.handler else feature_facts(project, handler)
        if known is not None:
            facts["handler", handler.name] = known
    return facts


def function_facts(function: FunctionSource) -> FunctionFacts:
    """What a function of rules does: of its rules only headers matter to others."""
    table = function.table.headers
    rules = header_rules(preset=table.preset, set=table.set, remove=table.remove)
    return FunctionFacts(sets_headers=frozenset(name.lower() for name, _ in rules.set))


def feature_facts(project: Project, handler: HandlerFiles) -> FunctionFacts:
    """What a handler of features does."""
    features = handler.table.features
    is_auth = "auth" in features and project.auth is not None
    experiments: tuple[Experiment, ...] = ()
    if "ab_testing" in features and project.ab_testing is not None:
        experiments = tuple(
            Experiment(item.id, header=f"x-ab-{item.id}".lower(), paths=item.paths)
            for item in project.ab_testing.experiments
        )
    return FunctionFacts(
        is_auth=is_auth, identity_headers=(IDENTITY,) if is_auth else (), experiments=experiments
    )


def own_facts(handler: HandlerFiles) -> FunctionFacts | None:
    """What the module of a handler of the project's own names, None if that is nothing of interest."""
    place = handler.handler.rpartition(".")[0].replace(".", "/")
    text = next(
        (handler.files[name] for name in (f"{place}.py", f"{place}/__init__.py") if name in handler.files),
        b"",
    )
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    named = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    facts = FunctionFacts(reads_query_strings="querystring" in named, reads_cookies="cookie" in named)
    return None if facts == FunctionFacts() else facts
