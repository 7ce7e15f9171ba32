"""Origins that CloudFront would refuse, or whose stand-ins on this machine are mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "[origins.o]\ndomain = 'o.example'\nsimulate.folder = 'site'\n"
BUCKET = "[origins.o]\nkind = 's3'\ndomain = 'o.s3.eu-west-1.amazonaws.com'\nsimulate.folder = 'site'\n"


def domain(text: str, kind: str = "custom") -> str:
    return f"[origins.o]\nkind = '{kind}'\nsimulate.folder = 'site'\ndomain = ¦'{text}'\n"


WRONG = {
    "scheme": (domain("https://o.example"), "expected a domain name alone"),
    "port-in-the-domain": (domain("o.example:8080"), "expected a domain name alone"),
    "path-in-the-domain": (domain("o.example/a"), "expected a domain name alone"),
    "space": (domain("o example"), "expected a domain name, such as"),
    "empty": (domain(""), "expected a domain name, such as"),
    "hyphen": (domain("-o.example"), "expected a domain name, such as"),
    "too-long": (domain("a." * 127 + "example"), "expected at most 253 characters"),
    "too-long-for-s3": (domain("a" * 120 + ".s3.amazonaws.com", "s3"), "expected at most 128 characters"),
    "capitals-in-a-bucket": (domain("O.s3.amazonaws.com", "s3"), "expected lower case"),
    "website-endpoint": (domain("o.s3-website-eu-west-1.amazonaws.com", "s3"), 'kind = "custom"'),
    "path-without-slash": (ORIGIN + "path = ¦'a'\n", "expected nothing, or a path such as `/production`"),
    "path-with-slash-behind": (ORIGIN + "path = ¦'/a/'\n", "without `/` behind"),
    "path-with-query": (ORIGIN + "path = ¦'/a?b'\n", "expected nothing, or a path"),
    "path-too-long": (ORIGIN + "path = ¦'/" + "a" * 255 + "'\n", "expected at most 255 characters"),
    "region-of-custom": (ORIGIN + "region = ¦'eu-west-1'\n", 'it belongs to kind = "s3"'),
    "port-of-custom": (ORIGIN + "port = ¦1023\n", "expected 80, 443 or 1024 to 65535"),
    "port-of-s3": (BUCKET + "port = ¦443\n", 'it belongs to kind = "custom"'),
    "protocol-of-s3": (BUCKET + "protocol = ¦'http'\n", 'takes kind = "custom"'),
    "header-name": (ORIGIN + "headers = { ¦'a b' = 'x' }\n", '"a b" is no name of a header'),
    "header-twice": (ORIGIN + "headers = { X-A = 'x', ¦x-a = 'y' }\n", "`x-a` is the same header as `X-A`"),
    "header-refused": (ORIGIN + "headers = { ¦Host = 'x' }\n", "CloudFront refuses `Host`"),
    "header-prefix-refused": (ORIGIN + "headers = { ¦X-Amz-A = 'x' }\n", "CloudFront refuses `X-Amz-A`"),
    "header-value": (ORIGIN + 'headers = { a = ¦"x\\ny" }\n', "is a string; expected one line of visible"),
    "header-value-too-long": (
        ORIGIN + "headers = { a = ¦'" + "x" * 1784 + "' }\n",
        "1784 characters; expected at most 1,783 characters",
    ),
    "no-attempts": (ORIGIN + "connection_attempts = ¦0\n", "expected 1 to 3 attempts"),
    "connection-timeout": (ORIGIN + "connection_timeout = ¦11\n", "expected 1 to 10 seconds"),
    "read-timeout": (ORIGIN + "read_timeout = ¦121\n", "expected 1 to 120 seconds"),
    "keepalive-timeout": (ORIGIN + "keepalive_timeout = ¦301\n", "expected 1 to 120 seconds"),
    "keepalive-of-s3": (BUCKET + "keepalive_timeout = ¦6\n", 'it belongs to kind = "custom"'),
    "completion-before-reading": (
        ORIGIN + "read_timeout = 20\nresponse_completion_timeout = ¦10\n",
        "expected 20, the `read_timeout`, at least",
    ),
    "simulate-both": (ORIGIN + "simulate.¦python = 'api.py:f'\n", "both `simulate.folder` and"),
    "python-without-a-name": (
        "[origins.o]\ndomain = 'o.example'\nsimulate.python = ¦'api.py'\n",
        "expected a file and a name in it",
    ),
}


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_an_origin_that_would_be_refused_is_told(tmp_path: Path, snippet: str, message: str) -> None:
    assert_problems(tmp_path, snippet, message)


def test_a_header_name_has_at_most_256_characters(tmp_path: Path) -> None:
    name = "x" * 256
    assert_problems(tmp_path, f"{ORIGIN}headers = {{ '{name}' = 'a', ¦'{name}x' = 'b' }}\n", "257 characters")


def test_an_origin_has_at_most_thirty_headers(tmp_path: Path) -> None:
    headers = ", ".join(f"x-{number} = 'a'" for number in range(31))
    assert_problems(tmp_path, f"{ORIGIN}headers = ¦{{ {headers} }}\n", "31 headers; CloudFront allows 30")


def test_headers_have_at_most_10240_characters_in_all(tmp_path: Path) -> None:
    headers = ", ".join(f"x-{number} = '{'a' * 1783}'" for number in range(6))
    assert_problems(tmp_path, f"{ORIGIN}headers = ¦{{ {headers} }}\n", "CloudFront allows 10,240")


def test_a_project_has_an_origin_at_least(tmp_path: Path) -> None:
    text = "[project]\nname = 'x'\n¦[origins]\n[[behaviors]]\npath = '*'\norigin = ¦'o'\n"
    assert_problems(tmp_path, text, "no origin; expected one at least", "no origin is called `o`", base="")


def test_a_project_has_at_most_a_hundred_origins(tmp_path: Path) -> None:
    origin = "{ domain = 'o.example', simulate.folder = 'site' }"
    origins = "".join(f"o{number} = {origin}\n" for number in range(100))
    base = BASE.replace("[origins.site]", f"¦[origins]\n{origins}[origins.site]")
    assert_problems(tmp_path, base, "101 origins; CloudFront allows 100", base="")


@pytest.mark.parametrize(
    "snippet",
    [
        ORIGIN + "path = '/production'\nport = 8443\nprotocol = 'http'\nheaders = { X-Key = 'a b' }\n",
        ORIGIN + "connection_attempts = 1\nread_timeout = 5\nresponse_completion_timeout = 5\n",
        ORIGIN + "keepalive_timeout = 300\n[limits]\norigin-keepalive-timeout = 300\n",
        BUCKET + "region = 'eu-west-1'\n",
        ORIGIN.replace("o.example", "o.s3-website-eu-west-1.amazonaws.com") + "protocol = 'http'\n",
        "[origins.o]\ndomain = 'o.example'\nsimulate.python = 'api.py:answer'\n",
        "[origins.o]\ndomain = 'o.example'\n",
    ],
    ids=["custom", "times", "raised-limit", "s3", "website", "python", "no-stand-in"],
)
def test_origins_that_cloudfront_takes_are_taken(tmp_path: Path, snippet: str) -> None:
    assert_problems(tmp_path, snippet)
