"""Reading tables of redirects: Cloudflare's columns and options, plain lists, and what is refused where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.inputs import ReadRoutes, read_csv, read_routes
from cloudfront_functions.rules import Redirect


def read(text: str) -> ReadRoutes:
    return read_csv(text, file="r.csv")


def shown(text: str) -> list[tuple[str, str, int, str, tuple[str, ...]]]:
    outcome = read(text)
    assert outcome.problems == ()
    return [
        (str(rule.source), str(rule.target), rule.status, rule.query, rule.when.hosts)
        for rule in outcome.rules
        if isinstance(rule, Redirect)
    ]


def test_the_documented_example_is_read_as_cloudflare_does() -> None:
    text = (
        "example.com/contacts,https://example.net/contact-us,301,,,,\n"
        "example.com/about,https://example.net/about-us,,TRUE,FALSE,,\n"
        "example.com/docs,https://example.com/draft-docs,302\n"
    )
    host = ("example.com",)
    assert shown(text) == [
        ("/contacts", "https://example.net/contact-us", 301, "none", host),
        ("/about", "https://example.net/about-us", 301, "all", host),
        ("/docs", "https://example.com/draft-docs", 302, "none", host),
    ]


def test_a_plain_list_keeps_the_query_string() -> None:
    assert shown("/a,/b\n/c,/d,302\n/e,/f,,false") == [
        ("/a", "/b", 301, "all", ()),
        ("/c", "/d", 302, "all", ()),
        ("/e", "/f", 301, "none", ()),
    ]


def test_a_line_of_names_tells_the_columns() -> None:
    assert shown("Status Code,target-url,source_url\n308,/b,/a") == [("/a", "/b", 308, "all", ())]


def test_subpaths_go_on_below_the_target_where_the_suffix_is_preserved() -> None:
    rows = "x.com/foo/,https://x.com/qux/,301,,,TRUE,TRUE\nx.com/bar,https://x.com/baz,301,,,TRUE,"
    assert [row[:2] for row in shown(rows)] == [
        ("/foo/", "https://x.com/qux/"),
        ("/bar", "https://x.com/baz"),
        ("/foo/*", "https://x.com/qux/:splat"),
        ("/bar/*", "https://x.com/baz"),
    ]


def test_the_most_specific_source_comes_first_as_at_cloudflare() -> None:
    rows = "x.com/folder,https://y.com/1,,,,TRUE\nx.com/folder/sub,https://y.com/2,,,,TRUE\nx.com/folder/p,https://y.com/3"
    assert [row[0] for row in shown(rows) if "*" in row[0]] == ["/folder/sub/*", "/folder/*"]
    assert "*" not in shown(rows)[0][0]


def test_quotes_blank_rows_and_comments_are_read() -> None:
    assert shown('# moved\n\n"/a,b", "/c""d" \n'.replace('""', "%22%22")) == [
        ("/a,b", "/c%22%22d", 301, "all", ())
    ]


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        ("/a", (1, 1), "target is missing"),
        ("/a;/b;301", (1, 1), "with commas; seen ';'"),
        (",/b", (1, 1), "source is missing"),
        ("/a,/b,304", (1, 7), "no status"),
        ("/a,/b,200", (1, 7), "no status"),
        ("/a,/b,301,maybe", (1, 11), "neither TRUE nor FALSE"),
        ("x.com/a,https://y.com/,301,,TRUE", (1, 29), "a row for each subdomain"),
        ("/a,/b,301,,,,,more", (1, 15), "not known"),
        ("/a*,/b", (1, 1), "subpath matching"),
        ("x.com/a?b=c,/b", (1, 1), "path alone"),
        ("x.com:8080/a,/b", (1, 1), "no port"),
        ("/a, magnet:?xt=urn", (1, 5), "neither a path"),
        ("/a%zz,/b", (1, 1), "percent-escape"),
        ('/a,"/b', (1, 4), "quoted as a whole"),
        ('/a,/"b"', (1, 4), "quoted as a whole"),
    ],
)
def test_what_cannot_be_done_is_refused_at_its_place(row: str, place: tuple[int, int], reason: str) -> None:
    outcome = read(row)
    assert outcome.rules == ()
    (problem,) = outcome.problems
    assert (problem.line, problem.column) == place
    assert reason in problem.message


def test_the_name_of_a_file_tells_its_reader() -> None:
    assert read_routes("/a,/b", file="moved.CSV").rules == read_csv("/a,/b", file="moved.CSV").rules
    assert str(read_routes("/a /b", file="_redirects").rules[0].source) == "/a"


CELLS = st.sampled_from(
    ["/a", "/b/", "x.com/c", "https://x.com/d", "301", "TRUE", "", "302", '"', '"/q"', "#", "nope"]
)


@given(st.lists(st.one_of(st.text(max_size=40), st.lists(CELLS, max_size=8).map(",".join)), max_size=8))
def test_every_row_is_a_rule_or_a_problem(rows: list[str]) -> None:
    text = "\n".join(["/first,/row", *rows])
    outcome = read(text)
    ruled = {rule.origin.line for rule in outcome.rules}
    refused = {problem.line for problem in outcome.problems}
    split = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert not ruled & refused
    for number, row in enumerate(split, 1):
        blank = not row.replace(",", "").replace('"', "").strip()
        comment = row.lstrip(' \t"').startswith("#")
        assert number in ruled | refused or blank or comment
