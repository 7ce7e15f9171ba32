"""Continuous deployment policies obey AWS's rules on weight, header, stickiness, HTTP/3 and who uses whom."""

from __future__ import annotations

from typing import Any

import pytest
from cloudfront_api import Cloud, distribution_config, listed, refused

from cloudfrontier.cloudfront.limits import Limits


def weight(share: float, **stickiness: int) -> dict[str, Any]:
    config: dict[str, Any] = {"Weight": share}
    if stickiness:
        config["SessionStickinessConfig"] = stickiness
    return {"Type": "SingleWeight", "SingleWeightConfig": config}


def header(name: str) -> dict[str, Any]:
    return {"Type": "SingleHeader", "SingleHeaderConfig": {"Header": name, "Value": "yes"}}


def policy(domain: str, traffic: dict[str, Any] | None = None, **members: Any) -> dict[str, Any]:
    config = {"StagingDistributionDnsNames": listed(domain), "Enabled": True, **members}
    return {**config, "TrafficConfig": traffic} if traffic else config


class Pair:
    """A primary distribution and its staging copy."""

    def __init__(self, cloud: Cloud, reference: str = "one") -> None:
        self.cloud = cloud
        self.primary = cloud.create(distribution_config(reference))
        made = cloud.staging(self.primary, f"{reference}-staging")["Distribution"]
        self.staging, self.domain = str(made["Id"]), str(made["DomainName"])

    def policy(self, traffic: dict[str, Any] | None = None) -> tuple[str, str]:
        """Id and ETag of a new policy on the staging distribution."""
        answer = self.cloud.api.create_continuous_deployment_policy(
            ContinuousDeploymentPolicyConfig=policy(self.domain, traffic)
        )
        return str(answer["ContinuousDeploymentPolicy"]["Id"]), str(answer["ETag"])


@pytest.fixture
def pair(cloud: Cloud) -> Pair:
    return Pair(cloud)


RIGHT = {
    "15 %": weight(0.15),
    "nothing": weight(0),
    "sticky": weight(0.1, IdleTTL=300, MaximumTTL=3600),
    "header": header("aws-cf-cd-canary"),
    "header in capitals": header("AWS-CF-CD-Canary"),
}
WRONG = {
    "16 %": weight(0.16),
    "less than nothing": weight(-0.01),
    "idle too short": weight(0.1, IdleTTL=299, MaximumTTL=600),
    "maximum too long": weight(0.1, IdleTTL=300, MaximumTTL=3601),
    "idle longer than the maximum": weight(0.1, IdleTTL=700, MaximumTTL=600),
    "another header": header("x-canary"),
    "a type without its part": {"Type": "SingleWeight"},
    "a type with the other's part": {**header("aws-cf-cd-a"), "Type": "SingleWeight"},
    "both parts": {**weight(0.1), **header("aws-cf-cd-a")},
}


@pytest.mark.parametrize("traffic", RIGHT.values(), ids=RIGHT)
def test_traffic_that_is_allowed_is_read_back(pair: Pair, traffic: dict[str, Any]) -> None:
    policy_id, etag = pair.policy(traffic)
    read = pair.cloud.api.get_continuous_deployment_policy_config(Id=policy_id)
    assert read["ContinuousDeploymentPolicyConfig"] == policy(pair.domain, traffic)
    assert read["ETag"] == etag


@pytest.mark.parametrize("traffic", WRONG.values(), ids=WRONG)
def test_traffic_that_is_not_allowed_is_refused(pair: Pair, traffic: dict[str, Any]) -> None:
    with refused("InvalidArgument"):
        pair.policy(traffic)
    policy_id, etag = pair.policy(weight(0.1))
    with refused("InvalidArgument"):
        pair.cloud.api.update_continuous_deployment_policy(
            Id=policy_id, IfMatch=etag, ContinuousDeploymentPolicyConfig=policy(pair.domain, traffic)
        )


