"""How findings are printed, the same by every command: for people, programs, GitHub and code scanning.

A command prints its findings here and nothing else of its own between them; what it has to say besides (a
table, sizes) comes after them in `text`, and beside them in `json`.
"""

from cloudfrontier.cli.formats.findings import (
    FORMATS,
    Findings,
    Format,
    format_option,
    print_findings,
    summary,
)

__all__ = ["FORMATS", "Findings", "Format", "format_option", "print_findings", "summary"]
