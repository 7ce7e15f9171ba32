"""Reads the tables of a function that let requests in or answer them, and the files of secrets they name.

A secret is read from its file when the function is compiled and goes nowhere but into the function. No
message repeats what a file holds, or the name that stands in edge.toml for it: it may be the secret itself.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from cloudfront_functions.headers import TOKEN, VALUE, problem_of_name
from cloudfront_functions.inputs import LineError
from cloudfront_functions.inputs.cache_control_text import problem_of_cache_control
from cloudfront_functions.inputs.rule_table import read_own_pattern
from cloudfront_functions.inputs.security_txt import (
    SECURITY_TXT_PATHS,
    problems_of_security_txt,
    remarks_on_security_txt,
)
from cloudfront_functions.inputs.users_file import read_users
from cloudfront_functions.inputs.words import Word
from cloudfront_functions.rules import (
    Answer,
    BasicAuth,
    IpList,
    LinkKey,
    Maintenance,
    MethodList,
    SignedLinks,
)
from cloudfront_functions.rules.ip_list import read_network
from cloudfrontier.artifacts.key_files import read_secret
from cloudfrontier.artifacts.places import shown
from cloudfrontier.artifacts.rules_reading import read_file
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE
from cloudfrontier.errors import Problem
from cloudfrontier.rules.notices import SECURITY_TXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloudfront_functions.rules import Origin, Route, Step
    from cloudfront_functions.rules.ip_list import Network
    from cloudfrontier.artifacts.rules_reading import Reading
    from cloudfrontier.project.model.rules_guard import AnswerTable
    from cloudfrontier.project.positions import KeyPath

__all__ = [
    "read_addresses",
    "read_answers",
    "read_basic_auth",
    "read_maintenance",
    "read_methods",
    "read_signed_links",
]


def read_methods(reading: Reading) -> Iterable[Step]:
    """Methods that are let through."""
    methods = reading.table.methods
    if len(set(methods)) < len(methods):
        reading.problem(("methods",), "a method stands there twice")
    return [MethodList(methods)] if methods else []


def read_addresses(reading: Reading) -> Iterable[Step]:
    """Networks that are let through."""
    table = reading.table.addresses
    allow = networks(reading, ("addresses", "allow"), table.allow)
    deny = networks(reading, ("addresses", "deny"), table.deny)
    return [IpList(allow, deny)] if allow or deny else []


def networks(reading: Reading, key: KeyPath, texts: Sequence[str]) -> tuple[Network, ...]:
    """Networks by their texts."""
    found = []
    for index, text in enumerate(texts):
        try:
            found.append(read_network(text))
        except ValueError as error:
            expected = "a network such as `192.0.2.0/24` or `2001:db8::/32`, or an address"
            reading.problem((*key, index), f"{error}; expected {expected}")
    return tuple(found)


def read_maintenance(reading: Reading) -> Iterable[Step]:
    """A closed site."""
    table = reading.table.maintenance
    if table is None or not table.enabled:
        return
    key: KeyPath = ("maintenance",)
    page = read_text(reading, (*key, "page"), table.page)
    secret = secret_of(reading, (*key, "secret"), table.secret) if table.secret else ""
    for name in ("header", "cookie"):
        value = getattr(table, name)
        if value and table.secret is None:
            reading.problem((*key, name), f"`{name}` holds a secret; name its file with `secret`")
        if value and (not TOKEN.fullmatch(value) or value.lower() == "cookie"):
            reading.problem((*key, name), f"`{value}` is no name of a {name} that a visitor can send")
    if table.secret and not (table.header or table.cookie):
        reading.problem((*key, "secret"), "say with `header` or `cookie` where the secret is sent")
    elif page is not None and secret is not None and bool(secret) == bool(table.header or table.cookie):
        yield Maintenance(
            page=page,
            content_type=checked_value(reading, (*key, "content_type"), table.content_type),
            retry_after=str(table.retry_after),
            networks=networks(reading, (*key, "allow"), table.allow),
            header=table.header.lower(),
            cookie=table.cookie,
            secret_sha256=hashlib.sha256(secret.encode()).hexdigest() if secret else "",
        )


def read_basic_auth(reading: Reading) -> Iterable[Step]:
    """Names and passwords."""
    table = reading.table.basic_auth
    if table is None:
        return
    realm = table.realm
    if not VALUE.fullmatch(realm) or '"' in realm or "\\" in realm:
        reading.problem(("basic_auth", "realm"), "a realm is visible ASCII without quotes and backslashes")
    file = reading.loaded.root / table.users
    try:
        read = read_users(file.read_text(encoding="utf-8"), file=shown(file), realm=realm)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        message = f"the file of users cannot be read: {reason}"
        if isinstance(error, FileNotFoundError):
            message += "; `cloudfrontier password --users FILE NAME` makes one"
        reading.problem(("basic_auth", "users"), message)
        return
    if isinstance(read, BasicAuth):
        yield read
    else:
        reading.refuse(read)


def read_signed_links(reading: Reading) -> Iterable[Step]:
    """Links that are let through."""
    table = reading.table.signed_links
    if table is None:
        return
    keys = []
    for index, key in enumerate(table.keys):
        secret = secret_of(reading, ("signed_links", "keys", index, "file"), key.file)
        if secret is not None:
            keys.append(LinkKey(key.id, secret))
    if len(keys) == len(table.keys):
        try:
            yield SignedLinks(tuple(keys), bind_ip=table.bind_ip)
        except ValueError as error:
            reading.problem(("signed_links", "keys"), str(error))


def secret_of(reading: Reading, key: KeyPath, file: str) -> str | None:
    """The secret in a file, or None and the reason among the problems."""
    try:
        return read_secret(reading.loaded.root / file)
    except ValueError as error:
        reading.problem(key, f"the file of the key {error}; `cloudfrontier auth new-key` writes one")
        return None


def read_answers(reading: Reading) -> Iterable[Route]:
    """Texts that the function answers with itself."""
    for index, table in enumerate(reading.table.answer):
        key: KeyPath = ("answer", index)
        body = table.body
        if table.file is not None:
            if body:
                reading.problem((*key, "file"), "`file` beside `body`; drop one")
            text = read_text(reading, (*key, "file"), table.file)
            if text is None:
                continue
            body = text
        check_security_txt(reading, (*key, "file" if table.file else "body"), table, body)
        yield from reading.from_table(key, (table, body), answer_of)


def answer_of(told: tuple[AnswerTable, str], origin: Origin) -> Route:
    """The answer of a table, and of its text.

    Raises:
        LineError: it cannot be kept; its word is the key at fault.
    """
    table, body = told
    source = read_own_pattern(table.path, any_slash=table.any_slash, key="path")
    if 300 <= table.status < 400 or (table.status in {204, 205} and body):
        raise fault(f"{table.status} is no answer with a text; redirects are written as `redirect`", "status")
    if message := problem_of_cache_control(table.cache_control):
        raise fault(message, "cache_control")
    headers = {"content-type": table.content_type, "cache-control": table.cache_control}
    headers |= {name.lower(): value for name, value in table.headers.items()}
    for name, value in headers.items():
        if message := problem_of_name(name):
            raise fault(message, "headers")
        if not VALUE.fullmatch(value):
            raise fault(f"the value of `{name}` is not one line of visible ASCII", "headers")
    return Answer(
        source=source, status=table.status, headers=tuple(headers.items()), body=body, origin=origin
    )


def fault(message: str, key: str) -> LineError:
    """An error at a key of a table."""
    return LineError(message, Word(key, 1))


def check_security_txt(reading: Reading, key: KeyPath, table: AnswerTable, body: str) -> None:
    """A security.txt that nobody would heed is refused, one that soon will be is remarked on."""
    if table.path not in SECURITY_TXT_PATHS:
        return
    now = datetime.combine(reading.today, time(), UTC)
    for message in problems_of_security_txt(body, now=now):
        reading.problem(key, message)
    place = reading.loaded.where((*reading.path, *key))
    for message in remarks_on_security_txt(body, now=now):
        do = "set another `Expires:` and build again"
        reading.findings.append(SECURITY_TXT.finding(reading.loaded.shown, message, place=place, do=do))


def read_text(reading: Reading, key: KeyPath, file: str) -> str | None:
    """A file that becomes part of the function, or None and the reason among the problems."""
    text = read_file(reading.loaded, (*reading.path, *key), file)
    if isinstance(text, Problem):
        reading.problems.append(text)
        return None
    size = len(text.encode())
    if size >= FUNCTION_SIZE.value:
        limit = f"{FUNCTION_SIZE.value:,} bytes"
        reading.problem(key, f"the text has {size:,} bytes; with its code it must be less than {limit}")
        return None
    return text


def checked_value(reading: Reading, key: KeyPath, value: str) -> str:
    """A header's value; one that is none is among the problems."""
    if not VALUE.fullmatch(value):
        reading.problem(key, "a header's value is one line of visible ASCII")
    return value
