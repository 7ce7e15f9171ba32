"""The handler and the CloudFront Function take the same links: both are held against each other."""

from __future__ import annotations

from edge_support import NOW, edge_request
from hypothesis import example, given
from hypothesis import strategies as st
from tokens import b64

from cloudfront_functions.reference.signed_links import is_good
from cloudfront_functions.rules.signed_links import LinkKey
from cloudfront_functions.rules.signed_links import SignedLinks as Step
from edge.auth.identity import Identity
from edge.auth.signed_links import Grant, SignedLinks, sign

KEYS = {"new": b64(b"n" * 32), "old": b64(b"o" * 32)}
PATHS = [
    "/v/a.mp4",
    "/v/",
    "/v",
    "/v/../a",
    "/v/%2e%2e/a",
    "/v/..;x/a",
    "/v//a",
    "/v/%41",
    "/v/%",
    "/w/a",
    "/v/%5C",
]
ADDRESS = edge_request()["clientIp"]


@given(
    path=st.sampled_from(PATHS) | st.text(alphabet="/va.;%25eE\\ é", max_size=12).map("/{}".format),
    subject=st.sampled_from([*PATHS, "/v/", "/"]),
    prefix=st.sampled_from([None, "/v/", "/v", "v/", "/", ""]),
    key=st.sampled_from([None, "new", "old", "gone"]),
    signer=st.sampled_from(["new", "old"]),
    expires=st.sampled_from(
        [str(NOW + 60), str(NOW), str(NOW - 1), "0", "", f"0{NOW + 60}", f"{NOW + 60}0000000"]
    ),
    bound=st.booleans(),
    address=st.sampled_from(["", ADDRESS, "203.0.113.1"]),
    method=st.sampled_from(["GET", "HEAD", "POST"]),
)
@example(
    path="/v/a.mp4",
    subject="/v/",
    prefix="/v/",
    key=None,
    signer="new",
    expires=str(NOW + 60),
    bound=False,
    address="",
    method="GET",
)
@example(
    path="/v/a.mp4",
    subject="/v/a.mp4",
    prefix=None,
    key="old",
    signer="old",
    expires=str(NOW + 60),
    bound=True,
    address=ADDRESS,
    method="HEAD",
)
def test_a_link_is_good_for_both_or_for_none(
    *,
    path: str,
    subject: str,
    prefix: str | None,
    key: str | None,
    signer: str,
    expires: str,
    bound: bool,
    address: str,
    method: str,
) -> None:
    end = int(expires) if expires.isdecimal() else 0
    given_ = {"expires": expires, "signature": sign(KEYS[signer], Grant(subject, end, address))}
    given_ |= {name: value for name, value in (("prefix", prefix), ("key", key)) if value is not None}
    query = "&".join(f"{name}={value}" for name, value in given_.items())
    ours = SignedLinks(KEYS, bind_ip=bound).check(edge_request(path, method=method, querystring=query), NOW)
    step = Step(tuple(LinkKey(name, secret) for name, secret in KEYS.items()), bind_ip=bound)
    event = {"request": {"uri": path, "method": method, "querystring": {}}, "viewer": {"ip": ADDRESS}}
    assert isinstance(ours, Identity) is is_good(step, given_, event, NOW)
