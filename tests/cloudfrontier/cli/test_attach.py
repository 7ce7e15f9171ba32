"""`cloudfrontier attach`: asked or not, from a plan or without, interrupted or not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from deployments import Place, attached_names

from cloudfrontier.testing.fake_cloudfront import Polls, TestOutcome

if TYPE_CHECKING:
    from pathlib import Path

    from deployment_commands import CommandLine


def updates(command: CommandLine) -> int:
    calls = command.place.fake.calls
    return sum(call.operation == "UpdateDistribution" for call in calls)


def test_what_was_built_is_attached_and_told_step_by_step(command: CommandLine) -> None:
    said = command("attach", "--yes")
    assert said.code == 0
    assert (
        attached_names(command.place, command.distribution)["/members/*", "viewer-request"] == "shop-gate:1"
    )
    assert "done, everywhere; recorded as 20261123T" in said.out
    assert "  Lambda function shop-gate\n" in said.err
    assert f"waiting for distribution {command.distribution} to be Deployed" in said.err


def test_attaching_again_does_nothing(command: CommandLine) -> None:
    command("attach", "--yes")
    said = command("attach", "--yes")
    assert said.code == 0
    assert "nothing to do" in said.out
    assert updates(command) == 1
    assert len(list((command.project.root / ".cloudfrontier" / "records").iterdir())) == 1


def test_whoever_agrees_is_obeyed(command: CommandLine) -> None:
    command.agrees = True
    assert command("attach").code == 0
    assert updates(command) == 1


def test_whoever_does_not_is_too(command: CommandLine) -> None:
    command.agrees = False
    assert command("attach").code == 130
    assert updates(command) == 0
    assert not (command.project.root / ".cloudfrontier").exists()


def test_where_nobody_is_it_needs_yes(command: CommandLine) -> None:
    said = command("attach")
    assert said.code == 2
    assert "run with --yes" in said.err
    assert updates(command) == 0


def test_json_is_the_record(command: CommandLine) -> None:
    record = command("attach", "--yes", "--format", "json").json
    assert (record["state"], record["kind"]) == ("done", "attach")
    assert command("attach", "--yes", "--format", "json").json == {"state": "nothing to do", "finished": 0}
    assert command("attach", "--format", "json").code == 0, "there is nothing to ask about"
    command.project.handler("gate", "two")
    command.project.build()
    assert command("attach", "--format", "json").code == 2


# --- a plan from a file -----------------------------------------------------------------------------------


@pytest.fixture
def plan(command: CommandLine) -> str:
    path = str(command.project.root / "plan.json")
    assert command("plan", "-o", path).code == 0
    return path


def test_a_plan_from_a_file_is_carried_out_without_asking(command: CommandLine, plan: str) -> None:
    said = command.run("attach", plan, "-p", str(command.project.root))
    assert said.code == 0
    assert updates(command) == 1


def test_a_plan_that_was_carried_out_finds_nothing_left_to_do(command: CommandLine, plan: str) -> None:
    command("attach", plan)
    said = command("attach", plan)
    assert said.code == 0
    assert updates(command) == 1


def test_a_plan_is_refused_when_somebody_has_taken_its_place(command: CommandLine, plan: str) -> None:
    arn = command.place.publish("theirs")
    cloudfront = command.place.aws.cloudfront
    read = cloudfront.get_distribution_config(Id=command.distribution)
    read["DistributionConfig"]["DefaultCacheBehavior"]["FunctionAssociations"] = {
        "Quantity": 1,
        "Items": [{"EventType": "viewer-request", "FunctionARN": arn}],
    }
    cloudfront.update_distribution(
        Id=command.distribution, IfMatch=read["ETag"], DistributionConfig=read["DistributionConfig"]
    )
    said = command("attach", plan)
    assert said.code == 3
    assert f"viewer-request of '*' held nothing when the plan was made and holds {arn} now" in said.err
    assert updates(command) == 1, "theirs"


def test_a_plan_of_another_build_is_refused(command: CommandLine, plan: str) -> None:
    command.project.handler("gate", "two")
    command.project.build()
    said = command("attach", plan)
    assert said.code == 3
    assert "is not the build that" in said.err


def test_a_plan_of_another_distribution_is_refused(command: CommandLine, plan: str) -> None:
    said = command.run("attach", plan, "--distribution", "E999", "-p", str(command.project.root))
    assert said.code == 2
    assert "not for E999" in said.err


def test_a_plan_that_was_changed_is_refused(command: CommandLine, plan: str, tmp_path: Path) -> None:
    changed = json.loads((command.project.root / "plan.json").read_text())
    changed["edits"].pop()
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(changed))
    said = command("attach", str(path))
    assert said.code == 2
    assert "was changed after it was written; plan again" in said.err


def test_options_of_a_plan_are_not_given_again(command: CommandLine, plan: str) -> None:
    said = command("attach", plan, "--replace")
    assert said.code == 2
    assert "its options were given to `plan`" in said.err


# --- what may come between --------------------------------------------------------------------------------


def test_ctrl_c_says_how_to_go_on_and_the_next_run_does(command: CommandLine) -> None:
    command.place.fake.fail("UpdateDistribution", with_=KeyboardInterrupt(), applied=True)
    said = command("attach", "--yes")
    assert said.code == 130
    assert "stopped: run the same command again, it goes on where it stopped" in said.err
    again = command("attach", "--yes")
    assert again.code == 0
    assert "going on with the attach of 2026-11-23" in again.err
    assert "1 run that had been stopped: done, everywhere" in again.out
    assert updates(command) == 1
    (record,) = command("history", "--format", "json").json
    assert record["state"] == "done"


def test_time_that_is_up_ends_with_5(command: CommandLine, tmp_path: Path) -> None:
    slow = Place(tmp_path / "slow", settles_after=Polls(10_000))
    config = command.place.aws.cloudfront.get_distribution_config(Id=command.distribution)
    command.place, command.distribution = slow, slow.create(config["DistributionConfig"])
    said = command("attach", "--yes", "--timeout", "2")
    assert said.code == 5
    assert "waited 120 s" in said.err
    assert command("attach", "--yes", "--no-wait").code == 0


def test_a_function_that_fails_its_events_is_not_published(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "get.json").write_text('{"context": {"eventType": "viewer-request"}}')
    failing = Place(tmp_path / "failing", test_runner=lambda _: TestOutcome(error="no such thing"))
    config = command.place.aws.cloudfront.get_distribution_config(Id=command.distribution)
    command.place, command.distribution = failing, failing.create(config["DistributionConfig"])
    said = command("attach", "--yes", "--test-events", str(tmp_path / "events"))
    assert said.code == 1
    assert "fails on get.json: no such thing; it was not published" in said.err
    assert updates(command) == 0


def test_a_role_of_ones_own_is_used_for_all_handlers(command: CommandLine) -> None:
    arn = command.place.publish_lambda("somebody").replace(":function:somebody:1", "")
    role = command.place.aws.iam.get_role(RoleName="somebody")["Role"]["Arn"]
    assert arn
    assert command("attach", "--yes", "--role", role).code == 0
    told = command.place.aws.functions.get_function_configuration(FunctionName="shop-gate")
    assert told["Role"] == role
    assert command("drift", "--role", role).code == 0
    assert command("drift").code == 1, "without the option each handler should have its own"


def test_records_go_to_a_bucket_as_well(command: CommandLine) -> None:
    command.place.aws.s3.create_bucket(Bucket="ours")
    assert command("attach", "--yes", "--record-bucket", "s3://ours/edge/").code == 0
    (item,) = command.place.aws.s3.list_objects_v2(Bucket="ours")["Contents"]
    assert item["Key"].startswith(f"edge/{command.distribution}/20261123T")
    (local,) = (command.project.root / ".cloudfrontier" / "records").iterdir()
    local.unlink()
    assert "attach   done" in command("history", "--record-bucket", "ours/edge").out
