"""Two hundred distributions with whatever others have attached, and a project that wants something there.

For each: attach one build or two, see that a second plan is empty, roll back, and find each configuration as
it was, lists in their order and empty ones included.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

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


@dataclass(frozen=True)
class Build:
    """What the project wants attached: pattern -> event -> kind; `code` of everything that it builds."""

    wanted: dict[str, dict[str, str]]
    code: str


@dataclass(frozen=True)
class Site:
    """What others have attached, as above, whether empty lists are written out, and the builds that come."""

    attached: dict[str, dict[str, str]]
    lists: dict[str, bool]
    builds: tuple[Build, ...]


@st.composite
def sites(draw: st.DrawFn) -> Site:
    patterns = (*draw(st.lists(st.sampled_from(PATTERNS), unique=True)), "*")
    kinds = {pattern: draw(st.sampled_from(("function", "handler"))) for pattern in patterns}
    attached = {pattern: _events(draw, kinds[pattern]) for pattern in patterns}
    lists = {pattern: draw(st.booleans()) for pattern in patterns}
    builds = [
        Build(
            {pattern: _wanted(draw, kinds[pattern], attached[pattern]) for pattern in patterns},
            draw(st.sampled_from(("one", "two", "three"))),
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    return Site(attached, lists, tuple(builds))


def _wanted(draw: st.DrawFn, their_kind: str, theirs: dict[str, str]) -> dict[str, str]:
    kind = draw(st.sampled_from(("function", "handler")))
    wanted = _events(draw, kind)
    if kind != their_kind and wanted.keys() & set(VIEWER):
        # the kinds do not share the viewer events: ours has to take all that theirs has
        wanted |= {event: kind for event in VIEWER if event in theirs}
    return wanted


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


def put(place: Place, made: str, site: Site) -> None:
    """Let the distribution be as the example has it."""
    others = [members(site, pattern) for pattern in site.attached if pattern != "*"]
    place.aws.cloudfront.update_distribution(
        Id=made,
        IfMatch=place.aws.cloudfront.get_distribution_config(Id=made)["ETag"],
        DistributionConfig=distribution_config(
            DefaultCacheBehavior=members(site, "*"), CacheBehaviors=listed(*others)
        ),
    )
    shutil.rmtree(place.records.folder, ignore_errors=True)


def declare(project: Project, build: Build) -> None:
    project.function("request", build.code)
    project.function("response", build.code, event="viewer-response")
    project.handler("gate", build.code, events=(*VIEWER, *ORIGIN))
    project.behaviors = {
        pattern: {event: OURS[kind, event] for event, kind in events.items()}
        for pattern, events in build.wanted.items()
    }
    project.build()


def sorted_members(document: bytes) -> bytes:
    """The document with the members of each element by name: a list that was not there is written last."""
    root = ET.fromstring(document)
    for element in root.iter():
        element[:] = sorted(element, key=lambda item: item.tag)
    return bytes(ET.tostring(root))


def roll_back(place: Place, project: Project, distribution_id: str) -> None:
    record = record_to_undo(place.records.all(distribution_id))
    plan = rollback_plan(record, read_distribution(place.aws, distribution_id), place.aws)
    assert not plan.conflicts
    run = Run("rollback", undoes=record.id, remembered=record.before)
    apply(plan, Desired(project.name), place.site(project), place.journal, run)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Project, str]]:
    root = tmp_path_factory.mktemp("random")
    with account(root, lambda_lookup=None) as place:
        place.publish("theirs")
        place.publish_lambda("theirs")
        yield place, Project(root / "project"), place.create()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(site=sites())
def test_what_is_attached_is_planned_no_more_and_rolls_back_to_the_letter(
    lasting: tuple[Place, Project, str], site: Site
) -> None:
    place, project, made = lasting
    put(place, made, site)
    held = place.attached(made)
    befores = []
    taken: set[tuple[str, str]] = set()
    for build in site.builds:
        before = sorted_members(place.fake.raw_config_xml(made))
        declare(project, build)
        record = place.attach(project, made, replace=True)
        wanted = {(pattern, event) for pattern, events in build.wanted.items() for event in events}
        taken |= wanted
        now = place.attached(made)
        assert {key for key, arn in now.items() if "shop-" in arn} == wanted
        assert {key: arn for key, arn in now.items() if key not in wanted} == {
            key: arn for key, arn in held.items() if key not in taken
        }
        assert place.plan(project, made, replace=True).is_empty
        if record is not None and record.changes:
            befores.append(before)
    for before in reversed(befores):
        roll_back(place, project, made)
        assert sorted_members(place.fake.raw_config_xml(made)) == before
