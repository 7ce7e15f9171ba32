"""What `cloudfrontier build --explain` shows: where each rule went, and how many bytes it takes there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cloudfront_functions import STORES, explain
from cloudfrontier.cli.output import count, make_console, visible
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfront_functions import Compiled, Placed
    from cloudfrontier.artifacts.report import BuildReport

__all__ = ["explained_json", "print_explained"]

WORDS = {
    "literal": "in an object literal",
    "packed": "in a packed table",
    "store": "in the KeyValueStore",
    "packed store": "packed, in the KeyValueStore",
    "tree": "in the tree of patterns",
    "code": "code of its own",
    "nowhere": "never reached, left out",
}
"""Where a rule can be, as people are told."""


def explained_json(report: BuildReport) -> dict[str, object]:
    """Function -> its form and its rules, sizes in bytes."""
    return {
        name: {
            "bytes": len(compiled.text.encode()),
            "limit": report.limits.of(FUNCTION_SIZE).value,
            "compact": compiled.is_compact,
            "table": compiled.form,
            "store_bytes": compiled.store.size if compiled.store else 0,
            "rules": [
                {
                    "rule": item.rule,
                    "file": item.origin.file,
                    "line": item.origin.line,
                    "where": item.where,
                    "bytes": item.bytes,
                }
                for item in explain(compiled)
            ],
        }
        for name, compiled in sorted(report.compiled.items())
    }


def print_explained(report: BuildReport) -> None:
    """A part for each function: what there is in all, then the rules."""
    console = make_console()
    limit = report.limits.of(FUNCTION_SIZE).value
    for name, compiled in sorted(report.compiled.items()):
        placed = explain(compiled)
        for line in (heading(name, compiled, limit), *totals(compiled, placed), *map(rule_line, placed)):
            console.print(visible(line), soft_wrap=True)
        console.print()


def heading(name: str, compiled: Compiled, limit: int) -> str:
    """The function as a whole."""
    form = "compact" if compiled.is_compact else "readable"
    store = f"; {compiled.store.size:,} bytes in its KeyValueStore" if compiled.store else ""
    return f"{name}: {len(compiled.text.encode()):,} of {limit:,} bytes, {form}{store}"


def totals(compiled: Compiled, placed: tuple[Placed, ...]) -> Iterator[str]:
    """What each place holds; the rest is the function itself."""
    rules = Counter(item.where for item in placed)
    sizes: Counter[str] = Counter()
    for item in placed:
        sizes[item.where] += item.bytes
    for where, number in rules.most_common():
        yield f"  {sizes[where]:>7,}  {WORDS[where]}: {count(number, 'rule')}"
    inside = sum(size for where, size in sizes.items() if where not in STORES)
    rest = max(0, len(compiled.text.encode()) - inside)
    yield f"  {rest:>7,}  the function itself, and what its rules share"


def rule_line(item: Placed) -> str:
    """One rule."""
    place = f"  ({item.origin})" if item.origin.line else ""
    return f"  {item.bytes:>7,}  {item.where:<12}  {item.rule}{place}"
