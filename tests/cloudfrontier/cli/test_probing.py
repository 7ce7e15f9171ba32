"""`attach --probe`: the live answer against the simulator's, with nothing sent when that cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from deployments import attached_names

from infra.probe import Outcome

if TYPE_CHECKING:
    from deployment_commands import CommandLine

CODE = """function handler(event) {
    if (event.request.uri === '/old') {
        return {statusCode: 301, headers: {location: {value: '/new'}}};
    }
    return event.request;
} // """


@pytest.fixture
def command(command: CommandLine) -> CommandLine:
    """Its function redirects `/old`."""
    project = command.project
    project.functions["router"] = ("viewer-request", CODE)
    project.build()
    return command


def url_of(command: CommandLine) -> str:
    found = command.place.aws.cloudfront.get_distribution(Id=command.distribution)
    return f"https://{found['Distribution']['DomainName']}/old"


def test_an_answer_as_simulated_is_said(command: CommandLine) -> None:
    command.answers[url_of(command)] = Outcome(301, url_of(command).replace("old", "new"))
    said = command("attach", "--yes", "--probe", "/old")
    assert said.code == 0, said.err
    assert f"{url_of(command)}: 301 to /new, as simulated" in said.out


def test_another_answer_is_a_finding_and_what_to_do_is_said(command: CommandLine) -> None:
    command.answers[url_of(command)] = Outcome(502)
    said = command("attach", "--yes", "--probe", "/old")
    assert said.code == 1
    assert "1 probe answered otherwise; it stays attached, and `cloudfrontier rollback`" in said.err
    assert f"{url_of(command)}: 502; the simulator expects 301 to /new" in said.err
    assert attached_names(command.place, command.distribution)


def test_what_fails_in_the_simulator_is_not_attached(command: CommandLine) -> None:
    command.project.functions["router"] = ("viewer-request", "function handler() { throw new Error('no'); }")
    command.project.build()
    said = command("attach", "--yes", "--probe", "/old")
    assert (said.code, "edge code fails in the simulator already" in said.err) == (2, True), said.err
    assert attached_names(command.place, command.distribution) == {}


def test_what_does_not_wait_cannot_probe(command: CommandLine) -> None:
    said = command("attach", "--yes", "--no-wait", "--probe", "/old")
    assert (said.code, "--no-wait" in said.err) == (2, True)
