"""LAE232: more than 512 MB in /tmp is refused at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import EPHEMERAL_STORAGE
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration.rule import ConfigurationRule, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle
    from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["Storage"]


class Storage(ConfigurationRule):
    """Lambda gives a function up to 10 GB in `/tmp`, the edge 512 MB: what it has if nothing is said."""

    id = "LAE232"
    title = "The space for temporary files is the usual 512 MB"
    source = EPHEMERAL_STORAGE.source
    valid = (SAMPLE, configured(storage=EPHEMERAL_STORAGE.value))
    invalid = (configured(storage=EPHEMERAL_STORAGE.value + 1),)

    def check_configuration(self, said: FunctionConfiguration, bundle: Bundle) -> Iterator[Finding]:
        """At most one finding."""
        limit = bundle.limits.of(EPHEMERAL_STORAGE)
        if said.storage is not None and not limit.holds(said.storage):
            yield self.on_member(
                said,
                ("EphemeralStorage", "Size"),
                f"{said.storage:,} MB in /tmp; the limit is {limit}",
                do="set `EphemeralStorage` to 512",
            )
