"""ret3xx: what a function may return from each event, checked wherever a function is run."""

from cloudfrontier.rules.returns.check import check_return, judge_return
from cloudfrontier.rules.returns.registry import RETURN_RULES
from cloudfrontier.rules.returns.rule import Fault, ReturnRule
from cloudfrontier.rules.returns.subject import ReturnCheck

__all__ = ["RETURN_RULES", "Fault", "ReturnCheck", "ReturnRule", "check_return", "judge_return"]
