"""What one step adds to a function: the values in which steps are handed to whoever puts them together."""

from __future__ import annotations

from dataclasses import dataclass

from cloudfront_functions.compiler.code import Lines
from cloudfront_functions.filters import Js

__all__ = ["Fragment"]

NOTHING = Js("")


@dataclass(frozen=True)
class Fragment:
    """The JavaScript of a step.

    body: statements of the handler, where `request` is `event.request` and, in viewer-response, `response` is
    `event.response`; a `return` ends the run. variables: names that the handler declares for it; another step
    may use them too, so none keeps a value from step to step. top: declarations beside the handler. waits:
    the body has an `await`. own: text that somebody else wrote; it stays as it is, behind everything else.
    Helpers (see `shared_functions`) are taken in by their names.
    """

    body: Lines
    variables: tuple[str, ...] = ()
    top: Js = NOTHING
    waits: bool = False
    own: Js = NOTHING
