"""Experiments as code: their data as JSON, and a case for whatever differs between them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.environment import environment
from cloudfront_functions.compiler.expressions import conjunction
from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.filters import Js, js_number, js_object, js_string
from cloudfront_functions.rules.experiments import BOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloudfront_functions.rules.experiments import Experiment, ExperimentCookies, Experiments

__all__ = ["emit_cookies", "emit_experiments"]


def emit_experiments(steps: Sequence[Experiments]) -> list[Fragment]:
    """Assign the variants of all steps; how visitors are told apart is one for all of them."""
    experiments = [item for step in steps for item in step.experiments]
    visitors = steps[0].visitors
    paths = [runs_on(item) for item in experiments]
    top = (
        environment()
        .get_template("steps/experiments.js.j2")
        .render(
            experiments=written([literal(item) for item in experiments]),
            conditions=cases([takes_part(item) for item in experiments]),
            paths=cases(paths),
            asked=Js("askedFor(request.cookies)" if visitors.force_cookie else "{}"),
            header=visitors.header,
            site_cookie=visitors.site_cookie,
            cookie=visitors.cookie,
            force_cookie=visitors.force_cookie,
            has_devices=any(item.devices for item in experiments),
            has_bots=any(not item.bots for item in experiments),
            has_patterns=any("isLike" in path for path in paths),
            bots=Js(f"/{'|'.join(BOTS)}/"),
        )
    )
    return [Fragment(["assignVariants(event);"], top=Js(top))]


def emit_cookies(steps: Sequence[ExperimentCookies]) -> list[Fragment]:
    """Remember the variants of all steps."""
    visitors = steps[0].visitors
    experiments: list[dict[str, object]] = [
        {
            "id": item.id,
            "header": item.header,
            "names": [arm.name for arm in item.arms],
            "headers": [dict(arm.response_headers) for arm in item.arms],
        }
        for step in steps
        for item in step.experiments
    ]
    top = (
        environment()
        .get_template("steps/experiment_cookies.js.j2")
        .render(
            experiments=written(experiments),
            kept=f"Path=/; Max-Age={visitors.max_age}; Secure",
            cookie=visitors.cookie,
        )
    )
    return [Fragment(["rememberVariants(request, response);"], top=Js(top))]


def cases(returned: Sequence[str]) -> Js:
    """What each number stands for, as the cases of a choice."""
    return Js(
        "\n".join(f"    case {number}:\n        return {item};" for number, item in enumerate(returned))
    )


def written(experiments: Sequence[dict[str, object]]) -> str:
    """The data as JSON."""
    return json.dumps(experiments, separators=(",", ":"))


def literal(item: Experiment) -> dict[str, object]:
    """What code and data share."""
    return {
        "id": item.id,
        "header": item.header,
        "seed": item.seed,
        "version": item.version,
        "namespace": list(item.namespace) if item.namespace else None,
        "names": [arm.name for arm in item.arms],
        "ranges": [[arm.start, arm.end] for arm in item.arms],
        "prefixes": [arm.prefix for arm in item.arms],
        "headers": [dict(arm.headers) for arm in item.arms],
    }


def takes_part(item: Experiment) -> Js:
    """Whether the visitor of a request does."""
    if not item.running:
        return Js("false")
    country = f"valueOf(request.headers, {js_string('cloudfront-viewer-country')})"
    terms = [
        *([f"now >= {js_number(item.begins * 1000)}"] if item.begins is not None else []),
        *([f"now < {js_number(item.ends * 1000)}"] if item.ends is not None else []),
        *([] if item.bots else ["!isBot(agent)"]),
        *([f"{js_object(item.devices)}.indexOf(deviceOf(agent)) >= 0"] if item.devices else []),
        *(
            [f"{country} && {js_object(item.except_countries)}.indexOf({country}) < 0"]
            if item.except_countries
            else []
        ),
        *([conditions] if (conditions := conjunction(item.when)) else []),
    ]
    return Js(" && ".join(terms) or "true")


def runs_on(item: Experiment) -> Js:
    """Whether it runs on the path `uri`."""
    return Js(" || ".join(dict.fromkeys(map(matches, item.paths))))


def matches(pattern: str) -> str:
    """Whether the path is as a pattern says, in the plainest form that does."""
    stem = pattern[:-1]
    if pattern in ("*", "/*"):
        return "true"
    if "*" not in pattern and "?" not in pattern:
        return f"uri === {js_string(pattern)}"
    if pattern.endswith("*") and "*" not in stem and "?" not in stem:
        return f"uri.indexOf({js_string(stem)}) === 0"
    return f"isLike(uri, {js_string(pattern)})"
