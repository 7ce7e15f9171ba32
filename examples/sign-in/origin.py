"""What stands for the origin on this machine: it shows whom it was told to be serving.

It believes `x-auth-*` because only the handler sets them; a real origin must also be out of reach for anybody
but CloudFront, or check `x-auth-signature`.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from cloudfrontier.cloudfront.message import Headers, Request, Response

PAGE = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
TOLD = ("x-auth-subject", "x-auth-email", "x-auth-groups")


def answer(request: Request) -> Response:
    """The same page for every path."""
    rows = "".join(
        f"<dt>{name}</dt><dd>{escape(request.headers.get(name) or 'nobody')}</dd>" for name in TOLD
    )
    body = PAGE.replace("{{path}}", escape(request.uri)).replace("{{told}}", rows)
    headers = Headers((("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")))
    return Response(200, headers, body.encode())
