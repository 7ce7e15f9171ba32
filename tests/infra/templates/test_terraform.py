"""Terraform: valid by its own word where a provider is at hand; the associations of edge.toml anywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from template_projects import SECRET

from infra.templates import terraform
from infra.templates.terraform import escaped

if TYPE_CHECKING:
    from pathlib import Path

    from infra.templates import Blueprint

MIRROR = "CLOUDFRONTIER_TERRAFORM_MIRROR"
"""Names a folder that `terraform providers mirror` made: tests fetch none from the network."""


@pytest.fixture(scope="module")
def resources(blueprint: Blueprint) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(terraform(blueprint))["resource"]
    return found


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not installed")
@pytest.mark.skipif(MIRROR not in os.environ, reason=f"{MIRROR} names no folder with the provider")
def test_terraform_finds_it_valid(blueprint: Blueprint, folder: Path) -> None:
    (folder / "edge.tf.json").write_text(terraform(blueprint), encoding="utf-8")
    place = json.dumps(os.environ[MIRROR])
    config = folder / "terraform.rc"
    config.write_text(f"provider_installation {{\n filesystem_mirror {{\n path = {place}\n }}\n}}\n")
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(config), "CHECKPOINT_DISABLE": "1"}
    for command in (("init", "-input=false"), ("validate",)):
        done = subprocess.run(
            ["terraform", *command, "-no-color"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_associations_are_those_of_edge_toml(blueprint: Blueprint, resources: dict[str, Any]) -> None:
    edge = resources["aws_cloudfront_distribution"]["edge"]
    behaviors = {"*": edge["default_cache_behavior"]}
    behaviors |= {item["path_pattern"]: item for item in edge["ordered_cache_behavior"]}
    found = {
        (pattern, item["event_type"], name_of(resources, item))
        for pattern, behavior in behaviors.items()
        for kind in ("function_association", "lambda_function_association")
        for item in behavior.get(kind, ())
    }
    assert found == {
        (item.slot.behavior, item.slot.event, item.deployed_name) for item in blueprint.desired.associations
    }


def name_of(resources: dict[str, Any], item: dict[str, Any]) -> str:
    reference = item.get("function_arn") or item["lambda_arn"]
    kind, name, attribute = reference.removeprefix("${").removesuffix("}").split(".")
    assert attribute == ("arn" if "function_arn" in item else "qualified_arn"), "a version, never $LATEST"
    made = resources[kind][name]
    return str(made.get("function_name") or made["name"])


def test_code_and_zips_are_read_from_the_build(resources: dict[str, Any], folder: Path) -> None:
    code = resources["aws_cloudfront_function"]["router"]["code"]
    assert code == '${file("${path.module}/dist/functions/router.js")}'
    assert (folder / "dist/functions/router.js").exists()
    gate = resources["aws_lambda_function"]["gate"]
    assert gate["filename"] == "${path.module}/dist/lambdas/gate.zip"
    assert gate["publish"] is gate["skip_destroy"] is True


def test_what_looks_like_terraform_s_own_is_text(resources: dict[str, Any]) -> None:
    assert resources["aws_cloudfront_function"]["router"]["comment"] == "Routes $${all} of %%{it}"
    pairs = resources["aws_cloudfrontkeyvaluestore_keys_exclusive"]["router"]["resource_key_value_pair"]
    assert {"key": "/$${a}", "value": "%%{b}"} in pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [("${a}", "$${a}"), ("%{if x}", "%%{if x}"), ("$ 5 % {}", "$ 5 % {}"), ("$${a}", "$$${a}")],
    ids=["interpolation", "directive", "neither", "escaped already"],
)
def test_escaping(text: str, expected: str) -> None:
    assert escaped({"a": [text]}) == {"a": [expected]}


def test_names_that_begin_with_a_digit_are_made_to_begin_with_a_letter(resources: dict[str, Any]) -> None:
    assert set(resources["aws_cloudfront_function"]) == {"router", "n2nd-answer"}


def test_no_value_that_may_be_a_secret_is_written(blueprint: Blueprint) -> None:
    text = terraform(blueprint)
    assert SECRET not in text
    assert json.loads(text)["variable"]["OriginApiHeaderXFrom"]["sensitive"] is True


def test_a_role_s_policy_names_the_account_that_it_is_deployed_to(resources: dict[str, Any]) -> None:
    policy = resources["aws_iam_role_policy"]["gate"]["policy"]
    assert "logs:*:${data.aws_caller_identity.current.account_id}:log-group" in policy
    assert json.loads(policy)["Statement"][1]["Action"] == "dynamodb:GetItem"
