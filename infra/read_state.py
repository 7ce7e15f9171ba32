"""Asks AWS for everything that a plan is made from; reads only.

Whether an attached function is the project's own is asked of the function itself: by the digest in its name,
or by its description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.distribution_config import Policies, function_arn, lambda_arn
from infra.associations import attached, find_behavior
from infra.aws import EDGE_REGION, ServiceError
from infra.distributions import read_distribution
from infra.functions import read_function
from infra.handlers import read_handler
from infra.key_value_store import read_store
from infra.naming import owns_function, owns_marked, project_name_of
from infra.permissions import read_role
from infra.policies import read_policies
from infra.state import Live, LiveFunction, LiveHandler, unversioned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.associations import Held
    from infra.aws import Aws
    from infra.desired import Desired
    from infra.state import LiveDistribution

__all__ = ["read_live"]

_HIDDEN = frozenset({"AccessDenied", "AccessDeniedException"})


def read_live(aws: Aws, distribution_id: str, desired: Desired) -> Live:
    """The distribution, and what it and the project have to do with each other.

    Raises:
        UsageError: there is no such distribution.
        AwsError: AWS refused to tell.
    """
    distribution = read_distribution(aws, distribution_id, with_tags=True)
    functions = {item.deployed_name: read_function(aws, item.deployed_name) for item in desired.functions}
    handlers = {item.deployed_name: read_handler(aws, item.deployed_name) for item in desired.handlers}
    roles = {
        name: read_role(aws, name, account=distribution.account, grants=desired.grants_of_role(name))
        for name in desired.role_names
    }
    stores = {item.deployed_name: read_store(aws, item.deployed_name) for item in desired.stores}
    known_handlers = {name: item for name, item in handlers.items() if item is not None}
    return Live(
        distribution,
        {name: item for name, item in functions.items() if item.development is not None},
        known_handlers,
        {name: item for name, item in roles.items() if item is not None},
        {name: item for name, item in stores.items() if item is not None},
        _owned(aws, distribution, desired.project, functions, known_handlers),
        _policies(aws, distribution, desired),
    )


def _policies(aws: Aws, distribution: LiveDistribution, desired: Desired) -> Policies:
    patterns = dict.fromkeys(item.slot.behavior for item in desired.associations)
    behaviors = (find_behavior(distribution.config, pattern) for pattern in patterns)
    return read_policies(aws, [behavior for behavior in behaviors if behavior is not None])


def _owned(
    aws: Aws,
    distribution: LiveDistribution,
    project: str,
    functions: Mapping[str, LiveFunction],
    handlers: Mapping[str, LiveHandler],
) -> frozenset[str]:
    """The ARNs of what is attached and ours; each is asked for once."""
    found = {unversioned(held): held for held in attached(distribution.config).values()}
    return frozenset(
        arn
        for arn, held in found.items()
        if (
            _owns_function(aws, distribution, project, held, functions)
            if held.kind == "function"
            else _owns_handler(aws, distribution, project, held, handlers)
        )
    )


def _owns_function(
    aws: Aws,
    distribution: LiveDistribution,
    project: str,
    held: Held,
    known: Mapping[str, LiveFunction],
) -> bool:
    arn = function_arn(held.arn)
    if arn is None or arn.account != distribution.account or not project_name_of(project, arn.name):
        return False
    if arn.name in known:
        return True
    try:
        live = read_function(aws, arn.name).live
    except ServiceError as error:
        if error.code in _HIDDEN:
            return False
        raise
    return live is not None and owns_function(
        project, arn.name, runtime=live.runtime, code_sha256=live.sha256
    )


def _owns_handler(
    aws: Aws,
    distribution: LiveDistribution,
    project: str,
    held: Held,
    known: Mapping[str, LiveHandler],
) -> bool:
    arn = lambda_arn(held.arn)
    if arn is None or (arn.account, arn.region) != (distribution.account, EDGE_REGION):
        return False
    if not arn.name.startswith(f"{project}-"):
        return False
    try:
        live = known.get(arn.name) or read_handler(aws, arn.name)
    except ServiceError as error:
        if error.code in _HIDDEN:
            return False
        raise
    return live is not None and owns_marked(project, arn.name, live.description)
