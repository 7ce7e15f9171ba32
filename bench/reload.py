"""How soon `serve` answers with what was edited: from writing a file to the answer that shows it.

The project is the storefront of the examples with a handler of its own beside those of its features: three
zips, each with powertools. A handler's time includes its cold start. The reference is what is promised.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bench.measure import Report, compare_values
from bench.serve import serving

if TYPE_CHECKING:
    from collections.abc import Callable

STOREFRONT = Path(__file__).parents[1] / "examples" / "storefront"
ONE_SECOND = 1000.0
LONGEST_SECONDS = 30.0
PAUSE_SECONDS = 0.02
"""Between two looks: each runs the old code, on the cores that build the new."""
MARK = "EDIT"
"""Stands in a text for what differs from edit to edit."""

GREETING = """
[handlers.greeting]
handler = "greeting.handler"

[[behaviors]]
path = "/greeting"
origin = "site"
viewer-request = "greeting"
"""
CODE = """
from aws_lambda_powertools import Logger

logger = Logger(service="greeting")


def handler(event, context):
    logger.info("greeted")
    return {"status": "200", "headers": {}, "body": "EDIT"}
"""


@dataclass(frozen=True)
class Edit:
    """A file that is written over and over; the answer to `target` shows what stood for `MARK`."""

    what: str
    file: Path
    text: str
    target: str


def run(runs: int) -> Report:
    """Each kind of edit, `runs` times."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-reload-"))) / "shop"
        edits = write_project(folder)
        base = stack.enter_context(serving(folder))
        return Report(
            "reload",
            tuple(
                compare_values(
                    f"{edit.what}, until it answers", "ms", edited(edit, base), lambda: ONE_SECOND,
                    reference_name="what must hold", runs=runs,
                )
                for edit in edits
            ),
        )  # fmt: skip


def write_project(folder: Path) -> tuple[Edit, ...]:
    """The project, and what is edited in it."""
    shutil.copytree(STOREFRONT, folder, ignore=shutil.ignore_patterns("dist", ".secrets", "__pycache__"))
    config = folder / "edge.toml"
    first, *behaviors = config.read_text(encoding="utf-8").split("[[behaviors]]")
    text = "[[behaviors]]".join((first + GREETING, *behaviors))
    policy = f"default-src 'self'; report-uri /{MARK}"
    edits = (
        Edit("a handler", folder / "greeting.py", CODE, "/greeting"),
        Edit("a redirect", folder / "_redirects", f"/old /{MARK} 301\n", "/old"),
        Edit("a header in edge.toml", config, text.replace("default-src 'self'", policy), "/"),
        Edit("a page of the site", folder / "site" / "page.html", MARK, "/page.html"),
    )
    for edit in edits:
        edit.file.write_text(edit.text, encoding="utf-8")
    return edits


def edited(edit: Edit, base: str) -> Callable[[], float]:
    """Writes the file and asks until the answer shows it; the milliseconds in between."""
    numbers = itertools.count(1)

    def measured() -> float:
        mark = f"edit-{next(numbers)}"
        start = time.perf_counter()
        edit.file.write_text(edit.text.replace(MARK, mark), encoding="utf-8")
        while mark not in answer(base, edit.target):
            if time.perf_counter() - start > LONGEST_SECONDS:
                raise RuntimeError(f"{edit.what}: no answer showed it in {LONGEST_SECONDS:g} seconds")
            time.sleep(PAUSE_SECONDS)
        return (time.perf_counter() - start) * 1000

    return measured


def answer(base: str, target: str) -> str:
    """Head and body of the answer, as one text."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=LONGEST_SECONDS)
    with contextlib.closing(connection):
        connection.request("GET", target)
        response = connection.getresponse()
        return f"{response.headers}{response.read().decode('utf-8', 'replace')}"
