"""`make demo`: builds the storefront and walks six visits through its simulated distribution.

Each visit prints its trace, and whether everything happened that is expected of it: the exit code is 0 when
it did, and 1 otherwise. What is left behind is `dist/` and, when there was none, a new session key in
`.secrets/`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloudfrontier.cli import main as cloudfrontier
from cloudfrontier.cli.auth import read_key
from cloudfrontier.cli.output import make_console
from cloudfrontier.cli.trace_text import page_for, trace_text
from cloudfrontier.errors import CloudfrontierError
from cloudfrontier.project import load
from cloudfrontier.simulator.redaction import Redaction
from cloudfrontier.testing import EdgeClient, EdgeResponse
from edge.auth.session import mint

if TYPE_CHECKING:
    from rich.console import Console

    from cloudfrontier.project import LoadedProject

HERE = Path(__file__).resolve().parent
KEY_FILE = ".secrets/session.key"
MEMBERS = "/members/index.html"
LIFETIME = 3600

Expected = Iterator[tuple[str, bool]]
"""What should be so, in words, and whether it is."""


@dataclass(frozen=True)
class Visit:
    """One request, and what is expected of the answer."""

    title: str
    method: str
    url: str
    expect: Callable[[EdgeResponse], Expected]
    parts: dict[str, Any] = field(default_factory=dict)
    signed_in: bool = False


def ran(response: EdgeResponse) -> str:
    """The events at which code ran."""
    return ", ".join(event for event, step in response.events.items() if step.ran) or "none"


def is_sent_to_sign_in(response: EdgeResponse) -> Expected:
    """An anonymous visit."""
    yield "status 302", response.status == 302
    yield (
        "to the sign-in page, with the way back",
        response.headers.get("location") == ("/sign-in/?return_to=%2Fmembers%2Findex.html"),
    )
    yield "only viewer-request ran", ran(response) == "viewer-request"
    yield "neither cache nor origin was asked", response.cache.key is None and response.trace.origin is None


def is_served_a_variant(response: EdgeResponse) -> Expected:
    """A signed-in visit."""
    variant = response.cookies.get("ab-welcome", "")
    yield "status 200", response.status == 200
    yield "a variant was drawn and made to stick", variant in {"a", "b"}
    yield "that variant is in the cache key", ("header x-ab-welcome", variant) in _key(response)
    yield "that variant was fetched from the origin", f'data-variant="{variant}"' in response.text
    yield "X-Cache: Miss", response.x_cache == "Miss from cloudfront"
    yield "all three events ran", ran(response) == "viewer-request, origin-request, viewer-response"


def is_a_hit(response: EdgeResponse) -> Expected:
    """The same visit again."""
    yield "status 200", response.status == 200
    yield "X-Cache: Hit", response.x_cache == "Hit from cloudfront"
    yield "it has an Age", "age" in response.headers
    yield "origin events did not run", ran(response) == "viewer-request, viewer-response"
    yield "the origin was not asked", response.trace.origin is None


def is_redirected(response: EdgeResponse) -> Expected:
    """An old URL."""
    yield "status 301", response.status == 301
    yield "to the page that took its place", response.headers.get("location") == "/products/lamp/"
    yield "by the CloudFront Function", response.x_cache == "FunctionGeneratedResponse from cloudfront"


def is_rewritten(response: EdgeResponse) -> Expected:
    """A directory URL."""
    yield "status 200", response.status == 200
    yield "the index document was fetched", dict(_key(response)).get("path") == "/products/lamp/index.html"
    yield "security headers were added", response.headers.get("x-content-type-options") == "nosniff"


def is_taken_by_the_api(response: EdgeResponse) -> Expected:
    """A POST."""
    yield "status 201", response.status == 201
    yield "the API answered", response.json() == {"count": 1, "left": 2, "product": "lamp"}
    yield "nothing was looked up in the cache", response.cache.decision == "not looked up"


VISITS = (
    Visit("An anonymous visit to the members' page", "GET", MEMBERS, is_sent_to_sign_in),
    Visit(
        "The same, signed in: an A/B variant, from the origin",
        "GET",
        MEMBERS,
        is_served_a_variant,
        signed_in=True,
    ),
    Visit("Once more: the cache answers", "GET", MEMBERS, is_a_hit, signed_in=True),
    Visit("An old URL", "GET", "/lamp.html", is_redirected),
    Visit("A directory", "GET", "/products/lamp/", is_rewritten),
    Visit("An order", "POST", "/api/basket", is_taken_by_the_api, {"json": {"product": "lamp", "count": 1}}),
)


def main(folder: Path = HERE) -> int:
    """Build the storefront in `folder` and make all visits; the exit code."""
    console = make_console()
    try:
        code = cloudfrontier(["build", str(folder)])
        if code:
            return code
        failed = sum(not happened for happened in visit_all(load(folder), console))
    except CloudfrontierError as error:
        make_console(stderr=True).print(f"error: {error}", soft_wrap=True)
        return error.exit_code
    console.print(f"\n{len(VISITS) - failed} of {len(VISITS)} visits went as expected", style="bold")
    return 1 if failed else 0


def visit_all(loaded: LoadedProject, console: Console) -> Iterator[bool]:
    """Make every visit in turn; whether it went as expected."""
    now = time.time()
    auth = loaded.project.auth
    key_id = auth.keys[0].id if auth else ""
    session = mint(read_key(loaded.root / KEY_FILE, key_id), "ann", now=now, lifetime=LIFETIME)
    dist = loaded.root / loaded.project.project.dist
    with EdgeClient(loaded.file, dist=dist, keep_cookies=True) as client:
        for number, visit in enumerate(VISITS, start=1):
            if visit.signed_in and auth:
                client.cookies[auth.cookie] = session
            response = client.request(visit.method, visit.url, **visit.parts)
            console.print(f"\n{number}. {visit.title}", style="bold underline")
            console.print(trace_text(response.trace, console), end="", soft_wrap=True)
            yield _judged(visit, response, console)


def _judged(visit: Visit, response: EdgeResponse, console: Console) -> bool:
    page = page_for(console, Redaction())
    expected = tuple(visit.expect(response))
    wrong = [what for what, happened in expected if not happened]
    if wrong:
        page.line("NOT as expected:", "; ".join(wrong), style="bold red")
    else:
        page.line("as expected:", "; ".join(what for what, _ in expected), style="bold green")
    console.print(page.text, end="", soft_wrap=True)
    return not wrong


def _key(response: EdgeResponse) -> tuple[tuple[str, str], ...]:
    return response.cache.key.parts if response.cache.key else ()


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
