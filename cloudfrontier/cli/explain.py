"""`cloudfrontier explain`: a rule's page in the terminal, or the list of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

from cloudfrontier.cli.output import STYLES, make_console
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.page import rule_page
from cloudfrontier.rules.registry import ALL_RULES, nearest_ids

if TYPE_CHECKING:
    from cloudfrontier.rules.page import RulePage
    from cloudfrontier.rules.sample_text import ShownSample

__all__ = ["explain", "page_text"]


@click.command
@click.argument("rule_id", metavar="[ID]", required=False)
def explain(rule_id: str | None) -> None:
    """Print the page of a rule, such as CFF103; without an ID, list all rules."""
    console = make_console()
    if rule_id is None:
        console.print(list_text(), end="", soft_wrap=True)
        return
    rule = ALL_RULES.get(rule_id.strip().upper())
    if rule is None:
        near = nearest_ids(rule_id)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f"there is no rule {rule_id!r}{hint} (`cloudfrontier explain` lists all)")
    console.print(page_text(rule_page(rule)), end="", soft_wrap=True)


def list_text() -> Text:
    """Every rule with its severity and title, a line each."""
    text = Text()
    for rule in ALL_RULES.values():
        text.append(rule.id, style="bold")
        text.append(f"  {rule.severity:<8}", style=STYLES[rule.severity])
        text.append(f"{rule.title}\n")
    return text


def page_text(page: RulePage) -> Text:
    """The whole page: what holds, why, what to do instead, samples, and the source with its date."""
    text = Text()
    text.append(page.id, style="bold")
    text.append(f" {page.severity}", style=STYLES[page.severity])
    text.append(f": {page.title}\n\n{page.text}\n")
    if page.fixes:
        _heading(text, "Instead")
        for fix in page.fixes:
            text.append(f"  {fix}\n")
    if page.good:
        _heading(text, "Accepted")
        for sample in page.good:
            _append_sample(text, sample)
    if page.bad:
        _heading(text, "Reported")
        for bad in page.bad:
            _append_sample(text, bad.sample)
            for finding in bad.findings[:1]:
                text.append(f"    {finding.severity}: {finding.message}\n", style=STYLES[finding.severity])
    if page.url:
        _heading(text, "Source")
        text.append(f"  {page.url} (read {page.read})\n")
    return text


def _heading(text: Text, title: str) -> None:
    text.append(f"\n{title}\n", style="bold")


def _append_sample(text: Text, sample: ShownSample) -> None:
    if sample.caption:
        text.append(f"  # {sample.caption}\n", style="dim")
    for line in sample.text.splitlines():
        text.append(f"    {line}\n")
