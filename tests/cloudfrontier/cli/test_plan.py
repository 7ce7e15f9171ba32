"""`cloudfrontier plan`: what it prints, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed

from infra.plan import Plan

if TYPE_CHECKING:
    from deployment_commands import CommandLine


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_changes_are_told_by_behavior_and_event_with_their_marks(command: CommandLine) -> None:
    said = command("plan")
    assert said.code == 0
    printed = lines(said.out)
    name = command.project.desired.functions[0].deployed_name
    assert printed[0].endswith("account 123456789012")
    assert "+ handler  shop-gate: create" in printed
    assert f"+ function {name}: publish" in printed
    at = printed.index("behavior /members/*")
    assert printed[at + 1] == "+ viewer-request  shop-gate (new version)"
    assert printed[at + 2 : at + 4] == ["the default behavior", f"+ viewer-request  {name}"]
    assert "2 to attach, 5 steps before" in printed
    assert "\x1b" not in said.out, "plain where nobody watches"


def test_what_is_replaced_and_detached_is_told_with_what_it_was(command: CommandLine) -> None:
    command("attach", "--yes")
    command.project.handler("gate", "two")
    command.project.attach("*")
    command.project.build()
    printed = lines(command("plan").out)
    assert "~ viewer-request  shop-gate:1 -> shop-gate (new version)" in printed
    assert any(line.startswith("- viewer-request  shop-router-") for line in printed)


def test_nothing_to_do_is_said(command: CommandLine) -> None:
    command("attach", "--yes")
    said = command("plan")
    assert said.code == 0
    assert lines(said.out)[-1] == "nothing to do: everything is attached as it was built"


@pytest.mark.parametrize(
    ("traffic", "sum_of"),
    [
        ((), "$0.63 a month: 1,000,000 runs of functions $0.00, 1,000,000 of handlers $0.63"),
        (("12M",), "$8.58 a month: 12,000,000 runs of functions $1.00, 12,000,000 of handlers $7.58"),
        (("0", "/members/*=500k"), "$0.32 a month: 0 runs of functions $0.00, 500,000 of handlers $0.32"),
    ],
    ids=["usual", "of all", "of one"],
)
def test_the_cost_is_for_the_traffic_that_is_given(
    command: CommandLine, traffic: tuple[str, ...], sum_of: str
) -> None:
    """A million runs of 5 ms and 128 MB: $0.60 for the requests and 625 GB-seconds at $0.00005001."""
    options = [part for amount in traffic for part in ("--traffic", amount)]
    assert f"about {sum_of}" in command("plan", *options).out


def test_traffic_that_is_no_number_is_a_usage_error(command: CommandLine) -> None:
    said = command("plan", "--traffic", "a lot")
    assert said.code == 2
    assert "expected 10M, or /api/*=500k" in said.err


def test_json_is_the_plan_and_all_there_is(command: CommandLine) -> None:
    said = command("plan", "--format", "json")
    assert {edit["slot"]["behavior"] for edit in said.json["edits"]} == {"/members/*", "*"}
    assert Plan.from_json(said.out, name="stdout").distribution == command.distribution


def test_a_plan_is_written_for_attach(command: CommandLine) -> None:
    path = command.project.root / "plan.json"
    assert command("plan", "-o", str(path)).code == 0
    assert Plan.from_json(path.read_bytes(), name="file").project == "shop"
    said = command("plan", "-o", str(command.project.root / "no" / "folder"))
    assert said.code == 2
    assert "No such file or directory" in said.err


def test_a_conflict_ends_with_3_and_says_what_to_do(command: CommandLine) -> None:
    arn = command.place.publish("theirs")
    members = behavior(PathPattern="/members/*")
    default = behavior(functions={"viewer-request": arn})
    command.distribution = command.place.create(
        distribution_config("two", CacheBehaviors=listed(members), DefaultCacheBehavior=default)
    )
    said = command("plan")
    assert said.code == 3
    assert f"holds {arn}, which is not this project's" in said.out
    assert "do: detach it there, or run with --replace" in said.out
    assert said.err == "error: 1 conflict: see above what to do about each\n"
    assert command("plan", "--replace").code == 0


def test_what_would_be_refused_ends_with_1(command: CommandLine) -> None:
    arn = command.place.publish("theirs")
    members = behavior(PathPattern="/members/*", functions={"viewer-response": arn})
    command.distribution = command.place.create(distribution_config("two", CacheBehaviors=listed(members)))
    said = command("plan")
    assert said.code == 1
    assert "error DST411" in said.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan",), "Missing option '--distribution'"),
        (("plan", "--distribution", "E0000000000000"), "no distribution 'E0000000000000' in this account"),
    ],
    ids=["none named", "none there"],
)
def test_a_distribution_is_needed(command: CommandLine, arguments: tuple[str, ...], message: str) -> None:
    said = command.run(*arguments, "-p", str(command.project.root))
    assert said.code == 2
    assert message in said.err


def test_without_a_build_it_says_so(command: CommandLine) -> None:
    (command.project.dist / "manifest.json").unlink()
    said = command("plan")
    assert said.code == 2
    assert "run `cloudfrontier build` first" in said.err


def test_an_answer_of_awss_ends_with_4(command: CommandLine) -> None:
    command.place.fake.fail("GetDistribution", with_="AccessDenied")
    said = command("plan")
    assert said.code == 4
    assert "GetDistribution: AccessDenied" in said.err
