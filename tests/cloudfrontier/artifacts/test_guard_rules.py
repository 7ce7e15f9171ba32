"""Tables that guard a site: what passes, what is answered, and what is refused when they are read."""

from __future__ import annotations

import time
from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from functions_events import NOW, viewer_request
from guarded_project import FIRST, KEY, GuardedProject

from cloudfront_functions.inputs.users_file import user_line
from cloudfrontier.artifacts.covered_secrets import covered
from cloudfrontier.artifacts.functions import function_source
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.cli import cloudfrontier
from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.project import load
from edge.auth.signed_links import Grant, sign

if TYPE_CHECKING:
    from pathlib import Path

SALT = "AAECAwQFBgcICQoLDA0ODw"
PASSWORD = "9W0TAtMJqUJhSb_W"
USERS = "".join(f"{user_line(name, PASSWORD, salt=SALT, rounds=16)}\n" for name in ("alice", "bo"))
LINKS = """\
[functions.gate.signed_links]
keys = [{ id = "k1", file = "link.key" }]
"""


def from_address(ip: str, **headers: str) -> dict[str, Any]:
    event = viewer_request("/", None, **headers)
    event["viewer"]["ip"] = ip
    return event


def status(value: Any) -> int | None:
    """The status of an answer, None: the request goes on."""
    number: int | None = value.get("statusCode")
    return number


def link(
    uri: str, subject: str, *, expires: int = int(NOW) + 60, ip: str = "", **more: str
) -> dict[str, Any]:
    given = {"expires": str(expires), "signature": sign(KEY, Grant(subject, expires, ip)), **more}
    return viewer_request(
        uri, {name: {"value": value} for name, value in given.items()} | {"x": {"value": "1"}}
    )


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("203.0.113.9", None),
        ("203.0.113.7", 403),
        ("2001:db8::7", None),
        ("2001:DB8:0:0:0:0:0:7", None),
        ("2001:db9::", 403),
        ("::ffff:203.0.113.9", None),
        ("198.51.100.1", 403),
        ("unknown", 403),
        ("", 403),
    ],
)
def test_addresses_are_let_through_by_network(tmp_path: Path, ip: str, expected: int | None) -> None:
    tables = """\
[functions.gate.addresses]
allow = ["203.0.113.0/24", "2001:db8::/32"]
deny = ["203.0.113.7"]
"""
    project = GuardedProject(tmp_path, tables)
    assert status(project.run("gate", from_address(ip))) == expected


def test_a_closed_site_lets_those_at_work_pass(tmp_path: Path) -> None:
    tables = """\
[functions.gate.maintenance]
page = "closed.html"
allow = ["203.0.113.0/24"]
header = "X-Pass"
cookie = "pass"
secret = "link.key"
"""
    project = GuardedProject(tmp_path, tables, {"closed.html": "<p>Back at noon.</p>"})
    closed = project.run("gate", viewer_request("/"))
    with_cookie = viewer_request("/")
    with_cookie["request"]["cookies"]["pass"] = {"value": KEY}
    assert (closed["statusCode"], closed["body"]) == (503, "<p>Back at noon.</p>")
    assert closed["headers"]["retry-after"] == {"value": "3600"}
    assert closed["headers"]["cache-control"] == {"value": "no-store"}
    assert status(project.run("gate", from_address("203.0.113.4"))) is None
    assert status(project.run("gate", from_address("198.51.100.1", x_pass=KEY))) is None
    assert status(project.run("gate", with_cookie)) is None
    assert status(project.run("gate", from_address("198.51.100.1", x_pass=KEY[:-1]))) == 503
    assert KEY not in project.source("gate").text


def test_a_site_that_is_not_closed_has_no_trace_of_its_page(tmp_path: Path) -> None:
    tables = '[functions.gate.maintenance]\nenabled = false\npage = "no-such-file.html"\n'
    assert "503" not in GuardedProject(tmp_path, tables).source("gate").text


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize(
    ("credentials", "scheme", "expected"),
    [
        (f"alice:{PASSWORD}", "Basic", None),
        (f"bo:{PASSWORD}", "bAsIc", None),
        (f"alice:{PASSWORD}x", "Basic", 401),
        (f"eve:{PASSWORD}", "Basic", 401),
        (f"alice:{PASSWORD}", "Bearer", 401),
        ("", "Basic", 401),
    ],
)
def test_names_and_passwords(
    tmp_path: Path, runtime: FunctionRuntime, credentials: str, scheme: str, expected: int | None
) -> None:
    project = GuardedProject(tmp_path, '[functions.gate.basic_auth]\nusers = "users"\n', {"users": USERS})
    token = b64encode(credentials.encode()).decode()
    value = project.run("gate", viewer_request("/", authorization=f"{scheme} {token}"), runtime=runtime)
    assert status(value) == expected
    if expected is None:
        assert "authorization" not in value["headers"]
    else:
        asked = 'Basic realm="Restricted", charset="UTF-8"'
        assert value["headers"]["www-authenticate"] == {"value": asked}
    assert PASSWORD not in project.source("gate").text


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (link("/a/b.mp4", "/a/b.mp4"), None),
        (link("/a/b.mp4", "/a/b.mp4", key="k1"), None),
        (link("/a/b/c.mp4", "/a/", prefix="/a/"), None),
        (link("/a/c.mp4", "/a/b.mp4"), 403),
        (link("/a/b.mp4", "/a/b.mp4", key="k2"), 403),
        (link("/a/b.mp4", "/a/b.mp4", key="__proto__"), 403),
        (link("/a/b.mp4", "/a/b.mp4", expires=int(NOW)), 403),
        (link("/a/", "/a/"), 403),
        (link("/ab/c", "/a", prefix="/a"), 403),
        (link("/a/../b", "/a/", prefix="/a/"), 403),
        (link("/a/%2e%2e/b", "/a/", prefix="/a/"), 403),
        (link("/a/b.mp4", "/a/b.mp4", ip="198.51.100.11"), 403),
        (viewer_request("/a/b.mp4"), 403),
    ],
)
def test_links_that_the_other_checker_signs(
    tmp_path: Path, runtime: FunctionRuntime, event: dict[str, Any], expected: int | None
) -> None:
    value = GuardedProject(tmp_path, LINKS).run("gate", event, runtime=runtime)
    assert status(value) == expected
    if expected is None:
        assert value["querystring"] == {"x": {"value": "1"}}


