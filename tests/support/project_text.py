"""Projects as text for tests of edge.toml: a snippet is made whole, `¦` marks where a problem belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.errors import Problem, ProjectError
from cloudfrontier.project import LoadedProject, load

if TYPE_CHECKING:
    from pathlib import Path

MARK = "¦"
BASE = """
[project]
name = "shop"

[origins.site]
domain = "site.example"
simulate.folder = "site"

[[behaviors]]
path = "*"
origin = "site"
"""
"""A whole project; a snippet before it may have behaviors of its own, as `*` has to be last."""

Place = tuple[int, int]


def unmarked(text: str) -> tuple[str, list[Place]]:
    """The text without its marks, and their places: lines and columns, 1-based."""
    places = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        while MARK in line:
            column = line.index(MARK)
            places.append((number, column + 1))
            line = line[:column] + line[column + 1 :]  # noqa: PLW2901 - the line loses its marks
        lines[number - 1] = line
    return "\n".join(lines), places


def load_text(folder: Path, text: str) -> LoadedProject:
    """The project of a text, in a folder that has the folder `site` and the files that snippets name."""
    (folder / "site").mkdir(exist_ok=True)
    for name in ("own.js", "api.py", "_redirects"):
        (folder / name).touch()
    (folder / "edge.toml").write_text(text, encoding="utf-8")
    return load(folder, cwd=folder)


def problems_of(folder: Path, text: str) -> list[Problem]:
    """What loading the text reports; nothing if it loads."""
    try:
        load_text(folder, text)
    except ProjectError as error:
        return list(error.problems)
    return []


def assert_problems(folder: Path, marked: str, *fragments: str, base: str = BASE) -> None:
    """Exactly the marked places have problems, in the order of the file; each message has its fragment."""
    text, places = unmarked(marked + base)
    problems = problems_of(folder, text)
    assert [(problem.line, problem.column) for problem in problems] == places, "\n".join(map(str, problems))
    for problem, fragment in zip(problems, fragments, strict=True):
        assert fragment in problem.message
