"""The policy of `iam` against the calls that are really made: each is allowed, and nothing besides.

Every call of every scenario is held against the policy as IAM would, action and resource. An action that no
scenario uses would be a permission too many.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import ACCOUNT, behavior, distribution_config, listed
from deployments import Place, Project, account
from rollouts import metric, primary_config, staged

from cloudfrontier.artifacts.manifest import Manifest
from cloudfrontier.testing.fake_cloudfront import TestOutcome
from infra.access import ACCESS, DENIED_CALLS
from infra.apply import Journal, Run, apply
from infra.desired import Desired
from infra.distributions import read_distribution
from infra.iam import Scope, policy_for
from infra.key_value_store import fill_store
from infra.logs import Source, read_logs
from infra.make_plan import PlanOptions, make_plan
from infra.promotion import abort, delete_staging, promote, promotion_plan
from infra.prune import prune
from infra.read_state import read_live
from infra.records import BucketRecords
from infra.remote_tests import RemoteFunctions
from infra.rollback import record_to_undo, rollback_plan
from infra.rollout import read_rollout
from infra.trial import TrialEvent, trial_with
from infra.watch import Watch, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from infra.access import Purpose

MEMBERS = "/members/*"
BUCKET = "our-records"
UNCHECKED = {"sts:GetCallerIdentity", "s3:CreateBucket", "cloudwatch:PutMetricData"}
"""The first needs no permission, the others are the test's own."""
EVENT = b'{"version": "1.0", "context": {"eventType": "viewer-request"}}'

Call = tuple[str, str]
"""Action and resource."""


class Witness:
    """Sees every call of a session with its parameters, and says what IAM would look at."""

    def __init__(self, place: Place) -> None:
        self.seen: set[Call] = set()
        self.stores: dict[str, str] = {}
        place.session.events.register("provide-client-params.*.*", self._see)

    def _see(self, params: Mapping[str, Any], model: Any, **_: object) -> None:
        service = model.service_model.service_name
        name = f"{service}:{model.name}"
        action = DENIED_CALLS.get(name, name)
        if action not in UNCHECKED:
            self.seen.add((action, resource_of(action, params)))


def resource_of(action: str, params: Mapping[str, Any]) -> str:
    """The ARN that a call is about, as the service authorization reference has it; `*` for lists."""
    service, _, name = action.partition(":")
    if service == "lambda" and "FunctionName" in params:
        named = str(params["FunctionName"])
        return named if named.startswith("arn:") else f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{named}"
    if service == "iam":
        return f"arn:aws:iam::{ACCOUNT}:role/{params['RoleName']}"
    if service == "s3":
        key = f"/{params['Key']}" if "Key" in params else ""
        return f"arn:aws:s3:::{params['Bucket']}{key}"
    if service == "logs":
        return f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:{params['logGroupName']}"
    if service == "cloudfront-keyvaluestore":
        return str(params["KvsARN"])
    return _of_cloudfront(name, params) if service == "cloudfront" else "*"


def _of_cloudfront(name: str, params: Mapping[str, Any]) -> str:
    if name == "ListTagsForResource":
        return str(params["Resource"])
    if name.startswith("List"):
        return "*"
    kinds = {
        "KeyValueStore": "key-value-store",
        "ContinuousDeploymentPolicy": "continuous-deployment-policy",
        "CachePolicy": "cache-policy",
        "OriginRequestPolicy": "origin-request-policy",
        "ResponseHeadersPolicy": "response-headers-policy",
        "Function": "function",
        "Distribution": "distribution",
    }
    kind = next(value for key, value in kinds.items() if key in name)
    named = params.get("Id") or params.get("PrimaryDistributionId") or params.get("Name") or "new"
    return f"arn:aws:cloudfront::{ACCOUNT}:{kind}/{named}"


def allowed(policy: Mapping[str, Any], call: Call) -> bool:
    action, resource = call
    return any(
        action in statement["Action"]
        and any(fnmatchcase(resource, pattern) for pattern in as_list(statement["Resource"]))
        for statement in policy["Statement"]
    )


