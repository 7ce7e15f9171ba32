"""What is open here is open wherever it leads: origins of several kinds read a path, and none finds a secret.

The origins are written from what their makers say: how each decodes, cuts and folds a path.
"""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

import pytest
from edge_support import AUTH, NOW, edge_request
from hypothesis import example, given
from hypothesis import strategies as st

from edge.auth.decision import Allow, decide
from edge.auth.settings import read_settings
from edge.settings import Table

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = read_settings(Table({**AUTH, "anonymous": ["/public/*", "/*.css"]}, ""))


def bucket(path: str) -> str:
    """S3: decoded once, and nothing else is done to it."""
    return unquote(path)


def nginx(path: str) -> str:
    """Decoded, slashes merged, dots resolved."""
    return posixpath.normpath("/" + unquote(path).lstrip("/"))


def tomcat(path: str) -> str:
    """Parameters cut off each segment, then decoded, then dots resolved."""
    return nginx("/".join(segment.partition(";")[0] for segment in path.split("/")))


def windows(path: str) -> str:
    """Wide characters become narrow, backslashes slashes; dots and spaces behind a name do not count."""
    fitted = unicodedata.normalize("NFKC", unquote(path)).translate({0x2044: "/", 0x2215: "/"})
    folded = nginx(fitted.replace("\\", "/")).lower()
    return nginx("/".join(segment.rstrip(". ") for segment in folded.split("/")))


def twice(path: str) -> str:
    """A proxy that decodes before an origin which decodes; a `?` or `#` it found ends the path."""
    return nginx(nginx(path).partition("?")[0].partition("#")[0])


def lenient(path: str) -> str:
    """UTF-8 of older decoders, to which two bytes may be a dot."""
    data = unquote_to_bytes(path).replace(b"\xc0\xae", b".").replace(b"\xc0\xaf", b"/")
    return posixpath.normpath("/" + data.decode(errors="replace").lstrip("/"))


ORIGINS = [bucket, nginx, tomcat, windows, twice, lenient]
PIECES = st.sampled_from([
    "/", "//", "public", "members", "x.css", ".css", ".", "..", ";", "%3b", "%2e", "%2E%2e", "%252e", "%2f",
    "\\", "%5c", "%20", "%00", "%c0%ae", "%c0%af", "%3f", "%23", "%25", "a",
    "\uff0e", "%EF%BC%8E", "\uff0f", "%E2%88%95", "\uff1b",
])  # fmt: skip


def is_open(path: str) -> bool:
    request = edge_request(path)
    return isinstance(decide(SETTINGS, request, now=NOW), Allow)


@pytest.mark.parametrize("origin", ORIGINS)
@given(st.lists(PIECES, max_size=9).map(lambda pieces: "/" + "".join(pieces)))
@example("/members/secret;x.css")
@example("/members%3fx.css")
@example("/public/%c0%ae%c0%ae/members")
@example("/members.;.css")
@example("/public/..%20/members")
def test_no_origin_reads_an_open_path_as_a_secret_one(origin: Callable[[str], str], path: str) -> None:
    if is_open(path):
        there = origin(path)
        assert there.startswith("/public") or there.endswith(".css"), there


@pytest.mark.parametrize(
    "path",
    [
        "/members/secret;x.css", "/members/secret%3fx.css", "/members/secret%23x.css", "/members;.css",
        "/x.css;y", "/public;/../x", "/public%2fx", "/members/x.css%20", "/public/%ff",
    ],
)  # fmt: skip
def test_an_ending_that_some_origin_does_not_see_opens_nothing(path: str) -> None:
    assert not is_open(path)


@pytest.mark.parametrize(
    "path",
    [
        "/public/",
        "/public/a;v=1",
        "/public/Caf%C3%A9.",
        "/a.css",
        "/A/B.css",
        "/public/a%20b",
        "/public/C%23",
    ],
)
def test_what_everybody_reads_alike_is_open(path: str) -> None:
    assert is_open(path)
