"""ID tokens that a certified provider signs otherwise than with RS256, checked by the zip that ships.

The zip holds the wheels of cryptography for Lambda's Python, which run where these tests do if Python and
system are alike; where they cannot be had, the tests are skipped.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from oidc_packages import node_packages
from oidc_project import write_project
from oidc_server import OidcServer, private_jwk
from oidc_visitor import Visitor

from cloudfrontier.artifacts.wheels import CFFI, cryptography_files, download, wheel_cache
from cloudfrontier.errors import MissingToolError
from cloudfrontier.testing import EdgeClient

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = sys.version_info[:2]
ALGORITHMS = ("ES256", "PS256", "EdDSA")
AMONG = 'algorithms = ["{algorithm}"]\nrefresh = true'


@pytest.fixture(scope="module", autouse=True)
def wheels() -> None:
    """What the build takes into the zip, for the Python that runs these tests."""
    if (platform.system(), platform.machine(), platform.libc_ver()[0]) != ("Linux", "x86_64", "glibc"):
        pytest.skip("the machine code that ships is for Linux on x86-64")
    if HERE not in CFFI:
        pytest.skip(f"Lambda@Edge has no Python {HERE[0]}.{HERE[1]}")
    try:
        cryptography_files(HERE, Path(), cache=wheel_cache(), fetch=download)
    except MissingToolError as error:
        pytest.skip(str(error))


@pytest.fixture
def provider() -> Iterator[OidcServer]:
    """One of its own for each test: what a build has read of a provider is not read again."""
    with OidcServer(node_packages()) as server:
        yield server


def signs(provider: OidcServer, algorithm: str, *keys: dict[str, Any]) -> None:
    provider.become(client={**provider.client, "id_token_signed_response_alg": algorithm}, keys=keys)


def opened(root: Path, provider: OidcServer, lines: str) -> Iterator[Visitor]:
    write_project(root, provider.issuer, provider=lines, runtime=f"python{HERE[0]}.{HERE[1]}")
    with EdgeClient(root, keep_cookies=True) as edge:
        visitor = Visitor(edge)
        yield visitor
        visitor.close()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_visitors_sign_in_are_renewed_and_others_sign_in_with_the_next_key(
    tmp_path: Path, provider: OidcServer, algorithm: str
) -> None:
    signs(provider, algorithm, private_jwk(0, algorithm))
    for visitor in opened(tmp_path, provider, AMONG.format(algorithm=algorithm)):
        assert visitor.open("/staff/a.html").text == "for the staff"
        assert "<title>renewed</title>" in visitor.page("/.auth/renew").text
        signs(provider, algorithm, private_jwk(1, algorithm))  # a key that the build did not see
        visitor.edge.cookies.clear()
        assert visitor.open("/staff/a.html").text == "for the staff"


def test_an_algorithm_that_the_project_does_not_name_signs_nobody_in(
    tmp_path: Path, provider: OidcServer
) -> None:
    """The provider changes its mind: it publishes both keys, and signs with the one that is not pinned."""
    signs(provider, "PS256", private_jwk(0, "ES256"), private_jwk(0, "PS256"))
    for visitor in opened(tmp_path, provider, 'algorithms = ["ES256"]'):
        answer = visitor.open("/staff/a.html")
        assert answer.status == 403
        assert "__Host-session" not in visitor.edge.cookies
        assert '"reason":"key"' in "\n".join(answer.events["viewer-request"].logs)
