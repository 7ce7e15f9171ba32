"""Compiled guards, CORS and Cache-Control against the plain evaluator, alone and before routes."""

from __future__ import annotations

import hmac
import shutil
import time
from base64 import urlsafe_b64encode
from random import Random
from typing import TYPE_CHECKING

import pytest
from functions_events import viewer_request, viewer_response
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.batch_engine import run_njs, run_quickjs
from bench.equivalence import is_ascii
from bench.generated_events import request_event, response_event
from bench.generated_guards import guard_steps, guarded, header_steps
from bench.generated_rules import request_steps, response_steps
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.reference import evaluate
from cloudfront_functions.rules import Cors, CorsHeaders, LinkKey, SignedLinks
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime

if TYPE_CHECKING:
    from cloudfront_functions.rules import Step
    from cloudfront_functions.spec import ViewerEvent

RUNTIME = FunctionsRuntime()
NJS = shutil.which("njs")
SEEDS = st.integers(0, 2**32 - 1)


def code_of(event: ViewerEvent, steps: tuple[Step, ...], *, compact: bool = False) -> str:
    text = compile_function(FunctionSpec("f", event, steps=steps), limit=1 << 30).text
    return compacted(text) if compact else text


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, compact=st.booleans())
def test_guards_before_routes_answer_as_the_reference_does(seed: int, compact: bool) -> None:  # noqa: FBT001  drawn by hypothesis
    chance = Random(seed)
    steps = (*request_steps(chance, most=4), *guard_steps(chance, crypto=False))
    events = [guarded(chance, request_event(chance, steps), steps) for _ in range(40)]
    answers = run_quickjs(code_of("viewer-request", steps, compact=compact), events)
    for event, answer in zip(events, answers, strict=True):
        assert answer == evaluate(steps, event), event


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, compact=st.booleans())
def test_headers_of_responses_come_out_as_the_reference_says(seed: int, compact: bool) -> None:  # noqa: FBT001  drawn by hypothesis
    chance = Random(seed)
    steps = (*response_steps(chance, most=3), *header_steps(chance))
    events = [guarded(chance, response_event(chance, steps), steps) for _ in range(40)]
    answers = run_quickjs(code_of("viewer-response", steps, compact=compact), events)
    for event, answer in zip(events, answers, strict=True):
        assert answer == evaluate(steps, event), event


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, compact=st.booleans(), runtime=st.sampled_from(FUNCTION_RUNTIMES))
def test_secrets_are_checked_as_the_reference_does(seed: int, compact: bool, runtime: str) -> None:  # noqa: FBT001  drawn by hypothesis
    chance = Random(seed)
    steps = guard_steps(chance, crypto=True)
    code = code_of("viewer-request", steps, compact=compact)
    for _ in range(10):
        event = guarded(chance, request_event(chance, ()), steps)
        outcome = RUNTIME.run(code, event, runtime=runtime, now=time.time())  # type: ignore[arg-type]  # parametrised
        assert outcome.error is None, outcome.error
        assert outcome.value == evaluate(steps, event), event


@pytest.mark.skipif(
    NJS is None, reason="no `njs` on PATH: the second engine; Debian has a package of that name"
)
@pytest.mark.parametrize("seed", range(6))
def test_a_relative_of_cloudfronts_engine_agrees_with_its_own_crypto(seed: int) -> None:
    chance = Random(seed)
    steps = guard_steps(chance, crypto=True)
    made = [guarded(chance, request_event(chance, ()), steps) for _ in range(60)]
    events = [event for event in made if is_ascii(event)]
    answers = run_njs(NJS or "", code_of("viewer-request", steps), events)
    assert answers == [evaluate(steps, event) for event in events]


@pytest.mark.skipif(
    NJS is None, reason="no `njs` on PATH: the second engine; Debian has a package of that name"
)
def test_below_a_folder_only_visible_ascii_passes_in_njs() -> None:
    """Its expressions take U+017F for an `s` where case does not count, and U+212A for a `k`."""
    secret, expires = "A" * 43, "99999999999"
    mac = hmac.digest(secret.encode(), f"/a/\n{expires}".encode(), "sha256")
    signed = {"expires": expires, "prefix": "/a/", "signature": urlsafe_b64encode(mac).rstrip(b"=").decode()}
    points = (*range(0x20, 0x180), 0x212A, 0x2028, 0x1F600)
    query = {name: {"value": value} for name, value in signed.items()}
    events = [viewer_request(f"/a/{chr(point)}b", dict(query)) for point in points]
    code = code_of("viewer-request", (SignedLinks((LinkKey("k", secret),)),))
    passed = [
        point
        for point, answer in zip(points, run_njs(NJS or "", code, events), strict=True)
        if "uri" in answer
    ]
    assert passed == [point for point in range(0x21, 0x7F) if chr(point) not in "%/\\"]


@pytest.mark.skipif(
    NJS is None, reason="no `njs` on PATH: the second engine; Debian has a package of that name"
)
def test_an_origin_below_a_host_ends_where_the_host_does_in_njs() -> None:
    """Its `$` stands before a last line break too, which would get into a header."""
    steps = (CorsHeaders(Cors(origins=("https://*.b.example",))),)
    events = [viewer_response(), viewer_response()]
    for event, origin in zip(events, ("https://x.b.example", "https://x.b.example\n"), strict=True):
        event["request"]["headers"]["origin"] = {"value": origin}
    allowed, refused = run_njs(NJS or "", code_of("viewer-response", steps), events)
    assert allowed["headers"]["access-control-allow-origin"] == {"value": "https://x.b.example"}
    assert "access-control-allow-origin" not in refused["headers"]