def as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def build(root: Path) -> Project:
    made = Project(root)
    made.function("router")
    made.stores["router"] = {"/old": "/new"}
    made.handler("gate", events=("origin-request",))
    made.attach("*", viewer_request="router")
    made.attach(MEMBERS, origin_request="gate")
    return made.build()


def rebuilt(project: Project) -> Project:
    project.stores["router"] = {"/other": "/new"}
    project.function("router", "two")
    project.handler("gate", "two", events=("origin-request",))
    project.memory = 256
    return project.build()


def custom_policies(place: Place) -> dict[str, Any]:
    """A behavior with policies of the account's own."""
    cloudfront = place.aws.cloudfront
    nothing = {"HeaderBehavior": "none"}, {"CookieBehavior": "none"}, {"QueryStringBehavior": "none"}
    headers, cookies, queries = nothing
    cache = cloudfront.create_cache_policy(CachePolicyConfig={"Name": "c", "MinTTL": 0})
    request = cloudfront.create_origin_request_policy(
        OriginRequestPolicyConfig={
            "Name": "o",
            "HeadersConfig": headers,
            "CookiesConfig": cookies,
            "QueryStringsConfig": queries,
        }
    )
    response = cloudfront.create_response_headers_policy(ResponseHeadersPolicyConfig={"Name": "r"})
    return {
        "CachePolicyId": cache["CachePolicy"]["Id"],
        "OriginRequestPolicyId": request["OriginRequestPolicy"]["Id"],
        "ResponseHeadersPolicyId": response["ResponseHeadersPolicy"]["Id"],
    }


def attach_and_undo(place: Place, project: Project, distribution: str) -> None:
    """Attach, attach another build, mend a role, roll back, detach, prune."""
    place.aws.s3.create_bucket(Bucket=BUCKET)
    place.journal = Journal(BucketRecords(place.aws, BUCKET), place.clock.now, place.journal.token)
    site = place.site(project)
    trial = trial_with(place.aws, (TrialEvent("one", "viewer-request", EVENT),))
    place.attach(project, distribution)
    project.comments["router"] = "another comment"
    place.attach(project.build(), distribution)
    place.aws.iam.delete_role_policy(RoleName="shop-gate", PolicyName="logs")
    place.aws.iam.update_assume_role_policy(
        RoleName="shop-gate",
        PolicyDocument='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action":'
        ' "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}',
    )
    plan = place.plan(rebuilt(project), distribution)
    tried = type(site)(**{**vars(place.site(project)), "trial": trial})
    apply(plan, project.desired, tried, place.journal, Run())
    undone = record_to_undo(place.journal.records.all(distribution))
    back = rollback_plan(undone, read_distribution(place.aws, distribution), place.aws)
    apply(back, Desired("shop"), site, place.journal, Run("rollback", undoes=undone.id))
    live = read_live(place.aws, distribution, Desired("shop"))
    apply(
        make_plan(Desired("shop"), live, PlanOptions()), Desired("shop"), site, place.journal, Run("detach")
    )
    prune(place.aws, project.desired, keep=0)


def roll_out(place: Place, project: Project, distribution: str) -> None:
    """Stage, watch, change the share, abort, stage, promote, delete."""
    site = place.site(project)
    rollout = staged(place, project, distribution)
    assert rollout.staging is not None
    metric(place, "Requests", 50, minute=1, DistributionId=rollout.staging.id)
    watch(distribution, site, place.journal, Watch(60))
    abort(distribution, "shop", site, place.journal)
    rollout = staged(place, project, distribution)
    promote(promotion_plan(rollout, "shop"), site, place.journal)
    delete_staging(distribution, site)
    assert read_rollout(place.aws, distribution).staging is None


def read_all_logs(place: Place, project: Project, distribution: str) -> None:
    desired = project.desired
    sources = (
        *Source.of_handler(desired.handlers[0].deployed_name),
        *Source.of_function(desired.functions[0].deployed_name),
        *Source.of_validation(distribution),
    )
    list(read_logs(place.aws, sources, since=0, pace=place.pace))


def try_remotely(place: Place, project: Project, _distribution: str) -> None:
    """What `test --remote` does; the store is there already."""
    with RemoteFunctions(place.aws, Manifest.read(project.dist), project.dist) as remote:
        remote.run("router", {"context": {"eventType": "viewer-request"}})


