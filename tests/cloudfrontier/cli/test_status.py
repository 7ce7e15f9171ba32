"""`cloudfrontier status` and `history`: what is there, whose it is, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_api import behavior, distribution_config, listed

if TYPE_CHECKING:
    from deployment_commands import CommandLine


def test_what_is_attached_is_told_with_its_owner(command: CommandLine) -> None:
    arn = command.place.publish("theirs")
    default = behavior(functions={"viewer-response": arn})
    members = behavior(PathPattern="/members/*")
    command.distribution = command.place.create(
        distribution_config("two", DefaultCacheBehavior=default, CacheBehaviors=listed(members))
    )
    command("attach", "--yes")
    said = command("status")
    assert said.code == 0
    assert ": Deployed\n" in said.out
    assert "    viewer-request  shop-gate:1\n" in said.out
    assert "    viewer-response theirs (not this project's)\n" in said.out
    assert "last: attach of 2026-11-23T" in said.out
    assert "by arn:aws:sts::123456789012:user/moto: done" in said.out


def test_json_tells_the_same(command: CommandLine) -> None:
    command("attach", "--yes")
    told = command("status", "--format", "json").json
    assert told["status"] == "Deployed"
    assert {(item["behavior"], item["event"], item["ours"]) for item in told["attached"]} == {
        ("/members/*", "viewer-request", True),
        ("*", "viewer-request", True),
    }
    assert told["last"]["state"] == "done"


def test_a_distribution_with_nothing_on_it_says_so(command: CommandLine) -> None:
    said = command("status")
    assert "nothing is attached" in said.out
    assert command("status", "--format", "json").json["last"] is None


def test_history_lists_runs_newest_first(command: CommandLine) -> None:
    command("attach", "--yes")
    command("detach", "--yes")
    command("rollback", "--yes")
    first, second, third = command("history").out.splitlines()
    assert "rollback done" in first
    assert "; undoes 2026" in first
    assert "detach   done      2 detach; by arn:aws:sts" in second
    assert "attach   done      2 add; by arn:aws:sts" in third


def test_history_asks_nothing_of_aws(command: CommandLine) -> None:
    start = len(command.place.fake.calls)
    said = command("history")
    assert said.code == 0
    assert "nothing is recorded; --record-bucket names a bucket" in said.out
    assert len(command.place.fake.calls) == start
    assert command("history", "--format", "json").json == []
