"""Reads what edge.toml says of visitors: languages, countries, devices.

What would send them in circles is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.canonical_routes import canonical_path
from cloudfront_functions.rules.path_forms import check_base
from cloudfront_functions.rules.visitors import Device, Locale
from cloudfrontier.artifacts.address_rules import canonical_of
from cloudfrontier.project.checks.text import check_cookie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloudfront_functions.rules import Step
    from cloudfront_functions.rules.canonical import Canonical
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.project.model.rules_request import DeviceTable, LocaleTable
    from cloudfrontier.project.positions import KeyPath

__all__ = ["read_device", "read_locale"]

# RFC 5646, section 2.1, without its grandfathered names
LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
COUNTRY = re.compile(r"[A-Z]{2}")
SITE = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def read_locale(reading: Reading) -> Iterable[Step]:
    """Redirects by language and country."""
    table = reading.table.locale
    if table is None:
        return []
    before = len(reading.problems)
    for tag in table.languages:
        if not LANGUAGE.fullmatch(tag):
            reading.problem(("locale", "languages", tag), f"`{tag}` is no language, such as `de` or `en-GB`")
    for country in table.countries:
        if not COUNTRY.fullmatch(country):
            reading.problem(("locale", "countries", country), f"`{country}` is no country, such as `AT`")
    if not table.languages:
        reading.problem(("locale", "languages"), "no language; expected one at least")
    if len({tag.lower() for tag in table.languages}) < len(table.languages):
        reading.problem(("locale", "languages"), "a language stands here twice; case does not count in them")
    check_cookie_name(reading, "locale", table.cookie)
    step = locale_of(reading, table)
    check_bases(reading, "locale", step, {**dict(step.languages), **dict(step.countries)})
    return [step] if len(reading.problems) == before else []


def locale_of(reading: Reading, table: LocaleTable) -> Locale:
    """The step that the table asks for."""
    languages = {tag.lower(): base for tag, base in table.languages.items()}
    default = table.default.lower()
    if default and default not in languages:
        known = ", ".join(table.languages)
        reading.problem(
            ("locale", "default"), f"`{table.default}` is no language of the site; it has {known}"
        )
    return Locale(
        languages=tuple(languages.items()),
        countries=tuple(
            (country, languages.get(base.lower(), base)) for country, base in table.countries.items()
        ),
        default=languages.get(default, ""),
        cookie=table.cookie,
        everywhere=table.everywhere,
        at_root=at_root(reading),
        status=table.status,
    )


def read_device(reading: Reading) -> Iterable[Step]:
    """Redirects by device."""
    table = reading.table.device
    if table is None:
        return []
    before = len(reading.problems)
    check_cookie_name(reading, "device", table.cookie)
    if not table.devices:
        reading.problem(("device", "devices"), "no device; expected one at least")
    step = device_of(reading, table)
    check_bases(reading, "device", step, dict(step.devices))
    locale = reading.table.locale
    if locale is not None and locale.everywhere and step.everywhere:
        of_locale = (*locale.languages.values(), *locale.countries.values())
        if has_path(of_locale) and has_path(step.bases):
            message = "`locale` and `device` both send visitors of all pages to paths, for ever to and fro"
            reading.problem(("device",), f"{message}; let one of them act on `/` alone, or name a site")
    return [step] if len(reading.problems) == before else []


def has_path(bases: Iterable[str]) -> bool:
    """Whether one of them is a path."""
    return any(base.startswith("/") for base in bases)


def device_of(reading: Reading, table: DeviceTable) -> Device:
    """The step that the table asks for."""
    return Device(
        devices=tuple(table.devices.items()),
        cookie=table.cookie,
        everywhere=table.everywhere,
        at_root=at_root(reading),
        status=table.status,
    )


def at_root(reading: Reading) -> str:
    """What `/` is behind a base, as addresses are written."""
    canonical = reading.table.canonical
    return "" if canonical is not None and canonical.slash == "remove" else "/"


def check_bases(reading: Reading, key: str, step: Locale | Device, bases: Mapping[str, str]) -> None:
    """Refuse bases that are none, and those that the canonical address would send visitors away from."""
    canonical = canonical_of(reading) if reading.table.canonical else None
    if canonical and reading.table.canonical and reading.table.canonical.add_base:
        reading.problem((key,), "beside `canonical.add_base` no page has the address `/`; drop one of them")
    for name, base in bases.items():
        place = place_of(reading, key, name)
        if base.startswith("/"):
            problem = problem_of_path(base, step.at_root, canonical)
        else:
            problem = problem_of_site(base, canonical)
        if problem:
            reading.problem(place, problem)


def check_cookie_name(reading: Reading, key: str, cookie: str) -> None:
    """Refuse what no cookie is called."""
    for mistake in check_cookie((key, "cookie"), cookie) if cookie else ():
        reading.problem((key, "cookie"), mistake.told())


def place_of(reading: Reading, key: str, name: str) -> KeyPath:
    """Where a base is written."""
    if key == "device":
        return (key, "devices", name)
    locale = reading.table.locale
    written = {tag.lower(): tag for tag in locale.languages} if locale else {}
    return (key, "languages", written[name]) if name in written else (key, "countries", name)


def problem_of_path(base: str, root: str, canonical: Canonical | None) -> str:
    """What is wrong with a base that is a path."""
    try:
        check_base(base)
    except ValueError as error:
        return str(error)
    if canonical is not None and (canonical_path(base + root, canonical) != base + root):
        return f"visitors who are sent to `{base}` are sent on, to `{canonical_path(base + root, canonical)}`"
    return ""


def problem_of_site(base: str, canonical: Canonical | None) -> str:
    """What is wrong with a base that is a site."""
    if not SITE.fullmatch(base):
        return f"`{base}` is neither a path, such as `/de`, nor a site, such as `https://example.de`"
    if canonical and canonical.host and base.removeprefix("https://") in canonical.host.others:
        return f"visitors who are sent to `{base}` are sent back, to `{canonical.host.site}`"
    return ""
