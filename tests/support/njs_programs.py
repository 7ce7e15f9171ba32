"""Small programs over the builtins that functions use, made from a seed: what two engines are compared by.

Each is one expression. Its parts, in njs_programs.json, are what events and stores hold: paths, queries,
dates, base64, JSON, and what is nearly such a thing. What no two engines say alike is not made: fractions of
many digits, characters beyond U+FFFF.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

__all__ = ["programs"]

TEMPLATES: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
VALUES: dict[str, list[str]] = TEMPLATES["values"]
"""A letter in a template -> what may stand in its place, as JavaScript."""

METHODS: dict[str, list[str]] = TEMPLATES["methods"]
WHOLE: list[str] = TEMPLATES["alone"]
LETTER = re.compile(r"(?<![\w'\"$.])([A-Z])(?![\w'\"])")
ALONE = 0.5
OF_TEXT = 0.4
AGAIN = 0.25


def programs(seed: int, count: int) -> list[str]:
    """Expressions, the same for the same seed; each once."""
    chance = random.Random(seed)
    made = (LETTER.sub(lambda found: chance.choice(VALUES[found[1]]), template(chance)) for _ in range(count))
    return list(dict.fromkeys(made))


def template(chance: random.Random) -> str:
    """An expression with letters for its values."""
    if chance.random() < ALONE:
        return chance.choice(WHOLE)
    subject = "T" if chance.random() < OF_TEXT else chance.choice(list(METHODS))
    called = f"{subject}.{chance.choice(METHODS[subject])}"
    return f"String({called}).{chance.choice(METHODS['T'])}" if chance.random() < AGAIN else called
