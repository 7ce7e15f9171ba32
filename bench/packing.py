"""How many redirects fit into one function: packed, and as the object literal that people write.

Both are held to 10,240 bytes and to the same behaviour. The naive way is written without a space too many, so
that nothing but the table makes the difference. `ratio` is how many times as many rules fit.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING

from bench.measure import Report, Row
from bench.moved_pages import moved_pages
from cloudfront_functions import FunctionSpec, TooLargeError, compile_function
from cloudfront_functions.rules import Redirect, Routes, Target, exact
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["fits_packed", "fitting", "naive_function", "redirects_of", "run"]

MOST = 640
LISTS = 2
REFERENCE = "an object literal, compact, written by hand"
NAIVE = """\
function handler(event){var r=event.request,t=TABLE[r.uri],q=[],k,v;if(!t)return r;\
for(k in r.querystring){v=r.querystring[k];(v.multiValue||[v]).forEach(function(x){\
q.push(x.value===""?k:k+"="+x.value)})}q=q.join("&");if(q)t+="?"+q;\
return{statusCode:301,statusDescription:"Moved Permanently",headers:{location:{value:t}}}}
"""


def run(runs: int) -> Report:
    """Count for lists from several seeds; the same list always packs alike, so more runs tell nothing."""
    lists = [moved_pages(MOST, seed=seed) for seed in range(7, 7 + min(runs, LISTS))]
    ours = [fitting(list(pages.items()), fits_packed) for pages in lists]
    naive = [fitting(list(pages.items()), fits_naive) for pages in lists]
    row = Row("redirects in 10,240 bytes", "rules", ours, naive, REFERENCE)
    return Report("packing", (row,))


def fitting(pages: list[tuple[str, str]], fits: Callable[[Mapping[str, str]], bool]) -> int:
    """How many pages of a list fit, from its first on."""
    return bisect_left(range(1, len(pages) + 1), True, key=lambda count: not fits(dict(pages[:count])))


def fits_packed(pages: Mapping[str, str]) -> bool:
    """Whether the compiler finds a form without a store."""
    spec = FunctionSpec("f", "viewer-request", "cloudfront-js-1.0", (redirects_of(pages),))
    try:
        compile_function(spec)
    except TooLargeError:
        return False
    return True


def fits_naive(pages: Mapping[str, str]) -> bool:
    """Whether the object literal is small enough."""
    return len(naive_function(pages).encode()) <= FUNCTION_SIZE.value


def redirects_of(pages: Mapping[str, str]) -> Routes:
    """The pages as rules."""
    return Routes(
        tuple(Redirect(source=exact(path), target=target_of(target)) for path, target in pages.items())
    )


def target_of(text: str) -> Target:
    """A target in its parts."""
    path, _, fragment = text.partition("#")
    return Target((path,), (), (fragment,) if fragment else ())


def naive_function(pages: Mapping[str, str]) -> str:
    """What people write, and a tool for size makes of it."""
    return f"var TABLE={json.dumps(dict(pages), separators=(',', ':'))};{NAIVE}"
