"""Case files: every shape is read to the same cases, and every mistake is told at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from case_project import CaseProject

from cloudfrontier.errors import ProjectError, UsageError
from cloudfrontier.testing.cases import Asked, read_cases
from cloudfrontier.testing.cases.selection import selector

if TYPE_CHECKING:
    from pathlib import Path

EVENT = {"request": {"uri": "/docs/"}}


@pytest.fixture
def project(tmp_path: Path) -> CaseProject:
    return CaseProject(tmp_path / "project")


def test_a_request_is_a_line_or_a_table(project: CaseProject) -> None:
    file = project.write(
        "cases/a.toml",
        """
        [[cases]]
        request = "POST /form"
        before = ["/", { url = "/two", headers = { cookie = ["a=1", "b=2"] } }]

        [[cases]]
        name = "json"
        request = { method = "PUT", url = "https://a.example/", json = { a = 1 }, client_ip = "192.0.2.1" }
        """,
    )
    first, second = read_cases([file])
    assert (first.name, first.request) == ("a[0]", Asked("POST", "/form"))
    assert first.before == (Asked("GET", "/"), Asked("GET", "/two", (("cookie", "a=1"), ("cookie", "b=2"))))
    assert second.request == Asked(
        "PUT",
        "https://a.example/",
        (("Content-Type", "application/json"),),
        b'{"a": 1}',
        "192.0.2.1",
    )
    assert [str(case.where).rpartition(":")[2] for case in (first, second)] == ["2", "6"]


@pytest.mark.parametrize(
    ("content", "code", "expect"),
    [
        ({"function": "router", "cases": [{"event": EVENT}]}, "router", None),
        ({"handler": "gate", "cases": [{"event": EVENT, "function": "own"}]}, "own", None),
        ([{"event": EVENT, "expect": {"error": "x"}}], "given", {"error": "x"}),
        ({"event": EVENT, "output": {"request": {"uri": "/"}}}, "given", {"request": {"uri": "/"}}),
        (EVENT, "given", None),
    ],
    ids=["of a file", "its own", "a list", "cftest's shape", "an event by itself"],
)
def test_an_event_comes_in_many_shapes(project: CaseProject, content: Any, code: str, expect: object) -> None:
    (case,) = read_cases([project.write("c.json", content)], function="given")
    assert (case.code, case.expect) == (code, expect)
    assert case.event is not None
    assert case.event["context"]["eventType"] == "viewer-request"
    assert case.event["request"] == {
        "method": "GET",
        "uri": "/docs/",
        "querystring": {},
        "headers": {},
        "cookies": {},
    }


def test_an_event_may_stand_in_a_file_of_its_own(project: CaseProject) -> None:
    project.write("cases/events/docs.json", EVENT)
    project.write("cases/a.toml", 'event = "events/docs.json"\nname = "docs"')
    (case,) = read_cases([project.root / "cases"])
    assert case.event is not None
    assert case.event["request"]["uri"] == "/docs/"


def test_rows_of_a_log_are_events(project: CaseProject) -> None:
    """The columns of AWS's testing tool; a value that comes twice is the first one and all of them."""
    rows = [
        {
            "request_ip": "192.0.2.9",
            "method": "HEAD",
            "uri": "/a%20b",
            "referrer": "-",
            "user_agent": "Mozilla/5.0%20(X11)",
            "query_string": "x=1&x=2",
            "cookie": "a=1;%20b=2",
            "host_header": "www.example.com",
        }
    ]
    (case,) = read_cases([project.write("log.json", rows)])
    assert case.event is not None
    assert case.event["viewer"] == {"ip": "192.0.2.9"}
    assert case.event["request"] == {
        "method": "HEAD",
        "uri": "/a b",
        "headers": {"host": {"value": "www.example.com"}, "user-agent": {"value": "Mozilla/5.0 (X11)"}},
        "querystring": {"x": {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}},
        "cookies": {"a": {"value": "1"}, "b": {"value": "2"}},
    }


