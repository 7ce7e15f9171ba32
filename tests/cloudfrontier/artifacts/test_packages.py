"""A zip of anybody's is checked from its file: settings, places, texts to show, and what is no zip."""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING

import pytest
from package_zips import package_zip

from cloudfrontier.artifacts.packages import FunctionSettings, check_package, inspect_package
from cloudfrontier.artifacts.pipeline import build
from cloudfrontier.errors import UsageError
from cloudfrontier.project import load
from cloudfrontier.rules.bundle.configuration import configuration_from

if TYPE_CHECKING:
    from pathlib import Path

    from artifact_project import ArtifactProject

    from cloudfrontier.artifacts.packages import PackageReport

TODAY = date(2026, 11, 1)
OWN = """
import os
import boto3
TABLES = boto3.client("dynamodb")

def run(event, context):
    return os.environ["T"]
"""


def inspected(folder: Path, files: dict[str, bytes | str], **settings: object) -> PackageReport:
    path = folder / "function.zip"
    path.write_bytes(package_zip(files))
    known = FunctionSettings(**{"handler": "app.main", "events": ("viewer-request",), **settings})  # type: ignore[arg-type]  # fields by name
    return inspect_package(path, known, name="function.zip", today=TODAY)


def ids(report: PackageReport) -> list[str]:
    return [finding.id for finding in report.findings]


def test_a_good_zip_has_no_findings(tmp_path: Path) -> None:
    assert inspected(tmp_path, {"shop/cart.py": ""}).findings == ()


def test_a_finding_in_a_file_names_the_zip_and_the_file(tmp_path: Path) -> None:
    report = inspected(tmp_path, {"app.py": "import acme\ndef main(event, context): ..."})
    (finding,) = report.findings
    assert finding.where == "function.zip!app.py:1:1"
    assert report.sources == {"function.zip!app.py": "import acme\ndef main(event, context): ..."}


def test_texts_to_show_hold_no_secret(tmp_path: Path) -> None:
    token = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6"
    report = inspected(tmp_path, {"conf.txt": f"first\ntoken = {token}\n"})
    (finding,) = report.findings
    assert (finding.id, finding.line) == ("LAE221", 2)
    assert token not in str(report.sources) + str(report.findings)
    assert "token = ghp_****" in report.sources["function.zip!conf.txt"]


def test_what_is_said_counts_before_what_lambda_says_and_that_before_the_defaults(tmp_path: Path) -> None:
    said = configuration_from(
        {"Runtime": "python3.9", "Handler": "app.other", "MemorySize": 512, "Timeout": 31}
    )
    assert ids(inspected(tmp_path, {}, handler=None, configuration=said)) == [
        "LAE204",
        "LAE205",
        "LAE206",
        "LAE209",
    ]
    report = inspected(tmp_path, {}, configuration=said, runtime="python3.13", memory=128, timeout=5)
    assert ids(report) == []


def test_without_a_handler_lambdas_own_default_is_taken(tmp_path: Path) -> None:
    report = inspected(tmp_path, {"lambda_function.py": "def lambda_handler(event): ..."}, handler=None)
    assert ids(report) == ["LAE212"]


def test_without_any_handler_it_is_said_that_the_code_was_not_read(tmp_path: Path) -> None:
    (finding,) = inspected(tmp_path, {}, handler=None).findings
    assert (finding.id, finding.severity) == ("LAE242", "warning")
    assert "--handler" in finding.help


def test_a_zip_of_javascript_is_taken_for_nodes(tmp_path: Path) -> None:
    path = tmp_path / "function.zip"
    path.write_bytes(package_zip({"index.mjs": "export const handler = 1;"}).replace(b"app.py", b"app.js"))
    findings = check_package(path, handler="index.handler", events=("origin-request",), today=TODAY)
    assert [(finding.id, finding.severity) for finding in findings] == [("LAE241", "note")]


def test_the_digest_of_the_zip_is_compared_with_what_lambda_has(tmp_path: Path) -> None:
    digest = b64encode(hashlib.sha256(package_zip({})).digest()).decode()
    same = configuration_from({"Runtime": "python3.13", "CodeSha256": digest})
    other = configuration_from({"Runtime": "python3.13", "CodeSha256": b64encode(bytes(32)).decode()})
    assert ids(inspected(tmp_path, {}, configuration=same)) == []
    assert ids(inspected(tmp_path, {}, configuration=other)) == ["LAE239"]


def test_the_dict_of_an_sdk_is_a_configuration_too(tmp_path: Path) -> None:
    path = tmp_path / "function.zip"
    path.write_bytes(package_zip({}))
    said = {"Runtime": "python3.13", "Handler": "app.main", "Architectures": ["arm64"]}
    (finding,) = check_package(path, configuration=said, today=TODAY)
    assert finding.id == "LAE230"
    with pytest.raises(UsageError, match="Architectures is a string"):
        check_package(path, configuration={**said, "Architectures": "arm64"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "no zip: it is empty", id="an empty file"),
        pytest.param(b"\x1f\x8b" + bytes(40), "no zip: it is gzip", id="a tarball"),
        pytest.param(package_zip({})[:50], "no zip: its end is missing", id="half a zip"),
        pytest.param(os.urandom(5000), "no zip: it does not end as a zip does", id="random bytes"),
    ],
)
def test_what_is_no_zip_is_one_error(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "function.zip"
    path.write_bytes(data)
    (finding,) = check_package(path, handler="app.main")
    assert (finding.id, finding.severity, finding.file) == ("LAE214", "error", str(path))
    assert words in finding.message


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.zip")
    for path in (tmp_path / "fifo.zip", tmp_path, tmp_path / "absent.zip"):
        (finding,) = check_package(path)
        assert (finding.id, finding.severity) == ("EDG502", "error")


def test_what_the_build_makes_passes_the_check_of_anybodys_zip(project: ArtifactProject) -> None:
    report = build(load(project.root), today=TODAY)
    assert report.findings == ()
    for handler in report.manifest.handlers:
        findings = check_package(
            report.dist / handler.path,
            handler=handler.handler,
            events=handler.events,
            runtime=handler.runtime,
            memory=handler.memory_mb,
            timeout=handler.timeout_s,
            today=TODAY,
        )
        expected = [("LAE222", "note")] if handler.name == "gate" else []
        assert [(finding.id, finding.severity) for finding in findings] == expected


def test_the_build_shows_findings_in_the_projects_own_files(
    project: ArtifactProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.own_handler("app.main.run", app__main=OWN)
    found = [(finding.id, finding.where) for finding in build(load(project.root), today=TODAY).findings]
    assert found == [("LAE224", "app/main.py:4:10"), ("LAE213", "app/main.py:7:12")]


def test_the_build_refuses_a_handler_of_one_argument_where_it_is_defined(
    project: ArtifactProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.own_handler("app.main.run", app__main="\ndef run(event):\n    return event\n")
    report = build(load(project.root), today=TODAY)
    assert [(finding.id, finding.where) for finding in report.findings] == [("LAE212", "app/main.py:2:1")]
    assert not report.written
