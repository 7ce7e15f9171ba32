"""What a handler's settings never reach is not in its zip, and what they do reach is."""

from __future__ import annotations

import json

import pytest

from cloudfrontier.artifacts.pruning import WITH_CRYPTOGRAPHY, left_out, needs_cryptography


def settings(auth: dict[str, object], logging: str = "powertools") -> bytes:
    return json.dumps({"logging": logging, "features": {"auth": auth}}).encode()


@pytest.mark.parametrize(
    ("auth", "needed"),
    [
        ({}, False),
        ({"bearer": {"issuers": [{"algorithms": ["RS256"]}]}}, False),
        ({"bearer": {"issuers": [{"algorithms": ["RS256"]}, {"algorithms": ["RS256", "ES256"]}]}}, True),
        ({"providers": {"a": {"algorithms": ["EdDSA"]}}}, True),
        ({"note": "ES256", "algorithms": "ES256"}, False),
    ],
    ids=["none", "RS256", "one of two", "on any level", "other texts"],
)
def test_cryptography_is_needed_where_a_list_of_algorithms_says_so(
    auth: dict[str, object], *, needed: bool
) -> None:
    assert needs_cryptography(settings(auth)) is needed
    assert (WITH_CRYPTOGRAPHY in left_out(settings(auth))) is not needed
    # it comes from wheels, not from what this machine has installed
    assert ("cryptography" in left_out(settings(auth))) is needed


def test_a_zip_holds_one_logger() -> None:
    assert "edge.logging_lean" in left_out(settings({}))
    assert "edge.logging_powertools" in left_out(settings({}, "lean"))


@pytest.mark.parametrize(
    ("table", "module"),
    [
        ("api_keys", "edge.auth.api_keys"),
        ("basic", "edge.auth.basic"),
        ("bearer", "edge.auth.bearer"),
        ("providers", "edge.auth.oidc.service"),
    ],
)
def test_a_zip_holds_the_ways_to_sign_in_that_it_has(table: str, module: str) -> None:
    assert module in left_out(settings({}))
    assert module in left_out(settings({table: []}))
    assert module not in left_out(settings({table: [{}]}))