def test_a_log_may_come_from_a_spreadsheet(project: CaseProject) -> None:
    csv = project.write("log.csv", '\ufeffuri,method,cookie\n/one,HEAD\n/two,-,"a=1,2"\n')
    first, second = read_cases([csv])
    assert [(case.name, case.where.line) for case in (first, second)] == [
        ("log[0] /one", 2),
        ("log[1] /two", 3),
    ]
    assert first.event is not None
    assert (first.event["request"]["method"], first.event["request"]["cookies"]) == ("HEAD", {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("path\n/one\n", "1:1: no column `uri`; expected cookie, host_header"),
        ("uri,methd\n/one,GET\n", "1:1: unknown column `methd`; expected"),
        ("uri,cookie\n/one,-\n/two,a=1,b=2\n", "3:1: a row has more values than there are columns"),
    ],
    ids=["no-uri", "unknown", "comma"],
)
def test_a_column_that_nobody_reads_is_told(project: CaseProject, text: str, told: str) -> None:
    with pytest.raises(ProjectError, match=re.escape(told)):
        read_cases([project.write("log.csv", text)])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('request = "/"\nexpct = {}', "2:1: unknown key `expct`"),
        ('name = "no"', "1:1: a case has either `request` or `event`"),
        ('request = "/"\nexpect = { stauts = 1 }', "2:12: unknown key `stauts`; did you mean `status`?"),
        ('request = "/"\nexpect.body."$like" = 1', "2:"),
        ('[[cases]]\nrequest = "/"\n[[cases]]\nrequest = { uri = "/" }', "4:1: a request is a text"),
        ('request = { url = "/", headers = { a = 1 } }', "a header is a text, or a list"),
        ('request = { url = "/", body = "a", json = 1 }', "two bodies"),
        ('request = "/"\nbehaviour = 1', "2:1: unknown key `behaviour`, expected one of name, function"),
        ('event = "none.json"', "none.json: no event: no such file or directory"),
        ('[[case]]\nrequest = "/"', "unknown key `case`; did you mean `cases`"),
        ("event = { uri = 1 }", "expected an event with a `request`"),
        ("skip = true\nrequest = '/'", "`skip` is no text"),
        ("cases = 1", "no list of tables"),
        ("other = 1\n[[cases]]\nrequest = '/'", "unknown key `other` beside `cases`"),
        ("request = ", "not valid TOML"),
    ],
)
def test_a_mistake_is_told_at_its_place(project: CaseProject, text: str, told: str) -> None:
    file = project.write("a.toml", text)
    with pytest.raises(ProjectError) as error:
        read_cases([file])
    assert told in str(error.value)
    assert str(error.value).startswith(f"{file}:")


def test_the_mistakes_of_all_files_are_told_at_once(project: CaseProject) -> None:
    project.write("cases/a.toml", "[[cases]]\n[[cases]]\nrequest = '/'\nno = 1\n")
    project.write("cases/b.json", "{")
    with pytest.raises(ProjectError) as error:
        read_cases([project.root / "cases"])
    assert len(error.value.problems) == 3


def test_no_case_is_an_error(project: CaseProject) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        read_cases([project.root / "nowhere"])
    with pytest.raises(UsageError, match="no cases"):
        read_cases([project.root / "site"])
    with pytest.raises(UsageError, match=r"ends in \.toml"):
        read_cases([project.root / "router.js"])


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("Old", ["old lamp", "old kettle"]),
        ("old and not lamp", ["old kettle"]),
        ("lamp or new", ["old lamp", "new"]),
        ("not old", ["new"]),
        ("a.json", ["old lamp", "old kettle", "new"]),
        ("nothing", []),
    ],
)
def test_cases_are_chosen_by_words(project: CaseProject, expression: str, names: list[str]) -> None:
    tables = [{"name": name, "request": "/"} for name in ("old lamp", "old kettle", "new")]
    cases = read_cases([project.write("a.json", tables)])
    assert [case.name for case in filter(selector(expression), cases)] == names


def test_an_event_of_a_handler_is_completed_to_what_awss_examples_have(project: CaseProject) -> None:
    cf = {"request": {"uri": "/one"}, "response": {"status": "404"}}
    (case,) = read_cases([project.write("a.json", {"handler": "h", "event": {"Records": [{"cf": cf}]}})])
    assert case.event is not None
    whole = case.event["Records"][0]["cf"]
    assert set(whole["config"]) == {"distributionDomainName", "distributionId", "eventType", "requestId"}
    assert whole["config"]["eventType"] == "origin-response"
    assert whole["request"] == {
        "clientIp": "203.0.113.178",
        "headers": {},
        "method": "GET",
        "querystring": "",
        "uri": "/one",
    }
    assert whole["response"] == {"headers": {}, "status": "404", "statusDescription": "OK"}


@pytest.mark.parametrize("records", [[], [1], [{"cf": 1}], [{}, {}]], ids=str)
def test_records_of_another_shape_stay_as_they_are(project: CaseProject, records: list[object]) -> None:
    event = {"Records": records}
    (case,) = read_cases([project.write("a.json", {"handler": "h", "event": event})])
    assert case.event == event
