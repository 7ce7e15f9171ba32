"""Says in a few lines how a response came about, below an assertion that failed; secrets are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.project.mistake import visible
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.simulator.trace import EventStep, Trace

__all__ = ["explain", "explain_step"]


def explain(trace: Trace) -> str:
    """Request and answer, then the four events in order with what each changed and logged, and the cache."""
    hide = Redaction.of(trace)
    return "\n".join(map(visible, _lines(trace, hide)))


def explain_step(step: EventStep) -> str:
    """The same of one event by itself."""
    return "\n".join(map(visible, _event(step, Redaction.of_step(step))))


def _lines(trace: Trace, hide: Redaction) -> Iterator[str]:
    asked = f"{trace.request.method} {hide.text(trace.request.target)}"
    yield f"{asked} -> {trace.response.status_line}, {trace.x_cache}"
    if trace.behavior:
        yield _line("behavior", trace.behavior)
    first, second, third, fourth = trace.events
    yield from _event(first, hide)
    yield _line("cache", trace.cache.decision + (f": {trace.cache.why}" if trace.cache.why else ""))
    yield from _event(second, hide)
    if trace.origin:
        answer = trace.origin.why if trace.origin.status is None else trace.origin.status
        yield _line(
            "origin",
            hide.text(f"{trace.origin.domain}: {trace.origin.method} {trace.origin.target}: {answer}"),
        )
    yield from _event(third, hide)
    yield from _event(fourth, hide)
    for name, value in trace.response.headers.items():
        yield f"    {name}: {hide.header(name, value)}"


def _event(step: EventStep, hide: Redaction) -> Iterator[str]:
    if not step.ran:
        yield _line(step.event, f"not run: {step.why}")
        return
    first, *traceback = step.why.splitlines() or [""]
    why = f": {first}" if first else ""
    yield _line(step.event, hide.text(f"{step.name} ({step.kind}), {step.outcome}{why}"))
    for line in traceback:
        yield f"    {hide.text(line)}"
    for change in map(hide.change, step.changes):
        yield f"    {change.path}: {_side(change.before)} -> {_side(change.after)}"
    for line in step.logs:
        yield f"    | {hide.text(line)}"


def _side(value: str | None) -> str:
    return "nothing" if value is None else repr(value)


def _line(name: str, text: str) -> str:
    return f"  {name:<16} {text}"
