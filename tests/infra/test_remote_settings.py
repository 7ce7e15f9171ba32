"""Live settings as operators write them: by DynamoDB and SSM in moto, alone and two at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from cloudfrontier.errors import RefusedError, UsageError
from cloudfrontier.project.model import RemoteConfig
from edge.remote_config.sources import Place, Source
from infra.remote_settings import Document, Store, store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REGION = "eu-central-1"
REMOTES = {
    "dynamodb": RemoteConfig(source="dynamodb", region=REGION, table="live", key="shop"),
    "ssm": RemoteConfig(source="ssm", region=REGION, parameter="/shop/live"),
}


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        boto3.client("dynamodb", region_name=REGION).create_table(
            TableName="live",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield boto3.Session(region_name="us-west-2")


@pytest.fixture(params=sorted(REMOTES))
def store(request: pytest.FixtureRequest, session: Any) -> Store:
    return store_of(session, REMOTES[request.param])


def put(key: str, value: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda document: {**document, key: value}


def test_nothing_is_version_zero_and_each_change_is_one_more(store: Store) -> None:
    assert store.read() == Document(0, {})
    assert store.change(put("a", 1)) == Document(1, {"a": 1})
    assert store.change(put("b", 2)) == Document(2, {"a": 1, "b": 2})
    assert store.read() == Document(2, {"a": 1, "b": 2})


@pytest.mark.parametrize("source", sorted(REMOTES))
def test_handlers_read_what_operators_write(session: Any, source: str) -> None:
    store_of(session, REMOTES[source]).change(put("ab_testing", {"hero": {"status": "stopped"}}))
    place = Place(source, REGION, table="live", key="shop", parameter="/shop/live")
    assert Source(place, bound=2.0)() == {"ab_testing": {"hero": {"status": "stopped"}}}


def test_another_version_than_the_expected_one_is_not_changed(store: Store) -> None:
    store.change(put("a", 1), expected=0)
    with pytest.raises(RefusedError, match="somebody has written since version 0"):
        store.change(put("a", 2), expected=0)
    assert store.read() == Document(1, {"a": 1})


def test_of_two_who_write_a_table_at_once_the_second_is_refused(session: Any) -> None:
    store = store_of(session, REMOTES["dynamodb"])
    store.change(put("a", 1))
    other = Interrupting(store, put("theirs", 1))
    with pytest.raises(RefusedError, match="somebody has written since version 1"):
        store.change(other.and_then(put("mine", 1)))
    assert store.read().settings == {"a": 1, "theirs": 1}


def test_of_two_who_write_a_parameter_at_once_both_are_kept(session: Any) -> None:
    store = store_of(session, REMOTES["ssm"])
    store.change(put("a", 1))
    other = Interrupting(store, put("theirs", 1))
    assert store.change(other.and_then(put("mine", 1))).settings == {"a": 1, "theirs": 1, "mine": 1}
    assert store.read().settings == {"a": 1, "theirs": 1, "mine": 1}


def test_of_two_who_write_the_first_parameter_both_are_kept(session: Any) -> None:
    store = store_of(session, REMOTES["ssm"])
    other = Interrupting(store, put("theirs", 1))
    assert store.change(other.and_then(put("mine", 1))) == Document(2, {"theirs": 1, "mine": 1})


def test_of_two_who_write_the_first_parameter_who_expected_none_is_refused(session: Any) -> None:
    store = store_of(session, REMOTES["ssm"])
    other = Interrupting(store, put("theirs", 1))
    with pytest.raises(RefusedError, match="somebody has written since version 0"):
        store.change(other.and_then(put("mine", 1)), expected=0)
    assert store.read() == Document(1, {"theirs": 1})


def test_a_parameter_that_is_encrypted_stays_so(session: Any) -> None:
    client = boto3.client("ssm", region_name=REGION)
    client.put_parameter(Name="/shop/live", Value="{}", Type="SecureString")
    store_of(session, REMOTES["ssm"]).change(put("a", 1))
    assert client.get_parameter(Name="/shop/live")["Parameter"]["Type"] == "SecureString"


class Interrupting:
    """Makes another change when it is asked for one's own, once."""

    def __init__(self, store: Store, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        self.store, self.change, self.is_done = store, change, False

    def and_then(
        self, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Callable[[dict[str, Any]], dict[str, Any]]:
        def both(document: dict[str, Any]) -> dict[str, Any]:
            if not self.is_done:
                self.is_done = True
                self.store.change(self.change)
            return change(document)

        return both


def written_by_hand(item: dict[str, Any]) -> None:
    boto3.client("dynamodb", region_name=REGION).put_item(
        TableName="live", Item={"id": {"S": "shop"}, **item}
    )


@pytest.mark.parametrize("text", ["{", "[1]", "", "[" * 9999], ids=["no JSON", "a list", "nothing", "nested"])
def test_what_is_no_document_is_not_written_over(session: Any, text: str) -> None:
    written_by_hand({"version": {"N": "3"}, "settings": {"S": text}})
    with pytest.raises(UsageError, match="table live, item shop, `settings`: is no JSON object"):
        store_of(session, REMOTES["dynamodb"]).change(put("a", 1))


@pytest.mark.parametrize(
    ("version", "seen"),
    [
        ({"N": "1.5"}, "1.5 (type N)"),
        ({"N": "-1"}, "-1 (type N)"),
        ({"N": "1" + "0" * 37}, "1" + "0" * 37 + " (type N)"),
        ({"S": "x"}, "x (type S)"),
        ({"S": "\u001b[31m" + "y" * 400}, "\\x1b[31m" + "y" * 35 + "... (type S)"),
        ({"NULL": True}, "True (type NULL)"),
    ],
    ids=["a fraction", "below zero", "huge", "a text", "a long text with an escape", "null"],
)
def test_a_version_that_is_none_is_said_with_its_place_and_not_written_over(
    session: Any, version: dict[str, Any], seen: str
) -> None:
    written_by_hand({"version": version, "settings": {"S": "{}"}})
    store = store_of(session, REMOTES["dynamodb"])
    for act in (store.read, lambda: store.change(put("a", 1))):
        with pytest.raises(UsageError, match="a whole number") as caught:
            act()
        assert f"table live, item shop, `version`: is {seen}, expected" in str(caught.value)
    place = Place("dynamodb", REGION, table="live", key="shop")
    assert Source(place, bound=2.0)() == {}  # handlers look at the settings alone


@pytest.mark.parametrize("version", [{}, {"version": {"N": "0"}}], ids=["no version", "version 0"])
def test_a_document_that_was_written_by_hand_is_changed(session: Any, version: dict[str, Any]) -> None:
    written_by_hand({**version, "settings": {"S": '{"b":2}'}})
    store = store_of(session, REMOTES["dynamodb"])
    assert store.change(put("a", 1)) == Document(1, {"a": 1, "b": 2})
    with pytest.raises(RefusedError, match="since version 0"):
        store.change(put("a", 2), expected=0)


def test_it_is_written_as_short_as_it_can_be(session: Any) -> None:
    store_of(session, REMOTES["ssm"]).change(put("b", {"d": 1, "c": [2]}))
    value = boto3.client("ssm", region_name=REGION).get_parameter(Name="/shop/live")["Parameter"]["Value"]
    assert value == '{"b":{"c":[2],"d":1}}'
    assert json.loads(value) == {"b": {"c": [2], "d": 1}}
