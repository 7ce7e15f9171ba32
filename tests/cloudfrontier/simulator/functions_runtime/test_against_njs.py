"""Expressions, and what njs makes of them: CloudFront's runtimes derive from it, so the answers are the same.

The table holds what njs 0.7.9 answered. What that version alone gets wrong is not in it: texts of one letter
as base64, `write` that reads past its text.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from functions_events import NOW, viewer_request
from njs_answers import SHOW, answers

from cloudfrontier.simulator.functions_runtime import FunctionsRuntime

TABLE = json.loads(Path(__file__).with_name("njs_expressions.json").read_text(encoding="utf-8"))
ROWS = [(expression, answer) for rows in TABLE["rows"].values() for expression, answer in rows.items()]
RUNTIME = FunctionsRuntime()
AT_ONCE = 100


@pytest.mark.parametrize(("expression", "answer"), ROWS, ids=[ascii(row[0]) for row in ROWS])
def test_an_expression_gives_what_it_gives_in_njs(expression: str, answer: str) -> None:
    body = f"try {{ return show({expression}); }} catch (error) {{ return 'THROWS ' + error; }}"
    code = f"{SHOW}\nfunction handler() {{ {body} }}"
    outcome = RUNTIME.run(code, viewer_request(), runtime="cloudfront-js-2.0", now=NOW)
    assert outcome.error is None
    assert outcome.value == answer


def test_the_table_is_what_njs_answers() -> None:
    """The njs that is here, if it is the one that the table names."""
    njs = shutil.which("njs")
    if njs is None:
        pytest.skip("no njs on PATH; Debian and Ubuntu have it as the package `njs`")
    version = subprocess.run([njs, "-v"], capture_output=True, text=True, check=True)
    if (version.stdout or version.stderr).strip() not in TABLE["engine"]:
        pytest.skip(f"another njs than {TABLE['engine']}")
    for start in range(0, len(ROWS), AT_ONCE):
        rows = ROWS[start : start + AT_ONCE]
        assert answers(njs, [expression for expression, _ in rows]) == [answer for _, answer in rows]
