"""The tables `project` and `limits`: what is said for the whole project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import DEFAULT_ROOT_OBJECT, LIMITS, override_problems
from cloudfrontier.project.checks.text import at_most
from cloudfrontier.project.mistake import Mistake, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft

__all__ = ["check_settings"]

_DOCUMENT = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@%-]+(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*)?")


def check_settings(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the default root object and with limits that are overridden."""
    document = draft.project.project.default_root_object
    path = ("project", "default_root_object")
    if not _DOCUMENT.fullmatch(document):
        yield unfit(path, document, "the path of a document without `/` in front, such as `index.html`")
    elif len(document) > DEFAULT_ROOT_OBJECT.value:
        yield unfit(path, document, at_most(DEFAULT_ROOT_OBJECT))
    for name, problem in override_problems(draft.project.limits, known=LIMITS).items():
        yield Mistake(("limits", name), problem, at_key=True)
