"""What other tools run of this package: the pre-commit hooks and the GitHub Action, read and run for real."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its types are a package of their own

from cloudfrontier.cli import cloudfrontier

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

# stands for the command that the action installs: it writes down what it was given
RECORDER = """\
#!/usr/bin/env bash
printf '%s\\n' "$@" > "$RUNNER_TEMP/given"
echo printed
exit "${EXIT_CODE:-0}"
"""


def step(name: str) -> dict[str, Any]:
    (found,) = (item for item in ACTION["runs"]["steps"] if item["name"] == name)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The temporary folder of a runner, with the recorder where the command would be."""
    command = tmp_path / "cloudfrontier" / "bin" / "cloudfrontier"
    command.parent.mkdir(parents=True)
    command.write_text(RECORDER, encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return tmp_path


def run(runner: Path, *, code: int = 0, **inputs: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the action's step with these inputs; what it printed, and what the command was given."""
    given = {name: item["default"] for name, item in ACTION["inputs"].items()} | inputs
    check = step("cloudfrontier check")
    environment = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in check["env"].items()
    }
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", check["run"]],
        cwd=runner,
        env={"PATH": os.environ["PATH"], "RUNNER_TEMP": str(runner), "EXIT_CODE": str(code), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    recorded = runner / "given"
    return ran, recorded.read_text(encoding="utf-8").splitlines() if recorded.exists() else []


def test_the_action_checks_the_nearest_project_with_annotations(runner: Path) -> None:
    ran, given = run(runner)
    assert ran.returncode == 0, ran.stderr
    assert given == ["check", "--format", "github", "--"]


def test_every_input_reaches_the_command(runner: Path) -> None:
    _, given = run(
        runner,
        paths="src/a b.js\n\nfunctions",
        distribution="config.json",
        strict="true",
        arguments="--runtime=cloudfront-js-1.0\n--static",
        format="json",
    )
    assert given == [
        *("check", "--format", "json", "--strict", "--distribution", "config.json"),
        *("--runtime=cloudfront-js-1.0", "--static", "--", "src/a b.js", "functions"),
    ]


def test_the_log_may_go_to_a_file_for_code_scanning(runner: Path) -> None:
    ran, given = run(runner, format="sarif", output="out.sarif")
    assert ran.stdout == ""
    assert (runner / "out.sarif").read_text(encoding="utf-8") == "printed\n"
    assert given == ["check", "--format", "sarif", "--"]


@pytest.mark.parametrize(
    "nasty", ["$(touch owned)", "; touch owned", "`touch owned`", '"; touch owned; "', "-x"]
)
def test_no_input_becomes_a_command_or_an_option(nasty: str, runner: Path) -> None:
    _, given = run(runner, paths=nasty)
    assert given[-2:] == ["--", nasty]
    assert not (runner / "owned").exists()


def test_findings_fail_the_step(runner: Path) -> None:
    assert run(runner, code=1)[0].returncode == 1


def test_no_input_stands_in_the_text_of_a_script() -> None:
    assert not [item["name"] for item in ACTION["runs"]["steps"] if "${{" in item["run"]]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_that_there_is(hook: dict[str, Any]) -> None:
    program, command = hook["entry"].split()
    assert program == "cloudfrontier"
    assert command in cloudfrontier.list_commands(
        cloudfrontier.make_context(program, ["--help"], resilient_parsing=True)
    )
    assert {"id", "name", "description", "language"} <= hook.keys()


def test_the_action_has_a_word_on_every_input() -> None:
    assert all(item["description"].endswith(".") for item in ACTION["inputs"].values())
