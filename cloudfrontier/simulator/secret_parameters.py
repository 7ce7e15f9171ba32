"""Values in queries that let somebody in, found wherever a URL stands: codes, tokens, signatures of links.

A code that a provider sends is used once and within minutes, and a state belongs to one browser; but a trace
is often shown before either is over. Values count in both spellings, as they stand and decoded.

Sources: RFC 6749, section 4.1.2 (`code`, `state`), OpenID Connect Core 1.0, section 3.1.2.1 (`nonce`),
RP-Initiated Logout 1.0, section 2 (`id_token_hint`), and
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
(`Signature`, read in a copy of 2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SECRET_PARAMETERS", "parameter_values"]

SECRET_PARAMETERS = frozenset({
    "code", "state", "nonce", "code_verifier", "client_secret", "client_assertion",
    "token", "access_token", "refresh_token", "id_token", "id_token_hint",
    "signature", "Signature", "X-Amz-Signature", "X-Amz-Security-Token",
})  # fmt: skip
"""Names of query parameters of which no value is shown."""

_PARAMETER = re.compile(r"(?:^|[?&#\s\"'])([\w-]+)=([^&#\s\"'<>]+)")


def parameter_values(text: str) -> Iterator[str]:
    """Values of secret parameters in a query, or in whatever holds a URL."""
    for name, value in _PARAMETER.findall(text):
        if name in SECRET_PARAMETERS:
            yield value
            yield unquote_plus(value)
