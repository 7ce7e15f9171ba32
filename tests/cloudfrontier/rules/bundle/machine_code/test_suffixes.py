"""Which files of machine code a Python takes for modules is what the interpreters themselves say."""

from __future__ import annotations

import json
import os
import platform
import subprocess

import pytest

from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.rules.bundle.machine_code.suffixes import fits_python, module_stem, tag_words

VERSIONS = [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="other machines have other suffixes")
@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_every_suffix_of_that_python_fits_and_those_of_its_neighbours_do_not(
    version: tuple[int, int],
) -> None:
    interpreter = find_interpreter(version, candidates(version, os.environ.get("PATH", "")))
    if interpreter is None:
        pytest.skip(f"no Python {version[0]}.{version[1]} on this machine to ask")
    program = "import importlib.machinery as m, json; print(json.dumps(m.EXTENSION_SUFFIXES))"
    answer = subprocess.run([interpreter.path, "-I", "-c", program], capture_output=True, check=True)
    suffixes = [suffix for suffix in json.loads(answer.stdout) if "debug" not in suffix]
    assert [suffix for suffix in suffixes if not fits_python(f"fast{suffix}", version)] == []
    own = [suffix for suffix in suffixes if "cpython" in suffix]
    neighbour = (version[0], version[1] + 1)
    assert own
    assert not any(fits_python(f"fast{suffix}", neighbour) for suffix in own)


@pytest.mark.parametrize(
    ("name", "stem", "words"),
    [
        pytest.param(
            "_c.cpython-312-x86_64-linux-gnu.so", "_c", "CPython 3.12, x86_64-linux-gnu", id="Linux"
        ),
        pytest.param("_c.cpython-39-darwin.so", "_c", "CPython 3.9, darwin", id="macOS"),
        pytest.param("_c.cp311-win_amd64.pyd", "_c", "CPython 3.11, win_amd64", id="Windows"),
        pytest.param(
            "_c.cpython-313t-x86_64-linux-gnu.so",
            "_c",
            "CPython 3.13 without the GIL, x86_64-linux-gnu",
            id="free-threaded",
        ),
        pytest.param("_c.pypy310-pp73-x86_64-linux-gnu.so", "_c", "PyPy", id="PyPy"),
        pytest.param("_c.abi3.so", "_c", "", id="the stable ABI"),
        pytest.param("libc.so.6", "", "", id="a library and no module"),
        pytest.param("notes.txt", "", "", id="no machine code"),
    ],
)
def test_a_tag_is_put_in_words(name: str, stem: str, words: str) -> None:
    assert module_stem(name) == stem
    assert tag_words(name) == words


@pytest.mark.parametrize(
    "name",
    [
        "_c.cpython-313t-x86_64-linux-gnu.so",
        "_c.cpython-313-aarch64-linux-gnu.so",
        "_c.cpython-313-x86_64-linux-musl.so",
        "_c.pyd",
        "_c.dylib",
    ],
)
def test_other_builds_of_the_same_version_do_not_fit(name: str) -> None:
    assert not fits_python(name, (3, 13))
