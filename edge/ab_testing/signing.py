"""Signatures of experiments: on the links that force a variant, and on sticky cookies where that is wanted.

HMAC-SHA-256 of a fixed label and the parts, cut to 16 bytes (RFC 2104, section 5: half of the hash at least),
base64url. `hmac` is imported when the first signature is looked at: most visits have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edge.ab_testing.experiment import Experiment, Variant

__all__ = ["Signer", "forced_by", "link_value"]

LABEL = "cloudfrontier experiment"
BYTES = 16


class Signer:
    """Makes and checks signatures with one secret."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, *parts: str) -> str:
        """22 characters of base64url; no part may hold a line break."""
        import hmac  # noqa: PLC0415 - see above
        from base64 import urlsafe_b64encode  # noqa: PLC0415 - same

        message = "\n".join((LABEL, *parts)).encode(errors="replace")
        digest = hmac.digest(self._secret, message, "sha256")[:BYTES]
        return urlsafe_b64encode(digest).rstrip(b"=").decode()

    def is_good(self, signature: str, *parts: str) -> bool:
        """Whether the signature is that of the parts; compared in constant time."""
        import hmac  # noqa: PLC0415 - see above

        return hmac.compare_digest(signature.encode(errors="replace"), self.sign(*parts).encode())

    def sticky(self, experiment: Experiment, variant: Variant, visitor: str) -> str:
        """The value of a sticky cookie that this visitor can use, and no other."""
        return f"{variant.name}.{self.sign('sticky', experiment.id, variant.name, visitor)}"

    def read_sticky(self, experiment: Experiment, value: str, visitor: str) -> Variant | None:
        """The variant that a cookie names, if its signature is good."""
        name, _, signature = value.partition(".")
        variant = experiment.variant(name)
        if variant is None or not self.is_good(signature, "sticky", experiment.id, name, visitor):
            return None
        return variant


def link_value(signer: Signer, experiment_id: str, variant: str, *, expires: int) -> str:
    """The value of the query parameter that forces a variant until then (seconds since the epoch)."""
    signature = signer.sign("force", experiment_id, variant, str(expires))
    return f"{experiment_id}.{variant}.{expires}.{signature}"


def forced_by(
    values: Iterable[str], experiments: Iterable[Experiment], signer: Signer, *, now: float
) -> Mapping[str, Variant]:
    """The variants that signed values ask for; what is malformed, expired or not signed asks for nothing."""
    known = {experiment.id: experiment for experiment in experiments}
    forced: dict[str, Variant] = {}
    for value in values:
        parts = value.split(".")
        if len(parts) != 4 or parts[0] not in known:
            continue
        experiment_id, name, expires, signature = parts
        variant = known[experiment_id].variant(name)
        in_time = expires.isascii() and expires.isdigit() and len(expires) < 16 and now < int(expires)
        if variant and in_time and signer.is_good(signature, "force", experiment_id, name, expires):
            forced[experiment_id] = variant
    return forced
