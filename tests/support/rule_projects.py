"""A project with one function, `site`, made of a few lines of edge.toml; and visits to that function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from bench.batch_engine import run_quickjs
from cloudfrontier.artifacts.check import check_source
from cloudfrontier.artifacts.functions import function_source
from cloudfrontier.project import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.artifacts.functions import FunctionSource
    from cloudfrontier.cloudfront.finding import Finding

__all__ = ["answer_of", "findings_of", "function_of", "outcome", "write_project"]

BEFORE = """\
[functions.site]
event = "viewer-request"

"""
BEHIND = """
[project]
name = "sample"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"
simulate.folder = "public"

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "site"
"""


def write_project(root: Path, rules: str, *, behind: str = BEHIND, **files: str) -> Path:
    """Write edge.toml, in which the rules stand from line 4 on, and files beside it; its path."""
    (root / "public").mkdir(exist_ok=True)
    for name, text in files.items():
        (root / name.replace("_", ".")).write_text(text, encoding="utf-8")
    path = root / "edge.toml"
    path.write_text(BEFORE + rules + "\n" + behind, encoding="utf-8")
    return path


def function_of(root: Path, rules: str, **files: str) -> FunctionSource:
    """The function as it is deployed.

    Raises:
        ProjectError: the rules cannot be kept.
    """
    return function_source(load(write_project(root, rules, **files)), "site")


def findings_of(source: FunctionSource) -> tuple[Finding, ...]:
    """What a build says of the function."""
    return check_source(source)


def outcome(code: str, url: str, *, headers: Mapping[str, str] | None = None, method: str = "GET") -> str:
    """What becomes of a visit: `301 /a`, or `fetches /a?b=c`."""
    answer = answer_of(code, url, headers=headers, method=method)
    if "statusCode" in answer:
        return (
            f"{answer['statusCode']} {answer.get('headers', {}).get('location', {}).get('value', '')}".strip()
        )
    query = "&".join(f"{name}={field['value']}" for name, field in answer["querystring"].items())
    return f"fetches {answer['uri']}" + (f"?{query}" if query else "")


def answer_of(
    code: str, url: str, *, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> dict[str, Any]:
    """What the function returns for a visit; a cookie stands in `headers` as `cookie`."""
    parts = urlsplit(url if url.startswith("https:") else f"https://example.com{url}")
    sent = {"host": parts.netloc, **(headers or {})}
    name, _, value = sent.pop("cookie", "").partition("=")
    query = parse_qsl(parts.query, keep_blank_values=True)
    event = {
        "version": "1.0",
        "context": {"eventType": "viewer-request", "requestId": "id=="},
        "viewer": {"ip": "192.0.2.1"},
        "request": {
            "method": method,
            "uri": parts.path or "/",
            "querystring": {parameter: {"value": text} for parameter, text in query},
            "headers": {header: {"value": text} for header, text in sent.items()},
            "cookies": {name: {"value": value}} if name else {},
        },
    }
    answer: dict[str, Any] = run_quickjs(code, [event])[0]
    return answer
