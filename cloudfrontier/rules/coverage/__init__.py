"""Every restriction of AWS's that is known, with the rules that hold to it, or the reason why none does.

`docs/coverage.md` is written from it. A test fails where a row has neither, and where a limit, a list of
headers or a construct has no row.
"""

from cloudfrontier.rules.coverage.attachments import ATTACHMENT_SECTION
from cloudfrontier.rules.coverage.functions import FUNCTION_SECTION, SYNTAX_SECTION
from cloudfrontier.rules.coverage.headers import FIELD_SECTION, HEADER_LISTS, HEADER_SECTION
from cloudfrontier.rules.coverage.limits import LIMIT_SECTION
from cloudfrontier.rules.coverage.packages import PACKAGE_SECTION
from cloudfrontier.rules.coverage.restriction import EDGE_TOML, Restriction, Section
from cloudfrontier.rules.coverage.returns import RETURN_SECTION

__all__ = ["COVERAGE", "EDGE_TOML", "HEADER_LISTS", "Restriction", "Section"]

COVERAGE: tuple[Section, ...] = (
    LIMIT_SECTION,
    SYNTAX_SECTION,
    FUNCTION_SECTION,
    PACKAGE_SECTION,
    HEADER_SECTION,
    FIELD_SECTION,
    RETURN_SECTION,
    ATTACHMENT_SECTION,
)
"""All of it, in the order of the page."""
