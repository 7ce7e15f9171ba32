"""`return` and `rewrite` of an nginx configuration, as far as they depend on host and path alone.

1. Rules of `server` come before those of its `location`s; of these `=` come first, then `^~`, expressions in
   their order, and prefixes, the longest first.
2. `server_name` is a condition on the host, unless it is `_` or there is none.
3. `return` keeps the query string only where its target has `$request_uri` or `$args`; `rewrite` keeps it,
   unless its target ends in `?`.
4. nginx compares paths with their escapes decoded; a function sees them as they are sent.

Source: https://nginx.org/en/docs/http/ngx_http_rewrite_module.html (read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cloudfront_functions.importers.imported import PROTOCOL_ALONE, Imported, Importing, hides_files
from cloudfront_functions.importers.nginx_pattern import NginxPattern, read_regex
from cloudfront_functions.importers.nginx_target import read_nginx_target
from cloudfront_functions.importers.nginx_text import Directive, read_directives
from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.rule_table import OWN
from cloudfront_functions.inputs.source_text import read_pattern
from cloudfront_functions.inputs.status_text import GONE, answer, redirect_status
from cloudfront_functions.inputs.target_text import read_target
from cloudfront_functions.inputs.url_text import split_url
from cloudfront_functions.rules import Conditions, Pattern, Redirect, Rest, Rewrite, Route, names_of

if TYPE_CHECKING:
    from cloudfront_functions.rules import QueryKept

__all__ = ["import_nginx"]

EVERYTHING = NginxPattern(Pattern((), Rest()), ("splat",), wider=False)
HOST_IS = re.compile(r"\(?\$(?:host|http_host)$")
HOST = re.compile(r"[A-Za-z0-9.-]+")
FLAGS = {"permanent": 301, "redirect": 302}
REFUSED = {
    "add_header": "write it into `_headers`, or into the headers of a function",
    "error_page": "let an error page of the distribution answer",
    "proxy_pass": "give the path a behavior of its own with that origin",
    "try_files": "a function does not know which files there are; let an error page answer",
    "map": "write a rule for each line of the map",
    "include": "import that file too",
}
"""Directives about requests that are not translated; those about the server itself are passed over."""


@dataclass(frozen=True)
class Scope:
    """Where a directive stands: the paths and hosts that it is for, and how early it is tried."""

    source: NginxPattern
    when: Conditions
    rank: tuple[int, int] = (0, 0)
    refused: str = ""


def import_nginx(text: str, *, file: str) -> Imported:
    """The redirects of an nginx configuration, or of a part of one."""
    made = Importing(file)
    ranked: list[tuple[tuple[int, int, int], Route]] = []
    try:
        walk(read_directives(text), Scope(EVERYTHING, Conditions()), made, ranked)
    except LineError as error:
        made.refuse(error, 1)
    return made.done(route for _, route in sorted(ranked, key=lambda item: item[0]))


def walk(
    directives: list[Directive],
    scope: Scope,
    made: Importing,
    ranked: list[tuple[tuple[int, int, int], Route]],
    server: int = 0,
) -> None:
    """Translate directives, and what stands in them."""
    for index, directive in enumerate(directives):
        name = directive.words[0]
        inner = scope
        try:
            if directive.block is not None:
                inner = scope_of(directive, scope)
            elif name in ("return", "rewrite"):
                route = route_of(directive, scope, made)
                ranked.append(((server, *scope.rank), route))
            refuse_other(name)
        except LineError as error:
            made.refuse(error, directive.line, directive.column)
            inner = replace(scope, refused="what stands around it is not translated")
        if directive.block is not None and name != "map":
            walk(directive.block, inner, made, ranked, index if name == "server" else server)


def refuse_other(name: str) -> None:
    """Refuse a directive about requests that has a better place."""
    if name in REFUSED:
        raise LineError(f"`{name}` is not translated: {REFUSED[name]}")


def scope_of(directive: Directive, scope: Scope) -> Scope:
    """The scope of what stands in a block."""
    match directive.words:
        case ("server",):
            return replace(scope, when=hosts_of(directive))
        case ("location", *words):
            return location(words, scope)
        case ("if", variable, "=" | "(=", host) if HOST_IS.match(variable):
            name = host.rstrip(")")
            if not HOST.fullmatch(name):
                raise LineError(f"`{name}` is no host; write a rule for each")
            return replace(scope, when=Conditions(hosts=(name.lower(),)))
        case ("if", *_):
            raise LineError("this `if` is not translated; write its condition as one of a rule of edge.toml")
    return scope


def hosts_of(server: Directive) -> Conditions:
    """The hosts of a server."""
    named = [word for item in server.block or [] if item.words[0] == "server_name" for word in item.words[1:]]
    if not named or "_" in named or "" in named:
        return Conditions()
    for name in named:
        if not HOST.fullmatch(name) or name.startswith("."):
            raise LineError(f"`server_name {name}` is more than one host; name each of them")
    return Conditions(hosts=tuple(dict.fromkeys(name.lower() for name in named)))


def location(words: list[str], scope: Scope) -> Scope:
    """The scope of a location."""
    match words:
        case ["=", path]:
            return replace(
                scope, source=NginxPattern(read_pattern(plain(path), OWN), (), wider=False), rank=(1, 0)
            )
        case ["~", regex]:
            return replace(scope, source=read_regex(regex), rank=(3, 0))
        case ["~*", regex]:
            raise LineError(f"`~* {regex}` takes letters of either case; a path is compared as it is sent")
        case ["^~", path]:
            return replace(scope, source=below(path), rank=(2, -len(path)))
        case [path] if path.startswith("/"):
            return replace(scope, source=below(path), rank=(4, -len(path)))
    raise LineError(f"`location {' '.join(words)}` is not translated")


def below(path: str) -> NginxPattern:
    """Everything that begins with a path."""
    return NginxPattern(read_pattern(f"{plain(path)}*", OWN), (), wider=False)


def plain(path: str) -> str:
    """A path that is text alone."""
    if "*" in path or ":" in path:
        return path.replace("*", "%2A").replace(":", "%3A")
    return path


def route_of(directive: Directive, scope: Scope, made: Importing) -> Route:
    """The rule of a `return` or a `rewrite`.

    Raises:
        LineError: it cannot be translated.
    """
    if scope.refused:
        raise LineError(f"`{directive.words[0]}`: {scope.refused}")
    route = (
        returned(directive, scope, made)
        if directive.words[0] == "return"
        else rewritten(directive, scope, made)
    )
    if scope.source.wider:
        made.note(
            "takes more than the regular expression did: a placeholder takes every character", directive.line
        )
    return route


def returned(directive: Directive, scope: Scope, made: Importing) -> Route:
    """The rule of a `return`."""
    first, *others = directive.words[1:] or ("",)
    origin, source = made.origin(directive.line), scope.source
    if first.isdecimal() and int(first) in GONE and not others:
        return answer(source.pattern, int(first), when=scope.when, origin=origin)
    text = first if not first.isdecimal() else (others[0] if len(others) == 1 else "")
    if not text:
        raise LineError(
            f"`return {' '.join(directive.words[1:])}` is not translated; an answer can be an inline one"
        )
    status = redirect_status(first if first.isdecimal() else "", default=302)
    target = read_nginx_target(text, source.names)
    rest = source.pattern.rest
    if target.path:
        if source.pattern.path is not None or any(
            not isinstance(item, str) for item in source.pattern.segments
        ):
            raise LineError("`$request_uri` is translated for a whole server or a prefix; write the path out")
        fixed = "".join(f"{item}/" for item in source.pattern.segments) + (rest.before if rest else "")
        text = target.text.replace("/:splat", f"/{fixed}:splat")
    else:
        text = target.text
    made_target = read_target(text, names_of(source.pattern))
    return Redirect(
        source=source.pattern,
        target=made_target,
        status=status,
        when=but_for(split_url(text).host, scope.when) if target.path else scope.when,
        query="all" if target.query else "none",
        origin=origin,
    )


def but_for(host: str | None, when: Conditions) -> Conditions:
    """The conditions without a host that would be sent to itself: all that changes for it is the protocol.

    Raises:
        LineError: there is no other host.
    """
    others = tuple(name for name in when.hosts if name != host)
    if when.hosts and not others:
        raise LineError(PROTOCOL_ALONE)
    return replace(when, hosts=others)


def rewritten(directive: Directive, scope: Scope, made: Importing) -> Route:
    """The rule of a `rewrite`."""
    if len(directive.words) not in (3, 4):
        raise LineError("a rewrite is `rewrite regex target [flag]`")
    regex, text, *flags = directive.words[1:]
    flag = flags[0] if flags else ""
    source = read_regex(regex)
    if source.wider:
        made.note(
            "takes more than the regular expression did: a placeholder takes every character", directive.line
        )
    kept: QueryKept = "none" if text.endswith("?") else "all"
    target = read_nginx_target(text.removesuffix("?"), source.names)
    if target.path:
        raise LineError(
            "the path of the request in a rewrite is not translated; write `$1` for what was taken"
        )
    made_target = read_target(target.text, names_of(source.pattern))
    origin = made.origin(directive.line)
    if flag in FLAGS or not target.text.startswith("/"):
        return Redirect(
            source=source.pattern,
            target=made_target,
            status=FLAGS.get(flag, 302),
            when=scope.when,
            query=kept,
            origin=origin,
        )
    if flag not in ("", "last", "break"):
        raise LineError(f"`{flag}` is no flag of a rewrite")
    if source.pattern.path is None and not made_target.names:
        raise hides_files(regex, target.text)
    return Rewrite(source=source.pattern, target=made_target, when=scope.when, query=kept, origin=origin)
