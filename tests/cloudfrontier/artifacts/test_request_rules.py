"""Rules of viewer-request are read from edge.toml, work together, and are refused where they contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rule_projects import BEHIND, findings_of, function_of, outcome, write_project

from cloudfrontier.artifacts.functions import function_source
from cloudfrontier.errors import ProjectError
from cloudfrontier.project import load

if TYPE_CHECKING:
    from pathlib import Path

ALL_AT_ONCE = """
canonical = { host = "example.com", lower_case = true, html = "strip", slash = "remove", status = 308 }
rewrites = { html = "add", index = "index.html", add_base = "/v2" }
query = { drop = ["utm_*"] }
request_headers = { set = { True-Client-IP = "{ip}", X-Forwarded-Host = "{host}" }, remove = ["X-Debug"] }

[[functions.site.redirect]]
source = "/Old-Page/"
target = "/New/"

[[functions.site.redirect]]
source = "/Blog/:slug.html"
target = "/News/:slug/"

[functions.site.locale]
languages = { de = "/de", en-GB = "/en" }
default = "de"
cookie = "lang"
"""

VISITS = {
    "all-forms-and-the-host": ("https://www.example.com/A/B.html?q=1", "308 https://example.com/a/b?q=1"),
    "an-index-document": ("/a/Index.HTML", "308 /a"),
    "a-canonical-page": ("/a/b?utm_x=1&q=1&b=2", "fetches /v2/a/b.html?b=2&q=1"),
    "a-redirect-by-any-of-its-addresses": (
        "https://www.example.com/old-page.html?q=1",
        "301 https://example.com/new?q=1",
    ),
    "a-pattern": ("/blog/A.html", "301 /news/a"),
    "a-language": ("https://www.example.com/", "302 https://example.com/de"),
    "another-host-is-left-alone": ("https://d111.cloudfront.net/a", "fetches /v2/a.html"),
    "two-slashes": ("//evil.example/", "308 /evil.example"),
    "a-backslash": ("/\\evil.example/", "308 /evil.example"),
    "an-escaped-backslash": ("/%5cevil.example/", "308 /%5cevil.example"),
}


@pytest.mark.parametrize(("url", "expected"), VISITS.values(), ids=VISITS)
def test_kinds_together_answer_with_one_redirect(tmp_path: Path, url: str, expected: str) -> None:
    assert outcome(function_of(tmp_path, ALL_AT_ONCE).text, url) == expected


def test_the_function_of_all_of_them_has_no_warning(tmp_path: Path) -> None:
    found = findings_of(function_of(tmp_path, ALL_AT_ONCE))
    assert [item for item in found if item.severity != "note"] == []


REFUSED = {
    "no-host": ('canonical.host = "Example.com"', 4, "no name of a host"),
    "hosts-without-host": ('canonical.other_hosts = ["a.example"]', 4, "lead nowhere without `host`"),
    "an-empty-address": ("canonical = {}", 4, "without a host and without a form"),
    "two-ends": ('canonical = { html = "add", slash = "add" }', 4, "undo each other"),
    "a-base-with-an-escape": ('rewrites.strip_base = "/a%2f"', 4, "a base is `/` and a name"),
    "a-base-that-is-a-host": ('canonical.add_base = "//evil.example"', 4, "a base is `/` and a name"),
    "a-base-that-is-small-letters": ('canonical = { lower_case = true, add_base = "/App" }', 4, "on and on"),
    "done-before": ('canonical.html = "strip"\nrewrites.html = "strip"', 5, "one of the two never acts"),
    "only-folders": ('canonical.slash = "add"\nrewrites.html = "add"', 5, "every page ends in a slash"),
    "no-folders": ('canonical.slash = "remove"\nrewrites.index = "i.html"', 5, "no folder gets it"),
    "no-pages": ('single_page = {}\nrewrites.html = "add"', 4, "the app gets none"),
    "small-letters": ('rewrites.lower_case = true\nrewrites.strip_base = "/A"', 5, "no path has capital"),
    "add-and-take": ('rewrites.strip_base = "/a"\nrewrites.add_base = "/a"', 5, "drop both"),
    "a-document-with-a-query": ('single_page.document = "/a?b"', 4, "is no path"),
    "no-language": ('locale.languages = { "d e" = "/de" }', 4, "is no language"),
    "no-languages": ("locale.languages = {}", 4, "one at least"),
    "one-language-twice": ('locale.languages = { de = "/de", DE = "/d" }', 4, "stands here twice"),
    "no-cookie": ('locale = { languages = { de = "/de" }, cookie = "a b" }', 4, "a cookie's name"),
    "no-country": ('locale = { languages = { de = "/de" }, countries = { at = "de" } }', 4, "is no country"),
    "no-default": ('locale = { languages = { de = "/de" }, default = "en" }', 4, "it has de"),
    "another-host": ('locale.languages = { de = "//evil.example" }', 4, "a base is `/` and a name"),
    "no-site": ('device.devices = { mobile = "http://m.example.com" }', 4, "neither a path"),
    "no-device": ("device.devices = {}", 4, "one at least"),
    "a-base-that-is-sent-on": (
        'canonical.lower_case = true\nlocale.languages = { de = "/DE" }',
        5,
        "are sent on, to `/de/`",
    ),
    "a-site-that-is-sent-back": (
        'canonical.host = "example.com"\ndevice.devices = { mobile = "https://www.example.com" }',
        5,
        "are sent back",
    ),
    "to-and-fro": (
        'locale = { languages = { de = "/de" }, everywhere = true }\ndevice.devices = { mobile = "/m" }',
        5,
        "for ever to and fro",
    ),
    "a-parameter-with-a-space": ('query.keep = ["a b"]', 4, "is no name of a parameter"),
    "two-stars": ('query.drop = ["a**"]', 4, "is no name of a parameter"),
    "nothing-of-the-query": ("query.sort = false", 4, "changes nothing"),
    "a-read-only-header": ('request_headers.set.Host = "a"', 4, "`Host` is read-only"),
    "taking-a-read-only-header": ('request_headers.remove = ["Via"]', 4, "`Via` is read-only"),
    "a-header-of-cloudfront": ('request_headers.set.X-Real-IP = "{ip}"', 4, "is CloudFront's own"),
    "the-viewers-country": ('request_headers.set.CloudFront-Viewer-Country = "DE"', 4, "is CloudFront's own"),
    "cookies": ('request_headers.set.Cookie = "a=b"', 4, "cookies are apart"),
    "a-line-break": ('request_headers.set.X-A = "a\\r\\nb: c"', 4, "one line of visible ASCII"),
    "one-header-twice": ('request_headers.set = { X-A = "1", x-a = "2" }', 4, "the same header as"),
    "no-header": ('request_headers.set."X A" = "1"', 4, "no name of a header"),
    "an-unknown-value": (
        'request_headers.set.X-A = "{path}"',
        4,
        "expected one of {host}, {id}, {ip}, {method}",
    ),
    "a-redirect-for-ever": (
        'canonical.slash = "remove"\nredirect = [{ source = "/a", target = "/a/" }]',
        5,
        "CFF181",
    ),
}


@pytest.mark.parametrize(("rules", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_contradicts_itself_is_told_at_its_line(
    tmp_path: Path, rules: str, line: int, message: str
) -> None:
    assert [place for place, told in errors_of(tmp_path, rules) if message in told][:1] == [line]


def errors_of(root: Path, rules: str) -> list[tuple[int, str]]:
    """Line and words of everything that keeps the rules from being built."""
    try:
        found = function_of(root, rules).findings
    except ProjectError as error:
        return [(problem.line, problem.message) for problem in error.problems]
    return [(item.line, item.id) for item in found if item.severity == "error"]


def test_an_origin_that_adds_slashes_is_not_sent_back_and_forth(tmp_path: Path) -> None:
    website = BEHIND.replace(
        '.s3.us-east-1.amazonaws.com"\nkind = "s3"', '.s3-website.eu-west-1.amazonaws.com"'
    )
    behind = website.replace("domain", 'protocol = "http"\ndomain')
    project = load(write_project(tmp_path, 'canonical.slash = "remove"', behind=behind))
    with pytest.raises(ProjectError, match=r"edge\.toml:4:\d+: `site` is a website endpoint of S3"):
        function_source(project, "site")


ASKING = """
locale = { languages = { de = "/de" }, countries = { AT = "de" } }
device.devices = { mobile = "https://m.example.com" }
"""
POLICY = """
[origin_request_policies.visitors]
header_behavior = "whitelist"
headers = ["CloudFront-Viewer-Country", "CloudFront-Is-Mobile-Viewer"]
"""


def test_headers_that_no_policy_names_are_told_at_the_behavior(tmp_path: Path) -> None:
    told = function_of(tmp_path, ASKING).findings
    assert [(item.id, item.line) for item in told] == [("CFF186", 20), ("CFF186", 20)]
    assert "`CloudFront-Is-Mobile-Viewer`, and no policy of `*` names it" in told[0].message


def test_headers_that_a_policy_names_are_there(tmp_path: Path) -> None:
    behind = POLICY + BEHIND + 'origin_request_policy = "visitors"\n'
    project = load(write_project(tmp_path, ASKING, behind=behind))
    assert function_source(project, "site").findings == ()
