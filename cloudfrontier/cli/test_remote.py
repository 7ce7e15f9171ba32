"""`cloudfrontier test --remote`: the same events on AWS's TestFunction, and what differs from here."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.expectations import Mismatch, differences
from infra.aws import Aws
from infra.remote_tests import RemoteFunctions, UntestableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cloudfrontier.cli.deployment import Surroundings
    from cloudfrontier.simulator.sample_runs.function_test import FunctionTestResult
    from cloudfrontier.testing.cases import CaseResult, CaseRunner
    from cloudfrontier.testing.edge_host import EdgeHost
    from cloudfrontier.testing.expectations import Path
    from infra.remote_tests import RemoteRun

__all__ = ["compare_with_aws"]

_WHY = "AWS's TestFunction answers otherwise; expected is what came out here, got is what AWS says"


def compare_with_aws(
    host: EdgeHost,
    runner: CaseRunner,
    results: Sequence[CaseResult],
    *,
    surroundings: Surroundings,
    profile: str | None,
) -> tuple[list[CaseResult], tuple[str, ...]]:
    """The results, failed where AWS differs; and why some could not be compared, for people.

    Raises:
        AwsError: AWS refused, or could not be asked.
        MissingToolError: boto3 is not installed.
    """
    aws = Aws(surroundings.open_session(profile, None))
    compared: list[CaseResult] = []
    notes: list[str] = []
    with RemoteFunctions(aws, host.simulator.manifest, host.dist) as remote:
        for result in results:
            try:
                compared.append(_compared(result, runner, remote))
            except UntestableError as reason:
                notes.append(f"{result.case.name}: not compared with AWS: {reason}")
                compared.append(result)
    notes += [f"the function {name} could not be deleted; delete it yourself" for name in remote.left]
    return compared, tuple(notes)


def _compared(result: CaseResult, runner: CaseRunner, remote: RemoteFunctions) -> CaseResult:
    if result.outcome == "skipped":
        return result
    if not result.given:
        raise UntestableError("no CloudFront Function ran, and TestFunction runs no others")
    found: list[Mismatch] = []
    explained = [result.explained]
    for name, event in result.given:
        there, here = remote.run(name, event), runner.as_test_function(name, event)
        found += _differences(name, here, there)
        explained.append(
            f"{name}: compute utilization {there.utilization} at AWS, {here.utilization} estimated here"
        )
    compared = replace(result, explained="\n".join(explained))
    if not found:
        return compared
    why = "; ".join(filter(None, (result.why, _WHY)))
    return replace(compared, outcome="failed", why=why, mismatches=(*result.mismatches, *found))


def _differences(name: str, here: FunctionTestResult, there: RemoteRun) -> Iterator[Mismatch]:
    """What differs in output, errors and logs; utilization is measured there and estimated here."""
    output = json.loads(here.output) if here.output else None
    ours = {"output": output, "error": here.error, "logs": list(here.logs)}
    yield from _unlike(ours, _plain(there), (name,))


def _plain(there: RemoteRun) -> dict[str, Any]:
    return {"output": there.output, "error": there.error, "logs": list(there.logs)}


def _unlike(here: Mapping[str, Any], there: Mapping[str, Any], path: Path) -> Iterator[Mismatch]:
    """Both ways, as what only AWS has is a difference too."""
    found = {mismatch.path: mismatch for mismatch in differences(here, there, path)}
    for mismatch in differences(there, here, path):
        found.setdefault(mismatch.path, Mismatch(mismatch.path, mismatch.seen, mismatch.expected))
    yield from found.values()
