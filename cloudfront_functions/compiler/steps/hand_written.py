"""Steps that somebody wrote: a call where they run, and their text as it is behind everything else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import Js

if TYPE_CHECKING:
    from cloudfront_functions.rules.hand_written import HandWritten

__all__ = ["hand_written_fragment"]


def hand_written_fragment(step: HandWritten) -> Fragment:
    """Call it, and take what it returns as CloudFront would."""
    name = f"own_{hashlib.sha256(step.text.encode()).hexdigest()[:8]}"
    own = f"var {name} = (function () {{\n{step.text.rstrip()}\nreturn handler;\n}}());\n"
    if step.event == "viewer-response":
        return Fragment([f"event.response = response = {name}(event);"], own=Js(own))
    body = [
        f"found = {name}(event);",
        *block("if (found.statusCode)", ["return found;"]),
        "event.request = request = found;",
    ]
    return Fragment(body, ("found",), own=Js(own))
