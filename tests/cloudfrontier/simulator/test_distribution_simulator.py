"""The wiring of everything real: what is built is what runs, and what is missing is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from artifact_project import ArtifactProject

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.errors import UsageError
from cloudfrontier.project import load
from cloudfrontier.simulator.distribution_simulator import DistributionSimulator

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.simulator.devices import Devices


@pytest.fixture
def project(tmp_path: Path) -> ArtifactProject:
    made = ArtifactProject(tmp_path)
    build(load(made.root))
    return made


def test_requests_go_through_the_built_functions_and_the_folder(project: ArtifactProject) -> None:
    with DistributionSimulator(load(project.root), project.dist) as simulator:
        exchange = simulator.engine().handle(Request("GET", "/"), now=0)
    assert exchange.response.body == b"<!doctype html>"
    assert exchange.trace.event("viewer-request").name == "public-request"
    assert exchange.trace.event("viewer-response").changes


def test_two_engines_share_workers_but_not_what_is_cached(project: ArtifactProject) -> None:
    with DistributionSimulator(load(project.root), project.dist) as simulator:
        first, second = simulator.engine(), simulator.engine()
        first.handle(Request("GET", "/"), now=0)
        assert first.handle(Request("GET", "/"), now=0).trace.cache.decision == "hit"
        assert second.handle(Request("GET", "/"), now=0).trace.cache.decision == "miss"
        asked = Request("GET", "/members/", headers=Headers((("Host", "a"),)))
        cold, warm = (engine.handle(asked, now=0).trace.event("viewer-request") for engine in (first, second))
    assert (cold.init_ms is None, warm.init_ms is None) == (False, True)


@pytest.mark.parametrize(
    ("devices", "variants"),
    [(None, ["true", "false"]), (lambda _: frozenset({"mobile"}), ["true", "true"])],
    ids=["texts of the project", "a function"],
)
def test_the_project_or_a_function_says_which_devices_are_mobile(
    project: ArtifactProject, devices: Devices | None, variants: list[str]
) -> None:
    policy = '\n[cache_policies.device]\nheaders = ["CloudFront-Is-Mobile-Viewer"]\n'
    project.change('path = "*"', 'path = "*"\ncache_policy = "device"')
    (project.root / "edge.toml").write_text(
        (project.root / "edge.toml").read_text() + policy + '\n[devices]\nmobile = ["Folio"]\n'
    )
    with DistributionSimulator(load(project.root), project.dist, devices=devices) as simulator:
        keys = [
            simulator.engine().handle(Request("GET", "/", headers=Headers((("User-Agent", agent),))), now=0)
            for agent in ("Folio/1.0", "iPhone Mobile")
        ]
    found = [dict(key.trace.cache.key.headers) for key in keys if key.trace.cache.key]
    assert [headers["cloudfront-is-mobile-viewer"] for headers in found] == variants


def test_without_a_build_it_says_to_build_first(tmp_path: Path) -> None:
    loaded = load(ArtifactProject(tmp_path).root)
    with pytest.raises(UsageError, match="run `cloudfrontier build` first"):
        DistributionSimulator(loaded, tmp_path / "dist")


def test_a_build_without_what_the_project_attaches_is_too_old(project: ArtifactProject) -> None:
    project.change("[functions.public-response]", "[functions.later]")
    project.change('viewer-response = "public-response"', 'viewer-response = "later"')
    with pytest.raises(
        UsageError, match="no function 'later', which is attached to viewer-response of the beh"
    ):
        DistributionSimulator(load(project.root), project.dist)


def test_a_function_that_was_changed_after_the_build_does_not_run(project: ArtifactProject) -> None:
    code = project.dist / "functions" / "public-request.js"
    code.write_text(code.read_text(encoding="utf-8") + "// changed", encoding="utf-8")
    with pytest.raises(UsageError, match="not the file that was built and checked"):
        DistributionSimulator(load(project.root), project.dist)


def test_a_function_that_is_gone_is_told(project: ArtifactProject) -> None:
    (project.dist / "functions" / "public-request.js").unlink()
    with pytest.raises(UsageError, match="No such file"):
        DistributionSimulator(load(project.root), project.dist)


def test_closing_twice_is_fine(project: ArtifactProject) -> None:
    simulator = DistributionSimulator(load(project.root), project.dist)
    simulator.close()
    simulator.close()
