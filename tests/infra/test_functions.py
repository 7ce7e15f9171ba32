"""CloudFront Functions: made, mended and published, whoever else is at work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from infra.functions import publish_function, read_function

if TYPE_CHECKING:
    from deployments import Place, Project

    from infra.desired import DesiredFunction

WRITES = ("Create", "Update", "Publish", "Delete")


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
