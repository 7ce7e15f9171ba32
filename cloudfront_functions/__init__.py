"""From rules that people write to the JavaScript of CloudFront Functions; what is compiled ships."""

from cloudfront_functions.compiler import (
    STORES,
    Compiled,
    Placed,
    TooLargeError,
    compile_function,
    explain,
)
from cloudfront_functions.headers import (
    SECURITY,
    HeaderRules,
    header_rules,
    headers_everywhere,
    problems_of_headers,
)
from cloudfront_functions.render import render
from cloudfront_functions.spec import FunctionSpec, SyntaxProblem, ViewerEvent

__all__ = [
    "SECURITY",
    "STORES",
    "Compiled",
    "FunctionSpec",
    "HeaderRules",
    "Placed",
    "SyntaxProblem",
    "TooLargeError",
    "ViewerEvent",
    "compile_function",
    "explain",
    "header_rules",
    "headers_everywhere",
    "problems_of_headers",
    "render",
]
