"""The pages that people are shown: what happened, why, and what they can do; everything in them is escaped.

1. A page is a status, a title and a sentence of ours. The only value from outside is a link of this site's,
   and the request id, which is also in the log. Nothing that a provider or a visitor wrote is repeated.
2. A template of one's own may hold `{{title}}`, `{{message}}`, `{{link}}` and `{{request}}`; `{{link}}`
   becomes an `<a>` or nothing. Without one there is a small page of ours.
3. No page runs a script, is framed by another site, or is stored. A template may load style sheets, fonts
   and images of its own site, from paths that are anonymous.
4. Who did not navigate (a fetch, an API's client) is given the sentence as plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.headers import append

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edge.events import Headers, Response

__all__ = ["LARGEST_TEMPLATE", "PAGES", "PLACEHOLDERS", "Page", "render"]

PLACEHOLDERS = ("{{title}}", "{{message}}", "{{link}}", "{{request}}")
LARGEST_TEMPLATE = 32_000
"""Bytes; a generated response may have 40 kB, its headers included.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
(read in a copy of 2026-04).
"""
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
TEMPLATE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width,initial-scale=1"><title>{{title}}</title><style>body{font:16px/1.5 '
    "system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 1rem;color:#222;background:#fff}"
    "small{color:#666;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{color:#ddd;"
    "background:#111}a{color:#8bf}small{color:#999}}</style><h1>{{title}}</h1><p>{{message}}</p>"
    "<p>{{link}}</p><small>{{request}}</small></html>"
)


class Page(NamedTuple):
    """What is said: status, its reason phrase, a title and a sentence, and the words of the link if any."""

    status: int
    phrase: str
    title: str
    message: str
    link: str = ""
    retry_after: int = 0
    """Seconds; 0: no `Retry-After`."""


TRY_AGAIN = "Sign in again"
PAGES = {
    "forbidden": Page(
        403, "Forbidden", "Not allowed", "You are signed in, but you may not see this page.", "Sign out"
    ),
    "host": Page(403, "Forbidden", "Not allowed", "Nobody can sign in at this address of the site."),
    "denied": Page(
        403, "Forbidden", "Sign-in was refused", "The sign-in service did not let you in.", TRY_AGAIN
    ),
    "unverified": Page(
        403,
        "Forbidden",
        "Sign-in could not be confirmed",
        "What the sign-in service said of you could not be verified, so you are not signed in.",
        TRY_AGAIN,
    ),
    "attempt": Page(
        400,
        "Bad Request",
        "This sign-in is not valid any more",
        "It was begun too long ago, was finished already, or your browser did not send back the cookie that "
        "was set when it began. If it happens again, allow cookies for this site.",
        TRY_AGAIN,
    ),
    "malformed": Page(
        400, "Bad Request", "Sign-in failed", "The answer of the sign-in service was not complete.", TRY_AGAIN
    ),
    "too-large": Page(
        500,
        "Internal Server Error",
        "You cannot be signed in",
        "The sign-in service says more of you than a cookie can hold. Whoever runs this site has to keep "
        "fewer claims in its sessions.",
    ),
    "unavailable": Page(
        503,
        "Service Unavailable",
        "Signing in is not possible right now",
        "The sign-in service cannot be reached. Please try again in a minute.",
        TRY_AGAIN,
        retry_after=30,
    ),
    "not-found": Page(404, "Not Found", "Not found", "There is no such page."),
    "signed-out": Page(200, "OK", "Signed out", "You are signed out.", TRY_AGAIN),
    "sign-out": Page(200, "OK", "Sign out?", "Another site asks to sign you out here.", "Sign out"),
    "continue": Page(200, "OK", "One moment", "You are being taken to the page that you asked for.", "Go on"),
    "renewed": Page(200, "OK", "renewed", "The session was renewed."),
    "not-renewed": Page(401, "Unauthorized", "sign-in-required", "The session could not be renewed."),
}
"""By a word; `edge.auth.oidc.loops` says why a loop was ended."""


def render(  # noqa: PLR0913  what a page is made of, by name
    page: Page,
    *,
    template: str,
    request_id: str,
    link: str = "",
    as_text: bool = False,
    headers: Iterable[tuple[str, str]] = (),
) -> Response:
    """The response: HTML from the template (empty: ours), or text; `link` leads to a path of this site.

    Raises:
        HeaderError: a header must not be sent.
    """
    lines: Headers = {}
    append(lines, "Cache-Control", "no-store")
    append(lines, "X-Content-Type-Options", "nosniff")
    append(lines, "Referrer-Policy", "no-referrer")
    if page.retry_after:
        append(lines, "Retry-After", str(page.retry_after))
    for name, value in headers:
        append(lines, name, value)
    if as_text:
        append(lines, "Content-Type", "text/plain; charset=utf-8")
        body = f"{page.title}: {page.message}\n"
    else:
        append(lines, "Content-Type", "text/html; charset=utf-8")
        append(lines, "Content-Security-Policy", POLICY)
        body = _html(page, template or TEMPLATE, request_id, link)
    return {
        "status": str(page.status),
        "statusDescription": page.phrase,
        "headers": lines,
        "body": body,
        "bodyEncoding": "text",
    }


def _html(page: Page, template: str, request_id: str, link: str) -> str:
    anchor = f'<a href="{_escape(link)}">{_escape(page.link)}</a>' if link and page.link else ""
    values = (_escape(page.title), _escape(page.message), anchor, _escape(request_id))
    for placeholder, value in zip(PLACEHOLDERS, values, strict=True):
        template = template.replace(placeholder, value)
    return template


def _escape(text: str) -> str:
    """As `html.escape`, without the import."""
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(char, entity)
    return text
