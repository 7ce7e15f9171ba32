"""Every answer of AWS's that is an error becomes a sentence that says what to do and repeats no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import botocore.session
import pytest
from botocore import exceptions
from cloudfront_api import session

from cloudfrontier.errors import AwsError, MissingToolError, UsageError
from infra.aws import Aws, ServiceError, call

if TYPE_CHECKING:
    from deployments import Place

TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN"


def raising(error: BaseException) -> Any:
    def get_distribution(**_: object) -> None:
        raise error

    return get_distribution


def client_error(code: str, message: str = "said AWS") -> exceptions.ClientError:
    return exceptions.ClientError({"Error": {"Code": code, "Message": message}}, "GetDistribution")


ANSWERS: dict[str, tuple[str, str]] = {
    "expired": ("ExpiredToken", "sign in again, then run the same command again"),
    "denied": ("AccessDenied", "`cloudfrontier iam` prints what is needed"),
    "throttled": ("TooManyRequestsException", "wait a minute, then run the same command again"),
    "anything else": (
        "InvalidArgument",
        "mend what it says, then run the same command again: it goes on where it stopped",
    ),
}


@pytest.mark.parametrize(("code", "advice"), ANSWERS.values(), ids=ANSWERS)
def test_a_refusal_says_what_to_do(code: str, advice: str) -> None:
    with pytest.raises(ServiceError) as caught:
        call(raising(client_error(code)))
    assert str(caught.value).startswith(f"GetDistribution: {code}: said AWS; ")
    assert advice in str(caught.value)
    assert caught.value.code == code


def test_a_refused_signature_is_not_repeated() -> None:
    """AWS quotes the canonical request, in which the session token stands."""
    told = f"The Canonical String should have been\n'GET\n/\n\nx-amz-security-token:{TOKEN}'"
    with pytest.raises(ServiceError) as caught:
        call(raising(client_error("SignatureDoesNotMatch", told)))
    assert TOKEN not in str(caught.value)
    assert "look at the secret key of the profile" in str(caught.value)


KINDS: dict[str, tuple[exceptions.BotoCoreError, type[Exception], str]] = {
    "no credentials": (exceptions.NoCredentialsError(), UsageError, "name a --profile"),
    "half of the credentials": (
        exceptions.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"),
        UsageError,
        "no AWS credentials",
    ),
    "no network": (
        exceptions.EndpointConnectionError(endpoint_url="https://cloudfront.amazonaws.com"),
        AwsError,
        "AWS did not answer",
    ),
    "no signature for stores": (
        exceptions.MissingDependencyException(msg="crt"),
        MissingToolError,
        r"pip install 'cloudfrontier\[aws\]'",
    ),
    "an SSO session that is over": (
        exceptions.UnauthorizedSSOTokenError(),
        AwsError,
        "SSO session",
    ),
}


@pytest.mark.parametrize(("error", "kind", "message"), KINDS.values(), ids=KINDS)
def test_what_botocore_says_is_of_the_right_class(
    error: exceptions.BotoCoreError, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        call(raising(error))


@pytest.mark.parametrize(
    "error",
    [
        exceptions.ParamValidationError(report=f"Invalid type for HeaderValue, value: {TOKEN}"),
        exceptions.CredentialRetrievalError(provider="custom-process", error_msg=f"printed {TOKEN}"),
    ],
    ids=["of a refused parameter", "of a program that gives credentials"],
)
def test_a_text_that_may_quote_a_secret_is_not_repeated(error: exceptions.BotoCoreError) -> None:
    with pytest.raises(UsageError) as caught:
        call(raising(error))
    assert TOKEN not in str(caught.value)


def test_an_id_that_botocore_does_not_take_is_told() -> None:
    with pytest.raises(UsageError, match="look at the ids and names on the command line"):
        call(Aws(session()).cloudfront.get_distribution, Id=7)


def test_other_faults_are_not_taken_for_answers() -> None:
    with pytest.raises(ZeroDivisionError):
        call(raising(ZeroDivisionError()))


def test_edge_code_is_made_in_virginia_whatever_the_region_of_the_session() -> None:
    core = botocore.session.Session()
    core.set_credentials("testing", "testing")
    aws = Aws(boto3.Session(botocore_session=core, region_name="eu-central-1"))
    assert aws.functions.meta.region_name == "us-east-1"
    assert aws.s3.meta.region_name == "eu-central-1"


def test_a_session_without_a_region_will_do() -> None:
    core = botocore.session.Session()
    core.set_credentials("testing", "testing")
    aws = Aws(boto3.Session(botocore_session=core))
    assert aws.sts.meta.region_name


def test_calls_are_tried_again_by_botocore_and_say_who_calls(place: Place) -> None:
    config = place.aws.functions.meta.config
    assert config.retries["mode"] == "standard"
    assert "cloudfrontier/" in config.user_agent_extra
