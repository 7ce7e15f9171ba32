"""The server takes one call after the other, lets other writers in, and refuses by name what it cannot do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, ParamValidationError
from cloudfront_api import Cloud, distribution_config, refused

from cloudfrontier.testing.fake_cloudfront import NotFakedError

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_an_operation_that_is_not_faked_is_refused_by_name(cloud: Cloud) -> None:
    with pytest.raises(NotFakedError, match="does not fake ListVpcOrigins of cloudfront; it fakes Copy"):
        cloud.api.list_vpc_origins()
    assert not isinstance(NotFakedError(""), ClientError)


def test_botocore_still_validates_what_is_sent(cloud: Cloud) -> None:
    with pytest.raises(ParamValidationError, match="Missing required parameter"):
        cloud.api.create_distribution(DistributionConfig={"CallerReference": "one"})
    assert cloud.fake.calls == []


def test_a_competing_writer_makes_the_etag_stale(cloud: Cloud) -> None:
    made = cloud.create()

    def write_first(params: Mapping[str, Any]) -> None:
        assert params["Id"] == made
        del cloud.fake.before["UpdateDistribution"]
        cloud.update(made, Comment="theirs")

    cloud.fake.before["UpdateDistribution"] = write_first
    with refused("PreconditionFailed"):
        cloud.update(made, Comment="ours")
    cloud.update(made, Enabled=False)
    read = cloud.api.get_distribution_config(Id=made)["DistributionConfig"]
    assert (read["Comment"], read["Enabled"]) == ("theirs", False)


def test_a_hook_that_stays_runs_at_every_call_but_its_own(cloud: Cloud) -> None:
    made = cloud.create()
    cloud.fake.before["UpdateDistribution"] = lambda _: cloud.update(made, Comment="theirs")
    for _ in range(3):
        with refused("PreconditionFailed"):
            cloud.update(made, Comment="ours")


def test_a_hook_may_call_from_another_thread(cloud: Cloud) -> None:
    made = cloud.create()

    def write_elsewhere(_: Mapping[str, Any]) -> None:
        del cloud.fake.before["UpdateDistribution"]
        thread = Thread(target=cloud.update, args=(made,), kwargs={"Comment": "theirs"})
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()

    cloud.fake.before["UpdateDistribution"] = write_elsewhere
    with refused("PreconditionFailed"):
        cloud.update(made, Comment="ours")


def test_a_hook_that_fails_does_not_stop_the_next_one(cloud: Cloud) -> None:
    def fail(_: Mapping[str, Any]) -> None:
        raise ValueError("the test's own")

    cloud.fake.before["ListDistributions"] = fail
    for _ in range(2):
        with pytest.raises(ValueError, match="the test's own"):
            cloud.api.list_distributions()


def test_of_writers_with_one_etag_one_wins(cloud: Cloud) -> None:
    made = cloud.create()
    etag, together = cloud.etag(made), Barrier(8, timeout=10)

    def write(number: int) -> str:
        together.wait()
        try:
            cloud.api.update_distribution(
                Id=made, IfMatch=etag, DistributionConfig=distribution_config(Comment=str(number))
            )
        except ClientError as error:
            return str(error.response["Error"]["Code"])
        return str(number)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(write, range(8)))
    won = [outcome for outcome in outcomes if outcome.isdigit()]
    assert outcomes.count("PreconditionFailed") == 7
    assert [cloud.api.get_distribution_config(Id=made)["DistributionConfig"]["Comment"]] == won


def test_two_writers_that_read_again_both_get_through(cloud: Cloud) -> None:
    made = cloud.create(distribution_config(Comment=""))

    def add_one() -> None:
        for _ in range(10):
            while True:
                read = cloud.api.get_distribution_config(Id=made)
                config = {
                    **read["DistributionConfig"],
                    "Comment": read["DistributionConfig"]["Comment"] + "x",
                }
                try:
                    cloud.api.update_distribution(Id=made, IfMatch=read["ETag"], DistributionConfig=config)
                    break
                except cloud.api.exceptions.PreconditionFailed:
                    continue

    threads = [Thread(target=add_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert cloud.api.get_distribution_config(Id=made)["DistributionConfig"]["Comment"] == "x" * 20


def test_what_is_faked_can_be_asked(cloud: Cloud) -> None:
    assert "UpdateDistribution" in cloud.fake.operations["cloudfront"]
    assert "UpdateKeys" in cloud.fake.operations["cloudfront-keyvaluestore"]
