"""What an njs executable makes of expressions: many at once, for a process takes longer than they do."""

from __future__ import annotations

import subprocess

__all__ = ["SHOW", "answers"]

SHOW = """function show(value) {
    if (value === undefined) { return "undefined"; }
    if (typeof value === "function") { return "function"; }
    if (value !== value) { return "NaN"; }
    if (value instanceof Uint8Array) {
        return Object.prototype.toString.call(value) + Array.prototype.join.call(value);
    }
    return JSON.stringify(value);
}
var crypto = require("crypto"), querystring = require("querystring");
"""
"""JavaScript: a value as text on one line, also where it has no JSON; and the modules that are named."""


def answers(njs: str, expressions: list[str]) -> list[str]:
    """One for each expression: its value by `show`, or `THROWS` and the error. njs: a path."""
    lines = (
        f"try {{ console.log(show({expression})); }} catch (error) {{ console.log('THROWS ' + error); }}"
        for expression in expressions
    )
    script = "\n".join((SHOW, *lines))
    done = subprocess.run([njs, "-s", "-"], input=script.encode(), capture_output=True, check=True)
    return done.stdout.decode().rstrip("\n").split("\n")
