"""Lambda's configuration of a function is read as the CLI prints it, and mistakes in it have their place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.errors import UsageError
from cloudfrontier.rules.bundle.configuration import (
    FunctionConfiguration,
    configuration_from,
    read_configuration,
)

PRINTED = {
    "FunctionName": "gate",
    "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:gate",
    "Runtime": "python3.13",
    "Role": "arn:aws:iam::123456789012:role/edge",
    "Handler": "lambda_function.lambda_handler",
    "CodeSize": 471290,
    "Timeout": 5,
    "MemorySize": 128,
    "CodeSha256": "3q2+7w==",
    "Version": "$LATEST",
    "VpcConfig": {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"], "VpcId": "vpc-1"},
    "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:left"},
    "Environment": {"Variables": {"TABLE": "visitors", "SECRET": "hunter2"}},
    "TracingConfig": {"Mode": "PassThrough"},
    "Layers": [{"Arn": "arn:aws:lambda:us-east-1:123456789012:layer:shared:3", "CodeSize": 12}],
    "State": "Active",
    "LastUpdateStatus": "Successful",
    "PackageType": "Zip",
    "Architectures": ["x86_64"],
    "EphemeralStorage": {"Size": 512},
    "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
    "RuntimeVersionConfig": {"RuntimeVersionArn": "arn:aws:lambda:us-east-1::runtime:x"},
    "LoggingConfig": {"LogFormat": "Text"},
    "SomethingNew": {"Of": ["next", "year"]},
}


def test_what_get_function_configuration_prints_is_read() -> None:
    said = read_configuration(json.dumps(PRINTED), name="gate.json")
    assert (said.runtime, said.handler, said.memory, said.timeout) == (
        "python3.13",
        "lambda_function.lambda_handler",
        128,
        5,
    )
    assert said.layers == ("arn:aws:lambda:us-east-1:123456789012:layer:shared:3",)
    assert (said.variables, said.subnets, said.architectures) == (("TABLE", "SECRET"), 2, ("x86_64",))
    assert (said.storage, said.snap_start, said.tracing, said.state) == (512, "None", "PassThrough", "Active")


def test_no_value_of_a_variable_is_kept() -> None:
    said = read_configuration(json.dumps(PRINTED), name="gate.json")
    assert "hunter2" not in repr(said)
    assert "hunter2" not in str(vars(said))


def test_what_get_function_prints_has_tags_and_the_key_of_the_code_too() -> None:
    answer = {"Configuration": PRINTED, "Code": {"SourceKMSKeyArn": "arn:aws:kms:x"}, "Tags": {"team": "web"}}
    said = configuration_from(answer)
    assert (said.memory, said.source_key, said.tags) == (128, "arn:aws:kms:x", ("team",))


@pytest.mark.parametrize("whole", [False, True], ids=["get-function-configuration", "get-function"])
def test_every_member_has_its_place(whole: bool) -> None:  # noqa: FBT001 - parametrised
    answer = {"Configuration": PRINTED} if whole else PRINTED
    text = json.dumps(answer, indent=2)
    line, column = read_configuration(text, name="gate.json").place(("Layers",))
    assert text.splitlines()[line - 1][column - 1 :] == "["
    assert '"Layers"' in text.splitlines()[line - 1]


def test_a_dict_of_an_sdk_has_no_places() -> None:
    assert configuration_from(PRINTED).place(("Layers",)) == (0, 0)


def test_what_is_absent_is_not_known() -> None:
    said = configuration_from({"FunctionName": "gate"})
    assert (said.runtime, said.memory, said.storage, said.package_type) == ("", None, None, "Zip")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "gate.json:1:1: not JSON: the text ends here", id="nothing"),
        pytest.param('{\n  "Runtime": }', "gate.json:2:14: not JSON", id="a mistake"),
        pytest.param("[]", "an array; expected an object", id="an array"),
        pytest.param("{}", "not the configuration of a Lambda function", id="another object"),
        pytest.param('{"Distribution": {"Id": "E1"}}', "get-function-configuration", id="a distribution's"),
        pytest.param(
            '{"Runtime": 3}', "gate.json:1:13: Runtime is a number; expected a string", id="a number"
        ),
        pytest.param('{"Runtime": "x", "Layers": {}}', "gate.json:1:28: Layers is an object", id="an object"),
        pytest.param(
            '{"Runtime": "x", "Layers": ["a"]}', "an item is a string", id="an item of another type"
        ),
        pytest.param('{"Runtime": "x", "MemorySize": "128"}', "MemorySize is a string", id="a string"),
        pytest.param('{"Runtime": "x", "Environment": []}', "Environment is an array", id="an array inside"),
        pytest.param("[" * 5000, "nested more than", id="nesting"),
    ],
)
def test_what_is_no_configuration_is_said_with_its_place(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_configuration(text, name="gate.json")
    assert words in str(caught.value)


def test_all_mistakes_are_said_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        read_configuration('{"Runtime": 1, "Handler": 2, "Timeout": "3"}', name="gate.json")
    assert len(str(caught.value).splitlines()) == 3


@given(st.binary(max_size=300))
def test_any_bytes_are_a_configuration_or_a_mistake(raw: bytes) -> None:
    with pytest.raises(UsageError):
        read_configuration(raw, name="gate.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*PRINTED, "Variables", "Arn"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*PRINTED, "Configuration", "Tags", "Code"]), JSON, max_size=6))
def test_any_types_are_a_configuration_or_a_mistake(answer: dict[str, object]) -> None:
    try:
        said = read_configuration(json.dumps(answer), name="gate.json")
    except UsageError as error:
        said = FunctionConfiguration(str(error).partition(":")[0])
    assert said.name == "gate.json"
