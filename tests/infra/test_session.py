"""Sessions are boto3's own; what is missing is said with the command that gets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cloudfrontier.errors import UsageError
from infra.session import open_session

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_BOTO3 = """
import sys
for name in ("boto3", "botocore"):
    sys.modules[name] = None
from cloudfrontier.cli import main
sys.exit(main({arguments!r}))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = WITHOUT_BOTO3.format(arguments=list(arguments))
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_region_may_be_named() -> None:
    assert open_session(region="eu-north-1").region_name == "eu-north-1"


def test_a_profile_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="--profile nobody: there is no such profile"):
        open_session("nobody")


def test_without_boto3_the_extra_is_named_and_the_exit_code_is_6() -> None:
    ran = run("status", "--distribution", "E123", "-p", "examples/storefront")
    assert ran.returncode == 6
    assert ran.stderr == "error: boto3 is needed to talk to AWS: pip install 'cloudfrontier[aws]'\n"


@pytest.mark.parametrize("command", ["plan", "attach", "detach", "rollback", "status", "prune", "drift"])
def test_help_needs_no_boto3(command: str) -> None:
    ran = run(command, "--help")
    assert ran.returncode == 0, ran.stderr
    assert "--profile NAME" in ran.stdout
