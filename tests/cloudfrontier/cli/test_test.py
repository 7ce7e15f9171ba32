"""`cloudfrontier test`: exit codes, what is printed, the report, accepted values, and AWS's own answers."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import click
import pytest
from case_project import CaseProject
from deployments import account

from cloudfrontier.cli import main, run
from cloudfrontier.cli.deployment import Surroundings
from cloudfrontier.cli.test import test as command
from cloudfrontier.testing.fake_cloudfront import FunctionTest, TestOutcome
from cloudfrontier.testing.function_runner import run_function
from infra.remote_tests import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CASES = """\
[[cases]]
name = "moved"
request = "/old"
expect = { status = 301 }

[[cases]]
name = "an event"
function = "router"
event = { request = { uri = "/docs/" } }
expect.request.uri = "/docs/index.html"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CaseProject:
    made = CaseProject(tmp_path / "project")
    made.write("cases/a.toml", CASES)
    monkeypatch.chdir(made.root)
    return made


def test_cases_beside_the_project_are_run(project: CaseProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test"]) == 0
    out = capsys.readouterr().out
    assert "ok       moved  (cases/a.toml:1)" in out
    assert "2 passed in " in out


def test_a_failure_is_told_and_reported(project: CaseProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("cases/a.toml", CASES.replace("301", "404").replace("moved", "mo\\u001bved"))
    assert main(["test", "--junit", "out/report.xml", "-q"]) == 1
    said = capsys.readouterr()
    assert "status: expected 404, got 301" in said.out
    assert "GET /old -> 301 Moved" in said.out
    assert "an event" not in said.out
    assert "1 case failed" in said.err
    suite = ET.fromstring((project.root / "out/report.xml").read_text("utf-8"))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert suite[0][0].get("message") == "status: expected 404, got 301"


def test_results_are_json_for_programs(project: CaseProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--format", "json", "-k", "moved"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)
    assert (shown["name"], shown["outcome"], shown["file"]) == ("moved", "passed", "cases/a.toml")


def test_what_is_seen_is_accepted(project: CaseProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("cases/a.toml", CASES.replace("301", "404").replace('"/docs/index.html"', '"/"'))
    assert main(["test", "--update"]) == 0
    assert "2 accepted" in capsys.readouterr().out
    assert (project.root / "cases/a.toml").read_text("utf-8") == CASES
    assert main(["test"]) == 0


def test_a_case_without_expectation_is_given_one(project: CaseProject) -> None:
    project.write(
        "cases/a.toml", '[[cases]]\nrequest = "/old"\n\n[[cases]]\nevent = { request = { uri = "/" } }\n'
    )
    assert main(["test", "--update"]) == 0
    text = (project.root / "cases/a.toml").read_text("utf-8")
    assert 'status = 301, headers = { location = "/new" }' in text
    assert 'uri = "/index.html"' in text
    assert main(["test"]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "no such file"),
        (["-k", "nothing"], "none of 2 cases is so named"),
        (["-p", "nowhere"], "nowhere"),
    ],
)
def test_a_wrong_command_line_is_exit_2(
    project: CaseProject, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["test", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_is_no_case_is_exit_2(project: CaseProject, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("cases/a.toml", "[[cases]]\nrequst = 1\n")
    assert main(["test"]) == 2
    assert "cases/a.toml:2:1: unknown key `requst`" in capsys.readouterr().err


class Aws:
    """An account whose TestFunction is run by `runner`, and the command that talks to it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._root = root
        self._capsys = capsys

    def test(self, runner: Callable[[FunctionTest], TestOutcome]) -> tuple[int, str, str, list[str]]:
        """Exit code, output, errors, and the names of the functions that are left in the account."""
        with account(self._root, test_runner=runner) as place:
            surroundings = Surroundings(open_session=lambda _profile, _region: place.session)

            @click.group
            @click.pass_context
            def world(context: click.Context) -> None:
                context.obj = surroundings

            world.add_command(command)
            code = run(world, ["test", "--remote"])
            said = self._capsys.readouterr()
            found = place.aws.cloudfront.list_functions()["FunctionList"].get("Items", [])
        return code, said.out, said.err, [item["Name"] for item in found]


@pytest.fixture
def aws(project: CaseProject, capsys: pytest.CaptureFixture[str]) -> Aws:
    project.write("cases/b.toml", 'name = "a handler\'s"\nrequest = "/stamped/page"\n')
    return Aws(project.root, capsys)


def test_the_same_cases_are_run_on_aws(aws: Aws) -> None:
    asked: list[FunctionTest] = []

    def runner(test: FunctionTest) -> TestOutcome:
        asked.append(test)
        return run_function(test)

    code, out, err, left = aws.test(runner)
    assert (code, left) == (0, [])
    assert "3 passed" in out
    assert "a handler's: not compared with AWS: no CloudFront Function ran" in err
    of_request, of_event = asked
    assert of_request.name.startswith(PREFIX)
    assert of_request.name == of_event.name
    assert of_request.stage == "DEVELOPMENT"
    first, second = json.loads(of_request.event), json.loads(of_event.event)
    assert first["request"]["uri"] == "/old"
    assert first["request"]["headers"]["host"]["value"].endswith(".cloudfront.net")
    assert first["context"]["eventType"] == "viewer-request"
    assert second["request"]["headers"] == {}


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (
            {"output": {"request": {"uri": "/elsewhere"}}},
            'router.output.request.uri: expected "/docs/index.html", got "/elsewhere"',
        ),
        ({"error": "it could not run"}, 'router.error: expected "", got "it could not run"'),
        (
            {"output": {"request": {"uri": "/docs/index.html", "more": 1}}},
            "router.output.request.more: expected nothing",
        ),
        ({"logs": ("said",)}, 'router.logs: expected [], got ["said"]'),
    ],
)
def test_what_aws_answers_otherwise_is_listed(aws: Aws, outcome: dict[str, Any], told: str) -> None:
    def runner(test: FunctionTest) -> TestOutcome:
        ours = run_function(test)
        output = json.dumps(outcome["output"]) if "output" in outcome else ours.output
        return TestOutcome(output, outcome.get("logs", ours.logs), outcome.get("error", ""), 7)

    code, out, _, left = aws.test(runner)
    assert (code, left) == (1, [])
    assert told in out
    assert "router: compute utilization 7 at AWS" in out


def test_copies_are_deleted_when_aws_refuses(aws: Aws) -> None:
    def runner(test: FunctionTest) -> TestOutcome:
        raise ValueError("internal")

    code, _, err, left = aws.test(runner)
    assert (code, left) == (4, [])
    assert "TestFunctionFailed" in err
