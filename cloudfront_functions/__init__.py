"""From rules that people write to the JavaScript of CloudFront Functions; what is rendered ships."""

from cloudfront_functions.headers import SECURITY, header_rules, problems_of_headers
from cloudfront_functions.redirect_rule import find_shadowed, redirect_rule
from cloudfront_functions.redirects import Redirects, read_redirects
from cloudfront_functions.render import render
from cloudfront_functions.spec import FunctionSpec, HeaderRules, RedirectRule, SyntaxProblem, ViewerEvent

__all__ = [
    "SECURITY",
    "FunctionSpec",
    "HeaderRules",
    "RedirectRule",
    "Redirects",
    "SyntaxProblem",
    "ViewerEvent",
    "find_shadowed",
    "header_rules",
    "problems_of_headers",
    "read_redirects",
    "redirect_rule",
    "render",
]
