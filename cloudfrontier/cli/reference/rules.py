"""docs/rules.md: every rule with its page, in the order of the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cli.reference.markdown import NOTICE, fenced, table
from cloudfrontier.rules.page import rule_page
from cloudfrontier.rules.registry import ALL_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.page import RulePage
    from cloudfrontier.rules.sample_text import ShownSample

__all__ = ["rules_page"]

GOOD_SHOWN = 1
BAD_SHOWN = 2
ROOMS = {
    "CFF": "CloudFront Functions",
    "LAE": "Lambda@Edge packages",
    "RET": "What a function returns",
    "DST": "Distributions and what is attached to them",
    "EDG": "The check itself",
}

INTRODUCTION = """\
An error is what CloudFront refuses, or what fails when a request comes; a warning is likely not meant; a note
is worth knowing. `cloudfrontier explain ID` prints a rule's page with all of its samples. A project can
[ignore](check.md#ignoring-a-finding) a rule in some of its files, with a reason.

What a sample breaks is not written down beside it: the rule was run on it when this page was written."""


def rules_page() -> str:
    """The whole page."""
    pages = [rule_page(rule) for rule in ALL_RULES.values()]
    parts = [NOTICE, "# Rules", INTRODUCTION]
    for prefix, room in ROOMS.items():
        rows = [_row(page) for page in pages if page.id.startswith(prefix)]
        parts += [f"**{room}**", table(("rule", "severity", "what holds"), rows)]
    parts += [part for page in pages for part in _section(page)]
    return "\n\n".join(parts) + "\n"


def _row(page: RulePage) -> tuple[str, str, str]:
    return (f"[{page.id}](#{page.id.lower()})", page.severity, page.title)


def _section(page: RulePage) -> Iterator[str]:
    yield f"## {page.id}"
    yield f"**{page.title}** ({page.severity})"
    yield page.text
    if page.fixes:
        yield "Instead:\n\n" + "\n".join(f"- {fix}" for fix in page.fixes)
    if page.good:
        yield "Accepted:"
        for sample in page.good[:GOOD_SHOWN]:
            yield from _sample(sample)
    if page.bad:
        yield "Reported:"
        for bad in page.bad[:BAD_SHOWN]:
            said = f": {bad.findings[0].message}" if bad.findings else ""
            yield from _sample(bad.sample, said)
    if page.url:
        yield f"Source: <{page.url}> (read {page.read})"


def _sample(sample: ShownSample, said: str = "") -> Iterator[str]:
    if sample.caption or said:
        yield f"- {sample.caption}{said}"
    if sample.text:
        yield fenced(sample.text, "" if sample.language == "text" else sample.language)
