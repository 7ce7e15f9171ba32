"""Content-Security-Policy from a table of directives: what a browser would ignore in silence is refused.

Source: https://www.w3.org/TR/CSP3/ (read 2026-11). A nonce is refused. It must be another one in each
response and stand in the page too; a function sees no body, and a page that is cached has one nonce for
everybody. Hashes do what a nonce is for.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["build_policy", "hash_source", "problems_of_policy"]

SOURCE_LISTS = frozenset({
    "base-uri", "child-src", "connect-src", "default-src", "font-src", "form-action", "frame-ancestors",
    "frame-src", "img-src", "manifest-src", "media-src", "object-src", "script-src", "script-src-attr",
    "script-src-elem", "style-src", "style-src-attr", "style-src-elem", "worker-src",
})  # fmt: skip
BARE = frozenset({"upgrade-insecure-requests"})
WORDS = {
    "sandbox": re.compile(r"allow(?:-[a-z]+)+"),
    "require-trusted-types-for": re.compile(r"'script'"),
    "trusted-types": re.compile(r"'none'|'allow-duplicates'|\*|[A-Za-z0-9\-#=_/@.%]+"),
}
GONE = {
    "block-all-mixed-content": "browsers do so by themselves; leave it out",
    "plugin-types": "plugins are gone; write `object-src = [\"'none'\"]`",
    "prefetch-src": "no browser has it; `default-src` decides",
    "referrer": "it is a header of its own, Referrer-Policy",
    "reflected-xss": "no browser has it",
    "report-to": "write the URL as `report_to`",
    "report-uri": "write the URL as `report_to`",
}
KEYWORDS = frozenset({
    "none", "self", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "report-sample",
    "wasm-unsafe-eval", "inline-speculation-rules",
})  # fmt: skip
HASH = re.compile(r"'(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})'")
BYTES = {"sha256": 32, "sha384": 48, "sha512": 64}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
HOST = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:\*|(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)(?::(?:[0-9]{1,5}|\*))?"
    r"(?:/[!-+\--:<-~]*)?"
)
"""A host source; its path has neither `,` nor `;`, which would end the directive or the policy."""


def build_policy(directives: Mapping[str, Sequence[str]]) -> str:
    """The value of the header, in the order of the table."""
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def hash_source(text: str) -> str:
    """The source that allows one inline script or style: exactly this text between its tags."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def problems_of_policy(directives: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Directives that a browser would not take as they are meant, each with the reason."""
    for name, sources in directives.items():
        for message in problems_of(name, sources):
            yield name, message


def problems_of(name: str, sources: Sequence[str]) -> Iterator[str]:
    """What is wrong with one directive."""
    if name in GONE:
        yield f"`{name}`: {GONE[name]}"
    elif name in BARE:
        if sources:
            yield f"`{name}` takes no value; write `[]`"
    elif name in WORDS:
        yield from (f"`{word}` is no word of `{name}`" for word in sources if not WORDS[name].fullmatch(word))
        if not sources and name != "sandbox":
            yield f"`{name}` needs a value"
    elif name not in SOURCE_LISTS:
        yield f"`{name}` is no directive of a Content-Security-Policy"
    else:
        yield from problems_of_sources(name, sources)


def problems_of_sources(name: str, sources: Sequence[str]) -> Iterator[str]:
    """What is wrong with a list of sources."""
    if not sources:
        yield f"`{name}` without a source allows nothing; say so: `[\"'none'\"]`"
    if "'none'" in sources and len(sources) > 1:
        yield f"`'none'` stands alone in `{name}`; beside others browsers ignore it"
    if "'unsafe-inline'" in sources and any(HASH.fullmatch(source) for source in sources):
        yield f"beside a hash browsers ignore `'unsafe-inline'`; take one of them out of `{name}`"
    yield from (message for source in sources if (message := problem_of_source(source)))


def problem_of_source(source: str) -> str:
    """Why a browser would ignore a source, or nothing."""
    if source.startswith("'nonce-"):
        return (
            "a nonce must be new in each response and stand in the page, which no function sees; use hashes"
        )
    if found := HASH.fullmatch(source):
        data = b64decode(found[2].replace("-", "+").replace("_", "/") + "==")
        right = len(data) == BYTES[found[1]]
        return "" if right else f"`{source}` is no {found[1]}: that has {BYTES[found[1]]} bytes"
    bare = source.strip("'")
    if bare in KEYWORDS:
        return "" if source == f"'{bare}'" else f"`{source}` would be a host; the keyword is `'{bare}'`"
    if bare.startswith(("sha256-", "sha384-", "sha512-")):
        return f"`{source}` is no hash; it is written `'sha256-...'`, in single quotes"
    if SCHEME.fullmatch(source) or HOST.fullmatch(source):
        return ""
    return f"`{source}` is no source: a keyword in single quotes, a hash, `https:`, or a host"
