"""The door to AWS: clients of one session, and every answer that is an error as one class with a sentence.

Edge functions live in us-east-1 whatever the session's region is. botocore is an extra and is loaded when the
first call is made.

Nothing that AWS or botocore says is repeated before it is known to hold no secret: the text of a refused
signature quotes the session token, and that of a refused parameter the parameter.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from cloudfrontier import __version__
from cloudfrontier.errors import AwsError, MissingToolError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import boto3

__all__ = ["EDGE_REGION", "INSTALL", "Aws", "ServiceError", "call", "pages"]

EDGE_REGION = "us-east-1"
"""Where Lambda@Edge functions are made.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
(read 2026-04).
"""
INSTALL = "pip install 'cloudfrontier[aws]'"

_ATTEMPTS = 8
"""Of each call, by botocore: the control plane of CloudFront throttles early."""
_EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId"})
_DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})
_THROTTLED = frozenset({"Throttling", "ThrottlingException", "TooManyRequestsException", "SlowDown"})
_QUOTES_SECRETS = frozenset({"SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature"})
_AGAIN = "run the same command again: it goes on where it stopped"


class ServiceError(AwsError):
    """AWS refused a call; `code` is AWS's, `text` its message, which may be shown."""

    def __init__(self, operation: str, code: str, text: str) -> None:
        super().__init__(f"{operation}: {code}: {text}; {_advice(code)}")
        self.operation = operation
        self.code = code
        self.text = text


class Aws:
    """Clients by what they are for; each is made when it is first asked for."""

    def __init__(self, session: boto3.Session) -> None:
        self._session = session

    @cached_property
    def cloudfront(self) -> Any:
        """CloudFront, which has no regions."""
        return self._client("cloudfront", EDGE_REGION)

    @cached_property
    def store_data(self) -> Any:
        """The data plane of KeyValueStores."""
        return self._client("cloudfront-keyvaluestore", EDGE_REGION)

    @cached_property
    def functions(self) -> Any:
        """Lambda in us-east-1."""
        return self._client("lambda", EDGE_REGION)

    @cached_property
    def iam(self) -> Any:
        """IAM, which has no regions."""
        return self._client("iam", EDGE_REGION)

    @cached_property
    def sts(self) -> Any:
        """Who is calling."""
        return self._client("sts", self._session.region_name or EDGE_REGION)

    @cached_property
    def s3(self) -> Any:
        """S3, in the session's region."""
        return self._client("s3", self._session.region_name or EDGE_REGION)

    @cached_property
    def metrics(self) -> Any:
        """CloudWatch in us-east-1, where CloudFront's metrics are."""
        return self._client("cloudwatch", EDGE_REGION)

    def logs(self, region: str) -> Any:
        """CloudWatch Logs of one region: handlers log where they run."""
        return self._client("logs", region)

    def _client(self, service: str, region: str) -> Any:
        from botocore.config import Config  # noqa: PLC0415 - botocore is an extra

        config = Config(
            retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
            user_agent_extra=f"cloudfrontier/{__version__}",
        )
        return _answered(service, lambda: self._session.client(service, region_name=region, config=config))


def call(method: Callable[..., Any], /, **parameters: Any) -> Any:
    """What a client's method answers.

    Raises:
        ServiceError: AWS refused; whoever knows what a code means may catch it.
        AwsError: AWS could not be asked.
    """
    return _answered(getattr(method, "__name__", "a call"), lambda: method(**parameters))


def pages(client: Any, operation: str, /, **parameters: Any) -> Iterator[Any]:
    """The pages of an operation that botocore knows how to page.

    Raises:
        AwsError: as `call`.
    """
    rows = iter(client.get_paginator(operation).paginate(**parameters))
    while (page := _answered(operation, lambda: next(rows, None))) is not None:
        yield page


def _answered(operation: str, ask: Callable[[], Any]) -> Any:
    from botocore import exceptions  # noqa: PLC0415 - botocore is an extra

    name = operation.replace("_", " ").title().replace(" ", "")
    try:
        return ask()
    except exceptions.ClientError as error:
        told = error.response.get("Error", {})
        code = str(told.get("Code", "unknown error"))
        raise ServiceError(name, code, _shown(code, str(told.get("Message", "")))) from error
    except (exceptions.NoCredentialsError, exceptions.PartialCredentialsError) as error:
        raise UsageError(
            "no AWS credentials were found; name a --profile, or set them as for the AWS CLI"
        ) from error
    except exceptions.MissingDependencyException as error:
        raise MissingToolError(f"{name} needs a package that is not here: {INSTALL}") from error
    except exceptions.ParamValidationError as error:
        # its text quotes the parameters
        raise UsageError(
            f"{name}: botocore takes no such value; look at the ids and names on the command line"
        ) from error
    except (exceptions.HTTPClientError, exceptions.ConnectionError) as error:
        raise AwsError(f"{name}: {type(error).__name__}: AWS did not answer; {_AGAIN}") from error
    except exceptions.CredentialRetrievalError as error:
        # its text quotes what the program printed that was to give credentials
        raise UsageError("the credentials of the profile cannot be had; sign in again") from error
    except exceptions.BotoCoreError as error:
        raise AwsError(f"{name}: {type(error).__name__}: {error}; {_AGAIN}") from error


def _shown(code: str, text: str) -> str:
    if code in _QUOTES_SECRETS:
        return "AWS does not accept the signature of the request"
    return " ".join(text.split()).rstrip(".")


def _advice(code: str) -> str:
    if code in _EXPIRED:
        return f"sign in again, then {_AGAIN}"
    if code in _DENIED:
        return "ask for the permission (`cloudfrontier iam` prints what is needed), then run it again"
    if code in _THROTTLED:
        return f"wait a minute, then {_AGAIN}"
    if code in _QUOTES_SECRETS:
        return "look at the secret key of the profile, and at the clock of this machine"
    return f"mend what it says, then {_AGAIN}"
