"""A plan as data: what would be made, and what would be attached, replaced and detached, event by event.

It is decided in `make_plan`, printed by the command line, kept in a file if somebody wishes, and carried out
by `apply`, which does nothing that is not in it. Its file holds no code, no value of a store and nothing of
the configuration but the associations that it touches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from cloudfrontier.cloudfront.events import Kind
from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.errors import UsageError
from infra.associations import Held, Slot
from infra.cost import Cost

__all__ = ["Change", "Conflict", "Edit", "Plan", "Step", "Target"]

VERSION = 1
Action = Literal["create", "update", "publish"]
Thing = Literal["store", "role", "handler", "function"]
Change = Literal["add", "replace", "detach"]


@dataclass(frozen=True)
class Step:
    """Something that is made or changed outside the distribution; `detail` says what about it."""

    thing: Thing
    name: str
    action: Action
    detail: str = ""


@dataclass(frozen=True)
class Target:
    """What a slot is to hold; `arn` is empty where publishing will tell the version."""

    kind: Kind
    name: str
    arn: str = ""
    include_body: bool = False

    def held(self, arn: str = "") -> Held:
        """As the configuration will have it."""
        return Held(self.kind, arn or self.arn, self.include_body)


@dataclass(frozen=True)
class Edit:
    """A change of one slot, from what it holds to what it is to hold."""

    slot: Slot
    before: Held | None
    after: Target | None

    @property
    def change(self) -> Change:
        """In one word."""
        if self.before is None:
            return "add"
        return "replace" if self.after else "detach"


@dataclass(frozen=True)
class Conflict:
    """Why the plan must not be carried out as it is, and what to do."""

    message: str
    do: str

    def __str__(self) -> str:
        return f"{self.message}; {self.do}"


@dataclass(frozen=True)
class Plan:
    """What would be done to one distribution.

    findings: what the rules find in the result and not in what is there now. standing: how many they find in
    both. manifest_sha256: the build that it is for; empty if it needs none. digest: of all the rest. notes:
    what stops nothing and should be known. stores: fingerprints of the entries of stores, as they stand.
    """

    distribution: str
    domain_name: str
    account: str
    project: str
    steps: tuple[Step, ...] = ()
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    standing: int = 0
    cost: Cost | None = None
    role: str = ""
    manifest_sha256: str = ""
    version: int = VERSION
    digest: str = ""
    notes: tuple[str, ...] = ()
    stores: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether everything is as it should be."""
        return not self.steps and not self.edits

    def to_json(self) -> str:
        """The plan as a file, with its digest."""
        return _ADAPTER.dump_json(replace(self, digest=self._digest()), indent=2).decode() + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, *, name: str) -> Plan:
        """A plan that `to_json` wrote.

        Raises:
            UsageError: it is none, another version wrote it, or it was changed since.
        """
        try:
            plan = _ADAPTER.validate_json(text)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise UsageError(f"{name}: no plan: {place or 'it'}: {first['msg']}; plan again") from None
        if plan.version != VERSION:
            raise UsageError(f"{name}: version {plan.version} of a plan, expected {VERSION}; plan again")
        if plan.digest != plan._digest():  # noqa: SLF001 - its own
            raise UsageError(f"{name} was changed after it was written; plan again")
        return plan

    def _digest(self) -> str:
        return hashlib.sha256(_ADAPTER.dump_json(replace(self, digest=""))).hexdigest()


_ADAPTER = TypeAdapter(Plan)
