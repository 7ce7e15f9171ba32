"""What an old botocore would delete is found by comparing documents, and is named without its value."""

from __future__ import annotations

import pytest
from cloudfront_api import distribution_config, session
from distribution_documents import shop
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudfrontier.errors import AwsError
from infra.lost_fields import lost_fields, xml_to_send

KNOWN = (
    b"<DistributionConfig><Comment>a</Comment>"
    b"<Aliases><Items><CNAME>x</CNAME></Items></Aliases></DistributionConfig>"
)

CASES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "nothing": (KNOWN, ()),
    "other white space": (KNOWN.replace(b"><", b">\n  <"), ()),
    "another namespace": (KNOWN.replace(b"Config>", b'Config xmlns="urn:x">', 1), ()),
    "inside an answer": (b"<Distribution><Id>E1</Id>" + KNOWN + b"</Distribution>", ()),
    "a field at the top": (KNOWN.replace(b"<Aliases>", b"<Magic>secret</Magic><Aliases>"), ("Magic",)),
    "a field within": (KNOWN.replace(b"<Items>", b"<Extra/><Items>"), ("Aliases/Extra",)),
    "one more of a list": (KNOWN.replace(b"</Items>", b"<CNAME>y</CNAME></Items>"), ("Aliases/Items/CNAME",)),
    "another value": (KNOWN.replace(b"x<", b"secret<"), ("Aliases/Items/CNAME",)),
    "the same twice": (KNOWN.replace(b"<Items>", b"<E/><E/><Items>"), ("Aliases/E",)),
}


@pytest.mark.parametrize(("received", "lost"), CASES.values(), ids=CASES)
def test_what_would_be_lost_is_named(received: bytes, lost: tuple[str, ...]) -> None:
    assert lost_fields(received, KNOWN) == lost
    assert "secret" not in "".join(lost)


def test_what_is_sent_besides_is_not_lost() -> None:
    more = KNOWN.replace(b"<Aliases>", b"<Enabled>true</Enabled><Aliases>")
    assert lost_fields(KNOWN, more) == ()


@pytest.mark.parametrize("config", [distribution_config(), shop()], ids=["a small one", "a large one"])
def test_a_configuration_that_botocore_knows_loses_nothing(config: dict[str, object]) -> None:
    sent = xml_to_send(session().client("cloudfront"), config)
    assert lost_fields(sent, sent) == ()
    assert b"CallerReference" in sent


def test_what_is_no_document_is_told() -> None:
    with pytest.raises(AwsError, match="CloudFront's answer is no XML"):
        lost_fields(b"<html>", KNOWN)


@settings(max_examples=50)
@given(name=st.text("ABCdef", min_size=1), value=st.text("abc <&", max_size=9))
def test_any_unknown_field_is_found(name: str, value: str) -> None:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;")
    field = f"<New{name}>{escaped}</New{name}>".encode()
    assert lost_fields(KNOWN.replace(b"<Aliases>", field + b"<Aliases>"), KNOWN) == (f"New{name}",)
