"""Which reader a file of redirects is for: its name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.inputs.dialect import NETLIFY, Dialect
from cloudfront_functions.inputs.redirects_csv import read_csv
from cloudfront_functions.inputs.redirects_file import read_redirects

if TYPE_CHECKING:
    from cloudfront_functions.inputs.outcome import ReadRoutes

__all__ = ["read_routes"]


def read_routes(text: str, *, file: str, dialect: Dialect = NETLIFY) -> ReadRoutes:
    """Read a file of redirects: a table when its name ends in `.csv`, else `_redirects` of that dialect."""
    if file.lower().endswith(".csv"):
        return read_csv(text, file=file)
    return read_redirects(text, file=file, dialect=dialect)
