"""edge.toml meets the same rules: findings stand at its lines, and what its features do is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_text import load_text, unmarked

from cloudfrontier.rules.attachment import FunctionFacts, check_attachments
from cloudfrontier.rules.attachment.from_project import project_attachments

if TYPE_CHECKING:
    from pathlib import Path

    from cloudfrontier.rules.attachment import Facts

HEAD = """
[project]
name = "shop"

[origins.site]
domain = "site.example"
simulate.folder = "site"

[origins.private]
domain = "private.example"
simulate.folder = "site"

[functions.headers]
event = "viewer-response"
headers.preset = "security"
headers.remove = ["permissions-policy"]

[functions.own]
event = "viewer-request"
source = "own.js"

[handlers.gate]
features = ["auth", "ab_testing"]

[handlers.variants]
features = ["ab_testing"]

[auth]
keys = [{ id = "k", file = "key", create = true }]

[[ab_testing.experiments]]
id = "Hero"
paths = ["/members/*"]
variants = [{ name = "a" }, { name = "b" }]

[cache_policies.variants]
headers = ["X-Ab-Hero"]
min_ttl = 0
default_ttl = 0
"""
LAST = """
[[behaviors]]
path = "*"
origin = "site"
"""


@pytest.mark.parametrize(
    ("behaviors", "expected"),
    [
        pytest.param(
            """
[[behaviors]]
path = "/members/*"
origin = "private"
cache_policy = "variants"
viewer-request = "gate"
origin-request = "variants"
viewer-response = "variants"
""",
            [],
            id="nothing is wrong",
        ),
        pytest.param(
            """
[[behaviors]]
path = "/members/*"
origin = "private"
cache_policy = ¦"CachingOptimized"
viewer-request = "gate"
origin-request = "variants"
""",
            ["DST424", "DST425"],
            id="no variant and no visitor in the key",
        ),
        pytest.param(
            """
[[behaviors]]
path = "/mem*"
origin = "site"

[[behaviors]]
path = ¦"/members/*"
origin = "private"
cache_policy = "variants"
viewer-request = "gate"
""",
            ["DST422"],
            id="a gate that never runs",
        ),
        pytest.param(
            """
[[behaviors]]
path = "/members/*"
origin = "private"
cache_policy = "CachingDisabled"
origin_request_policy = "AllViewer"
viewer_protocol_policy = ¦"allow-all"
viewer-request = "gate"
""",
            ["DST426"],
            id="plain HTTP",
        ),
        pytest.param(
            """
[[behaviors]]
path = "/a/*"
origin = "site"
viewer-response = ¦"headers"
""",
            ["DST431"],
            id="headers that are missing on errors",
        ),
        pytest.param(
            """
[[behaviors]]
path = "/a/*"
origin = "site"
response_headers_policy = ¦"SecurityHeadersPolicy"
viewer-response = "headers"
""",
            ["DST430"],
            id="headers that the policy sets too",
        ),
        pytest.param(
            """
[[behaviors]]
path = ¦"/members/*"
origin = "site"
cache_policy = "variants"
viewer-request = "gate"
""",
            ["DST423"],
            id="another spelling of a gated path",
        ),
    ],
)
def test_findings_stand_where_the_project_says_it(
    tmp_path: Path, behaviors: str, expected: list[str]
) -> None:
    text, places = unmarked(HEAD + behaviors + LAST)
    found = check_attachments(project_attachments(load_text(tmp_path, text)))
    assert [item.id for item in found] == expected
    assert {(item.file, item.line, item.column) for item in found} == {
        ("edge.toml", *place) for place in places
    }


def test_what_a_file_of_the_users_does_is_not_known_unless_somebody_says_it(tmp_path: Path) -> None:
    text = f"""{HEAD}
[[behaviors]]
path = "*"
origin = "site"
viewer-request = "own"
"""
    loaded = load_text(tmp_path, text)
    (note,) = check_attachments(project_attachments(loaded))
    assert (note.id, note.severity) == ("DST429", "note")
    assert note.message.endswith(": own")
    known: Facts = {("function", "own"): FunctionFacts(writes_query_strings=True)}
    (warning,) = check_attachments(project_attachments(loaded, facts=known))
    assert (warning.id, warning.severity) == ("DST427", "warning")


def test_origins_are_checked_where_they_stand(tmp_path: Path) -> None:
    other = 'domain = "a.example"\nsimulate.folder = "site"\nheaders = ¦{ X-A = "1" }'
    text, (place,) = unmarked(f"{HEAD}\n[origins.other]\n{other}\n{LAST}")
    attachments = project_attachments(load_text(tmp_path, text))
    assert attachments.place(("origins", "other", "CustomHeaders")) == place
