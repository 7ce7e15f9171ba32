"""The rules on the code of CloudFront Functions, named one by one: what is not in this tuple is no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.javascript.absent_response import AbsentResponse
from cloudfrontier.rules.javascript.await_in_arguments import AwaitInArguments
from cloudfrontier.rules.javascript.clock import Clock
from cloudfrontier.rules.javascript.console_log_commas import ConsoleLogCommas
from cloudfrontier.rules.javascript.console_method import ConsoleMethod
from cloudfrontier.rules.javascript.constant_assignment import ConstantAssignment
from cloudfrontier.rules.javascript.cookie_in_headers import CookieInHeaders
from cloudfrontier.rules.javascript.crypto_arguments import CryptoArguments
from cloudfrontier.rules.javascript.dynamic_code import DynamicCode
from cloudfrontier.rules.javascript.exports_for_tests import ExportsForTests
from cloudfrontier.rules.javascript.forgotten_multi_value import ForgottenMultiValue
from cloudfrontier.rules.javascript.handler import Handler
from cloudfrontier.rules.javascript.header_case import HeaderCase
from cloudfrontier.rules.javascript.helper_events import HelperEvents
from cloudfrontier.rules.javascript.helpers_on_1_0 import HelpersOn10
from cloudfrontier.rules.javascript.lambda_edge_shape import LambdaEdgeShape
from cloudfrontier.rules.javascript.misplaced_result import MisplacedResult
from cloudfrontier.rules.javascript.missing_global import MissingGlobal
from cloudfrontier.rules.javascript.missing_member import MissingMember
from cloudfrontier.rules.javascript.missing_method import MissingMethod
from cloudfrontier.rules.javascript.missing_value import MissingValue
from cloudfrontier.rules.javascript.module_member import ModuleMember
from cloudfrontier.rules.javascript.network import Network
from cloudfrontier.rules.javascript.no_result import NoResult
from cloudfrontier.rules.javascript.random_secret import RandomSecret
from cloudfrontier.rules.javascript.regex_backtracking import RegexBacktracking
from cloudfrontier.rules.javascript.regex_dialect import RegexDialect
from cloudfrontier.rules.javascript.response_literal import ResponseLiteral
from cloudfrontier.rules.javascript.size import FunctionSize
from cloudfrontier.rules.javascript.spread import Spread
from cloudfrontier.rules.javascript.stale_closure import StaleClosure
from cloudfrontier.rules.javascript.strict_compile import StrictCompile
from cloudfrontier.rules.javascript.syntax import Syntax
from cloudfrontier.rules.javascript.timers import Timers
from cloudfrontier.rules.javascript.unawaited_promise import UnawaitedPromise
from cloudfrontier.rules.javascript.undeclared_assignment import UndeclaredAssignment
from cloudfrontier.rules.javascript.undeclared_name import UndeclaredName
from cloudfrontier.rules.javascript.undocumented_builtin import UndocumentedBuiltin
from cloudfrontier.rules.javascript.unknown_module import UnknownModule
from cloudfrontier.rules.javascript.unreachable_code import UnreachableCode
from cloudfrontier.rules.javascript.unsupported_feature import UnsupportedFeature

if TYPE_CHECKING:
    from cloudfrontier.rules.javascript.js_rule import JsRule

__all__ = ["JAVASCRIPT_RULES"]

JAVASCRIPT_RULES: tuple[JsRule, ...] = (
    FunctionSize(),
    Syntax(),
    UnsupportedFeature(),
    StrictCompile(),
    Handler(),
    MissingGlobal(),
    UndeclaredName(),
    UndeclaredAssignment(),
    MissingMember(),
    MissingMethod(),
    UndocumentedBuiltin(),
    DynamicCode(),
    Timers(),
    Network(),
    UnknownModule(),
    HelpersOn10(),
    ModuleMember(),
    CryptoArguments(),
    UnawaitedPromise(),
    HelperEvents(),
    AwaitInArguments(),
    StaleClosure(),
    Spread(),
    ConsoleLogCommas(),
    ConsoleMethod(),
    ExportsForTests(),
    RegexBacktracking(),
    RegexDialect(),
    Clock(),
    HeaderCase(),
    MissingValue(),
    CookieInHeaders(),
    ForgottenMultiValue(),
    MisplacedResult(),
    NoResult(),
    UnreachableCode(),
    LambdaEdgeShape(),
    RandomSecret(),
    AbsentResponse(),
    ConstantAssignment(),
    ResponseLiteral(),
)
"""Every rule on the code of CloudFront Functions, in the order of their ids."""
