"""The decision on a request to a behavior with trusted key groups: let in, or one of CloudFront's three 403s.

The URL is looked at as the viewer sent it, whatever the default root object or a function makes of it later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront import outcomes
from cloudfrontier.simulator.admission import Refusal, refusal
from cloudfrontier.simulator.signature.credentials import decoded, shown_by, unsigned_query
from cloudfrontier.simulator.signature.keys import is_signed_by
from cloudfrontier.simulator.signature.policy import Policy, canned_text, read_policy

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution import PublicKey
    from cloudfrontier.cloudfront.message import Request
    from cloudfrontier.simulator.signature.credentials import Credentials

__all__ = ["check_signature", "without_signature"]


def check_signature(
    request: Request, signers: tuple[PublicKey, ...], *, now: float, request_id: str
) -> Refusal | None:
    """What the request is answered with; None when it is signed by one of the keys, for now and for here."""
    shown = shown_by(request)
    if not shown.key_pair_id:
        return refusal(outcomes.MISSING_SIGNATURE, request_id, why="no signed URL and no signed cookies")
    key = next((key for key in signers if key.id == shown.key_pair_id), None)
    if key is None:
        why = f"Key-Pair-Id {shown.key_pair_id} is in no key group of the behavior"
        return refusal(outcomes.UNKNOWN_KEY, request_id, why=why)
    why = _fault(shown, request, key, now=now)
    return refusal(outcomes.ACCESS_DENIED, request_id, why=f"signed, but {why}") if why else None


def without_signature(request: Request) -> Request:
    """The request as it goes on: CloudFront keeps the parameters of the signature to itself."""
    return replace(request, querystring=unsigned_query(request.querystring))


def _fault(shown: Credentials, request: Request, key: PublicKey, *, now: float) -> str:
    url = f"{request.scheme}://{request.host}{_target(request, shown)}"
    made = _policy(shown, url)
    if isinstance(made, str):
        return made
    text, policy = made
    signature, hash_name = decoded(shown.signature), shown.hash_name
    if hash_name is None:
        return "Hash-Algorithm is neither SHA1 nor SHA256"
    if signature is None or not is_signed_by(key, text, signature, hash_name=hash_name):
        return "the signature is not that of the key over this policy"
    return policy.refusal(url, client_ip=request.client_ip, now=now)


def _target(request: Request, shown: Credentials) -> str:
    query = request.querystring if shown.by_cookies else unsigned_query(request.querystring)
    return f"{request.uri}?{query}" if query else request.uri


def _policy(shown: Credentials, url: str) -> tuple[bytes, Policy] | str:
    """The text that must have been signed, and what it says; or why there is none."""
    if bool(shown.policy) == bool(shown.expires):
        return "there must be either Expires or Policy"
    if shown.expires:
        if not (shown.expires.isascii() and shown.expires.isdigit()):
            return "Expires is no time"
        # The text is made of this URL: whoever signed another one has another signature.
        return canned_text(url, shown.expires), Policy(None, int(shown.expires[:18]))
    text = decoded(shown.policy)
    if text is None:
        return "Policy is no base64"
    try:
        return text, read_policy(text)
    except ValueError as error:
        return f"the policy is none that CloudFront takes: {error}"
