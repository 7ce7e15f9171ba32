"""Origin groups and error pages that CloudFront would refuse, and those that reach the distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, load_text

from cloudfrontier.cloudfront.distribution import ErrorPage, OriginGroup
from cloudfrontier.project.to_distribution import to_distribution

if TYPE_CHECKING:
    from pathlib import Path

SECOND = "[origins.second]\ndomain = 'second.example'\nsimulate.folder = 'site'\n"
GROUP = "[origin_groups.both]\nprimary = 'site'\nsecondary = 'second'\n"

WRONG = {
    "unknown-origin": (SECOND + GROUP.replace("'second'", "¦'third'"), "no origin is called `third`"),
    "twice-the-same": (GROUP.replace("'second'", "¦'site'"), "`site` is the first origin too"),
    "status": (SECOND + GROUP + "statuses = [500, ¦418]\n", "418 has no origin group turn to its second"),
    "no-status": (SECOND + GROUP + "statuses = ¦[]\n", "empty: expected some of 400, 403"),
    "page-status": ("[[error_pages]]\nstatus = ¦412\nmin_ttl = 1\n", "412 cannot have an error page"),
    "page-path": ("[[error_pages]]\nstatus = 404\npage = ¦'404.html'\n", "expected a path that starts with"),
    "response-status": (
        "[[error_pages]]\nstatus = 404\npage = '/404.html'\nresponse_status = ¦201\n",
        "201: expected one of 200, 400",
    ),
    "status-without-page": (
        "[[error_pages]]\nstatus = 404\nmin_ttl = 1\nresponse_status = ¦200\n",
        "a status for a page, and there is no page",
    ),
    "two-pages": (
        "[[error_pages]]\nstatus = 404\nmin_ttl = 1\n[[error_pages]]\nstatus = ¦404\nmin_ttl = 2\n",
        "404 has an error page already",
    ),
    "cache-options": (
        "[[behaviors]]\npath = '/a'\norigin = 'site'\ncache_options = ¦true\n",
        "OPTIONS is not let through",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    assert_problems(tmp_path, text, message)


def test_a_page_that_does_nothing_is_a_mistake(tmp_path: Path) -> None:
    assert_problems(
        tmp_path, "¦[[error_pages]]\nstatus = 404\n", "no page, and a `min_ttl` that holds anyway"
    )


def test_groups_and_pages_reach_the_distribution(tmp_path: Path) -> None:
    pages = "[[error_pages]]\nstatus = 404\npage = '/404.html'\nmin_ttl = 60\n"
    behavior = "[[behaviors]]\npath = '/a'\norigin = 'both'\nmethods = 'all'\ncache_options = true\n"
    loaded = load_text(tmp_path, SECOND + GROUP + pages + behavior + BASE)
    distribution = to_distribution(loaded.project)
    assert distribution.origin_groups == (
        OriginGroup("both", "site", "second", frozenset({500, 502, 503, 504})),
    )
    assert distribution.error_pages == (ErrorPage(404, "/404.html", None, 60),)
    assert distribution.behaviors[0].cached_methods == ("GET", "HEAD", "OPTIONS")
