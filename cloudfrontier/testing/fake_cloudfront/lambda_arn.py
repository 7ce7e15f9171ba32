"""The ARN of a Lambda function, taken apart: region, account, name, and version if it ends in one."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["LambdaArn"]

_FORM = re.compile(r"arn:aws[a-z-]*:lambda:([^:]+):(\d{12}):function:([^:]+)(?::([^:]+))?")


@dataclass(frozen=True)
class LambdaArn:
    """`qualifier` is a number, an alias, `$LATEST` or empty."""

    region: str
    account: str
    name: str
    qualifier: str

    @classmethod
    def parse(cls, text: str) -> LambdaArn | None:
        """The parts; None if the text is no ARN of a Lambda function."""
        match = _FORM.fullmatch(text)
        return cls(*(part or "" for part in match.groups())) if match else None

    @property
    def numbered(self) -> bool:
        """Whether it names one published version."""
        return self.qualifier.isascii() and self.qualifier.isdigit()
