"""Steps that somebody wrote in JavaScript, at the place that they choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cloudfront_functions.rules.origin import NOWHERE, Origin

__all__ = ["HandWritten", "Moment"]

Moment = Literal["first", "before-redirects", "after-redirects", "last"]


@dataclass(frozen=True)
class HandWritten:
    """The text of a file that declares `function handler(event)`, as any CloudFront Function does.

    1. It is given the event, in which `request` and `response` are as the steps before it left them.
    2. What it returns is taken as CloudFront would take it: a response to a request (an object with a
       `statusCode`) ends the run, in viewer-request; the request, or in viewer-response the response, goes on
       to the next step. That may be the object it was given, changed, or another.
    3. The text has a scope of its own: nothing that it declares is seen by other steps, nor theirs by it.
    4. It is not asynchronous and imports nothing; `require` of a built-in module does work.

    at: `first`: before everything; `before-redirects`: behind the guards; `after-redirects`: when nothing was
    redirected, before the path is rewritten; `last`: behind everything. Several at one moment keep their
    order. In viewer-response there are `first` and `last`.
    """

    text: str
    event: Literal["viewer-request", "viewer-response"]
    at: Moment = "last"
    origin: Origin = NOWHERE
