"""What is wanted comes from the build and edge.toml together; where they disagree, nothing is deployed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.errors import UsageError
from infra.artefacts import Artefacts
from infra.associations import Slot
from infra.desired import DesiredStore
from infra.key_value_store import entries_of

if TYPE_CHECKING:
    from pathlib import Path

    from deployments import Project


def test_everything_has_its_deployed_name(project: Project) -> None:
    desired = project.desired.in_account("123456789012")
    (function,), (handler,) = desired.functions, desired.handlers
    assert function.deployed_name.startswith("shop-router-")
    assert handler.deployed_name == "shop-gate"
    assert handler.settings.role == "arn:aws:iam::123456789012:role/shop-gate"
    assert {(item.slot, item.kind, item.deployed_name) for item in desired.associations} == {
        (Slot("/members/*", "viewer-request"), "handler", "shop-gate"),
        (Slot("*", "viewer-request"), "function", function.deployed_name),
    }


def test_one_role_may_be_given_for_all(project: Project) -> None:
    arn = "arn:aws:iam::123456789012:role/team/edge"
    desired = replace(project.desired, role=arn)
    assert desired.role_names == ("edge",)
    assert desired.in_account("123456789012").handlers[0].settings.role == arn


def test_what_no_behavior_names_is_not_deployed(project: Project) -> None:
    project.function("idle", event="viewer-response")
    project.handler("unused")
    desired = project.build().desired
    assert [item.name for item in desired.functions] == ["router"]
    assert [item.name for item in desired.handlers] == ["gate"]


def test_a_function_brings_its_store(project: Project) -> None:
    project.stores["router"] = {"/a": "/b"}
    desired = project.build().desired
    assert desired.functions[0].store == "shop-router"
    assert [store.deployed_name for store in desired.stores] == ["shop-router"]
    assert Artefacts(project.dist).entries(desired) == {"shop-router": {"/a": "/b"}}


def test_include_body_is_for_request_events_only(project: Project) -> None:
    project.handler("gate", events=("viewer-request", "viewer-response"))
    project.attach("/members/*", viewer_request="gate", viewer_response="gate")
    project.build()
    text = (project.root / "edge.toml").read_text(encoding="utf-8")
    text = text.replace("[handlers.gate]\n", "[handlers.gate]\ninclude_body = true\n")
    (project.root / "edge.toml").write_text(text, encoding="utf-8")
    bodies = {
        item.slot.event: item.include_body for item in project.desired.associations if item.kind == "handler"
    }
    assert bodies == {"viewer-request": True, "viewer-response": False}


def test_a_build_of_another_project_is_refused(project: Project) -> None:
    manifest = project.dist / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"project": "shop"', '"project": "other"'))
    with pytest.raises(UsageError, match=r"built from the project 'other', .*edge\.toml is 'shop'"):
        _ = project.desired


def test_a_behavior_that_is_newer_than_the_build_is_refused(project: Project) -> None:
    text = (project.root / "edge.toml").read_text(encoding="utf-8")
    (project.root / "edge.toml").write_text(
        text.replace('viewer-request = "gate"', 'origin-request = "gate"'), encoding="utf-8"
    )
    with pytest.raises(UsageError, match=r"'gate' on origin-request of '/members/\*'.*cloudfrontier build"):
        _ = project.desired


def test_a_store_without_content_is_refused(project: Project) -> None:
    project.stores["router"] = {"/a": "/b"}
    project.build()
    path = project.dist / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "stores": []}))
    with pytest.raises(UsageError, match="no content of the KeyValueStore shop-router"):
        _ = project.desired


def test_an_artefact_that_is_not_what_was_built_is_not_uploaded(project: Project) -> None:
    desired = project.desired
    (project.dist / desired.functions[0].path).write_text("something else")
    with pytest.raises(UsageError, match=r"router\.js is not what was built and checked"):
        Artefacts(project.dist).read(desired.functions[0])


def test_an_artefact_that_is_not_there_is_told(project: Project) -> None:
    desired = project.desired
    (project.dist / desired.handlers[0].path).unlink()
    with pytest.raises(UsageError, match=r"gate\.zip: No such file.*cloudfrontier build"):
        Artefacts(project.dist).read(desired.handlers[0])


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "{}",
        '{"data": [{"key": "a"}]}',
        '{"data": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}',
    ],
    ids=["text", "no data", "no value", "twice"],
)
def test_a_store_file_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match=r"stores/a\.json .*build again"):
        entries_of(DesiredStore("a", "shop-a", "stores/a.json", ""), content.encode())
