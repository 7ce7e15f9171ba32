"""Targets of nginx's `return` and `rewrite`: variables and `$1` in the words of this package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.importers.imported import PROTOCOL_ALONE
from cloudfront_functions.inputs.outcome import LineError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NginxTarget", "read_nginx_target"]

QUERY = re.compile(r"(?:\$is_args\$args|\?\$(?:args|query_string))$")
VARIABLE = re.compile(r"\$\{?(\w+)\}?")
SAME_HOST = re.compile(r"(?:\$scheme|https?)://(?:\$host|\$http_host|\$server_name)(?=/|\$|$)")


@dataclass(frozen=True)
class NginxTarget:
    """A target as rules spell it; `path`, `query`: it goes on with those of the request."""

    text: str
    path: bool
    query: bool


def read_nginx_target(text: str, names: Sequence[str]) -> NginxTarget:
    """A target; `names`: what `$1`, `$2` ... are called.

    Raises:
        LineError: it has a variable that no rule has.
    """
    same = SAME_HOST.match(text)
    if same and re.match(r"\$(?:request_)?uri", text[same.end() :]):
        raise LineError(PROTOCOL_ALONE)
    text = text[same.end() :] if same else text.replace("$scheme://", "https://", 1)
    query = QUERY.search(text)
    text = QUERY.sub("", text)
    whole = re.search(r"/?\$(request_uri|uri|document_uri)$", text)
    if whole:
        text = f"{text[: whole.start()]}/:splat"
    unknown: list[str] = []

    def spelled(found: re.Match[str]) -> str:
        number = int(found[1]) if found[1].isdecimal() else 0
        if 0 < number <= len(names):
            return f":{names[number - 1]}"
        unknown.append(found[0])
        return ""

    text = VARIABLE.sub(spelled, text)
    if unknown:
        raise LineError(f"the variable `{unknown[0]}` has no counterpart; write what it stands for")
    keeps = query is not None or (whole is not None and whole[1] == "request_uri")
    return NginxTarget(text or "/", whole is not None, keeps)
