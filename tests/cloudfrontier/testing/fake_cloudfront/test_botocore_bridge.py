"""Between botocore and the fake: which clients are answered, through which of botocore's steps, and how."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, HTTPClientError
from cloudfront_api import Cloud, session

from cloudfrontier.testing.fake_cloudfront import FakeCloudFront


def test_sessions_may_share_an_account_and_fakes_do_not() -> None:
    first = Cloud()
    joined = session()
    first.fake.install(joined)
    first.fake.install(joined)
    made = first.create()
    assert joined.client("cloudfront").get_distribution(Id=made)["Distribution"]["Id"] == made
    assert sum(call.operation == "GetDistribution" for call in first.fake.calls) == 1
    assert Cloud().api.list_distributions()["DistributionList"]["Quantity"] == 0


def test_a_session_of_botocore_will_do() -> None:
    fake, core = FakeCloudFront(), session()._session
    fake.install(core)
    client = core.create_client("cloudfront", region_name="us-east-1")
    assert client.list_distributions()["DistributionList"]["Quantity"] == 0


def test_a_client_that_was_made_before_is_not_answered() -> None:
    joined = session()
    early = joined.client("cloudfront", endpoint_url="http://127.0.0.1:9")
    FakeCloudFront().install(joined)
    with pytest.raises((EndpointConnectionError, HTTPClientError)):
        early.list_distributions()


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_the_data_plane_needs_neither_awscrt_nor_a_region_of_its_own(region: str) -> None:
    fake, joined = FakeCloudFront(), session()
    fake.install(joined)
    store = joined.client("cloudfront").create_key_value_store(Name="s")["KeyValueStore"]
    data = joined.client("cloudfront-keyvaluestore", region_name=region)
    assert data.describe_key_value_store(KvsARN=store["ARN"])["Status"] == "PROVISIONING"


def test_hooks_of_the_caller_see_what_they_would_see_of_aws(cloud: Cloud) -> None:
    seen: list[str] = []

    def note(event_name: str, **_: Any) -> None:
        seen.append(event_name.rpartition(".")[0])

    for event in ("provide-client-params", "before-parameter-build", "before-parse", "after-call"):
        cloud.api.meta.events.register(f"{event}.cloudfront.ListDistributions", note)
    cloud.api.list_distributions()
    assert seen == [
        "provide-client-params.cloudfront",
        "before-parameter-build.cloudfront",
        "before-parse.cloudfront",
        "after-call.cloudfront",
    ]


def test_a_hook_may_add_to_what_is_parsed(cloud: Cloud) -> None:
    def add(customized_response_dict: dict[str, Any], **_: object) -> None:
        customized_response_dict["Marginalia"] = "yes"

    bare = session()
    cloud.fake.install(bare)
    client = bare.client("cloudfront")
    client.meta.events.register("before-parse.cloudfront.ListDistributions", add)
    assert client.list_distributions()["Marginalia"] == "yes"


def test_metadata_of_an_answer_is_there(cloud: Cloud) -> None:
    metadata = cloud.api.get_distribution(Id=cloud.create())["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 200
    assert metadata["HTTPHeaders"]["etag"]
    assert metadata["RetryAttempts"] == 0
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]


def test_a_creation_answers_201_and_a_deletion_204(cloud: Cloud) -> None:
    made = cloud.api.create_key_value_store(Name="s")
    gone = cloud.api.delete_key_value_store(Name="s", IfMatch=made["ETag"])
    statuses = [answer["ResponseMetadata"]["HTTPStatusCode"] for answer in (made, gone)]
    assert statuses == [201, 204]


def test_the_package_can_be_imported_without_botocore() -> None:
    code = (
        "import sys; sys.modules['botocore'] = sys.modules['boto3'] = None\n"
        "from cloudfrontier.testing.fake_cloudfront import FakeCloudFront; FakeCloudFront()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
