"""`cloudfrontier template`: every form, to the screen or a file, from what was built and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from deployment_commands import CommandLine, Said


def template(command: CommandLine, *arguments: str) -> Said:
    return command.run("template", "-p", str(command.project.root), *arguments)


@pytest.mark.parametrize("form", ["cloudformation", "sam", "terraform", "cdk"])
def test_every_form_names_what_attach_would_make(command: CommandLine, form: str) -> None:
    start = len(command.place.fake.calls)
    said = template(command, "--format", form)
    assert said.code == 0
    desired = command.project.desired
    names = [item.deployed_name for item in desired.functions]
    names += [item.deployed_name for item in desired.handlers]
    assert [name for name in names if name not in said.out] == []
    assert len(command.place.fake.calls) == start, "nothing is asked of AWS"


def test_paths_are_relative_to_where_it_is_written(command: CommandLine, tmp_path: Path) -> None:
    output = command.project.root / "infra.tf.json"
    assert template(command, "--format", "terraform", "-o", str(output)).code == 0
    made = json.loads(output.read_text(encoding="utf-8"))["resource"]
    assert made["aws_lambda_function"]["gate"]["filename"] == "${path.module}/dist/lambdas/gate.zip"


def test_a_build_that_was_changed_is_refused(command: CommandLine) -> None:
    (command.project.dist / "lambdas" / "gate.zip").write_bytes(b"other")
    said = template(command, "--format", "sam")
    assert (said.code, "is not what was built and checked" in said.err) == (2, True)


def test_a_place_that_cannot_be_written_is_said(command: CommandLine) -> None:
    said = template(command, "--format", "sam", "-o", str(command.project.root / "no" / "where.json"))
    assert (said.code, "where.json: cannot be written" in said.err) == (2, True)
