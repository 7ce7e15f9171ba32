"""The page's endpoints over real sockets: who may use them, what they show, and what they do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from serve_process import Answer, ServeProcess
from serve_projects import write_served_project

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "c2VjcmV0LXZhbHVlLW9mLWEtc2Vzc2lvbg"
PAGE = "/__cloudfrontier/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeProcess]:
    root = write_served_project(tmp_path_factory.mktemp("project"))
    temporary = tmp_path_factory.mktemp("temporary")
    with ServeProcess(root, temporary, allowed_hosts=("shop.test",), told={"reloads": False}) as made:
        yield made


def stream_of(server: ServeProcess, *, until: str, after: str = "") -> list[tuple[str, Any]]:
    """Events of the stream as `(name, value)`, up to the first that holds a text."""
    connection = server.connect()
    head = f"GET {PAGE}stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: {after}\r\n\r\n"
    connection.sendall(head.encode())
    told = ""
    while until not in told or "event: ready" not in told or not told.endswith("\n\n\r\n"):
        told += connection.recv(65536).decode()
    connection.close()
    found = []
    for block in told.split("\n\n"):
        lines = block.splitlines()
        name = next((line[7:] for line in lines if line.startswith("event: ")), "")
        data = next((line[6:] for line in lines if line.startswith("data: ")), "")
        if name:
            found.append((name, json.loads(data)))
    return found


def last_id(server: ServeProcess, target: str) -> int:
    """The number of the newest request for a target."""
    events = stream_of(server, until=json.dumps(target))
    return max(int(value["id"]) for name, value in events if name == "request" and value["target"] == target)


def timeline(server: ServeProcess, number: int) -> Any:
    return server.get(f"{PAGE}requests/{number}").json()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8080", 200),
        ("shop.localhost", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("shop.test", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8080", 421),
        ("", 421),
    ],
)
@pytest.mark.parametrize("path", ["", "stream-is-not-tried", "requests/1"])
def test_a_foreign_name_that_leads_here_sees_nothing(
    server: ServeProcess, host: str, status: int, path: str
) -> None:
    answer = server.get(PAGE + path, Host=host)
    assert (answer.status == 421) is (status == 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://127.0.0.1"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Host": "evil.example"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["invalidations", "requests/1/replay", "requests/1/test", "requests/1/case"])
def test_only_the_page_itself_may_change_something(
    server: ServeProcess, path: str, headers: dict[str, str]
) -> None:
    answer = server.post(path, {"paths": ["/*"]}, **headers)
    assert answer.status in {403, 421}


@pytest.mark.parametrize("form", ["test", "case", "replay"])
def test_no_image_or_link_of_another_site_sends_a_request_again(server: ServeProcess, form: str) -> None:
    """Copying tries a request at origins and handlers, so that a GET must not do it."""
    assert server.get(f"{PAGE}requests/1/{form}").status == 404


def test_no_site_may_read_what_the_page_reads(server: ServeProcess) -> None:
    answer = server.get(PAGE, Origin="http://evil.example")
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "name", ["", "page.js", "list.js", "timeline.js", "elements.js", "server.js", "page.css"]
)
def test_every_file_of_the_page_is_served_as_what_it_is(server: ServeProcess, name: str) -> None:
    answer = server.get(PAGE + name)
    assert answer.status == 200
    expected = {"": "html", "js": "javascript", "css": "css"}[name.rpartition(".")[2]]
    assert expected in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_holds_no_script_and_no_style_of_its_own(server: ServeProcess) -> None:
    text = server.get(PAGE).text
    assert "<script>" not in text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    for name in ("page.js", "list.js", "timeline.js", "elements.js", "server.js"):
        code = server.get(PAGE + name).text
        assert not any(
            word in code for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write")
        )


@pytest.mark.parametrize(
    "path", ["../settings.py", "%2e%2e/settings.py", "requests/0", "requests/x", "nothing", "page.py"]
)
def test_nothing_else_is_there(server: ServeProcess, path: str) -> None:
    assert server.get(PAGE + path).status == 404


def test_the_path_without_its_slash_leads_to_the_page(server: ServeProcess) -> None:
    answer = server.get("/__cloudfrontier")
    assert (answer.status, answer.headers["location"]) == (308, PAGE)


def test_a_request_is_shown_from_end_to_end(server: ServeProcess) -> None:
    server.get("/", Accept="text/html")
    server.get("/index.html")
    shown = timeline(server, last_id(server, "/index.html"))
    trace = shown["trace"]
    assert [step["event"] for step in trace["events"] if step["outcome"] != "not run"] == [
        "viewer-request",
        "viewer-response",
    ]
    assert {"path": "headers.x-tag", "before": None, "after": "one"} in trace["events"][3]["changes"]
    assert (trace["cache"]["decision"], shown["x_cache"]) == ("hit", "Hit from cloudfront")
    assert trace["cache"]["key"]
    assert trace["events"][0]["cost"]["dollars"] == pytest.approx(0.10)
    assert 0 < trace["events"][0]["cost"]["utilization"] <= 100
    assert shown["dollars"] == pytest.approx(0.20)


def test_a_handlers_cost_is_that_of_its_memory_and_time(server: ServeProcess) -> None:
    server.get("/greets")
    step = timeline(server, last_id(server, "/greets"))["trace"]["events"][0]
    duration = max(step["duration_ms"], 1.0)
    expected = 0.60 + 1_000_000 * duration / 1000 * 128 / 1024 * 0.00005001
    assert step["cost"]["dollars"] == pytest.approx(expected, rel=1e-3)
    assert step["cost"]["memory_mb"] == 128


def secret_request(server: ServeProcess) -> Answer:
    headers = {"Cookie": f"session={SECRET}", "Authorization": f"Bearer {SECRET}", "X-Also": SECRET}
    return server.request("POST", "/api/secret", headers=headers, body=SECRET.encode())


def test_secrets_are_shown_nowhere(server: ServeProcess) -> None:
    assert secret_request(server).text == SECRET, "the origin sees them"
    number = last_id(server, "/api/secret")
    shown = server.get(f"{PAGE}requests/{number}").text
    test = server.post(f"requests/{number}/test").text
    assert SECRET not in shown
    assert SECRET not in test
    assert "<redacted" in shown
    assert not any(SECRET in line for line in server.lines)


def test_a_replay_sends_the_same_again_with_its_secrets(server: ServeProcess) -> None:
    secret_request(server)
    number = last_id(server, "/api/secret")
    again = server.post(f"requests/{number}/replay").json()
    assert (again["replay_of"], again["status"], again["method"]) == (number, 200, "POST")
    assert timeline(server, again["id"])["trace"]["response"]["body_bytes"] == len(SECRET)


def test_an_invalidation_makes_the_next_request_a_miss(server: ServeProcess) -> None:
    server.get("/plain/page")
    assert server.get("/plain/page").headers["x-cache"] == "Hit from cloudfront"
    assert server.post("invalidations", {"paths": ["/plain/*"]}).json() == {"objects": 1}
    assert server.get("/plain/page").headers["x-cache"] == "Miss from cloudfront"


@pytest.mark.parametrize(
    "paths", [["no-slash"], ["/~"], [], "text", [1], None, ["/x"] * 3001], ids=lambda paths: str(paths)[:20]
)
def test_what_cloudfront_would_not_invalidate_is_refused(server: ServeProcess, paths: object) -> None:
    answer = server.post("invalidations", {"paths": paths})
    assert answer.status == 409
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b"\xff", b"null", b"x" * 2_000_000], ids=range(6)
)
def test_junk_in_place_of_json_is_refused(server: ServeProcess, body: bytes) -> None:
    headers = {"Origin": server.url, "Content-Type": "application/json"}
    answer = server.request("POST", f"{PAGE}invalidations", headers=headers, body=body)
    assert answer.status == 409
    assert server.get("/plain/page").status == 200


def test_what_is_not_kept_is_told(server: ServeProcess) -> None:
    answer = server.get(f"{PAGE}requests/999999")
    assert answer.status == 409
    assert "not kept" in answer.json()["error"]


def test_a_stream_begins_with_the_state_and_goes_on_where_it_was_left(server: ServeProcess) -> None:
    server.get("/stream/one")
    first = last_id(server, "/stream/one")
    server.get("/stream/two")
    run = stream_of(server, until="event: ready")[0][1]["run"]
    events = stream_of(server, until='"/stream/two"', after=f"{run}-{first}")
    assert events[0][0] == "state"
    assert events[0][1]["project"] == "shop"
    targets = [value["target"] for name, value in events if name == "request"]
    assert targets == ["/stream/two"]


def test_of_another_run_of_the_server_nothing_was_seen(server: ServeProcess) -> None:
    server.get("/stream/other")
    events = stream_of(server, until="event: ready", after="0000-999")
    assert "/stream/other" in [value["target"] for name, value in events if name == "request"]


def test_no_more_pages_than_a_person_opens(server: ServeProcess) -> None:
    request = f"GET {PAGE}stream HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    opened = [server.connect() for _ in range(17)]
    firsts = []
    for connection in opened:
        connection.sendall(request)
        firsts.append(connection.recv(64)[:12])
    assert firsts.count(b"HTTP/1.1 200") <= 16
    assert b"HTTP/1.1 503" in firsts
    for connection in opened:
        connection.close()
