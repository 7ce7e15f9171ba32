"""LAE225: a request that is made while the code is loaded delays every cold start, and may fail them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.code.call_graph import CallGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.code.facts import Call

__all__ = ["ImportWork"]

SAMPLE_TAIL = "\n\ndef main(event, context): ..."
VERBS = "get|post|put|patch|delete|head|options|request|stream|send"
SILENT = r"generate_|get_paginator$|get_waiter$|can_paginate$|close$|meta\b|exceptions\b"
"""Methods of a client that ask nobody."""

REQUESTS = re.compile(
    rf"""
      urllib\.request\.(?:urlopen|urlretrieve|build_opener\(\)\.open)
    | (?:requests|httpx)\.(?:{VERBS})
    | (?:requests\.(?:Session|session)|httpx\.(?:Client|AsyncClient))\(\)\.(?:{VERBS})
    | urllib3\.(?:(?:PoolManager|HTTPS?ConnectionPool)\(\)\.)?(?:request|urlopen)
    | http\.client\.HTTPS?Connection\(\)\.(?:request|connect)
    | socket\.(?:create_connection|getaddrinfo|gethostbyname|socket\(\)\.connect)
    | boto3\.(?:Session\((?:region)?\)\.)?client\(\)\.(?!{SILENT})[\w.()]+
    | boto3\.(?:Session\((?:region)?\)\.)?resource\(\)\.(?:\w+\(\)\.)*[a-z]\w*
    | aws_lambda_powertools\.utilities\.parameters\.(?:get_\w+|\w+Provider\(\)\.get\w*)
    | aws_lambda_powertools\.utilities\.feature_flags\.FeatureFlags\(\)\.\w+
    | jwt\.PyJWKClient\(\)\.(?:get_\w+|fetch_data)
    """,
    re.VERBOSE,
)
"""Calls that wait for somebody else, by their full names."""


class ImportWork(BundleRule):
    """Code at the top of a module runs on every cold start, in every Region, before a viewer is served.

    A request there adds its time to the wait of whoever came first; when it fails, the function does not load
    and the viewer gets a 503. Lambda gives this phase 10 seconds, and begins anew when they are over. Write
    into the zip what does not change; ask for the rest when it is first needed, with a timeout, and keep it.
    """

    id = "LAE225"
    severity = "warning"
    title = "Loading the code makes no requests"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html", "2026-11")
    valid = (
        SAMPLE,
        package_sample(
            {
                "app.py": "import boto3\nCLIENT = boto3.client('ssm', 'us-east-1')\n\n"
                "def main(event, context):\n    return CLIENT.get_parameter(Name='key')"
            }
        ),
    )
    invalid = (
        package_sample(
            {
                "app.py": "import boto3\nCLIENT = boto3.client('ssm', 'us-east-1')\n"
                f"KEY = CLIENT.get_parameter(Name='key'){SAMPLE_TAIL}"
            }
        ),
        package_sample(
            {
                "app.py": f"from keys import load\nKEYS = load(){SAMPLE_TAIL}",
                "keys.py": "from urllib.request import urlopen\n\n"
                "def load():\n    return urlopen('https://example.com/keys').read()",
            }
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding for every call at import that leads to a request."""
        graph = CallGraph(bundle.code.modules)
        for module, call in graph.at_import():
            if request := self._request(call, graph, bundle):
                yield self.on_file(
                    bundle,
                    module.module.file,
                    f"this runs when the module is imported, and makes a request ({request})",
                    do="make it when a viewer's request first needs it, with a timeout, and keep the answer;"
                    " or write the answer into the zip",
                    place=call.place,
                )

    def _request(self, call: Call, graph: CallGraph, bundle: Bundle) -> str:
        """The request that a call makes or leads to, and where; empty if none is known."""
        if REQUESTS.fullmatch(call.name):
            return call.name
        for module, inner in graph.behind(call):
            if REQUESTS.fullmatch(inner.name):
                return f"{inner.name}, {bundle.shown(module.module.file)}:{inner.place.line}"
        return ""
