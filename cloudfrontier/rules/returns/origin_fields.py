"""RET334: each field of an origin that edge code sets is one that CloudFront can use."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import (
    ORIGIN_DOMAIN_NAME,
    ORIGIN_DOMAIN_NAME_S3,
    ORIGIN_KEEPALIVE_TIMEOUT,
    ORIGIN_PATH,
    ORIGIN_PORT,
    ORIGIN_READ_TIMEOUT,
)
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import custom_origin, returned_request, s3_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cloudfrontier.cloudfront.limits import Limit
    from cloudfrontier.rules.returns.subject import ReturnCheck, Returned

__all__ = ["OriginFields"]

_PROTOCOLS = ("http", "https")
_TLS = ("TLSv1.2", "TLSv1.1", "TLSv1", "SSLv3")
_WELL_KNOWN_PORTS = (80, 443)
_REQUIRED = ("domainName", "port", "protocol", "path", "sslProtocols", "readTimeout", "keepaliveTimeout")


def _sample(**fields: object) -> ReturnCheck:
    return returned_request("handler", "origin-request", origin=custom_origin(**fields))


class OriginFields(ReturnRule):
    """Domain name, port, protocol, path and timeouts are held to the ranges of the event structure's page.

    A field that AWS's samples always have and that is left out is a warning: what then holds is not said.
    UNCERTAIN: `keepaliveTimeout` ends at 120 or, on the page of quotas, at 300; the project's limits decide.
    """

    id = "RET334"
    title = "The fields of an origin have values that CloudFront can use"
    source = guide("lambda-event-structure")
    kinds = ("handler",)
    events = ("origin-request",)
    parts = ("request",)
    valid = (
        _sample(domainName="example.com", port=8080, protocol="http", path="/a/b"),
        _sample(responseCompletionTimeout=0),
        returned_request("handler", "origin-request", origin=s3_origin(readTimeout=60)),
    )
    invalid = (
        _sample(domainName=""),
        _sample(domainName="192.0.2.1"),
        _sample(domainName="example.com:80"),
        _sample(domainName="a" * 254),
        _sample(path="a"),
        _sample(path="/a/"),
        _sample(path="/" + "a" * 255),
        _sample(port=22),
        _sample(port="443"),
        _sample(protocol="ftp"),
        _sample(sslProtocols=["TLSv1.3"]),
        _sample(readTimeout=0),
        _sample(keepaliveTimeout=121),
        _sample(responseCompletionTimeout=10),
        returned_request("handler", "origin-request", origin=s3_origin(domainName="Bucket.s3.amazonaws.com")),
        returned_request("handler", "origin-request", origin={"custom": {"domainName": "example.com"}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the origin when it was changed; RET333 speaks of one that has another shape."""
        origin, given = returned.value.get("origin"), returned.given.get("origin")
        if not isinstance(origin, dict) or origin == given:
            return
        for name in ("custom", "s3"):
            fields = origin.get(name)
            if isinstance(fields, dict):
                yield from self._fields(returned, name, fields)

    def _fields(self, returned: Returned, name: str, fields: dict[str, object]) -> Faults:
        help_ = "begin with the given `origin` and change what has to be another"
        if name == "custom" and (missing := [field for field in _REQUIRED if field not in fields]):
            message = f"`origin.custom` has no {', no '.join(missing)}"
            yield self.warning(returned, message, help=help_)
        keepalive = returned.check.limits.of(ORIGIN_KEEPALIVE_TIMEOUT)
        for field, problem in _problems(name, fields, keepalive):
            message = f"`origin.{name}.{field}` {problem}"
            yield self.fault(returned, message, help=help_, certain=field != "keepaliveTimeout")


def _problems(name: str, fields: dict[str, object], keepalive: Limit) -> Iterator[tuple[str, str]]:
    for field, check in (_CUSTOM if name == "custom" else _S3).items():
        if field in fields and (problem := check(fields[field])):
            yield field, problem
    if "keepaliveTimeout" in fields and (problem := _number(fields["keepaliveTimeout"], keepalive)):
        yield "keepaliveTimeout", problem
    total, read = fields.get("responseCompletionTimeout"), fields.get("readTimeout", 0)
    if total and isinstance(total, int) and isinstance(read, int) and total < read:
        yield "responseCompletionTimeout", f"is {total}, less than `readTimeout`, which is {read}"


def _number(value: object, limit: Limit) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"is {value!r:.20}, expected a number"
    return "" if limit.holds(value) else f"is {value}, expected {limit}"


def _custom_domain(value: object) -> str:
    if wrong := _domain(value, ORIGIN_DOMAIN_NAME):
        return wrong
    domain = str(value)
    if ":" in domain or _is_address(domain):
        return "has a port or is an address, expected a domain name"
    return ""


def _s3_domain(value: object) -> str:
    if wrong := _domain(value, ORIGIN_DOMAIN_NAME_S3):
        return wrong
    return "" if str(value) == str(value).lower() else "has capitals, expected lower case"


def _domain(value: object, limit: Limit) -> str:
    if not isinstance(value, str):
        return "is no string"
    return "" if limit.holds(len(value)) else f"has {len(value)} characters, expected {limit}"


def _is_address(domain: str) -> bool:
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return False
    return True


def _path(value: object) -> str:
    if not isinstance(value, str):
        return "is no string"
    if value and (not value.startswith("/") or value.endswith("/")):
        return "has to begin with '/' and must not end with it, or be empty"
    return "" if ORIGIN_PATH.holds(len(value)) else f"has {len(value)} characters, expected {ORIGIN_PATH}"


def _port(value: object) -> str:
    if isinstance(value, int) and value in _WELL_KNOWN_PORTS:
        return ""
    problem = _number(value, ORIGIN_PORT)
    return f"{problem}, or {' or '.join(map(str, _WELL_KNOWN_PORTS))}" if problem else ""


def _protocol(value: object) -> str:
    return "" if value in _PROTOCOLS else f"is {value!r:.20}, expected {' or '.join(_PROTOCOLS)}"


def _tls(value: object) -> str:
    ok = isinstance(value, list) and all(item in _TLS for item in value)
    return "" if ok else f"is to be a list out of {', '.join(_TLS)}"


def _read_timeout(value: object) -> str:
    return _number(value, ORIGIN_READ_TIMEOUT)


_S3: dict[str, Callable[[object], str]] = {
    "domainName": _s3_domain,
    "path": _path,
    "readTimeout": _read_timeout,
}
_CUSTOM: dict[str, Callable[[object], str]] = {
    "domainName": _custom_domain,
    "path": _path,
    "port": _port,
    "protocol": _protocol,
    "sslProtocols": _tls,
    "readTimeout": _read_timeout,
}
