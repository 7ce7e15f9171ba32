"""A folder that answers as a bucket's REST endpoint does, not as a web server would.

1. There are no index documents: `/` and `/docs/` are no objects.
2. What is missing is 403 AccessDenied: that is S3's answer to who may get objects but not list them, as with
   an origin access control of the usual policy. With `may_list` it is 404 NoSuchKey.
3. A key is a string: `..` and `//` in it mean nothing, so nothing outside the folder can be named; links that
   lead out of it are missing, too.

4. Of two conditions that contradict each other those about the ETag win: `If-Match` over
   `If-Unmodified-Since`, `If-None-Match` over `If-Modified-Since`.

Source of rules 2 and 4: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (read 2026-11).
The texts of the errors are OBSERVED.
"""

from __future__ import annotations

import hashlib
import mimetypes
from email.utils import formatdate, mktime_tz, parsedate_tz
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from xml.sax.saxutils import escape

from cloudfrontier.cloudfront.message import Headers, Response

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.cloudfront.distribution import Origin
    from cloudfrontier.cloudfront.message import Request

__all__ = ["FolderOrigin"]

_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>{code}</Code><Message>{message}</Message></Error>"""
_UNKNOWN_TYPE = "binary/octet-stream"
# The table of the standard library alone: the files of this machine must not change what a test sees.
_TYPES = mimetypes.MimeTypes(filenames=())


class FolderOrigin:
    """An `OriginPort` over the files below `root`; `may_list`: what is missing is a 404 and not a 403."""

    def __init__(self, root: Path, *, may_list: bool = False) -> None:
        self._root = root.resolve()
        self._may_list = may_list

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:  # noqa: ARG002 - the port's
        """The object of that key, a 304 for what has not changed, or S3's error."""
        if request.method not in {"GET", "HEAD"}:
            message = "The specified method is not allowed against this resource."
            return _error(405, "MethodNotAllowed", message)
        path = self._path(request.uri)
        if path is None and self._may_list:
            return _error(404, "NoSuchKey", "The specified key does not exist.")
        try:
            return _object(path, request) if path else _error(403, "AccessDenied", "Access Denied")
        except OSError:
            # Not readable for us, or gone since it was found.
            return _error(403, "AccessDenied", "Access Denied")

    def _path(self, uri: str) -> Path | None:
        try:
            key = unquote_to_bytes(uri).decode("utf-8").removeprefix("/")
        except UnicodeDecodeError:
            return None
        segments = key.split("/")
        if "\0" in key or "\\" in key or any(segment in {"", ".", ".."} for segment in segments):
            return None
        try:
            path = self._root.joinpath(*segments).resolve()
            return path if path.is_relative_to(self._root) and path.is_file() else None
        except (OSError, RuntimeError):
            # A name that is too long, or a loop of links (RuntimeError before Python 3.13).
            return None


def _object(path: Path, request: Request) -> Response:
    body = path.read_bytes()
    modified = int(path.stat().st_mtime)
    etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
    validators = (
        ("ETag", etag),
        ("Last-Modified", formatdate(modified, usegmt=True)),
        ("Server", "AmazonS3"),
    )
    if not _is_as_asked(request, etag=etag, modified=modified):
        message = "At least one of the pre-conditions you specified did not hold"
        return _error(412, "PreconditionFailed", message)
    if _is_unchanged(request, etag=etag, modified=modified):
        return Response(304, Headers(validators))
    headers = (
        ("Content-Type", _TYPES.guess_type(path.name)[0] or _UNKNOWN_TYPE),
        ("Content-Length", str(len(body))),
        ("Accept-Ranges", "bytes"),
    )
    return Response(200, Headers((*headers, *validators)), b"" if request.method == "HEAD" else body)


def _is_unchanged(request: Request, *, etag: str, modified: int) -> bool:
    """`If-None-Match` counts alone where it is there (RFC 9110, section 13.1.3)."""
    tags = request.headers.get("if-none-match")
    if tags:
        return _names(tags, etag)
    since = parsedate_tz(request.headers.get("if-modified-since"))
    return since is not None and modified <= mktime_tz(since)


def _is_as_asked(request: Request, *, etag: str, modified: int) -> bool:
    tags = request.headers.get("if-match")
    if tags:
        return _names(tags, etag)
    until = parsedate_tz(request.headers.get("if-unmodified-since"))
    return until is None or modified <= mktime_tz(until)


def _names(tags: str, etag: str) -> bool:
    return tags.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}


def _error(status: int, code: str, message: str) -> Response:
    body = _XML.format(code=escape(code), message=escape(message)).encode()
    headers = (
        ("Content-Type", "application/xml"),
        ("Content-Length", str(len(body))),
        ("Server", "AmazonS3"),
    )
    return Response(status, Headers(headers), body)
