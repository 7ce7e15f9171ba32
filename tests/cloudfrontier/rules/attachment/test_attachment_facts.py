"""What functions do against what policies let through: gates, experiments, cookies, queries, headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from distribution_documents import (
    ALL_VIEWER,
    DISABLED,
    SECURITY_HEADERS,
    behavior,
    config,
    function,
    handler,
    listed,
    origin,
)

from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection, OriginRequestPolicy
from cloudfrontier.cloudfront.distribution_config import Policies, read_config
from cloudfrontier.rules.attachment import Attachments, Experiment, FunctionFacts, check_attachments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.rules.attachment import Facts

    Attached = dict[EventType, FunctionFacts]

GATE = FunctionFacts(is_auth=True, identity_headers=("X-Auth-Subject",), identity_cookies=("session",))
HERO = FunctionFacts(experiments=(Experiment("hero", header="X-AB-Hero", paths=("/shop/*",)),))

POLICIES = Policies(
    cache={
        "by-header": CachePolicy("by-header", headers=("x-ab-hero",)),
        "by-subject": CachePolicy("by-subject", headers=("x-auth-subject",)),
        "by-session": CachePolicy("by-session", cookies=ItemSelection("whitelist", ("session",))),
        "by-other-cookies": CachePolicy("by-other-cookies", cookies=ItemSelection("allExcept", ("session",))),
        "by-authorization": CachePolicy("by-authorization", headers=("Authorization",)),
        "asked": CachePolicy("asked", min_ttl=0, default_ttl=0),
        "kept": CachePolicy("kept", min_ttl=0, default_ttl=60),
        "by-size": CachePolicy("by-size", query_strings=ItemSelection("whitelist", ("size",))),
        "by-query": CachePolicy("by-query", query_strings=ItemSelection("all")),
    },
    origin_request={
        "sends-size": OriginRequestPolicy("sends-size", query_strings=ItemSelection("whitelist", ("size",))),
        "sends-rest": OriginRequestPolicy("sends-rest", query_strings=ItemSelection("allExcept", ("size",))),
    },
)


def ids(
    attached: Attached,
    members: Mapping[str, Any] | None = None,
    *,
    ignore: tuple[str, ...] = ("DST423", "DST429"),
) -> list[tuple[str, str]]:
    """Findings on a default behavior with one handler an event."""
    lambdas = listed(*(handler(f"h-{event}", event) for event in attached))
    document = config(default=behavior(LambdaFunctionAssociations=lambdas, **(members or {})))
    facts: Facts = {("handler", f"h-{event}"): known for event, known in attached.items()}
    found = check_attachments(Attachments("c", read_config(document, policies=POLICIES), facts))
    return [(item.id, item.severity) for item in found if item.id not in ignore]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(DISABLED, [], id="nothing is cached"),
        pytest.param("asked", [], id="the origin must ask for caching"),
        pytest.param("kept", [("DST425", "warning")], id="cached when nothing is said"),
        pytest.param("by-header", [("DST425", "warning")], id="another header in the key"),
        pytest.param("by-subject", [], id="the visitor in the key"),
        pytest.param("by-session", [], id="the session in the key"),
        pytest.param("by-other-cookies", [("DST425", "warning")], id="all cookies but the session"),
        pytest.param("by-authorization", [], id="Authorization in the key"),
        pytest.param("unheard-of", [], id="a policy that is not known"),
    ],
)
def test_a_gate_at_viewer_request_shares_its_cache(policy: str, expected: list[tuple[str, str]]) -> None:
    assert ids({"viewer-request": GATE}, {"CachePolicyId": policy}) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(DISABLED, [], id="nothing is cached"),
        pytest.param("asked", [("DST425", "error")], id="the origin may ask for caching"),
        pytest.param("by-subject", [("DST425", "error")], id="a header that is set too late"),
        pytest.param("by-session", [], id="what the visitor sent"),
    ],
)
def test_a_gate_at_origin_request_is_passed_by_what_is_cached(
    policy: str, expected: list[tuple[str, str]]
) -> None:
    assert ids({"origin-request": GATE}, {"CachePolicyId": policy}) == expected


def test_a_gate_that_also_runs_at_viewer_request_is_not_late() -> None:
    both: Attached = {"viewer-request": GATE, "origin-request": GATE}
    assert ids(both, {"CachePolicyId": "by-subject"}) == []


def test_a_gate_on_plain_http_is_seen() -> None:
    members = {"CachePolicyId": DISABLED, "ViewerProtocolPolicy": "allow-all"}
    assert ids({"viewer-request": GATE}, members) == [("DST426", "warning")]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param({}, [("DST424", "error")], id="CachingOptimized has no header"),
        pytest.param({"CachePolicyId": "by-header"}, [], id="the header in any case"),
        pytest.param({"CachePolicyId": DISABLED}, [("DST424", "error")], id="not cached, and not sent on"),
        pytest.param(
            {"CachePolicyId": DISABLED, "OriginRequestPolicyId": ALL_VIEWER}, [], id="not cached, sent on"
        ),
    ],
)
def test_the_variant_has_to_be_in_the_key(members: dict[str, str], expected: list[tuple[str, str]]) -> None:
    both: Attached = {"viewer-request": HERO, "origin-request": HERO}
    assert ids(both, members) == expected


def test_an_experiment_that_only_sets_cookies_needs_no_key() -> None:
    assert ids({"viewer-response": HERO}) == []


@pytest.mark.parametrize(
    ("above", "found"),
    [
        pytest.param(("/shop/*",), False, id="another behavior takes its paths"),
        pytest.param(("/shop/a*", "/shop/b*"), True, id="other behaviors take some of them"),
        pytest.param(("/s*",), False, id="a wider one takes them"),
        pytest.param(("/shop/", "/shop/?*"), False, id="two together take them"),
    ],
)
def test_only_experiments_whose_paths_come_to_a_behavior_count(
    above: tuple[str, ...], *, found: bool
) -> None:
    attached = listed(handler("gate", "viewer-request"))
    document = config(
        *(behavior(pattern) for pattern in above), default=behavior(LambdaFunctionAssociations=attached)
    )
    findings = check_attachments(Attachments("c", read_config(document), {("handler", "gate"): HERO}))
    assert [item.id for item in findings if item.severity == "error"] == ["DST424"] * found


SIZE = FunctionFacts(reads_query_strings=True, query_strings=frozenset({"size"}))
SOME = FunctionFacts(reads_query_strings=True)


@pytest.mark.parametrize(
    ("facts", "members", "expected"),
    [
        pytest.param(SIZE, {}, [("DST427", "warning")], id="none is forwarded"),
        pytest.param(SIZE, {"CachePolicyId": "by-query"}, [], id="all are in the key"),
        pytest.param(SIZE, {"CachePolicyId": "by-size"}, [("DST427", "note")], id="AWS promises all or none"),
        pytest.param(
            SIZE,
            {"CachePolicyId": DISABLED, "OriginRequestPolicyId": "sends-size"},
            [("DST427", "note")],
            id="sent on by name",
        ),
        pytest.param(
            SIZE,
            {"OriginRequestPolicyId": "sends-size"},
            [("DST427", "note"), ("DST427", "warning")],
            id="sent, but not in the key",
        ),
        pytest.param(
            SIZE,
            {"OriginRequestPolicyId": "sends-rest"},
            [("DST427", "warning")],
            id="all but this one are sent",
        ),
        pytest.param(
            SOME, {"OriginRequestPolicyId": ALL_VIEWER}, [("DST427", "warning")], id="not known which"
        ),
        pytest.param(
            SOME, {"CachePolicyId": DISABLED, "OriginRequestPolicyId": ALL_VIEWER}, [], id="not cached"
        ),
    ],
)
def test_query_strings_have_to_reach_an_origin_event(
    facts: FunctionFacts, members: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert sorted(ids({"origin-request": facts}, members)) == expected
    assert ids({"viewer-request": facts, "viewer-response": facts}, members) == []


def test_cookies_are_stripped_before_an_origin_event() -> None:
    facts = FunctionFacts(reads_cookies=True, cookies=frozenset({"session"}))
    assert ids({"origin-response": facts}) == [("DST428", "warning")]
    assert ids({"origin-response": facts}, {"CachePolicyId": "by-session"}) == []
    assert ids({"origin-response": facts}, {"CachePolicyId": "by-other-cookies"}) == [("DST428", "warning")]


def test_older_settings_take_wildcards_in_the_names_of_cookies() -> None:
    def older(*names: str) -> dict[str, Any]:
        cookies = {"Forward": "whitelist", "WhitelistedNames": listed(*names)}
        values = {"QueryString": False, "Cookies": cookies}
        return {"CachePolicyId": None, "ForwardedValues": values, "MinTTL": 0, "DefaultTTL": 60, "MaxTTL": 60}

    facts = FunctionFacts(reads_cookies=True, cookies=frozenset({"ab-hero"}))
    ignore = ("DST407", "DST429")
    assert ids({"origin-request": facts}, older("ab-*"), ignore=ignore) == []
    assert ids({"origin-request": facts}, older("ab-?"), ignore=ignore) == [("DST428", "warning")]


def test_what_a_function_writes_into_the_query_goes_nowhere_without_a_policy() -> None:
    facts = FunctionFacts(writes_query_strings=True)
    assert ids({"viewer-request": facts}) == [("DST427", "warning")]
    assert ids({"viewer-request": facts}, {"CachePolicyId": "by-size"}) == []


def test_what_cannot_be_judged_is_said() -> None:
    members = {"CachePolicyId": "unheard-of", "OriginRequestPolicyId": "unheard-of-too"}
    assert ids({"origin-request": SIZE}, members, ignore=()) == [("DST429", "note")]
    assert ids({"origin-request": FunctionFacts()}, ignore=()) == []


@pytest.mark.parametrize(
    ("headers", "policy", "expected"),
    [
        pytest.param({"X-Frame-Options"}, SECURITY_HEADERS, [], id="the policy lets it stand"),
        pytest.param({"x-content-type-options"}, SECURITY_HEADERS, ["DST430"], id="the policy overrides it"),
        pytest.param({"strict-transport-security"}, "", ["DST431"], id="missing on errors"),
        pytest.param({"x-powered-by"}, "", [], id="no security header"),
        pytest.param(
            {"permissions-policy"}, SECURITY_HEADERS, ["DST431"], id="one that the policy does not set"
        ),
    ],
)
def test_headers_of_functions_and_of_policies(headers: set[str], policy: str, expected: list[str]) -> None:
    attached = listed(function("headers", "viewer-response"))
    document = config(default=behavior(FunctionAssociations=attached, ResponseHeadersPolicyId=policy))
    facts = FunctionFacts(sets_headers=frozenset(headers))
    found = check_attachments(Attachments("c", read_config(document), {("function", "headers"): facts}))
    assert [item.id for item in found] == expected


def gated(
    *, gate_first: bool = True, private: str = "site", page: str = "/sorry.html"
) -> list[tuple[str, str]]:
    members = behavior(
        "/members/*",
        origin=private,
        CachePolicyId=DISABLED,
        LambdaFunctionAssociations=listed(handler("gate", "viewer-request")),
    )
    pictures = behavior("*.jpg")
    document = config(
        *((members, pictures) if gate_first else (pictures, members)),
        Origins=listed(origin(), origin("private")),
        CustomErrorResponses=listed({"ErrorCode": 403, "ResponsePagePath": page, "ResponseCode": "200"}),
    )
    found = check_attachments(Attachments("c", read_config(document), {("handler", "gate"): GATE}))
    return [(item.id, item.severity) for item in found]


def test_the_ways_around_a_gate_are_noted() -> None:
    assert gated() == [("DST423", "note")]
    assert gated(gate_first=False) == [("DST423", "note"), ("DST438", "note")]
    assert gated(private="private") == []
    assert gated(private="private", page="/members/sorry.html") == [("DST432", "note")]


def test_grpc_past_a_gate_is_an_error() -> None:
    methods = listed("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH")
    members = {"CachePolicyId": DISABLED, "GrpcConfig": {"Enabled": True}, "AllowedMethods": methods}
    assert ids({"viewer-request": GATE}, members) == [("DST420", "error")]
    assert ids({"viewer-request": replace(GATE, is_auth=False)}, members) == [("DST420", "warning")]
