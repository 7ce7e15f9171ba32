"""The pytest plugin as another repository uses it: its project, shared workers, a cache for each test."""

from __future__ import annotations

import pytest
from artifact_project import ArtifactProject

ASKS = """
def test_page(cloudfront):
    response = cloudfront.get("/")
    assert response.status == 200
    assert response.events["viewer-response"].ran
    assert response.cache.decision == "miss"

def test_another_test_has_an_empty_cache_and_the_same_workers(cloudfront):
    assert cloudfront.get("/").cache.decision == "miss"
    assert cloudfront.get("/members/").status == 302

def test_workers_are_warm(cloudfront):
    assert cloudfront.get("/members/").events["viewer-request"].init_ms is None
"""


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    # the package may be installed, and then its entry point names the plugin too
    plugin = ("-p", "cloudfrontier.testing.plugin")
    return pytester.runpytest_subprocess(*plugin, "-p", "no:cacheprovider", *arguments)


@pytest.fixture
def project(pytester: pytest.Pytester) -> ArtifactProject:
    pytester.makepyfile(ASKS)
    return ArtifactProject(pytester.path / "site-project")


def test_the_project_of_the_configuration_is_built_once_and_simulated(
    pytester: pytest.Pytester, project: ArtifactProject
) -> None:
    pytester.makeini("[pytest]\nedge_project = site-project\n")
    run(pytester).assert_outcomes(passed=3)
    assert not project.dist.exists(), "tests build into a folder of their own"


def test_the_command_line_wins_over_the_configuration(
    pytester: pytest.Pytester, project: ArtifactProject
) -> None:
    pytester.makeini("[pytest]\nedge_project = elsewhere\n")
    run(pytester, "--edge-project", "site-project").assert_outcomes(passed=3)


def test_without_either_the_project_of_the_tests_own_folder_is_taken(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(ASKS)
    ArtifactProject(pytester.path)
    run(pytester).assert_outcomes(passed=3)


def test_a_project_that_is_not_there_is_told_without_a_traceback(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(ASKS)
    result = run(pytester, "--edge-project", "nowhere")
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(["the fixture `cloudfront` has no distribution: *nowhere*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_run_that_asks_for_nothing_loads_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing():
            loaded = {name for name in sys.modules if name.startswith("cloudfrontier")}
            assert loaded <= {"cloudfrontier", "cloudfrontier.testing", "cloudfrontier.testing.plugin"}
            assert "quickjs" not in sys.modules
        """
    )
    run(pytester).assert_outcomes(passed=1)


def test_the_plugin_may_be_named_in_a_conftest_beside_the_entry_point(
    pytester: pytest.Pytester, project: ArtifactProject
) -> None:
    pytester.makeconftest("pytest_plugins = ('cloudfrontier.testing.plugin',)")
    pytester.makeini("[pytest]\nedge_project = site-project\n")
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=3)


def test_a_failed_assertion_is_told_with_how_the_response_came_about(
    pytester: pytest.Pytester, project: ArtifactProject
) -> None:
    pytester.makepyfile(
        """
        def test_plain(cloudfront):
            cloudfront.cookies["sid"] = "unspeakable" + "-secret"
            assert cloudfront.get("/").status == 204

        def test_parts(cloudfront):
            response = cloudfront.get("/members/")
            response.expect(status=302, cache="not looked up", events={"viewer-request": "response"})
            response.expect(status=200, headers={"location": "/elsewhere", "x-none": None}, cache="hit")
        """
    )
    pytester.makeini("[pytest]\nedge_project = site-project\n")
    result = run(pytester)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "*assert 200 == 204",
            "*responses of CloudFront*",
            "GET / -> 200 OK, Miss from cloudfront",
            "  viewer-request   public-request (function), request",
            "    uri: '/' -> '/index.html'",
            "E*AssertionError: status: expected 200, got 302",
            'E*headers.location: expected "/elsewhere", got "*',
            'E*cache: expected "hit", got "not looked up"',
        ]
    )
    result.stdout.no_fnmatch_line("*unspeakable-secret*")


def test_help_names_the_option_and_the_setting(pytester: pytest.Pytester) -> None:
    result = run(pytester, "--help")
    result.stdout.fnmatch_lines(["*--edge-project=PATH*", "*edge_project (string)*"])
