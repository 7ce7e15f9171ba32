"""Readers of the rule files that sites already have: rules as values, and a reason for what cannot be kept.

No reader drops a line in silence: a line is a rule, a problem at its line and column, or blank. A note says
where a rule that is kept acts otherwise than where it comes from.
"""

from cloudfront_functions.inputs.dialect import CLOUDFLARE, NETLIFY, Dialect, DialectName, dialect_named
from cloudfront_functions.inputs.headers_file import read_headers
from cloudfront_functions.inputs.outcome import ReadHeaders, ReadRoutes
from cloudfront_functions.inputs.redirects_csv import read_csv
from cloudfront_functions.inputs.redirects_file import read_redirects
from cloudfront_functions.inputs.routes import read_routes

__all__ = [
    "CLOUDFLARE",
    "NETLIFY",
    "Dialect",
    "DialectName",
    "ReadHeaders",
    "ReadRoutes",
    "dialect_named",
    "read_csv",
    "read_headers",
    "read_redirects",
    "read_routes",
]
