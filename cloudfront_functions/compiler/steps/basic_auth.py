"""Names and passwords as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import Js

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
    template = environment().get_template("steps/basic_auth.js.j2")
    return Fragment(
        body, top=Js(template.render(salt=step.salt, rounds=step.rounds, hashes=list(step.hashes)))
    )
