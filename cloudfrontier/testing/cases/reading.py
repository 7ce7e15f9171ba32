"""Case files -> cases: TOML or JSON, one table a case, or one of the shapes that AWS's samples have.

A file is `{"function": NAME, "cases": [...]}`, a list of cases, one case, an event, or rows of a log (JSON or
CSV). Every mistake of all files is reported at once, with its place.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import Problem, ProjectError, UsageError
from cloudfrontier.project.positions import Positions, locate
from cloudfrontier.project.toml_source import parse
from cloudfrontier.testing.cases.aws_shapes import LOG_COLUMNS, completed, event_of_row, is_event
from cloudfrontier.testing.cases.case import Case, Where
from cloudfrontier.testing.cases.table import FaultyTableError, case_of_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["EVENTS", "SUFFIXES", "read_cases"]

SUFFIXES = (".toml", ".json", ".csv")

EVENTS = "events"
"""A folder of this name holds events that cases name; it is not searched for cases."""

_CASES = "cases"
_COLUMNS = f"expected {', '.join(sorted(LOG_COLUMNS))}"
_DEFAULTS = ("function", "handler")


def read_cases(paths: Iterable[Path], *, function: str = "") -> tuple[Case, ...]:
    """The cases of these files, and of those in these folders and below, in the order of their names.

    `function` is what gets events that no case names another for.

    Raises:
        ProjectError: files hold mistakes: all of them.
        UsageError: a path is not there, or there is no case.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in dict.fromkeys(_files(paths)):
        try:
            cases += _cases_of(file, function)
        except ProjectError as error:
            problems += error.problems
    if problems:
        raise ProjectError(tuple(problems))
    if not cases:
        raise UsageError(f"no cases; expected files that end in {', '.join(SUFFIXES)}, with a case in them")
    return tuple(cases)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = (item for item in path.rglob("*") if item.suffix in SUFFIXES and item.is_file())
            yield from sorted(item for item in inside if EVENTS not in item.relative_to(path).parts)
        elif path.is_file():
            if path.suffix not in SUFFIXES:
                raise UsageError(f"{path}: expected a file that ends in {', '.join(SUFFIXES)}")
            yield path
        else:
            raise UsageError(f"{path}: no such file or folder")


def _cases_of(file: Path, function: str) -> list[Case]:
    shown = str(file)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise _problem(shown, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _problem(shown, "not UTF-8") from None
    if file.suffix == ".csv":
        # spreadsheets begin what they write with a byte order mark
        reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restval="-")
        return _rows(list(reader), file, function, first_line=2)
    positions = Positions()
    if file.suffix == ".toml":
        data: Any = parse(text, shown=shown).data
        positions = locate(text)
    else:
        data = _json(text, shown)
    if _is_rows(data):
        return _rows(data, file, function)
    if is_event(data):
        where = Where(file, shown, key="")
        return [Case(file.stem, where, code=function, event=completed(data))]
    return _tables(data, file, function, positions)


def _tables(data: Any, file: Path, function: str, positions: Positions) -> list[Case]:
    tables, at, defaults = _listed(data, str(file))
    cases, problems = [], []
    for index, table in enumerate(tables):
        path: tuple[str | int, ...] = (*at, index) if isinstance(data, list) or at else ()
        key = "output" if isinstance(table, dict) and "output" in table else "expect"
        where = Where(file, str(file), positions.value(path).line, path, key)
        name = file.stem if len(tables) == 1 else f"{file.stem}[{index}]"
        try:
            cases.append(case_of_table(table, name=name, where=where, defaults=defaults, function=function))
        except FaultyTableError as error:
            problems += [
                Problem(str(file), *positions.key((*path, *step)), told) for step, told in error.faults
            ]
    if problems:
        raise ProjectError(tuple(problems))
    return cases


def _listed(data: Any, shown: str) -> tuple[list[Any], tuple[str, ...], dict[str, str]]:
    """The tables of a file, the path to their list, and the code that a file names for all of them."""
    if isinstance(data, list):
        return data, (), {}
    if not isinstance(data, dict):
        raise _problem(shown, "expected a case, a list of cases, or a table with `cases`")
    if not data:
        return [], (), {}
    if isinstance(data.get("case"), list):
        raise _problem(shown, "unknown key `case`; did you mean `cases`, as in `[[cases]]`?")
    if _CASES not in data:
        return [data], (), {}
    unknown = sorted(data.keys() - {_CASES, *_DEFAULTS})
    if unknown:
        raise _problem(shown, f"unknown key `{unknown[0]}` beside `cases`; expected {', '.join(_DEFAULTS)}")
    if not isinstance(data[_CASES], list):
        raise _problem(shown, "`cases` is no list of tables")
    return data[_CASES], (_CASES,), {name: str(data[name]) for name in _DEFAULTS if name in data}


def _is_rows(data: Any) -> bool:
    """Whether it is a log: a list of objects that have a `uri` and columns of the tool only."""
    rows = isinstance(data, list) and bool(data) and all(isinstance(row, dict) for row in data)
    return rows and all("uri" in row and row.keys() <= LOG_COLUMNS for row in data)


def _rows(rows: list[dict[str, str]], file: Path, function: str, first_line: int = 1) -> list[Case]:
    for number, row in enumerate(rows):
        fault = _fault_of_row(row)
        if fault:
            raise _problem(str(file), fault, line=1 if fault.endswith(_COLUMNS) else first_line + number)
    return [
        Case(
            f"{file.stem}[{number}] {row['uri']}",
            Where(file, str(file), first_line + number if file.suffix == ".csv" else 1, key=""),
            code=function,
            event=event_of_row({name: str(value) for name, value in row.items()}),
        )
        for number, row in enumerate(rows)
    ]


def _fault_of_row(row: dict[str, str]) -> str:
    if "uri" not in row:
        return f"no column `uri`; {_COLUMNS}"
    if None in row:
        return "a row has more values than there are columns; put a value with a comma into quotes"
    unknown = sorted(row.keys() - LOG_COLUMNS)
    return f"unknown column `{unknown[0]}`; {_COLUMNS}" if unknown else ""


def _json(text: str, shown: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(shown, error.lineno, error.colno, f"not JSON: {error.msg.lower()}")
        raise ProjectError((problem,)) from None
    except RecursionError:
        raise _problem(shown, "nested too deep for a case") from None


def _problem(shown: str, message: str, *, line: int = 1) -> ProjectError:
    return ProjectError((Problem(shown, line, 1, message),))
