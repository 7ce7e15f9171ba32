"""CloudFront Functions: made, mended, tried and published, whoever else is at work."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from deployments import Place

from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.testing.fake_cloudfront import TestOutcome
from infra.functions import publish_function, read_function
from infra.trial import TrialEvent, read_events, trial_with

if TYPE_CHECKING:
    from pathlib import Path

    from deployments import Project

    from infra.desired import DesiredFunction

WRITES = ("Create", "Update", "Publish", "Delete", "Test")


@pytest.fixture
def function(project: Project) -> DesiredFunction:
    return project.desired.functions[0]


def writes(place: Place) -> list[str]:
    return [call.operation for call in place.fake.calls if call.operation.startswith(WRITES)]


def change(place: Place, name: str, code: bytes, *, publish: bool = False) -> None:
    """What somebody does in the console."""
    config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
    cloudfront = place.aws.cloudfront
    etag = cloudfront.describe_function(Name=name)["ETag"]
    cloudfront.update_function(Name=name, IfMatch=etag, FunctionConfig=config, FunctionCode=code)
    if publish:
        etag = cloudfront.describe_function(Name=name)["ETag"]
        cloudfront.publish_function(Name=name, IfMatch=etag)


def test_a_new_function_is_live_with_the_code_that_was_built(
    place: Place, project: Project, function: DesiredFunction
) -> None:
    arn = publish_function(function, place.site(project))
    assert arn == f"arn:aws:cloudfront::123456789012:function/{function.deployed_name}"
    live = place.aws.cloudfront.get_function(Name=function.deployed_name, Stage="LIVE")
    assert live["FunctionCode"].read() == (project.dist / function.path).read_bytes()


def test_a_function_that_is_live_as_it_was_built_is_left_alone(
    place: Place, project: Project, function: DesiredFunction
) -> None:
    publish_function(function, place.site(project))
    publish_function(function, place.site(project))
    assert writes(place) == ["CreateFunction", "PublishFunction"]


def test_a_function_that_was_changed_is_brought_back(
    place: Place, project: Project, function: DesiredFunction
) -> None:
    publish_function(function, place.site(project))
    change(place, function.deployed_name, b"// by hand", publish=True)
    publish_function(function, place.site(project))
    live = read_function(place.aws, function.deployed_name).live
    assert live is not None
    assert live.sha256 == function.sha256


def test_the_etag_that_publishes_is_asked_for_and_not_taken_from_the_update(
    place: Place, project: Project, function: DesiredFunction
) -> None:
    """This botocore finds no ETag in UpdateFunction's answer, as the fake sends it."""
    publish_function(function, place.site(project))
    commented = replace(function, comment="what it is for")
    publish_function(commented, place.site(project))
    live = read_function(place.aws, function.deployed_name).live
    assert live is not None
    assert live.comment == "what it is for"


def test_whoever_changes_it_in_between_is_read_again(
    place: Place, project: Project, function: DesiredFunction
) -> None:
    def hook(_: object) -> None:
        del place.fake.before["PublishFunction"]
        change(place, function.deployed_name, b"// in between")

    place.fake.before["PublishFunction"] = hook
    publish_function(function, place.site(project))
    live = read_function(place.aws, function.deployed_name).live
    assert live is not None
    assert live.sha256 == function.sha256


def test_a_function_that_is_not_there_has_no_stage(place: Place) -> None:
    found = read_function(place.aws, "nobody")
    assert (found.development, found.live) == (None, None)


# --- tried before it goes live ----------------------------------------------------------------------------

REQUEST = {"version": "1.0", "context": {"eventType": "viewer-request"}, "request": {"uri": "/"}}
EVENT = TrialEvent("get.json", "viewer-request", json.dumps(REQUEST).encode())


def tried(tmp_path: Path, place: Place, project: Project, outcome: TestOutcome) -> list[str]:
    """What is written when a function is tried with that outcome."""
    other = Place(tmp_path, test_runner=lambda _: outcome)
    site = replace(other.site(project), trial=trial_with(other.aws, (EVENT,)))
    try:
        publish_function(project.desired.functions[0], site)
    finally:
        place.told += writes(other)
    return writes(other)


def test_a_function_that_does_well_is_published(tmp_path: Path, place: Place, project: Project) -> None:
    done = tried(tmp_path, place, project, TestOutcome("{}", utilization=70))
    assert done == ["CreateFunction", "TestFunction", "PublishFunction"]


BAD: dict[str, tuple[TestOutcome, str]] = {
    "fails": (
        TestOutcome(error="x is not defined"),
        "fails on get.json: x is not defined; it was not published",
    ),
    "takes long": (
        TestOutcome("{}", utilization=71),
        "takes 71 % of its time on get.json, 70 % at most are safe",
    ),
}


@pytest.mark.parametrize(("outcome", "message"), BAD.values(), ids=BAD)
def test_a_function_that_does_badly_is_not_published(
    tmp_path: Path, place: Place, project: Project, outcome: TestOutcome, message: str
) -> None:
    with pytest.raises(FindingsError, match=message):
        tried(tmp_path, place, project, outcome)
    assert place.told == ["CreateFunction", "TestFunction"]


def test_events_of_the_other_kind_are_not_for_it(place: Place, project: Project) -> None:
    trial = trial_with(place.aws, (replace(EVENT, event_type="viewer-response"),))
    publish_function(project.desired.functions[0], replace(place.site(project), trial=trial))
    assert "TestFunction" not in writes(place)


def test_events_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "get.json").write_bytes(EVENT.content)
    (tmp_path / "notes.txt").write_text("no event")
    assert read_events(tmp_path) == (EVENT,)


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"context": 3}'])
def test_a_file_that_is_no_event_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(UsageError, match=r"bad\.json is no event: expected an object"):
        read_events(tmp_path)


def test_a_folder_without_events_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no \.json file"):
        read_events(tmp_path)
