"""Functions as people deploy them: none gets an error, and each gets the warnings it deserves and no more.

They are written in the manner of public samples, of bundlers and of compilers. That they do run is checked in
the simulator, which knows nothing of the rules.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from functions_events import NOW, viewer_request, viewer_response

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.rules.javascript import check_function
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime
from cloudfrontier.validator import FunctionOptions, check_function_file

HERE = Path(__file__).parent / "functions"
OLD = {"ab_request", "ab_response", "basic_auth_1_0", "jwt_1_0", "maintenance", "redirect_table"}
ALSO_OLD = {"cache_control", "drop_tracking", "index_rewrite", "language_redirect", "tenant_from_host"}
WARNINGS: dict[str, set[str]] = {
    # it fails open: what is not there is caught, and reported where nothing else would be
    "fail_open": {"CFF125"},
    # CloudFront takes `\033`, and no other strict JavaScript does
    "terminal_colors": {"CFF103"},
}
HEADERS: dict[str, Any] = {
    "host": "www.example.com",
    "origin": "https://shop.example.com",
    "accept_language": "de-DE,de;q=0.9,en;q=0.5",
    "authorization": "Basic YWxpY2U6d29uZGVybGFuZA==",
    "cloudfront_viewer_country": "DE",
    "user_agent": "curl/8",
}
EVENTS: list[dict[str, Any]] = [
    viewer_request("/", **HEADERS),
    viewer_request("/old//page.html", {"jwt": {"value": "a.b.c"}, "utm_a": {"value": ""}}, **HEADERS),
    viewer_request("/folder/x", {"a": {"value": "1", "multiValue": [{"value": "1"}]}}, host="example.com"),
    viewer_response(content_type="text/html"),
]


def code(name: str) -> str:
    return (HERE / f"{name}.js").read_text("utf-8")


def names() -> list[str]:
    found = sorted(path.stem for path in HERE.glob("*.js"))
    assert len(found) >= 25
    return found


def runtimes(name: str) -> tuple[FunctionRuntime, ...]:
    if name in OLD:
        return ("cloudfront-js-1.0",)
    return FUNCTION_RUNTIMES if name in ALSO_OLD else ("cloudfront-js-2.0",)


CASES = [
    pytest.param(name, runtime, id=f"{name} {runtime[-3:]}") for name in names() for runtime in runtimes(name)
]
RUN_ALONE = [case for case in CASES if "from 'cloudfront'" not in code(str(case.values[0]))]
"""Those that need nothing but their event."""


@pytest.mark.parametrize(("name", "runtime"), CASES)
def test_a_function_that_is_deployed_has_no_errors(name: str, runtime: FunctionRuntime) -> None:
    found = check_function(code(name), name=f"{name}.js", runtime=runtime)
    assert [finding for finding in found if finding.severity == "error"] == []
    assert {finding.id for finding in found} == WARNINGS.get(name, set())


def test_the_list_of_warnings_names_functions_that_there_are() -> None:
    assert OLD | ALSO_OLD | WARNINGS.keys() <= set(names())


@pytest.mark.parametrize(("name", "runtime"), CASES)
def test_a_function_that_is_deployed_has_no_errors_on_sample_events(
    name: str, runtime: FunctionRuntime
) -> None:
    found = check_function_file(HERE / f"{name}.js", FunctionOptions(runtime=runtime)).findings
    assert [finding for finding in found if finding.severity == "error"] == []


@pytest.mark.parametrize(("name", "runtime"), RUN_ALONE)
def test_the_function_runs_on_some_event_of_its_kind(name: str, runtime: FunctionRuntime) -> None:
    outcomes = [FunctionsRuntime().run(code(name), event, runtime=runtime, now=NOW) for event in EVENTS]
    assert any(outcome.error is None and outcome.returned == "object" for outcome in outcomes)


@pytest.mark.parametrize("name", sorted(OLD & {"basic_auth_1_0", "jwt_1_0"}))
def test_what_only_runtime_1_0_has_is_an_error_on_2_0(name: str) -> None:
    found = check_function(code(name), name="f.js", runtime="cloudfront-js-2.0")
    assert {(finding.id, finding.severity) for finding in found} <= {
        ("CFF109", "error"),
        ("CFF109", "warning"),
    }
    assert found


@pytest.mark.parametrize("name", ["kvs_jwt", "security_headers", "signed_cookie"])
def test_what_runtime_2_0_brought_is_an_error_on_1_0(name: str) -> None:
    found = check_function(code(name), name="f.js", runtime="cloudfront-js-1.0")
    assert any(finding.severity == "error" for finding in found)
