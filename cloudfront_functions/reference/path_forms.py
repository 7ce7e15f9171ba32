"""The forms of paths, in plain Python; and what a file, a folder and a page are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from cloudfront_functions.rules.path_forms import (
    LowerCase,
    PathForm,
    WithBase,
    WithHtml,
    WithoutBase,
    WithoutHtml,
    WithoutSlash,
    WithSlash,
)

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json

__all__ = ["formed", "is_below", "is_file", "is_page", "run_form"]


def run_form(step: PathForm, event: Json) -> None:
    """Fetch the path in another form."""
    event["request"]["uri"] = formed(event["request"]["uri"], step)


def formed(path: str, form: PathForm) -> str:  # noqa: PLR0911 - one for each form
    """The path in that form."""
    match form:
        case WithoutBase():
            return (path.removeprefix(form.base) or "/") if is_below(path, form.base) else path
        case LowerCase():
            return re.sub(r"%[0-9A-Fa-f]{2}|[A-Z]", lambda found: small(found[0]), path)
        case WithoutSlash():
            return path.rstrip("/") or "/"
        case WithoutHtml():
            return without_html(path, folder_slash=form.folder_slash)
        case WithHtml():
            return f"{path}.html" if is_page(path) else path
        case WithSlash():
            return f"{path}/" if is_page(path) else path
        case WithBase():
            return f"{path}/" if path == form.base else with_base(path, form.base)
        case _:
            assert_never(form)


def with_base(path: str, base: str) -> str:
    """The path below the base."""
    return path if is_below(path, base) else base + path


def small(text: str) -> str:
    """A letter as a small one; percent-escapes as they are."""
    return text if text.startswith("%") else text.lower()


def without_html(path: str, *, folder_slash: bool) -> str:
    """The path without its extension, and the folder of an index document."""
    bare = re.sub(r"(?<=[^/])(\.html)+\Z", "", path)
    if bare == path or not bare.endswith("/index"):
        return bare
    folder = bare.removesuffix("index")
    return folder if folder_slash else folder.rstrip("/") or "/"


def is_below(path: str, base: str) -> bool:
    """Whether the path is the base or stands below it; `/` is everything."""
    return base in {"/", path} or path.startswith(f"{base}/")


def is_file(path: str) -> bool:
    """Whether the last segment has a dot."""
    return "." in path.rpartition("/")[2]


def is_page(path: str) -> bool:
    """Whether it is neither a file nor a folder."""
    return not is_file(path) and not path.endswith("/")
