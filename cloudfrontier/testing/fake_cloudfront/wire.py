"""Answers and refusals as HTTP: status, headers and body, all of them as the operation's model says.

The model is botocore's `OperationModel`, passed in; nothing of botocore is imported here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import InternalError
from cloudfrontier.testing.fake_cloudfront.config import document
from cloudfrontier.testing.fake_cloudfront.service_error import UNDECLARED, CommonError, ServiceError
from cloudfrontier.testing.fake_cloudfront.xml_answer import element_of, member_name

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.request import Answer

__all__ = ["ErrorReply", "Reply", "injected_error", "refusal", "reply_of"]

_TAGS = re.compile(r"<[^>]+>")
_BY_WORD = {"throttle": "Throttling", "412": "PreconditionFailed", "503": "ServiceUnavailable"}
_SERVER_ERROR = {"cloudfront-keyvaluestore": "InternalServerException"}


@dataclass(frozen=True)
class Reply:
    """What the service sends."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class ErrorReply:
    """What the service sends when it refuses."""

    status: int
    code: str
    message: str


def reply_of(model: Any, answer: Answer, renamed_headers: Mapping[tuple[str, str], str]) -> Reply:
    """The answer on the wire; `renamed_headers`: (operation, member) -> a name other than the model's.

    Raises:
        InternalError: the answer does not fit the operation's output; a fault of the fake.
    """
    status = int(model.http.get("responseCode", 200))
    shape = model.output_shape
    if shape is None:
        return Reply(status)
    unknown = answer.keys() - shape.members.keys()
    if unknown:
        raise InternalError(f"{model.name} answers with no {', '.join(sorted(unknown))}")
    in_header = {
        name for name, member in shape.members.items() if member.serialization.get("location") == "header"
    }
    headers = {
        renamed_headers.get((model.name, name), member_name(name, shape.members[name])): str(answer[name])
        for name in in_header & answer.keys()
    }
    members = {name: value for name, value in answer.items() if name not in in_header}
    return Reply(status, headers, _body(model, shape, members))


def _body(model: Any, shape: Any, members: Answer) -> bytes:
    if model.service_model.resolved_protocol == "rest-json":
        return json.dumps(members, default=datetime.timestamp).encode()
    payload = shape.serialization["payload"]
    value = members[payload]
    if isinstance(value, bytes):
        return value
    member = shape.members[payload]
    tag = member_name(payload, member)
    return document(element_of(value, member, tag=tag), tag)


def refusal(model: Any, error: ServiceError) -> ErrorReply:
    """A refusal with the model's status and, but for words of AWS's that were seen, the model's sentence.

    Raises:
        InternalError: the operation does not declare the code; a fault of the fake.
    """
    known = _declared(model, error.code)
    if known is None:
        raise InternalError(f"{model.name} does not declare {error.code}")
    message = error.message or known.message
    return ErrorReply(known.status, error.code, f"{message} ({error.because})" if error.because else message)


def injected_error(model: Any, asked: str) -> ErrorReply:
    """The error that a test asks for: a word, an HTTP status or a code, declared or not."""
    service = model.service_model.service_id.hyphenize()
    code = _SERVER_ERROR.get(service, "InternalFailure") if asked == "500" else _BY_WORD.get(asked, asked)
    known = _declared(model, code) or _of_service(model.service_model, code)
    return ErrorReply(known.status, code, known.message)


def _declared(model: Any, code: str) -> CommonError | None:
    """As the operation declares it, or as any may answer."""
    shapes = (shape for shape in model.error_shapes if shape.error_code == code)
    shape = next(shapes, None)
    return _common(shape) if shape else UNDECLARED.get(code)


def _of_service(service: Any, code: str) -> CommonError:
    """As another operation of the service declares it; a code that nobody knows is a 400."""
    if code in service.shape_names:
        return _common(service.shape_for(code))
    return CommonError(400, "Planned by the test.")


def _common(shape: Any) -> CommonError:
    status = int(shape.metadata.get("error", {}).get("httpStatusCode", 400))
    return CommonError(status, " ".join(_TAGS.sub("", shape.documentation).split()))
