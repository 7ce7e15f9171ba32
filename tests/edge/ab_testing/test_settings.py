"""The table of the feature `ab_testing`: each mistake names its key, defaults are those of edge.toml."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from edge_support import AB_TESTING

from cloudfrontier.project import model
from edge.ab_testing.settings import AbSettings, read_settings
from edge.settings import SettingsError, Table

A, B = {"name": "a"}, {"name": "b"}


def read(**changes: Any) -> AbSettings:
    return read_settings(Table({**AB_TESTING, **changes}, "t"))


def with_variants(*variants: dict[str, Any]) -> dict[str, Any]:
    return {"experiments": [{"id": "hero", "variants": list(variants)}]}


def test_the_keys_of_the_tables_are_the_fields_of_edge_toml() -> None:
    experiment = AB_TESTING["experiments"][0]
    assert set(AB_TESTING) == {field.name for field in fields(model.AbTesting)}
    assert set(experiment) == {field.name for field in fields(model.Experiment)}
    assert set(experiment["variants"][0]) == {field.name for field in fields(model.Variant)}


def test_defaults_are_those_of_edge_toml() -> None:
    defaults = {field.name: field.default for field in fields(model.AbTesting)}
    (experiment,) = read(**with_variants(A, B)).experiments
    assert read_settings(Table({"experiments": []}, ""))[1:] == (
        defaults["visitor_cookie"],
        defaults["max_age"],
    )
    assert [pattern.text for pattern in experiment.paths] == ["/*"]
    assert [(variant.start, variant.end, variant.prefix) for variant in experiment.variants] == [
        (0.0, 0.5, ""),
        (0.5, 1.0, ""),
    ]


def test_names_are_those_that_the_cache_policy_and_the_browser_know() -> None:
    (experiment,) = read(experiments=[{"id": "Hero-1", "variants": [A, B], "seed": ""}]).experiments
    assert (experiment.header, experiment.cookie, experiment.seed) == ("x-ab-hero-1", "ab-Hero-1", "Hero-1")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (with_variants(A), "t.experiments[0].variants: expected two or more"),
        (with_variants(A, A), "t.experiments[0].variants: expected two or more"),
        (with_variants({**A, "weight": 0}, {**B, "weight": 0}), "t.experiments[0].variants: expected two"),
        (with_variants(A, {**B, "weight": -1}), "t.experiments[0].variants[1].weight: expected a whole"),
        (with_variants(A, {**B, "weight": 0.5}), "t.experiments[0].variants[1].weight: expected a whole"),
        (with_variants(A, {"name": "b;c"}), "t.experiments[0].variants[1].name: expected letters"),
        (with_variants(A, {**B, "prefix": "b"}), "t.experiments[0].variants[1].prefix: expected nothing, or"),
        (
            with_variants(A, {**B, "prefix": "/b/"}),
            "t.experiments[0].variants[1].prefix: expected nothing, or",
        ),
        (
            with_variants(A, {**B, "prefix": "/b?x"}),
            "t.experiments[0].variants[1].prefix: expected nothing, or",
        ),
        (with_variants(A, {**B, "tyop": 1}), "t.experiments[0].variants[1].tyop: unknown key"),
        ({"experiments": [{"id": "a.b", "variants": [A, B]}]}, "t.experiments[0].id: expected letters"),
        ({"experiments": [{"id": "x", "variants": [A, B], "paths": []}]}, "t.experiments[0].paths: expected"),
        (
            {"experiments": [{"id": "x", "variants": [A, B], "paths": ["x"]}]},
            "t.experiments[0].paths: expected",
        ),
        (
            {"experiments": [{"id": "x", "variants": [A, B]}, {"id": "X", "variants": [A, B]}]},
            "t.experiments: expected ids that differ",
        ),
        ({"visitor_cookie": "a b"}, "t.visitor_cookie: expected a cookie's name"),
        ({"max_age": 0}, "t.max_age: expected a whole number of at least 1"),
        ({"tyop": 1}, "t.tyop: unknown key"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_names_its_key(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**changes)
    assert str(refused.value).startswith(f"settings.json: {message}")
