"""The pytest plugin: a `cloudfront` fixture that sends requests through a project's simulated distribution.

    def test_members_sign_in(cloudfront):
        response = cloudfront.get("/members/index.html")
        assert response.status == 302

The project is the one of `--edge-project PATH`, else of `edge_project` in pytest's own configuration, else
the nearest edge.toml at or above the root of the tests. It is built once a session; each test has a cache of
its own. For a project that has to be prepared first, define `cloudfront_host` in your conftest and yield an
`EdgeHost`; for a clock of your own make `EdgeClient(cloudfront_host, clock=...)`.

A test that fails is told how the responses of its client came about.

Nothing is imported before a test asks for the fixture, so that a test run without it pays nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.testing.edge_client import EdgeClient
    from cloudfrontier.testing.edge_host import EdgeHost

__all__ = [
    "cloudfront",
    "cloudfront_host",
    "pytest_addoption",
    "pytest_plugin_registered",
    "pytest_runtest_makereport",
]

_NAMES = frozenset({"cloudfrontier", __name__})
"""That of the entry point, and that of `-p` and of `pytest_plugins`."""

_HELP = "folder or edge.toml of the project that the `cloudfront` fixture simulates"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--edge-project PATH`, and `edge_project` in the configuration, relative to the folder of that."""
    group = parser.getgroup("cloudfrontier", "CloudFront on your own machine")
    group.addoption("--edge-project", metavar="PATH", type=Path, default=None, help=_HELP)
    parser.addini("edge_project", _HELP, type="string", default="")


def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    """Keep this plugin from being registered again by its other name, which pytest would not survive."""
    if getattr(plugin, "__name__", "") == __name__:
        for name in _NAMES - {manager.get_name(plugin)}:
            manager.set_blocked(name)


# the older kind of wrapper: this plugin is loaded by whatever pytest a project has
@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Below a failed test: how the last responses of its `cloudfront` came about."""
    outcome: Any = yield
    report: pytest.TestReport = outcome.get_result()
    client = getattr(item, "funcargs", {}).get("cloudfront") if call.when == "call" else None
    history = getattr(client, "history", ())
    if report.failed and history:
        from cloudfrontier.testing.explain import explain  # noqa: PLC0415 - see the module's docstring

        raised = str(call.excinfo.value) if call.excinfo else ""
        told = [text for text in (explain(response.trace) for response in history) if text not in raised]
        if told:
            report.sections.append(("responses of CloudFront", "\n\n".join(told)))


@pytest.fixture(scope="session")
def cloudfront_host(pytestconfig: pytest.Config) -> Iterator[EdgeHost]:
    """The built project with its workers, shared by all tests of the session."""
    from cloudfrontier.errors import CloudfrontierError  # noqa: PLC0415 - see the module's docstring
    from cloudfrontier.testing.edge_host import EdgeHost  # noqa: PLC0415 - as above

    try:
        host = EdgeHost(_project(pytestconfig), cwd=pytestconfig.rootpath)
    except CloudfrontierError as error:
        pytest.fail(f"the fixture `cloudfront` has no distribution: {error}", pytrace=False)
    with host:
        yield host


@pytest.fixture
def cloudfront(cloudfront_host: EdgeHost) -> EdgeClient:
    """A client of the simulated distribution with an empty cache; see `cloudfrontier.testing.EdgeClient`."""
    from cloudfrontier.testing.edge_client import EdgeClient  # noqa: PLC0415 - as above

    return EdgeClient(cloudfront_host)


def _project(config: pytest.Config) -> Path | None:
    named: Path | None = config.getoption("--edge-project")
    if named is not None:
        return config.invocation_params.dir / named
    configured: str = config.getini("edge_project")
    return config.rootpath / configured if configured else None
