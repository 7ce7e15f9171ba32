"""What a redirect may be, whoever wrote it: the checks that a rule passes before it is compiled.

A rule is refused, not mended, when it could not do what it says: a splat that would choose the host, a
source that no request can have, a redirect to itself. `redirect_rule` makes the only rules that the
compiler is given.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from cloudfront_functions.inputs.status_text import STATUSES
from cloudfront_functions.spec import RedirectRule, SyntaxProblem

__all__ = ["SPLAT", "STATUSES", "find_shadowed", "reachable", "redirect_rule"]

SPLAT = ":splat"
# What browsers never send as it stands, nor may stand in a Location header.
ILLEGAL = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
PLACEHOLDER = re.compile(r":[A-Za-z]\w*")
ABSOLUTE = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)


def redirect_rule(  # noqa: PLR0913 - the three values of a rule and where each stands
    source: str,
    target: str,
    status: int,
    *,
    file: str,
    line: int,
    columns: tuple[int, int] = (1, 1),
) -> RedirectRule | SyntaxProblem:
    """A rule, or why there can be none; `columns` are those of source and target.

    Characters beyond ASCII come out as the percent-escapes that browsers send.
    """
    rule = RedirectRule(escaped(source), escaped(target), status, file, line)
    if message := problem_of_source(rule.source) or problem_of_status(status):
        return SyntaxProblem(file, line, columns[0], message)
    if message := problem_of_target(rule.target) or problem_of_pair(rule):
        return SyntaxProblem(file, line, columns[1], message)
    return rule


def find_shadowed(rules: tuple[RedirectRule, ...]) -> tuple[SyntaxProblem, ...]:
    """The rules that no request can reach, since one before them matches everything that they match."""
    problems = []
    for index, rule in enumerate(rules):
        earlier = next((other for other in rules[:index] if other.covers(rule)), None)
        if earlier is not None:
            where = f"{earlier.file}:{earlier.line}"
            message = f"`{rule.source}` is never reached: `{earlier.source}` ({where}) matches it first"
            problems.append(SyntaxProblem(rule.file, rule.line, 1, message))
    return tuple(problems)


def reachable(rules: tuple[RedirectRule, ...]) -> tuple[RedirectRule, ...]:
    """The rules that some request can reach, in their order; `find_shadowed` reports the others."""
    return tuple(
        rule for index, rule in enumerate(rules) if not any(earlier.covers(rule) for earlier in rules[:index])
    )


def escaped(text: str) -> str:
    """The text with everything beyond ASCII as percent-escapes of its UTF-8."""
    return re.sub(r"[^\x00-\x7f]+", lambda found: quote(found[0], errors="replace"), text)


def problem_of_source(source: str) -> str:
    """Why a source cannot be compared with a path, or nothing."""
    if ABSOLUTE.match(source):
        return "a source with a host is not supported: a function runs for one behavior, whatever the host"
    if not source.startswith("/"):
        return f"the source `{source}` does not begin with `/`"
    if "?" in source or "#" in source:
        return f"the source `{source}` is compared with the path alone; leave out `?` and `#`"
    if "*" in source.removesuffix("/*"):
        return f"`*` is supported as the last part of a source only, as in `/old/*`; seen in `{source}`"
    if found := PLACEHOLDER.search(source):
        return f"the placeholder `{found[0]}` is not supported"
    return problem_of_characters(source)


def problem_of_status(status: int) -> str:
    """Why a status is none of a redirect, or nothing."""
    known = ", ".join(map(str, STATUSES))
    return "" if status in STATUSES else f"{status} is no status of a redirect; expected one of {known}"


def problem_of_target(target: str) -> str:
    """Why a target is no place to send a visitor to, or nothing."""
    absolute = ABSOLUTE.match(target)
    if message := problem_of_host(target, absolute["host"] if absolute else None):
        return message
    if (other := PLACEHOLDER.search(target, absolute.end() if absolute else 0)) and other[0] != SPLAT:
        return f"the placeholder `{other[0]}` is not supported"
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    if target.count(SPLAT) > 1 or target.count(SPLAT) != path.count(SPLAT):
        return f"`{SPLAT}` may stand once in a target, in its path"
    return problem_of_characters(target)


def problem_of_host(target: str, host: str | None) -> str:
    """Why it is not plain which host a target is at, or nothing."""
    if host is None and not target.startswith("/"):
        return f"the target `{target}` is neither a path (`/new`) nor an http(s) URL"
    if target.startswith("//"):
        return f"the target `{target}` names a host; write it with its scheme, as in `https:{target}`"
    if host == "" or (host and SPLAT in host):
        return f"the host of the target `{target}` is not fixed"
    if host and "%" in host:
        return f"the host `{unquote(host)}` is not in ASCII; write it as DNS has it, `xn--...`"
    return ""


def problem_of_pair(rule: RedirectRule) -> str:
    """Why source and target do not go together, or nothing."""
    if SPLAT in rule.target and not rule.is_folder:
        return f"`{SPLAT}` needs a source that ends in `/*`"
    path = re.split(r"[?#]", rule.target, maxsplit=1)[0].replace(SPLAT, "")
    if path == rule.source or (rule.is_folder and path.startswith(rule.prefix)):
        return f"`{rule.source}` matches its own target `{rule.target}`: visitors would go round for ever"
    return ""


def problem_of_characters(text: str) -> str:
    """What a URL may not hold, or nothing."""
    if found := ILLEGAL.search(text):
        return f"{found[0]!r} cannot stand in a URL; write `{quote(found[0])}`"
    if found := BAD_ESCAPE.search(text):
        return f"`%` in `{text[found.start() :][:3]}` begins no percent-escape; write `%25`"
    return ""
