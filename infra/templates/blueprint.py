"""What every form of a template is made from: what is wanted, the distribution, and what is not ours to say.

1. A value that may be a secret is never in a template: headers that CloudFront sends to an origin are asked
   for when the template is deployed, under a name of their own.
2. So are ids of key groups, whose keys are managed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, Protocol

from cloudfrontier.cloudfront.distribution import Distribution
from cloudfrontier.project.model import Project
from cloudfrontier.project.to_distribution import to_distribution
from infra.desired import Desired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.events import Kind
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model import BehaviorTable
    from infra.artefacts import Artefacts

__all__ = ["Blueprint", "Form", "Given", "Handles", "PolicyKind", "blueprint_of", "logical"]

Form = Literal["cloudformation", "sam", "terraform", "cdk"]
PolicyKind = Literal["cache", "request", "response headers"]

_WORD = re.compile(r"[A-Za-z0-9]+")


class Handles(Protocol):
    """How a form names what it makes, and what it is given."""

    def arn(self, kind: Kind, deployed_name: str) -> Any:
        """Of a function, or of the version of a handler."""

    def policy(self, kind: PolicyKind, name: str) -> Any:
        """The id of a policy of the project's own."""

    def access(self) -> Any:
        """The id of what lets CloudFront read buckets."""

    def given(self, name: str) -> Any:
        """What is asked for when the template is deployed."""


@dataclass(frozen=True)
class Given:
    """A value that whoever deploys has to give; `name` in words and capitals."""

    name: str
    about: str
    is_secret: bool = False


@dataclass(frozen=True)
class Blueprint:
    """All that a template says.

    contents: path below dist/ -> text, of functions. entries: deployed name of a store -> its entries.
    dist: path of dist/ as the template is to name it.
    """

    project: Project
    desired: Desired
    distribution: Distribution
    contents: Mapping[str, str]
    entries: Mapping[str, Mapping[str, str]]
    dist: PurePosixPath

    @property
    def given(self) -> tuple[Given, ...]:
        """What has to be given, each once."""
        return tuple(dict.fromkeys((*self._headers(), *self._key_groups())))

    @property
    def has_buckets(self) -> bool:
        """Whether an origin is an S3 bucket."""
        return any(origin.kind == "s3" for origin in self.distribution.origins)

    def table(self, pattern: str) -> BehaviorTable:
        """What edge.toml says of a behavior."""
        return next(table for table in self.project.behaviors if table.path == pattern)

    def _headers(self) -> Iterator[Given]:
        for origin in self.distribution.origins:
            for name, _ in origin.custom_headers:
                about = f"Value of the header {name} that the origin {origin.id} is sent"
                yield Given(header_name(origin.id, name), about, is_secret=True)

    def _key_groups(self) -> Iterator[Given]:
        for table in self.project.behaviors:
            for name in table.key_groups:
                yield Given(key_group_name(name), f"Id of the key group {name}")


def header_name(origin: str, header: str) -> str:
    """What the value of a header is asked for as."""
    return logical("origin", origin, "header", header)


def key_group_name(group: str) -> str:
    """What the id of a key group is asked for as."""
    return logical("key group", group)


def logical(*names: str) -> str:
    """A name for templates, of letters and digits: `members-gate` is `MembersGate`."""
    words = (word for name in names for word in _WORD.findall(name))
    return "".join(word[0].upper() + word[1:] for word in words)


def blueprint_of(
    loaded: LoadedProject, desired: Desired, artefacts: Artefacts, *, dist: PurePosixPath
) -> Blueprint:
    """The blueprint of a build, whose files are held against their digests; `dist`: as it is to be named.

    Raises:
        UsageError: a file is not there, or is not what was built.
    """
    project = loaded.project
    texts = {item.path: artefacts.read(item).decode() for item in desired.functions}
    for handler in desired.handlers:
        artefacts.read(handler)
    entries = artefacts.entries(desired)
    return Blueprint(project, desired, to_distribution(project), texts, entries, dist)
