"""ARNs in the shapes of AWS's own pages, and texts that only look like them."""

from __future__ import annotations

import pytest

from cloudfrontier.cloudfront.distribution_config import account_of, function_arn, lambda_arn


def test_a_lambda_arn_has_region_account_name_and_version() -> None:
    arn = lambda_arn("arn:aws:lambda:us-east-1:123456789012:function:auth:7")
    assert arn is not None
    assert (arn.region, arn.account, arn.name, arn.qualifier) == ("us-east-1", "123456789012", "auth", "7")


@pytest.mark.parametrize(
    ("end", "numbered"),
    [("", False), (":$LATEST", False), (":live", False), (":12", True), (":0x1", False)],
    ids=["unqualified", "latest", "alias", "version", "looks like a number"],
)
def test_only_a_number_is_a_version(end: str, *, numbered: bool) -> None:
    arn = lambda_arn(f"arn:aws:lambda:us-east-1:123456789012:function:auth{end}")
    assert arn is not None
    assert arn.numbered is numbered


@pytest.mark.parametrize(
    "text",
    [
        "auth",
        "arn:aws:lambda:us-east-1:123456789012:function:",
        "arn:aws:lambda:us-east-1:12345:function:auth:7",
        "arn:aws:lambda:us-east-1:123456789012:layer:auth:7",
        "arn:aws:lambda:us-east-1:123456789012:function:auth:7\n",
        "arn:aws:lambda:us-east-1:123456789012:function:auth:7:8",
        "arn:aws:lambda:us-east-1:١٢٣٤٥٦٧٨٩٠١٢:function:auth:7",
    ],
)
def test_what_is_no_lambda_arn_is_none(text: str) -> None:
    assert lambda_arn(text) is None


def test_a_function_arn_has_account_and_name() -> None:
    arn = function_arn("arn:aws:cloudfront::123456789012:function/ab-router")
    assert arn is not None
    assert (arn.account, arn.name) == ("123456789012", "ab-router")


@pytest.mark.parametrize(
    "text",
    [
        "ab-router",
        "arn:aws:cloudfront:us-east-1:123456789012:function/ab-router",
        f"arn:aws:cloudfront::123456789012:function/{'x' * 65}",
        "arn:aws:cloudfront::123456789012:function/a b",
    ],
)
def test_what_is_no_function_arn_is_none(text: str) -> None:
    assert function_arn(text) is None


def test_the_account_of_a_distribution_is_in_its_arn() -> None:
    assert account_of("arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE") == "123456789012"
    assert account_of("EDFDVBD6EXAMPLE") == ""
