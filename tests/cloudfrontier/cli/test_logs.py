"""`cloudfrontier logs`: by the names of edge.toml, in text and as JSON; nothing steers a terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from deployment_commands import CommandLine, Said

BEGIN = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000)


def write(command: CommandLine, region: str, group: str, message: str) -> None:
    client = command.place.session.client("logs", region_name=region)
    client.create_log_group(logGroupName=group)
    client.create_log_stream(logGroupName=group, logStreamName="one")
    events = [{"timestamp": BEGIN, "message": message}]
    client.put_log_events(logGroupName=group, logStreamName="one", logEvents=events)


def logs(command: CommandLine, *arguments: str) -> Said:
    return command.run("logs", "-p", str(command.project.root), *arguments)


def test_a_handler_is_read_where_it_ran(command: CommandLine) -> None:
    write(command, "eu-west-1", "/aws/lambda/us-east-1.shop-gate", "hello \x1b[31mthere")
    assert logs(command, "gate").out == "2026-11-23T00:00:00.000Z eu-west-1      hello ·[31mthere\n"
    line = json.loads(logs(command, "gate", "--format", "json").out)
    assert line == {
        "time": BEGIN,
        "region": "eu-west-1",
        "group": "/aws/lambda/us-east-1.shop-gate",
        "message": "hello \x1b[31mthere",
    }


def test_a_function_is_read_by_the_name_of_its_build(command: CommandLine) -> None:
    name = command.project.desired.functions[0].deployed_name
    write(command, "us-east-1", f"/aws/cloudfront/function/{name}", "routed")
    assert "routed" in logs(command, "router").out


def test_what_cloudfront_refused_is_read_with_the_distribution(command: CommandLine) -> None:
    group = f"/aws/cloudfront/LambdaEdge/{command.distribution}"
    write(command, "us-west-2", group, "ERROR Validation error")
    assert "Validation error" not in logs(command, "gate").out
    assert "Validation error" in logs(command, "gate", "--distribution", command.distribution).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("nobody",), "it has router, gate"), (("gate", "--since", "1w"), "expected a number and s, m, h or d")],
    ids=["unknown name", "no time"],
)
def test_mistakes_say_what_was_expected(command: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    answer = logs(command, *arguments)
    assert (answer.code, said in answer.err) == (2, True), answer.err
