"""Status, X-Cache and sentence of every error against what is documented or was seen."""

from __future__ import annotations

from typing import Any

import pytest

from cloudfrontier.cloudfront import outcomes, x_cache
from cloudfrontier.cloudfront.outcomes import OUTCOMES, Outcome

ROWS: tuple[tuple[Outcome, str], ...] = (
    (outcomes.LAMBDA_VALIDATION, "lambda_validation"),
    (outcomes.LAMBDA_EXECUTION, "lambda_execution"),
    (outcomes.LAMBDA_THROTTLED, "lambda_throttled"),
    (outcomes.FUNCTION_EXECUTION, "function_execution"),
    (outcomes.FUNCTION_THROTTLED, "function_throttled"),
    (outcomes.FUNCTION_VALIDATION, "function_validation"),
    (outcomes.METHOD_NOT_ALLOWED, "method_not_allowed"),
    (outcomes.GEO_BLOCKED, "geo_blocked"),
    (outcomes.WAF_BLOCKED, "waf_blocked"),
    (outcomes.MISSING_SIGNATURE, "missing_signature"),
)


@pytest.mark.parametrize(("outcome", "row"), ROWS, ids=[row for _, row in ROWS])
def test_an_outcome_has_the_known_status_and_x_cache(
    outcome: Outcome, row: str, documented: dict[str, Any]
) -> None:
    known = documented["errors"][row]
    assert outcome.status == known["status"]
    assert outcome.x_cache == known["x_cache"]
    if "message" in known:
        assert outcome.sentence == known["message"]


def test_the_sentences_on_wrong_results_are_those_that_were_seen(documented: dict[str, Any]) -> None:
    seen = documented["errors"]["lambda_validation"]["messages"]
    assert outcomes.LAMBDA_READ_ONLY_HEADER.sentence == seen["read_only_header"]
    assert outcomes.LAMBDA_BODY.sentence == seen["body"]
    assert outcomes.LAMBDA_ORIGIN.sentence == seen["origin"]


def test_functions_fail_with_the_documented_statuses(documented: dict[str, Any]) -> None:
    known = documented["functions"]["outcomes"]
    assert outcomes.FUNCTION_EXECUTION.status == known["execution_error"]["status"]
    assert outcomes.FUNCTION_THROTTLED.status == known["throttled"]["status"]
    assert outcomes.FUNCTION_VALIDATION.x_cache == known["validation_error"]["x_cache"]
    assert known["generated"]["x_cache"] == x_cache.FUNCTION_GENERATED


def test_oversize_requests_have_the_documented_statuses(documented: dict[str, Any]) -> None:
    assert outcomes.URL_TOO_LONG.status == documented["limits"]["status_url_too_long"]
    assert outcomes.HEADERS_TOO_BIG.status == documented["limits"]["status_headers_too_big"]


def test_x_cache_has_the_known_values(documented: dict[str, Any]) -> None:
    of_errors = {outcome.x_cache for outcome in OUTCOMES} - {outcomes.FUNCTION_VALIDATION.x_cache}
    assert {*x_cache.X_CACHE_VALUES} | of_errors == set(documented["x_cache"])


def test_every_outcome_is_listed_once() -> None:
    named = [value for value in vars(outcomes).values() if isinstance(value, Outcome)]
    assert len({outcome.id for outcome in OUTCOMES}) == len(OUTCOMES)
    assert set(named) == set(OUTCOMES)
    assert all(outcome.title and outcome.sentence for outcome in OUTCOMES)


def test_another_sentence_is_marked_as_ours() -> None:
    outcome = outcomes.LAMBDA_VALIDATION.saying("the status 999 is not between 200 and 599")
    assert outcome.sentence_from == "ours"
    assert outcome.status == outcomes.LAMBDA_VALIDATION.status
