"""`--update`: takes what was seen for what is expected, in the files themselves, and changes nothing else.

1. Only values that differ are replaced; a case that expects nothing yet is given what most would write.
2. What failed is never accepted: an `error` is written by hand, by whoever wants it.
3. In TOML the value's own characters are replaced, so that comments and order stay; JSON is written anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.cases.toml_edit import TomlEditor
from cloudfrontier.testing.expectations import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cloudfrontier.testing.cases.case import CaseResult
    from cloudfrontier.testing.expectations import Path as KeyPath

__all__ = ["accept", "is_acceptable"]


def is_acceptable(result: CaseResult) -> bool:
    """Whether `--update` would change the case's file."""
    if result.why or result.outcome == "skipped" or not result.case.where.key:
        return False
    return bool(result.mismatches) or (result.case.expect is None and bool(result.seen))


def accept(results: Iterable[CaseResult]) -> tuple[CaseResult, ...]:
    """Write what was seen into the files; the results that were accepted.

    Raises:
        UsageError: a file cannot be written, or a value in it has a form that is changed by hand only.
    """
    accepted = tuple(filter(is_acceptable, results))
    for file in dict.fromkeys(result.case.where.file for result in accepted):
        changes = [
            change for result in accepted if result.case.where.file == file for change in _changes(result)
        ]
        text = file.read_text(encoding="utf-8")
        edited = _in_toml(text, changes, file) if file.suffix == ".toml" else _in_json(text, changes)
        try:
            file.write_text(edited, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file}: cannot be written: {error.strerror}") from error
    return accepted


def _changes(result: CaseResult) -> list[tuple[KeyPath, Any]]:
    at = (*result.case.where.path, result.case.where.key)
    if result.case.expect is None:
        return [(at, dict(result.seen))]
    return [((*at, *mismatch.path), _written(mismatch.seen)) for mismatch in result.mismatches]


def _written(seen: Any) -> Any:
    return {"$absent": True} if seen is ABSENT else seen


def _in_json(text: str, changes: Iterable[tuple[KeyPath, Any]]) -> str:
    data = json.loads(text)
    for path, value in changes:
        *way, last = path
        table = data
        for step in way:
            table = table[step]
        table[last] = value
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _in_toml(text: str, changes: Iterable[tuple[KeyPath, Any]], file: Path) -> str:
    editor = TomlEditor(text, str(file))
    for path, value in changes:
        editor.put(path, value)
    return editor.text()
