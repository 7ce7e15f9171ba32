"""Two hundred distributions with whatever others have attached, and a project that wants something there.

For each: attach, see that a second plan is empty, roll back, and find the first configuration to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import behavior, distribution_config, lambda_arn, listed
from deployments import Place, Project, account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.apply import Run, apply
from infra.desired import Desired
from infra.distributions import read_distribution
from infra.rollback import record_to_undo, rollback_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = 200
PATTERNS = ("/a/*", "*.css", "/members/*", "images/*")
VIEWER = ("viewer-request", "viewer-response")
ORIGIN = ("origin-request", "origin-response")
THEIRS = {
    "function": "arn:aws:cloudfront::123456789012:function/theirs",
    "handler": lambda_arn("theirs", "1"),
}
OURS = {
    ("function", "viewer-request"): "request",
    ("function", "viewer-response"): "response",
    ("handler", "viewer-request"): "gate",
    ("handler", "viewer-response"): "gate",
    ("handler", "origin-request"): "gate",
    ("handler", "origin-response"): "gate",
}
NUMBERS = count()


@dataclass(frozen=True)
class Site:
    """Pattern -> event -> kind, of what is attached and of what is wanted; `lists`: which lists are there."""

    attached: dict[str, dict[str, str]]
    wanted: dict[str, dict[str, str]]
    lists: dict[str, bool]
    code: str


@st.composite
def sites(draw: st.DrawFn) -> Site:
    patterns = draw(st.lists(st.sampled_from(PATTERNS), unique=True))
    attached, wanted = {}, {}
    for pattern in (*patterns, "*"):
        theirs, ours = (
            draw(st.sampled_from(("function", "handler"))),
            draw(st.sampled_from(("function", "handler"))),
        )
        attached[pattern] = _events(draw, theirs)
        wanted[pattern] = _events(draw, ours)
        if theirs != ours and wanted[pattern].keys() & set(VIEWER):
            # the kinds do not share the viewer events: ours has to take all that theirs has
            wanted[pattern] |= {event: ours for event in VIEWER if event in attached[pattern]}
    lists = {pattern: draw(st.booleans()) for pattern in attached}
    return Site(attached, wanted, lists, draw(st.sampled_from(("one", "two", "three"))))


def _events(draw: st.DrawFn, viewer_kind: str) -> dict[str, str]:
    viewer = draw(st.lists(st.sampled_from(VIEWER), unique=True))
    origin = draw(st.lists(st.sampled_from(ORIGIN), unique=True))
    return dict.fromkeys(viewer, viewer_kind) | dict.fromkeys(origin, "handler")


def members(site: Site, pattern: str) -> dict[str, Any]:
    held = site.attached[pattern]
    made = behavior(
        functions={event: THEIRS[kind] for event, kind in held.items() if kind == "function"},
        lambdas={event: THEIRS[kind] for event, kind in held.items() if kind == "handler"},
    )
    if site.lists[pattern]:  # CloudFront shows empty lists, too; a configuration may leave them out
        made = {"FunctionAssociations": listed(), "LambdaFunctionAssociations": listed(), **made}
    return made if pattern == "*" else {**made, "PathPattern": pattern}


def create(place: Place, site: Site) -> str:
    """The distribution, written once as botocore orders it."""
    others = [members(site, pattern) for pattern in site.attached if pattern != "*"]
    made = place.create(
        distribution_config(
            f"site {next(NUMBERS)}",
            DefaultCacheBehavior=members(site, "*"),
            CacheBehaviors=listed(*others),
        )
    )
    read = place.aws.cloudfront.get_distribution_config(Id=made)
    place.aws.cloudfront.update_distribution(
        Id=made, IfMatch=read["ETag"], DistributionConfig=read["DistributionConfig"]
    )
    return made


def declare(project: Project, site: Site) -> Project:
    project.function("request", site.code)
    project.function("response", site.code, event="viewer-response")
    project.handler("gate", site.code, events=(*VIEWER, *ORIGIN))
    project.behaviors = {
        pattern: {event: OURS[kind, event] for event, kind in events.items()}
        for pattern, events in site.wanted.items()
    }
    return project.build()


def roll_back(place: Place, project: Project, distribution_id: str) -> None:
    record = record_to_undo(place.records.all(distribution_id))
    plan = rollback_plan(record, read_distribution(place.aws, distribution_id), place.aws)
    assert not plan.conflicts
    run = Run("rollback", undoes=record.id, remembered=record.before)
    apply(plan, Desired(project.name), place.site(project), place.journal, run)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Project]]:
    root = tmp_path_factory.mktemp("random")
    with account(root, lambda_lookup=None) as place:
        place.publish("theirs")
        place.publish_lambda("theirs")
        yield place, Project(root / "project")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(site=sites())
def test_what_is_attached_is_planned_no_more_and_rolls_back_to_the_byte(
    lasting: tuple[Place, Project], site: Site
) -> None:
    place, project = lasting
    made = create(place, site)
    before, held = place.fake.raw_config_xml(made), place.attached(made)
    declare(project, site)
    record = place.attach(project, made, replace=True)
    now = place.attached(made)
    wanted = {(pattern, event) for pattern, events in site.wanted.items() for event in events}
    assert {key for key, arn in now.items() if "shop-" in arn} == wanted
    assert {key: arn for key, arn in now.items() if key not in wanted} == {
        key: arn for key, arn in held.items() if key not in wanted
    }
    assert place.plan(project, made, replace=True).is_empty
    if record is not None and record.changes:
        roll_back(place, project, made)
    assert place.fake.raw_config_xml(made) == before
