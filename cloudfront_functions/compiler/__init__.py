"""Compiles the steps of a function to the plainest JavaScript that fits into CloudFront's limits.

Work per request grows with the length of the path, never with the number of rules: exact paths are looked up
in a table, patterns are walked as a tree, and when both do not fit the table moves to a KeyValueStore.
"""

from cloudfront_functions.compiler.compile import compile_function
from cloudfront_functions.compiler.compiled import Compiled, TooLargeError
from cloudfront_functions.compiler.explain import STORES, Placed, explain

__all__ = ["STORES", "Compiled", "Placed", "TooLargeError", "compile_function", "explain"]
