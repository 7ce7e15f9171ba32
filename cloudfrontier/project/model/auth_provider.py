"""An identity provider as edge.toml has it: a preset with the few fields that it needs."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from cloudfrontier.project.model.base import STRICT

__all__ = ["FileCookies", "Preset", "Provider", "SecretPlace", "SecretStandIn"]

Preset = Literal["oidc", "cognito", "google", "entra", "okta", "auth0", "keycloak", "github"]
Algorithm = Literal["RS256", "PS256", "ES256", "ES384", "EdDSA"]
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class SecretStandIn:
    """What stands for a secret on this machine, for `serve`, `request` and tests; it is in no build."""

    file: str = ""
    """File that holds it and nothing else, which you alone may read; keep it out of the repository."""
    environment: str = ""
    """Environment variable that holds it."""


@dataclass(frozen=True, config=STRICT)
class SecretPlace:
    """Where a secret is kept: it is read when it is first needed, and never stands in the zip."""

    name: Text
    """Name or ARN of the secret, or name of the parameter."""
    region: Text
    """Region that it is in; a function at the edge runs wherever the visitor is."""
    service: Literal["secretsmanager", "ssm"] = "secretsmanager"
    """Secrets Manager, or Parameter Store of Systems Manager."""
    field: str = ""
    """Member of a secret that is a JSON object, such as `client_secret`; empty: the whole text."""
    simulate: SecretStandIn | None = None
    """What stands for it on this machine: a file, or an environment variable, with the value alone."""


@dataclass(frozen=True, config=STRICT)
class Provider:
    """Who signs visitors in. Register `https://<host>/.auth/callback` there, for every host.

    Besides `client_id`: `oidc` needs `issuer`; `cognito` needs `region`, `user_pool` and `domain`; `google`
    and `github` nothing more (`github` a secret); `entra` needs `tenant`; `okta` and `auth0` need `domain`;
    `keycloak` needs `url` and `realm`.
    """

    client_id: Text
    """The client's id at the provider."""
    preset: Preset = "oidc"
    """Which provider it is; `oidc` is any that speaks OpenID Connect."""
    issuer: str = ""
    """`oidc`: the issuer, as its discovery document has it."""
    region: str = ""
    """`cognito`: Region of the user pool."""
    user_pool: str = ""
    """`cognito`: id of the user pool, such as `eu-west-1_AbCdEf123`."""
    domain: str = ""
    """Host of the sign-in pages: of the user pool (`cognito`), of the organisation (`okta`), of the tenant
    (`auth0`)."""
    tenant: str = ""
    """`entra`: id of the tenant; `common` would let every organisation in and is refused."""
    authorization_server: str = "default"
    """`okta`: the authorization server; empty: that of the organisation itself."""
    url: str = ""
    """`keycloak`: where it is, such as `https://id.example.com`."""
    realm: str = ""
    """`keycloak`: the realm."""
    hosts: tuple[str, ...] = ()
    """Hosts of the distribution that sign in with it, CNAMEs and the cloudfront.net name; none: all hosts
    that no other provider names."""
    canonical_host: str = ""
    """The host at which sign-ins begin, whatever host was asked; empty: the host that was asked."""
    client_authentication: Literal["none", "basic", "post", "private_key_jwt"] = "none"
    """How the client proves itself: not at all (a public client, with PKCE), with its secret in a header or
    in the body, or with an RSA key."""
    secret: SecretPlace | None = None
    """Where the client's secret is kept, or its private key (PEM)."""
    key_id: str = ""
    """`private_key_jwt`: `kid` of the key, if the provider wants one."""
    scopes: tuple[str, ...] = ()
    """Scopes to ask for; none: those of the preset (`openid`, `profile`, `email`)."""
    parameters: dict[str, str] = field(default_factory=dict)
    """Further parameters of the authorization request, such as `prompt`, `hd` or `identity_provider`."""
    groups_claim: str = ""
    """Claim with the visitor's groups; dots lead into objects (`realm_access.roles`); empty: the preset's."""
    trust_email: bool = False
    """Whether an address counts as verified though the provider does not say so (Entra ID never does): only
    where nobody can enter an address of their own choice there."""
    refresh: bool = False
    """Whether the refresh token is kept, sealed in a cookie: sessions are renewed without a redirect then."""
    sign_out: Literal["provider", "local"] = "provider"
    """Whether signing out ends the provider's session too."""
    algorithms: tuple[Algorithm, ...] = ("RS256",)
    """What ID tokens may be signed with; all but RS256 bundle `cryptography` (5 MB)."""
    discovery: str = ""
    """File with the provider's discovery document, for builds without a network and builds that never change;
    empty: it is fetched when the handler is built."""
    jwks: str = ""
    """File with the provider's keys; empty: they are fetched when the handler is built."""


@dataclass(frozen=True, config=STRICT)
class FileCookies:
    """CloudFront's signed cookies for what is served without a handler, set when somebody signs in."""

    key_pair_id: Text
    """Id of the public key in CloudFront, of a key group that the behavior trusts."""
    secret: SecretPlace
    """Where its private key (PEM, RSA 2048) is kept."""
    resource: Text
    """What they allow, with `*` and `?`, such as `https://www.example.com/videos/*`."""
    path: str = "/"
    """Path of the cookies."""
    domain: str = ""
    """Domain of the cookies; empty: the host that was asked."""
