"""RET317: headers that edge code may read and must leave alone, each event with its own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.headers import READ_ONLY, fold, read_only_headers
from cloudfrontier.cloudfront.outcomes import LAMBDA_READ_ONLY_HEADER
from cloudfrontier.rules.returns.rule import Faults, ReturnRule
from cloudfrontier.rules.returns.samples import VIA, generated, line, returned_request, returned_response
from cloudfrontier.rules.returns.values import entry_values
from cloudfrontier.rules.returns.words import wire_name

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.events import Kind
    from cloudfrontier.rules.returns.subject import Returned

__all__ = ["ReadOnlyHeader"]


class ReadOnlyHeader(ReturnRule):
    """Adding, changing or deleting a read-only header fails the request with 502.

    Building new headers from nothing deletes them all: take the given ones and change them. UNCERTAIN: a
    generated response in a request event is held to the list of that event too.
    """

    id = "RET317"
    title = "No read-only header is touched"
    source = READ_ONLY["handler", "viewer-request"].source
    handler_outcome = LAMBDA_READ_ONLY_HEADER
    valid = (
        returned_request("handler", "origin-request", headers={"host": line("Host", "example.com")}),
        returned_response("handler", "origin-response", drop="content-length"),
        returned_response("function", "viewer-response", headers={"content-length": {"value": "1"}}),
        returned_request("handler", "viewer-request", headers={"via": [{"value": VIA}]}),
    )
    invalid = (
        returned_request("handler", "viewer-request", headers={"host": line("Host", "example.com")}),
        returned_request("handler", "viewer-request", drop="host"),
        returned_request("handler", "viewer-request", drop="headers"),
        returned_request("handler", "origin-request", headers={"If-Range": line("If-Range", "x")}),
        returned_response("handler", "viewer-response", headers={"content-length": line("x", "1")}),
        returned_response("handler", "origin-response", drop="via"),
        returned_request("function", "viewer-request", headers={"cdn-loop": {"value": "x"}}),
        returned_response("function", "viewer-response", drop="via"),
        generated("handler", "viewer-request", headers={"content-length": line("Content-Length", "0")}),
    )

    def check(self, returned: Returned) -> Faults:
        """Compares the values of what was changed or removed, whatever the case of the name."""
        check = returned.check
        read_only = read_only_headers(check.kind, check.event)
        touched = {fold(name) for name in (*returned.changed, *returned.removed)} & read_only
        for name in sorted(touched):
            before = _values(check.kind, returned.given_headers, name)
            after = _values(check.kind, returned.headers, name)
            if before == after:
                continue
            action = "added" if not before else "changed" if after else "deleted"
            yield self.fault(
                returned,
                f"header {name!r} was {action}; it is read-only in {check.event}",
                help=_advice(returned),
                log=_LOG.format(name=wire_name(name))
                if action == "deleted" and check.kind == "handler"
                else "",
                certain=not returned.generated,
            )


_LOG = (
    "Lambda function result failed validation, the function tried to delete read-only header, "
    "headerName : {name}."
)


def _values(kind: Kind, headers: dict[str, object], name: str) -> list[str]:
    return [
        value
        for own, entry in headers.items()
        if own == name or fold(own) == name
        for value in entry_values(kind, entry)
    ]


def _advice(returned: Returned) -> str:
    if returned.generated:
        return "leave it out of the response; CloudFront sets what is needed"
    return f"leave it as it was given: change `headers` of the given {returned.part} in place"
