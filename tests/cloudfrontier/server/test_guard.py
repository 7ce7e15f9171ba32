"""Who is let to the page: names and addresses in `Host`, and where a POST comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.server.guard import host_name, is_known_host, is_own_request

OWN = {"host": "localhost:8080", "origin": "http://localhost:8080", "content-type": "application/json"}


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8080", "localhost"),
        ("localhost.:80", "localhost"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("[::1]:8080", "::1"),
        ("a.example", "a.example"),
    ],
)
def test_the_name_is_read_without_its_port(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "10.0.0.7:80", "[fe80::1]:9", "Shop.Test:1"])
def test_addresses_localhost_and_allowed_names_are_known(host: str) -> None:
    assert is_known_host(host, ("shop.test",))


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "1", "shop.test.evil", "[", "0x7f.1"],
)
def test_names_that_somebody_else_may_own_are_not(host: str) -> None:
    assert not is_known_host(host, ("shop.test",))


@given(st.text())
def test_any_text_is_judged_without_an_error(host: str) -> None:
    assert is_known_host(host) in {True, False}


def test_a_post_of_the_page_is_its_own() -> None:
    assert is_own_request(OWN, scheme="http")
    assert is_own_request(OWN | {"sec-fetch-site": "same-origin"}, scheme="http")


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "https://localhost:8080"},
        {"origin": "http://localhost:8081"},
        {"origin": "http://localhost:8080.evil.example"},
        {"origin": "null"},
        {"content-type": "text/plain"},
        {"content-type": "multipart/form-data; x=application/json"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
def test_a_post_from_anywhere_else_is_not(other: dict[str, str]) -> None:
    assert not is_own_request(OWN | other, scheme="http")


def test_a_post_that_does_not_say_where_it_comes_from_is_not() -> None:
    silent = {name: value for name, value in OWN.items() if name != "origin"}
    assert not is_own_request(silent, scheme="http")
