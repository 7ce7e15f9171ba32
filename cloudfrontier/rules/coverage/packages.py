"""Coverage of Lambda@Edge functions: their packages, and the features of Lambda's that the edge lacks."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import Source, guide
from cloudfrontier.rules.coverage.restriction import Restriction, Section

__all__ = ["PACKAGE_SECTION", "UNSUPPORTED"]

RESTRICTIONS = guide("lambda-at-edge-function-restrictions")
RUNTIMES = Source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html", "2026-10")
PYTHON = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html", "2026-04")
PACKAGING = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-package.html", "2026-04")
PERMISSIONS = guide("lambda-edge-permissions")
ROLE = "Roles and permissions stand in the account, not in the package."

UNSUPPORTED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "runtime-management": (
        "Runtime management other than Auto",
        (),
        "GetFunctionConfiguration does not tell it.",
    ),
    "vpc": ("A VPC", ("LAE231",), ""),
    "dead-letter-queue": ("A dead-letter queue", ("LAE233",), ""),
    "environment-variables": ("Environment variables, but for Lambda's own", ("LAE228", "LAE213"), ""),
    "layers": ("Layers", ("LAE227",), ""),
    "x-ray": ("X-Ray", ("LAE234", "LAE226"), ""),
    "provisioned-concurrency": ("Provisioned concurrency", (), "It is set on a version at AWS."),
    "snap-start": ("SnapStart (not on AWS's list; users report that it is missing)", ("LAE236",), ""),
    "container-image": ("Container images", ("LAE229",), ""),
    "arm64": ("The architecture arm64", ("LAE230",), ""),
    "ephemeral-storage": ("More than 512 MB of /tmp", ("LAE232",), ""),
    "customer-managed-key": ("A zip encrypted with a customer managed key", ("LAE235",), ""),
    "self-managed-storage": (
        "Code storage in a bucket of one's own",
        (),
        "GetFunctionConfiguration does not tell it.",
    ),
    "alias": ("An alias", ("DST415",), ""),
    "latest": ("The version $LATEST", ("DST415",), ""),
    "tags": ("Tags on the function", ("LAE240",), ""),
}
"""Feature of Lambda's that Lambda@Edge lacks -> words, rules, reason."""

PACKAGE_SECTION = Section(
    "Lambda@Edge packages",
    (
        *(
            Restriction(f"lambda.{name}", f"Not supported: {says}", RESTRICTIONS, rules, reason)
            for name, (says, rules, reason) in UNSUPPORTED.items()
        ),
        Restriction(
            "lambda.runtime",
            "The runtime is one that Lambda keeps up, of Node.js or Python",
            RUNTIMES,
            ("LAE206",),
        ),
        Restriction(
            "lambda.handler", "The handler names a function of a module in the zip", PYTHON, ("LAE209",)
        ),
        Restriction(
            "lambda.handler-arguments", "The handler takes the event and the context", PYTHON, ("LAE212",)
        ),
        Restriction("lambda.async", "A Python handler is no coroutine", PYTHON, ("LAE209",)),
        Restriction(
            "lambda.imports",
            "What is imported is in the zip or in the runtime",
            PACKAGING,
            ("LAE208", "LAE210", "LAE211"),
        ),
        Restriction(
            "lambda.compiled-code",
            "Compiled code is for x86_64 Linux, the runtime's Python and its C library",
            PACKAGING,
            ("LAE207", "LAE216", "LAE217", "LAE218", "LAE219"),
        ),
        Restriction(
            "lambda.region-of-execution",
            "It runs in the Region nearest to the viewer: AWS_REGION is not us-east-1",
            PERMISSIONS,
            ("LAE224",),
        ),
        Restriction("lambda.region", "It is made in us-east-1", RESTRICTIONS, ("DST416", "LAE237")),
        Restriction(
            "lambda.zip",
            "Lambda can unpack the zip, and read what was in it",
            PACKAGING,
            ("LAE214", "LAE215"),
        ),
        Restriction(
            "lambda.state",
            "It is active, and its last update is done, before a version is published",
            Source("https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html", "2026-04"),
            ("LAE238",),
        ),
        Restriction(
            "lambda.trust",
            "Its role is trusted by lambda.amazonaws.com and edgelambda.amazonaws.com",
            PERMISSIONS,
            reason=ROLE,
        ),
        Restriction(
            "lambda.caller",
            "Whoever attaches it may call GetFunction, EnableReplication* and DisableReplication*",
            PERMISSIONS,
            reason=ROLE,
        ),
        Restriction(
            "lambda.replicas",
            "A version is deleted hours after its last association, when its replicas are gone",
            guide("lambda-edge-delete-replicas"),
            reason="It is about deleting, and nothing here deletes.",
        ),
    ),
)
