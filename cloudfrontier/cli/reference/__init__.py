"""The pages of docs/ that are generated: each is written from the code that it describes."""

from cloudfrontier.cli.reference.commands import commands_page
from cloudfrontier.cli.reference.coverage import coverage_page
from cloudfrontier.cli.reference.fidelity import fidelity_page
from cloudfrontier.cli.reference.limits import limits_page
from cloudfrontier.cli.reference.rules import rules_page

__all__ = ["PAGES"]

PAGES = {
    "rules.md": rules_page,
    "limits.md": limits_page,
    "coverage.md": coverage_page,
    "commands.md": commands_page,
    "fidelity.md": fidelity_page,
}
"""File in docs/ -> what writes its text."""
