"""The registry of behaviours keeps its word: every test that it names exists, and every source is dated."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cloudfrontier.simulator.engine import NOT_SIMULATED
from cloudfrontier.simulator.fidelity import BEHAVIOURS, GAPS, THEMES

TESTS = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"(?P<file>[\w/]+\.py)::(?P<test>test_\w+)(?:\[(?P<case>.+)\])?")
LEAST = 200


@cache
def read(file: str) -> tuple[frozenset[str], frozenset[str]]:
    """Names of the tests in a file, and every string that stands in it."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    tests = frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return tests, frozenset(texts)


def fault(named: str) -> str:
    """What is wrong with a name of a test; empty if it exists."""
    found = NAMED.fullmatch(named)
    if found is None or not (TESTS / found["file"]).is_file():
        return "no such file"
    tests, texts = read(found["file"])
    if found["test"] not in tests:
        return "no such test"
    return "no such case" if found["case"] and found["case"] not in texts else ""


def test_every_test_that_is_named_exists() -> None:
    faults = {item.test: problem for item in BEHAVIOURS if (problem := fault(item.test))}
    assert not faults


def test_a_test_that_does_not_exist_is_noticed() -> None:
    """The check itself: a name that is made up is none."""
    here = "simulator/fidelity/test_registry.py"
    assert not fault(f"{here}::test_every_test_that_is_named_exists")
    assert fault(f"{here}::test_nothing") == "no such test"
    assert fault("simulator/none.py::test_nothing") == "no such file"
    assert fault(f"{here}::test_every_test_that_is_named_exists[{LEAST}]") == "no such case"


def test_at_least_two_hundred_behaviours_are_pinned() -> None:
    assert len(BEHAVIOURS) >= LEAST


def test_no_behaviour_and_no_gap_is_told_twice() -> None:
    told = [item.says for item in BEHAVIOURS] + [gap.says for gap in GAPS]
    assert sorted(told) == sorted(set(told))
    assert len({theme.title for theme in THEMES}) == len(THEMES)


def test_every_source_is_a_page_of_awss_with_the_month_it_was_read() -> None:
    sources = {item.says: item.source for item in BEHAVIOURS} | {gap.says: gap.source for gap in GAPS}
    for says, source in sources.items():
        # AWS publishes the clients of its runtimes, and documents less than they do
        is_client = source.url.startswith("https://github.com/aws/aws-lambda-")
        assert is_client or urlsplit(source.url).hostname == "docs.aws.amazon.com", says
        assert re.fullmatch(r"20\d\d-\d\d", source.read), says


def test_what_is_open_is_marked_and_an_option_belongs_to_something_open() -> None:
    open_ones = [item for item in BEHAVIOURS if item.standing == "uncertain"]
    assert open_ones
    assert all(
        item.standing != "documented" or "may_list" in item.option for item in BEHAVIOURS if item.option
    )


def test_every_gap_has_a_reason_and_the_engines_own_are_among_them() -> None:
    assert all(gap.reason for gap in GAPS)
    told = " ".join(gap.says for gap in GAPS).lower()
    assert all(step in told for step in NOT_SIMULATED)
