"""The table of what came and went in the standard library, against the interpreters that are there to ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.rules.bundle.code.stdlib import in_stdlib, removed_in

VERSIONS = [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)]


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_the_table_says_what_that_python_itself_says(version: tuple[int, int]) -> None:
    interpreter = find_interpreter(version, candidates(version, os.environ.get("PATH", "")))
    if interpreter is None:
        pytest.skip(f"no Python {version[0]}.{version[1]} on this machine to compare with")
    answer = subprocess.run(
        [
            interpreter.path,
            "-I",
            "-c",
            "import json, sys; print(json.dumps(sorted(sys.stdlib_module_names)))",
        ],
        capture_output=True,
        check=True,
    )
    theirs = {name for name in json.loads(answer.stdout) if not name.startswith("_")}
    ours = {name for name in theirs | set(sys.stdlib_module_names) if in_stdlib(name, version)}
    assert {name for name in ours if not name.startswith("_")} == theirs


def test_a_removed_module_is_told_from_one_that_never_was() -> None:
    assert removed_in("cgi", (3, 13)) == "3.13"
    assert removed_in("cgi", (3, 12)) is None
    assert removed_in("acme", (3, 13)) is None
