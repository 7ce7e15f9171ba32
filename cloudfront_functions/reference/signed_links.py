"""Signed links in plain Python: rule by rule, as the step says them."""

from __future__ import annotations

import hmac
import re
import time
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from cloudfront_functions.reference.event import values_of
from cloudfront_functions.reference.refusals import refusal
from cloudfront_functions.rules.signed_links import PARAMETERS

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.signed_links import SignedLinks

__all__ = ["check_link"]

CLIMBS = re.compile(r"\.\.?(;.*)?")
HIDES = re.compile(r"%(?![0-9a-f]{2})|%([01].|2[5ef]|3b|5c|7f)", re.IGNORECASE)


def check_link(step: SignedLinks, event: Json, *, now: float | None = None) -> Json | None:
    """403 for what is not signed, or no longer; `now`: seconds since the epoch, None: this moment."""
    fields = event["request"]["querystring"]
    given = {name: values_of(fields[name]) for name in PARAMETERS if name in fields}
    if not all(len(values) == 1 for values in given.values()):
        return refusal(403)
    first = {name: values[0] for name, values in given.items()}
    if not is_good(step, first, event, time.time() if now is None else now):
        return refusal(403)
    for name in given:
        del fields[name]
    return None


def is_good(step: SignedLinks, given: dict[str, str], event: Json, now: float) -> bool:
    """Whether the parameters let this request pass."""
    request, prefix = event["request"], given.get("prefix")
    secret = {key.id: key.secret for key in step.keys}.get(given.get("key", step.keys[0].id))
    expires = given.get("expires", "")
    if secret is None or request["method"] not in {"GET", "HEAD"}:
        return False
    if not re.fullmatch("[1-9][0-9]{0,10}", expires) or int(expires) <= now:
        return False
    if request["uri"].endswith("/") if prefix is None else not is_below(prefix, request["uri"]):
        return False
    subject = request["uri"] if prefix is None else prefix
    message = "\n".join([subject, expires, *([event["viewer"]["ip"]] if step.bind_ip else [])])
    mac = hmac.digest(secret.encode(), message.encode(), "sha256")
    wanted = urlsafe_b64encode(mac).rstrip(b"=")
    return hmac.compare_digest(wanted, given.get("signature", "").encode())


def is_below(prefix: str, path: str) -> bool:
    """Whether the path is in the folder of that name, however an origin reads it."""
    is_folder = prefix.startswith("/") and prefix.endswith("/")
    is_plain = re.fullmatch("[!-~]+", path) is not None and "\\" not in path and "//" not in path
    climbs = any(CLIMBS.fullmatch(segment) for segment in path.split("/"))
    return is_folder and path.startswith(prefix) and is_plain and not climbs and not HIDES.search(path)
