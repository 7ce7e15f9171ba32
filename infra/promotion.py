"""The end of a staged rollout: promoted onto the primary, or aborted; staging gets no more requests then.

1. Promotion replaces the primary's whole configuration with the copy's. If the primary was changed since
   it was copied, that change would be lost: it is refused, unless somebody says so, and under both ETags, so
   that nothing can come between the look and the act.
2. Abortion turns the policy off; neither distribution is changed. The copy stays for the next rollout, unless
   it is to be deleted.
3. A promotion is recorded as an attach is: `rollback` puts back what it changed.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistributionWithStagingConfig.html
(botocore 1.44.5).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import RefusedError, UsageError
from infra.apply import verify
from infra.associations import lists_of
from infra.aws import call
from infra.distributions import refuse_lost_fields, update_distribution, wait_until_deployed
from infra.plan import Edit, Plan
from infra.records import Applied
from infra.rollback import target_of
from infra.rollout import OWN, POLICY_ID, differences, read_rollout
from infra.staging import RACES, opened, staged_config

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.apply import Journal
    from infra.records import Record
    from infra.rollout import Rollout
    from infra.site import Site
    from infra.state import LiveDistribution

__all__ = ["abort", "delete_staging", "promote", "promotion_plan"]


def promotion_plan(rollout: Rollout, project: str) -> Plan:
    """What a promotion would change of the primary.

    Raises:
        UsageError: nothing is staged.
    """
    if rollout.staging is None or rollout.policy is None:
        raise UsageError(
            f"the distribution {rollout.primary.id} has nothing staged; `stage` begins a rollout"
        )
    changes = differences(rollout.primary.config, rollout.staging.config)
    return Plan(
        rollout.primary.id,
        rollout.primary.domain_name,
        rollout.primary.account,
        project,
        edits=tuple(Edit(slot, here, target_of(there)) for slot, (here, there) in changes.items()),
    )


def promote(
    plan: Plan, site: Site, journal: Journal, *, may_replace: bool = False, waits: bool = True
) -> Record:
    """Let the primary be what staging is; the completed record.

    Raises:
        RefusedError: the rollout is off, what is staged is not what the plan says, or the primary would lose
            a change that staging does not have.
        AwsError: AWS refused; the same command goes on.
        TimedOutError: it is not Deployed in time.
    """
    rollout = read_rollout(site.aws, plan.distribution)
    _promotable(rollout, plan, may_replace=may_replace)
    patterns = dict.fromkeys(edit.slot.behavior for edit in plan.edits)
    record = replace(
        opened(journal, site, plan, "promote"),
        before={pattern: lists_of(rollout.primary.config, pattern) for pattern in patterns},
        changes=tuple(
            Applied(edit.slot, edit.before, edit.after.held() if edit.after else None) for edit in plan.edits
        ),
    )
    journal.records.save(record)

    def step() -> None:
        now = read_rollout(site.aws, plan.distribution)
        staging = _promotable(now, plan, may_replace=may_replace)
        call(
            site.aws.cloudfront.update_distribution_with_staging_config,
            Id=plan.distribution,
            StagingDistributionId=staging.id,
            IfMatch=f"{now.primary.etag}, {staging.etag}",
        )

    site.tell(f"distribution {plan.distribution}")
    site.pace.converge(step, moved=lambda error: error.code in RACES)
    if waits:
        wait_until_deployed(site.aws, plan.distribution, pace=site.pace)
    verify(record, site)
    return journal.close(record, "done")


def abort(primary_id: str, project: str, site: Site, journal: Journal) -> bool:
    """Send no more requests to staging; whether any were sent.

    Raises:
        AwsError: AWS refused.
    """
    rollout = read_rollout(site.aws, primary_id)
    if rollout.policy is None or not rollout.policy.is_on:
        return False
    primary = rollout.primary
    plan = Plan(primary_id, primary.domain_name, primary.account, project)
    record = opened(journal, site, plan, "abort")

    def step() -> None:
        policy = read_rollout(site.aws, primary_id).policy
        if policy is not None and policy.is_on:
            call(
                site.aws.cloudfront.update_continuous_deployment_policy,
                Id=policy.id,
                IfMatch=policy.etag,
                ContinuousDeploymentPolicyConfig={**policy.config, "Enabled": False},
            )

    site.pace.converge(step, moved=lambda error: error.code in RACES)
    journal.close(record, "done")
    return True


def delete_staging(primary_id: str, site: Site) -> None:
    """Delete the policy and the copy; run again, it goes on where it stopped.

    Raises:
        RefusedError: the staging distribution was not made here.
        AwsError: AWS refused.
        TimedOutError: the copy is not off everywhere in time.
    """
    rollout = read_rollout(site.aws, primary_id)
    if not rollout.is_ours:
        raise RefusedError("the staging distribution was not made here; delete it where it was made")
    update_distribution(site.aws, primary_id, _unnamed, pace=site.pace)
    if rollout.policy is not None:
        site.tell("continuous deployment policy")
        site.pace.converge(lambda: _delete_policy(site, primary_id), moved=lambda error: error.code in RACES)
    if rollout.staging is None:
        return
    site.tell(f"staging distribution {rollout.staging.id}")
    update_distribution(site.aws, rollout.staging.id, _disabled, pace=site.pace)
    wait_until_deployed(site.aws, rollout.staging.id, pace=site.pace)
    site.pace.converge(lambda: _delete_copy(site, primary_id), moved=lambda error: error.code in RACES)


def _promotable(rollout: Rollout, plan: Plan, *, may_replace: bool) -> LiveDistribution:
    """The staging distribution, if it may be promoted."""
    primary, staging = rollout.primary, rollout.staging
    if staging is None or rollout.policy is None or not rollout.policy.is_on:
        raise RefusedError("the rollout is off, so nobody has seen what it would do; run `stage` again")
    refuse_lost_fields(primary)
    refuse_lost_fields(staging)
    if promotion_plan(rollout, plan.project).edits != plan.edits:
        raise RefusedError("what is staged was changed meanwhile; nothing was sent: run `promote` again")
    lost = _unstaged(primary.config, staging.config)
    if lost and not may_replace:
        raise RefusedError(
            f"the primary differs from what was staged in {', '.join(lost)} too, and would lose that;"
            " run `stage` again, or promote with --replace"
        )
    return staging


def _unstaged(primary: Mapping[str, Any], staging: Mapping[str, Any]) -> list[str]:
    """Members that differ besides the associations."""
    changes = tuple(
        Applied(slot, here, there) for slot, (here, there) in differences(primary, staging).items()
    )
    wanted = staged_config(primary, staging, changes)
    names = dict.fromkeys((*wanted, *staging))
    return [name for name in names if name not in OWN and wanted.get(name) != staging.get(name)]


def _unnamed(found: LiveDistribution) -> Mapping[str, Any] | None:
    return {**found.config, POLICY_ID: ""} if found.config.get(POLICY_ID) else None


def _disabled(found: LiveDistribution) -> Mapping[str, Any] | None:
    return {**found.config, "Enabled": False} if found.config["Enabled"] else None


def _delete_policy(site: Site, primary_id: str) -> None:
    policy = read_rollout(site.aws, primary_id).policy
    if policy is not None:
        call(site.aws.cloudfront.delete_continuous_deployment_policy, Id=policy.id, IfMatch=policy.etag)


def _delete_copy(site: Site, primary_id: str) -> None:
    staging = read_rollout(site.aws, primary_id).staging
    if staging is not None:
        call(site.aws.cloudfront.delete_distribution, Id=staging.id, IfMatch=staging.etag)
