"""A store from the build to the visitor: compiled, attached, and run by TestFunction in our own runtime."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from artifact_project import ArtifactProject
from cloudfront_api import behavior, distribution_config, listed
from deployments import account
from functions_events import viewer_request

from bench.moved_pages import moved_pages
from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.project import load
from cloudfrontier.simulator.sample_runs import function_samples
from cloudfrontier.testing.function_runner import run_function
from infra.apply import apply
from infra.artefacts import Artefacts
from infra.desired import desired_of
from infra.make_plan import PlanOptions, make_plan
from infra.read_state import read_live
from infra.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from deployments import Place

    from infra.plan import Plan

MANY = 1_500


class Built:
    """A project that the real build has built, in an account."""

    def __init__(self, place: Place, project: ArtifactProject) -> None:
        self.place = place
        self.artefacts = Artefacts(project.dist)
        self.desired = desired_of(Manifest.read(project.dist), load(project.root))
        self.entries = self.artefacts.entries(self.desired)

    def plan(self, distribution: str) -> Plan:
        live = read_live(self.place.aws, distribution, self.desired)
        return make_plan(self.desired, live, PlanOptions(entries=self.entries))

    def attach(self, distribution: str) -> None:
        plan = self.plan(distribution)
        site = Site(self.place.aws, plan.account, self.desired.project, self.artefacts, self.place.pace)
        apply(plan, self.desired, site, self.place.journal)


def built(place: Place, root: Path, count: int) -> tuple[Built, dict[str, str]]:
    project, pages = ArtifactProject(root), moved_pages(count)
    project.write("_redirects", "".join(f"{path} {target}\n" for path, target in pages.items()))
    assert build(load(project.root), samples=function_samples).written
    return Built(place, project), pages


def stored(place: Place, name: str) -> dict[str, str]:
    arn = place.aws.cloudfront.describe_key_value_store(Name=name)["KeyValueStore"]["ARN"]
    pages = place.aws.store_data.get_paginator("list_keys").paginate(KvsARN=arn)
    return {item["Key"]: item["Value"] for page in pages for item in page.get("Items", ())}


def answered(place: Place, name: str, path: str) -> str:
    """Where TestFunction says that a visitor of that path is led."""
    etag = place.aws.cloudfront.describe_function(Name=name, Stage="LIVE")["ETag"]
    event = json.dumps(viewer_request(path)).encode()
    answer = place.aws.cloudfront.test_function(Name=name, IfMatch=etag, Stage="LIVE", EventObject=event)
    output = json.loads(answer["TestResult"]["FunctionOutput"])
    return str(output["response"]["headers"]["location"]["value"])


def test_entries_are_compiled_attached_read_and_replaced(tmp_path: Path) -> None:
    with account(tmp_path, test_runner=run_function) as place:
        distribution = place.create(
            distribution_config(CacheBehaviors=listed(behavior(PathPattern="/members/*")))
        )
        first, pages = built(place, tmp_path / "project", MANY)
        first.attach(distribution)
        (store,) = first.desired.stores
        assert stored(place, store.deployed_name) == first.entries[store.deployed_name]
        (function,) = [item.deployed_name for item in first.desired.functions if item.store]
        for path in [*pages][::300]:
            assert answered(place, function, path) == pages[path]
        second, _ = built(place, tmp_path / "other", MANY + 10)
        second.attach(distribution)
        assert stored(place, store.deployed_name) == second.entries[store.deployed_name]
        assert second.plan(distribution).is_empty
