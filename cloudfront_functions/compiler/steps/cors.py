"""CORS as code: one function finds the origin that is allowed, for preflights and for responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.compiler.expressions import one_of
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.refusals import refuse_where
from cloudfront_functions.filters import Js, js_string
from cloudfront_functions.rules.cors import ORIGIN

if TYPE_CHECKING:
    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules.cors import Cors, CorsHeaders, CorsPreflight

__all__ = ["cors_headers_fragment", "preflight_fragment"]

ALLOWED = "access-control-allow-origin"
CREDENTIALS = "access-control-allow-credentials"
EXPOSED = "access-control-expose-headers"


def preflight_fragment(step: CorsPreflight) -> Fragment:
    """Answer preflights."""
    cors = step.cors
    fixed = {
        "access-control-allow-methods": ", ".join(cors.methods),
        "access-control-allow-headers": ", ".join(cors.headers),
        CREDENTIALS: "true" if cors.credentials else "",
        "access-control-max-age": "" if cors.max_age is None else str(cors.max_age),
        "vary": "" if cors.is_open else "Origin",
    }
    headers = ", ".join(
        f"{js_string(name)}: {{ value: {js_string(value)} }}" for name, value in fixed.items() if value
    )
    asked = 'valueOf(request.headers, "access-control-request-method")'
    answer = f"headers: {{ {js_string(ALLOWED)}: {{ value: allowed }}, {headers} }}"
    unlisted = [] if cors.is_open else refuse_where("allowed === undefined", 403)
    refusal = [f"    {line}" for line in unlisted]
    lines = [
        f'if (request.method === "OPTIONS" && request.headers.origin && {asked} !== undefined) {{',
        "    allowed = allowedOrigin(request.headers);",
        *refusal,
        f'    return {{ statusCode: 204, statusDescription: "No Content", {answer} }};',
        "}",
    ]
    return Fragment(lines, ("allowed",), allowed_function(cors))


def cors_headers_fragment(step: CorsHeaders) -> Fragment:
    """Set the headers of responses to origins that are allowed, and take them from all others."""
    cors = step.cors
    values = {
        ALLOWED: "allowed",
        CREDENTIALS: js_string("true") if cors.credentials else "",
        EXPOSED: js_string(", ".join(cors.expose)) if cors.expose else "",
    }
    removed = [f"delete response.headers[{js_string(name)}];" for name in values]
    put: Lines = [
        f"    response.headers[{js_string(name)}] = {{ value: {value} }};"
        for name, value in values.items()
        if value
    ]
    lines = [
        "allowed = allowedOrigin(request.headers);",
        *removed,
        "if (allowed !== undefined) {",
        *put,
        "}",
        *([] if cors.is_open else ["varyOnOrigin(response.headers);"]),
    ]
    return Fragment(lines, ("allowed",), allowed_function(cors))


def allowed_function(cors: Cors) -> Js:
    """The function of the origin that is allowed."""
    plain = tuple(origin for origin in cors.origins if "*" not in origin)
    terms = [one_of("origin", plain)] if plain else []
    terms += [f"{wildcard(origin)}.test(origin)" for origin in cors.origins if "*." in origin]
    condition = " || ".join(terms)
    shown = f"({condition})" if len(terms) > 1 else condition
    template = environment().get_template("steps/cors.js.j2")
    return Js(template.render(is_open=cors.is_open, condition=Js(shown)))


def wildcard(origin: str) -> str:
    r"""A regular expression of the origins below a host; what `ORIGIN` lets through needs little escaping.

    It ends with `(?!\n)` since in njs `$` stands before a last line break too, and what matches is sent back.
    """
    found = ORIGIN.fullmatch(origin)
    if found is None:
        raise ValueError(f"`{origin}` is no origin")
    scheme, host, port = found["scheme"], found["host"], found["port"] or ""
    plain = "".join(f"\\{sign}" if sign in ".+" else sign for sign in f"{host}{port}")
    begin = "".join(f"\\{sign}" if sign in ".+" else sign for sign in scheme)
    return rf"/^{begin}:\/\/(?:[A-Za-z0-9-]+\.)+{plain}$(?!\n)/"
