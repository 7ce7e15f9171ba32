"""Which importer a file is for: its name tells, or what it begins with."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, get_args

from cloudfront_functions.importers.imported import Imported
from cloudfront_functions.importers.nginx import import_nginx
from cloudfront_functions.importers.s3 import import_s3
from cloudfront_functions.importers.vercel import import_vercel
from cloudfront_functions.inputs import NETLIFY, Dialect, read_csv, read_headers, read_redirects

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMATS", "FormatName", "detect_format", "import_text"]

FormatName = Literal["redirects", "headers", "csv", "vercel", "nginx", "s3"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)

BY_NAME: tuple[tuple[re.Pattern[str], FormatName], ...] = (
    (re.compile(r"(?:.*[._-])?_?redirects(?:\.txt)?"), "redirects"),
    (re.compile(r"(?:.*[._-])?_?headers(?:\.txt)?"), "headers"),
    (re.compile(r".*\.csv"), "csv"),
    (re.compile(r"(?:.*[._-])?vercel\.json|now\.json"), "vercel"),
    (re.compile(r".*\.conf|.*nginx.*"), "nginx"),
    (re.compile(r".*\.xml"), "s3"),
)
S3_NAMES = re.compile(r'"(?:RoutingRules|Condition|Redirect|RedirectAllRequestsTo)"\s*:')


def detect_format(file: str, text: str) -> FormatName | None:
    """The format of a file, or None when neither its name nor its text tells."""
    name = PurePath(file).name.lower()
    found = next((form for pattern, form in BY_NAME if pattern.fullmatch(name)), None)
    if found is None and name.endswith(".json"):
        return "s3" if S3_NAMES.search(text) else "vercel"
    return found


def import_text(text: str, *, file: str, form: FormatName, dialect: Dialect = NETLIFY) -> Imported:
    """What a file of that format holds; `dialect` is for `_redirects` and `_headers`."""
    match form:
        case "redirects":
            read = read_redirects(text, file=file, dialect=dialect)
            return Imported(read.rules, (), read.problems, read.notes)
        case "csv":
            read = read_csv(text, file=file)
            return Imported(read.rules, (), read.problems, read.notes)
        case "headers":
            headers = read_headers(text, file=file, dialect=dialect)
            return Imported((), headers.rules, headers.problems)
    importers: dict[str, Callable[..., Imported]] = {
        "vercel": import_vercel,
        "nginx": import_nginx,
        "s3": import_s3,
    }
    return importers[form](text, file=file)
