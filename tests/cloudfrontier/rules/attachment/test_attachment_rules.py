"""Every dst4xx rule against its own samples, and what all of them have to have."""

from __future__ import annotations

import re

import pytest

from cloudfrontier.rules.attachment import ATTACHMENT_RULES, AttachmentRule


def named(rule: AttachmentRule) -> str:
    return rule.id


@pytest.mark.parametrize("rule", ATTACHMENT_RULES, ids=named)
def test_a_rule_is_silent_on_its_valid_samples(rule: AttachmentRule) -> None:
    assert rule.valid
    assert [list(rule.check(sample.attachments)) for sample in rule.valid] == [[]] * len(rule.valid)


@pytest.mark.parametrize("rule", ATTACHMENT_RULES, ids=named)
def test_a_rule_speaks_on_each_invalid_sample_and_says_what_to_do(rule: AttachmentRule) -> None:
    assert rule.invalid
    for sample in rule.invalid:
        findings = list(rule.check(sample.attachments))
        assert findings, sample.code
        for finding in findings:
            assert finding.id == rule.id
            assert finding.message
            assert finding.help
            assert finding.url.startswith("https://docs.aws.amazon.com/")


@pytest.mark.parametrize("rule", ATTACHMENT_RULES, ids=named)
def test_a_rule_has_a_page_and_a_dated_source(rule: AttachmentRule) -> None:
    assert len(rule.page) > 40
    assert rule.title
    assert re.fullmatch(r"20\d\d-\d\d", rule.source.read)


@pytest.mark.parametrize("rule", ATTACHMENT_RULES, ids=named)
def test_valid_samples_are_valid_for_every_other_rule(rule: AttachmentRule) -> None:
    """Errors that a sample does not mean to show would mislead whoever copies it."""
    for sample in rule.valid:
        errors = [
            finding.id
            for other in ATTACHMENT_RULES
            for finding in other.check(sample.attachments)
            if finding.severity == "error"
        ]
        assert errors == [], sample.code


def test_ids_are_unique_and_in_order() -> None:
    assert [rule.id for rule in ATTACHMENT_RULES] == [
        f"DST{401 + index}" for index in range(len(ATTACHMENT_RULES))
    ]
