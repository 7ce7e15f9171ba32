"""`cloudfrontier rollback`: back to what a run had found, by its id or the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deployments import attached_names

if TYPE_CHECKING:
    from deployment_commands import CommandLine


def build(command: CommandLine, code: str) -> dict[tuple[str, str], str]:
    command.project.function("router", code)
    command.project.handler("gate", code)
    command.project.build()
    assert command("attach", "--yes").code == 0
    return attached_names(command.place, command.distribution)


def test_the_newest_run_is_undone(command: CommandLine) -> None:
    first = build(command, "one")
    build(command, "two")
    said = command("rollback", "--yes")
    assert said.code == 0
    assert "~ viewer-request  shop-gate:2 -> shop-gate:1" in said.out
    assert attached_names(command.place, command.distribution) == first


def test_a_run_is_named_by_its_id(command: CommandLine) -> None:
    build(command, "one")
    second = build(command, "two")
    newest, _ = command("history", "--format", "json").json
    assert command("rollback", newest["id"], "--yes").code == 0
    undo, *_ = command("history", "--format", "json").json
    assert undo["undoes"] == newest["id"]
    assert command("rollback", undo["id"], "--yes").code == 0
    assert attached_names(command.place, command.distribution) == second, "a rollback can be undone by name"


def test_an_older_run_is_not_undone_over_a_newer_one(command: CommandLine) -> None:
    build(command, "one")
    build(command, "two")
    _, oldest = command("history", "--format", "json").json
    said = command("rollback", oldest["id"], "--yes")
    assert said.code == 3
    assert "was changed after the run of" in said.out
    assert command("rollback", oldest["id"], "--yes", "--replace").code == 0
    assert attached_names(command.place, command.distribution) == {}


def test_nothing_to_undo_is_a_usage_error(command: CommandLine) -> None:
    said = command("rollback", "--yes")
    assert said.code == 2
    assert "nothing to roll back" in said.err


def test_an_interrupted_rollback_is_ended_by_the_next_command(command: CommandLine) -> None:
    first = build(command, "one")
    build(command, "two")
    command.place.fake.fail("UpdateDistribution", with_=KeyboardInterrupt(), applied=True)
    assert command("rollback", "--yes").code == 130
    assert command("rollback", "--yes").code == 0
    assert attached_names(command.place, command.distribution) == first
    states = [record["state"] for record in command("history", "--format", "json").json]
    assert states == ["done", "done", "done"]
