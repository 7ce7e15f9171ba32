"""What each preset stands for: issuer, scopes, claims, and how the provider is told that somebody signed out.

Sources, read 2026-11:
https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html,
https://developers.google.com/identity/openid-connect/openid-connect,
https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc,
https://developer.okta.com/docs/concepts/auth-servers/,
https://auth0.com/docs/get-started/applications/configure-applications-with-oidc-discovery,
https://www.keycloak.org/securing-apps/oidc-layers and
https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.project.model import Provider

__all__ = ["GITHUB", "Preset", "preset_of"]

STANDARD = ("openid", "profile", "email")
GITHUB = {
    "authorization_endpoint": "https://github.com/login/oauth/authorize",
    "token_endpoint": "https://github.com/login/oauth/access_token",
}


@dataclass(frozen=True)
class Preset:
    """A provider's particulars; `end_session`: an endpoint that its discovery document does not name."""

    issuer: str
    scopes: tuple[str, ...] = STANDARD
    refresh_scopes: tuple[str, ...] = ("offline_access",)
    refresh_parameters: tuple[tuple[str, str], ...] = ()
    groups_claim: str = "groups"
    sign_out: str = "oidc"
    end_session: str = ""


def preset_of(provider: Provider) -> Preset:
    """The particulars of a provider whose fields were checked."""
    return _PRESETS[provider.preset](provider)


def _cognito(provider: Provider) -> Preset:
    return Preset(
        f"https://cognito-idp.{provider.region}.amazonaws.com/{provider.user_pool}",
        refresh_scopes=(),
        groups_claim="cognito:groups",
        sign_out="cognito",
        end_session=f"https://{provider.domain}/logout",
    )


def _google(_provider: Provider) -> Preset:
    offline = (("access_type", "offline"), ("prompt", "consent"))
    return Preset("https://accounts.google.com", refresh_scopes=(), refresh_parameters=offline)


def _okta(provider: Provider) -> Preset:
    server = f"/oauth2/{provider.authorization_server}" if provider.authorization_server else ""
    return Preset(f"https://{provider.domain}{server}")


def _auth0(provider: Provider) -> Preset:
    """Its issuer ends in a slash."""
    logout = f"https://{provider.domain}/v2/logout"
    return Preset(f"https://{provider.domain}/", sign_out="auth0", end_session=logout)


def _keycloak(provider: Provider) -> Preset:
    """A refresh token comes without a scope; with `offline_access` it would outlive the sign-in."""
    return Preset(f"{provider.url.rstrip('/')}/realms/{provider.realm}", refresh_scopes=())


def _github(_provider: Provider) -> Preset:
    return Preset("", scopes=("read:user", "user:email"), refresh_scopes=(), sign_out="local")


_PRESETS: dict[str, Callable[[Provider], Preset]] = {
    "oidc": lambda provider: Preset(provider.issuer),
    "cognito": _cognito,
    "google": _google,
    "entra": lambda provider: Preset(f"https://login.microsoftonline.com/{provider.tenant}/v2.0"),
    "okta": _okta,
    "auth0": _auth0,
    "keycloak": _keycloak,
    "github": _github,
}
