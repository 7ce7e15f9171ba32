"""TestFunction runs what it is given in whatever runtime the fake was given, and never makes a result up."""

from __future__ import annotations

import pytest
from cloudfront_api import Cloud, function_config, listed, refused

from cloudfrontier.testing.fake_cloudfront import FunctionTest, NotFakedError, TestOutcome


class Runner:
    """A runtime that says what it was given, and fails on the code `fail`."""

    def __init__(self) -> None:
        self.given: list[FunctionTest] = []

    def __call__(self, test: FunctionTest) -> TestOutcome:
        self.given.append(test)
        if test.code == b"fail":
            return TestOutcome(output='{"request":{}}', error="TypeError: no", utilization=3)
        if test.code == b"crash":
            raise ValueError("the engine is gone")
        return TestOutcome(output='{"request":{}}', logs=("one", "two"), utilization=21)


@pytest.fixture
def runner() -> Runner:
    return Runner()


@pytest.fixture
def cloud(runner: Runner) -> Cloud:
    return Cloud(test_runner=runner)


def create(cloud: Cloud, code: bytes = b"run") -> str:
    answer = cloud.api.create_function(Name="f", FunctionConfig=function_config(), FunctionCode=code)
    return str(answer["ETag"])


def test_the_result_is_the_runner_s(cloud: Cloud, runner: Runner) -> None:
    etag = create(cloud)
    result = cloud.api.test_function(Name="f", IfMatch=etag, EventObject=b'{"version":"1.0"}')["TestResult"]
    assert result["ComputeUtilization"] == "21"
    assert result["FunctionExecutionLogs"] == ["one", "two"]
    assert result["FunctionErrorMessage"] == ""
    assert result["FunctionOutput"] == '{"request":{}}'
    assert result["FunctionSummary"]["Name"] == "f"
    expected = FunctionTest("f", b"run", "cloudfront-js-2.0", "DEVELOPMENT", b'{"version":"1.0"}')
    assert runner.given == [expected]


def test_a_stage_is_run_under_its_own_etag(cloud: Cloud, runner: Runner) -> None:
    etag = create(cloud)
    cloud.api.publish_function(Name="f", IfMatch=etag)
    cloud.api.update_function(Name="f", IfMatch=etag, FunctionConfig=function_config(), FunctionCode=b"newer")
    live = cloud.api.describe_function(Name="f", Stage="LIVE")["ETag"]
    cloud.api.test_function(Name="f", IfMatch=live, Stage="LIVE", EventObject=b"{}")
    assert (runner.given[0].stage, runner.given[0].code) == ("LIVE", b"run")
    with refused("InvalidIfMatchVersion"):
        cloud.api.test_function(Name="f", IfMatch=live, Stage="DEVELOPMENT", EventObject=b"{}")


def test_the_runner_is_given_the_entries_of_the_store(cloud: Cloud, runner: Runner) -> None:
    arn = cloud.api.create_key_value_store(Name="s")["KeyValueStore"]["ARN"]
    cloud.fake.settle()
    etag = cloud.data.describe_key_value_store(KvsARN=arn)["ETag"]
    cloud.data.put_key(KvsARN=arn, Key="/old", Value="/new", IfMatch=etag)
    config = function_config(KeyValueStoreAssociations=listed({"KeyValueStoreARN": arn}))
    made = cloud.api.create_function(Name="f", FunctionConfig=config, FunctionCode=b"run")
    cloud.api.test_function(Name="f", IfMatch=made["ETag"], EventObject=b"{}")
    assert runner.given[0].store == {"/old": "/new"}


def test_a_function_that_fails_has_a_message_and_no_output(cloud: Cloud) -> None:
    result = cloud.api.test_function(Name="f", IfMatch=create(cloud, b"fail"), EventObject=b"{}")[
        "TestResult"
    ]
    assert result["FunctionErrorMessage"] == "TypeError: no"
    assert result["FunctionOutput"] == ""


def test_a_runner_that_breaks_is_a_failed_test(cloud: Cloud) -> None:
    with refused("TestFunctionFailed", text="the engine is gone"):
        cloud.api.test_function(Name="f", IfMatch=create(cloud, b"crash"), EventObject=b"{}")


def test_an_event_has_a_greatest_size(cloud: Cloud) -> None:
    etag = create(cloud)
    cloud.api.test_function(Name="f", IfMatch=etag, EventObject=b"x" * 40960)
    with refused("InvalidArgument"):
        cloud.api.test_function(Name="f", IfMatch=etag, EventObject=b"x" * 40961)


def test_a_function_that_is_not_there_is_not_tested(cloud: Cloud) -> None:
    with refused("NoSuchFunctionExists"):
        cloud.api.test_function(Name="f", IfMatch="E", EventObject=b"{}")


def test_a_stale_etag_is_not_valid_as_the_operation_declares_no_other_code(cloud: Cloud) -> None:
    etag = create(cloud)
    cloud.api.update_function(Name="f", IfMatch=etag, FunctionConfig=function_config(), FunctionCode=b"x")
    with refused("InvalidIfMatchVersion"):
        cloud.api.test_function(Name="f", IfMatch=etag, EventObject=b"{}")


def test_without_a_runner_nothing_is_made_up() -> None:
    cloud = Cloud()
    etag = create(cloud)
    with pytest.raises(NotFakedError, match="test_runner="):
        cloud.api.test_function(Name="f", IfMatch=etag, EventObject=b"{}")
