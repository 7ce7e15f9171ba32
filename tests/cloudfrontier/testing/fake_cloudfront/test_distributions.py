"""Distributions live as at AWS: replaced as a whole, guarded by ETags, deployed after a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudfront_api import Cloud, behavior, distribution_config, refused

from cloudfrontier.cloudfront.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_new_distribution_is_in_progress_and_has_an_address(cloud: Cloud) -> None:
    answer = cloud.api.create_distribution(DistributionConfig=distribution_config())
    made = answer["Distribution"]
    assert made["Status"] == "InProgress"
    assert made["ARN"] == f"arn:aws:cloudfront::123456789012:distribution/{made['Id']}"
    assert made["DomainName"].endswith(".cloudfront.net")
    assert answer["Location"].endswith(made["Id"])
    assert answer["ETag"]


def test_the_same_seed_gives_the_same_ids() -> None:
    assert Cloud(seed=3).create() == Cloud(seed=3).create() != Cloud(seed=4).create()


def test_an_update_replaces_everything(cloud: Cloud) -> None:
    made = cloud.create(distribution_config(DefaultRootObject="index.html"))
    cloud.update(made, DefaultRootObject=None, Comment="new")
    read = cloud.api.get_distribution_config(Id=made)["DistributionConfig"]
    assert "DefaultRootObject" not in read
    assert read == distribution_config(Comment="new")


def test_an_update_moves_the_etag_and_starts_a_deployment(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.fake.settle()
    before = cloud.etag(made)
    answer = cloud.update(made, Comment="new")
    assert answer["ETag"] != before
    assert answer["ETag"] == cloud.etag(made)
    assert answer["Distribution"]["Status"] == "InProgress"


def test_a_stale_etag_is_a_failed_precondition(cloud: Cloud) -> None:
    made = cloud.create()
    stale = cloud.etag(made)
    cloud.update(made, Comment="somebody else's")
    with refused("PreconditionFailed", text="preconditions in one or more request-header fields"):
        cloud.api.update_distribution(Id=made, IfMatch=stale, DistributionConfig=distribution_config())
    assert cloud.api.get_distribution_config(Id=made)["DistributionConfig"]["Comment"] == "somebody else's"


@pytest.mark.parametrize("if_match", [{}, {"IfMatch": "EMADEUP"}], ids=["missing", "never issued"])
@pytest.mark.parametrize("operation", ["update_distribution", "delete_distribution"])
def test_an_if_match_that_never_was_an_etag_is_not_valid(
    cloud: Cloud, operation: str, if_match: dict[str, str]
) -> None:
    made = cloud.create()
    config = {"DistributionConfig": distribution_config()} if operation == "update_distribution" else {}
    with refused("InvalidIfMatchVersion", text="The If-Match version is missing or not valid"):
        getattr(cloud.api, operation)(Id=made, **if_match, **config)


def test_the_caller_reference_cannot_be_changed(cloud: Cloud) -> None:
    made = cloud.create()
    with refused("IllegalUpdate"):
        cloud.update(made, CallerReference="another")


def test_a_distribution_cannot_become_a_staging_one(cloud: Cloud) -> None:
    made = cloud.create()
    with refused("IllegalUpdate"):
        cloud.update(made, Staging=True)


def test_a_caller_reference_makes_one_distribution(cloud: Cloud) -> None:
    cloud.create()
    with refused("DistributionAlreadyExists"):
        cloud.create(distribution_config(Comment="the same reference"))


READS: dict[str, Callable[[Cloud], object]] = {
    "get": lambda cloud: cloud.api.get_distribution(Id="ENONE"),
    "get config": lambda cloud: cloud.api.get_distribution_config(Id="ENONE"),
    "update": lambda cloud: cloud.api.update_distribution(
        Id="ENONE", IfMatch="E", DistributionConfig=distribution_config()
    ),
    "delete": lambda cloud: cloud.api.delete_distribution(Id="ENONE", IfMatch="E"),
    "copy": lambda cloud: cloud.staging("ENONE"),
    "invalidate": lambda cloud: cloud.api.list_invalidations(DistributionId="ENONE"),
}


@pytest.mark.parametrize("call", READS.values(), ids=READS)
def test_an_unknown_distribution_is_not_there(cloud: Cloud, call: Callable[[Cloud], object]) -> None:
    with refused("NoSuchDistribution", text="The specified distribution does not exist."):
        call(cloud)


def test_only_a_disabled_and_deployed_distribution_is_deleted(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.fake.settle()
    with refused("DistributionNotDisabled"):
        cloud.api.delete_distribution(Id=made, IfMatch=cloud.etag(made))
    etag = cloud.update(made, Enabled=False)["ETag"]
    with refused("DistributionNotDisabled", text="not yet deployed"):
        cloud.api.delete_distribution(Id=made, IfMatch=etag)
    cloud.fake.settle()
    cloud.api.delete_distribution(Id=made, IfMatch=etag)
    with refused("NoSuchDistribution"):
        cloud.api.get_distribution(Id=made)


def test_a_list_shows_what_a_configuration_leaves_out_as_cloudfront_takes_it(cloud: Cloud) -> None:
    cloud.create(distribution_config(DefaultCacheBehavior=behavior(Compress=True)))
    (shown,) = cloud.api.list_distributions()["DistributionList"]["Items"]
    assert shown["DefaultCacheBehavior"]["Compress"] is True
    assert shown["PriceClass"] == "PriceClass_All"
    assert shown["HttpVersion"] == "http2"
    assert shown["Aliases"] == {"Quantity": 0}
    assert shown["Staging"] is False


def test_an_account_has_room_for_so_many_distributions() -> None:
    cloud = Cloud(limits=Limits({"distributions-per-account": 1}))
    cloud.create()
    with refused("TooManyDistributions"):
        cloud.create(distribution_config("two"))


def test_a_refused_call_leaves_no_trace(cloud: Cloud) -> None:
    made = cloud.create()
    before = cloud.api.get_distribution(Id=made)
    with refused("NoSuchCachePolicy"):
        cloud.update(made, DefaultCacheBehavior=behavior(CachePolicyId="none"))
    after = cloud.api.get_distribution_config(Id=made)
    assert after["ETag"] == before["ETag"]
    assert after["DistributionConfig"] == before["Distribution"]["DistributionConfig"]


def test_tags_given_at_creation_are_read_back(cloud: Cloud) -> None:
    tags = {"Items": [{"Key": "owner", "Value": "shop"}]}
    made = cloud.api.create_distribution_with_tags(
        DistributionConfigWithTags={"DistributionConfig": distribution_config(), "Tags": tags}
    )["Distribution"]
    assert made["DistributionConfig"] == distribution_config()
    assert cloud.api.list_tags_for_resource(Resource=made["ARN"])["Tags"] == tags
