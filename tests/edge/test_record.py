"""The record that ships in place of `typing.NamedTuple` does what that does, in every way it is used."""

from __future__ import annotations

import pickle
from typing import NamedTuple

import pytest

from edge.record import NamedTuple as Shipped

NO_CLAIMS: dict[str, str] = {}


class Plain(NamedTuple):
    """As the sources define records."""

    name: str
    size: int = 3
    claims: dict[str, str] = NO_CLAIMS

    @property
    def double(self) -> int:
        return self.size * 2


class Record(Shipped):
    """The same, as it ships."""

    name: str
    size: int = 3
    claims: dict[str, str] = NO_CLAIMS

    @property
    def double(self) -> int:
        return self.size * 2


class Hidden(Shipped):
    """A record that says of itself what it likes."""

    secret: str

    def __repr__(self) -> str:
        return "Hidden()"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (("a",), {}),
        (("a", 5), {}),
        (("a", 5, {"b": "c"}), {}),
        (("a",), {"claims": {"b": "c"}}),
        ((), {"size": 7, "name": "a"}),
    ],
    ids=repr,
)
def test_records_are_made_alike(values: tuple[object, ...], named: dict[str, object]) -> None:
    plain = Plain(*values, **named)  # type: ignore[arg-type]  # parametrised
    record = Record(*values, **named)
    assert tuple(record) == tuple(plain)
    assert hash(record[:2]) == hash(plain[:2])
    assert (record.name, record.size, record.claims) == (plain.name, plain.size, plain.claims)
    assert record.double == plain.double
    assert repr(record).replace("Record", "Plain") == repr(plain)
    assert record._asdict() == plain._asdict()
    assert tuple(record._replace(size=9)) == tuple(plain._replace(size=9))
    assert type(record._replace(size=9)) is Record


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("a", 1, {}, 4), {}), (("a",), {"name": "b"}), (("a",), {"other": 1}), ((), {"size": 1})],
    ids=repr,
)
def test_records_refuse_alike(values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Plain(*values, **named)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError):
        Record(*values, **named)


def test_what_a_record_says_of_itself_is_its_own() -> None:
    assert repr(Hidden("x")) == "Hidden()"
    assert Hidden("x").secret == "x"


def test_a_record_is_matched_by_place_and_by_name() -> None:
    match Record("a", 5):
        case Record(name, size=5):
            assert name == "a"
        case _:
            pytest.fail("no match")


def test_a_record_cannot_be_changed() -> None:
    record = Record("a")
    with pytest.raises(AttributeError):
        record.name = "b"
    assert pickle.loads(pickle.dumps(record)) == record
