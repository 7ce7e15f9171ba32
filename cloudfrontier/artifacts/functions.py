"""The source of each CloudFront Function: compiled from the project's rules, or a file of its own."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfront_functions import Compiled, FunctionSpec, compile_function
from cloudfrontier.artifacts.function_rules import FunctionRules, rules_of
from cloudfrontier.artifacts.places import shown
from cloudfrontier.artifacts.rules_reading import read_file
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE, with_overrides
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.errors import Problem, ProjectError
from cloudfrontier.project.model import FunctionTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cloudfrontier.project import LoadedProject

__all__ = ["FunctionSource", "function_source"]


@dataclass(frozen=True)
class FunctionSource:
    """A function's text as it is deployed; `file` names it in findings, `findings` are those on its rules.

    compiled: where its rules went, and what its KeyValueStore holds; None for a file of one's own.
    """

    name: str
    table: FunctionTable
    runtime: FunctionRuntime
    file: str
    text: str
    findings: tuple[Finding, ...] = ()
    compiled: Compiled | None = None

    @cached_property
    def generated_lines(self) -> int:
        """How many lines of the text are not steps that somebody wrote; those stand at its end."""
        own = self.compiled.plan.own if self.compiled else ""
        return len(self.text.splitlines()) - len(own.splitlines())

    @cached_property
    def store(self) -> bytes | None:
        """The file that its KeyValueStore is created from, if its rules need one."""
        if self.compiled is None or self.compiled.store is None:
            return None
        return self.compiled.store.to_json().encode()


def function_source(loaded: LoadedProject, name: str, *, today: date | None = None) -> FunctionSource:
    """The source of one function; `today`: the day by which dates in its rules are judged, None: this day.

    Raises:
        ProjectError: a file is absent or not UTF-8, a rule cannot be kept, or the rules do not fit into a
            function; all that is wrong is named.
    """
    table = loaded.project.functions[name]
    runtime = table.runtime or loaded.project.project.function_runtime
    if table.source is not None:
        text = read_file(loaded, ("functions", name, "source"), table.source)
        if isinstance(text, Problem):
            raise ProjectError((text,))
        return FunctionSource(name, table, runtime, shown(loaded.root / table.source), text)
    with uninterrupted():
        rules = rules_of(loaded, name, today=datetime.now(UTC).date() if today is None else today)
        return compiled_source(loaded, name, rules, runtime)


def compiled_source(
    loaded: LoadedProject, name: str, rules: FunctionRules, runtime: FunctionRuntime
) -> FunctionSource:
    """A function that is made of rules.

    Raises:
        ProjectError: as above.
    """
    table = loaded.project.functions[name]
    if rules.problems:
        raise ProjectError(rules.problems)
    spec = FunctionSpec(name, table.event, runtime, rules.steps)
    limit = with_overrides(loaded.project.limits).of(FUNCTION_SIZE).value
    try:
        compiled = compile_function(spec, limit=limit)
    except ValueError as error:
        raise ProjectError((loaded.problem(("functions", name), str(error)),)) from None
    file = f"functions/{name}.js"
    return FunctionSource(name, table, runtime, file, compiled.text, rules.findings, compiled)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Without the garbage collector, which would look at 100,000 rules again and again: none is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
