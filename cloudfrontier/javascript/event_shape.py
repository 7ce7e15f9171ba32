"""What a function is given and what its modules hold, as kinds: the table behind `kinds`.

Sources: functions-event-structure, functions-javascript-runtime-20, functions-custom-methods,
helper-functions-origin-modification and general-helper-methods of the developer guide (read 2026-04), and
https://aws.amazon.com/about-aws/whats-new/2026/07/cloudfront-functions-access-logs/ for `logCustomData`.
"""

from __future__ import annotations

from cloudfrontier.javascript.names import names

__all__ = ["ANY_MEMBER", "FIELDS_WITH_VALUE", "HEADERS", "MEMBERS", "METHODS", "MODULE_MEMBERS", "Kind"]

Kind = str
"""`string`, `event`, `request.headers` and the like; what is not known has no kind (None)."""

HEADERS = frozenset({"request.headers", "response.headers"})
FIELDS_WITH_VALUE = {
    "request.headers": "header",
    "response.headers": "header",
    "request.cookies": "cookie",
    "response.cookies": "cookie",
    "querystring": "parameter",
}
"""Objects whose every member is `{value, multiValue}`, and what such a member is called."""

MEMBERS: dict[Kind, dict[str, Kind]] = {
    "event": {
        "version": "string",
        "context": "context",
        "viewer": "viewer",
        "request": "request",
        "response": "response",
    },
    "context": dict.fromkeys(
        ("distributionDomainName", "distributionId", "eventType", "requestId"), "string"
    ),
    "viewer": {"ip": "string"},
    "request": {
        "method": "string",
        "uri": "string",
        "querystring": "querystring",
        "headers": "request.headers",
        "cookies": "request.cookies",
    },
    "response": {
        "statusCode": "number",
        "statusDescription": "string",
        "headers": "response.headers",
        "cookies": "response.cookies",
    },
    "header": {"value": "string", "multiValue": "fields"},
    "cookie": {"value": "string", "multiValue": "fields", "attributes": "string"},
    "parameter": {"value": "string", "multiValue": "fields"},
    "field": {"value": "string", "attributes": "string"},
    "string": {"length": "number"},
    "strings": {"length": "number"},
    "array": {"length": "number"},
    "fields": {"length": "number"},
    "module cloudfront": {"edgeLocation": "edge location", "distributionTenant": "tenant", "cwt": "cwt"},
}
ANY_MEMBER: dict[Kind, Kind] = {**FIELDS_WITH_VALUE, "strings": "string", "fields": "field"}
"""Kinds all of whose other members are of one kind."""

MODULE_MEMBERS: dict[str, frozenset[str]] = {
    "cloudfront": frozenset(
        {
            "kvs",
            "updateRequestOrigin",
            "selectRequestOriginById",
            "createRequestOriginGroup",
            "edgeLocation",
            "distributionTenant",
            "cwt",
            "logCustomData",
        }
    ),
    "crypto": frozenset({"createHash", "createHmac"}),
    "querystring": frozenset({"escape", "parse", "decode", "stringify", "encode", "unescape"}),
    "buffer": frozenset({"Buffer"}),
}
"""What AWS lists for each module."""

_OF_STRING = {
    **dict.fromkeys(
        names(
            "charAt concat padEnd padStart repeat replace replaceAll slice substr substring toLowerCase "
            "toString toUpperCase trim trimEnd trimStart valueOf fromBytes fromUTF8 toBytes toUTF8"
        ),
        "string",
    ),
    **dict.fromkeys(names("charCodeAt codePointAt indexOf lastIndexOf search"), "number"),
    **dict.fromkeys(names("endsWith includes startsWith"), "boolean"),
    "split": "strings",
}
_OF_ARRAY = {
    **dict.fromkeys(names("concat fill filter map reverse slice sort splice copyWithin"), "array"),
    **dict.fromkeys(names("every includes some"), "boolean"),
    **dict.fromkeys(names("findIndex indexOf lastIndexOf push unshift"), "number"),
    **dict.fromkeys(names("join toString"), "string"),
}
METHODS: dict[Kind, dict[str, Kind]] = {
    "string": _OF_STRING,
    "array": _OF_ARRAY,
    "strings": {
        **_OF_ARRAY,
        **dict.fromkeys(names("filter reverse slice sort splice"), "strings"),
        **dict.fromkeys(names("pop shift find"), "string"),
    },
    "number": dict.fromkeys(names("toExponential toFixed toPrecision toString"), "string"),
    "boolean": {"toString": "string"},
    "module cloudfront": {"kvs": "kvs"},
    "module crypto": {"createHash": "hash", "createHmac": "hash"},
    "module querystring": dict.fromkeys(names("escape unescape stringify encode"), "string"),
    "kvs": {"get": "promise", "exists": "promise", "meta": "promise"},
    "hash": {"update": "hash"},
    "request": {"rawQueryString": "string"},
    "Object": dict.fromkeys(("keys", "getOwnPropertyNames"), "strings")
    | {"entries": "array", "values": "array"},
    "JSON": {"stringify": "string"},
    "Date": dict.fromkeys(("now", "parse", "UTC"), "number"),
    "String": dict.fromkeys(("fromCharCode", "fromCodePoint", "bytesFrom"), "string"),
    "Array": dict.fromkeys(("from", "of"), "array") | {"isArray": "boolean"},
    "Buffer": dict.fromkeys(("alloc", "concat", "from"), "buffer"),
    "buffer": {"toString": "string"},
    "promise": dict.fromkeys(("then", "catch", "finally"), "promise"),
    "Promise": dict.fromkeys(("all", "allSettled", "any", "race", "resolve", "reject"), "promise"),
    "date": {
        "getTime": "number",
        "valueOf": "number",
        **dict.fromkeys(names("toISOString toUTCString toString toDateString toTimeString"), "string"),
    },
}
"""What a call gives back. `String.prototype.match` is left out: it may be null."""
