"""What is routine is told of a share of the requests, weighted; what is not routine is always told."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from edge_support import AUTH, NOW, Recorder, edge_event, edge_request, session_token
from tokens import b64

from edge.auth.handler import Auth
from edge.handler import chain
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from edge.events import LambdaHandler, Request

COOKIE = ("Cookie", "__Host-session=" + session_token())
NAVIGATION = ("Sec-Fetch-Mode", "navigate")
ROUTINE = {
    "auth_allowed": edge_request("/members/", lines=[COOKIE]),
    "auth_anonymous": edge_request("/public/a.css"),
    "auth_redirected": edge_request("/members/", lines=[NAVIGATION]),
    "auth_refused": edge_request("/members/", method="POST"),
}
REQUESTS = 2000


def request_id(number: int) -> str:
    """As random as those of CloudFront."""
    return b64(sha256(str(number).encode()).digest())


def handler(telemetry: Recorder, sampling: float) -> LambdaHandler:
    table = {"project": "shop", "handler": "gate", "sampling": sampling, "features": {"auth": AUTH}}
    return chain(Settings(Table(table, "")), (Auth,), clock=lambda: NOW, telemetry=telemetry)


def visit(gate: LambdaHandler, request: Request, request_id: str) -> None:
    event = edge_event("viewer-request", request)
    event["Records"][0]["cf"]["config"]["requestId"] = request_id
    gate(event, None)


@pytest.mark.parametrize("word", ROUTINE)
def test_a_share_is_told_and_counts_for_all(word: str) -> None:
    telemetry = Recorder()
    gate = handler(telemetry, 0.1)
    for number in range(REQUESTS):
        visit(gate, ROUTINE[word], request_id(number))
    assert set(telemetry.words) == {word}
    assert {facts["weight"] for _, _, facts in telemetry.outcomes} == {10.0}
    counted = len(telemetry.outcomes) * 10
    assert 0.8 * REQUESTS < counted < 1.2 * REQUESTS


def test_the_requests_id_decides_so_that_every_worker_decides_alike() -> None:
    verdicts = set()
    for number in range(20):
        telemetry = Recorder()
        for _ in range(2):
            visit(handler(telemetry, 0.5), ROUTINE["auth_allowed"], request_id(number))
        verdicts.add(len(telemetry.outcomes))
    assert verdicts == {0, 2}


@pytest.mark.parametrize("word", ROUTINE)
def test_none_of_it_is_told_where_the_share_is_nothing(word: str) -> None:
    telemetry = Recorder()
    visit(handler(telemetry, 0.0), ROUTINE[word], "r==")
    assert telemetry.outcomes == []


@pytest.mark.parametrize(
    ("request_", "outcome"),
    [
        (edge_request("/members/", lines=[NAVIGATION, (COOKIE[0], COOKIE[1] + "x")]), "redirected"),
        (edge_request("/members/", method="POST", lines=[(COOKIE[0], COOKIE[1] + "x")]), "refused"),
    ],
    ids=["a forged session of a browser", "a forged session of a program"],
)
def test_what_proves_nothing_is_always_told(request_: Request, outcome: str) -> None:
    telemetry = Recorder()
    visit(handler(telemetry, 0.0), request_, "r==")
    assert telemetry.outcomes == [("auth", outcome, {"reason": "signature"})]
