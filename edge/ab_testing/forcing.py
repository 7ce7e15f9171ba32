"""Which variants somebody who tests has asked for: by a signed query parameter, or by an allow-listed cookie.

1. The parameter is taken out of the query string whether its signature is good or not, so that it is in no
   cache key and reaches no origin. It may be there several times, once for each experiment.
2. The cookie is honoured only where edge.toml names it; it is not signed, so name it as you would choose a
   password, or leave it to signed links. Its value is `experiment.variant`, several joined by `~`.
3. Nothing but an existing variant can be asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.ab_testing.signing import forced_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edge.ab_testing.experiment import Experiment, Variant
    from edge.ab_testing.signing import Signer

__all__ = ["Forcing", "taken_out"]


class Forcing(NamedTuple):
    """How variants can be forced; empty: not so."""

    parameter: str = ""
    cookie: str = ""
    signer: Signer | None = None

    def wanted(
        self,
        experiments: Sequence[Experiment],
        values: Sequence[str],
        cookies: Mapping[str, list[str]],
        *,
        now: float,
    ) -> Mapping[str, Variant]:
        """Experiment -> variant; `values`: those of the parameter, which win over the cookie."""
        forced: dict[str, Variant] = {}
        if self.cookie and self.cookie in cookies:
            forced.update(_named(cookies[self.cookie], experiments))
        if values and self.signer is not None:
            forced.update(forced_by(values, experiments, self.signer, now=now))
        return forced


def taken_out(querystring: str, parameter: str) -> tuple[str, list[str]]:
    """The query string without the parameter, and the values that it had."""
    if parameter not in querystring or not parameter:
        return querystring, []
    kept, values = [], []
    for part in querystring.split("&"):
        name, _, value = part.partition("=")
        if name == parameter:
            values.append(value)
        else:
            kept.append(part)
    return "&".join(kept), values


def _named(values: Sequence[str], experiments: Sequence[Experiment]) -> Mapping[str, Variant]:
    asked = dict(pair.split(".", 1) for value in values for pair in value.split("~") if "." in pair)
    found = ((item.id, item.variant(asked.get(item.id))) for item in experiments)
    return {name: variant for name, variant in found if variant is not None}
