"""What a list of rules says that its writer cannot have meant: rules that never act, loops, chains, slips.

All checks together take time in proportion to the number of rules.
"""

from cloudfront_functions.list_checks.check import check_routes
from cloudfront_functions.list_checks.pattern_index import covers
from cloudfront_functions.list_checks.remark import Remark, RemarkKind

__all__ = ["Remark", "RemarkKind", "check_routes", "covers"]
