"""A response headers policy of edge.toml -> the values that the simulator and the templates read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.cache_policy import CORS_METHODS, ResponseHeader, ResponseHeadersPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.model.response_headers import (
        CorsTable,
        ResponseHeadersPolicyTable,
        SecurityTable,
        TransportSecurity,
    )

__all__ = ["response_headers_policy", "security_headers"]


def response_headers_policy(name: str, table: ResponseHeadersPolicyTable) -> ResponseHeadersPolicy:
    """The policy; it has no id before it is deployed."""
    replacing = {header.lower() for header in table.override}

    def header(name: str, value: str) -> ResponseHeader:
        return ResponseHeader(name, value, override=name.lower() in replacing)

    return ResponseHeadersPolicy(
        name,
        remove=table.remove,
        cors=tuple(_cors(table.cors)) if table.cors else (),
        cors_override=table.cors is not None and table.cors.override,
        security=tuple(header(*line) for line in security_headers(table.security)),
        custom=tuple(header(*line) for line in table.headers.items()),
        server_timing=table.server_timing,
    )


def security_headers(table: SecurityTable) -> Iterator[tuple[str, str]]:
    """Names and values of the security headers that the table asks for."""
    values = {
        "Content-Security-Policy": table.content_security_policy,
        "Referrer-Policy": table.referrer_policy,
        "Strict-Transport-Security": _transport(table.strict_transport_security),
        "X-Content-Type-Options": "nosniff" if table.content_type_options else None,
        "X-Frame-Options": table.frame_options,
        "X-XSS-Protection": table.xss_protection,
    }
    yield from ((name, value) for name, value in values.items() if value is not None)


def _transport(table: TransportSecurity | None) -> str | None:
    if table is None:
        return None
    flags = {"includeSubDomains": table.include_subdomains, "preload": table.preload}
    return "; ".join([f"max-age={table.max_age}", *(flag for flag, is_set in flags.items() if is_set)])


def _cors(table: CorsTable) -> Iterator[ResponseHeader]:
    lists = {
        "Access-Control-Allow-Headers": table.allow_headers,
        "Access-Control-Allow-Methods": CORS_METHODS if "ALL" in table.allow_methods else table.allow_methods,
        "Access-Control-Allow-Origin": table.allow_origins,
        "Access-Control-Expose-Headers": table.expose_headers,
    }
    for name, values in lists.items():
        if values:
            yield ResponseHeader(name, ", ".join(values))
    if table.allow_credentials:
        yield ResponseHeader("Access-Control-Allow-Credentials", "true")
    if table.max_age is not None:
        yield ResponseHeader("Access-Control-Max-Age", str(table.max_age))
