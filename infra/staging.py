"""A staged rollout: what was built goes to a staging distribution first, which gets a part of the requests.

1. The primary is not changed but for the id of the policy. The copy is the primary with the plan's edits: it
   is brought up to date each time, so that a promotion carries nothing over but them.
2. The policy is turned on after the copy is Deployed everywhere: no request meets half of it.
3. Every step looks first, as in an attach. A copy is found again by its caller reference, which is made of
   the primary's ETag: two runs at once make the same one, and CloudFront refuses the second.
4. KeyValueStores have no versions: what is written to them for the copy is read by the primary, too.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/working-with-staging-distribution-continuous-deployment-policy.html
and .../continuous-deployment-quotas-considerations.html (read 2026-04).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import RefusedError
from infra.apply import check_unchanged, refuse_plan, resolved
from infra.associations import edited
from infra.aws import ServiceError, call
from infra.distributions import (
    read_distribution,
    refuse_lost_fields,
    update_distribution,
    wait_until_deployed,
)
from infra.publish import publish
from infra.records import Record
from infra.rollout import OWN, POLICY_ID, read_rollout, reference_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.apply import Journal
    from infra.desired import Desired
    from infra.plan import Plan
    from infra.records import Applied, Kind
    from infra.rollout import Rollout
    from infra.site import Site
    from infra.state import LiveDistribution
    from infra.traffic_split import Split

__all__ = ["RACES", "opened", "stage", "staged_config"]

RACES = frozenset(
    {
        "PreconditionFailed",
        "InvalidIfMatchVersion",
        "DistributionAlreadyExists",
        "ContinuousDeploymentPolicyAlreadyExists",
        "StagingDistributionInUse",
    }
)
_HTTP3 = frozenset({"http3", "http2and3"})


def stage(plan: Plan, desired: Desired, site: Site, journal: Journal, *, split: Split) -> Record:
    """Put what the plan attaches on the staging distribution, and send it a part of the requests.

    Raises:
        RefusedError: the plan has conflicts, or the distribution cannot have a staging one.
        FindingsError: the rules found errors in what would come of it.
        AwsError: AWS refused; the same command goes on.
        TimedOutError: something takes longer than it was given; the same command waits on.
    """
    refuse_plan(plan)
    rollout = read_rollout(site.aws, plan.distribution)
    _refuse(rollout)
    check_unchanged(rollout.primary, plan.edits)
    record = opened(journal, site, plan, "stage")
    changes = resolved(plan.edits, publish(desired, site))
    site.tell("staging distribution")
    staging = rollout.staging.id if rollout.staging else _copy(site, plan.distribution)
    _bring_up_to_date(site, plan.distribution, staging, changes)
    wait_until_deployed(site.aws, staging, pace=site.pace)
    site.tell(f"continuous deployment policy: {split}")
    policy = _policy(site, plan.distribution, split)
    update_distribution(site.aws, plan.distribution, lambda now: _naming(now, policy), pace=site.pace)
    wait_until_deployed(site.aws, plan.distribution, pace=site.pace)
    return journal.close(record, "done")


def opened(journal: Journal, site: Site, plan: Plan, kind: Kind) -> Record:
    """A record of a run that begins, written; more is put into it when more is known."""
    record = Record(
        id=journal.new_id(),
        kind=kind,
        distribution=plan.distribution,
        project=plan.project,
        who=str(call(site.aws.sts.get_caller_identity)["Arn"]),
        started=journal.stamp(),
        plan=plan,
        before={},
    )
    journal.records.save(record)
    return record


def staged_config(
    primary: Mapping[str, Any], staging: Mapping[str, Any], changes: tuple[Applied, ...]
) -> dict[str, Any]:
    """What the copy is to be: the primary with the changes, under its own name."""
    config = edited(primary, {item.slot: item.after for item in changes})
    kept = {name: value for name, value in config.items() if name not in OWN}
    return {**kept, **{name: staging[name] for name in OWN if name in staging}}


def _refuse(rollout: Rollout) -> None:
    primary = rollout.primary
    refuse_lost_fields(primary)
    if primary.config.get("HttpVersion") in _HTTP3:
        raise RefusedError(
            f"the distribution {primary.id} speaks HTTP/3, with which CloudFront does no continuous"
            " deployment; set its HttpVersion to http2, or use `attach`"
        )
    if rollout.staging is not None:
        refuse_lost_fields(rollout.staging)
    if not rollout.is_ours:
        raise RefusedError(
            f"the distribution {primary.id} has a staging distribution that was not made here; finish or"
            " delete that rollout where it was begun"
        )


def _copy(site: Site, primary_id: str) -> str:
    """The id of the copy, made now or by somebody who was faster."""

    def step() -> str:
        rollout = read_rollout(site.aws, primary_id)
        if rollout.staging is not None:
            return rollout.staging.id
        made = call(
            site.aws.cloudfront.copy_distribution,
            PrimaryDistributionId=primary_id,
            Staging=True,
            IfMatch=rollout.primary.etag,
            CallerReference=f"{reference_of(primary_id)}{rollout.primary.etag}",
            Enabled=bool(rollout.primary.config["Enabled"]),
        )
        return str(made["Distribution"]["Id"])

    return site.pace.converge(step, moved=_is_race)


def _bring_up_to_date(site: Site, primary_id: str, staging_id: str, changes: tuple[Applied, ...]) -> None:
    def edit(staging: LiveDistribution) -> Mapping[str, Any] | None:
        primary = read_distribution(site.aws, primary_id)
        refuse_lost_fields(primary)
        wanted = staged_config(primary.config, staging.config, changes)
        return None if wanted == staging.config else wanted

    update_distribution(site.aws, staging_id, edit, pace=site.pace)


def _policy(site: Site, primary_id: str, split: Split) -> str:
    """The id of the policy, which is on and says this."""

    def step() -> str:
        rollout = read_rollout(site.aws, primary_id)
        if rollout.staging is None:
            raise RefusedError("somebody has deleted the staging distribution; run the same command again")
        config = {
            "StagingDistributionDnsNames": {"Quantity": 1, "Items": [rollout.staging.domain_name]},
            "Enabled": True,
            "TrafficConfig": split.traffic,
        }
        cloudfront, policy = site.aws.cloudfront, rollout.policy
        if policy is None:
            made = call(
                cloudfront.create_continuous_deployment_policy, ContinuousDeploymentPolicyConfig=config
            )
            return str(made["ContinuousDeploymentPolicy"]["Id"])
        if policy.config != config:
            call(
                cloudfront.update_continuous_deployment_policy,
                Id=policy.id,
                IfMatch=policy.etag,
                ContinuousDeploymentPolicyConfig=config,
            )
        return policy.id

    return site.pace.converge(step, moved=_is_race)


def _naming(found: LiveDistribution, policy_id: str) -> Mapping[str, Any] | None:
    now = found.config.get(POLICY_ID) or ""
    if now not in {"", policy_id}:
        raise RefusedError(f"the distribution {found.id} has got another policy meanwhile; nothing was sent")
    return None if now else {**found.config, POLICY_ID: policy_id}


def _is_race(error: ServiceError) -> bool:
    return error.code in RACES
