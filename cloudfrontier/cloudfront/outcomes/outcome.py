"""What an outcome is: an answer that CloudFront makes itself, and for each part of it how it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cloudfrontier.cloudfront.x_cache import ERROR

__all__ = ["Outcome", "Provenance"]

Provenance = Literal["documented", "observed", "uncertain", "ours"]
"""documented: AWS says so; observed: seen in a capture; uncertain: inferred; ours: worded here."""


@dataclass(frozen=True)
class Outcome:
    """An answer that CloudFront makes itself."""

    id: str
    title: str
    status: int
    x_cache: str = ERROR
    sentence: str = ""
    status_from: Provenance = "documented"
    x_cache_from: Provenance = "observed"
    sentence_from: Provenance = "observed"
    error_code: str = ""
    """Set where the body is S3's XML error, with this code, instead of the HTML page."""

    def saying(self, sentence: str) -> Outcome:
        """The same outcome with a sentence of ours."""
        return replace(self, sentence=sentence, sentence_from="ours")
