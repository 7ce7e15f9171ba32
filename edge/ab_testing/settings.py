"""The table `features.ab_testing` of settings.json, read once: experiments, cookies, forced variants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.ab_testing.effects import path_of
from edge.ab_testing.experiment_settings import read_experiment
from edge.ab_testing.forcing import Forcing
from edge.ab_testing.signing import Signer
from edge.headers import TOKEN

if TYPE_CHECKING:
    from edge.ab_testing.experiment import Experiment
    from edge.settings import Table

__all__ = ["AbSettings", "read_settings"]

SHORTEST_SECRET = 32
"""Bytes; as for sessions (RFC 2104, section 3)."""


class AbSettings(NamedTuple):
    """The experiments, and how a visitor is told from another; all of it checked."""

    experiments: tuple[Experiment, ...]
    visitor_cookie: str
    site_cookie: str
    """A cookie with an id that the site has already; empty: there is none."""
    visitor_claim: str
    """A claim of the session that `auth` has verified; empty: there is none."""
    visitor_header: str
    """A header with an id that a stage before has set; empty: there is none."""
    max_age: int
    """Life of the cookies, seconds."""
    forcing: Forcing
    sticky_signer: Signer | None
    """Signs sticky cookies; None: they are not signed."""


def read_settings(table: Table) -> AbSettings:
    """The checked settings.

    Raises:
        SettingsError: a key is absent, unknown or wrong.
    """
    experiments = tuple(read_experiment(entry) for entry in table.tables("experiments"))
    if len({experiment.header for experiment in experiments}) != len(experiments):
        raise table.refuse("experiments", "ids that differ in more than the case of letters")
    _check_redirects(table, experiments)
    signer = _signer(table)
    signs_cookies = table.flag("sign_cookies", default=False)
    if signs_cookies and signer is None:
        raise table.refuse("secret", "a key, for sticky cookies are to be signed")
    settings = AbSettings(
        experiments,
        visitor_cookie=_token(table, "visitor_cookie", "__Host-visitor"),
        site_cookie=_token(table, "site_cookie", ""),
        visitor_claim=table.text("visitor_claim", ""),
        visitor_header=_token(table, "visitor_header", "").lower(),
        max_age=table.integer("max_age", 31536000, least=1),
        forcing=Forcing(
            parameter=_token(table, "force_parameter", "ab-force") if signer else "",
            cookie=_token(table, "force_cookie", ""),
            signer=signer,
        ),
        sticky_signer=signer if signs_cookies else None,
    )
    table.has("force_parameter")
    table.end()
    return settings


def _check_redirects(table: Table, experiments: tuple[Experiment, ...]) -> None:
    """No redirect may lead to where an experiment redirects."""
    targets = [variant.redirect for item in experiments for variant in item.variants if variant.redirect]
    redirecting = [item for item in experiments if any(variant.redirect for variant in item.variants)]
    if any(item.runs_on(path_of(target)) for item in redirecting for target in targets):
        raise table.refuse("experiments", "redirects to paths on which no experiment redirects")


def _signer(table: Table) -> Signer | None:
    if not table.has("secret"):
        return None
    from base64 import urlsafe_b64decode  # noqa: PLC0415 - most sites sign nothing

    text = table.text("secret")
    try:
        secret = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        secret = b""
    if len(secret) < SHORTEST_SECRET:
        raise table.refuse("secret", f"base64url of {SHORTEST_SECRET} bytes or more")
    return Signer(secret)


def _token(table: Table, key: str, default: str) -> str:
    name = table.text(key, default) or default
    if not TOKEN.issuperset(name):
        raise table.refuse(key, "a name (RFC 6265: letters, digits, `-`, `_`, ...)")
    return name
