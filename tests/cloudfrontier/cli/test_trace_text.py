"""The trace for people: each step on its line, changes as a diff, no wider than the terminal, no secrets."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console
from simulator_fakes import CACHED, behavior, cf, edge

from cloudfrontier.cli.trace_text import trace_text
from cloudfrontier.cloudfront.cache_policy import ItemSelection
from cloudfrontier.cloudfront.message import Headers, Response

if TYPE_CHECKING:
    from cloudfrontier.simulator.trace import Trace

SESSION = "k1.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"


def shown(trace: Trace, *, width: int = 100, encoding: str = "utf-8", show_secrets: bool = False) -> str:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(
        file=file, width=width, force_terminal=True, no_color=True, highlight=False, markup=False
    )
    return trace_text(trace, console, show_secrets=show_secrets).plain


def assign(event: dict[str, Any]) -> Any:
    request = cf(event)["request"]
    headers = request["headers"] | {"x-ab-hero": [{"value": "b"}]}
    del headers["x-old"]
    return request | {"uri": "/page", "headers": headers}


def remember(event: dict[str, Any]) -> Any:
    response = cf(event)["response"]
    cookie = {"key": "Set-Cookie", "value": f"__Host-session={SESSION}; Path=/; Secure"}
    return response | {"headers": response["headers"] | {"set-cookie": [cookie]}}


def miss() -> Trace:
    attached = behavior(("viewer-request", "gate"), ("viewer-response", "memory"), path_pattern="/members/*")
    at_edge = edge(attached, behavior(), code={"gate": assign, "memory": remember})
    return at_edge.get("/members/?a=1", headers={"X-Old": "1"}).trace


def test_a_miss_is_told_step_by_step() -> None:
    assert shown(miss()).splitlines()[:18] == [
        "GET /members/?a=1",
        "  behavior: /members/*",
        "● viewer-request  gate (Lambda@Edge), 0.5 ms",
        "    - header x-old: 1",
        "    ~ uri: /members/ → /page",
        "    + header x-ab-hero: b",
        "    log: gate ran",
        "● cache           miss",
        "    path: /page",
        "○ origin-request  nothing is attached",
        "● origin          site: GET /page → 200, 1.0 ms",
        "○ origin-response nothing is attached",
        "● store           for 300 s: no max-age and no Expires: the policy's default",
        "● viewer-response memory (Lambda@Edge), 0.5 ms",
        "    + cookie __Host-session: <redacted 34 chars>; Path=/; Secure",
        "    log: memory ran",
        "→ 200 OK: Miss from cloudfront, 3.0 ms",
        "    Content-Type: text/html",
    ]


def test_a_hit_says_how_old_it_is_and_why_origin_events_did_not_run() -> None:
    at_edge = edge(behavior(("origin-request", "route")), code={"route": lambda event: cf(event)["request"]})
    at_edge.get("/page")
    at_edge.now += 5
    text = shown(at_edge.get("/page").trace)
    assert "● cache           hit, 5 s old" in text
    assert "○ origin-request  route: the object is in the cache" in text
    assert "○ origin          not asked" in text


def test_a_failure_says_what_was_found_and_what_to_do() -> None:
    text = shown(edge(behavior(("viewer-request", "empty")), code={"empty": lambda _: None}).get("/").trace)
    assert "✗ viewer-request  empty (Lambda@Edge), 0.5 ms" in text
    assert "    error RET301: returned nothing, expected an object" in text
    assert "      do: return the request, or a response" in text
    assert "→ 502 Bad Gateway: LambdaValidationError from cloudfront" in text


def test_what_a_handler_raised_is_shown_with_its_frames() -> None:
    def raises(event: Any) -> Any:
        message = "no such row\n  line 3 of app.py"
        raise LookupError(message)

    text = shown(edge(behavior(("viewer-request", "broken")), code={"broken": raises}).get("/").trace)
    assert "    LookupError: no such row\n" in text
    assert "      line 3 of app.py\n" in text


def test_an_origin_without_an_answer_says_why() -> None:
    at_edge = edge()
    at_edge.origin.down = "nothing stands for it"
    assert "✗ origin          site: GET /page\n    nothing stands for it\n" in shown(
        at_edge.get("/page").trace
    )


def test_what_cloudfront_did_by_itself_is_noted() -> None:
    text = shown(edge().get("/page", scheme="http").trace)
    assert text.startswith("GET http://www.example.com/page\n")
    assert "  note: plain HTTP; the behavior says redirect-to-https\n" in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal_unless_it_is_one_word(width: int) -> None:
    headers = Headers((("Content-Security-Policy", "; ".join(f"part-{n} 'self'" for n in range(40))),))
    text = shown(edge(objects={"/x": Response(200, headers)}).get("/x").trace, width=width)
    assert all(len(line) <= width for line in text.splitlines() if "cloudfront.net" not in line)
    assert "part-39" in text


def test_a_terminal_of_ascii_gets_ascii() -> None:
    text = shown(miss(), encoding="ascii")
    assert text.isascii()
    assert "    ~ uri: /members/ -> /page" in text


def test_neither_control_characters_nor_markup_steer_the_terminal() -> None:
    headers = Headers((("X-Evil", "\x1b]0;owned\x07 [bold red]x[/]"),))
    at_edge = edge(behavior(("viewer-request", "loud")), code={"loud": lambda event: cf(event)["request"]})
    at_edge.code.logs = ("\x1b[31mred",)
    at_edge.origin.objects["/page"] = Response(200, headers)
    text = shown(at_edge.get("/page").trace)
    assert "    X-Evil: ·]0;owned· [bold red]x[/]" in text
    assert "    log: ·[31mred" in text


def test_secrets_are_hidden_until_they_are_asked_for() -> None:
    policy = CACHED.__class__("p", cookies=ItemSelection("all"))
    at_edge = edge(behavior(("viewer-response", "memory"), cache_policy=policy), code={"memory": remember})
    trace = at_edge.get("/page", headers={"Cookie": f"s={SESSION}", "Authorization": "Bearer abc"}).trace
    assert SESSION not in shown(trace)
    assert "    cookie s: <redacted 34 chars>" in shown(trace)
    assert SESSION in shown(trace, show_secrets=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain words", "log: plain words"),
        (
            json.dumps({"level": "INFO", "message": "auth allowed", "service": "gate"}),
            "log: INFO auth allowed",
        ),
        (json.dumps({"_aws": {}, "service": "gate", "auth_allowed": [1.0]}), "log: metrics auth_allowed 1.0"),
        ("[1, 2]", "log: [1, 2]"),
        (json.dumps({"other": 1}), 'log: {"other": 1}'),
        ("x" * 1000, "log: " + "x" * 91),
    ],
    ids=["plain", "structured", "metrics", "a list", "another object", "long"],
)
def test_logs_are_shortened_to_what_they_say(line: str, expected: str) -> None:
    at_edge = edge(behavior(("viewer-request", "loud")), code={"loud": lambda event: cf(event)["request"]})
    at_edge.code.logs = (line,)
    assert f"    {expected}\n" in shown(at_edge.get("/page").trace)
