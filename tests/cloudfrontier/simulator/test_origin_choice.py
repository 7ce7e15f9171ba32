"""What functions ask of the origin in viewer-request, all the way to the origin that is asked."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from simulator_fakes import NOW, ORIGIN, PAGE, MemoryOrigin, behavior, distribution

from cloudfrontier.cloudfront.distribution import Origin, OriginGroup
from cloudfrontier.cloudfront.message import Headers, Request
from cloudfrontier.simulator.engine import Engine
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime
from cloudfrontier.simulator.origin_choice import changed
from cloudfrontier.simulator.ports import RunResult

if TYPE_CHECKING:
    from cloudfrontier.simulator.trace import Exchange

SECOND = Origin("second", "custom", "second.example.org", path="/copy")
GROUP = OriginGroup("both", "site", "second", frozenset({404}))


class Script:
    """A function of JavaScript as the engine asks for it."""

    def __init__(self, statement: str) -> None:
        self.code = f"import cf from 'cloudfront';\nfunction handler(e) {{ {statement} return e.request; }}"
        self.runtime = FunctionsRuntime()

    def run(self, name: str, event: Any, *, now: float, raw_query: str | None) -> RunResult:
        outcome = self.runtime.run(
            self.code, event, runtime="cloudfront-js-2.0", now=now, raw_query=raw_query
        )
        return RunResult(
            outcome.value, outcome.error.message if outcome.error else name[:0], origin=outcome.origin
        )

    def invoke(self, name: str, event: Any) -> RunResult:
        raise AssertionError((name, event))


def asked(statement: str, *, path: str = "/page", origin: str = "site") -> tuple[Exchange, MemoryOrigin]:
    origins = MemoryOrigin({"/page": PAGE, "/copy/page": PAGE, "/v2/page": PAGE, "/copy/only": PAGE})
    script = Script(statement)
    engine = Engine(
        distribution(
            behavior(("viewer-request", "cff"), origin=origin),
            origins=(ORIGIN, SECOND),
            origin_groups=(GROUP,),
        ),
        functions=script,
        handlers=script,
        origins=origins,
        entropy=random.Random(7).randbytes,
        timer=lambda: 0.0,
    )
    headers = Headers((("Host", "www.example.com"),))
    return engine.handle(Request("GET", path, "", headers), now=NOW), origins


@pytest.mark.parametrize(
    ("statement", "domain", "uri", "host"),
    [
        ("", "origin.example.org", "/page", "origin.example.org"),
        (
            "cf.updateRequestOrigin({ domainName: 'new.example.com', originPath: '/v2' });",
            "new.example.com",
            "/v2/page",
            "new.example.com",
        ),
        (
            "cf.updateRequestOrigin({ hostHeader: 'shop.example.com' });",
            "origin.example.org",
            "/page",
            "shop.example.com",
        ),
        ("cf.selectRequestOriginById('second');", "second.example.org", "/copy/page", "second.example.org"),
        (
            "cf.selectRequestOriginById('second', { originPath: '/v2' });",
            "second.example.org",
            "/v2/page",
            "second.example.org",
        ),
    ],
    ids=["nothing", "another domain", "another host", "another origin", "and a setting of it"],
)
def test_the_origin_that_is_asked_is_the_functions(statement: str, domain: str, uri: str, host: str) -> None:
    exchange, origins = asked(statement)
    assert exchange.response.status == 200
    assert [name for name, _ in origins.fetched] == [domain]
    assert (origins.asked[0].uri, origins.asked[0].host) == (uri, host)


def test_headers_for_the_origin_are_those_that_the_function_names() -> None:
    _, origins = asked("cf.updateRequestOrigin({ customHeaders: { 'x-key': 'one' } });")
    assert origins.asked[0].headers.get("x-key") == "one"


@pytest.mark.parametrize("member", ["'site', 'second'", "{ originId: 'site' }, { originId: 'second' }"])
def test_a_group_that_a_function_makes_fails_over(member: str) -> None:
    made = f"{{ originIds: [{member}], failoverCriteria: {{ statusCodes: [404] }} }}"
    exchange, origins = asked(f"cf.createRequestOriginGroup({made});", path="/only")
    assert [name for name, _ in origins.fetched] == ["origin.example.org", "second.example.org"]
    assert exchange.response.status == 200


def test_a_member_of_a_group_keeps_its_own_settings_when_it_is_turned_to() -> None:
    made = {
        "originIds": [
            {"originId": "second"},
            {"originId": "site", "originOverrides": {"originPath": "/copy"}},
        ],
        "failoverCriteria": {"statusCodes": [404]},
    }
    _, origins = asked(f"cf.createRequestOriginGroup({json.dumps(made)});", path="/none")
    assert [request.uri for request in origins.asked] == ["/copy/none", "/copy/none"]
    assert [name for name, _ in origins.fetched] == ["second.example.org", "origin.example.org"]


def test_an_origin_that_is_chosen_takes_the_place_of_the_behaviors_group() -> None:
    _, origins = asked("cf.selectRequestOriginById('site');", path="/only", origin="both")
    assert [name for name, _ in origins.fetched] == ["origin.example.org"]


def test_the_first_origin_of_a_group_is_the_one_that_is_changed() -> None:
    _, origins = asked("cf.updateRequestOrigin({ originPath: '/v9' });", path="/only", origin="both")
    assert [request.uri for request in origins.asked] == ["/v9/only", "/copy/only"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("cf.selectRequestOriginById('third');", "no origin 'third'"),
        ("cf.updateRequestOrigin({ domainName: '192.0.2.7' });", "a name without a port"),
        ("cf.createRequestOriginGroup({ originIds: ['site'] });", "two ids of origins"),
    ],
    ids=["unknown", "address", "group of one"],
)
def test_a_wrong_origin_is_answered_with_502(statement: str, why: str) -> None:
    exchange, origins = asked(statement)
    assert exchange.response.status == 502
    assert exchange.response.headers.get("x-cache") == "FunctionValidationError from cloudfront"
    assert b"invalid value for origin rewrite" in exchange.response.body
    step = exchange.trace.events[0]
    assert step.outcome == "error"
    assert why in step.why
    assert origins.asked == []


def test_settings_of_a_connection_are_taken_over() -> None:
    made = changed(
        ORIGIN,
        {
            "domainName": "bucket.s3.us-east-1.amazonaws.com",
            "originAccessControlConfig": {"enabled": True, "originType": "s3"},
            "customOriginConfig": {"port": 8080, "protocol": "http", "sslProtocols": ["TLSv1.1"]},
            "timeouts": {
                "readTimeout": 7,
                "keepAliveTimeout": 9,
                "connectionTimeout": 2,
                "responseCompletionTimeout": 20,
            },
            "connectionAttempts": 1,
        },
    )
    assert (made.kind, made.port, made.protocol, made.ssl_protocols) == ("s3", 8080, "http", ("TLSv1.1",))
    assert (made.read_timeout, made.keepalive_timeout, made.id) == (7, 9, "site")
    assert (made.connection_attempts, made.connection_timeout) == (1, 2)
    assert made.response_completion_timeout == 20
