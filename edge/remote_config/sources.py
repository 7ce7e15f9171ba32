"""Where the document is: one item of a DynamoDB table, or one parameter of SSM.

boto3 is imported when it is read for the first time.

1. The Region is explicit, for `AWS_REGION` is that of the edge, nearest the viewer.
2. Nothing is retried here, and connecting and reading have the same bound: whoever keeps the document asks
   again later.
3. No item and no parameter mean no live settings, which is no error. What is no JSON object is `junk`.

The item: `id` (S, the key of the table), `version` (N), `settings` (S, the document as JSON).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["JunkError", "Place", "Source", "reason_of"]

THROTTLED = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "Throttling",
        "TooManyRequestsException",
    }
)
DENIED = frozenset(
    {
        "AccessDeniedException",
        "ExpiredTokenException",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "UnrecognizedClientException",
    }
)
SLOW = frozenset({"ConnectTimeoutError", "ReadTimeoutError"})


class JunkError(ValueError):
    """What was read is no JSON object; the message says nothing of it."""


class Place(NamedTuple):
    """`kind` is `dynamodb` (with table and key) or `ssm` (with parameter)."""

    kind: str
    region: str
    table: str = ""
    key: str = ""
    parameter: str = ""


class Source:
    """Reads the document; one client, made with the first read, `bound` seconds for each wait."""

    __slots__ = ("_bound", "_client", "place")

    def __init__(self, place: Place, *, bound: float) -> None:
        self.place = place
        self._bound = bound
        self._client: Any = None

    def __call__(self) -> Mapping[str, Any]:
        """The document.

        Raises:
            JunkError: it is none.
            Exception: whatever boto3 raises; `reason_of` names it.
        """
        if self._client is None:
            self._client = self._connect()
        text = self._item() if self.place.kind == "dynamodb" else self._parameter()
        try:
            document = json.loads(text)
        except (TypeError, ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise JunkError("expected a JSON object")
        return document

    def is_ready(self) -> bool:
        """Whether boto3 is there and its client made, so that whoever waits waits for AWS alone."""
        return self._client is not None

    def _connect(self) -> Any:
        import boto3  # noqa: PLC0415 - half a second of a cold start, which only live settings are worth
        from botocore.config import Config  # noqa: PLC0415 - same

        config = Config(
            connect_timeout=self._bound, read_timeout=self._bound, retries={"total_max_attempts": 1}
        )
        return boto3.client(self.place.kind, region_name=self.place.region, config=config)

    def _item(self) -> Any:
        key = {"id": {"S": self.place.key}}
        answer = self._client.get_item(TableName=self.place.table, Key=key, ReturnConsumedCapacity="TOTAL")
        if "Item" in answer:
            return answer["Item"].get("settings", {}).get("S")
        # botocore takes a body that is no JSON for an empty answer; a true one says what it consumed
        return "{}" if "ConsumedCapacity" in answer else None

    def _parameter(self) -> Any:
        try:
            answer = self._client.get_parameter(Name=self.place.parameter, WithDecryption=True)
        except self._client.exceptions.ParameterNotFound:
            return "{}"
        return answer["Parameter"]["Value"]


def reason_of(error: BaseException) -> str:
    """An error as a word for the log; AWS's own words are left out, since they may quote what was sent."""
    if isinstance(error, JunkError):
        return "junk"
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        code = str(response.get("Error", {}).get("Code", ""))
        if code in THROTTLED:
            return "throttled"
        return "denied" if code in DENIED else code or "refused"
    name = type(error).__name__
    return "slow" if name in SLOW else name
