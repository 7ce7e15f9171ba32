"""Forms of paths as code: statements that give a form to the path in a variable or a property."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import js_string
from cloudfront_functions.rules.path_forms import (
    LowerCase,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)

if TYPE_CHECKING:
    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules.path_forms import PathForm

__all__ = ["form_fragment", "give_form"]


def form_fragment(form: PathForm) -> Fragment:
    """A form by itself: the path that is fetched."""
    return Fragment(give_form(form, "request.uri"))


def give_form(form: PathForm, path: str) -> Lines:  # noqa: PLR0911 - one for each form
    """The statements; `path`: what holds the path."""
    match form:
        case WithoutBase():
            return [f"{path} = withoutBase({path}, {js_string(form.base)});"]
        case LowerCase():
            return [f"{path} = withoutCapitals({path});"]
        case WithoutSlash():
            return [f"{path} = withoutLastSlashes({path});"]
        case WithoutHtml():
            return without_html(form, path)
        case WithHtml():
            return block(f"if (isPage({path}))", [f'{path} += ".html";'])
        case WithSlash():
            return block(f"if (isPage({path}))", [f'{path} += "/";'])
        case WithBase():
            return [f"{path} = withBase({path}, {js_string(form.base)});"]
        case _:
            assert_never(form)


def without_html(form: WithoutHtml, path: str) -> Lines:
    """Folders that the form gives no slash were index documents before."""
    line = f"{path} = withoutHtml({path});"
    if form.folder_slash:
        return [line]
    is_html = f'if ({path}.slice(-5) === ".html")'
    return block(is_html, [line, f"{path} = withoutLastSlashes({path});"])
