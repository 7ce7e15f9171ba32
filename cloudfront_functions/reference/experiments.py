"""Experiments in plain Python: hashes, who takes part, and what both events change."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from cloudfront_functions.reference.conditions import match_conditions
from cloudfront_functions.reference.event import header, value_of, values_of
from cloudfront_functions.rules.experiments import BOTS

if TYPE_CHECKING:
    from cloudfront_functions.reference.event import Json
    from cloudfront_functions.rules.experiments import (
        Arm,
        Experiment,
        ExperimentCookies,
        Experiments,
        Visitors,
    )

__all__ = ["fnv32a", "position", "remember_variants", "run_experiments"]

FORCED, SEEN, VISITOR = "x-ab--forced", "ab--seen", "x-ab--visitor"


def fnv32a(text: str) -> int:
    """FNV-1a over UTF-16 code units."""
    value = 2166136261
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"):
        value = (value ^ unit) * 16777619 % 2**32
    return value


def position(seed: str, value: str, version: int) -> float:
    """Where a value falls in [0, 1)."""
    if version == 1:
        return fnv32a(value + seed) % 1000 / 1000
    return fnv32a(str(fnv32a(seed + value))) % 10000 / 10000


def run_experiments(step: Experiments, event: Json, *, now: float | None = None) -> None:
    """Assign; `now`: seconds since the epoch, None: this moment."""
    request = event["request"]
    moment = time.time() if now is None else now
    for name in [name for name in request["headers"] if name.replace("_", "-").startswith("x-ab-")]:
        del request["headers"][name]
    visitor, is_new = visitor_of(step.visitors, event)
    asked = forced_by(step.visitors, request)
    chosen = []
    for item in step.experiments:
        arm = arm_of(item, request, visitor=visitor, asked=asked, now=moment)
        if arm is not None:
            chosen.append((item, arm))
    act(request, chosen)
    forced = [item.id for item, arm in chosen if asked.get(item.id) == arm.name]
    if forced:
        request["headers"][FORCED] = {"value": ",".join(forced)}
    if chosen and is_new:
        request["headers"][VISITOR] = {"value": visitor}


def visitor_of(names: Visitors, event: Json) -> tuple[str, bool]:
    """The visitor's id, and whether it was made here."""
    request = event["request"]
    elsewhere = header(request, names.header) if names.header else ""
    found = [elsewhere, *cookies_named(request, names.site_cookie)]
    for value in found:
        if 0 < len(value) <= 512:
            return value, False
    for value in cookies_named(request, names.cookie):
        if re.fullmatch(r"[A-Za-z0-9._~-]{8,128}", value):
            return value, False
    request_id = event["context"]["requestId"]
    return "".join(f"{fnv32a(f'{n}{request_id}{n}'):08x}" for n in range(4)), True


def cookies_named(request: Json, name: str) -> list[str]:
    """All values of a cookie."""
    return values_of(request["cookies"][name]) if name and name in request["cookies"] else []


def forced_by(names: Visitors, request: Json) -> dict[str, str]:
    """Experiment -> the variant that the cookie asks for."""
    pairs = [
        pair.split(".", 1)
        for value in cookies_named(request, names.force_cookie)
        for pair in value.split("~")
        if "." in pair
    ]
    return {pair[0]: pair[1] for pair in pairs}


def arm_of(item: Experiment, request: Json, *, visitor: str, asked: dict[str, str], now: float) -> Arm | None:
    """The variant of one experiment."""
    if not any(matches(pattern, request["uri"]) for pattern in item.paths):
        return None
    by_name = {arm.name: arm for arm in item.arms}
    if asked.get(item.id) in by_name:
        return by_name[asked[item.id]]
    if not takes_part(item, request, now):
        return None
    for value in cookies_named(request, f"ab-{item.id}"):
        if value in by_name:
            return by_name[value]
    if item.namespace:
        name, start, end = item.namespace
        if not start <= position(f"__{name}", visitor, 1) < end:
            return None
    place = position(item.seed, visitor, item.version)
    return next((arm for arm in item.arms if arm.start <= place < arm.end), None)


def matches(pattern: str, path: str) -> bool:
    """Whether a path is as a pattern of CloudFront's says."""
    parts = [{"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern]
    return re.fullmatch("".join(parts), path, re.DOTALL) is not None


def takes_part(item: Experiment, request: Json, now: float) -> bool:
    """Whether the experiment is open for the visitor."""
    agent = header(request, "user-agent").lower()
    country = header(request, "cloudfront-viewer-country")
    return (
        item.running
        and (item.begins is None or item.begins <= now)
        and (item.ends is None or now < item.ends)
        and (item.bots or not any(word in agent.replace("cubot", "") for word in BOTS))
        and (not item.devices or device(agent) in item.devices)
        and (not item.except_countries or (country != "" and country not in item.except_countries))
        and match_conditions(item.when, request) is not None
    )


def device(agent: str) -> str:
    """What a User-Agent in lower case runs on."""
    if "ipad" in agent or "tablet" in agent or ("android" in agent and "mobile" not in agent):
        return "tablet"
    return "mobile" if any(word in agent for word in ("mobi", "iphone", "android")) else "desktop"


def act(request: Json, chosen: list[tuple[Experiment, Arm]]) -> None:
    """Change the request as the variants ask."""
    prefix = "".join(arm.prefix for _, arm in chosen)
    if prefix and not request["uri"].startswith(f"{prefix}/"):
        request["uri"] = prefix + request["uri"]
    for item, arm in chosen:
        request["headers"][item.header] = {"value": arm.name}
        for name, value in arm.headers:
            request["headers"][name] = {"value": value}


def remember_variants(step: ExperimentCookies, event: Json) -> None:
    """Set the cookies, and the headers of the variants."""
    request, response = event["request"], event["response"]
    kept = f"Path=/; Max-Age={step.visitors.max_age}; Secure"
    seen = "".join(cookies_named(request, SEEN)[:1]).split("~")
    known = [f"{item.id}.{arm.name}" for item in step.experiments for arm in item.arms]
    forced = header(request, FORCED).split(",")
    listed = [pair for pair in dict.fromkeys(seen) if pair in known]
    new = []
    for item in step.experiments:
        arm = next((arm for arm in item.arms if arm.name == value_of(request["headers"], item.header)), None)
        sent = cookies_named(request, f"ab-{item.id}")
        if arm is None:
            if sent and not {other.name for other in item.arms}.intersection(sent):
                set_cookie(response, f"ab-{item.id}", "", "Path=/; Max-Age=0; Secure; SameSite=Lax")
            continue
        for name, value in arm.response_headers:
            response["headers"][name] = {"value": value}
        if arm.name not in sent:
            set_cookie(response, f"ab-{item.id}", arm.name, f"{kept}; SameSite=Lax")
        if item.id not in forced and f"{item.id}.{arm.name}" not in seen:
            new.append(f"{item.id}.{arm.name}")
    visitor = header(request, VISITOR)
    if visitor:
        set_cookie(response, step.visitors.cookie, visitor, f"{kept}; HttpOnly; SameSite=Lax")
    if new:
        set_cookie(response, SEEN, "~".join([*listed, *new]), "Path=/; Secure; HttpOnly; SameSite=Lax")


def set_cookie(response: Json, name: str, value: str, attributes: str) -> None:
    """One cookie of the response."""
    response.setdefault("cookies", {})[name] = {"value": value, "attributes": attributes}
