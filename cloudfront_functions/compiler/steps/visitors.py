"""Redirects by language, country and device as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.steps.canonical import QUERY, redirect_line
from cloudfront_functions.filters import Js, js_string
from cloudfront_functions.rules.visitors import header_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules.visitors import Device, Locale

__all__ = ["device_fragment", "locale_fragments"]

PATH = "request.uri"


def locale_fragments(steps: Sequence[Locale]) -> Iterable[Fragment]:
    """Each with a function that knows the languages."""
    return [
        locale_fragment(step, f"localeOf{number if number > 1 else ''}")
        for number, step in enumerate(steps, 1)
    ]


def locale_fragment(step: Locale, name: str) -> Fragment:
    """Send the visitor to a language."""
    top = (
        environment()
        .get_template("steps/locale.js.j2")
        .render(
            name=name,
            languages=dict(step.languages),
            countries=dict(step.countries),
            cookie=step.cookie,
            default=step.default,
        )
    )
    sent = send(step, f"{name}(request)", may_stay=not step.default)
    return Fragment(block(f"if ({may_be_sent(step)})", sent), ("found", "path"), Js(top))


def device_fragment(step: Device) -> Fragment:
    """Send the visitor to what is made for the device."""
    is_of = [f'valueOf(request.headers, {js_string(header_of(name))}) === "true"' for name, _ in step.devices]
    chain = "".join(
        f"{test} ? {js_string(base)} : " for test, (_, base) in zip(is_of, step.devices, strict=True)
    )
    condition = may_be_sent(step)
    if step.cookie:
        condition += f" && !hasOwn(request.cookies, {js_string(step.cookie)})"
    return Fragment(block(f"if ({condition})", send(step, f'{chain}""', may_stay=True)), ("found", "path"))


def may_be_sent(step: Locale | Device) -> str:
    """Whether the request is for something that stands in each part of the site, and in no part yet."""
    terms = ["isRead(request)", f"!isFile({PATH})" if step.everywhere else f'{PATH} === "/"']
    for base in step.bases:
        if not base.startswith("/"):
            terms.append(f"hostOf(request) !== {js_string(base.split('/')[2])}")
        elif step.everywhere:
            terms.append(f"!isBelow({PATH}, {js_string(base)})")
    return " && ".join(terms)


def send(step: Locale | Device, base: str, *, may_stay: bool) -> Lines:
    """Redirect to the path behind the base."""
    lines = [f"found = {base};", f"path = onHost({PATH});"]
    if step.at_root != "/":
        root = js_string(step.at_root)
        lines += block('if (path === "/" && found.charAt(0) === "/")', [f"path = {root};"])
    line = redirect_line(step.status, f"withQuery(found + path, {QUERY})")
    return [*lines, *(block('if (found !== "")', [line]) if may_stay else [line])]
