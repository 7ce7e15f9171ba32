"""Which session counts: revocations, sites and several cookies, as live settings and attackers have them."""

from __future__ import annotations

from typing import Any

import pytest
from edge_support import KEY, NOW, OLD_KEY, header_lines
from hypothesis import given
from hypothesis import strategies as st

from edge.auth.session import Refusal, Session, SessionError, renew, sign, verify
from edge.auth.session_check import find_session

KEYS = {KEY.id: KEY, OLD_KEY.id: OLD_KEY}
SESSION = Session("mira", NOW - 100, NOW + 500, "s-1", KEY.id, {"groups": ["a"]}, NOW + 5000, "main")


def found(
    *sessions: Session, live: Any = None, site: str = "main", now: float = NOW, renewable: bool = False
) -> str:
    cookie = "; ".join(f"c={sign(KEY, session)}" for session in sessions)
    verdict = find_session(
        header_lines(("Cookie", cookie)),
        cookie="c",
        keys=KEYS,
        site=site,
        now=now,
        live=live or {},
        renewable=renewable,
    )
    return verdict.reason if isinstance(verdict, Refusal) else f"{verdict.subject} {verdict.expires_at - NOW}"


def test_everything_that_a_session_holds_comes_back() -> None:
    assert verify(sign(KEY, SESSION), KEYS, now=NOW) == SESSION


def test_of_several_good_ones_that_counts_which_lasts_longest() -> None:
    assert found(SESSION, SESSION._replace(expires_at=NOW + 900), SESSION) == "mira 900"


@pytest.mark.parametrize(
    ("live", "expected"),
    [
        ({"revoked": {"subjects": {"mira": NOW - 99}}}, "revoked"),
        ({"revoked": {"subjects": {"mira": NOW - 100}}}, "mira 500"),
        ({"revoked": {"subjects": {"eve": NOW + 100}}}, "mira 500"),
        ({"revoked": {"sessions": {"s-1": NOW + 1}}}, "revoked"),
        ({"revoked": {"sessions": {"s-1": NOW}}}, "mira 500"),
        ({"revoked": {"sessions": {"": NOW + 1}}}, "mira 500"),
        ({"revoked": {"sessions": {"s-1": 1e18}}}, "revoked"),
    ],
)
def test_a_session_is_revoked_by_its_subject_or_its_id(live: dict[str, Any], expected: str) -> None:
    assert found(SESSION, live=live) == expected


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=3) | st.just(float("nan")),
        lambda items: st.dictionaries(st.sampled_from(["revoked", "subjects", "sessions", "mira"]), items),
    )
)
def test_junk_in_live_settings_revokes_nothing_and_raises_nothing(junk: Any) -> None:
    assert found(SESSION, live=junk if isinstance(junk, dict) else {"revoked": junk}) == "mira 500"


@pytest.mark.parametrize(
    ("session", "site", "expected"),
    [(SESSION, "other", "site"), (SESSION, "", "site"), (SESSION._replace(site=""), "other", "mira 500")],
    ids=["another site", "no site", "made by a page of one's own"],
)
def test_a_session_holds_at_its_own_site(session: Session, site: str, expected: str) -> None:
    assert found(session, site=site) == expected


def test_a_session_that_is_over_can_be_renewed_until_its_end_and_no_longer() -> None:
    assert found(SESSION, now=NOW + 500) == "expired"
    assert found(SESSION, now=NOW + 4999, renewable=True) == "mira 500"
    assert found(SESSION, now=NOW + 5000, renewable=True) == "expired"
    revoked = {"revoked": {"subjects": {"mira": NOW}}}
    assert found(SESSION, now=NOW + 600, renewable=True, live=revoked) == "revoked"


@pytest.mark.parametrize(
    ("left", "end", "expires"),
    [(300, 5000, 600), (301, 5000, None), (0, 5000, 600), (300, 400, 400), (300, 300, None), (300, 0, None)],
    ids=["half is over", "not yet", "at the last moment", "up to the end", "at the end", "never"],
)
def test_a_session_is_renewed_when_half_of_it_is_over(left: int, end: int, expires: int | None) -> None:
    session = SESSION._replace(expires_at=NOW + left, end=NOW + end if end else 0)
    token = renew(KEY, session, now=NOW, lifetime=600)
    renewed = None if token is None else verify(token, KEYS, now=NOW)
    assert renewed == (None if expires is None else session._replace(expires_at=NOW + expires))


def test_a_renewed_session_is_signed_with_the_new_key() -> None:
    token = renew(KEY, SESSION._replace(key_id=OLD_KEY.id, expires_at=NOW + 1), now=NOW, lifetime=600)
    assert token is not None
    assert token.startswith(f"v1.{KEY.id}.")


def test_a_session_that_no_cookie_can_hold_is_not_signed() -> None:
    with pytest.raises(SessionError, match="keep fewer claims"):
        sign(KEY, SESSION._replace(claims={"groups": ["x" * 100] * 40}))
