"""A staging distribution is copied from its primary and promoted back, under both ETags in one string."""

from __future__ import annotations

from typing import Any

import pytest
from cloudfront_api import Cloud, behavior, distribution_config, listed, refused

from cloudfrontier.cloudfront.limits import Limits


class Pair:
    """A primary with names, its staging copy, and the policy that joins them."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.primary = cloud.create(distribution_config(Aliases=listed("www.example.com")))
        copied = cloud.staging(self.primary)["Distribution"]
        self.staging = str(copied["Id"])
        config = {"StagingDistributionDnsNames": listed(copied["DomainName"]), "Enabled": True}
        made = cloud.api.create_continuous_deployment_policy(ContinuousDeploymentPolicyConfig=config)
        self.policy = str(made["ContinuousDeploymentPolicy"]["Id"])
        cloud.update(self.primary, ContinuousDeploymentPolicyId=self.policy)

    @property
    def etags(self) -> str:
        return f"{self.cloud.etag(self.primary)}, {self.cloud.etag(self.staging)}"

    def promote(self, if_match: str | None = None) -> dict[str, Any]:
        answer = self.cloud.api.update_distribution_with_staging_config(
            Id=self.primary, StagingDistributionId=self.staging, IfMatch=if_match or self.etags
        )
        return dict(answer)


@pytest.fixture
def pair(cloud: Cloud) -> Pair:
    return Pair(cloud)


def test_a_copy_is_the_primary_s_configuration_but_for_what_belongs_to_it_alone(cloud: Cloud) -> None:
    primary = cloud.create(
        distribution_config(Aliases=listed("www.example.com"), DefaultRootObject="index.html")
    )
    answer = cloud.staging(primary, "copy")
    copied = answer["Distribution"]["DistributionConfig"]
    assert copied == distribution_config("copy", DefaultRootObject="index.html", Staging=True)
    assert answer["Distribution"]["Id"] != primary
    assert answer["Distribution"]["Status"] == "InProgress"


def test_a_copy_may_begin_disabled(cloud: Cloud) -> None:
    primary = cloud.create()
    copied = cloud.api.copy_distribution(
        PrimaryDistributionId=primary,
        Staging=True,
        Enabled=False,
        IfMatch=cloud.etag(primary),
        CallerReference="copy",
    )
    assert copied["Distribution"]["DistributionConfig"]["Enabled"] is False


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("InvalidArgument", {"Staging": False}),
        ("InvalidIfMatchVersion", {"IfMatch": "EMADEUP"}),
        ("DistributionAlreadyExists", {"CallerReference": "one"}),
    ],
    ids=["no staging", "etag", "caller reference"],
)
def test_a_copy_that_is_asked_for_wrongly_is_refused(
    cloud: Cloud, code: str, changed: dict[str, Any]
) -> None:
    primary = cloud.create()
    asked = {"Staging": True, "IfMatch": cloud.etag(primary), "CallerReference": "copy", **changed}
    with refused(code):
        cloud.api.copy_distribution(PrimaryDistributionId=primary, **asked)


def test_a_staging_distribution_is_not_copied(cloud: Cloud, pair: Pair) -> None:
    with refused("InvalidArgument"):
        cloud.staging(pair.staging, "third")


def test_an_account_has_room_for_so_many_staging_distributions() -> None:
    cloud = Cloud(limits=Limits({"staging-distributions": 1}))
    primary = cloud.create()
    cloud.staging(primary)
    with refused("TooManyDistributions"):
        cloud.staging(primary, "second")


def test_promotion_overwrites_all_but_names_and_policy(cloud: Cloud, pair: Pair) -> None:
    cloud.update(pair.staging, Comment="promoted", DefaultCacheBehavior=behavior(Compress=True))
    before = cloud.etag(pair.primary)
    answer = pair.promote()
    expected = distribution_config(
        "one",
        Comment="promoted",
        DefaultCacheBehavior=behavior(Compress=True),
        Aliases=listed("www.example.com"),
        ContinuousDeploymentPolicyId=pair.policy,
        Staging=False,
    )
    assert answer["Distribution"]["DistributionConfig"] == expected
    assert answer["ETag"] == cloud.etag(pair.primary) != before


def test_promotion_disables_the_policy(cloud: Cloud, pair: Pair) -> None:
    etag = cloud.api.get_continuous_deployment_policy(Id=pair.policy)["ETag"]
    pair.promote()
    read = cloud.api.get_continuous_deployment_policy_config(Id=pair.policy)
    assert read["ContinuousDeploymentPolicyConfig"]["Enabled"] is False
    assert read["ETag"] != etag


def test_promotion_overwrites_whether_it_is_enabled(cloud: Cloud, pair: Pair) -> None:
    cloud.update(pair.staging, Enabled=False)
    assert pair.promote()["Distribution"]["DistributionConfig"]["Enabled"] is False


@pytest.mark.parametrize("separator", [", ", ","], ids=["with a space", "without"])
def test_both_etags_go_in_one_string(pair: Pair, separator: str) -> None:
    assert pair.promote(pair.etags.replace(", ", separator))


def test_etags_of_promotion_are_checked_one_by_one(cloud: Cloud, pair: Pair) -> None:
    primary, staging = pair.etags.split(", ")
    for wrong in (
        primary,
        f"{staging}, {primary}",
        f"{primary}, EMADEUP",
        f"{primary}, {staging}, {staging}",
    ):
        with refused("InvalidIfMatchVersion"):
            pair.promote(wrong)
    cloud.update(pair.staging, Comment="moved on")
    with refused("PreconditionFailed"):
        pair.promote(f"{primary}, {staging}")
    cloud.update(pair.primary, Comment="moved on")
    with refused("PreconditionFailed"):
        pair.promote(f"{primary}, {cloud.etag(pair.staging)}")


def test_promotion_needs_a_policy_between_the_two(cloud: Cloud, pair: Pair) -> None:
    cloud.update(pair.primary, ContinuousDeploymentPolicyId="")
    with refused("InvalidArgument", text="no continuous deployment policy joins"):
        pair.promote()


def test_promotion_of_nothing_is_refused(cloud: Cloud) -> None:
    made = cloud.create()
    with refused("NoSuchDistribution"):
        cloud.api.update_distribution_with_staging_config(
            Id=made, StagingDistributionId="ENONE", IfMatch="a, b"
        )


def test_a_name_belongs_to_one_distribution(cloud: Cloud) -> None:
    cloud.create(distribution_config(Aliases=listed("www.example.com")))
    with refused("CNAMEAlreadyExists"):
        cloud.create(distribution_config("two", Aliases=listed("WWW.example.com")))
    other = cloud.create(distribution_config("two", Aliases=listed("shop.example.com")))
    cloud.update(other, Comment="its own name is no other's")
    with refused("CNAMEAlreadyExists"):
        cloud.update(other, Aliases=listed("shop.example.com", "www.example.com"))
