"""Which stand-in answers for which origin, also when a handler chose another one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulator_fakes import NOW, MemoryOrigin

from cloudfrontier.cloudfront.distribution import Distribution, Origin
from cloudfrontier.cloudfront.message import Request, Response
from cloudfrontier.simulator.origins.router import Origins
from cloudfrontier.simulator.ports import OriginUnavailableError

SITE = Origin("site", "s3", "bucket.s3.eu-west-1.amazonaws.com")
API = Origin("api", "custom", "api.example.org")
BARE = Origin("bare", "custom", "bare.example.org")
DISTRIBUTION = Distribution("E1", "d.cloudfront.net", (SITE, API, BARE), ())
ORIGINS = Origins(
    {"site": MemoryOrigin({"/": Response(200)}), "api": MemoryOrigin({"/": Response(201)})}, DISTRIBUTION
)


@pytest.mark.parametrize(
    ("origin", "status"),
    [(SITE, 200), (API, 201), (replace(SITE, id="", domain_name="api.example.org"), 201)],
    ids=["by id", "another by id", "a handler named its domain"],
)
def test_an_origin_is_found_by_its_id_or_by_its_domain(origin: Origin, status: int) -> None:
    assert ORIGINS.fetch(Request("GET", "/"), origin, now=NOW).status == status


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        (BARE, "nothing stands for the origin 'bare': set one of simulate.folder, python or url"),
        (
            replace(SITE, id="", domain_name="elsewhere.example"),
            "nothing stands for 'elsewhere.example', which is no origin of the distribution",
        ),
    ],
    ids=["declared without a stand-in", "unknown domain"],
)
def test_what_nothing_stands_for_gives_no_answer_and_says_why(origin: Origin, reason: str) -> None:
    with pytest.raises(OriginUnavailableError) as caught:
        ORIGINS.fetch(Request("GET", "/"), origin, now=NOW)
    assert caught.value.reason == reason
