"""The example that the README runs: it loads fast, its links lead somewhere, its API answers."""

from __future__ import annotations

import importlib.util
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.cloudfront.path_pattern import select
from cloudfrontier.project import load
from cloudfrontier.project.to_distribution import to_distribution

ROOT = Path(__file__).parents[3] / "examples" / "storefront"
LINK = re.compile(r'(?:href|src)="([^"]+)"')
PAGES = sorted(path for folder in ("site", "private") for path in (ROOT / folder).rglob("*.html"))


def redirects() -> dict[str, str]:
    lines = (ROOT / "_redirects").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return {source: target for source, target, _ in words}


def served(path: str) -> bool:
    """Whether a path leads to a file of the bucket that its behavior names, after redirect and rewrite."""
    project = load(ROOT).project
    # As Netlify reads a line, a last slash does not count.
    path = next((target for source, target in redirects().items() if source == path.rstrip("/")), path)
    folder = project.origins[select(to_distribution(project).behaviors, path).origin].simulate.folder
    assert folder is not None
    return (ROOT / folder / path[1:] / ("index.html" if path.endswith("/") else "")).is_file()


def answer(request: Request) -> Response:
    spec = importlib.util.spec_from_file_location("storefront_api", ROOT / "api.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    response = module.answer(request)
    assert isinstance(response, Response)
    return response


def test_it_loads_with_nothing_to_note() -> None:
    assert not load(ROOT).notes


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert links
    assert not [link for link in links if not served(link)]


def test_every_redirect_leads_to_a_page() -> None:
    targets = {target for source, target in redirects().items() if not source.endswith("/*")}
    assert not [target for target in targets if not served(target)]


def test_the_members_pages_are_in_no_public_bucket() -> None:
    assert not [path for path in (ROOT / "site").rglob("*") if "members" in path.parts]
    variants = {page.relative_to(ROOT / "private") for page in PAGES if "private" in page.parts}
    assert variants == {Path("members/index.html"), Path("b/members/index.html")}


@pytest.mark.parametrize(
    ("method", "uri", "body", "status", "expected"),
    [
        ("GET", "/api/stock", None, 200, {"kettle": 12, "lamp": 3}),
        ("GET", "/api/stock/lamp", None, 200, {"lamp": 3}),
        ("GET", "/api/stock/table", None, 404, {"error": "no such product"}),
        (
            "POST",
            "/api/basket",
            {"product": "lamp", "count": 2},
            201,
            {"product": "lamp", "count": 2, "left": 1},
        ),
        ("POST", "/api/basket", {"product": "lamp", "count": 4}, 409, {"error": "not in stock"}),
        ("POST", "/api/basket", {"product": "lamp", "count": -1}, 409, {"error": "not in stock"}),
        ("POST", "/api/basket", {"product": [], "count": 1}, 400, None),
        ("POST", "/api/basket", [], 400, None),
        ("GET", "/api/basket", None, 405, None),
        ("DELETE", "/api/stock", None, 405, None),
    ],
    ids=["stock", "one", "unknown", "basket", "too-many", "negative", "no-name", "no-order", "get", "delete"],
)
def test_the_api_answers(method: str, uri: str, body: Any, status: int, expected: Any) -> None:
    response = answer(Request(method, uri, body=json.dumps(body).encode()))
    assert response.status == status
    assert expected is None or json.loads(response.body) == expected
    assert response.headers.get("cache-control") == "no-store"


def test_it_loads_within_sixty_milliseconds() -> None:
    load(ROOT)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        load(ROOT)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.06
