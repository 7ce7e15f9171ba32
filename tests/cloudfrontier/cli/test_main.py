"""Whatever a command ends with, a person gets a sentence, a script an exit code, and nobody a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cloudfrontier import __version__
from cloudfrontier.cli import COMMANDS, main, run
from cloudfrontier.errors import (
    AwsError,
    CloudfrontierError,
    FindingsError,
    InternalError,
    MissingToolError,
    Problem,
    ProjectError,
    RefusedError,
    TimedOutError,
    UsageError,
)

ROOT = Path(__file__).resolve().parents[3]


def failing(error: BaseException) -> click.Command:
    @click.command
    def command() -> None:
        raise error

    return command


def python(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FindingsError("2 errors"), 1),
        (UsageError("no such file"), 2),
        (ProjectError((Problem("edge.toml", 3, 1, "unknown key"),)), 2),
        (RefusedError("not ours"), 3),
        (AwsError("denied"), 4),
        (TimedOutError("still InProgress"), 5),
        (MissingToolError("no njs"), 6),
        (InternalError("impossible"), 70),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_each_error_is_one_sentence_with_its_own_exit_code(
    error: CloudfrontierError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(failing(error), []) == code
    assert capsys.readouterr() == ("", f"error: {error}\n")


def test_a_fault_of_ours_says_so_with_its_place_and_without_its_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(failing(ValueError("token=secret")), []) == 70
    said = capsys.readouterr().err
    assert "fault of cloudfrontier" in said
    assert "ValueError at " in said
    assert f"{Path(__file__).name}:" in said
    assert "secret" not in said
    assert "Traceback" not in said


def test_the_traceback_is_there_for_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUDFRONTIER_TRACEBACK", "1")
    with pytest.raises(ValueError, match="secret"):
        run(failing(ValueError("secret")), [])


def test_an_interrupted_command_ends_as_shells_expect(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(failing(KeyboardInterrupt()), []) == 130
    assert capsys.readouterr().err.strip() == "interrupted"


@pytest.mark.parametrize(
    "argv", [["nonsense"], ["--nonsense"], ["build", "--nonsense"]], ids=["command", "option", "of a command"]
)
def test_wrong_usage_is_exit_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert "Usage: cloudfrontier" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for name, text in COMMANDS:
        assert f"{name} " in shown
        assert text in shown


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_has_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"Usage: cloudfrontier {name}" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"cloudfrontier {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    ran = python(
        "import sys; from cloudfrontier.cli import main; main(['--help']);"
        "print(sorted({'rich', 'pydantic', 'esprima', 'jinja2', 'quickjs', 'boto3'} & set(sys.modules)))"
    )
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["main(['--help'])", "run(talking, [])"], ids=["click's", "a command's"])
def test_a_reader_that_has_gone_is_no_error(command: str) -> None:
    program = (
        "import sys, click; from cloudfrontier.cli import main, run;"
        "talking = click.command(lambda: print('x' * 70_000));"
        f"sys.exit({command})"
    )
    ran = subprocess.run(
        f'sleep 0.05; {sys.executable} -c "{program}" | exec true; echo ${{PIPESTATUS[0]}}',
        shell=True,
        executable="/bin/bash",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout.strip(), ran.stderr) == ("141", "")
