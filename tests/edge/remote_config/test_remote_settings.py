"""The table `live` of settings.json: mistakes name their key, and boto3 is not imported before it is used."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from edge.remote_config.settings import read_live
from edge.settings import SettingsError, Table

GOOD: dict[str, Any] = {"source": "dynamodb", "region": "us-east-1", "table": "live", "key": "shop"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"source": "s3"}, "live.source: expected dynamodb or ssm"),
        ({"region": ""}, "live.region: expected a name"),
        ({"table": ""}, "live.table: expected a name, for dynamodb needs it"),
        ({"source": "ssm"}, "live.parameter: expected a name, for ssm needs it"),
        ({"ttl": 0}, "live.ttl: expected a number of at least 1"),
        ({"bound_ms": 0.5}, "live.bound_ms: expected a whole number"),
        ({"tyop": 1}, "live.tyop: unknown key"),
    ],
)
def test_a_mistake_names_its_key(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_live(Table({**GOOD, **changes}, "live"))


def test_boto3_is_not_imported_before_a_document_is_read() -> None:
    code = (
        "import sys\n"
        "from edge.remote_config.settings import read_live\n"
        "from edge.settings import Table\n"
        f"read_live(Table({GOOD!r}, 'live'))\n"
        "assert not {'boto3', 'botocore'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
