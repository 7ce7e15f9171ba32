"""Copies of functions for TestFunction: with their store, within its bounds, and gone afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from deployments import Place, Project, account

from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.errors import AwsError, UsageError
from cloudfrontier.testing.fake_cloudfront import FunctionTest, TestOutcome
from infra.remote_tests import PREFIX, RemoteFunctions, UntestableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVENT: dict[str, Any] = {"context": {"eventType": "viewer-request"}, "request": {"uri": "/"}}


def answer(test: FunctionTest) -> TestOutcome:
    if b"fails" in test.code:
        return TestOutcome(error="it failed")
    return TestOutcome('{"request":{"uri":"/"}}', (f"store: {test.store}",), utilization=3)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with account(tmp_path, test_runner=answer) as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.function("router")
    made.function("fails", "fails")
    made.function("lookup")
    made.stores["lookup"] = {"key": "value"}
    return made.build()


def functions_left(place: Place) -> list[str]:
    items = place.aws.cloudfront.list_functions()["FunctionList"].get("Items", [])
    return [item["Name"] for item in items]


def remote(place: Place, project: Project) -> RemoteFunctions:
    tokens = iter("abcdef")
    return RemoteFunctions(place.aws, Manifest.read(project.dist), project.dist, token=lambda: next(tokens))


def test_a_copy_is_made_once_and_deleted(place: Place, project: Project) -> None:
    with remote(place, project) as functions:
        runs = [functions.run("router", EVENT) for _ in range(2)]
        assert functions_left(place) == [f"{PREFIX}a"]
    assert functions_left(place) == []
    assert {(run.error, run.utilization, run.logs) for run in runs} == {("", "3", ("store: None",))}
    assert runs[0].output == {"request": {"uri": "/"}}


def test_an_error_has_no_output(place: Place, project: Project) -> None:
    with remote(place, project) as functions:
        run = functions.run("fails", EVENT)
    assert (run.output, run.error) == (None, "it failed")


def test_a_store_that_is_deployed_is_read_and_one_that_is_not_is_told(place: Place, project: Project) -> None:
    with remote(place, project) as functions:
        with pytest.raises(UntestableError, match="KeyValueStore shop-lookup is not deployed"):
            functions.run("lookup", EVENT)
        place.aws.cloudfront.create_key_value_store(Name="shop-lookup")
        place.aws.cloudfront.describe_key_value_store(Name="shop-lookup")
        assert functions.run("lookup", EVENT).logs == ("store: {}",)
    assert functions_left(place) == []


def test_what_testfunction_does_not_take_is_told_before_it_is_asked(place: Place, project: Project) -> None:
    with remote(place, project) as functions:
        with pytest.raises(UntestableError, match="TestFunction takes 40,960 bytes"):
            functions.run("router", {**EVENT, "more": "x" * 41_000})
        with pytest.raises(UntestableError, match="gate is no CloudFront Function"):
            functions.run("gate", EVENT)
    assert not [call for call in place.fake.calls if call.operation == "CreateFunction"]


def test_copies_are_deleted_after_any_error(place: Place, project: Project) -> None:
    def interrupted() -> None:
        with remote(place, project) as functions:
            functions.run("router", EVENT)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert functions_left(place) == []


def test_a_build_that_is_gone_is_told(place: Place, project: Project) -> None:
    functions = remote(place, project)
    (project.dist / "functions" / "router.js").unlink()
    with pytest.raises(UsageError, match="build again"):
        functions.run("router", EVENT)


def test_a_copy_that_cannot_be_deleted_is_named(place: Place, project: Project) -> None:
    """Somebody else may have changed a copy meanwhile; the rest is deleted all the same."""
    with remote(place, project) as functions:
        functions.run("router", EVENT)
        functions.run("fails", EVENT)
        found = place.aws.cloudfront.describe_function(Name=f"{PREFIX}a")
        place.aws.cloudfront.publish_function(Name=f"{PREFIX}a", IfMatch=found["ETag"])
        config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
        place.aws.cloudfront.update_function(
            Name=f"{PREFIX}a", IfMatch=found["ETag"], FunctionConfig=config, FunctionCode=b"//"
        )
        with pytest.raises(AwsError):
            functions.run("router", EVENT)
    assert functions.left == [f"{PREFIX}a"]
    assert set(functions_left(place)) == {f"{PREFIX}a"}
