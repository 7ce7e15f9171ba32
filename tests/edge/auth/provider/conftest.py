"""The provider of npm and visitors of a site that was built for it; without node these tests are skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from oidc_packages import node_packages
from oidc_project import SESSION_KEY, write_project
from oidc_server import OidcServer
from oidc_visitor import Visitor, read_key

from cloudfrontier.testing import EdgeClient
from cloudfrontier.testing.edge_host import EdgeHost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from edge.auth.session import Key


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcServer]:
    """A provider in its own process, as it is at first; a test that changes it changes it back."""
    with OidcServer(node_packages()) as server:
        yield server


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, provider: OidcServer) -> Path:
    """The project: a public client that keeps refresh tokens."""
    return write_project(tmp_path_factory.mktemp("shop"), provider.issuer, provider="refresh = true")


@pytest.fixture(scope="module")
def host(root: Path) -> Iterator[EdgeHost]:
    """The project, built, with workers that run its zip."""
    with EdgeHost(root) as host:
        yield host


@pytest.fixture(scope="module")
def key(root: Path, host: EdgeHost) -> Key:
    """What the project's sessions are signed with; the build has made it."""
    del host
    return read_key(root / SESSION_KEY)


@pytest.fixture
def visitors(host: EdgeHost) -> Iterator[Callable[[str], Visitor]]:
    """Makes visitors by name, each with cookies of their own."""
    made: list[Visitor] = []

    def visitor(name: str = "mira") -> Visitor:
        made.append(Visitor(EdgeClient(host, keep_cookies=True), name))
        return made[-1]

    yield visitor
    for one in made:
        one.close()


@pytest.fixture
def visitor(visitors: Callable[[str], Visitor]) -> Visitor:
    """One of them."""
    return visitors("mira")
