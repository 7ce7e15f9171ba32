"""What a handler may read is what edge.toml says that it reads: one item, one parameter, one secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rollouts import primary_config

from cloudfrontier.project import load
from infra.grants import Grant, grants_of

if TYPE_CHECKING:
    from pathlib import Path

    from deployments import Place, Project

DYNAMODB = 'source = "dynamodb"\nregion = "eu-west-1"\ntable = "settings"\nkey = "shop"'
SSM = 'source = "ssm"\nregion = "eu-west-1"\nparameter = "/shop/live"'
TABLE = "arn:aws:dynamodb:eu-west-1:{account}:table/settings"
PARAMETER = "arn:aws:ssm:eu-west-1:{account}:parameter/shop/live"


def with_live(project: Project, text: str) -> Project:
    toml = project.root / "edge.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[remote_config]\n{text}\n", encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("text", "grant"),
    [(DYNAMODB, Grant("dynamodb:GetItem", TABLE, "shop")), (SSM, Grant("ssm:GetParameter", PARAMETER))],
    ids=["dynamodb", "ssm"],
)
def test_live_settings_are_one_item_or_one_parameter(project: Project, text: str, grant: Grant) -> None:
    assert grants_of(with_live(project, text).loaded.project, "gate") == (grant,)


def test_without_any_nothing_is_read(project: Project) -> None:
    assert grants_of(project.loaded.project, "gate") == ()


@pytest.mark.parametrize(
    ("secret", "grant"),
    [
        (
            'name = "shop/google"',
            Grant(
                "secretsmanager:GetSecretValue",
                "arn:aws:secretsmanager:us-east-1:{account}:secret:shop/google-??????",
            ),
        ),
        (
            'name = "arn:aws:secretsmanager:us-east-1:1:secret:x-AbCdEf"',
            Grant("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:1:secret:x-AbCdEf"),
        ),
        (
            'name = "/shop/google", service = "ssm"',
            Grant("ssm:GetParameter", "arn:aws:ssm:us-east-1:{account}:parameter/shop/google"),
        ),
    ],
    ids=["secret", "ARN", "parameter"],
)
def test_a_client_s_secret_is_read_by_handlers_that_sign_in(
    tmp_path: Path, secret: str, grant: Grant
) -> None:
    project = signing_in(tmp_path, secret)
    assert grants_of(project, "gate") == (grant,)
    assert grants_of(project, "own") == ()


def signing_in(root: Path, secret: str, more: str = "") -> Any:
    """A project that signs in with this secret, and has a handler of its own beside it."""
    (root / "site").mkdir()
    (root / "own.py").write_text("def run(event, context): ...\n", encoding="utf-8")
    (root / "edge.toml").write_text(
        f"""
[project]
name = "shop"

[origins.shop]
domain = "shop.example.com"
simulate.folder = "site"

[handlers.gate]
features = ["auth"]

[handlers.own]
handler = "own.run"

[auth]
keys = [{{ id = "a", file = ".secrets/a.key", create = true }}]

[auth.providers.google]
preset = "google"
client_id = "id"
client_authentication = "post"
secret = {{ {secret}, region = "us-east-1" }}

[[behaviors]]
path = "*"
origin = "shop"
viewer-request = "gate"

{more}""",
        encoding="utf-8",
    )
    return load(root).project


def test_the_key_of_file_cookies_is_read_too(tmp_path: Path) -> None:
    kept = 'secret = { name = "shop/files", region = "eu-west-1" }'
    more = f'[auth.file_cookies]\nkey_pair_id = "K1"\nresource = "https://shop.example.com/*"\n{kept}\n'
    project = signing_in(tmp_path, 'name = "shop/google"', more)
    assert grants_of(project, "gate")[1:] == (
        Grant(
            "secretsmanager:GetSecretValue",
            "arn:aws:secretsmanager:eu-west-1:{account}:secret:shop/files-??????",
        ),
    )
    assert grants_of(project, "own") == ()


def test_a_role_is_given_it_and_mended_when_it_changes(place: Place, project: Project) -> None:
    distribution = place.create(primary_config())
    place.attach(project, distribution)
    with_live(project, DYNAMODB)
    plan = place.plan(project, distribution)
    assert [(step.thing, step.action, step.detail) for step in plan.steps] == [("role", "update", "policy")]
    place.attach(project, distribution)
    document = place.aws.iam.get_role_policy(RoleName="shop-gate", PolicyName="logs")["PolicyDocument"]
    assert document["Statement"][1]["Action"] == "dynamodb:GetItem"
    assert place.plan(project, distribution).is_empty
