"""TestFunction before a function goes live: what does badly on an event is not published."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from deployments import Place

from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.testing.fake_cloudfront import TestOutcome
from infra.functions import publish_function
from infra.trial import TrialEvent, read_events, trial_with

if TYPE_CHECKING:
    from pathlib import Path

    from deployments import Project

WRITES = ("Create", "Update", "Publish", "Delete", "Test")


def writes(place: Place) -> list[str]:
    return [call.operation for call in place.fake.calls if call.operation.startswith(WRITES)]


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
