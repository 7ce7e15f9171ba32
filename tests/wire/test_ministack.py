"""A second opinion over real HTTP: what the fake has proved, on an emulator that knows nothing of it.

Opt-in (`make test-wire`): the emulator has a virtual environment of its own. It serialises, parses and keeps
configurations by itself; what it does not do as AWS does (rules, policies, rollouts) is not asked of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed
from deployments import Place, Project, attached_names
from wire_account import WireSession, emulator

from infra.apply import Journal, Run, apply, settle_unfinished
from infra.associations import attached
from infra.aws import Aws
from infra.desired import Desired
from infra.distributions import read_distribution, update_distribution
from infra.make_plan import PlanOptions, make_plan
from infra.pace import Pace
from infra.prune import prune
from infra.read_state import read_live
from infra.records import FolderRecords
from infra.rollback import record_to_undo, rollback_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from infra.state import LiveDistribution

EXECUTABLE = "CLOUDFRONTIER_MINISTACK"
MEMBERS = "/members/*"

pytestmark = pytest.mark.skipif(
    EXECUTABLE not in os.environ, reason=f"{EXECUTABLE} names no emulator: run `make test-wire`"
)


class WirePlace(Place):
    """A place whose AWS is the emulator."""

    def __init__(self, endpoint: str, root: Path) -> None:
        self.aws = Aws(WireSession(endpoint))
        self.pace = Pace()
        self.records = FolderRecords(root / "records")
        self.journal = Journal(self.records)
        self.told = []


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with emulator(os.environ[EXECUTABLE], tmp_path_factory.mktemp("emulator")) as address:
        yield address


@pytest.fixture
def place(endpoint: str, tmp_path: Path) -> WirePlace:
    return WirePlace(endpoint, tmp_path)


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """Named for its test, so that tests share no function."""
    made = Project(tmp_path / "project", f"shop{abs(hash(request.node.name)) % 10**6}")
    made.function("router")
    made.stores["router"] = {"/old": "/new", "/gone": "/"}
    made.handler("gate")
    made.attach("*", viewer_request="router")
    made.attach(MEMBERS, viewer_request="gate")
    return made.build()


@pytest.fixture
def distribution(place: WirePlace, project: Project) -> str:
    empty = {"FunctionAssociations": listed(), "LambdaFunctionAssociations": listed()}
    others = listed(behavior(PathPattern=MEMBERS, **empty), behavior(PathPattern="/api/*"))
    config = distribution_config(project.name, CacheBehaviors=others, DefaultCacheBehavior=behavior(**empty))
    return place.create(config)


def test_attach_replace_roll_back_and_detach(place: WirePlace, project: Project, distribution: str) -> None:
    first = read_distribution(place.aws, distribution)
    assert place.attach(project, distribution)
    assert place.plan(project, distribution).is_empty
    assert attached_names(place, distribution)[MEMBERS, "viewer-request"] == f"{project.name}-gate:1"
    project.function("router", "two")
    project.stores["router"] = {"/old": "/newer"}
    project.handler("gate", "two")
    project.build()
    second = attached(read_distribution(place.aws, distribution).config)
    assert place.attach(project, distribution)
    assert entries(place, project) == {"/old": "/newer"}
    undone = record_to_undo(place.records.all(distribution))
    found = read_distribution(place.aws, distribution)
    plan = rollback_plan(undone, found, place.aws)
    run = Run("rollback", undoes=undone.id, remembered=undone.before)
    apply(plan, Desired(project.name), place.site(project), place.journal, run)
    assert attached(read_distribution(place.aws, distribution).config) == second
    nothing = Desired(project.name)
    plan = make_plan(nothing, read_live(place.aws, distribution, nothing), PlanOptions())
    apply(plan, nothing, place.site(project), place.journal, Run("detach"))
    assert read_distribution(place.aws, distribution).config == first.config
    assert settle_unfinished(distribution, place.site(project), place.journal) == []
    pruned = prune(place.aws, project.desired, keep=1)
    assert {item.fate for item in pruned} <= {"deleted", "later"}


def entries(place: WirePlace, project: Project) -> dict[str, str]:
    arn = place.aws.cloudfront.describe_key_value_store(Name=f"{project.name}-router")["KeyValueStore"]["ARN"]
    found = place.aws.store_data.list_keys(KvsARN=arn)["Items"]
    return {item["Key"]: item["Value"] for item in found}


def test_an_etag_that_is_stale_over_http_is_read_again(
    place: WirePlace, project: Project, distribution: str
) -> None:
    looks = []

    def edit(found: LiveDistribution) -> dict[str, object]:
        looks.append(found.etag)
        if len(looks) == 1:
            place.aws.cloudfront.update_distribution(
                Id=distribution, IfMatch=found.etag, DistributionConfig={**found.config, "Comment": "theirs"}
            )
        return {**found.config, "DefaultRootObject": "index.html"}

    assert update_distribution(place.aws, distribution, edit, pace=Pace(sleep=lambda _: None))
    config = read_distribution(place.aws, distribution).config
    assert (config["Comment"], config["DefaultRootObject"]) == ("theirs", "index.html")
    assert len(looks) == 2


def test_nothing_of_a_configuration_is_lost_on_its_way(place: WirePlace, distribution: str) -> None:
    assert read_distribution(place.aws, distribution).lost == ()
