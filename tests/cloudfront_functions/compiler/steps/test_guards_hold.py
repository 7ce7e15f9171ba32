"""What holds for every function with guards: the validator has nothing to say, and nothing fails open."""

from __future__ import annotations

from random import Random

import pytest
import quickjs
from functions_events import viewer_request

from bench.batch_engine import run_quickjs
from bench.generated_guards import guard_steps, header_steps
from bench.generated_links import link_step, users_step
from cloudfront_functions import FunctionSpec, compile_function
from cloudfront_functions.compiler.compact import compacted
from cloudfront_functions.rules import Maintenance
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.rules.javascript import check_function

CRYPTO_IS_GONE = '(function () { throw new Error("no crypto"); }())'
CLOSED = Maintenance(page="closed", header="x-pass", secret_sha256="ab" * 32)


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize("seed", range(12))
def test_no_runtime_has_a_finding_in_readable_or_compact_code(seed: int, runtime: FunctionRuntime) -> None:
    chance = Random(seed)
    request = FunctionSpec("f", "viewer-request", runtime, guard_steps(chance, crypto=True))
    response = FunctionSpec("f", "viewer-response", runtime, header_steps(chance))
    for spec in (request, response):
        readable = compile_function(spec).text
        for text in (readable, compacted(readable)):
            assert not check_function(text, name="f.js", runtime=runtime, event=spec.event)


@pytest.mark.parametrize(
    "step", [users_step(Random(1)), link_step(Random(1)), CLOSED], ids=lambda step: type(step).__name__
)
def test_where_crypto_fails_nobody_passes(step: object) -> None:
    """An error of a function is a 503 of CloudFront's; the request never reaches the cache."""
    code = compile_function(FunctionSpec("f", "viewer-request", steps=(step,))).text  # type: ignore[arg-type]  # parametrised
    assert 'require("crypto")' in code
    broken = code.replace('require("crypto")', CRYPTO_IS_GONE)
    query = {name: {"value": "99999999999"} for name in ("expires", "signature")}
    event = viewer_request("/a", query, authorization="Basic YTpi", x_pass="x")
    with pytest.raises(quickjs.JSException, match="no crypto"):
        run_quickjs(broken, [event])
