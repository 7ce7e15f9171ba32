"""LAE222: the settings that our own build writes into a zip hold the keys that sign sessions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.files import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["BakedSecrets"]

SETTINGS = "settings.json"
LARGEST = 1024 * 1024
CODE = "def main(event, context): ..."
SECRET_KEYS = frozenset({"secret", "client_secret", "password"})


class BakedSecrets(BundleRule):
    """A handler with the feature `auth` has its session keys in `settings.json`, for there is no other place.

    That is how it is meant, and this is a note and no more: whoever may call `lambda:GetFunction` on the
    function can read the keys, and with a key can sign a session as anybody. Give that permission to few, and
    change the keys when one of them leaves. `build` does not repeat what it does itself.
    """

    id = "LAE222"
    severity = "note"
    title = "Who may read the function may read the keys in its settings"
    source = Source("https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html", "2026-11")
    valid = (
        SAMPLE,
        package_sample({"app.py": CODE, SETTINGS: '{"project": "p", "handler": "h", "features": {}}'}),
    )
    invalid = (
        package_sample(
            {
                "app.py": CODE,
                SETTINGS: '{"project": "p", "handler": "h", "features": {"auth": {"keys":'
                ' [{"id": "k1", "secret": "..."}]}}}',
            }
        ),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        count = 0 if bundle.is_built else _secrets(bundle)
        if count:
            keys = "a secret" if count == 1 else f"{count} secrets"
            yield self.on_file(
                bundle,
                SETTINGS,
                f"it holds {keys} of the sign-in, readable by whoever may call `lambda:GetFunction`",
                do="allow that to few; make new keys (`cloudfrontier auth new-key`) when one of them leaves",
            )


def _secrets(bundle: Bundle) -> int:
    """How many secrets our settings hold; none if they are not ours."""
    if SETTINGS not in bundle.files or bundle.files.size(SETTINGS) > LARGEST:
        return 0
    try:
        settings = json.loads(bundle.files.read(SETTINGS))
    except (DamagedError, ValueError, RecursionError):
        return 0
    if not isinstance(settings, dict) or not {"project", "handler", "features"} <= settings.keys():
        return 0
    count, left = 0, [settings["features"]]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            count += sum(key in SECRET_KEYS and isinstance(item, str) for key, item in value.items())
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return count
