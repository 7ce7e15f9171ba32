"""Edits while the server runs take effect; a broken one keeps the last good build, and is shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from process_census import wait_until
from serve_process import ServeProcess
from serve_projects import EDGE, write_served_project

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 20.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServeProcess]:
    root = write_served_project(tmp_path / "project")
    with ServeProcess(root, tmp_path / "temporary") as made:
        # watching begins with the event loop, a moment after the first line
        assert made.get("/plain/page").status == 200
        yield made


def soon(claim: object) -> bool:
    return wait_until(claim, seconds=SECONDS)


def write(server: ServeProcess, name: str, text: str) -> None:
    (server.project / name).write_text(text, encoding="utf-8")


def test_a_changed_list_of_redirects_takes_effect(server: ServeProcess) -> None:
    assert server.get("/old").headers["location"] == "/new"
    write(server, "_redirects", "/old /newer 301\n")
    assert soon(lambda: server.get("/old").headers.get("location") == "/newer")
    assert server.says("build 2, in ")


def test_a_changed_handler_takes_effect_and_the_old_worker_is_gone(server: ServeProcess) -> None:
    assert server.get("/greets").headers["x-said"] == "first"
    code = (server.project / "shop_code.py").read_text(encoding="utf-8")
    write(server, "shop_code.py", code.replace('"first"', '"second"'))
    assert soon(lambda: server.get("/greets").headers["x-said"] == "second")
    folders = [path for path in Path(server.temporary).iterdir() if "lambda" in path.name]
    assert len(folders) == 1


def test_a_changed_page_is_seen_although_the_old_one_was_cached(server: ServeProcess) -> None:
    assert server.get("/plain/page").headers["x-cache"] == "Hit from cloudfront"
    write(server, "site/plain/page", "changed")
    assert soon(lambda: server.get("/plain/page").text == "changed")
    assert server.says("the site has changed")
    assert not any(line.startswith("build") for line in server.lines), "nothing had to be built"


def test_a_changed_origin_takes_effect(server: ServeProcess) -> None:
    assert server.get("/api/x").text == "nothing"
    code = (server.project / "api.py").read_text(encoding="utf-8")
    write(server, "api.py", code.replace("nothing", "something"))
    assert soon(lambda: server.get("/api/x").text == "something")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("edge.toml", EDGE + "\n[nonsense]\n", "nonsense"),
        ("edge.toml", "not toml at all [", "edge.toml:1"),
        ("endless.js", "function handler( {", "endless.js"),
        ("shop_code.py", "def broken(:", "shop_code.py"),
    ],
    ids=["unknown-table", "no-toml", "javascript", "python"],
)
def test_a_broken_edit_keeps_the_last_good_build_and_shows_the_error(
    server: ServeProcess, name: str, text: str, said: str
) -> None:
    write(server, name, text)
    assert server.says("the last good build (1) goes on")
    assert server.says(said)
    assert server.get("/old").headers["location"] == "/new"
    assert server.get("/greets").text == "hello"
    stream = server.connect()
    stream.sendall(b"GET /__cloudfrontier/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
    told = b""
    while b"\n\n" not in told.partition(b"event: state")[2]:
        told += stream.recv(65536)
    stream.close()
    assert said.encode() in told


def test_a_mended_edit_takes_effect_after_a_broken_one(server: ServeProcess) -> None:
    write(server, "edge.toml", "nonsense")
    assert server.says("goes on")
    write(server, "edge.toml", EDGE.replace('x-tag = "one"', 'x-tag = "two"'))
    assert soon(lambda: server.get("/").headers.get("x-tag") == "two")


def test_a_new_folder_with_code_is_watched(server: ServeProcess) -> None:
    write(server, "edge.toml", EDGE.replace('source = "endless.js"', 'source = "more/quick.js"'))
    assert server.says("goes on")
    (server.project / "more").mkdir()
    write(server, "more/quick.js", "function handler(event) { return {statusCode: 204}; }\n")
    assert soon(lambda: server.get("/endless").status == 204)


def test_a_new_folder_goes_on_being_watched(server: ServeProcess) -> None:
    (server.project / "more").mkdir()
    write(server, "more/quick.js", "function handler(event) { return {statusCode: 204}; }\n")
    write(server, "edge.toml", EDGE.replace('source = "endless.js"', 'source = "more/quick.js"'))
    assert soon(lambda: server.get("/endless").status == 204)
    write(server, "more/quick.js", "function handler(event) { return {statusCode: 410}; }\n")
    assert soon(lambda: server.get("/endless").status == 410)


def test_a_site_that_is_removed_and_written_anew_is_followed(server: ServeProcess) -> None:
    for text in ("second", "third"):
        shutil.rmtree(server.project / "site")
        (server.project / "site" / "plain").mkdir(parents=True)
        write(server, "site/plain/page", text)
        assert soon(lambda text=text: server.get("/plain/page").text == text)
    write(server, "site/plain/page", "fourth")
    assert soon(lambda: server.get("/plain/page").text == "fourth")


def test_a_project_that_is_away_for_a_moment_is_found_again(server: ServeProcess) -> None:
    away = server.project.with_name("away")
    server.project.rename(away)
    assert server.says("edits are not seen at the moment")
    assert server.get("/old").headers["location"] == "/new"
    away.rename(server.project)
    write(server, "_redirects", "/old /back 301\n")
    assert soon(lambda: server.get("/old").headers.get("location") == "/back")


def test_what_is_edited_before_there_is_a_watch_takes_effect(tmp_path: Path) -> None:
    root = write_served_project(tmp_path / "project")
    # origins are loaded when the build is done, and before anything is watched
    editing = "\nfrom pathlib import Path\nlist = Path(__file__).with_name('_redirects')\n"
    editing += "if 'early' not in list.read_text():\n    list.write_text('/old /early 301\\n')\n"
    with (root / "api.py").open("a", encoding="utf-8") as file:
        file.write(editing)
    with ServeProcess(root, tmp_path / "temporary") as server:
        assert soon(lambda: server.get("/old").headers.get("location") == "/early")
        assert server.says("build 2")


def test_what_other_programs_write_is_no_change(server: ServeProcess) -> None:
    for name in ("serve.log", "edge.toml.swp", "edge.toml~"):
        write(server, name, "text")
    (server.project / "node_modules").mkdir()
    write(server, "node_modules/x.js", "text")
    write(server, "_redirects", "/old /other 301\n")
    assert soon(lambda: server.get("/old").headers.get("location") == "/other")
    assert server.says("build 2")
    assert not any("build 3" in line for line in server.lines)
