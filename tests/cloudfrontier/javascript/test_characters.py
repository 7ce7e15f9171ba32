"""The answers about characters are esprima's own, for every character there is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import esprima
import pytest

from cloudfrontier.javascript import characters

if TYPE_CHECKING:
    from types import ModuleType


def own_module() -> ModuleType:
    """esprima's module as it is shipped, under another name."""
    path = Path(esprima.__file__).parent / "character.py"
    spec = importlib.util.spec_from_file_location("esprima.original_character", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def original() -> ModuleType:
    return own_module()


@pytest.mark.parametrize(
    "question",
    [
        "isWhiteSpace",
        "isLineTerminator",
        "isIdentifierStart",
        "isIdentifierPart",
        "isDecimalDigit",
        "isHexDigit",
        "isOctalDigit",
    ],
)
def test_every_character_is_answered_as_esprima_does(original: ModuleType, question: str) -> None:
    ours, theirs = getattr(characters.Character, question), getattr(original.Character, question)
    assert not [code for code in range(sys.maxunicode + 1) if ours(chr(code)) != theirs(chr(code))]
    assert ours("") is False


def test_digits_have_the_values_that_esprima_gives_them(original: ModuleType) -> None:
    assert characters.HEX_CONV == original.HEX_CONV
    assert characters.OCTAL_CONV == original.OCTAL_CONV
    assert characters.Character.fromCodePoint(0x1F600) == "\U0001f600"


def test_the_stand_in_is_what_esprima_uses() -> None:
    program = (
        "import sys, cloudfrontier.javascript.parse, esprima.scanner;"
        "print(esprima.scanner.Character.__module__, sys.modules['esprima.character'].__name__)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["cloudfrontier.javascript.characters"] * 2
