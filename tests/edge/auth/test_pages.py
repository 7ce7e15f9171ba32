"""Pages and refusals as people and programs meet them: styled, escaped, small enough, and never stored."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, cast

import pytest
from edge_support import (
    AUTH,
    NOW,
    REQUEST_ID,
    Recorder,
    edge_event,
    edge_request,
    session_token,
    settings_for,
)

from edge.auth.handler import Auth
from edge.auth.pages import LARGEST_TEMPLATE, PAGES, Page, render
from edge.auth.passwords import hash_password
from edge.handler import chain
from edge.headers import first, values

if TYPE_CHECKING:
    from edge.events import Request, Response

COOKIE = ("Cookie", "__Host-session=" + session_token())
RULES = [{"paths": ["/admin/*"], "groups": ["admins"]}, {"paths": ["/*"]}]
EVIL = "\"'><script>alert(1)</script>&amp;"


class Tags(HTMLParser):
    """The names of a page's elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002  the parser's
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def ask(request: Request, **changes: Any) -> tuple[Response, list[str]]:
    telemetry = Recorder()
    settings = settings_for(auth={**AUTH, "rules": RULES, **changes})
    handler = chain(settings, (Auth,), clock=lambda: NOW, telemetry=telemetry)
    answer = cast("Response", handler(edge_event("viewer-request", request), None))
    reasons = [f"{word} {facts.get('reason')}" for _, word, facts in telemetry.outcomes]
    return answer, reasons


def test_who_may_not_is_shown_a_page_with_the_request_s_id() -> None:
    answer, reasons = ask(edge_request("/admin/", lines=[COOKIE]))
    assert (answer["status"], answer["statusDescription"]) == ("403", "Forbidden")
    assert reasons == ["forbidden groups"]
    assert REQUEST_ID in Tags(answer["body"]).text
    assert values(answer["headers"], "cache-control") == ["no-store"]


def test_a_page_can_be_styled() -> None:
    template = "<title>{{title}}</title><link rel=stylesheet href=/public/a.css><p>{{message}}{{link}}"
    answer, _ = ask(edge_request("/admin/", lines=[COOKIE]), page=template)
    assert answer["body"].startswith("<title>Not allowed</title><link rel=stylesheet")
    assert "{{" not in answer["body"]
    assert "style-src 'self'" in (first(answer["headers"], "content-security-policy") or "")


@pytest.mark.parametrize("mode", ["cors", "same-origin", "no-cors"])
def test_a_program_is_told_in_plain_text(mode: str) -> None:
    answer, _ = ask(edge_request("/admin/", lines=[COOKIE, ("Sec-Fetch-Mode", mode)]))
    assert answer["status"] == "403"
    assert first(answer["headers"], "content-type") == "text/plain; charset=utf-8"
    assert answer["body"] == "Not allowed: You are signed in, but you may not see this page.\n"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_in_a_page_is_markup_of_somebody_else(page: Page) -> None:
    evil = page._replace(title=EVIL, message=EVIL, link=EVIL)
    answer = render(evil, template="", request_id=EVIL, link=f"/x{EVIL}")
    ours = Tags(render(page, template="", request_id="r", link="/x")["body"])
    assert set(Tags(answer["body"]).names) <= {*ours.names, "a"}
    assert EVIL in Tags(answer["body"]).text


def test_the_largest_template_makes_a_response_that_cloudfront_takes() -> None:
    template = "{{title}}{{message}}{{link}}{{request}}".ljust(LARGEST_TEMPLATE, "x")
    for page in PAGES.values():
        cookies = [("Set-Cookie", "c" * 4000)]
        answer = render(page, template=template, request_id="r" * 60, link="/" + "l" * 2000, headers=cookies)
        lines = [(line["key"], line["value"]) for found in answer["headers"].values() for line in found]
        size = len(answer["body"].encode()) + sum(len(name) + len(value) + 4 for name, value in lines)
        assert size < 40_960


def test_only_a_503_says_when_to_come_back() -> None:
    saying = {name for name, page in PAGES.items() if page.retry_after}
    assert saying == {name for name, page in PAGES.items() if page.status == 503}


def test_schemes_without_a_session_answer_with_their_own_challenge() -> None:
    changes = {"keys": [], "api_keys": {"keys": [{"name": "robot", "sha256": "0" * 64}]}, "sign_in": ""}
    answer, reasons = ask(edge_request("/x", lines=[("X-Api-Key", "wrong")]), **changes)
    assert (answer["status"], reasons) == ("401", ["refused key"])
    assert values(answer["headers"], "www-authenticate")


def test_a_401_names_every_way_in() -> None:
    hashed = hash_password("open sesame", entropy=bytes)
    answer, _ = ask(edge_request("/x", method="POST"), basic={"users": [{"name": "mira", "hash": hashed}]})
    challenges = values(answer["headers"], "www-authenticate")
    assert [challenge.partition(" ")[0] for challenge in challenges] == ["Cookie", "Basic"]
