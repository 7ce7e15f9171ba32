"""`--update`: what was seen is written where it belongs, and everything around it stays as it was."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.cases import Asked, Case, CaseResult, Where
from cloudfrontier.testing.cases.toml_edit import TomlEditor, toml_value
from cloudfrontier.testing.cases.updating import accept
from cloudfrontier.testing.expectations import ABSENT, Mismatch

if TYPE_CHECKING:
    from pathlib import Path

TOML = """\
# kept
[[cases]]
name = "one"          # kept, too
request = "/ü"
expect = { status = 301, headers = { location = "/old" } }   # and this

[[cases]]
name = "two"
request = "/two"

[[cases]]
name = "three"
request = "/three"
[cases.expect]
headers."x-a" = ["1", "2"]
body = '''
long
'''
"""


def result(file: Path, index: int | None, expect: dict[str, Any] | None, **parts: Any) -> CaseResult:
    path = () if index is None else ("cases", index)
    case = Case("case", Where(file, str(file), 1, path), Asked("GET", "/"), expect=expect)
    return CaseResult(case, "failed" if parts.get("mismatches") else "passed", **parts)


def test_values_of_toml_are_replaced_where_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(TOML, encoding="utf-8")
    accepted = accept(
        [
            result(
                file,
                0,
                {},
                mismatches=(
                    Mismatch(("status",), 301, 302),
                    Mismatch(("headers", "location"), "/old", '/"neu"'),
                ),
            ),
            result(file, 1, None, seen={"status": 200, "headers": {"x y": None}}),
            result(
                file,
                2,
                {},
                mismatches=(Mismatch(("headers", "x-a"), [], ["3"]), Mismatch(("body",), "", ABSENT)),
            ),
            result(file, 0, {}),
        ]
    )
    assert len(accepted) == 3
    text = file.read_text(encoding="utf-8")
    assert text == TOML.replace("301", "302").replace('"/old"', '"/\\"neu\\""').replace(
        '[[cases]]\nname = "two"\n',
        '[[cases]]\nexpect = { status = 200, headers = { "x y" = { "$absent" = true } } }\nname = "two"\n',
    ).replace('["1", "2"]', '["3"]').replace("'''\nlong\n'''", '{ "$absent" = true }')
    assert tomllib.loads(text)["cases"][1]["expect"]["status"] == 200


def test_a_file_with_one_case_is_written_too(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('# first\nrequest = "/"\n', encoding="utf-8")
    accept([result(file, None, None, seen={"status": 200})])
    assert file.read_text("utf-8") == 'expect = { status = 200 }\n# first\nrequest = "/"\n'


def test_json_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"cases": [{"request": "/", "expect": {"headers": {"a": "é"}}}]}), "utf-8")
    accept([result(file, 0, {}, mismatches=(Mismatch(("headers", "a"), "é", "ü"),))])
    assert json.loads(file.read_text("utf-8"))["cases"][0]["expect"] == {"headers": {"a": "ü"}}
    assert "ü" in file.read_text("utf-8")


def test_what_failed_is_never_accepted(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(TOML, encoding="utf-8")
    failed = result(file, 1, None, why="router failed", seen={"status": 503})
    assert accept([failed]) == ()
    assert file.read_text("utf-8") == TOML


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ("[cases.expect]\na.b = 1\n", ("cases", "expect", "a"), ":2:1: "),
        ('cases = [{ request = "/" }]\n', ("cases", 0, "expect"), ":1:10: "),
    ],
)
def test_a_form_that_is_not_rewritten_is_told(text: str, path: tuple[str | int, ...], told: str) -> None:
    with pytest.raises(UsageError, match=r"a\.toml" + told):
        TomlEditor(text, "a.toml").put(path, 2)


@pytest.mark.parametrize(
    "value",
    ["", 'a"b\\c\n\t\x7f\x01é😀', 0, -1.5, True, [], [1, ["a"]], {}, {"a-b": {"c d": [False]}, "": 1}],
)
def test_a_value_comes_back_from_toml_as_it_was(value: object) -> None:
    assert tomllib.loads(f"value = {toml_value(value)}") == {"value": value}
