"""Every kind of visit through all four events with the cache on, as handlers and as functions.

All visits share one cache, in an order made by chance, and each is made twice: whatever one visitor is served
must be what they would be served alone.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from itertools import product
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from experiment_projects import KEY, write_experiments

from cloudfrontier.errors import FindingsError
from cloudfrontier.testing import EdgeClient, EdgeHost
from edge.ab_testing.hashing import position
from edge.ab_testing.signing import Signer, link_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.testing import EdgeResponse

PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0"
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
STATES = ("first", "returning-a", "returning-b", "forged", "removed")
COOKIES = {"returning-a": "a", "returning-b": "b", "forged": "b.forged", "removed": "c"}


class Kind(NamedTuple):
    """One combination of everything that a visit can be."""

    state: str
    forced: bool
    bot: bool
    excluded: bool
    stopped: bool

    def __str__(self) -> str:
        flags = [name for name in ("forced", "bot", "excluded", "stopped") if getattr(self, name)]
        return "-".join([self.state, *flags])


FLAGS = (False, True)
KINDS = [Kind(*parts) for parts in product(STATES, FLAGS, FLAGS, FLAGS, FLAGS)]
VISITORS = [f"visitor-{number}" for number in range(3)]


@pytest.fixture(scope="module", params=["handler", "function"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeHost]:
    root = write_experiments(tmp_path_factory.mktemp(request.param), kind=request.param)
    with EdgeHost(root) as made:
        yield made


@pytest.fixture(scope="module")
def shared(host: EdgeHost) -> EdgeClient:
    return EdgeClient(host)


def visit(client: EdgeClient, kind: Kind, visitor: str) -> EdgeResponse:
    experiment = "off" if kind.stopped else "on"
    cookies = (
        []
        if kind.state == "first"
        else [f"__Host-visitor={visitor}", f"ab-{experiment}={COOKIES[kind.state]}"]
    )
    if kind.forced:
        cookies.append(f"qa={experiment}.b")
    headers = {
        "User-Agent": BOT if kind.bot else PERSON,
        "CloudFront-Viewer-Country": "FR" if kind.excluded else "DE",
        f"X-Ab-{experiment}": "b",  # nobody is believed
        **({"Cookie": "; ".join(cookies)} if cookies else {}),
    }
    return client.get(f"/{experiment}/page", headers=headers)


def drawn(visitor: str) -> str:
    place = position("on", visitor)
    assert place is not None
    return "a" if place < 0.5 else "b"


def expected(kind: Kind, visitor: str, *, at_once: bool) -> str | None:
    """The variant, by the rules in words; None: none at all.

    `at_once`: the country is known at viewer-request, as it is to a function; a handler is told it later, and
    then whoever tests is left out as well.
    """
    if kind.forced and (at_once or not kind.excluded):
        return "b"
    if kind.bot or kind.stopped or kind.excluded:
        return None
    return COOKIES[kind.state] if kind.state.startswith("returning") else drawn(visitor)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_each_visit_is_served_its_own_variant(host: EdgeHost, shared: EdgeClient, kind: Kind) -> None:
    for visitor in VISITORS:
        check(visit(EdgeClient(host), kind, visitor), kind, visitor)
        check(visit(shared, kind, visitor), kind, visitor)
        check(visit(shared, kind, visitor), kind, visitor)


def check(response: EdgeResponse, kind: Kind, visitor: str) -> None:
    experiment = "off" if kind.stopped else "on"
    # on a first visit the id is made of the request's, and the cookie says which it was
    made = response.cookies.get("__Host-visitor", "")
    at_once = response.events["viewer-request"].name == "request"
    variant = expected(kind, made if kind.state == "first" and made else visitor, at_once=at_once)
    page = f"/{experiment}/page"
    assert response.status == 200
    assert response.text.split()[0] == (f"/b{page}" if variant == "b" else page)
    kept = COOKIES.get(kind.state) if kind.state.startswith("returning") else None
    remembered = variant if variant and variant != kept else None
    forgotten = "" if kind.state in ("forged", "removed") else None
    assert response.cookies.get(f"ab-{experiment}") == (remembered or forgotten)
    assert bool(made) == (kind.state == "first" and variant is not None)
    assert response.headers.get("x-ab--off") in (None, "")


def test_all_kinds_in_any_order_share_one_cache(host: EdgeHost) -> None:
    client, chance = EdgeClient(host), Random(7)
    visits = [(kind, visitor) for kind in KINDS for visitor in VISITORS] * 2
    chance.shuffle(visits)
    hits = 0
    for kind, visitor in visits:
        response = visit(client, kind, visitor)
        check(response, kind, visitor)
        hits += response.cache.decision == "hit"
    assert hits > len(visits) * 0.9


@pytest.mark.parametrize("good", [True, False], ids=["signed", "not signed"])
def test_a_link_forces_a_variant_and_is_no_part_of_the_key(host: EdgeHost, *, good: bool) -> None:
    client = EdgeClient(host, keep_cookies=True)
    if "ab" not in str(client.get("/on/page", headers={"User-Agent": PERSON}).events["viewer-request"].name):
        pytest.skip("a function signs no links")
    signer = Signer(_decoded(KEY) if good else bytes(32))
    link = link_value(signer, "on", "b", expires=2**40)
    client = EdgeClient(host, keep_cookies=True)
    country = {"User-Agent": PERSON, "CloudFront-Viewer-Country": "DE"}
    client.cookies.update({"__Host-visitor": "visitor-1", "ab-on": "a"})
    first = client.get(f"/on/page?ab-force={link}", headers=country)
    assert first.text.startswith("/b/on/page" if good else "/on/page")
    assert client.get("/on/page", headers=country).text == first.text
    assert client.cookies["ab-on"] == ("b" if good else "a")
    if not good:
        assert client.get("/on/page?ab-force=x", headers=country).cache.decision == "hit"


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


WRONG = '"CloudFront-Viewer-Country"'


@pytest.mark.parametrize("kind", ["handler", "function"])
def test_a_build_with_a_wrong_policy_is_refused_where_it_would_mix_visitors_up(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = write_experiments(tmp_path_factory.mktemp("wrong"), kind=kind, policy=WRONG)
    if kind == "function":
        EdgeHost(root).close()  # the prefix makes two paths of it
        text = (root / "edge.toml").read_text(encoding="utf-8").replace(', prefix = "/b"', "")
        (root / "edge.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError, match=r"DST424 .*x-ab-on in its key"):
        EdgeHost(root)


def test_forced_past_the_check_a_wrong_policy_serves_visitors_each_others_page(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What DST424 is there for: the same visits, with the variant in the key and without."""
    served = {}
    for name, policy in (("right", None), ("wrong", WRONG)):
        options = {} if policy is None else {"policy": policy}
        root = write_experiments(tmp_path_factory.mktemp(name), kind="handler", **options)
        text = (root / "edge.toml").read_text(encoding="utf-8")
        ignore = '\n[[ignore]]\nrule = "DST424"\nfile = "edge.toml"\nreason = "to see what happens"\n'
        (root / "edge.toml").write_text(text + (ignore if policy else ""), encoding="utf-8")
        with EdgeHost(root) as host:
            client = EdgeClient(host)
            kinds = [Kind(state, False, False, False, False) for state in ("returning-a", "returning-b")]
            served[name] = [visit(client, kind, "visitor-1").text.split()[0] for kind in kinds]
    assert served["right"] == ["/on/page", "/b/on/page"]
    assert served["wrong"] in (["/on/page", "/on/page"], ["/b/on/page", "/b/on/page"])