@pytest.mark.parametrize("options", [[], ["--prefix", "/a/"], ["--key-id", "k1"]], ids=" ".join)
def test_links_that_the_command_signs_pass(tmp_path: Path, options: list[str]) -> None:
    project = GuardedProject(tmp_path, LINKS)
    command = ["sign", "--key-file", str(tmp_path / "link.key"), *options, "/a/b.mp4"]
    result = CliRunner().invoke(cloudfrontier, ["auth", *command], catch_exceptions=False)
    path, _, query = result.output.strip().partition("?")
    fields = {name: {"value": value} for name, _, value in (part.partition("=") for part in query.split("&"))}
    assert project.run("gate", viewer_request(path, fields), now=time.time())["uri"] == "/a/b.mp4"


def test_a_link_may_be_for_one_address(tmp_path: Path) -> None:
    project = GuardedProject(tmp_path, f"{LINKS}bind_ip = true\n")
    assert status(project.run("gate", link("/a", "/a", ip="198.51.100.11"))) is None
    assert status(project.run("gate", link("/a", "/a", ip="198.51.100.12"))) == 403
    assert status(project.run("gate", link("/a", "/a"))) == 403


def test_a_link_is_for_reading(tmp_path: Path) -> None:
    event = link("/a", "/a")
    event["request"]["method"] = "POST"
    assert status(GuardedProject(tmp_path, LINKS).run("gate", event)) == 403


def test_texts_are_answered_before_redirects(tmp_path: Path) -> None:
    tables = """\
[[functions.gate.answer]]
path = "/robots.txt"
file = "robots.txt"
headers = { X-Robots-Tag = "noindex" }
[[functions.gate.redirect]]
source = "/*"
target = "/new/:splat"
"""
    project = GuardedProject(tmp_path, tables, {"robots.txt": "User-agent: *\nDisallow: /\u2028</script>"})
    assert project.run("gate", viewer_request("/robots.txt")) == {
        "statusCode": 200,
        "statusDescription": "OK",
        "headers": {
            "content-type": {"value": "text/plain; charset=utf-8"},
            "cache-control": {"value": "public, max-age=3600"},
            "x-robots-tag": {"value": "noindex"},
        },
        "body": "User-agent: *\nDisallow: /\u2028</script>",
    }
    assert status(project.run("gate", viewer_request("/a"))) == 301


def test_no_secret_is_in_the_manifest_or_in_what_the_build_says(tmp_path: Path) -> None:
    tables = f'{LINKS}[functions.gate.basic_auth]\nusers = "users"\n'
    project = GuardedProject(tmp_path, tables, {"users": USERS})
    report = build(load(project.root))
    said = f"{report!r}{(report.dist / 'manifest.json').read_text()}"
    assert report.written
    assert KEY not in said
    assert not [line for line in USERS.split() if line.rpartition("$")[2] in said]


def test_lines_that_a_finding_shows_have_their_secrets_covered(tmp_path: Path) -> None:
    tables = f'{LINKS}[functions.gate.basic_auth]\nusers = "users"\n'
    source = GuardedProject(tmp_path, tables, {"users": USERS}).source("gate")
    assert source.compiled is not None
    shown = covered(source.text, source.compiled.plan.steps)
    assert KEY in source.text
    assert KEY not in shown
    assert SALT not in shown
    assert len(shown) == len(source.text)


def test_a_security_txt_that_expires_soon_is_a_warning_at_its_line(tmp_path: Path) -> None:
    tables = """\
[[functions.gate.answer]]
path = "/.well-known/security.txt"
body = "Contact: https://example.com/\\nExpires: 2030-03-10T01:00:00Z"
"""
    GuardedProject(tmp_path, tables)
    (finding,) = function_source(load(tmp_path), "gate", today=date(2030, 3, 1)).findings
    assert (finding.id, finding.severity, finding.message) == (
        "CFF187",
        "warning",
        "security.txt expires in 9 days",
    )
    assert finding.line == FIRST + 2
