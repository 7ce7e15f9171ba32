"""Functions and handlers: either yours or ours, never both and never nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import assert_problems

if TYPE_CHECKING:
    from pathlib import Path

REQUEST = "[functions.f]\nevent = 'viewer-request'\n"
RESPONSE = "[functions.f]\nevent = 'viewer-response'\n"
REDIRECT = "redirect = [{ source = '/a', target = '/b' }]\n"

JAVASCRIPT = "[handlers.h]\nruntime = 'nodejs24.x'\nsource = 'site'\nhandler = 'index.handler'\n"

WRONG = {
    "nothing-for-a-request": (
        REQUEST.replace("f]", "¦f]"),
        "expected `source`, or rules: `redirects`, `redirect`, `rewrites`",
    ),
    "nothing-for-a-response": (RESPONSE.replace("f]", "¦f]"), "expected `source`, or rules: `"),
    "empty-rules": (REQUEST.replace("f]", "¦f]") + "redirects = []\nheaders = {}\n", "with nothing in it"),
    "source-and-redirect": (REQUEST + "source = 'own.js'\n¦" + REDIRECT, "`redirect` beside `source`"),
    "source-and-files": (REQUEST + "source = 'own.js'\n¦redirects = ['_redirects']\n", "beside `source`"),
    "source-and-headers": (RESPONSE + "source = 'own.js'\n¦headers.preset = 'security'\n", "beside `source`"),
    "headers-on-a-request": (
        REQUEST + REDIRECT + "¦headers.preset = 'security'\n",
        "`headers` belongs to viewer-response, and this function is written for viewer-request",
    ),
    "redirects-on-a-response": (
        RESPONSE + "headers.preset = 'security'\n¦" + REDIRECT,
        "`redirect` belongs to viewer-request, and this function is written for viewer-response",
    ),
    "rewrites-on-a-response": (
        RESPONSE + "headers.preset = 'security'\n¦rewrites.index = 'index.html'\n",
        "`rewrites` belongs to viewer-request",
    ),
    "header-name": (RESPONSE + "headers.set = { ¦'a:b' = 'x' }\n", '"a:b" is no name of a header'),
    "header-to-remove": (RESPONSE + "headers.remove = ['server', ¦'x y']\n", '"x y" is no name of a header'),
    "header-twice": (RESPONSE + "headers.remove = ['Server', ¦'server']\n", "is the same header as `Server`"),
    "header-value": (
        RESPONSE + 'headers.set = { a = ¦"x\\r\\nb: c" }\n',
        "expected one line of visible ASCII",
    ),
    "index-with-slash": (REQUEST + "rewrites.index = ¦'/index.html'\n", "expected the name of a document"),
    "index-empty": (REQUEST + "rewrites.index = ¦''\n", "expected the name of a document"),
    "javascript-without-source": (
        "[handlers.¦h]\nruntime = 'nodejs22.x'\nhandler = 'index.handler'\n",
        "a handler in JavaScript without `source`",
    ),
    "javascript-without-handler": (
        "[handlers.¦h]\nruntime = 'nodejs22.x'\nsource = 'site'\n",
        "a handler in JavaScript without `handler`",
    ),
    "javascript-with-features": (
        JAVASCRIPT + "¦features = ['auth']\n[auth]\nkeys = [{ id = 'k', file = 'k' }]\n",
        "features are in Python",
    ),
    "javascript-handler": (
        "[handlers.h]\nruntime = 'nodejs22.x'\nsource = 'site'\nhandler = ¦'handler'\n",
        "expected `file.function`",
    ),
    "source-of-python": (
        "[handlers.h]\nhandler = 'a.b'\n¦source = 'site'\n",
        "`source` is the code of a handler in JavaScript",
    ),
    "javascript-nowhere": (
        "[handlers.h]\nruntime = 'nodejs22.x'\nhandler = 'index.handler'\nsource = ¦'nowhere'\n",
        'no folder "nowhere"',
    ),
    "handler-nothing": ("[handlers.¦h]\nmemory = 256\n", "a handler with nothing in it"),
    "handler-both": (
        "auth = { keys = [{ id = 'k', file = 'k' }] }\n[handlers.h]\nfeatures = ['auth']\n¦handler = 'a.b'\n",
        "`handler` beside `features`",
    ),
    "handler-without-module": ("[handlers.h]\nhandler = ¦'main'\n", "expected `module.function`"),
    "handler-as-a-file": ("[handlers.h]\nhandler = ¦'src/main.f'\n", "expected `module.function`"),
    "feature-without-table": (
        "[handlers.h]\nfeatures = [¦'auth']\n",
        "the feature `auth` has no settings; expected a table `[auth]`",
    ),
    "feature-twice": (
        "auth = { keys = [{ id = 'k', file = 'k' }] }\n[handlers.h]\nfeatures = ['auth', ¦'auth']\n",
        "the feature `auth` stands here twice",
    ),
}


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_alone_is_told(tmp_path: Path, snippet: str, message: str) -> None:
    assert_problems(tmp_path, snippet, message)


def test_a_broken_feature_table_is_not_called_missing(tmp_path: Path) -> None:
    text = "auth = { keys = ¦5 }\n[handlers.h]\nfeatures = ['auth']\n"
    assert_problems(tmp_path, text, "`auth.keys` is a number")


@pytest.mark.parametrize(
    "snippet",
    [
        REQUEST + "source = 'own.js'\n",
        REQUEST + "redirects = ['_redirects']\nrewrites.index = 'index.html'\n" + REDIRECT,
        RESPONSE + "headers.set = { X-Frame-Options = 'DENY' }\nheaders.remove = ['Server']\n",
        "[handlers.h]\nhandler = 'package.module.function'\nmemory = 512\ntimeout = 30\n",
    ],
    ids=["own-file", "request-rules", "response-rules", "own-handler"],
)
def test_what_makes_sense_is_taken(tmp_path: Path, snippet: str) -> None:
    assert_problems(tmp_path, snippet)
