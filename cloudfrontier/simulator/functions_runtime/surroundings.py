"""What a function finds around it through `import cf from 'cloudfront'`: a store, an edge location, a tenant.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-custom-methods.html,
general-helper-methods.html and saas-specific-logic-function-code.html (read 2026-04).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cloudfrontier.simulator.functions_runtime.key_values import KeyValues

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import EventType

__all__ = ["NOWHERE", "EdgeLocation", "Surroundings", "Tenant"]


@dataclass(frozen=True)
class EdgeLocation:
    """`cf.edgeLocation`: the airport's code, the server's address, the regional cache that is expected."""

    name: str = "IAD"
    server_ip: str = "192.0.2.1"
    region: str = "us-east-1"


@dataclass(frozen=True)
class Tenant:
    """`cf.distributionTenant`: who asked, for a distribution that many share."""

    id: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Surroundings:
    """What is around a function. store: None where no KeyValueStore is associated with it."""

    store: KeyValues | None = None
    edge: EdgeLocation = field(default_factory=EdgeLocation)
    tenant: Tenant | None = None

    def given(self, event: EventType) -> dict[str, Any]:
        """What the prelude's module reads; an edge location has no members in viewer-response."""
        edge = {"name": self.edge.name, "serverIp": self.edge.server_ip, "region": self.edge.region}
        tenant = {"id": self.tenant.id, "parameters": dict(self.tenant.parameters)} if self.tenant else None
        return {
            "store": self.store is not None,
            "storeId": self.store.id if self.store else "",
            "edgeLocation": edge if event == "viewer-request" else {},
            "tenant": tenant,
        }


NOWHERE = Surroundings()
