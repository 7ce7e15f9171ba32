"""A restriction of AWS's, and how this package holds to it: by rules, or not, and then why."""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.cloudfront.source import Source

__all__ = [
    "ACCOUNT",
    "EDGE_TOML",
    "ELSEWHERE",
    "NOT_REFUSED",
    "TRAFFIC",
    "Restriction",
    "Section",
]

EDGE_TOML = "edge.toml"
"""Stands among the rules where a project file that breaks the restriction is refused when it is read."""

# Reasons that recur.
ACCOUNT = "It counts what an account has, which only AWS knows."
TRAFFIC = "It is met by requests, not by code; the simulator answers them as CloudFront does."
NOT_REFUSED = "Nothing is refused: CloudFront does what the number says, and goes on."
ELSEWHERE = "It is part of a resource that neither edge.toml nor a distribution's configuration describes."


@dataclass(frozen=True)
class Restriction:
    """One restriction; without `rules` there is a `reason` why nothing here can check it.

    `id` is unique and stays; `says` is the restriction in a sentence. With rules, `reason` may say what of it
    they cannot see.
    """

    id: str
    says: str
    source: Source
    rules: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Section:
    """Restrictions on one thing, under a heading."""

    title: str
    rows: tuple[Restriction, ...]
