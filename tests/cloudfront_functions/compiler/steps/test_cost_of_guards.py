"""Guards stay well within a function's time, however many networks and people there are."""

from __future__ import annotations

import hmac
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest
from metered_functions import metered

from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.rules import BasicAuth, IpList, LinkKey, SignedLinks
from cloudfront_functions.rules.basic_auth import MOST_ROUNDS, hash_credentials
from cloudfront_functions.rules.ip_list import read_network
from cloudfrontier.cloudfront.limits import COMPUTE_COMFORTABLE
from cloudfrontier.simulator.sample_runs import SampleEvent
from cloudfrontier.simulator.sample_runs.events import request

if TYPE_CHECKING:
    from cloudfront_functions.rules import Step
    from cloudfrontier.javascript.cost import Work

SALT = "A" * 22
KEY = "A" * 43
EXPIRES = "99999999999"


def work_of(step: Step, query: str = "", *headers: tuple[str, str]) -> Work:
    """What a request costs that passes."""
    code = compile_function(FunctionSpec("f", "viewer-request", steps=(step,))).text
    (run,) = metered(code, SampleEvent("a request", "it passes", request("/a/b", query, headers=headers)))
    assert run.work is not None
    assert isinstance(run.value, dict)
    assert "uri" in run.value
    return run.work


def users(count: int) -> BasicAuth:
    hashes = [hash_credentials(f"u{i}", "p", salt=SALT, rounds=MOST_ROUNDS) for i in range(count)]
    return BasicAuth(tuple(hashes), SALT, MOST_ROUNDS)


def asked(step: BasicAuth) -> Work:
    return work_of(step, "", ("Authorization", f"Basic {b64encode(b'u0:p').decode()}"))


def test_the_most_rounds_leave_room() -> None:
    assert asked(users(1)).utilization < COMPUTE_COMFORTABLE.value


def test_a_password_costs_the_same_for_one_person_and_for_fifty() -> None:
    assert asked(users(50)).units < 1.1 * asked(users(1)).units


def test_a_link_costs_little() -> None:
    mac = hmac.digest(KEY.encode(), f"/a/\n{EXPIRES}".encode(), "sha256")
    signature = urlsafe_b64encode(mac).rstrip(b"=").decode()
    query = f"expires={EXPIRES}&signature={signature}&prefix=/a/"
    assert work_of(SignedLinks((LinkKey("k", KEY),)), query).utilization < COMPUTE_COMFORTABLE.value / 2


@pytest.mark.parametrize("kind", ["allow", "deny"])
def test_a_lookup_among_networks_grows_slower_than_their_number(kind: str) -> None:
    few, many = (
        tuple(read_network(f"{198 if kind == 'allow' else 10}.51.{i}.0/24") for i in range(count))
        for count in (8, 101)
    )
    works = [
        work_of(IpList((*item, read_network("198.51.100.0/24")), ()) if kind == "allow" else IpList((), item))
        for item in (few, many)
    ]
    assert works[1].units < 1.5 * works[0].units
