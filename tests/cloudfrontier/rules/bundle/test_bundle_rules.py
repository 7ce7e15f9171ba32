"""Every lae2xx rule against its own samples, and against the numbers of AWS's that it stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.cloudfront.limits import with_overrides
from cloudfrontier.rules.bundle import BUNDLE_RULES, check_bundle
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.fault import CodeFault

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.rules.bundle.bundle import Bundle, BundleRule

MIB = 1024 * 1024


def named(rule: BundleRule) -> str:
    return rule.id


def ids(bundle: Bundle) -> list[tuple[str, str]]:
    return [(finding.id, finding.severity) for finding in check_bundle(bundle)]


@pytest.mark.parametrize("rule", BUNDLE_RULES, ids=named)
def test_a_rule_is_silent_on_its_valid_samples(rule: BundleRule) -> None:
    assert [list(rule.check(sample)) for sample in rule.valid] == [[]] * len(rule.valid)


@pytest.mark.parametrize("rule", BUNDLE_RULES, ids=named)
def test_a_rule_speaks_on_each_invalid_sample_and_says_what_to_do(rule: BundleRule) -> None:
    assert rule.invalid
    for sample in rule.invalid:
        findings = list(rule.check(sample))
        assert findings
        assert all(item.id == rule.id and item.help and item.url.startswith("https://") for item in findings)


def test_ids_are_unique_and_in_order() -> None:
    assert [rule.id for rule in BUNDLE_RULES] == [f"LAE{201 + index}" for index in range(len(BUNDLE_RULES))]


@pytest.mark.parametrize(
    ("size", "events", "expected"),
    [
        pytest.param(50 * MIB, ("origin-request",), [], id="50 MB on an origin event"),
        pytest.param(50 * MIB + 1, ("origin-request",), [("LAE201", "error")], id="a byte over 50 MB"),
        pytest.param(1_048_576, ("viewer-request",), [], id="the old viewer limit"),
        pytest.param(
            1_048_577, ("viewer-response",), [("LAE202", "warning")], id="a byte over the old limit"
        ),
        pytest.param(50 * MIB + 1, ("viewer-request",), [("LAE201", "error")], id="too large is said once"),
    ],
)
def test_zips_are_measured_against_the_quota_of_2026_and_the_viewer_limit_before(
    size: int, events: tuple[EventType, ...], expected: list[tuple[str, str]]
) -> None:
    assert ids(replace(SAMPLE, zip_size=size, events=events)) == expected


def test_250_mb_unpacked_is_the_most() -> None:
    assert ids(replace(SAMPLE, unzipped_size=262_144_000)) == []
    assert ids(replace(SAMPLE, unzipped_size=262_144_001)) == [("LAE203", "error")]


def test_memory_above_128_mb_on_a_viewer_event_is_refused_until_the_project_raises_the_limit() -> None:
    larger = replace(SAMPLE, memory=512)
    assert ids(larger) == [("LAE204", "error")]
    raised = with_overrides({"lambda-memory-viewer": 512})
    assert ids(replace(larger, limits=raised)) == []


def test_one_function_on_both_kinds_of_events_must_fit_both() -> None:
    bundle = replace(SAMPLE, events=("origin-request", "viewer-response"), memory=256)
    (finding,) = check_bundle(bundle)
    assert "on viewer-response" in finding.message


@pytest.mark.parametrize(
    ("timeout", "events", "expected"),
    [
        pytest.param(30, ("origin-response",), [], id="30 s on an origin event"),
        pytest.param(31, ("origin-response",), [("LAE205", "error")], id="31 s"),
        pytest.param(5, ("viewer-request",), [], id="the old viewer limit"),
        pytest.param(6, ("viewer-request",), [("LAE205", "warning")], id="more than the old one"),
        pytest.param(31, ("viewer-request",), [("LAE205", "error")], id="31 s is said once"),
    ],
)
def test_timeouts_are_measured_by_event(
    timeout: int, events: tuple[EventType, ...], expected: list[tuple[str, str]]
) -> None:
    assert ids(replace(SAMPLE, timeout=timeout, events=events)) == expected


def test_a_fault_in_code_that_may_never_run_is_a_warning() -> None:
    fault = CodeFault("missing", "app.py", 7, 5, "acme", certain=False)
    (finding,) = check_bundle(replace(SAMPLE, faults=(fault,)))
    assert (finding.severity, finding.where) == ("warning", "app.py:7:5")
