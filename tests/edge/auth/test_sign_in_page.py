"""The page on sign-in: every piece of edge.toml on it is one that a project may have, and pages are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cloudfrontier.project import load
from edge.auth.oidc.loops import loop_page
from edge.auth.pages import PAGES, Page

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8")
PIECES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
PROJECT = (
    '[project]\nname = "shop"\n\n[origins.site]\ndomain = "site.example.com"\nsimulate.folder = "site"\n'
)
KEYS = '[auth]\nkeys = [{ id = "k", file = "session.key" }]\n'
CLIENT = '[auth.providers.main]\nissuer = "https://id.example.com"\nclient_id = "c"\n'
GATE = '[handlers.gate]\nfeatures = ["auth"]\n'
BEHAVIOR = (
    '[[behaviors]]\npath = "*"\norigin = "site"\ncache_policy = "CachingDisabled"\nviewer-request = "gate"\n'
)
IDENTITY = '[origin_request_policies.identity]\nheader_behavior = "whitelist"\nheaders = ["x-auth-subject"]\n'


def completed(piece: str) -> str:
    """A whole edge.toml around a piece of one."""
    parts = [PROJECT]
    parts += [] if "[auth]" in piece else [KEYS]
    parts += [CLIENT] if not piece.startswith("[") else []
    parts += [piece]
    parts += [] if "[handlers.gate]" in piece else [GATE]
    parts += [IDENTITY] if "[[behaviors]]" in piece else [BEHAVIOR]
    return "\n".join(parts)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.split("\n", 2)[1][:40])
def test_every_piece_is_taken(tmp_path: Path, piece: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "edge.toml").write_text(completed(piece), encoding="utf-8")
    assert load(tmp_path).project.auth


def test_there_is_a_guide_for_each_preset() -> None:
    named = set(re.findall(r'preset = "(\w+)"', "".join(PIECES)))
    assert named == {"cognito", "google", "entra", "okta", "auth0", "keycloak", "github"}


@pytest.mark.parametrize(
    "page",
    [
        *(PAGES[name] for name in ("forbidden", "denied", "unverified", "attempt", "unavailable")),
        loop_page(""),
    ],
    ids=lambda page: page.title,
)
def test_pages_that_need_somebody_are_explained_with_their_status(page: Page) -> None:
    assert f"| {page.title} | {page.status} |" in PAGE
