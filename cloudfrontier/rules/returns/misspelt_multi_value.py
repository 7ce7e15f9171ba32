"""RET320: `multiValue` in another case is dropped, and all values but the first with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import generated, returned_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["MisspeltMultiValue"]


class MisspeltMultiValue(ReturnRule):
    """The field is called `multiValue`; `multivalue` is dropped without a word.

    Seen in the sample kvs-jwt-verify of aws-samples/amazon-cloudfront-functions (2024-11), whose event has it
    and whose output does not.
    """

    id = "RET320"
    title = "multiValue is spelt with a capital V"
    source = guide("functions-event-structure")
    severity = "warning"
    kinds = ("function",)
    valid = (
        generated(
            "function", "viewer-request", headers={"x-a": {"value": "1", "multiValue": [{"value": "1"}]}}
        ),
    )
    invalid = (
        generated(
            "function", "viewer-request", headers={"x-a": {"value": "1", "multivalue": [{"value": "1"}]}}
        ),
        returned_request("function", "viewer-request", querystring={"a": {"value": "1", "MultiValue": []}}),
    )

    def check(self, returned: Returned) -> Faults:
        """Looks at the changed headers, cookies and query parameters."""
        for place, entry in _entries(returned):
            for field in entry if isinstance(entry, dict) else ():
                if field != "multiValue" and str(field).lower() == "multivalue":
                    yield self.fault(
                        returned,
                        f"{place} has `{field}`, which is dropped",
                        help="the field is called `multiValue`",
                    )


def _entries(returned: Returned) -> Iterator[tuple[str, object]]:
    for name, entry in returned.changed.items():
        yield f"header {name!r}", entry
    for field, word in (("cookies", "cookie"), ("querystring", "query parameter")):
        named, given = returned.value.get(field), returned.given.get(field)
        if isinstance(named, dict) and named != given:
            yield from ((f"{word} {str(name)[:60]!r}", entry) for name, entry in named.items())
