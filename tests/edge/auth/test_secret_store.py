"""The client's secret: read once, read anew when refused, never shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from edge.auth.oidc.exchange import UnavailableError
from edge.auth.oidc.provider import SecretPlace
from edge.auth.secret_store import SecretStore, read_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLACE = SecretPlace("ssm", "/shop/oidc", "eu-west-1", "")
FIELD = PLACE._replace(field="client_secret")


def sequence(*answers: str | None) -> tuple[Callable[[SecretPlace], str], list[SecretPlace]]:
    """A reader that answers in this order; None is a failure."""
    left, asked = list(answers), []

    def read(place: SecretPlace) -> str:
        asked.append(place)
        answer = left.pop(0)
        if answer is None:
            raise UnavailableError("secret")
        return answer

    return read, asked


def test_a_secret_is_read_once_an_hour() -> None:
    read, asked = sequence("one", "two")
    store = SecretStore(PLACE, read=read)
    assert [store.get(now, anew=False) for now in (0, 3599, 3600, 7199)] == ["one", "one", "two", "two"]
    assert len(asked) == 2


def test_a_secret_that_was_refused_is_read_anew_at_most_once_a_minute() -> None:
    read, asked = sequence("one", "two", "three")
    store = SecretStore(PLACE, read=read)
    times = (0, 59, 60, 61, 119, 120)
    assert [store.get(now, anew=True) for now in times] == ["one", "one", "two", "two", "two", "three"]
    assert len(asked) == 3


def test_what_was_read_before_goes_on_being_used() -> None:
    read, _ = sequence("one", None, "two")
    store = SecretStore(PLACE, read=read)
    assert [store.get(now, anew=False) for now in (0, 3600, 7199, 7200)] == ["one", "one", "one", "two"]


def test_without_any_nobody_waits_for_it_more_than_once_a_minute() -> None:
    read, asked = sequence(None, "one")
    store = SecretStore(PLACE, read=read)
    for now in (0, 1, 59):
        with pytest.raises(UnavailableError):
            store.get(now, anew=False)
    assert len(asked) == 1
    assert store.get(60, anew=False) == "one"


def test_a_secret_is_a_member_of_a_json_object() -> None:
    read, _ = sequence(json.dumps({"client_secret": "cAnArY"}))
    assert SecretStore(FIELD, read=read).get(0, anew=False) == "cAnArY"


@pytest.mark.parametrize("text", ["cAnArY", "[]", "{}", '{"client_secret": 7}', "null"])
def test_what_has_no_such_member_is_refused_and_not_repeated(text: str) -> None:
    read, _ = sequence(text)
    with pytest.raises(UnavailableError) as refused:
        SecretStore(FIELD, read=read).get(0, anew=False)
    assert "cAnArY" not in str(refused.value)


def test_a_store_can_be_printed() -> None:
    store = SecretStore(PLACE, read=lambda _: "cAnArY")
    store.get(0, anew=False)
    assert "cAnArY" not in repr(store)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS in process, with credentials that open nothing."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield


@pytest.mark.usefixtures("aws")
def test_a_secret_is_read_from_the_region_that_was_said() -> None:
    client = boto3.client("ssm", region_name="eu-west-1")
    client.put_parameter(Name="/shop/oidc", Value="one", Type="SecureString")
    assert read_secret(PLACE) == "one"
    with pytest.raises(UnavailableError):
        read_secret(PLACE._replace(region="us-east-1"))


@pytest.mark.usefixtures("aws")
def test_a_secret_is_read_from_secrets_manager() -> None:
    client = boto3.client("secretsmanager", region_name="eu-west-1")
    client.create_secret(Name="shop/oidc", SecretString="two")
    client.create_secret(Name="shop/binary", SecretBinary=b"three")
    place = SecretPlace("secretsmanager", "shop/oidc", "eu-west-1", "")
    assert read_secret(place) == "two"
    for name in ("shop/none", "shop/binary"):
        with pytest.raises(UnavailableError):
            read_secret(place._replace(name=name))
