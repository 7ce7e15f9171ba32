"""What a function is to do, as values: every reader compiles to these, and the compiler takes nothing else.

Nothing here parses or evaluates. What the values mean is written down beside each of them, and
`cloudfront_functions.reference` is the same in plain Python.
"""

from cloudfront_functions.rules.basic_auth import BasicAuth
from cloudfront_functions.rules.cache_control import CacheControl
from cloudfront_functions.rules.conditions import ALWAYS, Conditions, Match
from cloudfront_functions.rules.cors import Cors, CorsHeaders, CorsPreflight
from cloudfront_functions.rules.ip_list import IpList
from cloudfront_functions.rules.maintenance import Maintenance
from cloudfront_functions.rules.method_list import MethodList
from cloudfront_functions.rules.origin import Origin
from cloudfront_functions.rules.path_headers import HeaderChange, PathHeaders
from cloudfront_functions.rules.pattern import Capture, Pattern, Rest, exact, names_of
from cloudfront_functions.rules.route import Answer, QueryKept, Redirect, Rewrite, Route
from cloudfront_functions.rules.signed_links import LinkKey, SignedLinks
from cloudfront_functions.rules.steps import IndexDocument, ResponseHeaders, Routes, Step, in_order
from cloudfront_functions.rules.target import Slot, Target, Template, text_of

__all__ = [
    "ALWAYS",
    "Answer",
    "BasicAuth",
    "CacheControl",
    "Capture",
    "Conditions",
    "Cors",
    "CorsHeaders",
    "CorsPreflight",
    "HeaderChange",
    "IndexDocument",
    "IpList",
    "LinkKey",
    "Maintenance",
    "Match",
    "MethodList",
    "Origin",
    "PathHeaders",
    "Pattern",
    "QueryKept",
    "Redirect",
    "ResponseHeaders",
    "Rest",
    "Rewrite",
    "Route",
    "Routes",
    "SignedLinks",
    "Slot",
    "Step",
    "Target",
    "Template",
    "exact",
    "in_order",
    "names_of",
    "text_of",
]
