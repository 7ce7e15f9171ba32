"""A trace for people: the four events in order with what each changed, cache, origin, and the response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.output import visible
from cloudfrontier.cli.trace_page import ASCII, Marks, TracePage
from cloudfrontier.simulator.redaction import Redaction

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from cloudfrontier.simulator.trace import EventStep, Trace

__all__ = ["event_lines", "page_for", "trace_text"]

KINDS = {"function": "CloudFront Function", "handler": "Lambda@Edge"}
WIDEST = 100


def page_for(console: Console, hide: Redaction) -> TracePage:
    """An empty page that suits the console: no wider than reads well, ASCII where nothing else is shown."""
    is_ascii = "utf" not in console.encoding.lower()
    width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    return TracePage(width, hide, ASCII if is_ascii else Marks())


def trace_text(trace: Trace, console: Console, *, show_secrets: bool = False) -> Text:
    """The whole trace for that console; secrets are redacted unless they are asked for."""
    page = page_for(console, Redaction.of(trace, shows_secrets=show_secrets))
    request = trace.request
    site = "" if request.scheme == "https" else f"http://{request.host}"
    page.line(request.method, f"{site}{request.target}", style="bold", value_style="bold")
    if trace.behavior:
        page.line("behavior:", trace.behavior, indent=2, style="dim")
    for note in trace.notes:
        page.line("note:", note, indent=2, style="dim")
    first, second, third, fourth = trace.events
    event_lines(page, first)
    _cache(page, trace)
    event_lines(page, second)
    _origin(page, trace)
    event_lines(page, third)
    _store(page, trace)
    event_lines(page, fourth)
    _response(page, trace)
    return page.text


def event_lines(page: TracePage, step: EventStep) -> None:
    """One event: what ran and how long, what it changed, what it logged, what was found."""
    if not step.ran:
        page.step(
            page.marks.idle, step.event, f"{step.name}: {step.why}" if step.name else step.why, style="dim"
        )
        return
    failed = step.outcome == "error"
    mark, style = (page.marks.failed, "bold red") if failed else (page.marks.ran, "green")
    page.step(mark, step.event, _ran(step), style=style)
    if failed and not step.findings:
        for line in step.why.splitlines():
            page.line("", line, indent=4, value_style="red")
    for change in step.changes:
        page.change(change)
    if not step.changes and not failed:
        page.line("changed nothing", indent=4, style="dim")
    for finding in step.findings:
        page.finding(finding)
    if step.log_group and step.logs:
        page.line("logs:", step.log_group, indent=4, style="dim")
    page.logs(filter(None, (*step.logs, step.report)))
    if step.validation_log:
        if step.validation_log_group:
            page.line("logs:", step.validation_log_group, indent=4, style="dim")
        page.logs((step.validation_log,))


def _ran(step: EventStep) -> str:
    what = f"{step.name} ({KINDS[step.kind or 'handler']})"
    answered = ", answered" if step.outcome == "response" and step.event.endswith("-request") else ""
    start = f", cold start {step.init_ms:.0f} ms" if step.init_ms is not None else ""
    return f"{what}{answered}, {step.duration_ms:.1f} ms{start}"


def _cache(page: TracePage, trace: Trace) -> None:
    step = trace.cache
    said = {"hit": f"hit, {step.age} s old", "confirmed": "expired, and confirmed by the origin"}
    value = said.get(step.decision, step.decision) + (f": {step.why}" if step.why else "")
    if step.key is None:
        page.step(page.marks.idle, "cache", value, style="dim")
        return
    page.step(page.marks.ran, "cache", value, style="green" if step.decision == "hit" else "cyan")
    for what, part in step.key.parts:
        page.line(f"{visible(what)}:", page.hide.key_part(what, part), indent=4, style="dim")


def _origin(page: TracePage, trace: Trace) -> None:
    step = trace.origin
    if step is None:
        page.step(page.marks.idle, "origin", "not asked", style="dim")
        return
    asked = f"{step.origin or step.domain}: {step.method} {step.target}"
    if step.status is None:
        page.step(page.marks.failed, "origin", asked, style="bold red")
        page.line("", step.why, indent=4, value_style="red")
        return
    answer = f"{asked} {page.marks.arrow} {step.status}, {step.duration_ms:.1f} ms"
    page.step(page.marks.ran, "origin", answer, style="cyan")


def _store(page: TracePage, trace: Trace) -> None:
    step = trace.store
    if step is None:
        return
    mark = page.marks.ran if step.stored else page.marks.idle
    kept = f"for {step.seconds} s" if step.stored else "no"
    page.step(mark, "store", f"{kept}: {step.why}", style="cyan" if step.stored else "dim")


def _response(page: TracePage, trace: Trace) -> None:
    response = trace.response
    page.line(
        f"{page.marks.arrow} {response.status_line}:",
        f"{trace.x_cache}, {trace.duration_ms:.1f} ms",
        style="bold red" if response.status >= 400 else "bold green",
    )
    for name, value in response.headers.items():
        page.line(f"{visible(name)}:", page.hide.header(name, value), indent=4, style="dim")
    if response.body:
        page.line(f"{len(response.body):,} bytes", indent=4, style="dim")
