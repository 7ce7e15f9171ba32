"""A large site of somebody else's: attaching to three events of it leaves the rest as it was, to the byte.

What is compared is the XML that is sent. botocore writes members in the order of its model, so the
configuration is written once, unchanged, before anything is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from deployments import Place, Project, account, attached_names
from distribution_documents import shop

from cloudfrontier.errors import RefusedError
from infra.apply import Run, apply
from infra.desired import Desired
from infra.distributions import read_distribution
from infra.rollback import record_to_undo, rollback_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW = {
    ("/errors/*", "viewer-request"): "function",
    ("/errors/*", "viewer-response"): "function",
    ("/api/*", "origin-request"): "handler",
}
LISTS = {"FunctionAssociations", "LambdaFunctionAssociations"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with account(tmp_path, lambda_lookup=None) as made:
        for name in ("router", "headers"):
            made.publish(name)
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project", "our")
    made.function("request")
    made.function("response", event="viewer-response")
    made.handler("origin", events=("origin-request",))
    made.attach("/errors/*", viewer_request="request", viewer_response="response")
    made.attach("/api/*", origin_request="origin")
    return made.build()


@pytest.fixture
def distribution(place: Place) -> str:
    made = place.create(shop())
    read = place.aws.cloudfront.get_distribution_config(Id=made)
    place.aws.cloudfront.update_distribution(
        Id=made, IfMatch=read["ETag"], DistributionConfig=read["DistributionConfig"]
    )
    return made


def without_ours(document: bytes) -> bytes:
    """The document with the associations of the behaviors that we attach to taken out."""
    root = ET.fromstring(document)
    for behavior in (item for item in root.iter() if item.tag.endswith("}CacheBehavior")):
        pattern = next(item.text for item in behavior if item.tag.endswith("}PathPattern"))
        if pattern in {pattern for pattern, _ in NEW}:
            for item in [item for item in behavior if item.tag.rpartition("}")[2] in LISTS]:
                behavior.remove(item)
    return bytes(ET.tostring(root))


def test_there_is_something_to_lose(place: Place, distribution: str) -> None:
    config = read_distribution(place.aws, distribution).config
    assert config["CacheBehaviors"]["Quantity"] + 1 >= 25
    assert config["OriginGroups"]["Quantity"] == 1
    assert len(attached_names(place, distribution)) > 25


def test_everything_else_is_sent_back_byte_for_byte(
    place: Place, project: Project, distribution: str
) -> None:
    before, held = place.fake.raw_config_xml(distribution), attached_names(place, distribution)
    assert place.attach(project, distribution)
    after = place.fake.raw_config_xml(distribution)
    assert after != before
    assert without_ours(after) == without_ours(before)
    now = attached_names(place, distribution)
    assert {key: now[key] for key in held} == held
    assert set(now) - set(held) == set(NEW)


def test_one_update_is_all_that_is_sent(place: Place, project: Project, distribution: str) -> None:
    start = len(place.fake.calls)
    place.attach(project, distribution)
    assert [call.operation for call in place.fake.calls[start:]].count("UpdateDistribution") == 1


def test_a_rollback_leaves_what_was_there_to_the_byte(
    place: Place, project: Project, distribution: str
) -> None:
    before = place.fake.raw_config_xml(distribution)
    place.attach(project, distribution)
    record = record_to_undo(place.records.all(distribution))
    plan = rollback_plan(record, read_distribution(place.aws, distribution), place.aws)
    run = Run("rollback", undoes=record.id, remembered=record.before)
    apply(plan, Desired(project.name), place.site(project), place.journal, run)
    assert place.fake.raw_config_xml(distribution) == before


def test_attaching_again_sends_nothing(place: Place, project: Project, distribution: str) -> None:
    place.attach(project, distribution)
    start, before = len(place.fake.calls), place.fake.raw_config_xml(distribution)
    assert place.attach(project, distribution) is None
    assert place.fake.raw_config_xml(distribution) == before
    assert all(call.operation.startswith(("Get", "Describe", "List")) for call in place.fake.calls[start:])


FIELDS: dict[str, tuple[str, str, str]] = {
    "at the top": ("", "<EdgeMagic><Enabled>true</Enabled></EdgeMagic>", "EdgeMagic"),
    "in the default behavior": (
        "DefaultCacheBehavior",
        "<NewThing>on</NewThing>",
        "DefaultCacheBehavior/NewThing",
    ),
    "in one of many behaviors": (
        "CacheBehaviors/Items/CacheBehavior",
        "<NewThing>on</NewThing>",
        "CacheBehaviors/Items/CacheBehavior/NewThing",
    ),
    "empty": ("", "<NewList/>", "NewList"),
}


@pytest.mark.parametrize(("inside", "xml", "name"), FIELDS.values(), ids=FIELDS)
def test_a_field_that_botocore_does_not_know_stops_it_by_name(
    place: Place, project: Project, distribution: str, *, inside: str, xml: str, name: str
) -> None:
    place.fake.inject_config_field(distribution, xml, inside=inside)
    before = place.fake.raw_config_xml(distribution)
    with pytest.raises(RefusedError, match=f"would delete: {name};.*pip install --upgrade boto3"):
        place.attach(project, distribution)
    assert place.fake.raw_config_xml(distribution) == before
    assert place.aws.functions.list_functions()["Functions"] == [], "nothing was made for nothing"


def test_a_field_that_comes_while_functions_are_made_stops_the_update(
    place: Place, project: Project, distribution: str
) -> None:
    def somebody_with_a_newer_botocore(_: Any) -> None:
        del place.fake.before["PublishFunction"]
        place.fake.inject_config_field(distribution, "<EdgeMagic>on</EdgeMagic>")

    place.fake.before["PublishFunction"] = somebody_with_a_newer_botocore
    with pytest.raises(RefusedError, match="EdgeMagic"):
        place.attach(project, distribution)
    assert b"EdgeMagic" in place.fake.raw_config_xml(distribution)
