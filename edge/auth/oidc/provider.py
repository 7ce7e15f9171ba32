"""A provider as the build baked it: endpoints, keys and client, checked when somebody first signs in.

Discovery (OpenID Connect Discovery 1.0) happened at build time; nothing is looked up at the edge but a key
that is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from edge.settings import Table

__all__ = [
    "CLIENT_AUTHENTICATION",
    "SIGN_OUT",
    "Provider",
    "SecretPlace",
    "read_provider",
    "read_secret_place",
]

CLIENT_AUTHENTICATION = ("none", "basic", "post", "private_key_jwt")
"""How the client proves itself at the token endpoint (OpenID Connect Core 1.0, section 9)."""
SIGN_OUT = ("local", "oidc", "cognito", "auth0")
"""How the provider is told: not at all, by RP-Initiated Logout 1.0, or by an endpoint of its own."""


class SecretPlace(NamedTuple):
    """Where the client's secret or private key is kept: never in the zip."""

    service: str
    """`secretsmanager` or `ssm`."""
    name: str
    region: str
    field: str
    """Member of a secret that is a JSON object; empty: the secret is the whole text."""


class Provider(NamedTuple):
    """Endpoints and client of one site."""

    kind: str
    """`oidc` or `github`."""
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str
    jwks_uri: str
    jwks: str
    """The key set as JSON; it is parsed when a token is checked."""
    algorithms: tuple[str, ...]
    client_id: str
    client_authentication: str
    secret: SecretPlace | None
    key_id: str
    """`kid` of a `private_key_jwt`; empty: none."""
    scopes: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    """Further parameters of the authorization request."""
    groups_claim: str
    """Name of the claim with groups; dots lead into objects where no claim has the whole name."""
    trust_email: bool
    """Whether an address counts as verified though the provider says nothing of it."""
    issuer_in_callback: bool
    """Whether the callback must name the issuer (RFC 9207)."""
    refresh: bool
    """Whether the refresh token is kept, sealed, in a cookie."""
    sign_out: str
    canonical_host: str
    """Sign-ins begin here, whatever host of the site was asked; empty: at the host that was asked."""


def read_provider(table: Table) -> Provider:
    """The checked table of a provider, of which `name` and `hosts` were read before.

    Raises:
        SettingsError: a key is absent, unknown or wrong.
    """
    provider = Provider(
        kind=table.text("kind"),
        issuer=table.text("issuer", ""),
        authorization_endpoint=table.text("authorization_endpoint"),
        token_endpoint=table.text("token_endpoint"),
        end_session_endpoint=table.text("end_session_endpoint", ""),
        jwks_uri=table.text("jwks_uri", ""),
        jwks=table.text("jwks", ""),
        algorithms=table.texts("algorithms", ("RS256",)),
        client_id=table.text("client_id"),
        client_authentication=table.text("client_authentication"),
        secret=read_secret_place(table.table("secret")) if table.has("secret") else None,
        key_id=table.text("key_id", ""),
        scopes=table.texts("scopes"),
        parameters=table.pairs("parameters"),
        groups_claim=table.text("groups_claim", "groups"),
        trust_email=table.flag("trust_email", default=False),
        issuer_in_callback=table.flag("issuer_in_callback", default=False),
        refresh=table.flag("refresh", default=False),
        sign_out=table.text("sign_out"),
        canonical_host=table.text("canonical_host", "").lower(),
    )
    if provider.client_authentication not in CLIENT_AUTHENTICATION:
        raise table.refuse("client_authentication", " or ".join(CLIENT_AUTHENTICATION))
    if provider.client_authentication != "none" and provider.secret is None:
        raise table.refuse("secret", "the place of the client's secret")
    if provider.sign_out not in SIGN_OUT:
        raise table.refuse("sign_out", " or ".join(SIGN_OUT))
    table.end()
    return provider


def read_secret_place(table: Table) -> SecretPlace:
    """Where a secret is kept.

    Raises:
        SettingsError: a key is absent, unknown or wrong.
    """
    place = SecretPlace(
        table.text("service"), table.text("name"), table.text("region"), table.text("field", "")
    )
    if place.service not in ("secretsmanager", "ssm"):
        raise table.refuse("service", "secretsmanager or ssm")
    table.end()
    return place
