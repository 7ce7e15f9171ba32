"""Every rule keeps its own promises: its samples behave, it is listed once, and its page can be printed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cloudfrontier.rules import returns
from cloudfrontier.rules.returns import RETURN_RULES, ReturnCheck, ReturnRule, check_return

RULES = pytest.mark.parametrize("rule", RETURN_RULES, ids=lambda rule: rule.id)


def cases(which: str) -> list[object]:
    return [
        pytest.param(rule, sample, id=f"{rule.id}-{number}")
        for rule in RETURN_RULES
        for number, sample in enumerate(getattr(rule, which))
    ]


@pytest.mark.parametrize(("rule", "sample"), cases("valid"))
def test_a_valid_sample_breaks_no_rule_at_all(rule: ReturnRule, sample: ReturnCheck) -> None:
    found = check_return(sample)
    assert not [finding for finding in found if finding.id == rule.id or finding.severity == "error"]


@pytest.mark.parametrize(("rule", "sample"), cases("invalid"))
def test_an_invalid_sample_breaks_its_rule(rule: ReturnRule, sample: ReturnCheck) -> None:
    found = [finding for finding in check_return(sample) if finding.id == rule.id]
    assert found
    for finding in found:
        assert finding.file == sample.name
        assert finding.help
        assert finding.url == rule.source.url


@RULES
def test_a_rule_has_samples_of_both_sorts(rule: ReturnRule) -> None:
    assert rule.valid
    assert rule.invalid


@RULES
def test_a_rule_has_a_page_of_its_own_and_one_of_aws(rule: ReturnRule) -> None:
    assert len(rule.__doc__ or "") > 60
    assert not rule.title.endswith(".")
    assert urlsplit(rule.source.url).hostname == "docs.aws.amazon.com"
    assert re.fullmatch(r"20\d\d-\d\d", rule.source.read)


def test_ids_are_unique_and_in_order() -> None:
    ids = [rule.id for rule in RETURN_RULES]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"RET3\d\d", rule_id) for rule_id in ids)


def test_every_rule_file_is_in_the_list() -> None:
    folder = Path(returns.__file__).parent
    classes = [
        name
        for path in folder.glob("*.py")
        for name in re.findall(r"^class (\w+)\(ReturnRule\)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(classes) == sorted(type(rule).__name__ for rule in RETURN_RULES)


@RULES
def test_the_file_of_a_rule_opens_with_its_id(rule: ReturnRule) -> None:
    path = Path(returns.__file__).parent / f"{type(rule).__module__.rpartition('.')[2]}.py"
    assert path.read_text(encoding="utf-8").startswith(f'"""{rule.id}: ')
