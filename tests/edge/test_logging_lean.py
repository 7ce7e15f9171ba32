"""The lean logger prints what Powertools prints: line for line, metric for metric."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import edge
from edge.logging_lean import LeanTelemetry
from edge.settings import Settings, SettingsError, Table
from edge.telemetry import open_telemetry

ROOT = Path(edge.__file__).parent.parent
PROGRAM = """\
import sys
from edge.settings import Settings, Table
from edge.telemetry import open_telemetry
table = {"project": "shop", "handler": "gate", "log_level": sys.argv[2], "logging": sys.argv[1]}
telemetry = open_telemetry(Settings(Table({**table, "features": {}}, "")))
telemetry.begin("request==", "viewer-request")
telemetry.outcome("auth", "allowed", reason="x", count=3, label="\\u00fc\\u2028", items=("a",), gone=None)
telemetry.outcome("auth", "allowed")
telemetry.outcome("ab_testing", "assigned", variants={"hero": "a"}, yes=True)
telemetry.warning("auth", "look at this", times=2)
try:
    raise ValueError("canary")
except ValueError as error:
    telemetry.failure("auth", error)
telemetry.end()
telemetry.begin("second==", "origin-request")
telemetry.end()
telemetry.begin("third==", "viewer-request")
telemetry.outcome("auth", "refused", reason="absent")
telemetry.outcome("auth", "allowed", 4.0, scheme="session")
telemetry.outcome("auth", "allowed", 4.0, scheme="session")
telemetry.end()
print([name for name in sys.modules if "powertools" in name][:1], file=sys.stderr)
"""


def printed(logging: str, level: str = "DEBUG") -> tuple[list[dict[str, Any]], str]:
    """Lines of stdout with their keys in order, times taken out; what stderr says was imported."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, logging, level],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    for line in lines:
        if "_aws" in line:
            assert isinstance(line["_aws"].pop("Timestamp"), int)
        else:
            assert len(line.pop("timestamp")) == len("2026-11-23T15:19:47.707+00:00")
    return lines, done.stderr.strip()


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_both_print_the_same_lines(level: str) -> None:
    lean, imported = printed("lean", level)
    full, _ = printed("powertools", level)
    assert [list(line.items()) for line in lean] == [list(line.items()) for line in full]
    assert imported == "[]"
    assert "canary" not in str(lean)


def settings(**changes: object) -> Settings:
    return Settings(Table({"project": "shop", "handler": "gate", "features": {}, **changes}, ""))


def test_the_time_is_that_of_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry = LeanTelemetry(settings(), clock=lambda: 1_795_447_187.7089)
    telemetry.outcome("auth", "allowed")
    telemetry.end()
    line, metrics = map(json.loads, capsys.readouterr().out.splitlines())
    assert line["timestamp"] == "2026-11-23T15:19:47.708+00:00"
    assert metrics["_aws"]["Timestamp"] == 1_795_447_187_708


def test_a_metric_has_the_embedded_form(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry = LeanTelemetry(settings(), clock=lambda: 1.0)
    telemetry.begin("request==", "viewer-request")
    telemetry.outcome("auth", "allowed")
    capsys.readouterr()
    telemetry.end()
    assert json.loads(capsys.readouterr().out) == {
        "_aws": {
            "Timestamp": 1000,
            "CloudWatchMetrics": [
                {
                    "Namespace": "shop",
                    "Dimensions": [["service"]],
                    "Metrics": [{"Name": "auth_allowed", "Unit": "Count"}],
                }
            ],
        },
        "service": "gate",
        "request_id": "request==",
        "auth_allowed": [1.0],
    }


def test_the_settings_choose() -> None:
    assert isinstance(open_telemetry(settings(logging="lean")), LeanTelemetry)
    assert type(open_telemetry(settings())).__name__ == "PowertoolsTelemetry"
    with pytest.raises(SettingsError, match="logging: expected one of powertools, lean"):
        settings(logging="none")


def test_a_zip_without_its_logger_says_so(tmp_path: Path) -> None:
    for name in ("__init__.py", "settings.py", "telemetry.py"):
        target = tmp_path / "edge" / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((Path(edge.__file__).parent / name).read_bytes())
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{PROGRAM}",
            "lean",
            "INFO",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "logging is 'lean', and this zip was built without it: build it again" in done.stderr
