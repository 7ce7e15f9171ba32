"""Everything that AWS lists as not supported at the edge has its rule, if Lambda tells of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cloudfrontier.rules.bundle import check_bundle
from cloudfrontier.rules.bundle.bundle import SAMPLE
from cloudfrontier.rules.bundle.configuration import configuration_from, read_configuration

NOT_SUPPORTED: dict[str, tuple[str, dict[str, object]]] = {
    "vpc": ("LAE231", {"VpcConfig": {"SubnetIds": ["subnet-1"]}}),
    "dead_letter_queue": ("LAE233", {"DeadLetterConfig": {"TargetArn": "arn:aws:sqs:x"}}),
    "environment_variables": ("LAE228", {"Environment": {"Variables": {"TABLE": "t"}}}),
    "layers": ("LAE227", {"Layers": [{"Arn": "arn:aws:lambda:x"}]}),
    "xray": ("LAE234", {"TracingConfig": {"Mode": "Active"}}),
    "container_image": ("LAE229", {"PackageType": "Image"}),
    "arm64": ("LAE230", {"Architectures": ["arm64"]}),
    "ephemeral_storage_gt_512": ("LAE232", {"EphemeralStorage": {"Size": 1024}}),
}
"""Of `unsupported_features` in the fact sheet, those that `GetFunctionConfiguration` shows."""


@pytest.mark.parametrize("feature", NOT_SUPPORTED)
def test_a_function_with_what_lambda_edge_lacks_is_an_error(feature: str) -> None:
    rule, member = NOT_SUPPORTED[feature]
    bundle = replace(SAMPLE, configuration=configuration_from({"Runtime": "python3.13", **member}))
    assert [(finding.id, finding.severity) for finding in check_bundle(bundle)] == [(rule, "error")]


def test_a_function_as_the_console_makes_it_has_no_findings() -> None:
    printed = {
        "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:gate:7",
        "Runtime": "python3.13",
        "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": [], "VpcId": ""},
        "TracingConfig": {"Mode": "PassThrough"},
        "Environment": {"Variables": {}},
        "Architectures": ["x86_64"],
        "EphemeralStorage": {"Size": 512},
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        "State": "Active",
        "LastUpdateStatus": "Successful",
        "PackageType": "Zip",
    }
    assert check_bundle(replace(SAMPLE, configuration=configuration_from(printed))) == ()


def test_a_finding_stands_at_the_member_that_is_wrong() -> None:
    text = '{\n  "Runtime": "python3.13",\n  "Architectures": ["arm64"]\n}'
    said = read_configuration(text, name="gate.json")
    (finding,) = check_bundle(replace(SAMPLE, configuration=said))
    assert (finding.where, finding.id) == ("gate.json:3:20", "LAE230")


def test_names_of_variables_are_shown_and_values_are_not() -> None:
    said = configuration_from({"Runtime": "x", "Environment": {"Variables": {"TOKEN": "hunter2"}}})
    (finding,) = check_bundle(replace(SAMPLE, configuration=said))
    assert "TOKEN" in finding.message
    assert "hunter2" not in str(finding)
