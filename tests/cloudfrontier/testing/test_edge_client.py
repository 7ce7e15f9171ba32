"""EdgeClient as users meet it: a project, requests, what came back and how."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from artifact_project import REPOSITORY, ArtifactProject
from distribution_documents import SECURITY_HEADERS, behavior, config
from signing_keys import rsa_key

from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import FindingsError, ProjectError, UsageError
from cloudfrontier.project import load
from cloudfrontier.simulator.configured import Configured
from cloudfrontier.testing import EdgeClient, EdgeHost, ManualClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

API = """
from cloudfrontier.cloudfront.message import Headers, Response

def answer(request):
    if request.uri == "/api/cookies":
        set_cookie = [("Set-Cookie", f"seen={request.method}; Path=/"), ("Set-Cookie", "gone=; Max-Age=0")]
        return Response(200, Headers(tuple(set_cookie)), request.headers.get("cookie").encode())
    return Response(200, Headers((("Content-Type", request.headers.get("content-type")),)), request.body)
"""

API_TOML = """
[origins.api]
domain = "api.example"
simulate.python = "api.py:answer"

[[behaviors]]
path = "/api/*"
origin = "api"
methods = "all"
cache_policy = "CachingDisabled"
origin_request_policy = "AllViewerExceptHostHeader"

[[behaviors]]
path = "/members/*"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ArtifactProject:
    made = ArtifactProject(tmp_path_factory.mktemp("project"))
    made.change('\n[[behaviors]]\npath = "/members/*"\n', API_TOML)
    made.write("api.py", API)
    return made


@pytest.fixture(scope="module")
def host(project: ArtifactProject) -> Iterator[EdgeHost]:
    with EdgeHost(project.root) as made:
        yield made


def test_a_response_has_status_headers_body_and_how_it_came_about(host: EdgeHost) -> None:
    response = EdgeClient(host).get("/")
    assert response.status == 200
    assert response.headers.get("content-type") == "text/html"
    assert (response.body, response.text) == (b"<!doctype html>", "<!doctype html>")
    assert response.events["viewer-response"].name == "public-response"
    assert response.cache.decision == "miss"
    assert response.x_cache == "Miss from cloudfront"
    assert response.trace.behavior == "*"


def test_a_failed_assertion_says_what_happened_and_no_cookie(host: EdgeHost) -> None:
    response = EdgeClient(host).get("/members/?a=1", headers={"Cookie": "__Host-session=secret"})
    assert repr(response) == (
        "<302 Found, LambdaGeneratedResponse from cloudfront: GET /members/; ran: gate at viewer-request>"
    )


def test_json_goes_out_and_comes_back(host: EdgeHost) -> None:
    response = EdgeClient(host).post("/api/echo", json={"a": [1]})
    assert response.headers.get("content-type") == "application/json"
    assert response.json() == {"a": [1]}


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put", "patch", "delete"])
def test_every_method_has_its_shorthand(host: EdgeHost, method: str) -> None:
    response = getattr(EdgeClient(host), method)("/api/echo", headers={"Content-Type": "text/plain"})
    assert response.trace.request.method == method.upper()
    assert response.status == 200


def test_each_client_has_a_cache_of_its_own_and_may_clear_it(host: EdgeHost) -> None:
    client = EdgeClient(host)
    client.get("/")
    assert client.get("/").cache.decision == "hit"
    assert EdgeClient(host).get("/").cache.decision == "miss"
    client.clear_cache()
    assert client.get("/").cache.decision == "miss"


def test_time_passes_when_the_clock_is_moved(host: EdgeHost) -> None:
    clock = ManualClock()
    client = EdgeClient(host, clock=clock)
    client.get("/")
    clock.advance(60)
    assert client.get("/").headers.get("age") == "60"
    clock.advance(86400)
    assert client.get("/").cache.decision == "confirmed"


def test_cookies_are_forgotten_unless_they_are_to_be_kept(host: EdgeHost) -> None:
    forgetful, keeping = EdgeClient(host), EdgeClient(host, keep_cookies=True)
    keeping.cookies["gone"] = "1"
    for client in (forgetful, keeping):
        client.post("/api/cookies")
    assert forgetful.get("/api/cookies").text == ""
    assert keeping.cookies == {"seen": "POST"}
    assert keeping.get("/api/cookies").text == "seen=POST"
    assert keeping.get("/api/cookies", headers={"Cookie": "own=1"}).text == "own=1"


def test_code_is_told_the_address_of_the_client(host: EdgeHost) -> None:
    response = EdgeClient(host).get("/members/", client_ip="192.0.2.44")
    given = response.events["viewer-request"].given
    assert given is not None
    assert given["clientIp"] == "192.0.2.44"


def test_plain_http_is_redirected_as_the_behavior_says(host: EdgeHost) -> None:
    response = EdgeClient(host).get("http://www.example.com/a")
    assert (response.status, response.headers.get("location")) == (301, "https://www.example.com/a")


