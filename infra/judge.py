"""The rules on attachments, held against a live distribution as it is or as a plan would leave it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.artifacts.ignores import take_ignored
from cloudfrontier.cloudfront.distribution_config import read_config
from cloudfrontier.cloudfront.limits import with_overrides
from cloudfrontier.rules.attachment import Attachments, check_attachments
from cloudfrontier.rules.attachment.from_project import facts_of_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.rules.attachment import Facts
    from infra.desired import Desired
    from infra.make_plan import Judge
    from infra.state import Live

__all__ = ["judge_of"]


def judge_of(loaded: LoadedProject, desired: Desired) -> Judge:
    """Judges configurations with what edge.toml says of its functions, and without what it lives with.

    An `[[ignore]]` that names edge.toml is taken for the distribution's findings too: they are the same ones,
    found in what edge.toml describes.
    """
    facts = _facts(loaded, desired)
    limits = with_overrides(loaded.project.limits)

    def judge(config: Mapping[str, Any], live: Live) -> tuple[Finding, ...]:
        document = {"Distribution": {"ARN": live.distribution.arn, "DistributionConfig": config}}
        name = f"distribution {live.distribution.id}"
        found = check_attachments(
            Attachments(loaded.shown, read_config(document, policies=live.policies), facts, limits=limits)
        )
        left, _ = take_ignored(loaded, found, everything_ran=False)
        return tuple(replace(finding, file=name) for finding in left)

    return judge


def _facts(loaded: LoadedProject, desired: Desired) -> Facts:
    """What is known from edge.toml, under the names that things are deployed by."""
    deployed = {("function", item.name): item.deployed_name for item in desired.functions}
    deployed |= {("handler", item.name): item.deployed_name for item in desired.handlers}
    return {
        (kind, deployed[kind, name]): facts
        for (kind, name), facts in facts_of_project(loaded.project).items()
        if (kind, name) in deployed
    }
