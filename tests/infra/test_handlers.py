"""Versions of Lambda functions: uploaded when the code is new, published when something is, never twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from cloudfrontier.errors import AwsError, RefusedError, TimedOutError
from infra.desired import HandlerSettings
from infra.handlers import publish_handler, read_handler
from infra.permissions import ensure_role
from infra.state import LiveHandler, LiveVersion

if TYPE_CHECKING:
    from deployments import Place, Project

ARN = "arn:aws:lambda:us-east-1:123456789012:function:shop-gate"
WRITES = ("Create", "Update", "Publish", "Delete")


def publish(place: Place, project: Project) -> str:
    site = place.site(project)
    ensure_role("shop-gate", site)
    (handler,) = project.build().desired.in_account("123456789012").handlers
    return publish_handler(handler, site)


def writes(place: Place) -> list[str]:
    return [
        call.operation
        for call in place.fake.calls
        if call.service == "lambda" and call.operation.startswith(WRITES)
    ]


def test_a_first_version_is_number_one(place: Place, project: Project) -> None:
    assert publish(place, project) == f"{ARN}:1"
    told = place.aws.functions.get_function_configuration(FunctionName="shop-gate", Qualifier="1")
    assert told["Description"] == "cloudfrontier: shop/gate"
    assert (told["Runtime"], told["MemorySize"], told["Timeout"]) == ("python3.13", 128, 5)


def test_the_same_build_is_neither_uploaded_nor_published_again(place: Place, project: Project) -> None:
    publish(place, project)
    assert publish(place, project) == f"{ARN}:1"
    assert writes(place) == ["CreateFunction", "PublishVersion"]


def test_new_code_is_uploaded_and_is_a_new_version(place: Place, project: Project) -> None:
    publish(place, project)
    project.handler("gate", "two")
    assert publish(place, project) == f"{ARN}:2"
    assert writes(place)[2:] == ["UpdateFunctionCode", "PublishVersion"]


def test_new_settings_are_a_new_version_of_the_same_code(place: Place, project: Project) -> None:
    publish(place, project)
    project.memory = 256
    assert publish(place, project) == f"{ARN}:2"
    assert writes(place)[2:] == ["UpdateFunctionConfiguration", "PublishVersion"]


def test_an_older_build_finds_its_version(place: Place, project: Project) -> None:
    publish(place, project)
    project.handler("gate", "two")
    publish(place, project)
    project.handler("gate", "one")
    assert publish(place, project) == f"{ARN}:1"


def test_code_that_is_uploaded_meanwhile_is_never_published_as_ours(place: Place, project: Project) -> None:
    publish(place, project)
    project.handler("gate", "two")
    text = "CodeSHA256 (ours) is different from current CodeSHA256 in $LATEST (theirs). Please try again"
    error = {"Error": {"Code": "InvalidParameterValueException", "Message": text}}
    place.fake.fail("lambda:PublishVersion", with_=ClientError(error, "PublishVersion"))
    assert publish(place, project) == f"{ARN}:2"


def test_a_function_of_somebody_else_is_left_alone(place: Place, project: Project) -> None:
    place.publish_lambda("shop-gate", Description="hands off")
    (handler,) = project.desired.in_account("123456789012").handlers
    with pytest.raises(RefusedError, match="the Lambda function shop-gate is not this project's"):
        publish_handler(handler, place.site(project))


def say(place: Place, **members: Any) -> None:
    """Let Lambda tell this of every function."""

    def tell(parsed: dict[str, Any], **_: object) -> None:
        parsed.update(members)

    place.aws.functions.meta.events.register("after-call.lambda.GetFunctionConfiguration", tell)


def test_a_function_that_fails_to_start_ends_it_with_the_reason(place: Place, project: Project) -> None:
    say(place, State="Failed", StateReason="the image is broken")
    with pytest.raises(AwsError, match="could not make shop-gate ready: the image is broken; mend that"):
        publish(place, project)


def test_a_function_that_stays_pending_is_not_waited_for_for_ever(place: Place, project: Project) -> None:
    say(place, State="Pending")
    with pytest.raises(TimedOutError, match="waited 300 s for Lambda function shop-gate to be ready"):
        publish(place, project)


SETTINGS = HandlerSettings("python3.13", "h.h", 128, 5, "role")


def test_a_version_that_the_edge_would_refuse_is_not_taken() -> None:
    with_variables = LiveVersion(2, "arn:2", "code", SETTINGS, ("environment variables",))
    plain = LiveVersion(1, "arn:1", "code", SETTINGS)
    handler = LiveHandler("", "code", SETTINGS, (plain, with_variables))
    assert handler.version_with("code", SETTINGS) == plain
    assert LiveHandler("", "code", SETTINGS, (with_variables,)).version_with("code", SETTINGS) is None


def test_what_is_not_there_is_none(place: Place) -> None:
    assert read_handler(place.aws, "nobody") is None
