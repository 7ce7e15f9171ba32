"""Runs a CloudFront Function on sample events and says what is wrong with what it does.

1. Each event has two runs: one with a meter, for the work; one without, which is judged as a live one is.
   A run that the meter had to stop is not repeated without it.
2. What a function returns passes the return rules that live requests meet.
3. What fails on an ordinary event is an error, what fails on odd ones only a warning.
4. A run depends on the code and on the event alone: the clock stands still on one day, chance has one seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import EventType
from cloudfrontier.cloudfront.limits import AWS_LIMITS, Limits
from cloudfrontier.javascript.analysis import analyse
from cloudfrontier.javascript.cost import DEFAULT_BUDGET, Budget
from cloudfrontier.javascript.parse import JsSource, parse
from cloudfrontier.simulator.functions_runtime import (
    FunctionsRuntime,
    KeyValues,
    RunLimits,
    Surroundings,
)
from cloudfrontier.simulator.functions_runtime.prepare import PreparedFunction, prepare_source
from cloudfrontier.simulator.judgement import judge
from cloudfrontier.simulator.sample_runs.conclusions import conclusions
from cloudfrontier.simulator.sample_runs.events import SampleEvent, request
from cloudfrontier.simulator.sample_runs.metered_run import (
    CPU_MS,
    NOW,
    SEED,
    SURROUNDINGS,
    MeteredFunction,
    MeteredRun,
)
from cloudfrontier.simulator.sample_runs.own_events import MOST_PATHS, own_events, spread
from cloudfrontier.simulator.sample_runs.places import Places, reads_response
from cloudfrontier.simulator.sample_runs.report import SampleReport, SampleRun
from cloudfrontier.simulator.sample_runs.request_events import REQUEST_EVENTS
from cloudfrontier.simulator.sample_runs.response_events import RESPONSE_EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloudfrontier.artifacts.functions import FunctionSource
    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime
    from cloudfrontier.rules.javascript.dynamic import RunEnd
    from cloudfrontier.simulator.functions_runtime import FunctionError, FunctionOutcome

__all__ = ["function_samples", "listed_events", "sample_findings"]

ABSENT = ("is not simulated: CloudFront has it", "distributionTenant module is not available")
"""What says that a run lacks what it would have at AWS; only some distributions have tenants."""

CONNECTION = (SampleRun("a connection", ordinary=True, end="missing", message=f"a connection {ABSENT[0]}"),)


def sample_findings(  # noqa: PLR0913 - what a report depends on, by name
    source: JsSource | str,
    *,
    name: str,
    runtime: FunctionRuntime = "cloudfront-js-2.0",
    event: EventType | None = None,
    limits: Limits = AWS_LIMITS,
    budget: Budget | None = None,
    extra_events: Iterable[SampleEvent] = (),
    surroundings: Surroundings = SURROUNDINGS,
) -> SampleReport:
    """Run a function on the sample events of its event type, and judge every run.

    source: its code, or the code as it was parsed (which then says the runtime). name: the file that findings
    name. event: where None, viewer-response if the code reads `.response`, else viewer-request.
    extra_events: tried after the others. surroundings: its store, unknown if nobody says. Code that does not
    compile has no runs and no findings: the static rules say what is wrong with it.
    """
    js = parse(source, runtime=runtime, name=name) if isinstance(source, str) else source
    prepared = prepare_source(js)
    if prepared.error is not None:
        return SampleReport(event or js.event or "viewer-request", (), ())
    is_known = event is not None or js.event is not None
    event = event or js.event or ("viewer-response" if reads_response(js) else "viewer-request")
    if not is_known and decides_about_connections(js):
        return SampleReport(event, CONNECTION, conclusions(CONNECTION, name, None, DEFAULT_BUDGET))
    runtime_here = FunctionsRuntime(RunLimits(cpu_ms=CPU_MS), weighs=True)
    sampling = Sampling(
        js, prepared, name, event, limits, budget or DEFAULT_BUDGET, runtime_here, surroundings
    )
    usual = RESPONSE_EVENTS if event == "viewer-response" else REQUEST_EVENTS
    runs = sampling.run((*usual, *own_events(js, event), *extra_events))
    return SampleReport(event, runs, conclusions(runs, name, sampling.places, sampling.budget))


def decides_about_connections(js: JsSource) -> bool:
    """Whether the code is that of a connection function, and of no other."""
    calls = analyse(js).calls
    return bool(calls.connection_handlers) and not calls.handlers


def function_samples(function: FunctionSource) -> tuple[Finding, ...]:
    """The findings of the sample runs of a project's function: what a build hands on as `samples`.

    A function whose rules are in a KeyValueStore reads the one that the build makes for it.
    """
    store = function.compiled.store if function.compiled else None
    report = sample_findings(
        function.text,
        name=function.file,
        runtime=function.runtime,
        event=function.table.event,
        extra_events=listed_events(function),
        surroundings=Surroundings(KeyValues(store.entries)) if store else SURROUNDINGS,
    )
    return report.findings


def listed_events(function: FunctionSource) -> tuple[SampleEvent, ...]:
    """Requests for pages of its list that the code does not name: packed ones, and those in a store."""
    compiled = function.compiled
    if compiled is None or compiled.form in {None, "literal"} or compiled.plan.largest is None:
        return ()
    pages = spread(sorted(compiled.plan.largest.pages, key=len), MOST_PATHS)
    return tuple(SampleEvent(f"the path {path!r}", "a rule is for it", request(path)) for path in pages)


@dataclass(frozen=True)
class Sampling:
    """What the runs of one function have in common."""

    js: JsSource
    prepared: PreparedFunction
    name: str
    event: EventType
    limits: Limits
    budget: Budget
    runtime: FunctionsRuntime
    surroundings: Surroundings

    @cached_property
    def metered(self) -> MeteredFunction:
        """The function with a meter in it."""
        return MeteredFunction(self.js, self.budget, self.surroundings)

    @cached_property
    def places(self) -> Places:
        """Where findings belong."""
        return Places(self.js)

    def run(self, events: Iterable[SampleEvent]) -> tuple[SampleRun, ...]:
        """The runs, one an event; the first that cannot be simulated, or does not come back, is the last."""
        runs = []
        for sample in events:
            runs.append(self.run_one(sample))
            if runs[-1].end in {"missing", "hung"}:
                break
        return tuple(runs)

    def run_one(self, sample: SampleEvent) -> SampleRun:
        """Both runs on one event, and the judgement."""
        metered = self.metered.run(sample)
        if metered.stopped or metered.hung:
            end: RunEnd = "stopped" if metered.stopped else "hung"
            place = self.places.busiest(self.metered.metered.blocks, metered.visits)
            return SampleRun(sample.name, sample.ordinary, end, place=place, work=metered.work)
        outcome = self.runtime.run(
            self.prepared,
            sample.event,
            runtime=self.js.runtime,
            now=NOW,
            seed=SEED,
            raw_query=sample.raw_query,
            surroundings=self.surroundings,
        )
        if outcome.error is not None:
            return self.failed(sample, outcome.error, metered)
        return self.returned(sample, outcome, metered)

    def returned(self, sample: SampleEvent, outcome: FunctionOutcome, metered: MeteredRun) -> SampleRun:
        """The run that returned something: it is judged, and its work believed if both runs agree."""
        judgement = judge(
            "function",
            self.event,
            given=sample.event,
            returned=outcome.value,
            name=self.name,
            limits=self.limits,
        )
        if not metered.returned or metered.value != outcome.value:
            metered = self.metered.run(sample, alone=True)
        return SampleRun(
            sample.name,
            sample.ordinary,
            "returned",
            place=self.places.returned(self.metered.metered.blocks, metered.visits),
            work=metered.work if metered.returned and metered.value == outcome.value else None,
            memory_bytes=outcome.memory_bytes,
            findings=judgement.findings,
        )

    def failed(self, sample: SampleEvent, error: FunctionError, metered: MeteredRun) -> SampleRun:
        """The run that returned nothing."""
        ends: dict[str, RunEnd] = {"memory": "memory", "time": "hung", "unsettled": "unsettled"}
        is_absent = any(words in error.message for words in ABSENT)
        end = ends.get(error.kind, "missing" if is_absent else "failed")
        place = (error.line, error.column)
        return SampleRun(sample.name, sample.ordinary, end, error.message, place, metered.work)
