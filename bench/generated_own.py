"""Steps that somebody wrote, for generated functions: each in JavaScript, and in Python what it means.

Their names are those that compiled code uses too, which must not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bench.chance import often, some
from cloudfront_functions.rules.hand_written import HandWritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.hand_written import Moment
    from cloudfront_functions.spec import ViewerEvent

__all__ = ["own_steps", "run_own"]

Json = dict[str, Any]

UNTOUCHED = ";,/?:@&=+$!*'()#"
"""What `encodeURI` leaves as it is, beside letters, digits and `-_.~`."""

NOTING = """\
// keeps the path as this step sees it
var found = "x-own";
function handler(event) {
    var request = event.request;
    request.headers[found] = { value: request.method + " " + encodeURI(request.uri) };
    return request;
}
"""
REFUSING = """\
function handler(event) {
    return event.request.method !== "POST" ? event.request : {
        statusCode: 302, statusDescription: "Found", headers: { location: { value: "/own" } }
    };
}
"""
REPLACING = """\
var redirect = { method: 0 };
function handler(event) {
    var own = {};
    var name;
    for (name in event.request) {
        own[name] = event.request[name];
    }
    own.uri = "/own" + own.uri;
    return own;
}
"""
MARKING = """\
function handler(event) {
    var response = event.response;
    response.headers["x-a"] = { value: "own" };
    return { statusCode: 203, headers: response.headers };
}
"""


def own_steps(chance: Random, event: ViewerEvent) -> tuple[Step, ...]:
    """None, one or two, at any moment of the event."""
    texts = {"viewer-request": (NOTING, REFUSING, REPLACING), "viewer-response": (MARKING,)}[event]
    moments: tuple[Moment, ...] = ("first", "last")
    if event == "viewer-request":
        moments = (*moments, "before-redirects", "after-redirects")
    count = chance.randrange(1, 3) if often(chance, 25) else 0
    return tuple(HandWritten(some(chance, texts), event, some(chance, moments)) for _ in range(count))


def run_own(step: HandWritten, event: Json) -> Json | None:
    """What one of them means: the event is changed in place, an answer is returned."""
    return MEANINGS[step.text](event)


def note(event: Json) -> None:
    """`NOTING`."""
    request = event["request"]
    request["headers"]["x-own"] = {"value": f"{request['method']} {quote(request['uri'], safe=UNTOUCHED)}"}


def refuse(event: Json) -> Json | None:
    """`REFUSING`."""
    if event["request"]["method"] != "POST":
        return None
    return {"statusCode": 302, "statusDescription": "Found", "headers": {"location": {"value": "/own"}}}


def move(event: Json) -> None:
    """`REPLACING`."""
    event["request"]["uri"] = f"/own{event['request']['uri']}"


def mark(event: Json) -> None:
    """`MARKING`."""
    headers = {**event["response"]["headers"], "x-a": {"value": "own"}}
    event["response"] = {"statusCode": 203, "headers": headers}


MEANINGS: dict[str, Callable[[Json], Json | None]] = {
    NOTING: note,
    REFUSING: refuse,
    REPLACING: move,
    MARKING: mark,
}
"""Text -> what it means."""
