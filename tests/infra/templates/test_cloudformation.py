"""Templates of CloudFormation and SAM: nothing for cfn-lint to say, and the associations of edge.toml."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from template_projects import SECRET

from infra.templates import cloudformation, sam

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from infra.templates import Blueprint

LINT = "from cfnlint.runner import main; main()"
WRITERS = pytest.mark.parametrize("write", [cloudformation, sam], ids=["cloudformation", "sam"])


def resources(blueprint: Blueprint, write: Callable[[Blueprint], str] = cloudformation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write(blueprint))["Resources"]
    return found


@WRITERS
@pytest.mark.skipif(not importlib.util.find_spec("cfnlint"), reason="cfn-lint is not installed")
def test_cfn_lint_finds_nothing_with_every_rule_on(
    blueprint: Blueprint, folder: Path, write: Callable[[Blueprint], str]
) -> None:
    path = folder / "template.json"
    path.write_text(write(blueprint), encoding="utf-8")
    command = [sys.executable, "-c", LINT, "--include-checks", "I", "--", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@WRITERS
def test_the_associations_are_those_of_edge_toml(
    blueprint: Blueprint, write: Callable[[Blueprint], str]
) -> None:
    made = resources(blueprint, write)
    config = made["Distribution"]["Properties"]["DistributionConfig"]
    behaviors = {"*": config["DefaultCacheBehavior"]}
    behaviors |= {item["PathPattern"]: item for item in config["CacheBehaviors"]}
    found = {
        (pattern, item["EventType"], name_of(made, item))
        for pattern, behavior in behaviors.items()
        for kind in ("FunctionAssociations", "LambdaFunctionAssociations")
        for item in behavior.get(kind, ())
    }
    wanted = {
        (item.slot.behavior, item.slot.event, item.deployed_name) for item in blueprint.desired.associations
    }
    assert found == wanted
    (body,) = behaviors["/api/*"]["LambdaFunctionAssociations"]
    assert body["IncludeBody"] is True


def name_of(made: dict[str, Any], item: dict[str, Any]) -> str:
    """The name of the function that an association's reference leads to."""
    if "FunctionARN" in item:
        logical, attribute = item["FunctionARN"]["Fn::GetAtt"]
        assert attribute == "FunctionMetadata.FunctionARN"
        return str(made[logical]["Properties"]["Name"])
    logical = item["LambdaFunctionARN"]["Ref"]
    if logical.endswith(".Version"):
        return str(made[logical.removesuffix(".Version")]["Properties"]["FunctionName"])
    function = made[logical]["Properties"]["FunctionName"]["Ref"]
    return str(made[function]["Properties"]["FunctionName"])


@WRITERS
def test_no_value_that_may_be_a_secret_is_written(
    blueprint: Blueprint, write: Callable[[Blueprint], str]
) -> None:
    text = write(blueprint)
    assert SECRET not in text
    assert json.loads(text)["Parameters"]["OriginApiHeaderXFrom"]["NoEcho"] is True


def test_a_version_is_another_one_when_its_code_or_settings_change(blueprint: Blueprint) -> None:
    gate, *others = blueprint.desired.handlers
    seen = set()
    for changed in (
        gate,
        replace(gate, code_sha256="another"),
        replace(gate, settings=replace(gate.settings, memory_mb=128 + 64)),
    ):
        desired = replace(blueprint.desired, handlers=(changed, *others))
        made = resources(replace(blueprint, desired=desired))
        (version,) = [
            name
            for name, item in made.items()
            if item["Type"] == "AWS::Lambda::Version" and gate.name in name.lower()
        ]
        assert made[version]["DeletionPolicy"] == made[version]["UpdateReplacePolicy"] == "Retain"
        seen.add(version)
    assert len(seen) == 3


def test_what_has_to_be_uploaded_is_said_with_its_digest(blueprint: Blueprint) -> None:
    uploads = json.loads(cloudformation(blueprint))["Metadata"]["Uploads"]
    (store,) = blueprint.desired.stores
    assert uploads[f"dist/{store.path}"] == f"shop/router-{store.sha256[:8]}.json"
    assert set(json.loads(sam(blueprint))["Metadata"]["Uploads"]) == {f"dist/{store.path}"}


def test_a_role_may_what_attach_lets_it(blueprint: Blueprint) -> None:
    role = resources(blueprint)["RoleGate"]["Properties"]
    logs, table = role["Policies"][0]["PolicyDocument"]["Statement"]
    assert logs["Resource"][0]["Fn::Sub"].endswith("log-group:/aws/lambda/us-east-1.shop-gate")
    assert table["Action"] == "dynamodb:GetItem"


def test_a_role_of_yours_is_used_and_none_is_made(blueprint: Blueprint) -> None:
    arn = "arn:aws:iam::123456789012:role/edge"
    made = resources(replace(blueprint, desired=replace(blueprint.desired, role=arn)))
    assert made["HandlerGate"]["Properties"]["Role"] == arn
    assert not [name for name, item in made.items() if item["Type"] == "AWS::IAM::Role"]
