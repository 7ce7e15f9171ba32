"""The table `features.ab_testing` of settings.json, read once: experiments, their bucket ranges, cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edge.ab_testing.assignment import Experiment, Variant, bucket_ranges
from edge.headers import TOKEN
from edge.patterns import PathPattern

if TYPE_CHECKING:
    from edge.settings import Table

__all__ = ["AbSettings", "read_settings"]

NAME = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
"""Characters of ids and names: both stand in cookies and headers as they are."""


class AbSettings(NamedTuple):
    """The experiments, and how a visitor is told from another; all of it checked."""

    experiments: tuple[Experiment, ...]
    visitor_cookie: str
    max_age: int
    """Life of the cookies, seconds."""


def read_settings(table: Table) -> AbSettings:
    """The checked settings.

    Raises:
        SettingsError: a key is absent, unknown or wrong.
    """
    experiments = tuple(_read_experiment(entry) for entry in table.tables("experiments"))
    if len({experiment.header for experiment in experiments}) != len(experiments):
        raise table.refuse("experiments", "ids that differ in more than the case of letters")
    cookie = table.text("visitor_cookie", "__Host-visitor")
    if not cookie or not TOKEN.issuperset(cookie):
        raise table.refuse("visitor_cookie", "a cookie's name (RFC 6265: letters, digits, `-`, `_`, ...)")
    settings = AbSettings(experiments, cookie, table.integer("max_age", 31536000, least=1))
    table.end()
    return settings


def _read_experiment(table: Table) -> Experiment:
    experiment_id = _name(table, "id")
    paths = table.texts("paths", ("/*",))
    if not paths or not all(path.startswith("/") for path in paths):
        raise table.refuse("paths", "path patterns that begin with /")
    experiment = Experiment(
        id=experiment_id,
        header=f"x-ab-{experiment_id}".lower(),
        cookie=f"ab-{experiment_id}",
        seed=table.text("seed", "") or experiment_id,
        paths=tuple(PathPattern(path) for path in paths),
        variants=_read_variants(table),
    )
    table.end()
    return experiment


def _read_variants(table: Table) -> tuple[Variant, ...]:
    entries = table.tables("variants")
    names = [_name(entry, "name") for entry in entries]
    weights = [entry.integer("weight", 1) for entry in entries]
    prefixes = [_prefix(entry) for entry in entries]
    if len(entries) < 2 or len(set(names)) != len(names) or not any(weights):
        raise table.refuse("variants", "two or more, with different names, not all of them with the weight 0")
    for entry in entries:
        entry.end()
    ranges = bucket_ranges(weights)
    return tuple(
        Variant(name, prefix, start, end)
        for name, prefix, (start, end) in zip(names, prefixes, ranges, strict=True)
    )


def _name(table: Table, key: str) -> str:
    name = table.text(key)
    if not name or not NAME.issuperset(name):
        raise table.refuse(key, "letters, digits, `-` and `_`")
    return name


def _prefix(table: Table) -> str:
    prefix = table.text("prefix", "")
    if prefix and not (prefix.startswith("/") and NAME.union("/.~").issuperset(prefix) and prefix[-1] != "/"):
        raise table.refuse("prefix", "nothing, or a path such as /b that does not end with /")
    return prefix
