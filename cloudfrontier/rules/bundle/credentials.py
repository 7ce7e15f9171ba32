"""LAE221: passwords, tokens and access keys in the zip are read by everybody who may read the function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.secret_text import PRIVATE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Credentials"]

CODE = "def main(event, context): ..."
SAMPLE_ID = "AKIA" + "QRSTUVWX234567AB"

FILES = {
    "settings of an environment": r"\.env(?:\.(?!example$|sample$|template$|dist$)[\w-]+)?|\.envrc",
    "a private key of SSH": r"id_(?:rsa|dsa|ecdsa|ed25519)|.*\.ppk",
    "credentials of AWS": r"(?:.*/)?\.aws/credentials",
    "credentials of a tool": r"[._]netrc|\.pypirc|\.git-credentials|\.htpasswd|\.dockercfg|\.vault-token",
    "a store of keys": r".*\.(?:p12|pfx|jks|keystore|kdbx)",
    "the state of Terraform, with secrets in the open": r".*\.tfstate(?:\.backup)?",
}
PATTERNS = {what: re.compile(pattern) for what, pattern in FILES.items()}


class Credentials(BundleRule):
    """Something in the zip looks like a password, a token or an access key.

    The function has a role: AWS needs no access key from it. What it must know, and others must not, it can
    read from Secrets Manager or SSM when it starts, and keep. No value is printed, but for the four letters
    that say whose kind it is.
    """

    id = "LAE221"
    severity = "warning"
    title = "There are no credentials in the zip"
    source = Source("https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html", "2026-11")
    valid = (
        SAMPLE,
        package_sample({"app.py": f"EXAMPLE = 'AKIAIOSFODNN7EXAMPLE'\n{CODE}", ".env.example": "TOKEN="}),
    )
    invalid = (
        package_sample({"app.py": f"KEY = '{SAMPLE_ID}'\n{CODE}"}),
        package_sample({"app.py": CODE, ".env": "DEBUG=1\n"}),
        package_sample({"app.py": CODE, "home/.aws/credentials": "[default]\n"}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding a place, and one a file that is known by its name."""
        for name, secret in bundle.contents.secrets:
            if secret.what != PRIVATE_KEY:
                shown = f" ({secret.shown}...)" if secret.shown else ""
                yield self.on_file(
                    bundle,
                    name,
                    f"it looks like {secret.what}{shown}; whoever may call `lambda:GetFunction` can read it",
                    do="make it worthless where it was issued, and read a new one at run time",
                    place=(secret.line, secret.column),
                )
        for name in bundle.files.names:
            if what := _known_file(name):
                yield self.on_file(bundle, name, f"this file is {what}", do="leave it out of the zip")


def _known_file(name: str) -> str:
    base = name.rpartition("/")[2]
    return next(
        (what for what, pattern in PATTERNS.items() if pattern.fullmatch(name) or pattern.fullmatch(base)), ""
    )
