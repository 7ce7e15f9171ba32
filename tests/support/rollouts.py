"""What tests of staged rollouts share: a primary, what is staged on it, and the metrics of its copy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cloudfront_api import behavior, distribution_config, listed

from infra.apply import settle_unfinished
from infra.rollout import Rollout, read_rollout
from infra.staging import stage
from infra.traffic_split import Split

if TYPE_CHECKING:
    from deployments import Place, Project

__all__ = ["MEMBERS", "config_of", "edit", "metric", "primary_config", "run_stage", "staged"]

MEMBERS = "/members/*"
BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
"""When the clock of a `Place` begins."""


def primary_config(**members: Any) -> dict[str, Any]:
    """The distribution that `shop_project` is for, with a name of its own."""
    return distribution_config(
        CacheBehaviors=listed(behavior(PathPattern=MEMBERS)),
        **{"Aliases": listed("shop.example"), **members},
    )


def staged(place: Place, project: Project, primary: str, split: Split | None = None) -> Rollout:
    """Stage it, and look at what there is then."""
    run_stage(place, project, primary, split)
    return read_rollout(place.aws, primary)


def run_stage(place: Place, project: Project, primary: str, split: Split | None = None) -> None:
    """What `stage` does, and not one call more."""
    settle_unfinished(primary, place.site(project), place.journal)
    plan = place.plan(project, primary)
    stage(plan, project.desired, place.site(project), place.journal, split=split or Split(5))


def config_of(place: Place, distribution: str) -> dict[str, Any]:
    """A distribution's configuration."""
    read = place.aws.cloudfront.get_distribution_config(Id=distribution)
    return dict(read["DistributionConfig"])


def edit(place: Place, distribution: str, **members: Any) -> None:
    """What somebody else does: read, change, write."""
    read = place.aws.cloudfront.get_distribution_config(Id=distribution)
    config = {**read["DistributionConfig"], **members}
    place.aws.cloudfront.update_distribution(Id=distribution, IfMatch=read["ETag"], DistributionConfig=config)


def metric(place: Place, name: str, value: float, *, minute: int = 0, **dimensions: str) -> None:
    """Let CloudWatch have this figure of CloudFront's for a minute from the beginning on."""
    named = {"Region": "Global", **dimensions}
    place.aws.metrics.put_metric_data(
        Namespace="AWS/CloudFront",
        MetricData=[
            {
                "MetricName": name,
                "Dimensions": [{"Name": key, "Value": text} for key, text in named.items()],
                "Timestamp": BEGIN + timedelta(minutes=minute),
                "Value": value,
            }
        ],
    )
