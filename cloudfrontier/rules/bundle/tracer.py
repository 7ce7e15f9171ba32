"""LAE226: X-Ray is not there at the edge, so code that traces works for nothing, or fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.code.facts import Call

__all__ = ["Tracer"]

POWERTOOLS_TRACER = "aws_lambda_powertools.Tracer"
SDK = "aws_xray_sdk"
SAMPLE_TAIL = "\n\ndef main(event, context): ..."


class Tracer(BundleRule):
    """Lambda@Edge does not support X-Ray: no segment is ever recorded (`Sampled=0` on every request).

    Powertools' Tracer switches itself off only outside of Lambda, or by an environment variable, which the
    edge has not; with `disabled=True` it does nothing. Logger and Metrics work.
    """

    id = "LAE226"
    severity = "warning"
    title = "The code does not trace with X-Ray"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (
        SAMPLE,
        package_sample(
            {
                "app.py": "from aws_lambda_powertools import Tracer\nTRACER = Tracer(disabled=True)"
                + SAMPLE_TAIL,
                "aws_lambda_powertools/__init__.py": "class Tracer: ...",
            }
        ),
    )
    invalid = (
        package_sample(
            {
                "app.py": f"from aws_lambda_powertools import Tracer\nTRACE = Tracer('a'){SAMPLE_TAIL}",
                "aws_lambda_powertools/__init__.py": "class Tracer: ...",
            }
        ),
        package_sample(
            {
                "app.py": f"from aws_xray_sdk.core import patch_all\npatch_all(){SAMPLE_TAIL}",
                "aws_xray_sdk/core.py": "def patch_all(): ...",
            }
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding for every Tracer that is made, and every import of the SDK."""
        for module in bundle.code.modules:
            places = {call.place: "powertools' Tracer" for call in module.calls if _traces(call)}
            places |= {
                place: "the X-Ray SDK" for name, place in module.imports if name.partition(".")[0] == SDK
            }
            for place, what in sorted(places.items()):
                yield self.on_file(
                    bundle,
                    module.module.file,
                    f"{what} is used, and Lambda@Edge has no X-Ray: nothing is recorded",
                    do="take it out, or make it with `Tracer(disabled=True)`; log what you want to see",
                    place=place,
                )


def _traces(call: Call) -> bool:
    if call.name != POWERTOOLS_TRACER or call.is_open:
        return False
    disabled = call.keywords.get("disabled")
    return disabled is None or disabled.value in {False, None}
