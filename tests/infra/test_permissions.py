"""Roles: what a handler may do is the least that it needs, and nobody else's role is touched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.errors import RefusedError
from infra.grants import Grant
from infra.naming import marker
from infra.permissions import (
    ensure_role,
    handler_policy,
    narrow_role,
    read_role,
    role_problem,
    trust_policy,
)

if TYPE_CHECKING:
    from deployments import Place, Project

NAME = "shop-gate"


def policy_of(place: Place) -> Any:
    return place.aws.iam.get_role_policy(RoleName=NAME, PolicyName="logs")["PolicyDocument"]


def create(place: Place, trust: dict[str, Any], *, description: str = "") -> None:
    place.aws.iam.create_role(
        RoleName=NAME, AssumeRolePolicyDocument=json.dumps(trust), Description=description
    )


def test_both_services_may_assume_it_as_aws_documents_it() -> None:
    assert trust_policy() == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]},
                "Action": "sts:AssumeRole",
            }
        ],
    }


def test_it_may_write_its_own_logs_in_every_region_and_nothing_else() -> None:
    (statement,) = handler_policy("123456789012", NAME)["Statement"]
    group = "arn:aws:logs:*:123456789012:log-group:/aws/lambda/us-east-1.shop-gate"
    assert statement["Resource"] == [group, f"{group}:*"]
    assert statement["Action"] == ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]


def test_a_role_is_made_once(place: Place, project: Project) -> None:
    site = place.site(project)
    arn = ensure_role(NAME, site)
    assert arn == "arn:aws:iam::123456789012:role/shop-gate"
    assert policy_of(place) == handler_policy("123456789012", NAME)
    start = len(place.fake.calls)
    assert ensure_role(NAME, site) == arn
    assert [call.operation for call in place.fake.calls[start:]] == ["GetRole", "GetRolePolicy"]


def test_a_role_of_ours_is_mended(place: Place, project: Project) -> None:
    trust = trust_policy()
    trust["Statement"][0]["Principal"] = {"Service": "lambda.amazonaws.com"}
    create(place, trust, description=marker("shop", "gate"))
    other = json.dumps(handler_policy("123456789012", "another"))
    place.aws.iam.put_role_policy(RoleName=NAME, PolicyName="logs", PolicyDocument=other)
    ensure_role(NAME, place.site(project))
    narrow_role(NAME, place.site(project))
    role = read_role(place.aws, NAME, account="123456789012")
    assert role is not None
    assert role.is_trusted
    assert role.has_policy


OLD, NEW = (Grant("ssm:GetParameter", f"arn:aws:ssm:eu-west-1:{{account}}:parameter/{name}") for name in "on")


def readable(place: Place) -> set[str]:
    return {str(item["Resource"])[-1] for item in policy_of(place)["Statement"][1:]}


def test_what_the_version_before_reads_is_readable_until_it_serves_nobody(
    place: Place, project: Project
) -> None:
    site = place.site(project)
    ensure_role(NAME, site, grants=[OLD])
    for _ in range(2):  # a run that was stopped, and the next one
        ensure_role(NAME, site, grants=[NEW])
        assert readable(place) == {"o", "n"}
    assert len(policy_of(place)["Statement"]) == 3
    narrow_role(NAME, site, grants=[NEW])
    assert policy_of(place) == handler_policy("123456789012", NAME, [NEW])
    start = len(place.fake.calls)
    narrow_role(NAME, site, grants=[NEW])
    assert [call.operation for call in place.fake.calls[start:]] == ["GetRole", "GetRolePolicy"]


def test_what_somebody_else_s_role_may_do_is_not_narrowed(place: Place, project: Project) -> None:
    create(place, trust_policy())
    wide = handler_policy("123456789012", NAME, [OLD])
    place.aws.iam.put_role_policy(RoleName=NAME, PolicyName="logs", PolicyDocument=json.dumps(wide))
    narrow_role(NAME, place.site(project))
    narrow_role("nobody", place.site(project))
    assert policy_of(place) == wide


def test_a_role_of_somebody_else_is_left_alone(place: Place, project: Project) -> None:
    create(place, trust_policy())
    with pytest.raises(RefusedError, match="the role shop-gate is not this project's; name one with --role"):
        ensure_role(NAME, place.site(project))


TRUSTS: dict[str, tuple[Any, bool]] = {
    "both": (["lambda.amazonaws.com", "edgelambda.amazonaws.com"], True),
    "and others": (["ec2.amazonaws.com", "lambda.amazonaws.com", "edgelambda.amazonaws.com"], True),
    "lambda alone": ("lambda.amazonaws.com", False),
}


@pytest.mark.parametrize(("services", "fits"), TRUSTS.values(), ids=TRUSTS)
def test_of_a_given_role_the_trust_is_looked_at(place: Place, services: Any, *, fits: bool) -> None:
    trust = trust_policy()
    trust["Statement"][0]["Principal"] = {"Service": services}
    create(place, trust)
    problem = role_problem(read_role(place.aws, NAME, account="123456789012"), "arn")
    assert bool(problem) is not fits


def test_trust_may_be_given_in_two_statements(place: Place) -> None:
    statements = [
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": ["sts:AssumeRole"]}
        for service in ("lambda.amazonaws.com", "edgelambda.amazonaws.com")
    ]
    create(place, {"Version": "2012-10-17", "Statement": statements})
    role = read_role(place.aws, NAME, account="123456789012")
    assert role is not None
    assert role.is_trusted


def test_a_role_that_is_not_there_is_a_problem(place: Place) -> None:
    assert read_role(place.aws, "nobody", account="123456789012") is None
    assert role_problem(None, "arn:x") == "there is no role arn:x"
