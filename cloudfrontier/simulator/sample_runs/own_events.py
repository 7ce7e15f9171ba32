"""Sample events that a function's own code asks for: requests for the paths that it names.

A table of redirects, or a comparison with a path, is reached by no event that was thought of beforehand. What
looks like a path among the texts of the code is requested, from the first to the last of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.javascript.tree import walk
from cloudfrontier.simulator.sample_runs.events import SampleEvent, request, response

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["MOST", "own_events"]

MOST = 3
PATH = re.compile(r"/[A-Za-z0-9._~/%-]{1,200}", re.ASCII)


def own_events(source: JsSource, event: EventType, *, most: int = MOST) -> tuple[SampleEvent, ...]:
    """At most `most` requests for paths that the code names, spread over it."""
    paths = list(dict.fromkeys(own_paths(source)))
    if len(paths) > most:
        paths = [paths[number * (len(paths) - 1) // (most - 1)] for number in range(most)]
    return tuple(
        SampleEvent(
            f"the path {path!r}",
            "the code names it",
            request(path),
            response(200, ("Content-Type", "text/html")) if event == "viewer-response" else None,
        )
        for path in paths
    )


def own_paths(source: JsSource) -> list[str]:
    """Every text of the code that is a path, in the order of the code."""
    if source.tree is None:
        return []
    texts = (node.value for node in walk(source.tree) if node.type == "Literal" and node.regex is None)
    return [text for text in texts if isinstance(text, str) and PATH.fullmatch(text) and text.strip("/")]
