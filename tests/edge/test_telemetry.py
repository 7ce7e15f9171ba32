"""Logs and metrics as they leave the process: complete, structured, and free of everything a visitor sent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import edge_process
import pytest
from edge_support import AB_TESTING, AUTH, NOW, REQUEST_ID, edge_event, edge_request, key_entry, session_token

import edge
from edge.auth.session import Key
from edge.telemetry import place_of

if TYPE_CHECKING:
    from edge.events import Event, Response

ROOT = Path(edge.__file__).parent.parent
SCRIPT = Path(edge_process.__file__)
CANARY_KEY = Key("canarykid", b"canary-secret-canary-secret-canary")
TABLES: dict[str, Any] = {
    "auth": {**AUTH, "keys": [key_entry(CANARY_KEY)]},
    "ab_testing": AB_TESTING,
    "leaky_open": {},
    "leaky_closed": {},
}
GOOD = session_token("canarysubject", key=CANARY_KEY)
SENT = [
    ("Sec-Fetch-Mode", "navigate"),
    ("Authorization", "Bearer canaryauthorization"),
    ("X-Auth-Subject", "canaryspoof"),
    ("X-Ab-Hero", "canaryvariant"),
    ("Referer", "https://shop.example/?canaryreferer"),
    ("Cookie", "canaryname=canaryvalue; ab-hero=canarysticky; __Host-visitor=canary-visitor"),
]


def run(
    tmp_path: Path,
    features: list[str],
    events: list[Event],
    *,
    level: str = "DEBUG",
    logging: str = "powertools",
) -> tuple[list[dict[str, Any]], list[Any], str]:
    """Lines of stdout as JSON, what was returned, and all that was printed, without any environment."""
    job = {
        "settings": {
            "project": "shop",
            "handler": "gate",
            "log_level": level,
            "logging": logging,
            "features": TABLES,
        },
        "features": features,
        "events": events,
        "now": NOW,
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", str(SCRIPT), str(tmp_path / "results.json")],
        input=json.dumps(job),
        env={"PYTHONPATH": str(ROOT), "_X_AMZN_TRACE_ID": "Root=1-canarytrace;Sampled=0"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    return lines, results, done.stdout + done.stderr


def visit(*tokens: str, method: str = "GET", uri: str = "/members/") -> Event:
    sessions = [("Cookie", f"__Host-session={token}") for token in tokens]
    request = edge_request(uri, method=method, querystring="canaryquery=1", lines=[*SENT, *sessions])
    request["body"] = {
        "action": "read-only",
        "data": "canarybody",
        "encoding": "base64",
        "inputTruncated": False,
    }
    return edge_event("viewer-request", request)


def other_events() -> list[Event]:
    response: Response = {
        "status": "200",
        "statusDescription": "OK",
        "headers": {"set-cookie": [{"value": "canary=1"}]},
    }
    request = edge_request("/", querystring="canaryquery=1", lines=SENT)
    routed = edge_request("/", querystring="canaryquery=1", lines=[("X-Ab-Hero", "b"), *SENT])
    return [
        edge_event("origin-request", request),
        edge_event("origin-request", routed),
        edge_event("origin-response", request, response),
        edge_event("viewer-response", request, response),
        edge_event("viewer-response", edge_request("/"), response),
    ]


EVENTS = [
    visit(),
    visit(GOOD),
    visit(GOOD[:-4] + "canary"),
    visit("canarytoken"),
    visit(session_token("canarysubject", key=CANARY_KEY, now=NOW - 9999)),
    visit(GOOD, session_token("canarytoo", key=CANARY_KEY)),
    visit(method="POST"),
    visit(uri="/public/"),
    *other_events(),
]


@pytest.mark.parametrize(
    "features",
    [["auth"], ["ab_testing"], ["auth", "ab_testing"], ["leaky_open", "auth"], ["leaky_closed"]],
    ids="+".join,
)
@pytest.mark.parametrize("logging", ["powertools", "lean"])
def test_nothing_that_a_visitor_sent_and_no_secret_is_ever_printed(
    tmp_path: Path, features: list[str], logging: str
) -> None:
    lines, results, printed = run(tmp_path, features, EVENTS, logging=logging)
    assert len(results) == len(EVENTS)
    assert lines
    assert "canary" not in printed.lower()
    assert key_entry(CANARY_KEY)["secret"] not in printed
    assert GOOD.split(".")[2] not in printed


@pytest.mark.parametrize("features", [["auth"], ["leaky_closed"]], ids="+".join)
def test_answers_hold_nothing_of_the_request_but_the_way_back(tmp_path: Path, features: list[str]) -> None:
    results = run(tmp_path, features, EVENTS)[1]
    answers = [
        result for result in results if "raised" in result or result.get("status") in {"302", "401", "503"}
    ]
    for answer in answers:
        answer.get("headers", {}).pop("location", None)
    assert len(answers) >= 6
    assert "canary" not in json.dumps(answers)


def test_every_outcome_is_a_line_and_a_metric_with_the_requests_id(tmp_path: Path) -> None:
    lines, _, _ = run(tmp_path, ["auth", "ab_testing"], [visit(), visit(GOOD)], level="INFO")
    logs = [line for line in lines if "_aws" not in line]
    metrics = [line for line in lines if "_aws" in line]
    assert {line["request_id"] for line in lines} == {REQUEST_ID}
    assert [line["message"] for line in logs] == ["auth redirected", "auth allowed", "ab_testing assigned"]
    assert {(line["service"], line["event_type"], line["level"]) for line in logs} == {
        ("gate", "viewer-request", "INFO")
    }
    assert logs[0]["reason"] == "absent"
    assert [sorted(set(line) - {"_aws", "service", "request_id"}) for line in metrics] == [
        ["auth_redirected"],
        ["ab_testing_assigned", "auth_allowed"],
    ]
    emf = cast("dict[str, Any]", metrics[0]["_aws"])["CloudWatchMetrics"][0]
    assert emf["Namespace"] == "shop"
    assert emf["Dimensions"] == [["service"]]
    assert emf["Metrics"] == [{"Name": "auth_redirected", "Unit": "Count"}]


def test_a_failure_is_logged_by_type_and_place(tmp_path: Path) -> None:
    lines, results, printed = run(tmp_path, ["leaky_closed"], [visit(), other_events()[0]])
    assert results[0]["status"] == "503"
    assert results[1] == {
        "raised": "FeatureFailedError: the feature leaky_closed could not decide; see the log"
    }
    log = lines[0]
    assert (log["level"], log["outcome"], log["error"]) == ("ERROR", "failed", "ValueError")
    assert log["at"].startswith(f"{SCRIPT}:")
    assert log["at"].endswith(" viewer_request")
    assert lines[1]["leaky_closed_failed"] == [1.0]
    assert "Traceback" not in printed


def test_a_higher_level_leaves_the_metrics_alone(tmp_path: Path) -> None:
    lines, _, _ = run(tmp_path, ["auth"], [visit(GOOD)], level="WARNING")
    assert [line.get("auth_allowed") for line in lines] == [[1.0]]


def test_an_event_that_nobody_acts_on_prints_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, ["auth"], other_events())[2] == ""


def test_an_exception_that_was_never_raised_has_no_place() -> None:
    assert place_of(ValueError("x")) == "unknown"
