"""`cloudfrontier prune`: what it would delete, what it deletes, and what has to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from deployment_commands import CommandLine


@pytest.fixture
def grown(command: CommandLine) -> CommandLine:
    """Three builds have been attached."""
    for build in ("one", "two", "three"):
        command.project.handler("gate", build)
        command.project.build()
        assert command("attach", "--yes").code == 0
    return command


def versions(command: CommandLine) -> list[str]:
    told = command.place.aws.functions.list_versions_by_function(FunctionName="shop-gate")["Versions"]
    return [item["Version"] for item in told][1:]


def test_a_dry_run_names_what_would_go(grown: CommandLine) -> None:
    said = grown("prune", "--keep", "1", "--dry-run")
    assert said.code == 0
    assert said.out == "would delete shop-gate:1\n1 would delete\n"
    assert versions(grown) == ["1", "2", "3"]


def test_what_is_old_goes(grown: CommandLine) -> None:
    said = grown("prune", "--keep", "1", "--yes")
    assert said.out == "deleted      shop-gate:1\n1 deleted\n"
    assert versions(grown) == ["2", "3"]
    assert grown("prune", "--keep", "1", "--yes").out == "nothing is old enough\n"


def test_copies_at_the_edge_are_no_failure(grown: CommandLine) -> None:
    grown.place.fake.fail("lambda:DeleteFunction", with_="ResourceConflictException")
    said = grown("prune", "--keep", "1", "--yes", "--format", "json")
    assert said.code == 0
    (item,) = said.json
    assert (item["name"], item["fate"]) == ("shop-gate:1", "later")


def test_nothing_goes_without_a_yes(grown: CommandLine) -> None:
    said = grown("prune", "--keep", "1")
    assert said.code == 2
    assert "  - shop-gate:1\n" in said.err
    grown.agrees = False
    assert grown("prune", "--keep", "1").code == 130
    assert versions(grown) == ["1", "2", "3"]
    grown.agrees = True
    assert grown("prune", "--keep", "1").code == 0
    assert versions(grown) == ["2", "3"]
