"""LAE220: a private key in the zip is in the hands of everybody who may read the function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.secret_text import PRIVATE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["PrivateKey"]

CODE = "def main(event, context): ..."
MARK = "-----{} RSA PRIVATE KEY-----"
"""In two parts, so that no scanner takes this file for a key."""
SAMPLE_KEY = f"{MARK.format('BEGIN')}\n{'MIIE' * 16}\n{MARK.format('END')}\n"
CERTIFICATE = "-----BEGIN CERTIFICATE-----\n" + "MIID" * 16 + "\n-----END CERTIFICATE-----\n"


class PrivateKey(BundleRule):
    """Whoever may call `lambda:GetFunction` downloads the zip, and with it the key.

    Public keys and certificates are no matter. To verify a signature the edge needs the public key alone; to
    make one, let a service do it that the edge calls, or keep the key where a role decides who reads it.
    """

    id = "LAE220"
    severity = "warning"
    title = "There is no private key in the zip"
    source = Source("https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html", "2026-11")
    valid = (SAMPLE, package_sample({"app.py": CODE, "roots.pem": CERTIFICATE}))
    invalid = (package_sample({"app.py": CODE, "signing.pem": SAMPLE_KEY}),)

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a key."""
        for name, secret in bundle.contents.secrets:
            if secret.what == PRIVATE_KEY:
                yield self.on_file(
                    bundle,
                    name,
                    "a private key begins here; whoever may call `lambda:GetFunction` can read it",
                    do="take it out of the zip and make a new one: this one has been in a build",
                    place=(secret.line, secret.column),
                )
