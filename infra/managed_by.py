"""Whether another tool made a distribution, as far as its tags tell.

CloudFormation, and with it the CDK, SAM and the Serverless Framework, tags all that it makes. Terraform and
Pulumi tag nothing by themselves; that people tag it `ManagedBy = terraform` is a habit, and is believed.
A distribution without any such tag may be managed all the same: that cannot be seen from here.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["managed_by"]

_STACK = "aws:cloudformation:stack-name"
_TOOLS = re.compile(r"terraform|opentofu|pulumi|cloudformation|\bcdk\b|serverless", re.IGNORECASE)
_SAYS_WHO = re.compile(
    r"(managed|provisioned|created|deployed)[-_ ]?(by|with)|provisioner|iac", re.IGNORECASE
)
_NO = frozenset({"", "false", "no", "0"})


def managed_by(tags: Mapping[str, str]) -> str:
    """The tool's name, for a sentence; empty if the tags name none."""
    if stack := tags.get(_STACK):
        return f"CloudFormation (stack {stack})"
    for key, value in sorted(tags.items()):
        if _SAYS_WHO.fullmatch(key) and (found := _TOOLS.search(value)):
            return f"{found[0]} (tag {key})"
        if _TOOLS.fullmatch(key) and value.lower() not in _NO:
            return f"{key} (tag {key})"
    return ""
