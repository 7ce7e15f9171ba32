"""Policies and access controls: five kinds of thing that CloudFront keeps in the same way.

Each has create, get, get-config, update, delete and list, an ETag, and errors whose codes follow from its
name: `NoSuchCachePolicy`, `CachePolicyAlreadyExists`, `CachePolicyInUse`, `TooManyCachePolicies`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from cloudfrontier.testing.fake_cloudfront.config_rules import check_quantities
from cloudfrontier.testing.fake_cloudfront.paging import Page, page_of
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.cloudfront.limits import Limit
    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request

__all__ = ["Resources"]


class Resources(ABC):
    """One kind; a subclass says its name, its limit, its rules and who uses it."""

    kind: ClassVar[str]
    plural: ClassVar[str]
    path: ClassVar[str]
    limit: ClassVar[Limit | None] = None
    """None: the facts hold no number."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._all = account.resources.setdefault(self.kind, {})
        self.operations: Operations = {
            f"Create{self.kind}": self._create,
            f"Get{self.kind}": self._get,
            f"Get{self.kind}Config": self._get_config,
            f"Update{self.kind}": self._update,
            f"Delete{self.kind}": self._delete,
            f"List{self.plural}": self._list,
        }

    def check(self, config: Mapping[str, Any], *, own_id: str) -> None:
        """Refuse a configuration; `own_id` is empty for a new one."""
        check_quantities(config)
        for other in self._all.values():
            if other.id != own_id and other.config["Name"] == config["Name"]:
                raise ServiceError(f"{self.kind}AlreadyExists")

    @abstractmethod
    def users(self, resource: Resource) -> list[Distribution]:
        """The distributions that use it: they keep it from being deleted."""

    def redeployed_with(self, resource: Resource) -> list[Distribution]:
        """The distributions that a change of it redeploys."""
        del resource
        return []

    def view(self, resource: Resource) -> Answer:
        """It as the operations on one show it."""
        return {
            "Id": resource.id,
            "LastModifiedTime": resource.modified,
            f"{self.kind}Config": resource.config,
        }

    def listing(self, page: Page[Resource]) -> Answer:
        """The page of a list."""
        return page.listing([{self.kind: self.view(resource)} for resource in page.items], flagged=False)

    def listed(self, request: Request) -> list[Resource]:
        """What a list is cut from."""
        del request
        return list(self._all.values())

    def new_id(self) -> str:
        """An id for a new one."""
        return self.account.ids.uuid()

    def find(self, resource_id: str) -> Resource:
        """The one of that id.

        Raises:
            ServiceError: NoSuch*.
        """
        try:
            return self._all[resource_id]
        except KeyError:
            raise ServiceError(f"NoSuch{self.kind}") from None

    def _create(self, request: Request) -> Answer:
        config = request.params[f"{self.kind}Config"]
        self.check(config, own_id="")
        own = sum(not resource.managed for resource in self._all.values())
        if self.limit is not None and own >= self.account.limit(self.limit):
            raise ServiceError(f"TooMany{self.plural}")
        resource = Resource(self.new_id(), config, self.account.version(), self.account.now)
        self._all[resource.id] = resource
        location = f"https://cloudfront.amazonaws.com/2020-05-31/{self.path}/{resource.id}"
        return {**self._shown(resource), "Location": location}

    def _get(self, request: Request) -> Answer:
        return self._shown(self.find(request.params["Id"]))

    def _shown(self, resource: Resource) -> Answer:
        return {self.kind: self.view(resource), "ETag": resource.version.etag}

    def _get_config(self, request: Request) -> Answer:
        resource = self.find(request.params["Id"])
        return {f"{self.kind}Config": resource.config, "ETag": resource.version.etag}

    def _update(self, request: Request) -> Answer:
        resource = self.find(request.params["Id"])
        if resource.managed:
            raise ServiceError("IllegalUpdate", because="it is managed by AWS")
        resource.version.require(request.params.get("IfMatch"))
        config = request.params[f"{self.kind}Config"]
        self.check(config, own_id=resource.id)
        resource.config = config
        resource.version.move()
        resource.modified = self.account.now
        for distribution in self.redeployed_with(resource):
            self.account.redeploy(distribution)
        return self._shown(resource)

    def _delete(self, request: Request) -> Answer:
        resource = self.find(request.params["Id"])
        if resource.managed:
            raise ServiceError("IllegalDelete", because="it is managed by AWS")
        resource.version.require(request.params.get("IfMatch"))
        if self.users(resource):
            raise ServiceError(f"{self.kind}InUse")
        del self._all[resource.id]
        return {}

    def _list(self, request: Request) -> Answer:
        page = page_of(((item.id, item) for item in self.listed(request)), request.params)
        return {f"{self.kind}List": self.listing(page)}
