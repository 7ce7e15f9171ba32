"""The table `live` of settings.json -> live settings that are ready to be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edge.remote_config.live_settings import LiveSettings, Times
from edge.remote_config.sources import Place, Source, reason_of

if TYPE_CHECKING:
    from edge.settings import Table

__all__ = ["read_live"]


def read_live(table: Table) -> LiveSettings:
    """The live settings that a handler is told of; nothing is read before somebody asks.

    Raises:
        SettingsError: a key is absent, unknown or wrong.
    """
    kind = table.text("source")
    if kind not in ("dynamodb", "ssm"):
        raise table.refuse("source", "dynamodb or ssm")
    needs = ("table", "key") if kind == "dynamodb" else ("parameter",)
    place = Place(
        kind,
        table.text("region"),
        table=table.text("table", ""),
        key=table.text("key", ""),
        parameter=table.text("parameter", ""),
    )
    for name in ("region", *needs):
        if not getattr(place, name):
            raise table.refuse(name, f"a name, for {kind} needs it")
    times = Times(table.number("ttl", 60, least=1), table.integer("bound_ms", 300, least=1) / 1000)
    table.end()
    source = Source(place, bound=times.bound)
    return LiveSettings(source, times, reason=reason_of, is_ready=source.is_ready)
