"""LAE224: a client of AWS without a Region talks to the one where the function happens to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.lambda_variables import REGION_VARIABLES
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.code.facts import Call, ModuleFacts

__all__ = ["Region"]

MAKERS = frozenset({"boto3.client", "boto3.resource", "boto3.Session().client", "boto3.Session().resource"})
DEFAULT_SESSION = "boto3.setup_default_session"
CONFIG_WITHOUT = "botocore.config.Config()"
SAMPLE_TAIL = "\n\ndef main(event, context): ..."

WITHOUT_REGION = frozenset(
    {
        *(
            "account",
            "billingconductor",
            "budgets",
            "ce",
            "chime",
            "cloudfront",
            "codecatalyst",
            "health",
            "iam",
        ),
        *("importexport", "mturk-requester", "networkmanager", "notifications-contacts", "organizations"),
        *("route53", "savingsplans", "shield", "sts", "tax", "waf"),
    }
)
"""Services with one endpoint for all Regions (`isRegionalized: false` in endpoints.json of botocore 1.44.5),
and sts, which gives the same answers everywhere."""


class Region(BundleRule):
    """boto3 takes the Region from `AWS_REGION`, which at the edge is the one nearest the viewer.

    `boto3.client("dynamodb")` finds the table from us-east-1, where it was tested, and for a viewer in Tokyo
    looks for it in ap-northeast-1, where it is not. Where the resource is in every Region, pass
    `os.environ["AWS_REGION"]` to say that it is meant.
    """

    id = "LAE224"
    severity = "warning"
    title = "Every client of AWS is told its Region"
    source = guide("edge-functions-logs")
    valid = (
        SAMPLE,
        package_sample(
            {"app.py": f"import boto3\nTABLES = boto3.client('dynamodb', 'us-east-1'){SAMPLE_TAIL}"}
        ),
        package_sample(
            {
                "app.py": "from boto3 import Session\nfrom botocore.config import Config\n"
                "AWS = Session(region_name='eu-west-1')\nTABLES = AWS.client('dynamodb')\n"
                f"BUCKETS = Session().client('s3', config=Config(region_name='us-east-1')){SAMPLE_TAIL}"
            }
        ),
        package_sample({"app.py": f"import boto3\nROLES = boto3.client('iam'){SAMPLE_TAIL}"}),
    )
    invalid = (
        package_sample({"app.py": f"import boto3\nTABLES = boto3.client('dynamodb'){SAMPLE_TAIL}"}),
        package_sample({"app.py": f"from boto3 import Session\nS3 = Session().resource('s3'){SAMPLE_TAIL}"}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a client."""
        modules = bundle.code.modules
        if any(_sets_region(module) for module in modules):
            return
        for module in modules:
            for call in module.calls:
                if call.name in MAKERS and not _is_told(call):
                    service = _service(call)
                    named = f" for {service!r}" if isinstance(service, str) else ""
                    yield self.on_file(
                        bundle,
                        module.module.file,
                        f"this client{named} has no Region: at the edge it is the one nearest the viewer",
                        do='pass `region_name`, such as "us-east-1": the Region where the resource is',
                        place=call.place,
                    )


def _service(call: Call) -> object:
    named = call.keywords.get("service_name")
    return call.arguments[0].value if call.arguments else named.value if named else None


def _is_told(call: Call) -> bool:
    """Whether it is told its Region, needs none, or is told something that is not known."""
    if call.is_open or len(call.arguments) > 1 or _service(call) in WITHOUT_REGION:
        return True
    region, config = call.keywords.get("region_name"), call.keywords.get("config")
    if region is not None and region.value is not None:
        return True
    known = config is None or config.name == CONFIG_WITHOUT or config.value is None
    return not known or "endpoint_url" in call.keywords


def _sets_region(module: ModuleFacts) -> bool:
    """Whether the code sets the Region of all clients by itself."""
    return any(
        call.name == DEFAULT_SESSION and ("region_name" in call.keywords or call.is_open)
        for call in module.calls
    ) or any(
        lookup.name == "os.environ" and lookup.is_assigned and lookup.key in REGION_VARIABLES
        for lookup in module.lookups
    )
