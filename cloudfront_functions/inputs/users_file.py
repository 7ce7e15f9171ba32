"""The file of names and hashes of basic auth: a line a person, and all with one salt and as many rounds.

    alice:$hmac-sha256$16$SALT$HASH

Empty lines and lines that begin with `#` are left out. All lines have one salt, since a function has the time
for one hash a request, not for one a person; the name is part of what is hashed. No message repeats a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.words import lines_of
from cloudfront_functions.rules.basic_auth import BEGIN, MOST_ROUNDS, BasicAuth, hash_credentials
from cloudfront_functions.spec import SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_users", "user_line"]

SCHEME = "hmac-sha256"
WRITTEN_BY = "`cloudfrontier password` writes such lines"
LINE = re.compile(
    r"(?P<name>[^:\s]+):\$hmac-sha256\$(?P<rounds>[1-9][0-9]?)\$(?P<salt>[\w-]{22,86})\$(?P<hash>[\w-]{43})"
)
"""A salt of 16 bytes or more; a hash of 32 bytes; both base64url."""


def user_line(name: str, password: str, *, salt: str, rounds: int) -> str:
    """The line of a person, without a line break.

    Raises:
        ValueError: the name has a colon.
    """
    hashed = hash_credentials(name, password, salt=salt, rounds=rounds)
    return f"{name}:${SCHEME}${rounds}${salt}${hashed}"


def read_users(text: str, *, file: str, realm: str) -> BasicAuth | tuple[SyntaxProblem, ...]:
    """Everybody of a file, or what is wrong with it."""
    lines = [(number, line.strip()) for number, line in lines_of(text)]
    found = [(number, LINE.fullmatch(line)) for number, line in lines if line and not line.startswith("#")]
    problems = tuple(problems_of(found, file))
    users = [match for _, match in found if match]
    if problems:
        return problems
    hashes = tuple(match["hash"] for match in users)
    return BasicAuth(hashes, users[0]["salt"], int(users[0]["rounds"]), realm)


def problems_of(found: list[tuple[int, re.Match[str] | None]], file: str) -> Iterator[SyntaxProblem]:
    """Lines that cannot be kept."""
    users = [match for _, match in found if match]
    names: set[str] = set()
    begun: set[str] = set()
    if not found:
        yield SyntaxProblem(file, 1, 1, f"nobody is in this file; {WRITTEN_BY}")
    for number, match in found:
        if match is None:
            yield SyntaxProblem(file, number, 1, f"expected `name:${SCHEME}$ROUNDS$SALT$HASH`; {WRITTEN_BY}")
            continue
        if (match["salt"], match["rounds"]) != (users[0]["salt"], users[0]["rounds"]):
            yield SyntaxProblem(file, number, 1, "salt and rounds differ from those of the first line")
        if int(match["rounds"]) > MOST_ROUNDS:
            yield SyntaxProblem(file, number, 1, f"a function has the time for at most {MOST_ROUNDS} rounds")
        if match["name"] in names:
            yield SyntaxProblem(file, number, 1, "the name of an earlier line")
        elif match["hash"][:BEGIN] in begun:
            yield SyntaxProblem(file, number, 1, "the hash begins as an earlier one; give another password")
        names.add(match["name"])
        begun.add(match["hash"][:BEGIN])
