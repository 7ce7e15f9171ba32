"""An error as AWS answers it, and the few codes that the service sends although its model does not name them.

1. A room raises `ServiceError` with a code; status and default sentence are the service model's.
2. A code that the operation does not declare is a fault of this package, unless it stands in `UNDECLARED`:
   the server then raises `InternalError` in the test that met it, so no rule can answer with a code that a
   client could not have been written for.
"""

from __future__ import annotations

from dataclasses import dataclass

from cloudfrontier.errors import UsageError

__all__ = ["UNDECLARED", "CommonError", "NotFakedError", "ServiceError"]


class NotFakedError(UsageError):
    """The fake was asked for something that it does not do; the message names it."""


class ServiceError(Exception):
    """A refusal: `code` is AWS's.

    `message` holds AWS's own words where somebody has seen them; `because` holds ours, which are put in
    brackets behind the sentence that the service model has for the code.
    """

    def __init__(self, code: str, message: str = "", *, because: str = "") -> None:
        super().__init__(code, message or because)
        self.code = code
        self.message = message
        self.because = because


@dataclass(frozen=True)
class CommonError:
    """HTTP status and text of a code that any operation may answer with."""

    status: int
    message: str


UNDECLARED: dict[str, CommonError] = {
    "AccessDenied": CommonError(403, "Access denied."),
    "ExpiredToken": CommonError(403, "The security token included in the request is expired"),
    "InternalFailure": CommonError(500, "We encountered an internal error. Please try again."),
    # Seen: https://github.com/terraform-aws-modules/terraform-aws-cloudfront/issues/44 (2021-07).
    "MalformedXML": CommonError(400, "1 validation errors detected"),
    # Seen: https://github.com/pulumi/pulumi-aws/issues/308 (2018-08).
    "PreconditionFailed": CommonError(
        412,
        "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    ),
    "ServiceUnavailable": CommonError(503, "Service is unavailable. Please try again later."),
    "Throttling": CommonError(400, "Rate exceeded"),
}
"""Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/CommonErrors.html, and what is noted."""
