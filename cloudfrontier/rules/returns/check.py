"""Asks the rules that apply what is wrong with a returned value; most of the time nothing is, and soon.

The check runs on every simulated event, so the rules are sorted by kind, event and part once, when this
module is imported, and a value that comes back as it was given is not looked into at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.events import EVENT_TYPES, KINDS
from cloudfrontier.cloudfront.finding import SEVERITIES
from cloudfrontier.rules.returns.registry import RETURN_RULES
from cloudfrontier.rules.returns.subject import PARTS, read_return

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.returns.rule import Fault
    from cloudfrontier.rules.returns.subject import ReturnCheck

__all__ = ["check_return", "judge_return"]

_APPLICABLE = {
    (kind, event, part): tuple(
        rule for rule in RETURN_RULES if kind in rule.kinds and event in rule.events and part in rule.parts
    )
    for kind in KINDS
    for event in EVENT_TYPES
    for part in PARTS
}


def check_return(subject: ReturnCheck, *, uncertain: Severity = "error") -> tuple[Finding, ...]:
    """What is wrong with a returned value: errors first, then in the order of the rules.

    `uncertain` is the severity of errors of which AWS does not say that they fail: the stricter reading
    unless told otherwise.
    """
    return tuple(fault.finding for fault in judge_return(subject, uncertain=uncertain))


def judge_return(subject: ReturnCheck, *, uncertain: Severity = "error") -> tuple[Fault, ...]:
    """As `check_return`, with what CloudFront answers and logs: the first fault is the one that decides."""
    returned = read_return(subject)
    if returned is None:
        return ()
    rules = _APPLICABLE[subject.kind, subject.event, returned.part]
    faults = [fault for rule in rules for fault in rule.check(returned)]
    if not faults:
        return ()
    if uncertain != "error":
        faults = [_softened(fault, uncertain) for fault in faults]
    # the sort is stable: within a severity the order of the rules stays
    return tuple(sorted(faults, key=lambda fault: SEVERITIES.index(fault.finding.severity)))


def _softened(fault: Fault, severity: Severity) -> Fault:
    if fault.certain or fault.outcome is None:
        return fault
    return replace(fault, finding=replace(fault.finding, severity=severity), outcome=None)
