"""Redirects that no function could hold: from a file to a KeyValueStore, and to a visitor's answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from functions_events import NOW, viewer_request

from bench.moved_pages import moved_pages
from cloudfrontier.artifacts.functions import function_source
from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cli import main
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load
from cloudfrontier.simulator.built_functions import BuiltFunctions
from cloudfrontier.simulator.sample_runs import function_samples
from cloudfrontier.simulator.sample_runs.sampling import listed_events
from infra.desired import desired_of
from infra.key_value_store import entries_of

if TYPE_CHECKING:
    from artifact_project import ArtifactProject

    from cloudfrontier.artifacts.report import BuildReport

MANY = 1_500


def built(project: ArtifactProject, count: int = MANY) -> tuple[BuildReport, dict[str, str]]:
    pages = moved_pages(count)
    project.write("_redirects", "".join(f"{path} {target}\n" for path, target in pages.items()))
    return build(load(project.root), samples=function_samples), pages


def answer(functions: BuiltFunctions, path: str) -> Any:
    event: Any = viewer_request(path)
    result = functions.run("public-request", event, now=NOW, raw_query=None)
    assert result.error == ""
    return result.value


def test_the_manifest_names_the_store_of_the_function_and_its_import_file(project: ArtifactProject) -> None:
    report, _ = built(project)
    assert report.written
    assert report.findings == ()
    manifest = Manifest.read(project.dist)
    function = manifest.function("public-request")
    assert function is not None
    assert function.store == "public-request"
    store = manifest.store(function.store)
    assert store is not None
    content = json.loads((project.dist / store.path).read_text(encoding="utf-8"))
    assert set(content) == {"data"}
    assert all(set(pair) == {"key", "value"} for pair in content["data"])


def test_the_simulator_answers_from_the_store(project: ArtifactProject) -> None:
    _, pages = built(project)
    functions = BuiltFunctions(project.dist, Manifest.read(project.dist))
    for path in [*pages][::100]:
        assert answer(functions, path)["headers"]["location"]["value"] == pages[path]
    assert answer(functions, "/stays")["uri"] == "/stays"


def test_pages_in_the_store_are_among_the_sample_events(project: ArtifactProject) -> None:
    _, pages = built(project)
    events = listed_events(function_source(load(project.root), "public-request"))
    assert len(events) == 3
    moved = {page.rstrip("/") for page in pages}
    assert {event.request.uri.rstrip("/") for event in events} <= moved


def test_what_is_attached_has_the_store_and_its_entries(project: ArtifactProject) -> None:
    built(project)
    desired = desired_of(Manifest.read(project.dist), load(project.root))
    (store,) = desired.stores
    (function,) = (item for item in desired.functions if item.store)
    assert (function.name, function.store) == ("public-request", store.deployed_name)
    entries = entries_of(store, (project.dist / store.path).read_bytes())
    assert len(entries) >= MANY // 12


def test_a_runtime_without_stores_is_told_what_would_fit(project: ArtifactProject) -> None:
    project.change(
        'rewrites.index = "index.html"', 'rewrites.index = "index.html"\nruntime = "cloudfront-js-1.0"'
    )
    with pytest.raises(ProjectError, match="do not fit into 10,240 bytes") as caught:
        built(project)
    (problem,) = caught.value.problems
    assert "KeyValueStore" in problem.message


def test_where_each_rule_went_is_printed(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(project.root), "--check", "--explain"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert any(line.startswith("public-request: ") and "of 10,240 bytes, readable" in line for line in lines)
    assert "20 literal /old -> /new 301 (" in " ".join(lines)
    assert any("tree /blog/* -> /news/:splat 302" in line for line in lines)


def test_where_each_rule_went_is_in_the_json(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    built(project)
    capsys.readouterr()
    assert main(["build", str(project.root), "--check", "--explain", "--format", "json"]) == 0
    explained = json.loads(capsys.readouterr().out)["explained"]["public-request"]
    assert explained["store_bytes"] > 0
    assert explained["table"] in {"store", "packed store"}
    assert len(explained["rules"]) == MANY + 1
    assert explained["rules"][0]["where"] == explained["table"]
