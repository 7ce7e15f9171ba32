"""An entry of the journal as the page gets it: a line for the list, or everything for the timeline.

The shape of the timeline is that of `cloudfrontier.simulator.trace_json`, which redacts; beside it stand the
number and time of the entry, what the events cost, and whether it can be replayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.statuses import reason_phrase
from cloudfrontier.simulator.redaction import Redaction
from cloudfrontier.simulator.trace_json import trace_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cloudfrontier.server.journal import Entry
    from cloudfrontier.simulator.trace import Trace

__all__ = ["entry_json", "line_json", "shown_target"]


def shown_target(trace: Trace, hide: Redaction) -> str:
    """Path and query string without what is secret."""
    return hide.text(trace.request.target)


def line_json(entry: Entry, *, show_secrets: bool) -> dict[str, Any]:
    """What the list shows of a request."""
    trace = entry.trace
    hide = Redaction.of(trace, shows_secrets=show_secrets)
    return {
        "id": entry.number,
        "at": entry.at,
        "method": trace.request.method,
        "host": trace.request.host,
        "target": shown_target(trace, hide),
        "status": trace.response.status,
        "x_cache": trace.x_cache,
        "decision": trace.cache.decision,
        "behavior": trace.behavior,
        "duration_ms": round(trace.duration_ms, 3),
        "edge_error": trace.edge_error,
        "findings": len(trace.findings),
        "ran": [step.event for step in trace.events if step.ran],
        "failed": [step.event for step in trace.events if step.outcome == "error"],
        "replay_of": entry.replay_of,
        "build": entry.generation,
    }


def entry_json(
    entry: Entry, *, show_secrets: bool, costs: Sequence[Mapping[str, Any] | None]
) -> dict[str, Any]:
    """Everything; `costs` are those of the four events, None where nothing ran or nothing is known."""
    trace = trace_json(entry.trace, show_secrets=show_secrets)
    trace["response"]["body_bytes"] = entry.response_bytes
    trace["response"]["reason"] = entry.trace.response.reason or reason_phrase(entry.trace.response.status)
    trace["events"] = [step | {"cost": cost} for step, cost in zip(trace["events"], costs, strict=True)]
    known = [cost["dollars"] for cost in costs if cost is not None]
    return line_json(entry, show_secrets=show_secrets) | {
        "trace": trace,
        "dollars": sum(known) if known else None,
        "replayable": entry.replayable,
        "invalidates": entry.trace.cache.key.path if entry.trace.cache.key else None,
    }
