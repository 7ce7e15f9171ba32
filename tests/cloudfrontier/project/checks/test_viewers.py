"""Key groups, countries and networks of a project: mistakes at their places, and what comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, load_text
from signing_keys import rsa_key

from cloudfrontier.cloudfront.distribution import GeoRestriction
from cloudfrontier.project.to_distribution import to_distribution

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "[key_groups.members]\nkeys = [{ id = 'K2JCJMDEHXQW5F', file = 'public.pem' }]\n"
GATED = "[[behaviors]]\npath = '/a'\norigin = 'site'\nkey_groups = ['members']\n"

WRONG = {
    "unknown-group": (GATED.replace("['members']", "¦['nobody']"), "no key group is called `nobody`"),
    "no-file": (GROUP.replace("'public.pem'", "¦'none.pem'"), "`none.pem`: no such file"),
    "no-key": ("[key_groups.members]\nkeys = ¦[]\n", "0 keys; expected one to 5"),
    "key-id": (GROUP.replace("'K2JCJMDEHXQW5F'", "¦'not an id'"), "the id of a public key in CloudFront"),
    "no-country": (
        "[geo_restriction]\nkind = 'whitelist'\ncountries = ¦[]\n",
        "expected one country at least",
    ),
    "country": ("[geo_restriction]\nkind = 'blacklist'\ncountries = [¦'Germany']\n", "two capitals"),
    "network": ("[viewers]\n¦nowhere = { country = 'DE' }\n", "`nowhere` is no network"),
    "two-stand-ins": (
        "[origins.x]\ndomain = 'x.example'\nsimulate.folder = 'site'\nsimulate.¦url = 'http://localhost:1'\n",
        "both `simulate.folder` and `simulate.url`",
    ),
    "no-url": (
        "[origins.x]\ndomain = 'x.example'\nsimulate.url = ¦'localhost:3000'\n",
        "an http(s) URL such as",
    ),
    "nothing-to-record": (
        "[origins.x]\ndomain = 'x.example'\nsimulate.recording = 'r.json'\nsimulate.record = ¦true\n",
        "nothing to record",
    ),
    "recording-unused": (
        "[origins.x]\ndomain = 'x.example'\nsimulate.url = 'http://l'\nsimulate.¦recording = 'r.json'\n",
        "expected one, or `record = true`",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "public.pem").write_text(rsa_key().pem)
    return tmp_path


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_at_its_place(folder: Path, text: str, message: str) -> None:
    assert_problems(folder, text, message)


def test_keys_and_countries_reach_the_distribution(folder: Path) -> None:
    countries = "[geo_restriction]\nkind = 'blacklist'\ncountries = ['FR']\n"
    loaded = load_text(folder, GROUP + countries + GATED + BASE)
    distribution = to_distribution(loaded.project, root=folder)
    gated, default = distribution.behaviors
    assert gated.signers == (rsa_key().public,)
    assert default.signers is None
    assert distribution.geo_restriction == GeoRestriction("blacklist", frozenset({"FR"}))


def test_rules_need_no_key_to_be_read(folder: Path) -> None:
    loaded = load_text(folder, GROUP + GATED + BASE)
    signers = to_distribution(loaded.project).behaviors[0].signers
    assert signers is not None
    assert [(key.id, key.pem) for key in signers] == [("K2JCJMDEHXQW5F", "")]
