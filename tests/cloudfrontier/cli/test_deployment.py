"""Nothing secret leaves: not on the screen, not in a plan, a record or an error, whatever command is run.

Secrets are planted wherever a deployment comes by one: credentials, origin headers, environment variables of
somebody's function, values of a store, and what AWS quotes when it refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError
from cloudfront_api import behavior, distribution_config, listed

if TYPE_CHECKING:
    from pathlib import Path

    from deployment_commands import CommandLine

SECRET = "s3cr3t"
COMMANDS = (
    ("plan", "-o", "{root}/plan.json"),
    ("plan", "--format", "json"),
    ("attach", "--yes"),
    ("status",),
    ("status", "--format", "json"),
    ("history",),
    ("history", "--format", "json"),
    ("drift",),
    ("drift", "--format", "json"),
    ("prune", "--yes"),
    ("detach", "--yes"),
    ("rollback", "--yes"),
)


@pytest.fixture
def planted(command: CommandLine) -> CommandLine:
    """Everything that could be leaked holds the word."""
    place = command.place
    place.session._session.set_credentials("testing", f"{SECRET}-key", f"{SECRET}-token")
    command.project.stores["router"] = {"/a": f"{SECRET}-value"}
    command.project.build()
    theirs = place.publish_lambda("theirs", Environment={"Variables": {"TOKEN": f"{SECRET}-variable"}})
    config = distribution_config(
        "two", CacheBehaviors=listed(behavior(PathPattern="/members/*")), Comment="a shop"
    )
    config["Origins"]["Items"][0]["CustomHeaders"] = listed(
        {"HeaderName": "X-Origin-Verify", "HeaderValue": f"{SECRET}-header"}
    )
    command.distribution = place.create(config)
    assert theirs
    return command


def written(root: Path) -> str:
    """Everything that deployments have written below the project, but for what the build wrote."""
    paths = [*(root / ".cloudfrontier").rglob("*"), *root.glob("plan.json")]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def test_no_command_prints_or_writes_a_secret(planted: CommandLine) -> None:
    for name, *options in COMMANDS:
        said = planted(name, *(option.format(root=planted.project.root) for option in options))
        assert said.code in {0, 1}, said.err
        assert SECRET not in said.out + said.err, name
    assert written(planted.project.root)
    assert SECRET not in written(planted.project.root)


@pytest.mark.parametrize("operation", ["GetDistribution", "UpdateDistribution", "lambda:CreateFunction"])
def test_what_aws_quotes_when_it_refuses_a_signature_is_not_repeated(
    planted: CommandLine, operation: str
) -> None:
    text = f"The Canonical String should have been 'GET x-amz-security-token:{SECRET}-token'"
    error = {"Error": {"Code": "SignatureDoesNotMatch", "Message": text}}
    planted.place.fake.fail(operation, with_=ClientError(error, operation))
    said = planted("attach", "--yes")
    assert said.code == 4
    assert SECRET not in said.out + said.err + written(planted.project.root)


def test_environment_variables_that_stand_in_the_way_are_named_without_their_values(
    planted: CommandLine,
) -> None:
    assert planted("attach", "--yes").code == 0
    planted.place.aws.functions.update_function_configuration(
        FunctionName="shop-gate", Environment={"Variables": {"TOKEN": f"{SECRET}-variable"}}
    )
    planted.project.handler("gate", "two")
    planted.project.build()
    said = planted("plan")
    assert said.code == 3
    assert "has environment variables" in said.out
    assert SECRET not in said.out + said.err


def test_a_field_that_would_be_lost_is_named_without_its_value(planted: CommandLine) -> None:
    planted.place.fake.inject_config_field(
        planted.distribution, f"<NewHeader><Value>{SECRET}</Value></NewHeader>"
    )
    said = planted("attach", "--yes")
    assert said.code == 3
    assert "NewHeader" in said.out
    assert SECRET not in said.out + said.err
