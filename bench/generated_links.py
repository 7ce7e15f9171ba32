"""Credentials and signed links for generated functions: right ones, and ones that are wrong in one thing."""

from __future__ import annotations

import hmac
import time
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from bench.chance import often, some
from cloudfront_functions.rules import BasicAuth, LinkKey, SignedLinks
from cloudfront_functions.rules.basic_auth import hash_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from cloudfront_functions.rules import Step

__all__ = ["credentials", "link", "link_step", "users_step"]

SALT = "AAECAwQFBgcICQoLDA0ODw"
USERS = (("alice", "wonder:land"), ("b\u00f6b", "\u00e9\U0001f600"))
KEYS = (LinkKey("k1", "A" * 43), LinkKey("constructor", "_-" * 22))
TODAY = int(time.time())
PATHS = (
    *(
        "/a/film.mp4",
        "/a/b/c.html",
        "/a/",
        "/",
        "/other",
        "/a/%C3%A9",
        "/a//b",
        "/a/../b",
        "/a/..;x/b",
        "/a/b/..",
    ),
    *(
        "/a/%2e%2e/b",
        "/a/%2Fb",
        "/a/%5c",
        "/a/\\b",
        "/a/%",
        "/a/%zz",
        "/a/%1f",
        "/a/\u00e9",
        "/a/...",
        "/a/.hidden",
    ),
)


def users_step(chance: Random) -> BasicAuth:
    """Some people, with few rounds, since they are the same however many there are."""
    listed = USERS[: chance.randrange(1, 3)]
    rounds = chance.randrange(1, 3)
    return BasicAuth(
        tuple(hash_credentials(name, password, salt=SALT, rounds=rounds) for name, password in listed),
        SALT,
        rounds,
        some(chance, ("Restricted", "a 'b' </script>")),
    )


def link_step(chance: Random) -> SignedLinks:
    """One key or two."""
    return SignedLinks(KEYS[: chance.randrange(1, 3)], bind_ip=often(chance, 30))


def credentials(chance: Random, request: dict[str, Any], steps: Sequence[Step]) -> None:
    """Put an `authorization` header into the request, in half of all cases a right one."""
    step = next((step for step in steps if isinstance(step, BasicAuth)), None)
    if step is None or often(chance, 10):
        return
    is_right = often(chance, 50)
    name, password = USERS[0] if is_right else some(chance, (*USERS, ("alice", "no"), ("", "")))
    token = b64encode(f"{name}:{password}".encode()).decode()
    forms = (f"Basic {token}", f"basic   {token}", f"Basic {token}=", f" Basic {token}", f"Bearer {token}")
    odd = (f"Basic {token} ", "Basic", "", f"Basic {token}\n", f"Basic\u00a0{token}", f"Ba\u017fic {token}")
    request["headers"]["authorization"] = {"value": some(chance, forms[:2] if is_right else (*forms, *odd))}


def link(chance: Random, event: dict[str, Any], steps: Sequence[Step]) -> None:
    """Make a link of the request, in half of all cases a right one."""
    step = next((step for step in steps if isinstance(step, SignedLinks)), None)
    if step is None or often(chance, 10):
        return
    request, is_right = event["request"], often(chance, 50)
    if is_right:
        request["method"] = "GET"
    if is_right or often(chance, 70):
        request["uri"] = some(chance, PATHS[:2] if is_right else PATHS)
    key = KEYS[0] if is_right else some(chance, KEYS)
    late = (TODAY + 100_000, 99_999_999_999)
    expires = str(some(chance, late if is_right else (*late, TODAY - 9, 0)))
    prefix = some(chance, (None, "/a/", "/") if is_right else (None, "/a/", "/", "/a", "", "a/", "//"))
    has_ip = step.bind_ip if is_right else often(chance, 50)
    subject = request["uri"] if prefix is None else prefix
    message = "\n".join([subject, expires, *([event["viewer"]["ip"]] if has_ip else [])])
    mac = hmac.digest(key.secret.encode(), message.encode(), "sha256")
    given = {"expires": expires, "signature": urlsafe_b64encode(mac).rstrip(b"=").decode()}
    given |= {"prefix": prefix} if prefix is not None else {}
    given |= {"key": key.id} if often(chance, 60) else {}
    request["querystring"] |= {name: {"value": value} for name, value in given.items()}
    if not is_right:
        spoil(chance, request["querystring"], list(given))


def spoil(chance: Random, fields: dict[str, Any], names: Sequence[str]) -> None:
    """Make one parameter wrong, or leave it."""
    name = some(chance, names)
    value = fields[name]["value"]
    changed = (value + "x", value[:-1], value.upper(), f"0{value}", "__proto__", value)
    fields[name] = {"value": some(chance, changed)}
    if often(chance, 15):
        fields[name]["multiValue"] = [{"value": value}, {"value": "x"}]
