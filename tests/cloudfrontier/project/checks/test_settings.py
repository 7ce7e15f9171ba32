"""The tables `project` and `limits`: what is said for the whole project, and what may not be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, load_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("/index.html", "expected the path of a document without `/` in front"),
        ("index.html?a", "expected the path of a document"),
        ("a b", "expected the path of a document"),
        ("a" * 256, "expected at most 255 characters"),
    ],
    ids=["slash", "query", "space", "long"],
)
def test_the_default_root_object_is_a_document(tmp_path: Path, document: str, message: str) -> None:
    line = f'name = "shop"\ndefault_root_object = ¦"{document}"'
    assert_problems(tmp_path, BASE.replace('name = "shop"', line), message, base="")


def test_limits_that_cannot_be_raised_are_told(tmp_path: Path) -> None:
    assert_problems(
        tmp_path,
        "[limits]\n¦function-sise = 1\n¦url = 9000\n¦lambda-memory-viewer = 99999\n",
        "did you mean 'function-size'?",
        "'url' cannot be overridden: CloudFront allows 8,192 bytes",
        "expected 128 to 10,240 MB",
    )


def test_a_limit_of_which_aws_is_unsure_may_be_raised(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "[limits]\nlambda-memory-viewer = 1024\n" + BASE)
    assert loaded.project.limits == {"lambda-memory-viewer": 1024}
