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
SECRET = "k" * 43


def read(**changes: Any) -> AbSettings:
    return read_settings(Table({**AB_TESTING, **changes}, "t"))


def with_variants(*variants: dict[str, Any]) -> dict[str, Any]:
    return {"experiments": [{"id": "hero", "variants": list(variants)}]}


def one(**changes: Any) -> dict[str, Any]:
    return {"experiments": [{"id": "hero", "variants": [A, B], **changes}]}


def redirecting(name: str, path: str, target: str) -> dict[str, Any]:
    return {"id": name, "paths": [path], "variants": [A, {**B, "redirect": target}]}


def test_defaults_are_those_of_edge_toml() -> None:
    defaults = {field.name: field.default for field in fields(model.AbTesting)}
    settings = read_settings(Table(with_variants(A, B), ""))
    (experiment,) = settings.experiments
    for name in ("visitor_cookie", "site_cookie", "visitor_header", "max_age"):
        assert getattr(settings, name) == defaults[name]
    assert [pattern.text for pattern in experiment.paths] == ["/*"]
    assert experiment.ranges == ((0.0, 0.5), (0.5, 1.0))
    assert (experiment.coverage, experiment.hash_version, experiment.running) == (1.0, 2, True)
    assert settings.forcing == ("", "", None)
    assert settings.sticky_signer is None


def test_what_is_absent_may_be_null() -> None:
    nulls = dict.fromkeys(("namespace", "start", "end"))
    with_nulls = {"id": "hero", "variants": [{**A, "origin": None, "range": None}, B], **nulls}
    (experiment,), (plain,) = (
        read(experiments=[with_nulls]).experiments,
        read(**with_variants(A, B)).experiments,
    )
    assert experiment._replace(paths=()) == plain._replace(paths=())


def test_a_secret_allows_signed_links_and_cookies() -> None:
    settings = read(secret=SECRET, sign_cookies=True)
    assert settings.forcing.parameter == "ab-force"
    assert settings.sticky_signer is settings.forcing.signer
    assert read(secret=SECRET, force_parameter="qa").forcing.parameter == "qa"


def test_names_are_those_that_the_cache_policy_and_the_browser_know() -> None:
    (experiment,) = read(experiments=[{"id": "Hero-1", "variants": [A, B], "seed": ""}]).experiments
    assert (experiment.header, experiment.cookie, experiment.seed) == ("x-ab-hero-1", "ab-Hero-1", "Hero-1")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (with_variants(A), "t.experiments[0].variants: expected two or more"),
        (with_variants(A, A), "t.experiments[0].variants: expected two or more"),
        (with_variants({**A, "weight": 0}, {**B, "weight": 0}), "t.experiments[0].variants: expected two"),
        (with_variants(A, {**B, "weight": -1}), "t.experiments[0].variants[1].weight: expected a number"),
        (with_variants(A, {**B, "weight": "1"}), "t.experiments[0].variants[1].weight: expected a number"),
        (
            with_variants(A, {**B, "range": {"start": 0, "end": 1}}),
            "t.experiments[0].variants: expected a range",
        ),
        (
            with_variants(A, {**B, "range": {"start": 1, "end": 0}}),
            "t.experiments[0].variants[1].range: expected",
        ),
        (
            with_variants(A, {**B, "redirect": "//evil.example"}),
            "t.experiments[0].variants[1].redirect: expected",
        ),
        (
            with_variants(A, {**B, "redirect": "http://x/"}),
            "t.experiments[0].variants[1].redirect: expected a",
        ),
        (
            with_variants(A, {**B, "redirect": "/a b"}),
            "t.experiments[0].variants[1].redirect: expected visible",
        ),
        (with_variants(A, {**B, "headers": {"x y": "1"}}), "t.experiments[0].variants[1].headers: expected"),
        (
            with_variants(A, {**B, "response_headers": {"x": "\n"}}),
            "t.experiments[0].variants[1].response_headers",
        ),
        (
            with_variants(A, {**B, "origin": {"kind": "ftp", "domain": "x"}}),
            "t.experiments[0].variants[1].origin.domain: expected a domain",
        ),
        (with_variants(A, {**B, "redirect": "/b"}), "t.experiments: expected redirects to paths on which"),
        (
            {"experiments": [redirecting("one", "/a", "/b"), redirecting("two", "/b", "/a")]},
            "t.experiments: expected redirects to paths on which",
        ),
        (one(coverage=1.5), "t.experiments[0].coverage: expected a number from 0 to 1"),
        (one(hash_version=3), "t.experiments[0].hash_version: expected 1 or 2"),
        (one(devices=["fridge"]), "t.experiments[0].devices: expected some of"),
        (
            one(namespace={"id": "n", "start": 0.5, "end": 0.5}),
            "t.experiments[0].namespace.end: expected more",
        ),
        (one(running="yes"), "t.experiments[0].running: expected true or false"),
        (one(headers={"a": 1}), "t.experiments[0].headers.a: expected a string"),
        ({"secret": "short"}, "t.secret: expected base64url of 32 bytes"),
        ({"secret": "\u00e9" * 50}, "t.secret: expected base64url of 32 bytes"),
        ({"sign_cookies": True}, "t.secret: expected a key"),
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
        ({"visitor_cookie": "a b"}, "t.visitor_cookie: expected a name"),
        ({"max_age": 0}, "t.max_age: expected a whole number of at least 1"),
        ({"tyop": 1}, "t.tyop: unknown key"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_names_its_key(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**changes)
    assert str(refused.value).startswith(f"settings.json: {message}")
