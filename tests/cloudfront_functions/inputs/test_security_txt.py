"""What RFC 9116 asks of a security.txt, and what it recommends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cloudfront_functions.inputs.security_txt import problems_of_security_txt, remarks_on_security_txt

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTACT = "Contact: mailto:security@example.com\n"


def expiring(moment: datetime) -> str:
    return f"# ours\n{CONTACT}Expires: {moment.isoformat()}\nPreferred-Languages: en\n"


def test_one_that_is_good_for_half_a_year_is_good() -> None:
    text = expiring(NOW + timedelta(days=180))
    assert not list(problems_of_security_txt(text, now=NOW))
    assert not list(remarks_on_security_txt(text, now=NOW))


def test_names_of_fields_have_no_case_and_z_is_utc() -> None:
    text = "CONTACT: https://example.com/report\r\nexpires: 2027-05-01T00:00:00Z\r\n"
    assert not list(problems_of_security_txt(text, now=NOW))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Expires: 2027-05-01T00:00:00Z", "needs a `Contact:` line"),
        (f"{CONTACT}", "needs one `Expires:` line with a date and time, such as `2027-01-31T00:00:00Z`"),
        (f"{CONTACT}Expires: 2027-05-01", "needs one `Expires:` line"),
        (f"{CONTACT}Expires: soon", "needs one `Expires:` line"),
        (
            f"{CONTACT}Expires: 2027-05-01T00:00:00Z\nExpires: 2027-05-01T00:00:00Z",
            "needs one `Expires:` line",
        ),
        (expiring(NOW), "has expired (2026-11-23T12:00:00+00:00)"),
        ("Contact: security@example.com\nExpires: 2027-05-01T00:00:00Z", "not `security@example.com`"),
    ],
    ids=["no contact", "no end", "no time", "no date", "two ends", "now", "no URI"],
)
def test_what_nobody_would_heed_is_a_problem(text: str, message: str) -> None:
    assert [item for item in problems_of_security_txt(text, now=NOW) if message in item]


@pytest.mark.parametrize(
    ("days", "message"),
    [(10, "expires in 10 days"), (400, "recommends that `Expires:` be less than a year away")],
)
def test_what_will_be_wrong_soon_is_remarked_on(days: int, message: str) -> None:
    (remark,) = remarks_on_security_txt(expiring(NOW + timedelta(days=days)), now=NOW)
    assert message in remark
