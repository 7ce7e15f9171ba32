"""Between botocore's events and the server: the only module that imports botocore, loaded by `install`.

1. `before-parameter-build` keeps what the caller gave; botocore then validates and serialises as always.
2. `before-call` answers in place of the network: in bytes, with headers, read by botocore's own parser after
   `before-parse` hooks have seen them. Signing, retries and sockets come after it and are never reached.
3. A client of the data plane is made without its endpoint rules, which ask for SigV4A and so for awscrt long
   before anything is sent.
4. Other services can be watched: their calls are counted and may be struck by faults, whoever answers them.
"""

from __future__ import annotations

import copy
import io
from typing import TYPE_CHECKING, Any, NoReturn

from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from botocore.parsers import create_parser
from botocore.response import StreamingBody

from cloudfrontier.testing.fake_cloudfront.faults import Fault, Struck
from cloudfrontier.testing.fake_cloudfront.request import CLOUDFRONT, KEY_VALUE_STORE, Answer, Request
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.wire import ErrorReply, injected_error, refusal, reply_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloudfrontier.testing.fake_cloudfront.server import Server

__all__ = ["Bridge"]

_PARAMS = "cloudfrontier_params"
_FAULT = "cloudfrontier_fault"
Returned = tuple[Any, dict[str, Any]]
"""What botocore takes from a `before-call` handler: an HTTP response and its parsed form."""


class Bridge:
    """Joins one server to any number of sessions."""

    def __init__(self, server: Server, *, renamed_headers: Mapping[tuple[str, str], str]) -> None:
        self._server = server
        self._renamed_headers = renamed_headers

    def install(self, session: Any, *, also: tuple[str, ...]) -> None:
        """Answer for clients that this session makes from now on; count the calls of services in `also`."""
        events = getattr(session, "events", session)  # boto3's sessions have events, botocore's are
        mark = f"cloudfrontier-{id(self)}"
        for service in (CLOUDFRONT, KEY_VALUE_STORE):
            handler = self._class_maker(service)
            events.register(f"creating-client-class.{service}", handler, unique_id=f"{mark}-{service}")
        for service in also:
            events.register(f"before-call.{service}", self._before_watched, unique_id=f"{mark}-b-{service}")
            events.register(f"after-call.{service}", self._after_watched, unique_id=f"{mark}-a-{service}")

    def _class_maker(self, service: str) -> Callable[..., None]:
        bridge = self

        class AnsweredByFake:
            def __init__(self, **arguments: Any) -> None:
                if service == KEY_VALUE_STORE:
                    arguments["endpoint_ruleset_resolver"] = None
                super().__init__(**arguments)  # the next class is botocore's BaseClient
                bridge._adopt(self, service)

        def creating_client_class(base_classes: list[type], **_: object) -> None:
            base_classes.insert(0, AnsweredByFake)

        return creating_client_class

    def _adopt(self, client: Any, service: str) -> None:
        def keep_parameters(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
            context[_PARAMS] = copy.deepcopy(params)

        def answer(model: Any, params: dict[str, Any], context: dict[str, Any], **_: object) -> Returned:
            body = params.get("body") or b""
            request = Request(service, model.name, context.pop(_PARAMS), body)
            return self._answer(client, model, request)

        client.meta.events.register(f"before-parameter-build.{service}", keep_parameters)
        client.meta.events.register(f"before-call.{service}", answer)

    def _answer(self, client: Any, model: Any, request: Request) -> Returned:
        try:
            answer = self._server.answer(request)
        except ServiceError as error:
            return self._returned_error(refusal(model, error))
        except Struck as struck:
            return self._strike(model, struck.fault)
        return self._returned(client, model, answer)

    def _returned(self, client: Any, model: Any, answer: Answer) -> Returned:
        reply = reply_of(model, answer, self._renamed_headers)
        headers = HeadersDict({**reply.headers, "x-amzn-requestid": self._request_id()})
        body: Any = reply.body
        if model.has_streaming_output:
            body = StreamingBody(io.BytesIO(reply.body), len(reply.body))
        response: dict[str, Any] = {
            "headers": headers,
            "status_code": reply.status,
            "context": {"operation_name": model.name},
            "body": body,
        }
        added: dict[str, Any] = {}
        service = model.service_model.service_id.hyphenize()
        client.meta.events.emit(
            f"before-parse.{service}.{model.name}",
            operation_model=model,
            response_dict=response,
            customized_response_dict=added,
        )
        parser = create_parser(model.service_model.resolved_protocol)
        parsed = {**parser.parse(response, model.output_shape), **added}
        parsed.setdefault("ResponseMetadata", {})["RetryAttempts"] = 0
        return _http(reply.status), parsed

    def _returned_error(self, reply: ErrorReply) -> Returned:
        metadata = {
            "RequestId": self._request_id(),
            "HTTPStatusCode": reply.status,
            "HTTPHeaders": {},
            "RetryAttempts": 0,
        }
        fault = "Sender" if reply.status < 500 else "Receiver"
        error = {"Type": fault, "Code": reply.code, "Message": reply.message}
        return _http(reply.status), {"Error": error, "Message": reply.message, "ResponseMetadata": metadata}

    def _strike(self, model: Any, fault: Fault) -> Returned:
        """Let the fault happen: an answer of the service, or an exception of botocore's or the test's."""
        url = f"https://{model.service_model.endpoint_prefix}.example"
        if isinstance(fault.with_, BaseException):
            raise fault.with_
        if fault.with_ == "timeout":
            raise ReadTimeoutError(endpoint_url=url)
        if fault.with_ == "reset":
            raise ConnectionClosedError(endpoint_url=url)
        return self._returned_error(injected_error(model, fault.with_))

    def _before_watched(self, model: Any, context: dict[str, Any], **_: object) -> Returned | None:
        fault = self._server.watch(model.service_model.service_name, model.name)
        if fault is None:
            return None
        if fault.applied:
            context[_FAULT] = fault
            return None
        return self._strike(model, fault)

    def _after_watched(self, model: Any, context: dict[str, Any], **_: object) -> None:
        fault = context.pop(_FAULT, None)
        if fault is not None:
            self._raise(model, fault)

    def _raise(self, model: Any, fault: Fault) -> NoReturn:
        _, parsed = self._strike(model, fault)
        raise ClientError(parsed, model.name)

    def _request_id(self) -> str:
        with self._server.lock:
            return self._server.account.ids.request_id()


def _http(status: int) -> Any:
    return AWSResponse("", status, {}, None)
