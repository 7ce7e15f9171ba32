"""Names and passwords as code: one hash a request, whoever asks, and one comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import Js
from cloudfront_functions.rules.basic_auth import BEGIN

if TYPE_CHECKING:
    from cloudfront_functions.rules.basic_auth import BasicAuth

__all__ = ["basic_auth_fragment"]


def basic_auth_fragment(step: BasicAuth) -> Fragment:
    """Ask for credentials, and take them away from a request that passes."""
    asked = f'Basic realm="{step.realm}", charset="UTF-8"'
    known = 'isKnown(valueOf(request.headers, "authorization"))'
    body = [
        *refuse_where(f"!{known}", 401, {"www-authenticate": asked}),
        "delete request.headers.authorization;",
    ]
    top = (
        environment()
        .get_template("steps/basic_auth.js.j2")
        .render(
            begin=BEGIN,
            hashes={hashed[:BEGIN]: hashed[BEGIN:] for hashed in step.hashes},
            nobody="-" * len(step.hashes[0][BEGIN:]),
            rounds=step.rounds,
            salt=step.salt,
        )
    )
    return Fragment(body, top=Js(top))
