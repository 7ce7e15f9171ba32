"""Samples of the rules: the parts of a configuration that matter, laid over the simplest one that is valid.

What is shown to people is what was written, not the whole that is checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront.distribution_config import read_config
from cloudfrontier.rules.attachment.subject import Attachments, Facts, FunctionFacts

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType

__all__ = [
    "ACCOUNT",
    "CACHING_DISABLED",
    "CACHING_OPTIMIZED",
    "AttachmentSample",
    "functions",
    "gate",
    "lambdas",
    "listed",
    "router",
]

Config = Mapping[str, Any]

ACCOUNT = "123456789012"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"

_ORIGIN: Config = {"Id": "site", "DomainName": "example.org"}
_BEHAVIOR: Config = {
    "TargetOriginId": "site",
    "ViewerProtocolPolicy": "redirect-to-https",
    "CachePolicyId": CACHING_OPTIMIZED,
}


@dataclass(frozen=True)
class AttachmentSample:
    """Parts of a `DistributionConfig`, and what the functions in it do.

    Members are the API's. Lists may be written as arrays; origins and behaviors need only what matters.
    """

    config: Config = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What was written, as JSON."""
        return json.dumps(self.config, indent=2)

    @property
    def attachments(self) -> Attachments:
        """The whole configuration."""
        return Attachments("config.json", read_config(self.document), self.facts)

    @property
    def document(self) -> dict[str, Any]:
        """The whole configuration as the AWS CLI would print it."""
        whole: dict[str, Any] = {"CallerReference": "sample", "Comment": "", "Enabled": True} | dict(
            self.config
        )
        whole["Origins"] = _list(whole.get("Origins", [{}]), _ORIGIN)
        whole["CacheBehaviors"] = _list(whole.get("CacheBehaviors", []), _BEHAVIOR)
        whole["DefaultCacheBehavior"] = _laid(whole.get("DefaultCacheBehavior", {}), _BEHAVIOR)
        return {key: value for key, value in whole.items() if value is not None}


def lambdas(*events: EventType, version: str = "7", name: str = "gate", include_body: bool = False) -> Config:
    """`LambdaFunctionAssociations` of one function."""
    arn = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{name}{version and ':'}{version}"
    return listed(
        *({"LambdaFunctionARN": arn, "EventType": event, "IncludeBody": include_body} for event in events)
    )


def functions(*events: EventType, name: str = "router") -> Config:
    """`FunctionAssociations` of one function."""
    arn = f"arn:aws:cloudfront::{ACCOUNT}:function/{name}"
    return listed(*({"FunctionARN": arn, "EventType": event} for event in events))


def gate(facts: FunctionFacts) -> Facts:
    """What the function of `lambdas` does."""
    return {("handler", "gate"): facts}


def router(facts: FunctionFacts) -> Facts:
    """What the function of `functions` does."""
    return {("function", "router"): facts}


def listed(*items: object) -> Config:
    """A list as the API has it."""
    return {"Quantity": len(items), "Items": list(items)} if items else {"Quantity": 0}


def _list(value: object, base: Config) -> object:
    return listed(*(_laid(item, base) for item in value)) if isinstance(value, list) else value


def _laid(value: object, base: Config) -> object:
    """The value over the base; None takes a member away."""
    if not isinstance(value, Mapping):
        return value
    return {key: item for key, item in {**base, **value}.items() if item is not None}
