"""CORS is written once and kept by both functions of a behavior: each gets its part, or an error says why.

The function of viewer-request answers preflights, that of viewer-response sets the headers. The table may
stand in either; the other one takes part in every behavior in which both run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.headers import TOKEN
from cloudfront_functions.rules import Cors, CorsHeaders, CorsPreflight
from cloudfront_functions.rules.cors import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloudfront_functions.rules import Step
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.project.model import BehaviorTable
    from cloudfrontier.project.model.rules_response import CorsTable

__all__ = ["read_cors"]

OTHER = {"viewer-request": "viewer-response", "viewer-response": "viewer-request"}
DEFAULT_PORTS = {"http": ":80", "https": ":443"}
LET_THROUGH = {
    "read": frozenset({"GET", "HEAD"}),
    "read-options": frozenset({"GET", "HEAD", "OPTIONS"}),
    "all": frozenset({"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"}),
}
"""`methods` of a behavior -> the methods that reach its functions."""


def read_cors(reading: Reading) -> Iterable[Step]:
    """The part of this function."""
    table = table_for(reading)
    if table is None:
        return []
    if reading.table.cors is not None:
        check_table(reading, table)
    if reading.table.event == "viewer-request" and reading.table.methods:
        missing = {"OPTIONS", *table.methods} - {*reading.table.methods}
        if missing:
            listed = ", ".join(sorted(missing))
            reading.problem(("methods",), f"`cors` needs {listed} too: preflights are OPTIONS requests")
    try:
        cors = Cors(
            origins=table.origins,
            methods=table.methods,
            headers=tuple(name.lower() for name in table.headers),
            expose=tuple(name.lower() for name in table.expose),
            credentials=table.credentials,
            max_age=table.max_age,
        )
    except ValueError as error:
        if reading.table.cors is not None:
            reading.problem(("cors",), str(error))
        return []
    return [CorsPreflight(cors) if reading.table.event == "viewer-request" else CorsHeaders(cors)]


def table_for(reading: Reading) -> CorsTable | None:
    """Its own table, or the one that all functions beside it have."""
    own = reading.table.cors
    beside = list(partners(reading))
    tables = [table for _, _, table in beside]
    if own is None and not any(tables):
        return None
    for index, behavior, table in beside:
        if own is not None:
            check_methods(reading, index, own)
        if own is not None and table is None:
            check_partner(reading, index, behavior)
        elif table != (own or next(filter(None, tables))):
            reading.problem(
                ("cors",) if own else (),
                f"this function runs in behaviors with different `cors`: see behavior `{behavior.path}`",
            )
    return own or next(filter(None, tables))


def partners(reading: Reading) -> Iterator[tuple[int, BehaviorTable, CorsTable | None]]:
    """Every behavior that runs this function: its place, itself, and the `cors` of the function beside it."""
    functions = reading.loaded.project.functions
    for index, behavior in enumerate(reading.loaded.project.behaviors):
        runs = {"viewer-request": behavior.viewer_request, "viewer-response": behavior.viewer_response}
        if runs[reading.table.event] == reading.name:
            other = functions.get(runs[OTHER[reading.table.event]] or "")
            yield index, behavior, other.cors if other else None


def check_partner(reading: Reading, index: int, behavior: BehaviorTable) -> None:
    """A behavior that runs a function with `cors` needs another one that can take part."""
    event = OTHER[reading.table.event]
    name = behavior.viewer_request if event == "viewer-request" else behavior.viewer_response
    function = reading.loaded.project.functions.get(name or "")
    place = ("behaviors", index)
    if function is None:
        what = f"`{name}` is a handler" if name else f"it has no `{event}`"
        message = f"the `cors` of `{reading.name}` needs a function at {event} too, and {what}"
        reading.problems.append(reading.loaded.problem(place, message))
    elif function.source is not None:
        message = f"the `cors` of `{reading.name}` has a part at {event}, and `{name}` is a file of yours"
        reading.problems.append(reading.loaded.problem(place, message))


def check_methods(reading: Reading, index: int, table: CorsTable) -> None:
    """A behavior lets OPTIONS and the methods of other origins through to its functions."""
    behavior = reading.loaded.project.behaviors[index]
    missing = {"OPTIONS", *table.methods} - LET_THROUGH[behavior.methods]
    if missing:
        listed = ", ".join(sorted(missing))
        needed = "all" if missing - {"OPTIONS"} else "read-options"
        message = f'`cors` needs {listed}, which CloudFront refuses here; set `methods = "{needed}"`'
        reading.problems.append(reading.loaded.problem(("behaviors", index, "methods"), message))


def check_table(reading: Reading, table: CorsTable) -> None:
    """What no browser would send, or take as it is meant."""
    for index, origin in enumerate(table.origins):
        found = ORIGIN.fullmatch(origin)
        if origin != "*" and found is None:
            expected = "`https://host` or `https://host:port` in lower case, without a path, or `*`"
            reading.problem(("cors", "origins", index), f"`{origin}` is no origin; expected {expected}")
        elif found and found["port"] and found["port"] == DEFAULT_PORTS.get(found["scheme"]):
            reading.problem(("cors", "origins", index), f"browsers leave `{found['port']}` out; so must this")
        elif found and found["wild"] and found["host"].startswith("["):
            reading.problem(("cors", "origins", index), "no host is below an address")
    for key, names in (("headers", table.headers), ("expose", table.expose)):
        for index, name in enumerate(names):
            if name != "*" and not TOKEN.fullmatch(name):
                reading.problem(("cors", key, index), f"`{name}` is no name of a header")
