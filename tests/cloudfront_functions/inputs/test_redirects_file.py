"""Reading `_redirects`: what Netlify and Cloudflare document, line by line, and that no line is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.inputs import CLOUDFLARE, NETLIFY, Dialect, ReadRoutes, read_redirects
from cloudfront_functions.reference import match_path
from cloudfront_functions.rules import Answer, Conditions, Match, Redirect, Rewrite, Route

PROTOCOL = "cloudfront-forwarded-proto"


def read(text: str, dialect: Dialect = NETLIFY) -> ReadRoutes:
    return read_redirects(text, file="_redirects", dialect=dialect)


def only(text: str, dialect: Dialect = NETLIFY) -> Route:
    outcome = read(text, dialect)
    assert outcome.problems == ()
    (rule,) = outcome.rules
    return rule


def shown(rule: Route) -> tuple[str, str, int]:
    if isinstance(rule, Answer):
        return str(rule.source), "", rule.status
    return str(rule.source), str(rule.target), rule.status if isinstance(rule, Redirect) else 200


BOTH = [
    ("/home /", "/home", "/"),
    ("/blog/my-post.php /blog/my-post", "/blog/my-post.php", "/blog/my-post"),
    ("/cuties https://www.petsofnetlify.com", "/cuties", "https://www.petsofnetlify.com"),
    ("/news/* /blog/:splat", "/news/*", "/blog/:splat"),
    ("/news/:year/:month/:date/:slug /blog/:date/:month/:year/:slug",
     "/news/:year/:month/:date/:slug", "/blog/:date/:month/:year/:slug"),
    ("/n/:year/:month /blog-:year-:month.html", "/n/:year/:month", "/blog-:year-:month.html"),
    ("/blog/* https://blog.my.domain/:splat # Blog migration", "/blog/*", "https://blog.my.domain/:splat"),
    ("/products/:code/:name /products?code=:code&name=:name",
     "/products/:code/:name", "/products?code=:code&name=:name"),
    ("/page/ /page2/#fragment", "/page/", "/page2/#fragment"),
    ("/authors/c%C3%A9line /authors/about-c%C3%A9line", "/authors/c%C3%A9line", "/authors/about-c%C3%A9line"),
    ("/caf\u00e9 /men\u00fc", "/caf%C3%A9", "/men%C3%BC"),
    ("/a https://example.org:8443/x", "/a", "https://example.org:8443/x"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("dialect", "status"), [(NETLIFY, 301), (CLOUDFLARE, 302)], ids=["netlify", "cloudflare"]
)
@pytest.mark.parametrize(("line", "source", "target"), BOTH, ids=[line for line, *_ in BOTH])
def test_a_line_of_both_formats_becomes_a_redirect(
    dialect: Dialect, status: int, line: str, source: str, target: str
) -> None:
    assert shown(only(line, dialect)) == (source, target, status)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("dialect", [NETLIFY, CLOUDFLARE], ids=lambda dialect: dialect.name)
def test_every_status_of_a_redirect_is_kept(dialect: Dialect, status: int) -> None:
    assert shown(only(f"/old /new {status}", dialect)) == ("/old", "/new", status)


def test_comments_blank_lines_and_a_byte_order_mark_are_no_rules() -> None:
    text = "\ufeff# moved pages\r\n\r\n   \n/a /b\r\n  # another\n/c /d # why"
    outcome = read(text)
    assert [(rule.source.path, rule.origin.line) for rule in outcome.rules] == [("/a", 4), ("/c", 6)]
    assert outcome.problems == outcome.notes == ()


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("/store id=:id /blog/:id 301", Conditions(query=(Match("id", capture="id"),))),
        ("/store id=5 /x", Conditions(query=(Match("id", "5"),))),
        ("/a x=:x y= /b/:x", Conditions(query=(Match("x", capture="x"), Match("y", "")))),
        ("/ /anz 302 Country=au,nz", Conditions(countries=("AU", "NZ"))),
        ("/ /china 302 Language=zh", Conditions(languages=("zh",))),
        ("/ /x 302 Language=en-GB Country=gb", Conditions(countries=("GB",), languages=("en-gb",))),
        ("/ /x Country=us", Conditions(countries=("US",))),
        ("/p /q 302 Cookie=preview", Conditions(cookies=(Match("preview"),))),
        ("https://blog.Example.com/a https://www.example.com/b 301!",
         Conditions(hosts=("blog.example.com",), headers=(Match(PROTOCOL, "https"),))),
        ("http://blog.example.com https://www.example.com/ 301!",
         Conditions(hosts=("blog.example.com",), headers=(Match(PROTOCOL, "http"),))),
    ],
)  # fmt: skip
def test_netlifys_parameters_conditions_and_hosts_are_kept(line: str, when: Conditions) -> None:
    rule = only(line)
    assert rule.when == when
    assert isinstance(rule, Redirect)
    assert rule.query == ("others" if when.query else "all")


def test_one_of_several_cookies_is_one_rule_for_each() -> None:
    rules = read("/p /q 302 Cookie=a,b").rules
    assert [rule.when.cookies for rule in rules] == [(Match("a"),), (Match("b"),)]
    assert {rule.origin.line for rule in rules} == {1}


@pytest.mark.parametrize("line", ["/app /index.html 200", "/app/* /index.html 200!", "/v1/* /v2/:splat 200!"])
def test_a_rewrite_is_kept_where_it_hides_no_file(line: str) -> None:
    outcome = read(line)
    assert isinstance(outcome.rules[0], Rewrite)
    assert outcome.problems == outcome.notes == ()


@pytest.mark.parametrize(("line", "body"), [("/a /404.html 404", "Not Found\n"), ("/b/* /x 410!", "Gone\n")])
def test_an_answer_says_that_the_page_is_not_shown(line: str, body: str) -> None:
    outcome = read(line)
    (rule,) = outcome.rules
    assert isinstance(rule, Answer)
    assert rule.body == body
    assert "is not shown" in outcome.notes[0].message


def test_a_redirect_of_many_paths_says_that_it_hides_files() -> None:
    (note,) = read("/old/* /new/:splat 301").notes
    assert (note.line, note.column) == (1, 20)
    assert "`301!` says that this is meant" in note.message
    assert read("/old/* /new/:splat 301!").notes == ()
    assert read("/old/* /new/:splat 301", CLOUDFLARE).notes == ()


@pytest.mark.parametrize(
    ("dialect", "source", "path", "taken"),
    [
        (NETLIFY, "/old", "/old/", {}),
        (NETLIFY, "/old/", "/old", {}),
        (NETLIFY, "/old/*", "/old", {"splat": ""}),
        (NETLIFY, "/a/:b", "/a/x/", {"b": "x"}),
        (CLOUDFLARE, "/old", "/old/", None),
        (CLOUDFLARE, "/old/*", "/old", None),
        (CLOUDFLARE, "/old/*", "/old/a/b", {"splat": "a/b"}),
        (CLOUDFLARE, "/a/*/z", "/a/b/c/z", {"splat": "b/c"}),
        (CLOUDFLARE, "/*.jpg", "/a/b.jpg", {"splat": "a/b"}),
        (CLOUDFLARE, "/v:major.x", "/v12.x", {"major": "12"}),
        (NETLIFY, "/Old", "/old", None),
    ],
)
def test_sources_take_the_paths_that_their_host_documents(
    dialect: Dialect, source: str, path: str, taken: dict[str, str] | None
) -> None:
    assert match_path(only(f"{source} /x", dialect).source, path) == taken


REFUSED = [
    ("/old", 1, "target is missing"),
    ("/old 301", 6, "target is missing"),
    ("old /new", 1, "does not begin with `/`"),
    ("/old?a=b /new", 1, "path alone"),
    ("/old#a /new", 1, "path alone"),
    ("/a/*/b /new", 1, "last character of a source"),
    ("/a-:b /new", 1, "all that stands between two slashes"),
    ("/:a/:a /new", 1, "twice"),
    ("/old flag /new", 6, "neither a target"),
    ("/old a=1 a=2 /new", 10, "asked for twice"),
    ("/:id id=:id /x/:id", 1, "captured twice"),
    ("/old /new 304", 11, "no status"),
    ("/old /new 500", 11, "no status"),
    ("/old /new fast", 11, "no status"),
    ("/old /new 301 302", 15, "not understood"),
    ("/old /new 301 Role=admin", 15, '`features = ["auth"]`'),
    ("/old /new 301 Sign=KEY", 15, "origin access"),
    ("/old /new 301 Country=usa", 15, "no value"),
    ("/old /new 301 Country=us Country=de", 26, "comes twice"),
    ("/old new", 6, "`new` is no target"),
    ("/old mailto:a@example.com", 6, "`mailto:a@example.com` is no target"),
    ("/api/* https://api.example.com/:splat 200", 8, "cannot fetch from another host"),
    ("/* /index.html 200", 16, "single_page.document"),
    ("/old //evil.example", 6, "names a host"),
    ("/old https:///path", 6, "not fixed"),
    ("/old/* https://:splat/x", 8, "not fixed"),
    ("/old/* https://example.org:splat", 8, "not fixed"),
    ("/old https://u:p@example.org/", 6, "user name"),
    ("/old https://ex\u00e4mple.org/", 6, "as DNS has it"),
    ("http://*.example.com/ /x", 1, "not fixed"),
    ("http://example.com:8080/ /x", 1, "no port"),
    ("/old /new/:splat", 6, "nothing in the source fills `:splat`"),
    ("/wiki /wiki/Talk:Main", 7, "write `%3AMain`"),
    ("/a\\b /new", 1, "cannot stand in a URL"),
    ("/old /a\\b", 6, "cannot stand in a URL"),
    ('/old /a"b', 6, "cannot stand in a URL"),
    ("/old /100%", 6, "begins no percent-escape"),
    ("/a%zz /new", 1, "begins no percent-escape"),
    ("/old /a\0b", 6, "cannot stand in a URL"),
    ("/* /index.html 200", 16, "error page"),
    ("/en/* /en/404.html 404", 20, "error page"),
    ("/api/* https://api.example.com/:splat 200!", 8, "behavior of its own"),
    ("/a /b#c 200", 4, "fragment"),
]


@pytest.mark.parametrize(("line", "column", "reason"), REFUSED, ids=[line for line, *_ in REFUSED])
def test_what_cannot_be_done_is_refused_at_its_place(line: str, column: int, reason: str) -> None:
    outcome = read(f"# first\n{line}\n/ok /fine")
    assert [str(rule.source) for rule in outcome.rules] == ["/ok"]
    (problem,) = outcome.problems
    assert (problem.file, problem.line, problem.column) == ("_redirects", 2, column)
    assert reason in problem.message


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("/shop id=:id /blog/:id 301", 7, "neither parameters nor conditions"),
        ("/ /us 302 Country=us", 11, "neither parameters nor conditions"),
        ("https://a.example.com/* /b/:splat 301", 1, "no sources with a host"),
        ("/blog/* /blog/404.html 404", 24, "no status"),
        ("/a /b 301!", 7, "no `!`"),
        ("/a/*/b/* /x", 1, "only one `*`"),
        ("/:a-:b /x", 1, "only one placeholder"),
        ("/* /index.html 200", 16, "hide every file"),
        ("/a https://x.example/ 200", 4, "behavior of its own"),
    ],
)
def test_what_cloudflare_has_not_is_refused_at_its_place(line: str, column: int, reason: str) -> None:
    (problem,) = read(line, CLOUDFLARE).problems
    assert (problem.line, problem.column) == (1, column)
    assert reason in problem.message


WORDS = st.sampled_from([
    "/a", "/a/*", "/:b/c", "/x:y", "https://e.com/", "http://*.e/", "200", "200!", "301", "404!", "id=:id",
    "id=1", "Country=us", "Cookie=a,b", "Role=x", "#", "/:splat", "/b?c=:b", "%", "/%", "\u2028", "", "\\",
    "/\u00e9",
])  # fmt: skip
LINES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=6).map(" ".join))


@given(st.lists(LINES, max_size=8), st.sampled_from([NETLIFY, CLOUDFLARE]))
def test_every_line_is_a_rule_or_a_problem_and_never_both(lines: list[str], dialect: Dialect) -> None:
    outcome = read("\n".join(lines), dialect)
    ruled = {rule.origin.line for rule in outcome.rules}
    refused = [problem.line for problem in outcome.problems]
    numbered = enumerate(
        "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n"), 1
    )
    meant = {number for number, line in numbered if line.strip() and not line.strip().startswith("#")}
    assert len(set(refused)) == len(refused)
    assert not ruled & set(refused)
    assert ruled | set(refused) == meant
    assert {note.line for note in outcome.notes} <= ruled
