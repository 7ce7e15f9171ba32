"""Settings of sign-in and experiments that a handler would refuse when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import assert_problems, problems_of, unmarked

if TYPE_CHECKING:
    from pathlib import Path

KEYS = "keys = [{ id = 'k', file = 'k' }]\n"
AUTH = "[auth]\n" + KEYS
VARIANTS = "variants = [{ name = 'a' }, { name = 'b', prefix = '/b' }]"


def experiment(rest: str) -> str:
    return f"[[ab_testing.experiments]]\nid = 'e'\n{rest}\n"


WRONG = {
    "no-key": ("[auth]\nkeys = ¦[]\n", "`auth.keys` is an empty array; expected one key at least"),
    "key-id-twice": (
        "[auth]\nkeys = [{ id = 'k', file = 'k' }, { id = ¦'k', file = 'l' }]\n",
        "the id of another key before it",
    ),
    "sign-in-on-another-host": (
        AUTH + "sign_in = ¦'//evil.example/'\n",
        "expected a path such as `/sign-in/`",
    ),
    "sign-in-over-http": (AUTH + "sign_in = ¦'http://id.example/'\n", "or an https URL"),
    "sign-in-with-a-user": (AUTH + "sign_in = ¦'https://me@id.example/'\n", "or an https URL"),
    "sign-in-with-a-fragment": (AUTH + "sign_in = ¦'/in#top'\n", "or an https URL"),
    "sign-in-with-a-space": (AUTH + "sign_in = ¦'/in here'\n", "or an https URL"),
    "sign-in-relative": (AUTH + "sign_in = ¦'sign-in'\n", "or an https URL"),
    "parameter": (AUTH + "return_parameter = ¦'a&b'\n", "expected the name of a query parameter"),
    "parameter-empty": (AUTH + "return_parameter = ¦''\n", "expected the name of a query parameter"),
    "cookie": (AUTH + "cookie = ¦'a b'\n", "expected a cookie's name"),
    "cookie-dropped": (AUTH + "cookie = ¦'$session'\n", "CloudFront drops such cookies"),
    "cookie-prefix": (AUTH + "cookie = ¦'__host-session'\n", "expected `__Host-` in exactly this case"),
    "cookie-prefix-alone": (AUTH + "cookie = ¦'__Host-'\n", "expected a name after `__Host-`"),
    "cookie-secure": (AUTH + "cookie = ¦'__SECURE-a'\n", "expected `__Secure-` in exactly this case"),
    "anonymous": (AUTH + "anonymous = ['/a', ¦'/ü']\n", "`auth.anonymous[1]`: 'ü' cannot stand"),
    "cookie-of-both": (
        AUTH + "cookie = ¦'ab-e'\n" + experiment(VARIANTS),
        "the cookie `ab-e` is one of `ab_testing` too",
    ),
    "no-experiment": ("[ab_testing]\nexperiments = ¦[]\n", "expected one experiment at least"),
    "experiment-twice": (
        experiment(VARIANTS) + experiment(VARIANTS).replace("'e'", "¦'E'"),
        "`E` is the id of an experiment before it; case does not count",
    ),
    "no-variant": (experiment("variants = ¦[]"), "variants: 0; expected two at least"),
    "one-variant": (experiment("variants = ¦[{ name = 'a' }]"), "variants: 1; expected two at least"),
    "variant-twice": (
        experiment("variants = [{ name = 'a' }, { name = ¦'a' }]"),
        "`a` is the name of another variant before it",
    ),
    "prefix-with-slash-behind": (
        experiment("variants = [{ name = 'a' }, { name = 'b', prefix = ¦'/b/' }]"),
        "expected nothing, or a path such as `/b`",
    ),
    "prefix-without-slash": (
        experiment("variants = [{ name = 'a' }, { name = 'b', prefix = ¦'b' }]"),
        "expected nothing, or a path such as `/b`",
    ),
    "no-path": (experiment(VARIANTS + "\npaths = ¦[]"), "expected one path pattern at least"),
    "path": (experiment(VARIANTS + "\npaths = [¦'/a b']"), "' ' cannot stand in a path pattern"),
    "visitor-cookie": (
        "[ab_testing]\nvisitor_cookie = ¦'ab-e'\n" + experiment(VARIANTS),
        "the cookie of the experiment `e` too",
    ),
    "max-age": ("[ab_testing]\nmax_age = ¦0\n" + experiment(VARIANTS), "expected an integer, 1 or more"),
}


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_settings_that_would_be_refused_at_the_edge_are_told(
    tmp_path: Path, snippet: str, message: str
) -> None:
    assert_problems(tmp_path, snippet, message)


@pytest.mark.parametrize(
    "sign_in",
    ["/", "/sign-in/?lang=de", "https://id.example", "https://id.example:8443/in?a=b", "https://ID.example/"],
)
def test_sign_in_may_be_a_path_or_an_https_url(tmp_path: Path, sign_in: str) -> None:
    assert_problems(tmp_path, f"{AUTH}sign_in = '{sign_in}'\n")


def test_a_weight_is_zero_or_more(tmp_path: Path) -> None:
    variants = "variants = [{ name = 'a', weight = 0 }, { name = 'b', weight = ¦-1 }]"
    assert_problems(tmp_path, experiment(variants), "is the number -1")


def test_the_content_of_keys_is_never_repeated(tmp_path: Path) -> None:
    text, _ = unmarked("[auth]\nkeys = [{ id = 'k', file = '/sEcReT' }, { id = 'l', file = '../sEcReT' }]\n")
    problems = problems_of(tmp_path, text)
    assert len(problems) >= 2
    assert "sEcReT" not in "".join(problem.message for problem in problems)
