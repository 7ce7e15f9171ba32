"""The rules on attachments, named one by one: what is not in this tuple is not a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.attachment.account import Account
from cloudfrontier.rules.attachment.arn_shape import ArnShape
from cloudfrontier.rules.attachment.cache_settings import CacheSettings
from cloudfrontier.rules.attachment.continuous_deployment import ContinuousDeployment
from cloudfrontier.rules.attachment.cookies import Cookies
from cloudfrontier.rules.attachment.counts import Counts
from cloudfrontier.rules.attachment.default_behavior import DefaultBehavior
from cloudfrontier.rules.attachment.encoded_gate import EncodedGate
from cloudfrontier.rules.attachment.error_codes import ErrorCodes
from cloudfrontier.rules.attachment.error_page_functions import ErrorPageFunctions
from cloudfrontier.rules.attachment.experiment_key import ExperimentKey
from cloudfrontier.rules.attachment.function_event import FunctionEvent
from cloudfrontier.rules.attachment.gate_overlap import GateOverlap
from cloudfrontier.rules.attachment.grpc import Grpc
from cloudfrontier.rules.attachment.headers_on_errors import HeadersOnErrors
from cloudfrontier.rules.attachment.include_body import IncludeBody
from cloudfrontier.rules.attachment.lambda_region import LambdaRegion
from cloudfrontier.rules.attachment.lambda_version import LambdaVersion
from cloudfrontier.rules.attachment.methods import Methods
from cloudfrontier.rules.attachment.mixed_kinds import MixedKinds
from cloudfrontier.rules.attachment.one_function import OneFunction
from cloudfrontier.rules.attachment.origin_headers import OriginHeaders
from cloudfrontier.rules.attachment.origin_limits import OriginLimits
from cloudfrontier.rules.attachment.origin_triggers import OriginTriggers
from cloudfrontier.rules.attachment.overridden_headers import OverriddenHeaders
from cloudfrontier.rules.attachment.path_pattern import Patterns
from cloudfrontier.rules.attachment.plain_http import PlainHttp
from cloudfrontier.rules.attachment.private_cache import PrivateCache
from cloudfrontier.rules.attachment.quantity import Quantity
from cloudfrontier.rules.attachment.query_strings import QueryStrings
from cloudfrontier.rules.attachment.root_object import RootObject
from cloudfrontier.rules.attachment.several_versions import SeveralVersions
from cloudfrontier.rules.attachment.shadowed_behavior import ShadowedBehavior
from cloudfrontier.rules.attachment.shape import Shape
from cloudfrontier.rules.attachment.smooth_streaming import SmoothStreaming
from cloudfrontier.rules.attachment.ttl_order import TtlOrder
from cloudfrontier.rules.attachment.unchecked import Unchecked
from cloudfrontier.rules.attachment.unknown_origin import UnknownOrigin

if TYPE_CHECKING:
    from cloudfrontier.rules.attachment.rule import AttachmentRule

__all__ = ["ATTACHMENT_RULES"]

ATTACHMENT_RULES: tuple[AttachmentRule, ...] = (
    Shape(),
    Quantity(),
    DefaultBehavior(),
    UnknownOrigin(),
    Counts(),
    Patterns(),
    CacheSettings(),
    TtlOrder(),
    Methods(),
    OneFunction(),
    MixedKinds(),
    FunctionEvent(),
    IncludeBody(),
    ArnShape(),
    LambdaVersion(),
    LambdaRegion(),
    Account(),
    SeveralVersions(),
    OriginTriggers(),
    Grpc(),
    SmoothStreaming(),
    ShadowedBehavior(),
    EncodedGate(),
    ExperimentKey(),
    PrivateCache(),
    PlainHttp(),
    QueryStrings(),
    Cookies(),
    Unchecked(),
    OverriddenHeaders(),
    HeadersOnErrors(),
    ErrorPageFunctions(),
    ErrorCodes(),
    ContinuousDeployment(),
    OriginHeaders(),
    OriginLimits(),
    RootObject(),
    GateOverlap(),
)
"""Every rule on attachments, in the order of their ids."""
