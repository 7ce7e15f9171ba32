"""`stage`, `watch`, `promote` and `abort`: a rollout from the command line, first share to last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from deployments import attached_names
from rollouts import metric

from infra.rollout import read_rollout

if TYPE_CHECKING:
    from deployment_commands import CommandLine

    from infra.rollout import Rollout


def rollout_of(command: CommandLine) -> Rollout:
    return read_rollout(command.place.aws, command.distribution)


def staging_id(command: CommandLine) -> str:
    staging = rollout_of(command).staging
    assert staging is not None
    return staging.id


def test_a_rollout_is_staged_watched_and_promoted(command: CommandLine) -> None:
    said = command("stage", "--weight", "5", "--yes")
    assert said.code == 0, said.err
    assert "staged, for 5 % of the requests; `watch` it, then `promote` or `abort`" in said.out
    assert attached_names(command.place, command.distribution) == {}
    for minute in range(5):
        metric(command.place, "Requests", 50, minute=minute, DistributionId=staging_id(command))
    said = command("watch", "--minutes", "5")
    assert (said.code, "0.00 % answered with 5xx" in said.out) == (0, True)
    said = command("promote", "--yes")
    assert said.code == 0, said.err
    assert "promoted, everywhere; recorded as " in said.out
    assert attached_names(command.place, command.distribution)["/members/*", "viewer-request"]
    assert "nothing to do" in command("promote", "--yes").out
    assert [item["kind"] for item in command("history", "--format", "json").json] == ["promote", "stage"]


def test_watching_a_bad_rollout_ends_it_with_exit_code_1(command: CommandLine) -> None:
    command("stage", "--header", "aws-cf-cd-try=yes", "--yes")
    metric(command.place, "Requests", 50, minute=1, DistributionId=staging_id(command))
    metric(command.place, "5xxErrorRate", 10, minute=1, DistributionId=staging_id(command))
    said = command("watch", "--minutes", "60")
    assert said.code == 1
    assert "10.00 % of the answers are 5xx, 1 % are allowed; the rollout was aborted" in said.err
    assert "nothing to do: no rollout is on" in command("abort").out
    assert command("promote", "--yes").code == 3


def test_abort_asks_nobody_and_deletes_on_request(command: CommandLine) -> None:
    command("stage", "--weight", "5", "--yes")
    assert command("abort", "--format", "json").json == {"aborted": True, "deleted": False}
    assert command("abort", "--delete", "--format", "json").json == {"aborted": False, "deleted": True}
    assert rollout_of(command).staging is None
    said = command("watch")
    assert said.code == 2
    assert "`stage` begins one" in said.err


def test_a_person_is_asked_before_anything_is_made(command: CommandLine) -> None:
    command.agrees = False
    assert command("stage", "--weight", "5").code == 130
    assert rollout_of(command).staging is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "either --weight PERCENT or --header"),
        (("--weight", "5", "--header", "aws-cf-cd-a=b"), "either --weight PERCENT or --header"),
        (("--weight", "16"), "--weight 16"),
        (("--header", "x-a=b"), "aws-cf-cd-NAME=VALUE"),
        (("--header", "aws-cf-cd-a=b", "--sticky", "300"), "--sticky goes with --weight"),
    ],
    ids=["neither", "both", "too much", "another header", "sticky header"],
)
def test_what_cloudfront_would_not_take_is_a_usage_error(
    command: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    answer = command("stage", *arguments, "--yes")
    assert (answer.code, said in answer.err) == (2, True), answer.err


def test_what_is_attached_already_need_not_be_staged(command: CommandLine) -> None:
    command("attach", "--yes")
    said = command("stage", "--weight", "5", "--yes")
    assert (said.code, "there is nothing to stage" in said.err) == (2, True)


def test_nothing_staged_is_said_so(command: CommandLine) -> None:
    said = command("promote", "--yes")
    assert (said.code, "has nothing staged" in said.err) == (2, True)
