"""Signed links as code: every check that costs little comes before the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import Js
from cloudfront_functions.rules.signed_links import PARAMETERS

if TYPE_CHECKING:
    from cloudfront_functions.rules.signed_links import SignedLinks

__all__ = ["signed_links_fragment"]


def signed_links_fragment(step: SignedLinks) -> Fragment:
    """Refuse what is not signed, and take the parameters away from a request that passes."""
    given = "request, event.viewer.ip" if step.bind_ip else "request"
    body = [
        *refuse_where(f"!isSigned({given})", 403),
        *(f"delete request.querystring.{name};" for name in PARAMETERS),
    ]
    keys = {key.id: key.secret for key in step.keys}
    template = environment().get_template("steps/signed_links.js.j2")
    top = template.render(keys=keys, first=step.keys[0].id, names=list(PARAMETERS), bind_ip=step.bind_ip)
    return Fragment(body, top=Js(top))
