"""Steps that users wrote run at their moment, in a scope of their own, and are checked at their own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rule_projects import findings_of, function_of, outcome, write_project

from cloudfrontier.artifacts.functions import function_source
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

NOTING = """
var request = "not yours"; // a name that the compiler uses
function handler(event) {
    var own = event.request;
    own.uri = own.uri.replace(/\\/$/, "") + "/seen"
    return own;
}
// a comment at the end"""

REST = """
redirect = [{ source = "/old", target = "/new" }, { source = "/old/seen", target = "/newer" }]
rewrites.add_base = "/v2"
"""


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("first", "301 /newer"),
        ("before-redirects", "301 /newer"),
        ("after-redirects", "301 /new"),
        ("last", "301 /new"),
    ],
)
def test_a_step_runs_at_its_moment(tmp_path: Path, moment: str, expected: str) -> None:
    rules = f'own = [{{ file = "own.js", at = "{moment}" }}]{REST}'
    code = function_of(tmp_path, rules, own_js=NOTING).text
    assert outcome(code, "/old") == expected
    after = "fetches /v2/a/seen"
    assert outcome(code, "/a/") == after


def test_steps_at_one_moment_keep_their_order(tmp_path: Path) -> None:
    once = "function handler(event) { event.request.uri += 'NAME'; return event.request; }"
    rules = 'own = [{ file = "b.js" }, { file = "a.js" }, { file = "b.js" }]'
    files = {"a_js": once.replace("NAME", "a"), "b_js": once.replace("NAME", "b")}
    assert outcome(function_of(tmp_path, rules, **files).text, "/") == "fetches /bab"


def test_a_response_ends_the_run(tmp_path: Path) -> None:
    answer = "function handler(event) { return { statusCode: 410, headers: {} }; }"
    code = function_of(tmp_path, 'own = [{ file = "own.js", at = "first" }]' + REST, own_js=answer).text
    assert outcome(code, "/old") == "410"


def test_the_text_stays_as_it_is_where_all_else_is_made_compact(tmp_path: Path) -> None:
    pages = ", ".join(
        f'{{ source = "/a/{number}/{"x" * 40}", target = "/b/{number}" }}' for number in range(150)
    )
    rules = f'own = [{{ file = "own.js" }}]\nredirect = [{pages}]'
    source = function_of(tmp_path, rules, own_js=NOTING)
    assert source.compiled is not None
    assert source.compiled.is_compact
    assert NOTING.strip() in source.text
    assert outcome(source.text, "/x/") == "fetches /x/seen"


def test_what_is_wrong_is_told_once_and_in_the_users_file(tmp_path: Path) -> None:
    text = "function handler(event) {\n    var later = setTimeout(null, 1);\n    return event.request;\n}\n"
    rules = 'own = [{ file = "own.js" }, { file = "own.js", at = "first" }]' + REST
    found = findings_of(function_of(tmp_path, rules, own_js=text))
    places = [(item.file.rpartition("/")[2], item.line) for item in found if "setTimeout" in item.message]
    assert places == [("own.js", 2)]


REFUSED = {
    "asynchronous": ("\nasync function handler(event) { return event.request; }", "not asynchronous"),
    "imports": ("import cf from 'cloudfront';\nfunction handler(event) { return event.request; }", "imports"),
    "no-handler": ("var handler = 1;", "no `function handler(event)`"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_step_cannot_be_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProjectError, match=message.replace("(", r"\(").replace(")", r"\)")):
        function_of(tmp_path, 'own = [{ file = "own.js" }]', own_js=text)


def test_a_response_has_no_moment_between_redirects(tmp_path: Path) -> None:
    rules = '[[functions.site.own]]\nfile = "own.js"\nat = "after-redirects"'
    path = write_project(tmp_path, rules, own_js=NOTING)
    path.write_text(path.read_text().replace("viewer-request", "viewer-response"))
    with pytest.raises(ProjectError, match=r"edge\.toml:6:\d+: `at` is"):
        function_source(load(path), "site")
