"""Every rule is known by an id of its own, and every page of a rule can be made."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cloudfrontier.rules.attachment import ATTACHMENT_RULES
from cloudfrontier.rules.bundle import BUNDLE_RULES
from cloudfrontier.rules.javascript import JAVASCRIPT_RULES
from cloudfrontier.rules.javascript.dynamic import DYNAMIC_RULES
from cloudfrontier.rules.notices import NOTICES
from cloudfrontier.rules.page import rule_page
from cloudfrontier.rules.registry import ALL_RULES, EVERY_RULE, AnyRule, nearest_ids
from cloudfrontier.rules.returns import RETURN_RULES

ROOMS: dict[str, tuple[AnyRule, ...]] = {
    "CFF1": (*JAVASCRIPT_RULES, *DYNAMIC_RULES),
    "LAE2": BUNDLE_RULES,
    "RET3": RETURN_RULES,
    "DST4": ATTACHMENT_RULES,
}


def test_no_id_is_given_twice() -> None:
    assert [rule_id for rule_id, times in Counter(rule.id for rule in EVERY_RULE).items() if times > 1] == []


def test_every_rule_of_every_room_is_there_in_the_order_of_the_ids() -> None:
    rooms = [*ROOMS.values(), NOTICES]
    assert {rule.id for room in rooms for rule in room} <= ALL_RULES.keys()
    assert list(ALL_RULES) == sorted(ALL_RULES)


@pytest.mark.parametrize("prefix", ROOMS)
def test_the_ids_of_a_room_begin_alike(prefix: str) -> None:
    assert ROOMS[prefix]
    assert all(re.fullmatch(rf"{prefix}\d\d", rule.id) for rule in ROOMS[prefix])


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=lambda rule: rule.id)
def test_a_page_says_what_holds_and_why_and_shows_it(rule: AnyRule) -> None:
    page = rule_page(rule)
    assert page.title
    assert len(page.text) > 60
    assert page.good
    assert page.bad
    assert all(len(sample.text) < 3000 for sample in (*page.good, *(bad.sample for bad in page.bad)))


@pytest.mark.parametrize(
    "rule",
    [rule for rule in ALL_RULES.values() if rule not in NOTICES],
    ids=lambda rule: rule.id,
)
def test_a_page_shows_what_the_rule_says_to_each_bad_sample(rule: AnyRule) -> None:
    page = rule_page(rule)
    assert page.fixes
    assert page.url.startswith("https://")
    assert re.fullmatch(r"20\d\d-\d\d", page.read)
    for bad in page.bad:
        assert bad.findings
        assert all(finding.id == rule.id for finding in bad.findings)


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        ("CFF13", "CFF130"),
        ("cff104", "CFF104"),
        ("RET-317", "RET317"),
        ("425", "DST425"),
        ("LAE20", "LAE201"),
    ],
)
def test_the_nearest_ids_are_offered(meant: str, expected: str) -> None:
    assert expected in nearest_ids(meant)


def test_nothing_is_offered_for_what_is_like_no_id() -> None:
    assert nearest_ids("banana") == ()
    assert nearest_ids("") == ()
