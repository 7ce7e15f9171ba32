"""`cloudfrontier detach`: the project's functions go, everybody else's stay, nothing is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed
from deployments import attached_names

if TYPE_CHECKING:
    from deployment_commands import CommandLine


@pytest.fixture
def attached(command: CommandLine) -> CommandLine:
    """Has ours and, on one event, somebody else's."""
    members = behavior(
        PathPattern="/members/*", lambdas={"origin-request": command.place.publish_lambda("theirs")}
    )
    config = distribution_config("two", CacheBehaviors=listed(members))
    command.distribution = command.place.create(config)
    assert command("attach", "--yes").code == 0
    return command


def test_ours_go_and_theirs_stay(attached: CommandLine) -> None:
    said = attached("detach", "--yes")
    assert said.code == 0
    assert "2 to detach" in said.out
    assert attached_names(attached.place, attached.distribution) == {
        ("/members/*", "origin-request"): "theirs:1"
    }
    assert attached.place.aws.functions.get_function(FunctionName="shop-gate", Qualifier="1")


def test_of_one_behavior_only(attached: CommandLine) -> None:
    assert attached("detach", "--yes", "--behavior", "*").code == 0
    assert set(attached_names(attached.place, attached.distribution)) == {
        ("/members/*", "viewer-request"),
        ("/members/*", "origin-request"),
    }


def test_a_behavior_that_is_not_there_is_told(attached: CommandLine) -> None:
    said = attached("detach", "--yes", "--behavior", "/member")
    assert said.code == 2
    assert "--behavior /member: the distribution has /members/*, *" in said.err


def test_nothing_to_detach_is_nothing_to_do(attached: CommandLine) -> None:
    attached("detach", "--yes")
    said = attached("detach", "--yes")
    assert said.code == 0
    assert "nothing to do" in said.out


def test_it_can_be_rolled_back(attached: CommandLine) -> None:
    before = attached_names(attached.place, attached.distribution)
    attached("detach", "--yes")
    assert attached("rollback", "--yes").code == 0
    assert attached_names(attached.place, attached.distribution) == before


def test_no_build_is_needed(attached: CommandLine) -> None:
    (attached.project.dist / "manifest.json").unlink()
    assert attached("detach", "--yes").code == 0
