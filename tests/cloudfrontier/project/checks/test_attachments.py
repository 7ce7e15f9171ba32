"""What is attached where: kinds and events that do not fit, and what runs nowhere.

What CloudFront takes is AWS's table in "Restrictions on all edge functions" of its developer guide.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from project_text import BASE, assert_problems, load_text, problems_of

if TYPE_CHECKING:
    from pathlib import Path

TABLES = """
[functions.fn-request]
event = "viewer-request"
source = "own.js"
[functions.fn-response]
event = "viewer-response"
source = "own.js"
[handlers.own]
handler = "module.function"
[handlers.ab]
features = ["ab_testing"]
[handlers.gate]
features = ["auth"]
[auth]
keys = [{ id = "k", file = "k" }]
[ab_testing]
experiments = [{ id = "e", variants = [{ name = "a" }, { name = "b" }] }]
"""


def attached(text: str) -> str:
    return f"{TABLES}[[behaviors]]\npath = '/a'\norigin = 'site'\n{text}\n"


WRONG = {
    "unknown": (
        "viewer-request = ¦'fn-requests'",
        "no function or handler is called `fn-requests`; did you mean `fn-request`?",
    ),
    "unknown-on-an-origin-event": (
        "origin-request = ¦'fn-requst'",
        "no function or handler is called `fn-requst`",
    ),
    "function-on-origin-request": (
        "origin-request = ¦'fn-request'",
        "is a CloudFront Function, and those run on the viewer events only; expected a handler",
    ),
    "function-on-origin-response": ("origin-response = ¦'fn-response'", "on the viewer events only"),
    "function-on-another-event": (
        "viewer-response = ¦'fn-request'",
        "`fn-request` is written for viewer-request, and this is viewer-response",
    ),
    "feature-on-an-event-it-does-not-know": (
        "origin-request = ¦'gate'",
        "`gate` does nothing on origin-request: `auth` acts on viewer-request",
    ),
}


@pytest.mark.parametrize(("snippet", "message"), WRONG.values(), ids=WRONG)
def test_an_attachment_that_cannot_be_is_told(tmp_path: Path, snippet: str, message: str) -> None:
    assert_problems(tmp_path, attached(snippet), message)


@pytest.mark.parametrize(
    ("request_name", "response_name", "origin_name"),
    list(product([None, "fn-request", "own"], [None, "fn-response", "own"], [None, "own"])),
    ids=str,
)
def test_only_viewer_events_of_two_kinds_are_refused(
    tmp_path: Path, request_name: str | None, response_name: str | None, origin_name: str | None
) -> None:
    named = {"viewer-request": request_name, "origin-request": origin_name, "viewer-response": response_name}
    text = attached("\n".join(f"{event} = '{name}'" for event, name in named.items() if name))
    kinds = {name.startswith("fn-") for name in (request_name, response_name) if name}
    messages = [problem.message for problem in problems_of(tmp_path, text + BASE)]
    assert [("which CloudFront refuses" in message) for message in messages] == [True] * (len(kinds) - 1)


def test_one_name_cannot_be_a_function_and_a_handler(tmp_path: Path) -> None:
    text = attached("viewer-request = 'own'").replace("[functions.fn-request]", "[functions.own]")
    text = text.replace("[handlers.own]", "[handlers.¦own]")
    assert_problems(tmp_path, text, "`own` is the name of a function too")


def test_a_body_is_for_requests(tmp_path: Path) -> None:
    body = "[handlers.own]\ninclude_body = ¦true"
    text = attached("viewer-response = 'own'").replace("[handlers.own]", body)
    assert_problems(tmp_path, text, "`own` is attached to response events only")
    both = attached("origin-request = 'own'\nviewer-response = 'own'").replace("[handlers.own]", body)
    assert_problems(tmp_path, both.replace("¦", ""))


def test_what_no_behavior_names_is_noted(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, attached("origin-request = 'own'") + BASE)
    notes = {note.line: note.message for note in loaded.notes}
    assert notes[2] == "no behavior names `fn-request`: it is built, and runs nowhere"
    assert "no behavior names `gate`" in notes[12]
    assert not [message for message in notes.values() if "`own`" in message]


def test_settings_that_no_handler_uses_are_noted(tmp_path: Path) -> None:
    text = attached("origin-request = 'own'").replace('features = ["auth"]', 'features = ["ab_testing"]')
    notes = [note.message for note in load_text(tmp_path, text + BASE).notes]
    assert "no handler has the feature `auth`: its settings are used nowhere" in notes
