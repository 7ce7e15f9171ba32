"""Which identity may do what: rules by path, method and claim, the first that fits decides, the rest is no.

1. Without rules every identity may pass. With rules, a request that none fits is denied: nothing is open by
   omission; `{ paths = ["/*"] }` as the last one lets in whoever is signed in.
2. A rule fits by path and method; the identity must then meet all of its conditions, and of each list one
   item (of scopes all).
3. Rules are matched with every reading of a path (`edge.auth.paths`), and all must allow it: an origin that
   decodes serves `/%61dmin/` as `/admin/`, one that minds no capitals `/Admin/`, one that cuts parameters off
   `/admin;x/`. A path that leads to several places is denied.
4. An e-mail address counts only if the provider says that it is verified: anybody may type another's
   address into an account of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.auth.paths import decoded, is_plain, loosened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edge.auth.identity import Identity
    from edge.auth.paths import Paths

__all__ = ["GROUPS", "Rule", "claim_values", "denial", "wanted_claims"]

GROUPS = ("groups", "cognito:groups")
"""Claims that hold groups: ours of a session, and Cognito's of a token."""
SCOPES = ("scope", "scp")
"""RFC 9068, section 2.2.3; Entra ID and Okta write `scp`."""


class Rule(NamedTuple):
    """Who may pass on these paths with these methods; an empty condition is none."""

    paths: Paths
    methods: frozenset[str] = frozenset()
    schemes: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    email_domains: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    claims: tuple[tuple[str, frozenset[str]], ...] = ()


def denial(rules: Sequence[Rule], identity: Identity, *, method: str, path: str) -> str:
    """Why an identity may not do that, as a word for the log; empty if it may.

    `path`: it can be read in several ways; `rule`: no rule fits; `scheme`, `subject`, `groups`, `email`,
    `scopes`, `claims`: the condition of the rule that it does not meet.
    """
    if not rules:
        return ""
    if not is_plain(path):
        return "path"
    plain = decoded(path)
    loose = loosened(plain)
    reason = _denial(rules, identity, method, path)
    if not reason and plain != path:
        reason = _denial(rules, identity, method, plain)
    if not reason and loose != path:
        reason = _denial(rules, identity, method, loose, loosely=True)
    return reason


def claim_values(claims: Mapping[str, object], name: str) -> frozenset[str]:
    """The values of a claim as texts, of a list all of them; none where it is absent or an object."""
    value = claims.get(name)
    items = value if isinstance(value, (list, tuple)) else (value,)
    return frozenset(
        str(item).lower() if isinstance(item, bool) else str(item)
        for item in items
        if isinstance(item, (str, int, float))
    )


def wanted_claims(rules: Sequence[Rule]) -> dict[str, frozenset[str]]:
    """The claims that rules look at, each with the values they ask for; empty: every value counts."""
    wanted: dict[str, frozenset[str]] = {}
    for rule in rules:
        for name, values in (("groups", rule.groups), ("scope", rule.scopes), *rule.claims):
            if values:
                wanted[name] = wanted.get(name, frozenset()) | values
        if rule.emails or rule.email_domains:
            wanted["email"] = wanted["email_verified"] = frozenset()
    return wanted


def _denial(
    rules: Sequence[Rule], identity: Identity, method: str, path: str, *, loosely: bool = False
) -> str:
    asked = "GET" if method == "HEAD" else method
    for rule in rules:
        if rule.methods and asked not in rule.methods:
            continue
        if rule.paths.match(path, loosely=loosely):
            return _unmet(rule, identity)
    return "rule"


def _unmet(rule: Rule, identity: Identity) -> str:
    claims = identity.claims
    reason = ""
    if rule.schemes and identity.scheme not in rule.schemes:
        reason = "scheme"
    elif rule.subjects and identity.subject not in rule.subjects:
        reason = "subject"
    elif rule.groups and not any(rule.groups & claim_values(claims, name) for name in GROUPS):
        reason = "groups"
    elif (rule.emails or rule.email_domains) and not _email_fits(rule, claims):
        reason = "email"
    elif not rule.scopes <= _scopes(claims):
        reason = "scopes"
    elif not all(values & claim_values(claims, name) for name, values in rule.claims):
        reason = "claims"
    return reason


def _email_fits(rule: Rule, claims: Mapping[str, object]) -> bool:
    email = claims.get("email")
    if not isinstance(email, str) or claim_values(claims, "email_verified") != {"true"}:
        return False
    # beyond ASCII two addresses may differ where their small letters do not: the Kelvin sign becomes a k
    address = email.lower() if email.isascii() else email
    return address in rule.emails or address.rpartition("@")[2] in rule.email_domains


def _scopes(claims: Mapping[str, object]) -> frozenset[str]:
    return frozenset(
        scope for name in SCOPES for value in claim_values(claims, name) for scope in value.split()
    )
