"""The rules on returned values, named one by one: what is not in this tuple is not a rule.

The order is that in which CloudFront's own answer is chosen: the first error decides the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.returns.body_with_204 import BodyWith204
from cloudfrontier.rules.returns.cookie_in_headers import CookieInHeaders
from cloudfrontier.rules.returns.cookies import Cookies
from cloudfrontier.rules.returns.disallowed_header import DisallowedHeader
from cloudfrontier.rules.returns.empty_header import EmptyHeader
from cloudfrontier.rules.returns.header_case import HeaderCase
from cloudfrontier.rules.returns.header_characters import HeaderCharacters
from cloudfrontier.rules.returns.header_key import HeaderKey
from cloudfrontier.rules.returns.header_name import HeaderName
from cloudfrontier.rules.returns.header_value import HeaderValue
from cloudfrontier.rules.returns.headers_shape import HeadersShape
from cloudfrontier.rules.returns.ignored_body import IgnoredBody
from cloudfrontier.rules.returns.misplaced_request import MisplacedRequest
from cloudfrontier.rules.returns.misspelt_multi_value import MisspeltMultiValue
from cloudfrontier.rules.returns.no_object import NoObject
from cloudfrontier.rules.returns.origin_choice import OriginChoice
from cloudfrontier.rules.returns.origin_fields import OriginFields
from cloudfrontier.rules.returns.origin_headers import OriginHeaders
from cloudfrontier.rules.returns.origin_ignored import OriginIgnored
from cloudfrontier.rules.returns.querystring import Querystring
from cloudfrontier.rules.returns.read_only_field import ReadOnlyField
from cloudfrontier.rules.returns.read_only_header import ReadOnlyHeader
from cloudfrontier.rules.returns.request_body import RequestBody
from cloudfrontier.rules.returns.request_body_size import RequestBodySize
from cloudfrontier.rules.returns.required_fields import RequiredFields
from cloudfrontier.rules.returns.response_body import ResponseBody
from cloudfrontier.rules.returns.response_size import ResponseSize
from cloudfrontier.rules.returns.status import Status
from cloudfrontier.rules.returns.status_description import StatusDescription
from cloudfrontier.rules.returns.unknown_fields import UnknownFields
from cloudfrontier.rules.returns.uri import Uri
from cloudfrontier.rules.returns.url_length import UrlLength
from cloudfrontier.rules.returns.viewer_country import ViewerCountry
from cloudfrontier.rules.returns.viewer_response_body import ViewerResponseBody
from cloudfrontier.rules.returns.viewer_response_status import ViewerResponseStatus
from cloudfrontier.rules.returns.whole_event import WholeEvent

if TYPE_CHECKING:
    from cloudfrontier.rules.returns.rule import ReturnRule

__all__ = ["RETURN_RULES"]

RETURN_RULES: tuple[ReturnRule, ...] = (
    NoObject(),
    WholeEvent(),
    MisplacedRequest(),
    RequiredFields(),
    UnknownFields(),
    Status(),
    StatusDescription(),
    ViewerResponseStatus(),
    HeadersShape(),
    HeaderValue(),
    HeaderName(),
    HeaderCase(),
    HeaderKey(),
    HeaderCharacters(),
    EmptyHeader(),
    DisallowedHeader(),
    ReadOnlyHeader(),
    ViewerCountry(),
    CookieInHeaders(),
    MisspeltMultiValue(),
    Cookies(),
    ReadOnlyField(),
    Uri(),
    Querystring(),
    UrlLength(),
    ResponseBody(),
    BodyWith204(),
    ViewerResponseBody(),
    ResponseSize(),
    RequestBody(),
    RequestBodySize(),
    IgnoredBody(),
    OriginChoice(),
    OriginFields(),
    OriginHeaders(),
    OriginIgnored(),
)
