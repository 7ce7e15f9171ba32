"""Where things stand in a configuration: its behaviors, its origins, and the functions on their events.

The API's lists are `{"Quantity": n, "Items": [...]}`, with `Items` absent when there are none; that is read
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cloudfrontier.cloudfront.distribution import DEFAULT_PATTERN

__all__ = ["Behavior", "attached_functions", "attached_lambdas", "behaviors", "items"]

Members = Mapping[str, Any]


@dataclass(frozen=True)
class Behavior:
    """A behavior as the API has it; `path` is how AWS names it in the texts of validation errors."""

    pattern: str
    path: str
    members: Members

    @property
    def functions(self) -> list[Members]:
        """Its CloudFront Functions associations."""
        return items(self.members, "FunctionAssociations")

    @property
    def lambdas(self) -> list[Members]:
        """Its Lambda@Edge associations."""
        return items(self.members, "LambdaFunctionAssociations")


def items(members: Members, name: str) -> list[Any]:
    """What a list of the API holds; an absent one holds nothing."""
    return list((members.get(name) or {}).get("Items") or [])


def behaviors(config: Members) -> Iterator[Behavior]:
    """The behaviors in the order in which CloudFront tries them, the default last."""
    for number, behavior in enumerate(items(config, "CacheBehaviors"), start=1):
        path = f"distributionConfig.cacheBehaviors.items.{number}.member"
        yield Behavior(str(behavior["PathPattern"]), path, behavior)
    yield Behavior(DEFAULT_PATTERN, "distributionConfig.defaultCacheBehavior", config["DefaultCacheBehavior"])


def attached_functions(config: Members) -> set[str]:
    """ARNs of the CloudFront Functions that a distribution uses."""
    return {str(item["FunctionARN"]) for behavior in behaviors(config) for item in behavior.functions}


def attached_lambdas(config: Members) -> set[str]:
    """ARNs of the Lambda@Edge functions that a distribution uses, with their versions."""
    return {str(item["LambdaFunctionARN"]) for behavior in behaviors(config) for item in behavior.lambdas}