def test_a_client_of_its_own_builds_elsewhere_and_leaves_nothing_behind(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path / "project")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    program = (
        "import sys; from cloudfrontier.testing import EdgeClient\n"
        "with EdgeClient(sys.argv[1]) as client: print(client.get('/members/').status)"
    )
    command = [sys.executable, "-c", program, str(project.root)]
    environment = os.environ | {"TMPDIR": str(temporary)}
    ran = subprocess.run(
        command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("302\n", "")
    assert list(temporary.iterdir()) == []
    assert not project.dist.exists()


def test_a_build_that_is_there_is_used_as_it_is(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path / "project")
    build(load(project.root), out=tmp_path / "built")
    project.write("_redirects", "/old /newer 301\n")
    with EdgeClient(project.root, dist=tmp_path / "built") as client:
        assert client.get("/old").headers.get("location") == "/new"


def test_the_nearest_project_is_simulated_when_none_is_named(
    project: ArtifactProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root / "site")
    with EdgeClient() as client:
        assert client.get("/").status == 200


def test_what_does_not_build_is_told_with_its_findings(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path)
    project.own_handler("app.main.run", app__main="import acme\ndef run(event, context): ...\n")
    with pytest.raises(FindingsError, match="LAE2"):
        EdgeClient(project.root)


def test_a_project_with_mistakes_is_told_with_their_places(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path)
    project.write("edge.toml", "[project]\nname = 7\n")
    with pytest.raises(ProjectError, match=r"edge.toml:2:8"):
        EdgeClient(project.root)
    with pytest.raises(UsageError, match="nowhere"):
        EdgeClient(tmp_path / "nowhere")


def test_a_shared_host_outlives_its_clients(host: EdgeHost) -> None:
    with EdgeClient(host) as client:
        client.get("/members/")
    assert EdgeClient(host).get("/members/").status == 302


def test_objects_are_invalidated_by_their_paths(project: ArtifactProject) -> None:
    with EdgeClient(project.root) as client:
        for path in ("/", "/index.html", "/old"):
            client.get(path)
        assert client.invalidate("/nothing") == 0
        assert client.invalidate("/index.html", "/old*") == 1
        assert client.get("/").cache.decision == "miss"


def test_a_test_says_which_country_a_viewer_is_from(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path)
    restriction = '[geo_restriction]\nkind = "whitelist"\ncountries = ["DE"]\n'
    viewers = '[viewers]\n"192.0.2.0/24" = { country = "DE" }\n'
    project.change("[origins.site]", f"{restriction}{viewers}[origins.site]")
    with EdgeClient(project.root) as client:
        assert client.get("/").status == 403
        assert client.get("/", country="DE").status == 200
        assert client.get("/", client_ip="192.0.2.7").status == 200
        assert client.get("/", client_ip="192.0.2.7", country="FR").status == 403


def test_signed_urls_of_a_project_are_verified(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path)
    (project.root / "public.pem").write_text(rsa_key().pem)
    keys = f'[key_groups.all]\nkeys = [{{ id = "{rsa_key().id}", file = "public.pem" }}]\n'
    project.change("[origins.site]", f"{keys}[origins.site]")
    project.change('path = "*"\n', 'path = "*"\nkey_groups = ["all"]\n')
    clock = ManualClock()
    with EdgeClient(project.root, clock=clock) as client:
        assert client.get("/index.html").status == 403
        signed = rsa_key().url("https://shop.example/index.html", until=clock() + 60)
        assert client.get(signed).status == 200
        clock.advance(61)
        assert client.get(signed).status == 403


def test_a_configuration_of_the_api_takes_the_place_of_the_projects_own(
    project: ArtifactProject, tmp_path: Path
) -> None:
    file = tmp_path / "config.json"
    only_get = behavior(ResponseHeadersPolicyId=SECURITY_HEADERS)
    file.write_text(json.dumps({"DistributionConfig": config(default=only_get, DefaultRootObject="")}))
    site = project.root / "site"
    with EdgeClient(project.root, configured=Configured(file, origins={"site": str(site)})) as client:
        response = client.get("/index.html")
        assert response.status == 200
        assert not any(step.ran for step in response.trace.events)
        assert response.headers.get("x-frame-options") == "SAMEORIGIN"


def test_an_origin_is_recorded_once_and_replayed(tmp_path: Path) -> None:
    project = ArtifactProject(tmp_path)
    stand_in = 'simulate.folder = "site"'
    project.change(stand_in, f'{stand_in}\nsimulate.recording = "site.json"\nsimulate.record = true')
    with EdgeClient(project.root) as client:
        first = client.get("/index.html")
    project.change(f"{stand_in}\n", "")
    project.change("simulate.record = true", "")
    with EdgeClient(project.root) as client:
        assert client.get("/index.html").body == first.body
        assert client.get("/other").status == 502
