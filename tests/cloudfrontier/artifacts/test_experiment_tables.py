"""What edge.toml says of experiments, as handlers and functions are told it, and what cache keys need."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from experiment_projects import KEY, write_experiments

from cloudfrontier.artifacts.entry import settings_json
from cloudfrontier.artifacts.experiment_rules import compiled_experiment
from cloudfrontier.artifacts.experiment_tables import experiment_table
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load
from cloudfrontier.project.model import AbTesting, Experiment, FunctionTable, Namespace, Variant
from cloudfrontier.project.to_distribution import to_distribution
from cloudfrontier.rules.attachment.experiment_facts import (
    experiments_of_function,
    experiments_of_handler,
)
from edge.ab_testing.experiment_settings import read_experiment
from edge.settings import Table

if TYPE_CHECKING:
    from pathlib import Path

A, B = Variant(name="a"), Variant(name="b", prefix="/b")
MOVED = "\n[remote_config]\nsource = 'ssm'\nregion = 'us-east-1'\nparameter = '/live'\n"


def settings(root: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(settings_json(load(root), "ab"))
    return told


def test_a_handler_is_told_of_its_experiments_its_key_and_where_live_settings_are(tmp_path: Path) -> None:
    root = write_experiments(tmp_path, kind="handler")
    with (root / "edge.toml").open("a", encoding="utf-8") as file:
        file.write(MOVED)
    told = settings(root)
    assert told["live"] == {
        "source": "ssm", "region": "us-east-1", "parameter": "/live", "key": "live",
        "ttl": 60, "bound_ms": 300,
    }  # fmt: skip
    testing = told["features"]["ab_testing"]
    assert testing["secret"] == KEY
    assert [item["id"] for item in testing["experiments"]] == ["on", "off"]
    assert testing["experiments"][1]["running"] is False


def test_a_key_that_is_not_there_is_made_if_it_may_be(tmp_path: Path) -> None:
    root = write_experiments(tmp_path, kind="handler")
    (root / "ab.key").unlink()
    with pytest.raises(ProjectError, match=r"ab.key: cannot be read"):
        settings(root)
    text = (root / "edge.toml").read_text(encoding="utf-8").replace('"ab.key"', '"ab.key", create = true')
    (root / "edge.toml").write_text(text, encoding="utf-8")
    assert settings(root)["features"]["ab_testing"]["secret"] == (root / "ab.key").read_text().strip()


EXPERIMENT = Experiment(
    id="Hero",
    variants=(A, Variant(name="b", weight=3, origin="site", headers={"X-Theme": "dark"})),
    start="2026-12-01T08:00:00Z",
    end="2026-12-01T10:00:00+01:00",
    namespace=Namespace(id="page", end=0.5),
    coverage=0.5,
    except_countries=("FR",),
    headers={"X-Plan": "pro"},
    query={"q": "*"},
)


def test_an_origin_is_told_as_a_whole_and_times_in_seconds(tmp_path: Path) -> None:
    loaded = load(write_experiments(tmp_path, kind="handler"))
    origins = {origin.id: origin for origin in to_distribution(loaded.project).origins}
    told = experiment_table(EXPERIMENT, origins)
    assert (told["start"], told["end"]) == (1796112000, 1796115600)
    item = read_experiment(Table(json.loads(json.dumps(told)), "t"))
    origin = item.variants[1].origin
    assert origin is not None
    assert origin["custom"]["domainName"] == "site.example"
    assert (origin["custom"]["port"], origin["custom"]["protocol"]) == (443, "https")


def test_a_function_is_compiled_from_the_same_ranges_as_a_handler_reads(tmp_path: Path) -> None:
    loaded = load(write_experiments(tmp_path, kind="handler"))
    origins = {origin.id: origin for origin in to_distribution(loaded.project).origins}
    read = read_experiment(Table(json.loads(json.dumps(experiment_table(EXPERIMENT, origins))), "t"))
    compiled = compiled_experiment(EXPERIMENT)
    assert tuple((arm.start, arm.end) for arm in compiled.arms) == read.ranges
    assert (compiled.header, compiled.seed, compiled.namespace) == (read.header, read.seed, read.namespace)
    assert (compiled.begins, compiled.ends) == (read.start, read.end)


@pytest.mark.parametrize(
    ("changes", "headers"),
    [
        ({}, ["x-ab-hero"]),
        ({"countries": ("DE",)}, ["x-ab-hero", "cloudfront-viewer-country"]),
        ({"except_countries": ("DE",)}, ["x-ab-hero", "cloudfront-viewer-country"]),
        ({"kind": "function"}, []),
    ],
    ids=["plain", "of countries", "not of countries", "a function's"],
)
def test_a_handler_needs_the_variant_in_the_key_and_the_country_where_it_is_asked(
    changes: dict[str, Any], headers: list[str]
) -> None:
    testing = AbTesting(experiments=(Experiment(id="Hero", variants=(A, B), **changes),))
    assert [item.header for item in experiments_of_handler(testing)] == headers


@pytest.mark.parametrize(
    ("variants", "headers"),
    [
        ((A, B), []),
        ((A, Variant(name="b")), ["x-ab-hero"]),
        ((A, B, Variant(name="c", prefix="/b")), ["x-ab-hero"]),
        ((Variant(name="a", headers={"x": "1"}), B), ["x-ab-hero"]),
        ((A, Variant(name="b", prefix="/b", headers={"x": "1"})), ["x-ab-hero"]),
    ],
    ids=["two paths", "one path", "a path twice", "a header without a path", "a header with a path"],
)
def test_a_function_needs_the_header_where_paths_do_not_tell_variants_apart(
    variants: tuple[Variant, ...], headers: list[str]
) -> None:
    testing = AbTesting(experiments=(Experiment(id="Hero", kind="function", variants=variants),))
    named = FunctionTable(event="viewer-request", experiments=("Hero",))
    assert [item.header for item in experiments_of_function(testing, named)] == headers
    assert experiments_of_function(testing, FunctionTable(event="viewer-request")) == ()


@pytest.mark.parametrize(
    ("changes", "events"),
    [
        ({"variants": (A, Variant(name="b"))}, [()]),
        ({}, [("origin-request",)]),
        ({"countries": ("DE",)}, [("origin-request",), ("origin-request", "origin-response")]),
    ],
    ids=["only a name", "a prefix", "countries"],
)
def test_a_handler_must_act_at_the_origin_where_its_variants_do(
    changes: dict[str, Any], events: list[tuple[str, ...]]
) -> None:
    made = {"id": "hero", "variants": (A, B), **changes}
    testing = AbTesting(experiments=(Experiment(**made),))
    assert [item.events for item in experiments_of_handler(testing)] == events


@pytest.mark.parametrize("event", ["origin-request", "origin-response"])
def test_a_build_without_an_event_that_it_needs_is_refused(tmp_path: Path, event: str) -> None:
    root = write_experiments(tmp_path, kind="handler")
    text = (root / "edge.toml").read_text(encoding="utf-8").replace(f'{event} = "ab"\n', "")
    (root / "edge.toml").write_text(text, encoding="utf-8")
    messages = [
        item.message for item in build(load(root), out=tmp_path / "dist").findings if item.id == "DST424"
    ]
    assert any(f"runs experiment 'on' and not at {event}" in message for message in messages)
