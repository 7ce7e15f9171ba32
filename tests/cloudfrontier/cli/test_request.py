"""`cloudfrontier request` as people and programs meet it: the trace, JSON, exit codes, mistakes."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest
from artifact_project import SECRET, ArtifactProject
from distribution_documents import behavior, config, function, listed, origin

from cloudfrontier.cli import main
from edge.auth.session import Key, decode_secret, mint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> ArtifactProject:
    project = ArtifactProject(tmp_path_factory.mktemp("project"))
    assert main(["build", str(project.root), "-q"]) == 0
    return project


@pytest.fixture
def project(built: ArtifactProject, monkeypatch: pytest.MonkeyPatch) -> ArtifactProject:
    monkeypatch.chdir(built.root)
    return built


@pytest.fixture
def session() -> str:
    return mint(Key("k1", decode_secret(SECRET)), "ann", now=time.time(), lifetime=600)


def test_it_prints_the_trace_plainly_when_nobody_watches(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["request", "GET", "/"]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert output.out.startswith(
        "GET /\n  behavior: *\n● viewer-request  public-request (CloudFront Function)"
    )
    assert "\x1b" not in output.out


def test_the_project_and_its_build_may_be_named(
    built: ArtifactProject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    options = ["--project", str(built.root), "--dist", str(built.dist)]
    assert main(["request", "GET", "https://www.example.com/old?a=1", *options, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["response"]["status"] == 301
    assert ["Host", "www.example.com"] in shown["request"]["headers"]


def test_json_hides_cookies_and_text_does_too(
    project: ArtifactProject, session: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["request", "GET", "/members/", "-H", f"Cookie: __Host-session={session}"]
    for form in ("text", "json"):
        assert main([*command, "--format", form]) == 0
        output = capsys.readouterr().out
        assert session not in output
    assert f"<redacted {len(session)} chars>" in output
    assert main([*command, "--format", "json", "--show-secrets"]) == 0
    assert session in capsys.readouterr().out


def test_headers_and_a_body_are_sent(
    project: ArtifactProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "body").write_bytes(b"\xff\xfe")
    for data, size in (("a=1", 3), (f"@{tmp_path / 'body'}", 2)):
        assert (
            main(["request", "POST", "/", "-d", data, "-H", "X-A:1", "-H", "x-a: 2", "--format", "json"]) == 0
        )
        asked = json.loads(capsys.readouterr().out)["request"]
        assert asked["body_bytes"] == size
        assert [value for name, value in asked["headers"] if name.lower() == "x-a"] == ["1", "2"]
        assert ["Content-Type", "application/x-www-form-urlencoded"] in asked["headers"]


def test_an_error_of_the_origin_or_of_cloudfront_is_an_answer_and_no_failure(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["request", "GET", "/nothing-here/x.html"]) == 0
    assert main(["request", "DELETE", "/"]) == 0
    assert "→ 403 Forbidden: Error from cloudfront" in capsys.readouterr().out


def test_edge_code_that_fails_ends_with_1_and_the_trace_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = ArtifactProject(tmp_path)
    project.own_handler("app.run", app="def run(event, context): return None\n")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-q"]) == 0
    (project.root / "site" / "own").mkdir()
    (project.root / "site" / "own" / "x").touch()
    capsys.readouterr()
    assert main(["request", "GET", "/own/x"]) == 1
    output = capsys.readouterr()
    assert "✗ origin-response own (Lambda@Edge)" in output.out
    assert output.err == "error: own failed at origin-response; the viewer gets 502 Bad Gateway\n"


def test_a_project_that_was_changed_after_its_build_is_noted(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = project.root / "_redirects"
    built = (project.dist / "manifest.json").stat().st_mtime
    os.utime(rules, (built + 5, built + 5))
    assert main(["request", "GET", "/"]) == 0
    os.utime(rules, (built - 5, built - 5))
    assert "_redirects is newer than" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["GET", "lamp"], "'lamp': expected a path that starts with `/`, or an http(s) URL"),
        (["GET", "/", "-H", "X-A"], "--header 'X-A': expected `Name: value`"),
        (["GET", "/", "-H", "X A: 1"], "'X A' is no header name"),
        (["POST", "/", "-d", "@nowhere"], "--data @nowhere: No such file or directory"),
        (["GET /", "/"], "'GET /' is no HTTP method, expected GET, POST or the like"),
        (
            ["GET", "/", "--dist", "nowhere"],
            "nowhere/manifest.json: not found; run `cloudfrontier build` first",
        ),
    ],
)
def test_mistakes_end_with_2_and_say_what_was_expected(
    project: ArtifactProject, arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["request", *arguments]) == 2
    assert capsys.readouterr().err == f"error: {problem}\n"


def test_a_configuration_of_the_api_takes_the_place_of_the_projects_distribution(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    document = config(
        default=behavior(FunctionAssociations=listed(function("live", "viewer-request"))),
        Origins=listed(origin("site")),
    )
    file = project.root / "config.json"
    file.write_text(json.dumps({"ETag": "E1", "DistributionConfig": document}))
    (project.root / "elsewhere").mkdir(exist_ok=True)
    (project.root / "elsewhere" / "index.html").write_text("from elsewhere")
    options = ["--distribution", str(file), "--function", "live=public-request"]
    options += ["--origin", "site=elsewhere", "--format", "json"]
    assert main(["request", "GET", "/", *options]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["response"]["body"] == "from elsewhere"
    assert shown["events"][0]["name"] == "public-request"
    assert main(["request", "GET", "/", *options[:2]]) == 2
    assert "live=NAME" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--origin", "site=x"], "go with --distribution FILE"),
        (["--distribution", "config.json", "--function", "live"], "expected `NAME=VALUE`"),
    ],
)
def test_options_of_a_configuration_are_checked(
    project: ArtifactProject, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["request", "GET", "/", *options]) == 2
    assert message in capsys.readouterr().err


def test_the_address_of_the_viewer_may_be_given(
    project: ArtifactProject, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--format", "json", "--client-ip"]
    assert main(["request", "GET", "/", *options, "2001:DB8::1"]) == 0
    assert json.loads(capsys.readouterr().out)["request"]["client_ip"] == "2001:db8::1"
    assert main(["request", "GET", "/", *options, "here"]) == 2
    assert "expected an address" in capsys.readouterr().err
