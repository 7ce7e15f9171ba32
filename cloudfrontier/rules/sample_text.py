"""A rule's samples as people read them: code as code, of a package and of a returned value what is unusual.

Samples are values for the rules' own tests; many are made by `"x" * 40_000`. What is shown is cut, and says
how much was left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.events import RESPONSE_EVENTS
from cloudfrontier.rules.attachment import AttachmentSample
from cloudfrontier.rules.bundle.bundle import SAMPLE, Bundle
from cloudfrontier.rules.bundle.secret_text import masked
from cloudfrontier.rules.javascript import JsSample
from cloudfrontier.rules.javascript.dynamic import FunctionRuns
from cloudfrontier.rules.returns import ReturnCheck

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.files import Files

__all__ = ["ShownSample", "sample_text"]

Language = Literal["js", "json", "toml", "text"]

LONGEST_LINE = 96
LONGEST_VALUES = 160
MOST_LINES = 20
LONGEST_STRING = 64
MOST_ITEMS = 12
MOST_FILES = 6
LEFT_OUT = "(left out)"


@dataclass(frozen=True)
class ShownSample:
    """`caption` says what it is; `text` is the sample, cut where it is long, or empty."""

    caption: str
    text: str
    language: Language = "text"


@singledispatch
def sample_text(sample: object) -> ShownSample:
    """A sample of any room's."""
    return ShownSample("", values_text(sample))


@sample_text.register
def code_text(sample: JsSample) -> ShownSample:
    """Code is shown as it is."""
    caption = f"{sample.runtime}, {sample.event}" if sample.event else sample.runtime
    return ShownSample(caption, shortened(sample.code), "js")


@sample_text.register
def package_text(sample: Bundle) -> ShownSample:
    """Of a package what differs from one that no rule objects to: its files, or what is said of it."""
    said = [values_text(sample, usual=SAMPLE)]
    if sample.archive.faults != SAMPLE.archive.faults:
        said += [values_text(fault) for fault in sample.archive.faults]
    names = sample.files.names
    if names != SAMPLE.files.names or any(
        sample.files.read(name) != SAMPLE.files.read(name) for name in names
    ):
        said += [_file_text(sample.files, name) for name in names[:MOST_FILES]]
    text = shortened("\n".join(filter(None, said)), longest=LONGEST_VALUES)
    return ShownSample("a package with" if text else "a package as most are", text)


def _file_text(files: Files, name: str) -> str:
    """A file by its name, with its text below if it is one; what looks like a secret is covered."""
    try:
        lines = masked(files.read(name).decode()).splitlines()
    except UnicodeDecodeError:
        return f"{name} ({files.size(name):,} bytes)"
    return "\n".join([f"{name}:" if lines else name, *(f"    {line}" for line in lines)])


@sample_text.register
def runs_text(sample: FunctionRuns) -> ShownSample:
    """Of a run what is known of it, a line each."""
    lines = [values_text(run).replace("\n", ", ") for run in sample.runs]
    return ShownSample("runs on sample events", "\n".join(lines))


@sample_text.register
def plain_text(sample: str) -> ShownSample:
    """A sample of a notice's: part of a file, or a file in words."""
    return ShownSample("", shortened(sample), "toml" if sample.startswith("[") else "text")


@sample_text.register
def return_text(check: ReturnCheck) -> ShownSample:
    """What a function returns; of a request or response that it was given, what it changed."""
    kind = "CloudFront Function" if check.kind == "function" else "Lambda@Edge"
    part = "response" if check.event in RESPONSE_EVENTS else "request"
    where = f"{kind}, {check.event}, returns"
    given, returned = given_part(check, part), check.returned
    if isinstance(returned, dict) and len(given.keys() & returned.keys()) > 1:
        changed = difference(given, returned)
        what = f"the {part} with" if changed else f"the {part} as it was given"
        return ShownSample(f"{where} {what}", as_json(changed) if changed else "", "json")
    return ShownSample(where, as_json(returned), "json")