Scenario = tuple[str, "tuple[Purpose, ...]", "Callable[[Place, Project, str], None]"]
SCENARIOS: tuple[Scenario, ...] = (
    ("attach", ("read", "attach", "records"), attach_and_undo),
    ("stage", ("read", "attach", "stage"), roll_out),
    ("logs", ("logs",), read_all_logs),
    ("test", ("test",), try_remotely),
)


def policy(purposes: tuple[Purpose, ...], distribution: str) -> dict[str, Any]:
    bucket = BUCKET if "records" in purposes else ""
    return policy_for(purposes, Scope(ACCOUNT, "shop", distribution, bucket=bucket))


def witnessed(root: Path, scenario: Scenario) -> tuple[str, set[Call]]:
    """The distribution, and what the scenario asked of AWS."""
    _, _, play = scenario
    with account(root, test_runner=lambda _test: TestOutcome("{}")) as place:
        config = primary_config()
        if play is attach_and_undo:
            members = behavior(PathPattern=MEMBERS, **custom_policies(place))
            config = distribution_config(CacheBehaviors=listed(members))
        distribution, project = place.create(config), build(root / "project")
        if play is try_remotely:
            fill_store(project.desired.stores[0], {"/old": "/new"}, place.site(project))
        witness = Witness(place)
        place.aws = type(place.aws)(place.session)
        play(place, project, distribution)
        ours = {"iam:DeleteRolePolicy"}  # the test's own
        return distribution, {call for call in witness.seen if call[0] not in ours}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, set[Call]]]:
    return {scenario[0]: witnessed(tmp_path_factory.mktemp(scenario[0]), scenario) for scenario in SCENARIOS}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario[0])
def test_every_call_is_allowed(seen: dict[str, tuple[str, set[Call]]], scenario: Scenario) -> None:
    distribution, calls = seen[scenario[0]]
    document = policy(scenario[1], distribution)
    assert calls
    assert [call for call in sorted(calls) if not allowed(document, call)] == []


def test_no_action_is_allowed_that_nobody_needs(seen: dict[str, tuple[str, set[Call]]]) -> None:
    used = {action for _, calls in seen.values() for action, _ in calls}
    given = {action for access in ACCESS if access.calls for action in access.actions}
    # CopyDistribution asks for it, and is the only one that does
    assert given - used == {"cloudfront:CreateDistribution"}


@pytest.mark.parametrize(
    "call",
    [
        ("cloudfront:UpdateDistribution", f"arn:aws:cloudfront::{ACCOUNT}:distribution/EANOTHER"),
        ("cloudfront:DeleteDistribution", f"arn:aws:cloudfront::{ACCOUNT}:distribution/E1"),
        ("cloudfront:DeleteFunction", f"arn:aws:cloudfront::{ACCOUNT}:function/other-router-12345678"),
        ("lambda:UpdateFunctionCode", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:other-gate"),
        ("lambda:InvokeFunction", f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:shop-gate"),
        ("iam:PutRolePolicy", f"arn:aws:iam::{ACCOUNT}:role/admin"),
        ("s3:GetObject", "arn:aws:s3:::our-records/elsewhere/x.json"),
    ],
    ids=lambda call: " ".join(re.split(r"[:/]", call[0])),
)
def test_what_is_others_is_out_of_reach(call: Call) -> None:
    assert not allowed(policy(("read", "attach", "records"), "E1"), call)


def test_a_reader_may_change_nothing() -> None:
    document = policy(("read",), "E1")
    actions = [action for statement in document["Statement"] for action in statement["Action"]]
    assert [name for name in actions if not name.split(":")[1].startswith(("Get", "List", "Describe"))] == []


def test_with_a_role_of_yours_no_role_is_written() -> None:
    role = f"arn:aws:iam::{ACCOUNT}:role/edge"
    document = policy_for(("read", "attach"), Scope(ACCOUNT, "shop", "E1", role=role))
    assert not allowed(document, ("iam:PutRolePolicy", role))
    assert allowed(document, ("iam:PassRole", role))
    assert not allowed(document, ("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/shop-gate"))
