"""`cloudfrontier drift`: 0 where nothing differs, 1 where something does, for cron."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_api import behavior, distribution_config, listed

if TYPE_CHECKING:
    from deployment_commands import CommandLine


def test_what_was_attached_has_not_drifted(command: CommandLine) -> None:
    command("attach", "--yes")
    said = command("drift")
    assert said.code == 0
    assert said.out == f"{command.distribution} is as edge.toml and the build say\n"
    assert command("drift", "--format", "json").json == []


def test_what_is_missing_and_what_is_extra_are_told_and_end_with_1(command: CommandLine) -> None:
    command("attach", "--yes")
    command.project.attach("*")
    command.project.attach("/members/*", viewer_request="router")
    command.project.build()
    said = command("drift")
    assert said.code == 1
    assert "extra    viewer-request of '*' holds arn:aws:cloudfront::" in said.out
    assert "changed  viewer-request of '/members/*' should hold arn:aws:cloudfront::" in said.out
    assert "2 differences; `cloudfrontier attach` mends what is ours" in said.err


def test_code_of_others_is_drift_only_when_asked_for(command: CommandLine) -> None:
    arn = command.place.publish("theirs")
    members = behavior(PathPattern="/members/*")
    default = behavior(functions={"viewer-response": arn})
    command.distribution = command.place.create(
        distribution_config("two", CacheBehaviors=listed(members), DefaultCacheBehavior=default)
    )
    command("attach", "--yes")
    said = command("drift")
    assert said.code == 0
    assert f"foreign  viewer-response of '*' holds {arn}" in said.out
    assert command("drift", "--strict").code == 1


def test_json_tells_every_difference(command: CommandLine) -> None:
    said = command("drift", "--format", "json")
    assert said.code == 1
    assert {item["side"] for item in said.json} == {"missing"}


def test_a_look_changes_nothing(command: CommandLine) -> None:
    start = len(command.place.fake.calls)
    command("drift")
    read = ("Get", "List", "Describe")
    assert all(call.operation.startswith(read) for call in command.place.fake.calls[start:])
