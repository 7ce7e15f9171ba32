"""The CDK's module: Python that compiles anywhere, and synthesises where aws-cdk-lib is installed."""

from __future__ import annotations

import ast
import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from template_projects import SECRET

from infra.templates import cdk
from infra.templates.cdk import Code, literal

if TYPE_CHECKING:
    from pathlib import Path

    from infra.templates import Blueprint

PYTHON = "CLOUDFRONTIER_CDK_PYTHON"
"""Names a Python that has aws-cdk-lib; it is too large for the tests that everybody runs."""


def test_it_is_python_that_names_only_what_it_defines(blueprint: Blueprint) -> None:
    text = cdk(blueprint)
    compile(text, "edge.py", "exec")
    made = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    stored = {
        node.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    assert stored == {
        *("DIST", "given", "stores", "functions", "role", "handlers", "made", "app"),
    }
    assert stored <= made


@pytest.mark.skipif(PYTHON not in os.environ, reason=f"{PYTHON} names no Python with aws-cdk-lib")
def test_it_synthesises_the_associations_of_edge_toml(blueprint: Blueprint, folder: Path) -> None:
    (folder / "edge.py").write_text(cdk(blueprint), encoding="utf-8")
    done = subprocess.run(
        [os.environ[PYTHON], "edge.py"],
        cwd=folder,
        env={**os.environ, "CDK_OUTDIR": str(folder / "out")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    template = json.loads((folder / "out" / "shop.template.json").read_text(encoding="utf-8"))
    kinds = [item["Type"] for item in template["Resources"].values()]
    assert kinds.count("AWS::Lambda::Version") == len(blueprint.desired.handlers)
    (edge,) = [
        item for item in template["Resources"].values() if item["Type"] == "AWS::CloudFront::Distribution"
    ]
    config = edge["Properties"]["DistributionConfig"]
    behaviors = [config["DefaultCacheBehavior"], *config["CacheBehaviors"]]
    found = [
        item["EventType"]
        for behavior in behaviors
        for kind in ("FunctionAssociations", "LambdaFunctionAssociations")
        for item in behavior.get(kind, ())
    ]
    assert sorted(found) == sorted(item.slot.event for item in blueprint.desired.associations)


def test_values_of_ours_are_never_code() -> None:
    tree = {"a": ['x"); import os; ("', Code("made['b'].ref")], "c": {}}
    (expression,) = ast.parse(literal(tree)).body
    assert isinstance(expression, ast.Expr)
    assert eval(literal(tree), {"made": {"b": type("B", (), {"ref": 1})}}) == {
        "a": ['x"); import os; ("', 1],
        "c": {},
    }


def test_no_value_that_may_be_a_secret_is_written(blueprint: Blueprint) -> None:
    text = cdk(blueprint)
    assert SECRET not in text
    assert "no_echo=True" in text
