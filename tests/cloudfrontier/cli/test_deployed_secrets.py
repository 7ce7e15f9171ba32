"""No secret is printed or recorded: credentials, headers of origins, entries of stores, variables."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, custom_origin, distribution_config, listed
from deployment_commands import CommandLine
from deployments import account, shop_project
from rollouts import metric

from infra.rollout import read_rollout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import botocore.session

KEY, TOKEN = "the-secret-access-key", "the-session-token"
HEADER, ENTRY, VARIABLE, PREVIEW = "header-of-the-origin", "entry-of-the-store", "a-variable", "preview-value"
SECRETS = (KEY, TOKEN, HEADER, ENTRY, VARIABLE, PREVIEW)
FORMS = pytest.mark.parametrize("form", ["text", "json"])


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[CommandLine]:
    """An account in which everything that may be secret has a value that can be recognised."""
    monkeypatch.setenv("A_VARIABLE", VARIABLE)
    project = shop_project(tmp_path / "project")
    project.stores["router"] = {"/old": ENTRY}
    project.build()
    sent = [{"HeaderName": "x-from", "HeaderValue": HEADER}]
    origin = {
        "Id": "shop",
        "DomainName": "shop.example.com",
        "CustomOriginConfig": custom_origin(),
        "CustomHeaders": listed(*sent),
    }
    config = distribution_config(
        Origins=listed(origin), CacheBehaviors=listed(behavior(PathPattern="/members/*"))
    )
    with account(tmp_path) as place:
        core: botocore.session.Session = place.session._session
        core.set_credentials("AKIAEXAMPLE", KEY, TOKEN)
        yield CommandLine(place, project, place.create(config), capsys)


def everything_recorded(command: CommandLine) -> str:
    root = command.project.root / ".cloudfrontier"
    return "".join(path.read_text(encoding="utf-8") for path in root.rglob("*") if path.is_file())


@FORMS
def test_a_rollout_an_attach_and_their_undoing_tell_no_secret(command: CommandLine, form: str) -> None:
    assert os.environ["A_VARIABLE"] == VARIABLE
    told = []

    def run(*arguments: str) -> None:
        said = command(*arguments, "--format", form)
        assert said.code == 0, (arguments, said.err)
        told.append(f"{said.out}{said.err}")

    run("plan")
    run("stage", "--header", f"aws-cf-cd-preview={PREVIEW}", "--yes")
    staging = read_rollout(command.place.aws, command.distribution).staging
    assert staging is not None
    metric(command.place, "Requests", 50, minute=1, DistributionId=staging.id)
    run("watch", "--minutes", "1")
    run("promote", "--yes")
    run("abort", "--delete")
    run("rollback", "--yes")
    run("attach", "--yes")
    run("status")
    run("history")
    run("drift")
    run("detach", "--yes")
    assert not [secret for secret in SECRETS if secret in "".join(told)]
    assert not [secret for secret in SECRETS if secret in everything_recorded(command)]
    assert len(list((command.project.root / ".cloudfrontier").rglob("*.json"))) >= 5
