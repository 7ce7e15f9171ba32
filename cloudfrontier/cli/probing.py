"""Probes of `attach`: what the simulator says of a URL before, and what the distribution answers after."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

from cloudfrontier.cli.output import count, visible
from cloudfrontier.cloudfront.regions import HOME_REGION
from cloudfrontier.errors import FindingsError, UsageError
from cloudfrontier.simulator.distribution_simulator import DistributionSimulator
from cloudfrontier.simulator.viewer import viewer_request
from infra.probe import difference, outcome_of

if TYPE_CHECKING:
    from cloudfrontier.cli.deployment import Deployment
    from infra.probe import Outcome

__all__ = ["expected_outcomes", "probe"]


def expected_outcomes(deployment: Deployment, domain_name: str, urls: tuple[str, ...]) -> dict[str, Outcome]:
    """URL -> what the simulator answers, by the build that is attached.

    Raises:
        UsageError: a URL is none, or the simulator has no answer of its own, since edge code fails.
    """
    if not urls:
        return {}
    found = {}
    with closing(
        DistributionSimulator(deployment.loaded, deployment.artefacts.dist, region=HOME_REGION)
    ) as simulator:
        for url in urls:
            whole = urljoin(f"https://{domain_name}/", url)
            asked = viewer_request("GET", whole, domain_name=domain_name)
            trace = simulator.engine().handle(asked, now=time.time()).trace
            if trace.edge_error:
                raise UsageError(f"--probe {url}: edge code fails in the simulator already; see `request`")
            found[whole] = outcome_of(trace.response.status, trace.response.headers.lines)
    return found


def probe(deployment: Deployment, expected: dict[str, Outcome]) -> None:
    """Ask for each URL, and say what came.

    Raises:
        FindingsError: an answer is another than the expected one.
        AwsError: there was no answer.
    """
    differences = []
    for url, outcome in expected.items():
        found = difference(url, outcome, deployment.fetch(url))
        differences += [found] if found else []
        if not (found or deployment.is_json):
            click.echo(f"{url}: {visible(str(outcome))}, as simulated")
    if differences:
        listed = "\n".join(visible(line) for line in differences)
        raise FindingsError(
            f"{count(len(differences), 'probe')} answered otherwise; it stays attached, and `cloudfrontier"
            f" rollback` puts back what was there:\n{listed}"
        )
