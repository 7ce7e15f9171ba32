"""Where `match` finds nothing: njs, from which CloudFront's runtimes derive, does otherwise than JavaScript.

AWS does not say it. Source: njs_string_match_multiple in src/njs_string.c of nginx/njs, and runs of njs 0.7.9
(read 2026-11); up to 0.8.2 a global pattern that matches nothing gives an empty list.
"""

from __future__ import annotations

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'abc'.match(/x/g)", []),
        ("'abc'.match(/x/g) ? 'true' : 'false'", "true"),
        ("'abc'.match(/b/g)", ["b"]),
        ("'abc'.match(/x/)", None),
    ],
)
def test_a_global_pattern_that_matches_nothing_gives_an_empty_list(
    runtime: FunctionRuntime, expression: str, value: object
) -> None:
    code = f"function handler() {{ return {expression}; }}"
    assert FunctionsRuntime().run(code, viewer_request(), runtime=runtime, now=NOW).value == value
