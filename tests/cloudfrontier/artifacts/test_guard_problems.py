"""Guards that cannot be kept: each mistake is told at its line and column, and no secret is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from guarded_project import GuardedProject

if TYPE_CHECKING:
    from pathlib import Path

PROBLEMS = {
    "host bits": (
        '[functions.gate.addresses]\nallow = ["192.0.2.1/24"]',
        "2:10: 192.0.2.1/24 has host bits set; expected a network such as `192.0.2.0/24` or `2001:db8::/32`",
    ),
    "no page": (
        '[functions.gate.maintenance]\npage = "none.html"',
        "2:8: 'none.html' cannot be read: No such file or directory",
    ),
    "large page": (
        '[functions.gate.maintenance]\npage = "large.html"',
        "2:8: the text has 10,240 bytes; with its code it must be less than 10,240 bytes",
    ),
    "header without secret": (
        '[functions.gate.maintenance]\npage = "small.html"\nheader = "x-pass"',
        "3:10: `header` holds a secret; name its file with `secret`",
    ),
    "secret nowhere": (
        '[functions.gate.maintenance]\npage = "small.html"\nsecret = "link.key"',
        "3:10: say with `header` or `cookie` where the secret is sent",
    ),
    "cookie as a header": (
        '[functions.gate.maintenance]\npage = "small.html"\nsecret = "link.key"\nheader = "cookie"',
        "4:10: `cookie` is no name of a header that a visitor can send",
    ),
    "no users": (
        '[functions.gate.basic_auth]\nusers = "none"',
        (
            "2:9: the file of users cannot be read: No such file or directory;"
            " `cloudfrontier password --users FILE NAME` makes one"
        ),
    ),
    "realm": (
        '[functions.gate.basic_auth]\nusers = "users"\nrealm = \'a"b\'',
        "3:9: a realm is visible ASCII without quotes and backslashes",
    ),
    "no key": (
        '[functions.gate.signed_links]\nkeys = [{ id = "a", file = "none.key" }]',
        "2:28: the file of the key cannot be read (No such file or directory)",
    ),
    "short key": (
        '[functions.gate.signed_links]\nkeys = [{ id = "a", file = "small.html" }]',
        "2:28: the file of the key holds no key: expected base64url of 32 bytes or more",
    ),
    "one id twice": (
        "[functions.gate.signed_links]\nkeys = [" + '{ id = "a", file = "link.key" },' * 2 + "]",
        "2:8: signed links need a key, and keys need ids of their own",
    ),
    "no keys": (
        "[functions.gate.signed_links]\nkeys = []",
        "2:8: signed links need a key, and keys need ids of their own",
    ),
    "body and file": (
        '[[functions.gate.answer]]\npath = "/a"\nbody = "x"\nfile = "small.html"',
        "4:8: `file` beside `body`; drop one",
    ),
    "redirect as an answer": (
        '[[functions.gate.answer]]\npath = "/a"\nstatus = 301',
        "3:10: 301 is no answer with a text; redirects are written as `redirect`",
    ),
    "misspelt directive": (
        '[[functions.gate.answer]]\npath = "/a"\ncache_control = "maxage=60"',
        "3:17: `maxage=60` is no directive of Cache-Control; did you mean `max-age`?",
    ),
    "a value of two lines": (
        '[[functions.gate.answer]]\npath = "/a"\ncache_control = "no-store\\r\\nx: y"',
        "3:17: `no-store\\r\\nx: y` is no directive of Cache-Control",
    ),
    "header of two lines": (
        '[[functions.gate.answer]]\npath = "/a"\nheaders = { x-a = "1\\r\\nx-b: 2" }',
        "3:11: the value of `x-a` is not one line of visible ASCII",
    ),
    "expired security.txt": (
        (
            '[[functions.gate.answer]]\npath = "/.well-known/security.txt"\n'
            'body = "Contact: mailto:a@example.com\\nExpires: 2020-01-01T00:00:00Z"'
        ),
        "3:8: security.txt has expired (2020-01-01T00:00:00+00:00)",
    ),
    "security.txt of nobody": (
        '[[functions.gate.answer]]\npath = "/security.txt"\nbody = "Expires: 9999-01-01T00:00:00Z"',
        "3:8: security.txt needs a `Contact:` line",
    ),
}


@pytest.mark.parametrize(("tables", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_mistake_is_told_where_it_stands(tmp_path: Path, tables: str, expected: str) -> None:
    files = {
        "small.html": "<p>",
        "large.html": "x" * 10_240,
        "users": f"a:$hmac-sha256$9${'A' * 22}${'B' * 43}",
    }
    told = GuardedProject(tmp_path, f"{tables}\n", files).problems("gate")
    assert told
    assert told[0].startswith(expected)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "alice:in-the-clear",
            "expected `name:$hmac-sha256$ROUNDS$SALT$HASH`; `cloudfrontier password` writes such lines",
        ),
        (f"b:$hmac-sha256$10${'A' * 22}${'C' * 43}", "salt and rounds differ from those of the first line"),
        (f"a:$hmac-sha256$9${'A' * 22}${'B' * 43}", "the name of an earlier line"),
        (
            f"b:$hmac-sha256$9${'A' * 22}${'B' * 43}",
            "the hash begins as an earlier one; give another password",
        ),
    ],
    ids=["in the clear", "other rounds", "twice", "one hash"],
)
def test_a_line_of_users_is_named_and_not_repeated(tmp_path: Path, line: str, message: str) -> None:
    users = f"# us\na:$hmac-sha256$9${'A' * 22}${'B' * 43}\n{line}\n"
    project = GuardedProject(tmp_path, '[functions.gate.basic_auth]\nusers = "users"\n', {"users": users})
    told = project.problems("gate")
    assert [item.partition(": ")[2] for item in told] == [message]
    assert "in-the-clear" not in "".join(told)


def test_a_secret_that_stands_in_place_of_its_file_is_not_repeated(tmp_path: Path) -> None:
    secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    tables = f'[functions.gate.signed_links]\nkeys = [{{ id = "a", file = "{secret}" }}]\n'
    told = GuardedProject(tmp_path, tables).problems("gate")
    assert told
    assert secret not in "".join(told)


def test_a_secret_of_the_wrong_type_is_not_repeated(tmp_path: Path) -> None:
    tables = '[functions.gate.signed_links]\nkeys = [{ id = "a", file = 31415926 }]\n'
    told = GuardedProject(tmp_path, tables).problems("gate")
    assert told
    assert "31415926" not in "".join(told)
