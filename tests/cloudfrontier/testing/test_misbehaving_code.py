"""Edge code that does what it should not, in real workers and engines: the answer and the reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from misbehaving_project import CHILD, FAULTS, FOREVER, Fault, children, write_misbehaving_project

from cloudfrontier.testing import EdgeClient, EdgeHost

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeHost]:
    with EdgeHost(write_misbehaving_project(tmp_path_factory.mktemp("misbehaving"))) as made:
        yield made


@pytest.fixture
def client(host: EdgeHost) -> EdgeClient:
    return EdgeClient(host)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_viewer_gets_what_cloudfront_gives_and_the_trace_says_why(
    client: EdgeClient, fault: Fault
) -> None:
    response = client.get(fault.path)
    step = response.events[fault.event]
    assert (response.status, response.x_cache) == (fault.status, f"{fault.x_cache} from cloudfront")
    assert response.headers.get("x-cache") == response.x_cache
    assert response.headers.get("content-type") == "text/html"
    assert step.outcome == "error"
    assert fault.why in step.why
    assert response.trace.edge_error
    assert client.get("/page").text == "page", "the simulator goes on"


@pytest.mark.parametrize("name", ["exits", "raises", "loops"])
def test_what_failed_once_is_tried_again(client: EdgeClient, name: str) -> None:
    assert [client.get(f"/{name}/x").status for _ in range(2)] == [503, 503]


def test_a_step_names_the_log_groups_of_aws(client: EdgeClient, host: EdgeHost) -> None:
    step = client.get("/deletes_via/x").events["origin-request"]
    assert step.log_group == "/aws/lambda/us-east-1.deletes_via in us-east-1"
    assert step.report.startswith("REPORT RequestId: ")
    assert "read-only header" in step.validation_log
    group = f"/aws/cloudfront/LambdaEdge/{host.simulator.distribution.id}"
    assert step.validation_log_group == f"{group} in us-east-1"


@needs_proc
def test_no_process_is_left_behind_not_even_one_that_a_handler_started(tmp_path: Path) -> None:
    before = children(os.getpid())
    with EdgeClient(write_misbehaving_project(tmp_path)) as client:
        assert client.get(CHILD.path).text == "page"
        for name in ("raises", "exits", "crashes", "runs_forever"):
            assert client.get(f"/{name}/x").status == 503
        assert children(os.getpid()) > before
    assert children(os.getpid()) <= before
    assert not sleeping()


def sleeping() -> list[str]:
    """Processes that sleep for as long as only ours do."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if FOREVER in line.read_bytes().decode(errors="replace"):
                found.append(line.parent.name)
        except OSError:
            continue
    return found
