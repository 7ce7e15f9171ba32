"""`cloudfrontier check` as people and programs meet it: what is checked, what is printed, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from artifact_project import ArtifactProject

from cloudfrontier.cli import main

PROGRAM = "import sys; from cloudfrontier.cli import main; sys.exit(main(sys.argv[1:]))"
GOOD = "function handler(event) {\n    return event.request;\n}\n"
BAD = "function handler(event) {\n    return event?.request;\n}\n"
DOUBTFUL = "const handler = (event) => event.request;\n"
OLD = "const page = '/';\nfunction handler(event) { event.request.uri = page; return event.request; }\n"
MESSAGE = "optional chaining `?.` in cloudfront-js-2.0: SyntaxError: Unexpected token"
CONFIG = {
    "ETag": "E2QWRUHEXAMPLE",
    "DistributionConfig": {
        "CallerReference": "x",
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [{"Id": "site", "DomainName": "example.org"}]},
        "DefaultCacheBehavior": {
            "TargetOriginId": "stie",
            "ViewerProtocolPolicy": "redirect-to-https",
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
    },
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a good, a bad and a doubtful function."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("good.js", GOOD), ("bad.js", BAD), ("doubtful.js", DOUBTFUL), ("old.js", OLD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> Any:
    assert main(["check", *arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def found(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> list[tuple[str, str, str]]:
    findings = report(capsys, *arguments, code=code)["findings"]
    return [(item["file"], item["id"], item["severity"]) for item in findings]


def test_a_function_without_fault_is_said_to_be_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "good.js", "--static"]) == 0
    assert capsys.readouterr().out.startswith("1 function checked: no findings; ")


def test_people_see_the_line_a_caret_and_what_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.js"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[:4] == [
        f"bad.js:2:17: error CFF103 {MESSAGE}",
        "  2 |     return event?.request;",
        "                      ^",
        "  do: write `a && a.b`",
    ]
    assert "1 function checked: 1 error; " in said.out
    assert said.err == "error: 1 finding to mend\n"


def test_programs_get_findings_and_a_summary_and_nothing_else(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value = report(capsys, "bad.js", code=1)
    assert value == {
        "findings": [
            {
                "id": "CFF103",
                "severity": "error",
                "file": "bad.js",
                "line": 2,
                "column": 17,
                "message": MESSAGE,
                "help": "write `a && a.b`",
                "url": value["findings"][0]["url"],
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "notes": 0, "ignored": 0},
    }
    assert value["findings"][0]["url"].startswith("https://docs.aws.amazon.com/AmazonCloudFront/")


def test_github_and_code_scanning_get_their_formats(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.js", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=bad.js,line=2,col=17,title=CFF103::optional ")
    assert main(["check", "bad.js", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["CFF103"]


def test_everything_in_a_folder_is_reported_in_one_run(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {file for file, _, severity in found(capsys, ".", "good.js", "--static", code=1)}
    assert files >= {"bad.js", "doubtful.js"}
    assert "good.js" not in files


def test_the_runtime_decides(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ("old.js", "CFF103", "error") not in found(capsys, "old.js", "--static", code=0)
    assert ("old.js", "CFF103", "error") in found(capsys, "old.js", "--runtime", "cloudfront-js-1.0", code=1)


def test_warnings_alone_are_fine_unless_strictness_is_asked_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ("doubtful.js", "CFF105", "warning") in found(capsys, "doubtful.js", "--static", code=0)
    assert main(["check", "doubtful.js", "--static", "--strict"]) == 1
    assert capsys.readouterr().err == "error: 1 finding to mend\n"
    assert main(["check", "good.js", "--static", "--strict"]) == 0


def test_quiet_leaves_the_findings(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "good.js", "-q", "--static"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gone.js"], "gone.js: not found"),
        (["good.js", "--runtime", "cloudfront-js-3.0"], "no such runtime"),
        (["good.js", "--event", "origin-request"], "run at viewer-request and viewer-response"),
        (["good.js", "--event", "viewer-request", "--event", "viewer-response"], "is given twice"),
        (["good.js", "--handler", "a.b"], "--handler: no zip is named"),
        (["good.js", "--memory", "128"], "--memory: no zip is named"),
        (["--event", "viewer-request"], "no file is named"),
        (["--distribution", "config.json", "--timeout", "5"], "--timeout: no zip is named"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], says: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *arguments]) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert said.out == ""


def test_a_distribution_is_checked_at_places_in_its_json(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = json.dumps(CONFIG, indent=4)
    (here / "config.json").write_text(text, encoding="utf-8")
    findings = report(capsys, "--distribution", "config.json", code=1)["findings"]
    (wrong,) = (item for item in findings if item["id"] == "DST404")
    assert (wrong["file"], wrong["severity"]) == ("config.json", "error")
    assert '"TargetOriginId": "stie"' in text.splitlines()[wrong["line"] - 1]


def test_a_distribution_and_files_are_checked_together(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    files = {file for file, _, _ in found(capsys, "bad.js", "--distribution", "config.json", code=1)}
    assert files == {"bad.js", "config.json"}


def test_the_project_of_the_folder_is_checked_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = ArtifactProject(tmp_path / "project")
    monkeypatch.chdir(project.root / "site")
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "2 functions, 2 handlers checked: no findings, 3 ignored; " in out
    assert not project.dist.exists()


@pytest.mark.parametrize("argument", ["project", "project/edge.toml"])
def test_own_sources_and_attachments_of_a_project_are_checked(
    argument: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = ArtifactProject(tmp_path / "project")
    project.write("src/own.js", BAD)
    project.change('redirects = ["_redirects"]\nrewrites.index = "index.html"', 'source = "src/own.js"')
    project.change('rule = "DST431"', 'rule = "DST430"')
    monkeypatch.chdir(tmp_path)
    said = found(capsys, argument, code=1)
    assert ("project/src/own.js", "CFF103", "error") in said
    assert {file for file, rule, _ in said if rule.startswith("DST")} == {"project/edge.toml"}


def test_mistakes_in_edge_toml_are_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "edge.toml").write_text("[project]\nnam = 'x'\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 2
    assert "unknown key `nam`" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_what_an_encoding_has_not_is_printed_as_an_escape(form: str, encoding: str, here: Path) -> None:
    (here / "odd").mkdir()
    odd = os.fsencode(here / "odd") + b"/na\xffme\n.js"
    Path(os.fsdecode(odd)).write_bytes(
        b"for (var x of '\xff\xc3') {}\nfunction handler(event) { return event?.a; }"
    )
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, "check", "odd", "old.js", "--format", form],
        cwd=here,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
    assert b"fault" not in ran.stderr
    assert b"na" in ran.stdout
