"""DST437: the default root object is the name of an object, not a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.limits import DEFAULT_ROOT_OBJECT
from cloudfrontier.rules.attachment.rule import AttachmentRule
from cloudfrontier.rules.attachment.sample import AttachmentSample
from cloudfrontier.rules.attachment.words import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.attachment.subject import Attachments

__all__ = ["RootObject"]


class RootObject(AttachmentRule):
    """The default root object has no leading slash and up to 255 characters.

    It stands for `/` only: `/docs/` needs a function that rewrites the path.
    """

    id = "DST437"
    title = "The default root object is a name without a leading slash"
    source = DEFAULT_ROOT_OBJECT.source
    valid = (
        AttachmentSample({"DefaultRootObject": "index.html"}),
        AttachmentSample({"DefaultRootObject": ""}),
    )
    invalid = (
        AttachmentSample({"DefaultRootObject": "/index.html"}),
        AttachmentSample({"DefaultRootObject": "x" * 256}),
    )

    def check(self, attachments: Attachments) -> Iterator[Finding]:
        """Looks at the name."""
        config = attachments.config
        name = config.default_root_object
        if name.startswith("/") or not DEFAULT_ROOT_OBJECT.holds(len(name)):
            message = f"the default root object is {short(name)}"
            do = f"write a name such as index.html, of {DEFAULT_ROOT_OBJECT} at most, without a leading slash"
            yield self.finding(attachments, (*config.path, "DefaultRootObject"), message, do=do)
