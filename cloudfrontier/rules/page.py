"""A rule's page as a value: what it asks for, why, who says so, and samples with what is found in them.

The terminal and the docs print the same page. What a sample breaks is not written down beside it: the rule is
run on it, so no page can promise a finding that the rule does not make.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.javascript.parse import parse
from cloudfrontier.rules.attachment import AttachmentRule, AttachmentSample
from cloudfrontier.rules.bundle import Bundle, BundleRule
from cloudfrontier.rules.javascript import JsRule, JsSample
from cloudfrontier.rules.javascript.dynamic import DynamicRule, FunctionRuns
from cloudfrontier.rules.notices import Notice
from cloudfrontier.rules.returns import ReturnCheck, ReturnRule, check_return
from cloudfrontier.rules.sample_text import ShownSample, sample_text

if TYPE_CHECKING:
    from cloudfrontier.rules.registry import AnyRule

__all__ = ["BadSample", "RulePage", "rule_page"]


@dataclass(frozen=True)
class BadSample:
    """A sample that breaks a rule, and what the rule says to it."""

    sample: ShownSample
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class RulePage:
    """Everything that is known about a rule; `url` and `read` (year and month) are empty without a source."""

    id: str
    title: str
    severity: Severity
    text: str
    url: str
    read: str
    good: tuple[ShownSample, ...]
    bad: tuple[BadSample, ...]

    @property
    def fixes(self) -> tuple[str, ...]:
        """What to do instead, as the findings on the bad samples say it, each once."""
        return tuple(dict.fromkeys(item.help for sample in self.bad for item in sample.findings if item.help))


def rule_page(rule: AnyRule) -> RulePage:
    """The page of a rule; its samples are run."""
    text = rule.page if isinstance(rule, Notice) else inspect.getdoc(type(rule)) or ""
    return RulePage(
        id=rule.id,
        title=rule.title,
        severity=rule.severity,
        text=text,
        url=rule.source.url if rule.source else "",
        read=rule.source.read if rule.source else "",
        good=tuple(sample_text(sample) for sample in rule.valid),
        bad=tuple(BadSample(sample_text(sample), findings_in(rule, sample)) for sample in rule.invalid),
    )


def findings_in(rule: AnyRule, sample: object) -> tuple[Finding, ...]:
    """What a rule says to a sample of its own."""
    match rule, sample:
        case JsRule(), JsSample():
            js = parse(sample.code, runtime=sample.runtime, name="sample.js", event=sample.event)
            return tuple(rule.check(js))
        case BundleRule(), Bundle():
            return tuple(rule.check(sample))
        case ReturnRule(), ReturnCheck():
            return tuple(finding for finding in check_return(sample) if finding.id == rule.id)
        case DynamicRule(), FunctionRuns():
            return tuple(rule.check(sample))
        case AttachmentRule(), AttachmentSample():
            return tuple(rule.check(sample.attachments))
        case _:
            return ()
