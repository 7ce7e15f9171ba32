"""From the steps of a function to its source: the plainest form that fits.

1. A function is readable if it fits so; else it loses comments, spaces and long names; else its table takes
   the next form of `tables`, readable first. A table that is in a store is never larger for being readable.
2. Only the largest table of a function changes its form.
3. The same steps give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.assemble import assemble
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.compiler.compiled import Compiled, TooLargeError
from cloudfront_functions.compiler.digest import digest_of
from cloudfront_functions.compiler.forms import Forms
from cloudfront_functions.compiler.plan import Plan
from cloudfront_functions.compiler.what_fits import what_fits
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE

if TYPE_CHECKING:
    from cloudfront_functions.spec import FunctionSpec

__all__ = ["compile_function"]


def compile_function(spec: FunctionSpec, *, limit: int = FUNCTION_SIZE.value) -> Compiled:
    """The function in the plainest form of at most `limit` bytes.

    Raises:
        ValueError: a step belongs to the other event.
        TooLargeError: no form fits.
    """
    plan = Plan(spec)
    digest = digest_of(plan.steps)
    forms = Forms(plan.largest, limit) if plan.largest else None
    for placement in forms.placements(spec.runtime) if forms else (None,):
        fragments = plan.fragments(placement.table if placement else None)
        readable = assemble(spec, fragments, flags=plan.flags(), digest=digest)
        for is_compact, code in enumerate((readable, compacted(readable))):
            text = code + plan.own
            if len(text.encode()) <= limit:
                return Compiled(text, bool(is_compact), plan, placement)
    raise TooLargeError(what_fits(plan, forms, limit))
