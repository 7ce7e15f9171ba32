"""Faults in a configuration as the AWS CLI prints it: each is found once, at the place where it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from distribution_documents import (
    ACCOUNT,
    ALL_VIEWER,
    OPTIMIZED,
    behavior,
    config,
    function,
    handler,
    listed,
    origin,
    shop,
)

from cloudfrontier.cloudfront.distribution_config import read_config
from cloudfrontier.errors import UsageError
from cloudfrontier.rules.attachment import Attachments, check_attachments

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Finding

LAMBDA = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:gate"


def found(document: object, *, above: str = "warning") -> list[Finding]:
    """Findings without notes, or with them."""
    text = json.dumps({"ETag": "E1", "DistributionConfig": document}, indent=4)
    findings = check_attachments(Attachments.from_json(text, name="config.json"))
    return [item for item in findings if above == "note" or item.severity != "note"]


def pointed_at(document: object, finding: Finding) -> str:
    """The rest of the line that a finding points at, without a comma."""
    text = json.dumps({"ETag": "E1", "DistributionConfig": document}, indent=4)
    return text.split("\n")[finding.line - 1][finding.column - 1 :].rstrip(",")


def test_a_large_valid_configuration_has_no_findings_but_what_is_not_known() -> None:
    assert [(item.id, item.severity) for item in found(shop(), above="note")] == [("DST429", "note")]


def lambdas(*items: dict[str, Any]) -> dict[str, Any]:
    return config(default=behavior(LambdaFunctionAssociations=listed(*items)))


@pytest.mark.parametrize(
    ("document", "rule", "pointed"),
    [
        pytest.param(
            lambdas(handler("gate", "viewer-request"), handler("other", "viewer-request")),
            "DST410",
            '"viewer-request"',
            id="two functions on one event",
        ),
        pytest.param(
            config(
                default=behavior(
                    FunctionAssociations=listed(function("router", "viewer-request")),
                    LambdaFunctionAssociations=listed(handler("gate", "viewer-response")),
                )
            ),
            "DST411",
            '"viewer-response"',
            id="both kinds on the viewer events",
        ),
        pytest.param(
            config(default=behavior(FunctionAssociations=listed(function("router", "origin-response")))),
            "DST412",
            '"origin-response"',
            id="a CloudFront Function on an origin event",
        ),
        pytest.param(
            lambdas(handler("gate", "viewer-response", include_body=True)),
            "DST413",
            "true",
            id="the body of a response",
        ),
        pytest.param(
            lambdas({"LambdaFunctionARN": "gate", "EventType": "origin-request"}),
            "DST414",
            '"gate"',
            id="no ARN",
        ),
        pytest.param(
            lambdas(handler("gate", "origin-request", version="$LATEST")),
            "DST415",
            f'"{LAMBDA}:$LATEST"',
            id="$LATEST",
        ),
        pytest.param(
            lambdas(handler("gate", "origin-request", version="live")),
            "DST415",
            f'"{LAMBDA}:live"',
            id="an alias",
        ),
        pytest.param(
            lambdas(
                {
                    "LambdaFunctionARN": f"{LAMBDA.replace('us-east-1', 'eu-west-1')}:7",
                    "EventType": "origin-request",
                }
            ),
            "DST416",
            f'"{LAMBDA.replace("us-east-1", "eu-west-1")}:7"',
            id="another Region",
        ),
        pytest.param(
            config(
                behavior("/a/*", LambdaFunctionAssociations=listed(handler("one", "origin-request"))),
                default=behavior(
                    LambdaFunctionAssociations=listed(
                        handler("two", "origin-request"),
                        {
                            "LambdaFunctionARN": f"{LAMBDA.replace(ACCOUNT, '0' * 12)}:7",
                            "EventType": "viewer-request",
                        },
                    )
                ),
            ),
            "DST417",
            f'"{LAMBDA.replace(ACCOUNT, "0" * 12)}:7"',
            id="another account",
        ),
        pytest.param(
            config(
                behavior(
                    "/a/*", LambdaFunctionAssociations=listed(handler("gate", "origin-request", version=9))
                ),
                behavior(
                    "/b/*", LambdaFunctionAssociations=listed(handler("gate", "origin-request", version=10))
                ),
            ),
            "DST418",
            f'"{LAMBDA}:9"',
            id="two versions: numbers, not texts",
        ),
        pytest.param(
            config(
                default=behavior(LambdaFunctionAssociations=listed(handler("gate", "origin-request"))),
                Origins=listed(origin(CustomOriginConfig=None, VpcOriginConfig={"VpcOriginId": "vo_1"})),
            ),
            "DST419",
            '"origin-request"',
            id="an origin event before a VPC origin",
        ),
        pytest.param(
            config(behavior("/images/*"), behavior("/images/large/*")),
            "DST422",
            '"/images/large/*"',
            id="below a wider pattern",
        ),
        pytest.param(
            config(behavior("/a*"), behavior("/b*"), behavior("/?"), behavior("/??*"), behavior("/bc*")),
            "DST422",
            '"/bc*"',
            id="below another wider pattern",
        ),
        pytest.param(config(behavior("/a b/*")), "DST406", '"/a b/*"', id="a space in a pattern"),
        pytest.param(config(Aliases={"Quantity": 3, "Items": ["a"]}), "DST402", "3", id="a Quantity"),
        pytest.param(config(default=behavior(origin="stie")), "DST404", '"stie"', id="an unknown origin"),
        pytest.param(
            config(default=behavior(AllowedMethods=listed("GET"))),
            "DST409",
            "{",
            id="a set of methods that is none",
        ),
        pytest.param(
            config(HttpVersion="http3", Staging=True), "DST434", '"http3"', id="staging with HTTP/3"
        ),
        pytest.param(config(DefaultRootObject="/index.html"), "DST437", '"/index.html"', id="a slash"),
    ],
)
def test_a_fault_is_found_once_at_its_place(document: object, rule: str, pointed: str) -> None:
    (finding,) = found(document)
    assert finding.id == rule
    assert pointed_at(document, finding) == pointed


def test_a_default_behavior_that_is_missing_is_told_at_the_configuration() -> None:
    document = config()
    del document["DefaultCacheBehavior"]
    (finding,) = found(document)
    assert (finding.id, finding.where) == ("DST403", "config.json:3:27")


def test_a_fault_is_told_without_a_place_when_there_is_no_text() -> None:
    attachments = Attachments("EDFDVBD6EXAMPLE", read_config(config(behavior("/a b/*"))))
    (finding,) = check_attachments(attachments)
    assert finding.where == "EDFDVBD6EXAMPLE"
    assert "behavior '/a b/*'" in finding.message


@pytest.mark.parametrize(
    ("patterns", "named"),
    [
        pytest.param(
            ["/a*", "/ab*", "/abc"],
            {"/ab*": "'/a*' before it takes", "/abc": "'/a*' before it takes"},
            id="one",
        ),
        pytest.param(
            ["/x/*", "/a", "/b*", "/a?*", "/a*"], {"/a*": "'/a' and '/a?*' before it take"}, id="two together"
        ),
        pytest.param(["/*"], {"*": "'/*' before it takes"}, id="the default behavior"),
        pytest.param(["/a/../b"], {"/a/../b": "no path is as its pattern says"}, id="by itself"),
        pytest.param(["/a*", "/*b"], {}, id="overlapping"),
        pytest.param(["/images/*.jpg", "/images/*"], {}, id="narrow above wide"),
    ],
)
def test_the_behaviors_that_shadow_are_named(patterns: list[str], named: dict[str, str]) -> None:
    findings = found(config(*(behavior(pattern) for pattern in patterns)))
    assert {item.id for item in findings} <= {"DST422"}
    assert len(findings) == len(named)
    for pattern, why in named.items():
        which = "the default behavior" if pattern == "*" else f"behavior '{pattern}'"
        assert [item for item in findings if item.message.startswith(f"{which} never matches: {why}")]


def test_the_account_is_that_of_the_distribution_where_the_cli_prints_it() -> None:
    attached = behavior(LambdaFunctionAssociations=listed(handler("gate", "origin-request")))
    document = {
        "Distribution": {
            "ARN": "arn:aws:cloudfront::210987654321:distribution/EDFDVBD6EXAMPLE",
            "DistributionConfig": config(default=attached),
        }
    }
    findings = check_attachments(Attachments.from_json(json.dumps(document), name="config.json"))
    (finding,) = (item for item in findings if item.id == "DST417")
    assert finding.message.endswith("gate is of account 123456789012, the distribution is of 210987654321")


def test_findings_are_sorted_and_secrets_are_not_in_them() -> None:
    secret = {"HeaderName": "Host", "HeaderValue": "do-not-show-me"}
    broken = {"HeaderName": "X-A", "HeaderValue": {"do-not-show-me": 1}}
    document = config(
        default=behavior(CachePolicyId=None),
        Origins=listed(origin(CustomHeaders={"Quantity": 5, "Items": [secret, broken]}, OriginPath="a/")),
    )
    findings = found(document, above="note")
    assert [item.id for item in findings] == ["DST436", "DST435", "DST402", "DST401", "DST407"]
    assert "do-not-show-me" not in repr(findings)


def test_older_settings_are_a_note_and_both_ways_at_once_an_error() -> None:
    older = {"QueryString": True, "Cookies": {"Forward": "none"}}
    alone = behavior(CachePolicyId=None, ForwardedValues=older, MinTTL=0, DefaultTTL=0, MaxTTL=0)
    both = behavior(CachePolicyId=OPTIMIZED, ForwardedValues=older, OriginRequestPolicyId=ALL_VIEWER)
    assert [(item.id, item.severity) for item in found(config(default=alone), above="note")] == [
        ("DST407", "note")
    ]
    assert [(item.id, item.severity) for item in found(config(default=both), above="note")] == [
        ("DST407", "error")
    ]


@pytest.mark.parametrize("text", ["[]", '"x"', "{}", '{"Id": "E1"}', "null"])
def test_json_that_is_no_configuration_is_refused_at_its_place(text: str) -> None:
    with pytest.raises(UsageError, match=r"^config\.json:1:1: no configuration of a distribution"):
        Attachments.from_json(text, name="config.json")
