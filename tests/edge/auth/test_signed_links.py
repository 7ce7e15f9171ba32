"""Signed links: what a signature allows, and nothing that it does not, however the link is bent."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest
from edge_support import NOW, edge_request
from hypothesis import given
from hypothesis import strategies as st
from tokens import b64

from edge.auth.identity import Identity, Refused
from edge.auth.signed_links import Grant, SignedLinks, read_signed_links, sign, without_signature
from edge.settings import SettingsError, Table

SECRET, OTHER = b64(bytes(range(32))), b64(b"o" * 32)
LINKS = SignedLinks({"new": SECRET, "old": OTHER})
END = NOW + 60


def link(subject: str, *, secret: str = SECRET, expires: int = END, ip: str = "", **extra: str) -> str:
    """The query of a link, signed by hand as the format says."""
    message = f"{subject}\n{expires}" + (f"\n{ip}" if ip else "")
    signature = b64(hmac.digest(secret.encode(), message.encode(), hashlib.sha256))
    return "&".join([f"expires={expires}", *(f"{k}={v}" for k, v in extra.items()), f"signature={signature}"])


def ask(
    uri: str, query: str, *, links: SignedLinks = LINKS, now: float = NOW, method: str = "GET"
) -> Identity | Refused | None:
    return links.check(edge_request(uri, method=method, querystring=query), now)


def reason(*arguments: str, **named: Any) -> str:
    answer = ask(*arguments, **named)
    assert isinstance(answer, Refused)
    return answer.reason


def test_a_link_lets_in_until_it_expires() -> None:
    query = link("/a.pdf")
    assert ask("/a.pdf", query) == Identity("signed-link", {}, "signed-link", END)
    assert isinstance(ask("/a.pdf", query, now=END - 1), Identity)
    assert reason("/a.pdf", query, now=END) == "expired"


def test_signing_is_what_the_format_says() -> None:
    assert link("/a.pdf").endswith(f"signature={sign(SECRET, Grant('/a.pdf', END))}")


@pytest.mark.parametrize("query", ["", "a=b", "expires=1", "prefix=/", "Signature=x", "sign=1"])
def test_without_a_signature_nothing_was_presented(query: str) -> None:
    assert ask("/a.pdf", query) is None


@pytest.mark.parametrize(
    "path", ["/a.pdf/", "/A.pdf", "/a.pd", "/a.pdf%00", "//a.pdf", "/x/../a.pdf", "/%61.pdf"]
)
def test_a_link_is_good_for_its_own_path_letter_by_letter(path: str) -> None:
    assert reason(path, link("/a.pdf")) in {"signature", "malformed"}


@pytest.mark.parametrize("path", ["/v/", "/v/a.mp4", "/v/x/y.ts"])
def test_a_link_to_a_folder_is_good_for_all_below(path: str) -> None:
    assert isinstance(ask(path, link("/v/", prefix="/v/")), Identity)


@pytest.mark.parametrize(
    "path",
    [
        "/v",
        "/w/a",
        "/v/../a",
        "/v/%2e%2e/a",
        "/v/..%2fa",
        "/v/.%2E/a",
        "/v/..;/a",
        "/v//a",
        "/v/\\..\\a",
        "/V/a",
    ],
)
def test_nothing_leaves_the_folder(path: str) -> None:
    assert reason(path, link("/v/", prefix="/v/")) == "malformed"


@pytest.mark.parametrize("prefix", ["", "/v", "v/", "*", "/*", "/v/*"])
def test_a_folder_has_a_slash_at_both_ends(prefix: str) -> None:
    assert reason("/v/a", link(prefix, prefix=prefix)) == "malformed"


def test_the_signature_of_a_page_is_none_of_a_folder() -> None:
    # signed for the page /v/ alone by somebody's own code: refused as it is, and as a folder
    assert reason("/v/", link("/v/")) == "malformed"
    assert reason("/v/secret", link("/v", prefix="/v/")) == "signature"


def test_keys_rotate_by_their_ids() -> None:
    assert isinstance(ask("/a", link("/a", secret=OTHER, key="old")), Identity)
    assert isinstance(ask("/a", link("/a", key="new")), Identity)
    assert reason("/a", link("/a", secret=OTHER)) == "signature"
    assert reason("/a", link("/a", key="gone")) == "key"


@pytest.mark.parametrize(
    "query",
    [
        link("/a") + f"&expires={END + 999}",
        link("/a") + "&prefix=/&prefix=/",
        link("/a").replace("expires=", "expires=0"),
        link("/a").replace("expires=", "expires=+"),
        link("/a").replace("expires=", "expires=%"),
        link("/a").replace("expires=", "expire="),
        link("/a", expires=10**12),
        "signature=",
        f"{link('/a')}&signature=x",
    ],
)
def test_a_parameter_in_another_spelling_or_twice_is_refused(query: str) -> None:
    assert reason("/a", query) == "malformed"


@pytest.mark.parametrize("end", ["=", "A", "", "é", "%3D"])
def test_there_is_one_spelling_of_a_signature(end: str) -> None:
    query = link("/a")
    assert reason("/a", (query[:-1] if end == "" else query) + end) == "signature"


def test_a_link_lets_one_read_only() -> None:
    assert isinstance(ask("/a", link("/a"), method="HEAD"), Identity)
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert reason("/a", link("/a"), method=method) == "method"


def test_a_link_may_be_for_one_address() -> None:
    bound = SignedLinks({"new": SECRET}, bind_ip=True)
    here = edge_request()["clientIp"]
    assert isinstance(ask("/a", link("/a", ip=here), links=bound), Identity)
    assert reason("/a", link("/a", ip="203.0.113.1"), links=bound) == "signature"
    assert reason("/a", link("/a"), links=bound) == "signature"
    assert reason("/a", link("/a", ip=here)) == "signature"


@given(
    st.text(alphabet="/a.%2eE;\\&=?+-_é\x00", max_size=30),
    st.text(alphabet="aexpirsgntufk=&/.%0159", max_size=80),
)
def test_no_made_up_link_lets_in_or_raises(path: str, query: str) -> None:
    assert not isinstance(ask(f"/{path}", f"{query}&signature={'A' * 43}"), Identity)


def test_what_a_link_adds_can_be_taken_off_again() -> None:
    assert without_signature("a=1&" + link("/v/", prefix="/v/", key="k") + "&b=2") == "a=1&b=2"
    assert without_signature("") == ""


def test_settings_are_read_and_checked() -> None:
    keys = [{"id": "k", "secret": SECRET}]
    links = read_signed_links(Table({"keys": keys, "bind_ip": False}, "auth.signed_links"))
    assert isinstance(ask("/a", link("/a"), links=links), Identity)


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"keys": []}, "links.keys"),
        ({"keys": [{"id": "", "secret": SECRET}]}, "links.keys[0].id"),
        ({"keys": [{"id": "k", "secret": SECRET}] * 2}, "links.keys[1].id"),
        ({"keys": [{"id": "k", "secret": "canary"}]}, "links.keys[0].secret"),
        ({"keys": [{"id": "k", "secret": SECRET}], "bind_ip": 1}, "links.bind_ip"),
        ({"keys": [{"id": "k", "secret": SECRET}], "bindip": True}, "links.bindip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_settings_are_named_and_not_repeated(table: dict[str, Any], place: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_signed_links(Table(table, "links"))
    assert f" {place}:" in str(caught.value)
    assert "canary" not in str(caught.value)
