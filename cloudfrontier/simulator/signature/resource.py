r"""Whether the `Resource` of a policy means a URL: wildcards that end where their part of the URL ends.

1. A URL has four parts: protocol, domain, path and query string; `*` and `?` stay within theirs.
2. `*` at the end of the path means any query string, too; at the end of the domain, any path as well.
3. Without `://` a resource that begins with `*` is one of any protocol; `*` alone is every URL.
4. The query string begins at `\?`, or at the first `?`: AWS's page has both, and `?` may as well stand for
   one character of the path. Either reading is enough (UNCERTAIN): whoever signed meant one of them.

Source:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
(read 2026-04).
"""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.simulator.selection import wildcards

__all__ = ["matches"]


@dataclass(frozen=True)
class _Parts:
    protocol: str
    domain: str
    path: str
    query: str


def matches(resource: str, url: str) -> bool:
    """Whether the resource of a policy, or the URL that a canned one is about, means the URL."""
    if resource in {"*", url}:
        return True
    protocol, domain, target = _split(url)
    path, _, query = target.partition("?")
    asked = _Parts(protocol, domain, path, query)
    return any(_means(pattern, asked) for pattern in _readings(resource))


def _means(pattern: _Parts, asked: _Parts) -> bool:
    pairs = (
        (pattern.protocol, asked.protocol),
        (pattern.domain, asked.domain),
        (pattern.path, asked.path),
        (pattern.query, asked.query),
    )
    return all(wildcards(part).fullmatch(text) for part, text in pairs)


def _readings(resource: str) -> list[_Parts]:
    if "://" not in resource:
        if not resource.startswith("*"):
            return []
        resource = f"*://{resource}"
    protocol, domain, target = _split(resource)
    if not target and domain.endswith("*"):
        return [_Parts(protocol, domain, "/*", "*")]
    target = target or "/"
    if "\\?" in target:
        path, _, query = target.partition("\\?")
        return [_Parts(protocol, domain, path, query)]
    readings = [_whole(protocol, domain, target)]
    if "?" in target:
        path, _, query = target.partition("?")
        readings.append(_Parts(protocol, domain, path, query))
    return readings


def _whole(protocol: str, domain: str, path: str) -> _Parts:
    return _Parts(protocol, domain, path, "*" if path.endswith("*") else "")


def _split(url: str) -> tuple[str, str, str]:
    """Protocol, domain, and the rest with its slash."""
    protocol, _, rest = url.partition("://")
    domain, slash, path = rest.partition("/")
    return protocol, domain, f"{slash}{path}"
