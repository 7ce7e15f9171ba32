"""The manifest says everything about a build again, and what is no manifest is told by its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts.manifest import FunctionArtifact, HandlerArtifact, Manifest, StoreArtifact
from cloudfrontier.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = Manifest(
    "sample",
    (FunctionArtifact("f", "viewer-request", "cloudfront-js-2.0", "functions/f.js", 10, "0a", store="s"),),
    (
        HandlerArtifact(
            "h", ("viewer-request", "viewer-response"), "python3.13", "m.f", "lambdas/h.zip", 1, 2, "0b",
            "Cw==", memory_mb=128, timeout_s=5, include_body=True,
        ),
    ),
    (StoreArtifact("s", "stores/s.json", 3, "0c"),),
)  # fmt: skip


def changed(**parts: object) -> str:
    return json.dumps(json.loads(MANIFEST.to_json()) | parts)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(MANIFEST.to_json(), encoding="utf-8")
    assert Manifest.read(tmp_path) == MANIFEST


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "manifest.json:1:1: not JSON; build again"),
        ("[" * 100_000, "no manifest of a build"),
        ("\xff", "no manifest of a build"),
        ("[]", "manifest version None, expected 1"),
        (changed(version=2), "manifest version 2, expected 1"),
        (changed(functions=5), "functions: input should be a valid "),
        (changed(project=1), "project: input should be a valid string"),
        (changed(handlers=[{"name": "h"}]), "handlers.0.events: field required"),
        (
            changed(functions=[{"name": "f", "event": "viewer"}]),
            "functions.0.event: input should be 'viewer-",
        ),
    ],
    ids=["empty", "deep", "latin", "list", "version", "type", "name", "fields", "event"],
)
def test_what_is_no_manifest_is_told_by_its_place(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError) as refused:
        Manifest.read(tmp_path)
    assert problem in str(refused.value)


def test_a_folder_without_one_was_not_built(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run `cloudfrontier build` first"):
        Manifest.read(tmp_path)
