"""Names and passwords in plain Python; the hash is the one that the file of users is written with."""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

from cloudfront_functions.reference.event import header
from cloudfront_functions.reference.refusals import refusal
from cloudfront_functions.rules.basic_auth import hash_of_token

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.basic_auth import BasicAuth

__all__ = ["check_credentials"]

BASIC = re.compile(r"basic +([A-Za-z0-9+/]+={0,2})", re.IGNORECASE | re.ASCII)


def check_credentials(step: BasicAuth, event: Json) -> Json | None:
    """401 for everybody whose credentials are not among the hashes; who passes goes on without the header."""
    headers = event["request"]["headers"]
    found = BASIC.fullmatch(header(event["request"], "authorization"))
    hashed = hash_of_token(found[1], salt=step.salt, rounds=step.rounds) if found else ""
    if not any(hmac.compare_digest(hashed, known) for known in step.hashes):
        return refusal(401, www_authenticate=f'Basic realm="{step.realm}", charset="UTF-8"')
    del headers["authorization"]
    return None