@sample_text.register
def attachment_text(sample: AttachmentSample) -> ShownSample:
    """The members of the configuration that were written, and what is known of the functions in it."""
    known = "; ".join(
        f"{name} ({values_text(facts).replace(chr(10), ', ') or 'nothing'})"
        for (_, name), facts in sample.facts.items()
    )
    caption = "a distribution" if sample.config else "a distribution as most are"
    text = as_json(sample.config) if sample.config else ""
    return ShownSample(f"{caption}; what is known: {known}" if known else caption, text, "json")


def given_part(check: ReturnCheck, part: str) -> Mapping[str, object]:
    """The request or response that the function was given."""
    event: object = check.given
    if check.kind == "handler":
        records = check.given["Records"]
        event = records[0]["cf"] if isinstance(records, list) else {}
    found = event.get(part) if isinstance(event, dict) else None
    return found if isinstance(found, dict) else {}


def difference(given: Mapping[str, object], returned: Mapping[str, object]) -> dict[str, object]:
    """What was added or changed, at every depth, and which names were left out."""
    changed: dict[str, object] = {}
    for name, value in returned.items():
        before = given.get(name)
        if isinstance(before, dict) and isinstance(value, dict) and value:
            if below := difference(before, value):
                changed[name] = below
        elif name not in given or value != before or type(value) is not type(before):
            changed[name] = value
    return changed | {name: LEFT_OUT for name in given if name not in returned}


def as_json(value: object) -> str:
    """The value, each part of it on one line if it fits."""
    # half of a surrogate pair, which JSON can hold, can be printed nowhere
    return shortened(_laid_out(cut_short(value)).encode("utf-8", "backslashreplace").decode())


def _laid_out(value: object, indent: str = "") -> str:
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= LONGEST_LINE or not isinstance(value, dict | list):
        return line
    deeper = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(value[key], deeper)}" for key in value]
    else:
        parts = [_laid_out(item, deeper) for item in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return first + ",".join(f"\n{deeper}{part}" for part in parts) + f"\n{indent}{last}"


def cut_short(value: object) -> object:
    """The value with long strings and long containers cut; what JSON cannot hold by the name of its type."""
    match value:
        case str() if len(value) > LONGEST_STRING:
            return f"{value[: LONGEST_STRING // 2]}... ({len(value):,} characters)"
        case Mapping():
            kept = {str(key): cut_short(item) for key, item in list(value.items())[:MOST_ITEMS]}
            return kept | ({"...": f"{len(value) - MOST_ITEMS} more"} if len(value) > MOST_ITEMS else {})
        case list():
            more = [f"... {len(value) - MOST_ITEMS} more"] if len(value) > MOST_ITEMS else []
            return [*map(cut_short, value[:MOST_ITEMS]), *more]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return f"({type(value).__name__})"


def shortened(text: str, *, longest: int = LONGEST_LINE) -> str:
    """The text with long lines and many lines cut, and what cannot be printed escaped."""
    lines = text.rstrip("\n").split("\n")
    # a line that says that one more was left out would take its place
    kept = lines if len(lines) <= MOST_LINES + 1 else lines[:MOST_LINES]
    more = [f"... and {len(lines) - len(kept):,} lines more"] if len(kept) < len(lines) else []
    return "\n".join([*(_short_line(line, longest) for line in kept), *more])


def _short_line(line: str, longest: int) -> str:
    line = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)
    if len(line) <= longest:
        return line
    return f"{line[: longest // 2]}... ({len(line):,} characters)"


def values_text(value: object, *, usual: object = None) -> str:
    """The fields of a value, one a line; only those that differ from `usual`, or from their defaults."""
    if not is_dataclass(value):
        return shortened(plain(value))
    lines = []
    for field in fields(value):
        item = getattr(value, field.name)
        if field.repr and item != (field.default if usual is None else getattr(usual, field.name)):
            lines.append(f"{field.name} = {plain(item)}")
    return shortened("\n".join(lines), longest=LONGEST_VALUES)


def plain(value: object) -> str:
    """A value in words that are not Python's."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case str():
            return value or "(empty)"
        case tuple() | list() | frozenset():
            items = sorted(value, key=str) if isinstance(value, frozenset) else value
            return ", ".join(plain(item) for item in items) or "none"
        case _ if is_dataclass(value):
            return f"({values_text(value).replace(chr(10), ', ')})"
        case _:
            return str(value)
