"""From many runs to few findings: what several events show is said once, with the events named."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.rules.javascript.dynamic import FunctionRun, FunctionRuns, check_runs, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.javascript.cost import Budget
    from cloudfrontier.simulator.sample_runs.places import Places
    from cloudfrontier.simulator.sample_runs.report import SampleRun

__all__ = ["conclusions"]


def conclusions(
    runs: Iterable[SampleRun], file: str, places: Places | None, budget: Budget
) -> tuple[Finding, ...]:
    """Every finding on the runs of one function, sorted; places: those of its code, None if nothing ran."""
    listed = tuple(runs)
    handler = places.handler if places else (1, 1)
    facts = FunctionRuns(file, tuple(map(as_fact, listed)), handler, budget)
    found = (*(returned_findings(listed, places) if places else ()), *check_runs(facts))
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def as_fact(run: SampleRun) -> FunctionRun:
    """A run as the rules on runs know it."""
    return FunctionRun(
        event=run.event,
        ordinary=run.ordinary,
        end=run.end,
        message=run.message,
        place=run.place,
        memory_bytes=run.memory_bytes,
        allocated_bytes=run.work.allocated_bytes if run.work else 0,
        utilization=run.work.utilization if run.work else 0.0,
        counted=run.work is not None,
    )


def returned_findings(runs: Iterable[SampleRun], places: Places) -> list[Finding]:
    """What the return rules found: an error only on an ordinary event.

    It stands where the code writes what the finding is about, if that is one place, else at the `return`.
    What a rule finds at a place on several events is one finding, as a value in its message may be another
    on each; the first, the second and so on that it finds there in one run are several.
    """
    groups: dict[tuple[str, tuple[int, int], Severity, int], list[tuple[SampleRun, Finding]]] = {}
    for run in runs:
        seen: Tally[tuple[str, Severity]] = Tally()
        for finding in run.findings:
            number = seen[finding.id, finding.severity]
            seen[finding.id, finding.severity] += 1
            place = places.of_fault(finding.message) or run.place
            key = (finding.id, place, finding.severity, number)
            groups.setdefault(key, []).append((run, finding))
    merged = []
    for (_, (line, column), found, _), pairs in groups.items():
        first = pairs[0][1]
        is_odd = not any(run.ordinary for run, _ in pairs)
        severity: Severity = "warning" if found == "error" and is_odd else found
        events = list(dict.fromkeys(run.event for run, _ in pairs))
        message = f"{first.message}, returned on {named(events)}"
        merged.append(replace(first, severity=severity, line=line, column=column, message=message))
    return merged
