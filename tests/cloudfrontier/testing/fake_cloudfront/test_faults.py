"""Planned faults strike the call they were planned for, before or after its effect, as in botocore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from cloudfront_api import Cloud, distribution_config, session
from moto import mock_aws

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.fake_cloudfront import FakeCloudFront, SimulatedCrash

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3

CODES = {
    "throttle": ("Throttling", 400),
    "412": ("PreconditionFailed", 412),
    "500": ("InternalFailure", 500),
    "503": ("ServiceUnavailable", 503),
    "AccessDenied": ("AccessDenied", 403),
    "ExpiredToken": ("ExpiredToken", 403),
    "NoSuchDistribution": ("NoSuchDistribution", 404),
    "SomethingNew": ("SomethingNew", 400),
}


@pytest.fixture
def plain() -> FakeCloudFront:
    """Without the checks on codes, as tests may plan any."""
    return FakeCloudFront()


@pytest.fixture
def api(plain: FakeCloudFront) -> boto3.client:
    joined = session()
    plain.install(joined)
    return joined.client("cloudfront")


@pytest.mark.parametrize("asked", CODES)
def test_an_error_has_its_code_and_status(plain: FakeCloudFront, api: boto3.client, asked: str) -> None:
    plain.fail(with_=asked)
    with pytest.raises(ClientError) as caught:
        api.list_distributions()
    response = caught.value.response
    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == CODES[asked]
    api.list_distributions()


def test_a_planned_code_is_the_modelled_exception(plain: FakeCloudFront, api: boto3.client) -> None:
    plain.fail("GetDistribution", with_="412")
    with pytest.raises(api.exceptions.PreconditionFailed):
        api.get_distribution(Id="E1")


def test_the_data_plane_has_its_own_server_error(cloud: Cloud) -> None:
    cloud.fake.fail("ListKeys", with_="500")
    with pytest.raises(cloud.data.exceptions.InternalServerException):
        cloud.data.list_keys(KvsARN="arn:aws:cloudfront::123456789012:key-value-store/none")


@pytest.mark.parametrize(
    ("asked", "error"),
    [("timeout", ReadTimeoutError), ("reset", ConnectionClosedError)],
    ids=["timeout", "reset"],
)
@pytest.mark.parametrize("applied", [False, True], ids=["lost before", "lost after"])
def test_a_lost_call_may_or_may_not_have_had_its_effect(
    cloud: Cloud, asked: str, error: type[Exception], *, applied: bool
) -> None:
    cloud.fake.fail("CreateDistribution", with_=asked, applied=applied)
    with pytest.raises(error):
        cloud.create()
    assert cloud.api.list_distributions()["DistributionList"]["Quantity"] == int(applied)


def test_any_exception_can_be_raised(cloud: Cloud) -> None:
    cloud.fake.fail(with_=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        cloud.create()


def test_the_nth_call_of_one_operation_fails_and_so_many_after_it(cloud: Cloud) -> None:
    cloud.fake.fail("ListDistributions", nth=2, times=2)
    outcomes = []
    for _ in range(4):
        cloud.api.list_functions()
        try:
            cloud.api.list_distributions()
            outcomes.append("fine")
        except ClientError as error:
            outcomes.append(error.response["Error"]["Code"])
    assert outcomes == ["fine", "Throttling", "Throttling", "fine"]


def test_an_operation_can_be_named_with_its_service(cloud: Cloud) -> None:
    arn = cloud.api.create_key_value_store(Name="s")["KeyValueStore"]["ARN"]
    cloud.fake.fail("cloudfront-keyvaluestore:DescribeKeyValueStore", with_="500")
    cloud.api.describe_key_value_store(Name="s")
    with pytest.raises(ClientError):
        cloud.data.describe_key_value_store(KvsARN=arn)


def test_planned_faults_can_be_forgotten(cloud: Cloud) -> None:
    cloud.fake.fail()
    cloud.fake.clear_faults()
    cloud.create()


@pytest.mark.parametrize("wrong", [{"nth": 0}, {"times": 0}], ids=["nth", "times"])
def test_calls_are_counted_from_one(cloud: Cloud, wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="count from 1"):
        cloud.fake.fail(**wrong)  # type: ignore[arg-type]  # the two integers among its arguments


def test_a_refusal_with_a_lost_answer_is_a_lost_answer(cloud: Cloud) -> None:
    cloud.fake.fail("GetDistribution", with_="timeout", applied=True)
    with pytest.raises(ReadTimeoutError):
        cloud.api.get_distribution(Id="ENONE")


@pytest.mark.parametrize(("effect", "left"), [("before", 1), ("after", 2)])
def test_a_crash_at_a_call_leaves_what_was_done_before_it(effect: str, left: int) -> None:
    cloud = Cloud()
    cloud.fake.crash_at(2, effect="before" if effect == "before" else "after")
    cloud.create()
    with pytest.raises(SimulatedCrash) as crash:
        cloud.create(distribution_config("two"))
    assert not isinstance(crash.value, Exception)
    assert cloud.api.list_distributions()["DistributionList"]["Quantity"] == left


@pytest.fixture
def both() -> Iterator[tuple[FakeCloudFront, boto3.Session]]:
    with mock_aws():
        joined, fake = session(), FakeCloudFront()
        fake.install(joined, also=("iam", "sts"))
        yield fake, joined


def role(joined: boto3.Session) -> None:
    joined.client("iam").create_role(RoleName="edge", AssumeRolePolicyDocument='{"Version":"2012-10-17"}')


def test_calls_that_moto_answers_are_counted_without_their_parameters(
    both: tuple[FakeCloudFront, boto3.Session],
) -> None:
    fake, joined = both
    role(joined)
    joined.client("cloudfront").list_distributions()
    logged = [(call.service, call.operation, dict(call.params)) for call in fake.calls]
    assert logged == [("iam", "CreateRole", {}), ("cloudfront", "ListDistributions", {})]


@pytest.mark.parametrize("applied", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("asked", "error"),
    [("timeout", ReadTimeoutError), ("500", ClientError), (SimulatedCrash(), SimulatedCrash)],
    ids=["timeout", "500", "crash"],
)
def test_faults_strike_calls_that_moto_answers(
    both: tuple[FakeCloudFront, boto3.Session],
    asked: str | BaseException,
    error: type[BaseException],
    *,
    applied: bool,
) -> None:
    fake, joined = both
    fake.fail("iam:CreateRole", with_=asked, applied=applied)
    with pytest.raises(error):
        role(joined)
    assert len(joined.client("iam").list_roles()["Roles"]) == int(applied)


def test_a_crash_counts_the_calls_of_every_service(both: tuple[FakeCloudFront, boto3.Session]) -> None:
    fake, joined = both
    fake.crash_at(3)
    joined.client("sts").get_caller_identity()
    joined.client("cloudfront").list_distributions()
    with pytest.raises(SimulatedCrash):
        role(joined)
    assert joined.client("iam").list_roles()["Roles"] == []


def test_a_hook_may_watch_a_call_that_moto_answers(both: tuple[FakeCloudFront, boto3.Session]) -> None:
    fake, joined = both
    seen: list[str] = []
    fake.before["iam:CreateRole"] = lambda _: seen.append("create")
    role(joined)
    assert seen == ["create"]
