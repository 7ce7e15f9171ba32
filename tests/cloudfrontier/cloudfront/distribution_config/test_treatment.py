"""Every member that botocore knows of a `DistributionConfig` is simulated, harmless, or told about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from distribution_documents import behavior, config, listed, origin

from cloudfrontier.cloudfront.distribution_config import notes_on, read_config
from cloudfrontier.cloudfront.distribution_config.treatment import (
    HARMLESS,
    LEFT_OUT,
    SIMULATED,
    member_name,
    treated_as,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

session = pytest.importorskip("botocore.session", reason="the shape of the API is botocore's")
SHAPE = session.get_session().get_service_model("cloudfront").shape_for("DistributionConfig")
OWN_WORDS = {"RestrictionType": "none", "EventType": "viewer-request", "Forward": "none"}


def leaves(shape: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Names of all members without members of their own; `Quantity` and `Items` are the API's lists."""
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if name != "Quantity":
                yield from leaves(member, (*path, name))
    elif shape.type_name == "list":
        yield from leaves(shape.member, path)
    else:
        yield member_name(path)


def document(shape: Any, name: str = "") -> Any:
    """A document with every member of the shape, one item a list."""
    if shape.type_name == "structure":
        return {key: document(member, key) for key, member in shape.members.items()}
    if shape.type_name == "list":
        return [document(shape.member, name)]
    if shape.type_name == "string":
        return OWN_WORDS.get(name, (*shape.enum, "word")[0])
    return True if shape.type_name == "boolean" else 1


MEMBERS = sorted(set(leaves(SHAPE)))


@pytest.mark.parametrize("name", MEMBERS)
def test_what_becomes_of_it_is_known(name: str) -> None:
    assert treated_as(name), "say in `treatment` what becomes of this new member, and in docs/fidelity.md"


def test_nothing_is_treated_that_the_api_does_not_have() -> None:
    known = {".".join(name.split(".")[:end]) for name in MEMBERS for end in range(1, 9)}
    assert {*SIMULATED, *HARMLESS, *LEFT_OUT} <= known


def test_no_member_is_treated_in_two_ways() -> None:
    names = [*SIMULATED, *HARMLESS, *LEFT_OUT]
    assert len(names) == len(set(names))
    assert not [one for one in names for other in names if one.startswith(f"{other}.")]


def test_what_is_simulated_is_read_and_what_is_not_read_is_not_simulated() -> None:
    read = read_config(document(SHAPE))
    unread = {member_name(path) for path in read.aside}
    # Said twice by the API: a list that is switched off is empty.
    unread -= {"Behaviors.TrustedKeyGroups.Enabled"}
    assert {name for name in unread if treated_as(name) == "simulated"} == set()


def test_everything_that_is_left_out_is_told_by_its_name() -> None:
    whole = document(SHAPE)
    whole |= {"Enabled": False, "ConnectionMode": "tenant-only"}
    whole["OriginGroups"]["Items"][0]["SelectionCriteria"] = "media-quality-based"
    told = {note.partition(" is not simulated")[0] for note in notes_on(read_config(whole))}
    assert told == set(LEFT_OUT)


def test_a_plain_configuration_has_nothing_to_be_told_of() -> None:
    assert notes_on(read_config(config())) == ()


@pytest.mark.parametrize(
    ("members", "note"),
    [
        (
            {"WebACLId": "arn:aws:wafv2:us-east-1:1:global/webacl/a/b"},
            "WebACLId is not simulated: AWS WAF has rules",
        ),
        ({"Logging": {"Enabled": True, "Bucket": "b"}}, "Logging is not simulated: no standard logs"),
        ({"Enabled": False}, "Enabled is not simulated: the distribution is switched off"),
        ({"ViewerMtlsConfig": {"Mode": "required"}}, "ViewerMtlsConfig is not simulated"),
        ({"QuantumLinks": {"Enabled": True}}, "QuantumLinks is not known here, and counts for nothing"),
        (
            {"Origins": listed(origin(WarpFactor=9))},
            "Origins.WarpFactor is not known here, and counts for nothing",
        ),
    ],
    ids=[
        "WAF",
        "logs",
        "switched off",
        "certificates of viewers",
        "a new member",
        "a new member of an origin",
    ],
)
def test_a_setting_that_counts_for_nothing_is_told(members: dict[str, Any], note: str) -> None:
    (told,) = notes_on(read_config(config(**members)))
    assert told.startswith(note)


def test_a_setting_of_many_behaviors_is_told_once() -> None:
    encrypted = {"FieldLevelEncryptionId": "E1"}
    document = config(
        CacheBehaviors=listed(behavior("/a/*", **encrypted), behavior("/b/*", **encrypted)),
        default=behavior(**encrypted),
    )
    (told,) = notes_on(read_config({"DistributionConfig": document}))
    assert told.startswith("Behaviors.FieldLevelEncryptionId is not simulated: no field is encrypted")
