"""Finds what looks like a secret in a text, by the known shapes of keys and tokens, and covers it up.

No value leaves this module but for its first four characters: a report is read by more people than the zip.
The shapes are those that their issuers publish so that leaked ones can be found; documented examples, which
are in many libraries, are left out.

Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html for AKIA
and ASIA, https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns
for the tokens of others, https://www.rfc-editor.org/rfc/rfc7468 for blocks of keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PRIVATE_KEY", "Secret", "find_secrets", "masked"]

PRIVATE_KEY = "a private key"
SHOWN = 4
MOST_OF_A_SHAPE = 20


@dataclass(frozen=True)
class Secret:
    """`what` it is, its first characters where they are a prefix, and where it stands (1-based)."""

    what: str
    shown: str
    line: int
    column: int


@dataclass(frozen=True)
class _Shape:
    """`signs`: one of them is wherever the pattern matches, and they are found a hundred times faster."""

    what: str
    signs: tuple[bytes, ...]
    pattern: re.Pattern[bytes]
    is_shown: bool = True


def _shape(what: str, signs: str, pattern: str, *, is_shown: bool = True) -> _Shape:
    marks = tuple(sign.encode() for sign in signs.split())
    return _Shape(what, marks, re.compile(pattern.encode()), is_shown)


SHAPES = (
    _shape(
        PRIVATE_KEY,
        "KEY-----",
        r"-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----"
        r"(?:\\r|\\n|\s)+(?:(?!-----)[A-Za-z0-9+/=:, \\\r\n-]){40,}",
        is_shown=False,
    ),
    _shape("an AWS access key id", "AKIA ASIA", r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    _shape(
        "an AWS secret access key",
        "secret SECRET Secret",
        r"(?i:aws.{0,20}secret|secret.{0,5}access.{0,5}key)[\w\"' \t]{0,20}[:=][\"' \t]*"
        r"(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
    ),
    _shape(
        "a GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{60,255})",
    ),
    _shape("a GitLab token", "glpat-", r"\bglpat-[\w-]{20,64}"),
    _shape("a Slack token", "xox", r"\bxox[abeoprs]-[\w-]{20,255}"),
    _shape(
        "a Slack webhook",
        "hooks.slack.com",
        r"https://hooks\.slack\.com/services/(?P<value>T\w{6,}/B\w{6,}/\w{20,})",
    ),
    _shape("a Stripe key", "sk_live_ rk_live_", r"\b[rs]k_live_[A-Za-z0-9]{20,255}"),
    _shape("a Google API key", "AIza", r"\bAIza[\w-]{35}(?![\w-])"),
    _shape("an npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b"),
    _shape("a PyPI token", "pypi-AgE", r"\bpypi-AgE[\w-]{50,}"),
    _shape("a SendGrid key", "SG.", r"\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])"),
    _shape("an OpenAI key", "T3BlbkFJ", r"\bsk-[\w-]{20,74}T3BlbkFJ[\w-]{20,74}"),
    _shape("an Anthropic key", "sk-ant-", r"\bsk-ant-[\w-]{80,}"),
    _shape(
        "a password in the URL of a database",
        "postgres mysql mariadb mongodb redis amqp",
        r"\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?)://[^\s:/@\"'{}<>$%]{1,64}:"
        r"(?P<value>[^\s:/@\"'{}<>$%]{3,128})@[\w.-]+",
        is_shown=False,
    ),
)

EXAMPLES = re.compile(
    rb"(?i)example|password|passwd|secret|changeme|your|xxxx|\*\*\*|placeholder|\bpass\b|(.)\1{7}"
)
"""What stands in documentation in place of a secret; in the long text of a private key it may be chance."""


def find_secrets(data: bytes) -> Iterator[Secret]:
    """What of a text looks like a secret, in the order of the shapes, at most 20 of a shape."""
    for shape, start, end in _found(data, most=MOST_OF_A_SHAPE):
        line = data.count(b"\n", 0, start) + 1
        before = data[data.rfind(b"\n", 0, start) + 1 : start].decode("utf-8", "replace")
        shown = data[start : min(end, start + SHOWN)].decode("ascii", "replace") if shape.is_shown else ""
        yield Secret(shape.what, shown, line, len(before) + 1)


def masked(text: str) -> str:
    """The text with all of them covered; its lines and columns stay where they are."""
    data = bytearray(text.encode("utf-8", "surrogateescape"))
    for shape, start, end in list(_found(bytes(data))):
        first = start + (SHOWN if shape.is_shown else 0)
        data[first:end] = re.sub(rb"[^\r\n]", b"*", bytes(data[first:end]))
    return data.decode("utf-8", "surrogateescape")


def _found(data: bytes, *, most: int | None = None) -> Iterator[tuple[_Shape, int, int]]:
    for shape in SHAPES:
        if not any(sign in data for sign in shape.signs):
            continue
        for found in islice(shape.pattern.finditer(data), most):
            group = "value" if "value" in shape.pattern.groupindex else 0
            if shape.what == PRIVATE_KEY or not EXAMPLES.search(found[group]):
                yield shape, *found.span(group)
