"""The runner of TestFunction for FakeCloudFront: what it is handed is run as the simulator runs it."""

from __future__ import annotations

import json

import pytest
from functions_events import viewer_request

from cloudfrontier.testing.fake_cloudfront import FunctionTest
from cloudfrontier.testing.function_runner import run_function

CODE = b"""import cf from 'cloudfront';
async function handler(event) {
    console.log('asked');
    return { statusCode: 200, body: await cf.kvs().get('key') };
}"""


def test_a_test_is_run_with_its_store() -> None:
    event = json.dumps(viewer_request()).encode()
    outcome = run_function(
        FunctionTest("f", CODE, "cloudfront-js-2.0", "DEVELOPMENT", event, {"key": "value"})
    )
    assert json.loads(outcome.output)["response"]["body"] == "value"
    assert outcome.logs == ("asked",)
    assert outcome.error == ""
    assert outcome.utilization > 0


def test_a_function_without_a_store_fails_as_it_would_at_aws() -> None:
    event = json.dumps(viewer_request()).encode()
    outcome = run_function(FunctionTest("f", CODE, "cloudfront-js-2.0", "DEVELOPMENT", event))
    assert "could not run" in outcome.error
    assert outcome.output == ""


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(ValueError, match="no object"):
        run_function(FunctionTest("f", CODE, "cloudfront-js-2.0", "DEVELOPMENT", b"[]"))
