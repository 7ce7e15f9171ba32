"""What is known of builtins by AWS's lists, ES5.1, measurements and the engine; and that these agree."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from cloudfrontier.cloudfront.runtimes import FUNCTION_RUNTIMES, FunctionRuntime
from cloudfrontier.javascript.alternatives import GLOBALS_ELSEWHERE, MEMBERS_ELSEWHERE, NETWORK, TIMERS
from cloudfrontier.javascript.builtins import Presence, method_names, presence
from cloudfrontier.javascript.surface import GLOBALS, surface
from cloudfrontier.simulator.functions_runtime.absent import absent

TABLES: dict[str, Any] = json.loads(
    (files("cloudfrontier.javascript") / "builtins.json").read_text(encoding="utf-8")
)
# An instance has it, not the prototype.
OF_INSTANCES = {"RegExp.prototype.lastIndex"}


@pytest.mark.parametrize(
    ("owner", "name", "in_1_0", "in_2_0"),
    [
        (GLOBALS, "URL", "absent", "absent"),
        (GLOBALS, "Buffer", "absent", "documented"),
        (GLOBALS, "global", "undocumented", "measured"),
        (GLOBALS, "TextEncoder", "absent", "documented"),
        ("Array", "from", "absent", "measured"),
        ("Array.prototype", "flat", "absent", "absent"),
        ("Array.prototype", "keys", "absent", "undocumented"),
        ("Array.prototype", "length", "documented", "documented"),
        ("Object", "fromEntries", "absent", "absent"),
        ("Object", "assign", "documented", "documented"),
        ("Promise", "all", "absent", "documented"),
        ("String", "bytesFrom", "documented", "absent"),
        ("String.prototype", "charCodeAt", "documented", "documented"),
        ("String.prototype", "hasOwnProperty", "documented", "documented"),
        ("String.prototype", "localeCompare", "absent", "absent"),
        ("String.prototype", "replaceAll", "absent", "documented"),
        ("Uint8Array.prototype", "map", "absent", "documented"),
        ("TypeError.prototype", "message", "documented", "documented"),
        ("Function", "prototype", "documented", "documented"),
    ],
)
def test_a_builtin_is_known_as_the_sources_say(
    owner: str, name: str, in_1_0: Presence, in_2_0: Presence
) -> None:
    assert presence("cloudfront-js-1.0", owner, name) == in_1_0
    assert presence("cloudfront-js-2.0", owner, name) == in_2_0


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_the_engine_has_everything_that_aws_lists(runtime: FunctionRuntime) -> None:
    listed: dict[str, list[str]] = TABLES["documented"][runtime]
    missing = {
        f"{owner}.{name}"
        for owner, names in listed.items()
        for name in names
        if name not in surface(runtime).get(owner, ())
    }
    assert missing <= OF_INSTANCES


def test_what_was_measured_agrees_with_what_the_simulator_offers() -> None:
    measured: dict[str, list[str]] = TABLES["measured"]["cloudfront-js-2.0"]
    offered = surface("cloudfront-js-2.0")
    for verdict, names in measured.items():
        for full in names:
            owner, _, name = full.rpartition(".")
            assert (name in offered[owner or GLOBALS]) is (verdict == "present"), full


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_what_the_simulator_takes_away_is_absent_by_the_tables(runtime: FunctionRuntime) -> None:
    for owner, names in absent(runtime).items():
        for name in names:
            # functions show themselves as every object does
            is_inherited = (owner, name) == ("Function.prototype", "toString")
            assert is_inherited or presence(runtime, owner, name) == "absent", f"{owner}.{name}"


@pytest.mark.parametrize("runtime", FUNCTION_RUNTIMES)
def test_names_of_methods_are_of_builtins_modules_and_the_event(runtime: FunctionRuntime) -> None:
    names = method_names(runtime)
    assert {"split", "push", "createHash", "rawQueryString", "hasOwnProperty", "call"} <= names
    assert names.isdisjoint({"flat", "matchAll", "at", "fromEntries"})
    assert ("toUTF8" in names) is (runtime == "cloudfront-js-1.0")


def test_there_is_advice_for_everything_that_was_measured_to_be_missing() -> None:
    advised = GLOBALS_ELSEWHERE.keys() | MEMBERS_ELSEWHERE.keys() | NETWORK | TIMERS
    missing = {full.rpartition(".")[2] for full in TABLES["measured"]["cloudfront-js-2.0"]["absent"]}
    assert missing <= advised
