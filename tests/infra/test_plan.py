"""A plan as a file: what it was, or an error; and nothing in it that should not lie around."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import behavior, distribution_config, listed
from plan_values import PLAN

from cloudfrontier.errors import UsageError
from infra.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from deployments import Place, Project


def test_a_plan_is_read_as_it_was_written() -> None:
    read = Plan.from_json(PLAN.to_json(), name="plan.json")
    assert read.digest
    assert Plan.from_json(read.to_json(), name="again") == read
    assert {field: getattr(read, field) for field in ("steps", "edits", "findings", "cost")} == {
        field: getattr(PLAN, field) for field in ("steps", "edits", "findings", "cost")
    }


def test_every_edit_knows_what_it_is() -> None:
    assert [edit.change for edit in PLAN.edits] == ["add", "replace", "detach"]


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "changed": (lambda plan: plan.update(distribution="E999"), "was changed after it was written"),
    "a slot changed": (
        lambda plan: plan["edits"][1]["before"].update(arn="other"),
        "was changed after it was written",
    ),
    "of another version": (lambda plan: plan.update(version=2), "version 2 of a plan, expected 1"),
    "without edits": (lambda plan: plan.update(edits=3), "no plan: edits: "),
    "of another event": (
        lambda plan: plan["edits"][0]["slot"].update(event="viewer-foo"),
        "no plan: edits.0.slot.event: ",
    ),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG)
def test_what_is_no_plan_any_more_is_refused(
    change: Callable[[dict[str, Any]], object], message: str
) -> None:
    written = json.loads(PLAN.to_json())
    change(written)
    with pytest.raises(UsageError) as caught:
        Plan.from_json(json.dumps(written), name="plan.json")
    assert message in str(caught.value)
    assert str(caught.value).startswith("plan.json")


def test_what_is_no_json_is_no_plan() -> None:
    with pytest.raises(UsageError, match=r"plan\.json: no plan: it: Invalid JSON"):
        Plan.from_json(b"{", name="plan.json")


def test_a_plan_holds_no_code_no_entries_and_no_configuration(place: Place, project: Project) -> None:
    project.stores["router"] = {"/a": "an entry's value"}
    config = distribution_config(CacheBehaviors=listed(behavior(PathPattern="/members/*")))
    config["Origins"]["Items"][0]["CustomHeaders"] = listed(
        {"HeaderName": "X-Origin-Verify", "HeaderValue": "an origin's secret"}
    )
    text = place.plan(project.build(), place.create(config)).to_json()
    assert "an entry's value" not in text
    assert "an origin's secret" not in text
    assert "handler(event)" not in text