def test_a_policy_needs_a_staging_distribution_of_its_own(cloud: Cloud, pair: Pair) -> None:
    primary_domain = cloud.api.get_distribution(Id=pair.primary)["Distribution"]["DomainName"]
    for domain in ("dnone.cloudfront.net", primary_domain):
        with refused("InvalidArgument", text="is not a staging distribution"):
            cloud.api.create_continuous_deployment_policy(ContinuousDeploymentPolicyConfig=policy(domain))
    policy_id, etag = pair.policy()
    with refused("StagingDistributionInUse"):
        pair.policy()
    cloud.api.update_continuous_deployment_policy(
        Id=policy_id,
        IfMatch=etag,
        ContinuousDeploymentPolicyConfig=policy(pair.domain, weight(0.05), Enabled=False),
    )


def test_a_policy_belongs_to_one_primary_distribution(cloud: Cloud, pair: Pair) -> None:
    policy_id, etag = pair.policy()
    cloud.update(pair.primary, ContinuousDeploymentPolicyId=policy_id)
    cloud.update(pair.primary, Comment="still its own")
    with refused("ContinuousDeploymentPolicyInUse"):
        cloud.create(distribution_config("two", ContinuousDeploymentPolicyId=policy_id))
    with refused("ContinuousDeploymentPolicyInUse"):
        cloud.api.delete_continuous_deployment_policy(Id=policy_id, IfMatch=etag)
    cloud.update(pair.primary, ContinuousDeploymentPolicyId="")
    cloud.api.delete_continuous_deployment_policy(Id=policy_id, IfMatch=etag)
    with refused("NoSuchContinuousDeploymentPolicy"):
        cloud.api.get_continuous_deployment_policy(Id=policy_id)


def test_a_staging_distribution_has_no_policy_itself(cloud: Cloud, pair: Pair) -> None:
    policy_id, _ = pair.policy()
    with refused("InvalidArgument", text="staging distribution cannot have"):
        cloud.update(pair.staging, ContinuousDeploymentPolicyId=policy_id)


def test_a_policy_that_is_not_there_cannot_be_named(cloud: Cloud) -> None:
    with refused("NoSuchContinuousDeploymentPolicy"):
        cloud.create(distribution_config(ContinuousDeploymentPolicyId="none"))


@pytest.mark.parametrize("version", ["http3", "http2and3"])
def test_http_3_does_not_go_with_it_on_either_side(cloud: Cloud, pair: Pair, version: str) -> None:
    cloud.update(pair.staging, HttpVersion=version)
    with refused("InvalidArgument", text="HTTP/3"):
        pair.policy()
    cloud.update(pair.staging, HttpVersion="http2")
    policy_id, _ = pair.policy()
    with refused("InvalidArgument", text="HTTP/3"):
        cloud.update(pair.staging, HttpVersion=version)
    with refused("InvalidArgument", text="HTTP/3"):
        cloud.update(pair.primary, HttpVersion=version, ContinuousDeploymentPolicyId=policy_id)
    cloud.update(pair.primary, ContinuousDeploymentPolicyId=policy_id)
    with refused("InvalidArgument", text="HTTP/3"):
        cloud.update(pair.primary, HttpVersion=version)


def test_a_staging_distribution_in_a_policy_is_not_deleted(cloud: Cloud, pair: Pair) -> None:
    policy_id, policy_etag = pair.policy()
    etag = cloud.update(pair.staging, Enabled=False)["ETag"]
    cloud.fake.settle()
    with refused("ResourceInUse"):
        cloud.api.delete_distribution(Id=pair.staging, IfMatch=etag)
    cloud.api.delete_continuous_deployment_policy(Id=policy_id, IfMatch=policy_etag)
    cloud.api.delete_distribution(Id=pair.staging, IfMatch=etag)


def test_an_account_has_room_for_so_many() -> None:
    cloud = Cloud(limits=Limits({"continuous-deployment-policies": 1}))
    Pair(cloud).policy()
    with refused("TooManyContinuousDeploymentPolicies"):
        Pair(cloud, "two").policy()


def test_policies_are_listed(cloud: Cloud) -> None:
    made = sorted(Pair(cloud, str(number)).policy()[0] for number in range(3))
    first = cloud.api.list_continuous_deployment_policies(MaxItems="2")["ContinuousDeploymentPolicyList"]
    rest = cloud.api.list_continuous_deployment_policies(Marker=first["NextMarker"])
    items = [*first["Items"], *rest["ContinuousDeploymentPolicyList"]["Items"]]
    assert [item["ContinuousDeploymentPolicy"]["Id"] for item in items] == made
