"""Headers: the preset, what wins over what, and what CloudFront would answer with a 502."""

from __future__ import annotations

import pytest

from cloudfront_functions import SECURITY, HeaderRules, header_rules, problems_of_headers


def test_the_security_preset_is_cloudfronts_own_and_a_permissions_policy() -> None:
    assert dict(SECURITY) == {
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), usb=()",
    }
    assert header_rules(preset="security").set == SECURITY
    assert problems_of_headers(header_rules(preset="security")) == ()


def test_own_headers_win_over_the_preset_in_any_case_of_letters() -> None:
    rules = dict(header_rules(preset="security", set={"X-Frame-Options": "DENY", "X-Own": "1"}).set)
    assert rules["x-frame-options"] == "DENY"
    assert rules["x-own"] == "1"
    assert len(rules) == len(SECURITY) + 1


def test_removing_takes_from_the_preset_and_from_the_response() -> None:
    rules = header_rules(preset="security", remove=("X-Frame-Options", "Server", "server"))
    assert "x-frame-options" not in dict(rules.set)
    assert rules.remove == ("x-frame-options", "server")


def test_what_is_set_is_not_removed() -> None:
    assert header_rules(set={"Server": "me"}, remove=("server",)) == HeaderRules((("server", "me"),), ())


def test_nothing_asked_for_is_false() -> None:
    assert not header_rules()
    assert header_rules(remove=("server",))


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("x-a", "a\r\nset-cookie: b", "not one line"),
        ("x-a", "a\nb", "not one line"),
        ("x-a", "caf\u00e9", "not one line of visible ASCII"),
        ("x-a", " padded ", "not one line"),
        ("x a", "1", "no name of a header"),
        ("", "1", "no name of a header"),
        ("x-a:", "1", "no name of a header"),
        ("set-cookie", "a=b", "cookies"),
        ("x-cache", "Hit", "502"),
        ("x-edge-location", "here", "502"),
        ("X-Amz-Cf-Id", "1", "502"),
        ("via", "1.1 me", "read-only"),
        ("warning", "199", "read-only"),
    ],
)
def test_what_cloudfront_or_http_would_refuse_is_a_problem(name: str, value: str, reason: str) -> None:
    (problem,) = problems_of_headers(header_rules(set={name: value}))
    assert reason in problem


def test_read_only_headers_cannot_be_removed_either() -> None:
    (problem,) = problems_of_headers(header_rules(remove=("Via",)))
    assert "read-only" in problem
