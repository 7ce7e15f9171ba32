"""A process like a Lambda's: made to run a handler on events it is given, with nothing around it but stdout.

Started by tests as a script: a job of settings and events is read from stdin as JSON, logs and metrics go
to stdout as they would at the edge, and what the handler returned or raised is written to the file that is
named on the command line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from edge.ab_testing.handler import AbTesting
from edge.auth.handler import Auth
from edge.handler import chain
from edge.settings import Settings, Table

if TYPE_CHECKING:
    from edge.events import Request

__all__ = ["LeakyClosed", "LeakyOpen"]


class LeakyOpen:
    """Raises with everything it was given in its message, as a careless parser would."""

    name: ClassVar[str] = "leaky_open"
    fails: ClassVar[Literal["open", "closed"]] = "open"

    def __init__(self, table: Table) -> None:
        table.end()

    def viewer_request(self, request: Request, *_: object) -> None:
        raise ValueError(json.dumps(request))


class LeakyClosed(LeakyOpen):
    """As the one above, but what it cannot decide is not let through."""

    name: ClassVar[str] = "leaky_closed"
    fails: ClassVar[Literal["open", "closed"]] = "closed"

    origin_request = LeakyOpen.viewer_request


FEATURES: dict[str, Any] = {item.name: item for item in (Auth, AbTesting, LeakyOpen, LeakyClosed)}


def main() -> None:
    """Run the job."""
    job = json.load(sys.stdin)
    handler = chain(
        Settings(Table(job["settings"], "")),
        [FEATURES[name] for name in job["features"]],
        clock=lambda: job["now"],
    )
    results: list[object] = []
    for event in job["events"]:
        try:
            results.append(handler(event, object()))
        except Exception as error:  # noqa: BLE001  the runtime would log whatever is raised
            results.append({"raised": f"{type(error).__name__}: {error}"})
    Path(sys.argv[1]).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main()
