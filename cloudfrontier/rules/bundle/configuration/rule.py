"""What a rule on a function's configuration is: asked only where there is one."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.finding import Finding, Severity
from cloudfrontier.rules.bundle.bundle import SAMPLE, Bundle, BundleRule
from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.bundle.configuration.values import KeyPath

__all__ = ["ConfigurationRule", "configured"]


class ConfigurationRule(BundleRule):
    """A rule on what Lambda says of a function."""

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """What the rule finds in the configuration, if one is known."""
        if bundle.configuration is not None:
            yield from self.check_configuration(bundle.configuration, bundle)

    @abstractmethod
    def check_configuration(self, said: FunctionConfiguration, bundle: Bundle) -> Iterator[Finding]:
        """What the rule finds in the configuration of a package's function."""

    def on_member(
        self,
        said: FunctionConfiguration,
        path: KeyPath,
        message: str,
        *,
        do: str,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding at a member of the configuration."""
        place = said.place(path)
        return Finding(self.id, severity or self.severity, said.name, *place, message, do, self.source.url)


def configured(**members: Any) -> Bundle:
    """The usual package with such a configuration, for samples."""
    return replace(SAMPLE, configuration=FunctionConfiguration(**members))
