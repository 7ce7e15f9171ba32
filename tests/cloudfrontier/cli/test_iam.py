"""`cloudfrontier iam`: policies that can be attached as they are printed, without a call to AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from deployment_commands import CommandLine, Said

ACCOUNT = "123456789012"


def iam(command: CommandLine, *arguments: str) -> Said:
    return command.run("iam", "-p", str(command.project.root), *arguments)


def actions(said: Said) -> set[str]:
    return {action for statement in said.json["Statement"] for action in statement["Action"]}


def test_a_deployer_may_attach_and_stage_only_if_asked(command: CommandLine) -> None:
    start = len(command.place.fake.calls)
    plain = iam(command, "deployer", "--account", ACCOUNT, "--distribution", "E1")
    staged = iam(command, "deployer", "--account", ACCOUNT, "--distribution", "E1", "--staging", "--logs")
    assert "cloudfront:UpdateDistribution" in actions(plain)
    assert "cloudfront:CopyDistribution" not in actions(plain)
    assert {"cloudfront:CopyDistribution", "logs:FilterLogEvents"} <= actions(staged)
    assert len(command.place.fake.calls) == start


def test_a_reader_may_not(command: CommandLine) -> None:
    said = iam(command, "reader", "--account", ACCOUNT, "--distribution", "E1")
    assert "cloudfront:UpdateDistribution" not in actions(said)


def test_each_handler_is_given_its_logs_and_what_it_reads(command: CommandLine) -> None:
    toml = command.project.root / "edge.toml"
    live = '[remote_config]\nsource = "dynamodb"\nregion = "eu-west-1"\ntable = "settings"\n'
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n{live}", encoding="utf-8")
    logs, table = iam(command, "handlers", "--account", ACCOUNT).json["gate"]["Statement"]
    assert logs["Resource"][0].endswith(":log-group:/aws/lambda/us-east-1.shop-gate")
    assert table == {
        "Effect": "Allow",
        "Action": "dynamodb:GetItem",
        "Resource": f"arn:aws:dynamodb:eu-west-1:{ACCOUNT}:table/settings",
        "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["live"]}},
    }


def test_who_may_assume_a_handlers_role(command: CommandLine) -> None:
    principals = iam(command, "trust").json["Statement"][0]["Principal"]["Service"]
    assert principals == ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("deployer", "--distribution", "E1"), "expected --account and twelve digits"),
        (("deployer", "--distribution", "E1", "--account", "12"), "expected --account and twelve digits"),
        (("reader", "--account", ACCOUNT), "Missing option '--distribution'"),
    ],
    ids=["no account", "no number", "no distribution"],
)
def test_nothing_is_left_wide_open_by_an_option_left_out(
    command: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    answer = iam(command, *arguments)
    assert (answer.code, said in answer.err) == (2, True), answer.err
