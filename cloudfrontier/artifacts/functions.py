"""The source of each CloudFront Function: rendered from the project's rules, or a file of its own as it is.

Rules come from edge.toml and from files in the syntax of `_redirects`; every mistake in any of them is
reported in one run, at its line. A rule that can never be reached is no mistake: it is a warning, and is left
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions import (
    FunctionSpec,
    RedirectRule,
    SyntaxProblem,
    find_shadowed,
    header_rules,
    problems_of_headers,
    read_redirects,
    redirect_rule,
    render,
)
from cloudfrontier.artifacts.places import shown
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.cloudfront.runtimes import FunctionRuntime
from cloudfrontier.errors import Problem, ProjectError
from cloudfrontier.project.model import FunctionTable
from cloudfrontier.rules.notices import SHADOWED_REDIRECT

if TYPE_CHECKING:
    from cloudfrontier.project import LoadedProject

__all__ = ["FunctionSource", "function_source"]


@dataclass(frozen=True)
class FunctionSource:
    """A function's text as it is deployed; `file` names it in findings, `findings` are those on its rules."""

    name: str
    table: FunctionTable
    runtime: FunctionRuntime
    file: str
    text: str
    findings: tuple[Finding, ...] = ()


def function_source(loaded: LoadedProject, name: str) -> FunctionSource:
    """The source of one function.

    Raises:
        ProjectError: a file is absent or not UTF-8, or a rule cannot be kept; all of them are named.
    """
    table = loaded.project.functions[name]
    runtime = table.runtime or loaded.project.project.function_runtime
    if table.source is not None:
        text = _read(loaded, name, ("source",), table.source)
        if isinstance(text, Problem):
            raise ProjectError((text,))
        return FunctionSource(name, table, runtime, shown(loaded.root / table.source), text)
    rules, problems = _redirects(loaded, name, table)
    headers = header_rules(preset=table.headers.preset, set=table.headers.set, remove=table.headers.remove)
    problems += [
        loaded.problem(("functions", name, "headers"), text) for text in problems_of_headers(headers)
    ]
    if problems:
        raise ProjectError(tuple(sorted(problems)))
    spec = FunctionSpec(name, table.event, runtime, tuple(rules), table.rewrites.index, headers)
    findings = tuple(_shadowed(problem) for problem in find_shadowed(spec.redirects))
    return FunctionSource(name, table, runtime, f"functions/{name}.js", render(spec), findings)


def _redirects(
    loaded: LoadedProject, name: str, table: FunctionTable
) -> tuple[list[RedirectRule], list[Problem]]:
    """The rules of edge.toml, then those of the files, in their order."""
    outcomes: list[RedirectRule | SyntaxProblem] = []
    problems: list[Problem] = []
    for index, redirect in enumerate(table.redirect):
        path = ("functions", name, "redirect", index)
        source, target = (loaded.where((*path, key)) for key in ("source", "target"))
        outcomes.append(
            redirect_rule(
                redirect.source,
                redirect.target,
                redirect.status,
                file=loaded.shown,
                line=source.line,
                columns=(source.column, target.column),
            )
        )
    for index, file in enumerate(table.redirects):
        text = _read(loaded, name, ("redirects", index), file)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            read = read_redirects(text, file=shown(loaded.root / file))
            outcomes += [*read.rules, *read.problems]
    problems += [
        Problem(item.file, item.line, item.column, item.message)
        for item in outcomes
        if isinstance(item, SyntaxProblem)
    ]
    return [item for item in outcomes if isinstance(item, RedirectRule)], problems


def _read(loaded: LoadedProject, name: str, key: tuple[str | int, ...], file: str) -> str | Problem:
    """A file that edge.toml names, or why it cannot be read, at the place that names it."""
    try:
        return (loaded.root / file).read_bytes().decode("utf-8")
    except OSError as error:
        message = f"{file!r} cannot be read: {error.strerror}"
    except UnicodeDecodeError as error:
        message = f"{file!r} is not UTF-8 (byte {error.start})"
    return loaded.problem(("functions", name, *key), message)


def _shadowed(problem: SyntaxProblem) -> Finding:
    return SHADOWED_REDIRECT.finding(
        problem.file,
        problem.message,
        place=(problem.line, problem.column),
        do="put the narrower rule first, or take it away",
    )
