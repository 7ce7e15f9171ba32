"""Behaviors: order, path patterns, and names that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import assert_problems

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = "[project]\nname = 'x'\n[origins.site]\ndomain = 'o.example'\nsimulate.folder = 'site'\n"


def behavior(path: str, more: str = "") -> str:
    return f"[[behaviors]]\norigin = 'site'\npath = {path}\n{more}"


WRONG = {
    "no-default": (PROJECT + "¦" + behavior("'/a'"), "no behavior has the path `*`"),
    "no-behavior": ("behaviors = ¦[]\n" + PROJECT, "no behavior has the path `*`"),
    "default-first": (PROJECT + behavior("¦'*'") + behavior("'/a'"), "`*`, is not the last"),
    "same-twice": (
        PROJECT + behavior("'/a/*'") + behavior("¦'/a/*'") + behavior("'*'"),
        '"/a/*" is the path of behaviors[0] already',
    ),
    "same-but-for-the-slash": (
        PROJECT + behavior("'a/*'") + behavior("¦'/a/*'") + behavior("'*'"),
        '"/a/*" is the path of behaviors[0] already',
    ),
    "pattern-empty": (
        PROJECT + behavior("¦''") + behavior("'*'"),
        "0 characters long; a path pattern has 1 to 255",
    ),
    "pattern-characters": (
        PROJECT + behavior("¦'/ü'") + behavior("'*'"),
        "'ü' cannot stand in a path pattern",
    ),
    "pattern-too-long": (
        PROJECT + behavior("¦'" + "a" * 256 + "'") + behavior("'*'"),
        "256 characters long; a path pattern has 1 to 255",
    ),
    "cache-policy": (
        PROJECT + behavior("'*'", "cache_policy = ¦'CachingOptimised'\n"),
        'no cache policy is called "CachingOptimised"; did you mean `CachingOptimized`?',
    ),
    "cache-policy-of-yours": (
        PROJECT + "[cache_policies.members]\n" + behavior("'*'", "cache_policy = ¦'member'\n"),
        "did you mean `members`?",
    ),
    "cache-policy-unlike-any": (
        PROJECT + behavior("'*'", "cache_policy = ¦'zzz'\n"),
        "; expected one of Amplify, CachingDisabled",
    ),
    "origin-request-policy": (
        PROJECT + behavior("'*'", "origin_request_policy = ¦'allviewer'\n"),
        "did you mean `AllViewer`?",
    ),
    "response-headers-policy": (
        PROJECT + behavior("'*'", "response_headers_policy = ¦'SecurityHeaders'\n"),
        "did you mean `SecurityHeadersPolicy`?",
    ),
    "too-many": (
        PROJECT
        + "".join(behavior(f"'/{number}'") for number in range(75)).replace("[[", "¦[[", 1)
        + behavior("'*'"),
        "76 behaviors; CloudFront allows 75",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_behavior_that_cannot_be_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert_problems(tmp_path, text, message, base="")


def test_a_second_default_is_told_twice_over(tmp_path: Path) -> None:
    text = PROJECT + behavior("¦'*'") + behavior("¦'*'")
    assert_problems(tmp_path, text, "is not the last", "is the path of behaviors[0] already", base="")


def test_the_default_is_not_missed_when_a_path_is_broken(tmp_path: Path) -> None:
    text = PROJECT + behavior("'/a'") + behavior("¦5")
    assert_problems(tmp_path, text, "is the number 5", base="")


def test_policies_may_be_named_as_the_api_names_them(tmp_path: Path) -> None:
    names = "cache_policy = 'Managed-CachingDisabled'\norigin_request_policy = 'Managed-AllViewer'\n"
    assert_problems(tmp_path, PROJECT + behavior("'*'", names), base="")
