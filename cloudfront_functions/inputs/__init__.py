"""Readers of the rule files that sites already have: rules as values, and a reason for what cannot be kept.

No reader drops a line in silence: a line is a rule, a problem at its line and column, or blank. A note says
where a rule that is kept acts otherwise than where it comes from.
"""

from cloudfront_functions.inputs.dialect import CLOUDFLARE, NETLIFY, Dialect, DialectName, dialect_named
from cloudfront_functions.inputs.header_table import HeaderTable, header_table_of, read_header_table
from cloudfront_functions.inputs.headers_file import read_headers
from cloudfront_functions.inputs.outcome import LineError, ReadHeaders, ReadRoutes
from cloudfront_functions.inputs.redirects_csv import read_csv
from cloudfront_functions.inputs.redirects_file import read_redirects
from cloudfront_functions.inputs.routes import read_routes
from cloudfront_functions.inputs.rule_table import RuleTable, read_rule, table_of

__all__ = [
    "CLOUDFLARE",
    "NETLIFY",
    "Dialect",
    "DialectName",
    "HeaderTable",
    "LineError",
    "ReadHeaders",
    "ReadRoutes",
    "RuleTable",
    "dialect_named",
    "header_table_of",
    "read_csv",
    "read_header_table",
    "read_headers",
    "read_redirects",
    "read_routes",
    "read_rule",
    "table_of",
]
