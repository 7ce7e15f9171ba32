"""CloudFront's own signed cookies, set when somebody signs in: large files are served by CloudFront alone.

They allow what the project says until the session could last no longer; who signs out loses them, too. The
private key comes from where it is kept. Without it nobody is signed in: half a sign-in would look like a
fault of the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge import cookies
from edge.auth.cloudfront_cookies import CookieSigner, Policy
from edge.auth.oidc.exchange import UnavailableError
from edge.auth.rsa_signing import PrivateKeyError, read_private_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from edge.auth.oidc.exchange import Context
    from edge.auth.session import Session
    from edge.auth.settings import FileCookies

__all__ = ["clear_file_cookies", "file_cookies"]

NAMES = ("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id")


def file_cookies(
    settings: FileCookies, session: Session, *, pem: str, now: float, entropy: Callable[[int], bytes]
) -> tuple[str, ...]:
    """The `Set-Cookie` lines.

    Raises:
        UnavailableError: what is kept is no private key.
    """
    try:
        signer = CookieSigner(settings.key_pair_id, read_private_key(pem), entropy=entropy)
        pairs = signer.custom(Policy(settings.resource, session.end))
    except PrivateKeyError:
        raise UnavailableError("file-cookies-key") from None
    return tuple(_line(settings, name, value, session.end - int(now)) for name, value in pairs)


def clear_file_cookies(context: Context) -> tuple[str, ...]:
    """Lines that clear them; all, for their path need not be ours and then they are not sent here."""
    settings = context.settings.file_cookies
    return () if settings is None else tuple(_line(settings, name, "", 0) for name in NAMES)


def _line(settings: FileCookies, name: str, value: str, max_age: int) -> str:
    attributes = cookies.Attributes(max_age=max_age, path=settings.path, domain=settings.domain)
    return cookies.set_cookie(name, value, attributes)
