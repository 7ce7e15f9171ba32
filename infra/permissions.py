"""The execution role of a handler: who may assume it, what it may do, and how it comes to be.

1. Both `lambda` and `edgelambda` have to be trusted, or CloudFront refuses the function.
2. It may write its own log group and read what edge.toml says that it reads, and nothing else; Lambda@Edge
   logs in the region that is nearest to the visitor, so the group is named in every region, always with the
   prefix `us-east-1.`.
3. A role that says it is ours is brought to what it should be; of any other only the trust is looked at.
4. Roles have no versions: what is changed holds for the version that serves visitors now. So what it may read
   is kept until the distribution is Deployed with the new one, and taken away then.

Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html and
.../edge-functions-logs.html (read 2026-04).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.regions import handler_log_group
from cloudfrontier.errors import RefusedError
from infra.aws import ServiceError, call
from infra.naming import marker, owns_marked
from infra.state import LiveRole

if TYPE_CHECKING:
    from infra.aws import Aws
    from infra.grants import Grant
    from infra.site import Site

__all__ = [
    "POLICY_NAME",
    "PRINCIPALS",
    "ensure_role",
    "handler_policy",
    "narrow_role",
    "read_role",
    "role_problem",
    "trust_policy",
]

PRINCIPALS = ("lambda.amazonaws.com", "edgelambda.amazonaws.com")
POLICY_NAME = "logs"

_VERSION = "2012-10-17"
_ASSUMING = {"sts:AssumeRole", "sts:*", "*"}
_RACES = frozenset({"EntityAlreadyExists", "ConcurrentModification", "NoSuchEntity"})


def trust_policy() -> dict[str, Any]:
    """Who may assume the role of a Lambda@Edge function."""
    statement = {"Effect": "Allow", "Principal": {"Service": list(PRINCIPALS)}, "Action": "sts:AssumeRole"}
    return {"Version": _VERSION, "Statement": [statement]}


def handler_policy(account: str, function: str, grants: Iterable[Grant] = ()) -> dict[str, Any]:
    """The least that a handler needs: its own logs, in whatever region it runs, and what it reads."""
    group = f"arn:aws:logs:*:{account}:log-group:{handler_log_group(function)}"
    statement = {
        "Effect": "Allow",
        "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": [group, f"{group}:*"],
    }
    reads = [grant.statement(account) for grant in grants]
    return {"Version": _VERSION, "Statement": [statement, *reads]}


def read_role(aws: Aws, role_name: str, *, account: str, grants: Iterable[Grant] = ()) -> LiveRole | None:
    """The role of that name, None if there is none; `grants` are what its policy should hold."""
    try:
        role = call(aws.iam.get_role, RoleName=role_name)["Role"]
    except ServiceError as error:
        if error.code == "NoSuchEntity":
            return None
        raise
    policy = _policy(aws, role_name)
    return LiveRole(
        role["Arn"],
        role.get("Description", ""),
        is_trusted=set(PRINCIPALS) <= set(_trusted(role["AssumeRolePolicyDocument"])),
        has_policy=policy == handler_policy(account, role_name, grants),
        policy=policy,
    )


def role_problem(role: LiveRole | None, arn: str) -> str:
    """What is wrong with a role that somebody else made; empty if nothing is."""
    if role is None:
        return f"there is no role {arn}"
    if not role.is_trusted:
        return f"the role {arn} cannot be assumed by both {' and '.join(PRINCIPALS)}"
    return ""


def ensure_role(name: str, site: Site, *, grants: Iterable[Grant] = ()) -> str:
    """Make the role of a function of that name, or mend what is ours; its ARN.

    Raises:
        RefusedError: there is one of that name that is not ours.
    """
    wanted = tuple(grants)
    return site.pace.converge(lambda: _converge(name, site, wanted), moved=lambda error: error.code in _RACES)


def narrow_role(name: str, site: Site, *, grants: Iterable[Grant] = ()) -> None:
    """Take away what only the version before could do; a role that is not ours is left alone."""
    wanted = handler_policy(site.account, name, grants)

    def step() -> None:
        role = read_role(site.aws, name, account=site.account, grants=grants)
        if role is not None and not role.has_policy and owns_marked(site.project, name, role.description):
            _put(name, site, wanted)

    site.pace.converge(step, moved=lambda error: error.code in _RACES)


def _converge(name: str, site: Site, grants: tuple[Grant, ...]) -> str:
    iam = site.aws.iam
    role = read_role(site.aws, name, account=site.account, grants=grants)
    if role is None:
        made = call(
            iam.create_role,
            RoleName=name,
            AssumeRolePolicyDocument=json.dumps(trust_policy()),
            Description=marker(site.project, name.removeprefix(f"{site.project}-")),
        )
        role = LiveRole(made["Role"]["Arn"], "", is_trusted=True, has_policy=False)
    elif not owns_marked(site.project, name, role.description):
        raise RefusedError(f"the role {name} is not this project's; name one with --role")
    if not role.is_trusted:
        document = json.dumps(trust_policy())
        call(iam.update_assume_role_policy, RoleName=name, PolicyDocument=document)
    if not role.has_policy:
        wide = _both(handler_policy(site.account, name, grants), role.policy)
        if wide != role.policy:
            _put(name, site, wide)
    return role.arn


def _both(wanted: dict[str, Any], now: object) -> dict[str, Any]:
    """A policy that allows what another one does, too."""
    statements = now.get("Statement", []) if isinstance(now, Mapping) else []
    before = [statements] if isinstance(statements, Mapping) else statements
    more = [statement for statement in before if statement not in wanted["Statement"]]
    return {**wanted, "Statement": [*wanted["Statement"], *more]}


def _put(name: str, site: Site, policy: dict[str, Any]) -> None:
    document = json.dumps(policy)
    call(site.aws.iam.put_role_policy, RoleName=name, PolicyName=POLICY_NAME, PolicyDocument=document)


def _policy(aws: Aws, role_name: str) -> object:
    try:
        answer = call(aws.iam.get_role_policy, RoleName=role_name, PolicyName=POLICY_NAME)
    except ServiceError as error:
        if error.code == "NoSuchEntity":
            return None
        raise
    return answer["PolicyDocument"]


def _trusted(policy: Mapping[str, Any]) -> Iterator[str]:
    """The services that a trust policy lets assume the role; conditions are not weighed."""
    statements = policy.get("Statement", [])
    for statement in [statements] if isinstance(statements, Mapping) else statements:
        actions = statement.get("Action", [])
        allowed = {actions} if isinstance(actions, str) else set(actions)
        principal = statement.get("Principal")
        if statement.get("Effect") == "Allow" and allowed & _ASSUMING and isinstance(principal, Mapping):
            services = principal.get("Service", [])
            yield from [services] if isinstance(services, str) else services
