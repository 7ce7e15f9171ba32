"""A process that dies at any call of an attach, before or after the call took effect, and the one after it.

Each test is one run to the death and one to the end. What is left is compared with what an attach leaves that
was never disturbed: the same functions, versions, roles, entries and associations, and nothing besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cloudfront_api import behavior, distribution_config, listed
from deployments import Place, Project, account, attached_names

from cloudfrontier.testing.fake_cloudfront import SimulatedCrash
from infra.apply import settle_unfinished

if TYPE_CHECKING:
    from pathlib import Path

FIRST_CALLS, SECOND_CALLS = 39, 48
"""Calls of an attach of everything that is new, and of one that replaces it; a test counts them."""

FIRST_WRITES = (
    ("CreateKeyValueStore", 1),
    ("cloudfront-keyvaluestore:UpdateKeys", 1),
    ("iam:CreateRole", 1),
    ("iam:PutRolePolicy", 1),
    ("lambda:CreateFunction", 1),
    ("lambda:PublishVersion", 1),
    ("CreateFunction", 1),
    ("PublishFunction", 1),
    ("UpdateDistribution", 1),
)
"""Operation and the how-many-eth it is: what a process may have done without hearing of it."""
SECOND_WRITES = (
    ("cloudfront-keyvaluestore:UpdateKeys", 1),
    ("iam:PutRolePolicy", 1),
    ("lambda:UpdateFunctionCode", 1),
    ("lambda:PublishVersion", 1),
    ("CreateFunction", 1),
    ("PublishFunction", 1),
    ("UpdateDistribution", 1),
    ("cloudfront-keyvaluestore:UpdateKeys", 2),
    ("iam:PutRolePolicy", 2),
)
READS = ("Describe", "Get", "List")
State = dict[str, Any]


def make_project(root: Path) -> Project:
    """Everything that an attach may have to make or replace: of each kind one."""
    made = Project(root)
    made.function("router")
    made.stores["router"] = {"/old": "/new", "/gone": "/"}
    made.handler("gate", events=("viewer-request", "origin-request"))
    made.live = "/live/one"
    made.attach("*", viewer_request="router")
    made.attach("/members/*", viewer_request="gate")
    return made.build()


def changed(project: Project) -> Project:
    """Another build, which replaces, adds and detaches."""
    project.function("router", "two")
    project.stores["router"] = {"/old": "/newer", "/more": "/"}
    project.live = "/live/two"
    project.handler("gate", "two", events=("viewer-request", "origin-request"))
    project.attach("*")
    project.attach("/members/*", viewer_request="router", origin_request="gate")
    return project.build()


def distribution(place: Place) -> str:
    """A distribution on which somebody else has attached something, too."""
    arn = place.publish("theirs")
    theirs = behavior(functions={"viewer-response": arn}, PathPattern="/api/*")
    return place.create(
        distribution_config(CacheBehaviors=listed(theirs, behavior(PathPattern="/members/*")))
    )


def everything(place: Place, distribution_id: str) -> State:
    """What there is in the account, as far as an attach may change it."""
    cloudfront, functions, iam = place.aws.cloudfront, place.aws.functions, place.aws.iam
    stores = cloudfront.list_key_value_stores()["KeyValueStoreList"].get("Items", [])
    named = [item["FunctionName"] for item in functions.list_functions()["Functions"]]
    return {
        "attached": attached_names(place, distribution_id),
        "functions": {
            stage: sorted(
                item["Name"] for item in cloudfront.list_functions(Stage=stage)["FunctionList"]["Items"]
            )
            for stage in ("DEVELOPMENT", "LIVE")
        },
        "versions": {
            name: [
                item["Version"] for item in functions.list_versions_by_function(FunctionName=name)["Versions"]
            ]
            for name in named
        },
        "roles": {
            role["RoleName"]: {
                name: iam.get_role_policy(RoleName=role["RoleName"], PolicyName=name)["PolicyDocument"]
                for name in iam.list_role_policies(RoleName=role["RoleName"])["PolicyNames"]
            }
            for role in iam.list_roles()["Roles"]
        },
        "entries": {
            store["Name"]: place.aws.store_data.list_keys(KvsARN=store["ARN"])["Items"] for store in stores
        },
    }


def come_again(place: Place, project: Project, distribution_id: str) -> None:
    """What the same command does when it is run again."""
    settle_unfinished(distribution_id, place.site(project), place.journal)
    place.attach(project, distribution_id)


def assert_converges(place: Place, project: Project, distribution_id: str, expected: State) -> None:
    """The planned fault strikes; the next run ends as if there had been none."""
    with pytest.raises(SimulatedCrash):
        place.attach(project, distribution_id)
    place.fake.clear_faults()
    come_again(place, project, distribution_id)
    assert place.plan(project, distribution_id).is_empty
    assert everything(place, distribution_id) == expected
    assert {record.state for record in place.records.all(distribution_id)} <= {"done", "abandoned"}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, State]:
    """What is left of the first and of the second attach when nothing disturbs them."""
    root = tmp_path_factory.mktemp("undisturbed")
    with account(root) as place:
        made, project = distribution(place), make_project(root / "project")
        assert place.attach(project, made)
        first = everything(place, made)
        assert place.attach(changed(project), made)
        return first, everything(place, made)


@pytest.mark.parametrize("call", range(1, FIRST_CALLS + 1))
def test_whoever_dies_before_a_call_of_a_first_attach_is_followed_by_one_who_ends_it(
    place: Place, tmp_path: Path, undisturbed: tuple[State, State], call: int
) -> None:
    made, project = distribution(place), make_project(tmp_path / "project")
    place.fake.crash_at(call)
    assert_converges(place, project, made, undisturbed[0])


@pytest.mark.parametrize("call", range(1, SECOND_CALLS + 1))
def test_whoever_dies_before_a_call_of_a_replacement_is_followed_by_one_who_ends_it(
    place: Place, tmp_path: Path, undisturbed: tuple[State, State], call: int
) -> None:
    made, project = distribution(place), make_project(tmp_path / "project")
    assert place.attach(project, made)
    place.fake.crash_at(call)
    assert_converges(place, changed(project), made, undisturbed[1])


@pytest.mark.parametrize(("operation", "nth"), FIRST_WRITES)
def test_whoever_dies_after_a_write_of_a_first_attach_has_done_it_once(
    place: Place, tmp_path: Path, undisturbed: tuple[State, State], operation: str, nth: int
) -> None:
    made, project = distribution(place), make_project(tmp_path / "project")
    place.fake.fail(operation, nth=nth, with_=SimulatedCrash(operation), applied=True)
    assert_converges(place, project, made, undisturbed[0])


@pytest.mark.parametrize(("operation", "nth"), SECOND_WRITES)
def test_whoever_dies_after_a_write_of_a_replacement_has_done_it_once(
    place: Place, tmp_path: Path, undisturbed: tuple[State, State], operation: str, nth: int
) -> None:
    made, project = distribution(place), make_project(tmp_path / "project")
    assert place.attach(project, made)
    place.fake.fail(operation, nth=nth, with_=SimulatedCrash(operation), applied=True)
    assert_converges(place, changed(project), made, undisturbed[1])


def test_the_calls_above_are_all_that_there_are(place: Place, tmp_path: Path) -> None:
    made, project = distribution(place), make_project(tmp_path / "project")
    for build, calls, writes in (
        (project.build, FIRST_CALLS, FIRST_WRITES),
        (lambda: changed(project), SECOND_CALLS, SECOND_WRITES),
    ):
        before = len(place.fake.calls)
        assert place.attach(build(), made)
        done = place.fake.calls[before:]
        assert len(done) == calls
        assert [call.operation for call in done if not call.operation.startswith(READS)] == [
            operation.rpartition(":")[2] for operation, _ in writes
        ]
