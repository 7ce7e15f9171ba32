"""The page in a real browser: seen, used by mouse and by keys, and unmoved by what a request contains."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest
from page_browser import PageBrowser
from process_census import wait_until
from serve_process import ServeProcess
from serve_projects import write_served_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeProcess]:
    root = write_served_project(tmp_path_factory.mktemp("project"))
    with ServeProcess(root, tmp_path_factory.mktemp("temporary")) as made:
        yield made


@pytest.fixture
def page(server: ServeProcess) -> Iterator[PageBrowser]:
    with PageBrowser(f"{server.url}/__cloudfrontier/") as made:
        made("see", "#connection[data-state=open]")
        yield made
        assert made("told") == [], "the browser complained of the page"


def row(text: str) -> str:
    return f'.row:has-text("{text}")'


def test_a_request_appears_by_itself_and_opens_as_a_timeline(server: ServeProcess, page: PageBrowser) -> None:
    server.get("/old?by=browser")
    page("click", row("/old?by=browser"))
    page("see", ".timeline")
    steps = page("evaluate", code="[...document.querySelectorAll('.step-name')].map((e) => e.textContent)")
    assert steps == [
        "request",
        "viewer-request",
        "cache",
        "origin-request",
        "origin",
        "origin-response",
        "store",
        "viewer-response",
        "response",
    ]
    assert "/new" in page("text", ".changes")
    assert "a million" in page("text", "dl.facts")
    assert page("text", "#opened").startswith("301 GET /old?by=browser")


def test_replay_sends_it_again_and_opens_what_came(server: ServeProcess, page: PageBrowser) -> None:
    server.get("/plain/page?replayed")
    page("click", row("/plain/page?replayed"))
    page("click", "#replay")
    page("see", "dl.facts", text="replay of")
    assert "hit" in page("text", ".timeline")
    assert page("count", f"{row('/plain/page?replayed')}") == 2


def test_an_object_is_invalidated_from_its_request_and_by_a_path(
    server: ServeProcess, page: PageBrowser
) -> None:
    server.get("/plain/page")
    page("click", row("/plain/page"))
    page("click", "#forget")
    page("see", "#live.toast", text="forgotten")
    assert server.get("/plain/page").headers["x-cache"] == "Miss from cloudfront"
    page("fill", "#paths", text="/plain/*")
    page("click", "#invalidate button")
    page("see", "#live.toast", text="1 stored object forgotten")
    assert server.get("/plain/page").headers["x-cache"] == "Miss from cloudfront"


@pytest.mark.parametrize(
    ("button", "begins", "holds"),
    [
        ("#copy-test", "def test_get_old(cloudfront):", 'response.headers.get("location") == "/new?copied"'),
        ("#copy-case", '[[cases]]\nname = "GET /old"', 'headers = { location = "/new?copied" }'),
    ],
    ids=["pytest", "case"],
)
def test_it_is_copied_as_a_test(
    server: ServeProcess, page: PageBrowser, button: str, begins: str, holds: str
) -> None:
    server.get("/old?copied")
    page("click", row("/old?copied"))
    page("see", button)
    page("focus", button)
    page("press", key="Enter")
    page("see", "#copied[open]")
    page("see", "#copied-note", text="Put it into a file")
    text = page("value", "#copied-text")
    assert text.startswith(begins)
    assert holds in text
    assert page("evaluate", code="document.activeElement.id") == "copied-text"
    assert page("evaluate", code="getSelection().toString()") == text, "one more key copies it"
    assert page("count", "#copied-skip:not([hidden])") == 0
    page("press", key="Escape")
    assert page("count", "#copied[open]") == 0
    assert page("evaluate", code="document.activeElement.id") == button.removeprefix("#")


def test_why_a_copied_test_is_skipped_is_said(server: ServeProcess, page: PageBrowser) -> None:
    server.request("POST", "/api/session", headers={"Cookie": "session=long-enough-to-be-a-secret"})
    page("click", row("/api/session"))
    page("click", "#copy-case")
    page("see", "#copied-skip", text="secrets are left out")


def test_what_a_request_contains_does_nothing(server: ServeProcess, page: PageBrowser) -> None:
    target = "/" + EVIL.replace(" ", "%20") + "?q=<script>window.hacked=1</script>"
    connection = server.connect()
    named = "".join(f"{name}: {EVIL}\r\n" for name in ("Host", "X-Evil", "Cookie"))
    connection.sendall(f"GET {target} HTTP/1.1\r\n{named}Connection: close\r\n\r\n".encode())
    assert connection.recv(100).startswith(b"HTTP/1.1")
    connection.close()
    server.request("POST", "/api/evil", headers={"X-Evil": EVIL}, body=EVIL.encode())
    page("click", row("onerror"))
    page("see", ".timeline")
    page("click", row("/api/evil"))
    page("see", "#opened", text="/api/evil")
    page("evaluate", code="for (const d of document.querySelectorAll('details')) d.open = true")
    assert "onerror" in page("text", ".timeline"), "it is shown as text"
    page("click", "#copy-test")
    page("press", key="Escape")
    assert page("evaluate", code="window.hacked ?? null") is None
    assert page("count", "main img, main script") == 0


def test_nothing_can_be_put_into_the_page_as_html(page: PageBrowser) -> None:
    put = "(() => { try { document.body.innerHTML = '<b>x</b>'; return true; } catch { return false; } })()"
    assert page("evaluate", code=put) is False
    assert "TrustedHTML" in page("told", forget=True)[0]


def test_keys_alone_find_open_and_filter_a_request(server: ServeProcess, page: PageBrowser) -> None:
    server.get("/plain/keys-1")
    server.get("/plain/keys-2")
    page("see", row("/plain/keys-2"))
    page("focus", "#filter")
    page("fill", "#filter", text="keys")
    assert page("text", "#count").startswith("2 of ")
    page("press", key="Tab")
    page("press", key="Tab")
    page("press", key="ArrowDown")
    page("press", key="Enter")
    page("see", "#opened", text="/plain/keys-1")
    assert page("evaluate", code="document.activeElement.id") == "opened", "it is read aloud"
    page("press", key="Escape")
    assert "/plain/keys-1" in page("evaluate", code="document.activeElement.textContent")
    page("press", key="Tab")
    assert page("evaluate", code="document.activeElement.id") == "replay", "the list is one stop"


def test_logs_stand_with_their_group_and_lambdas_report(server: ServeProcess, page: PageBrowser) -> None:
    server.get("/floods")
    page("click", row("/floods"))
    page("see", ".logs", text="line 0")
    assert "/aws/lambda/us-east-1.floods in us-east-1" in page("text", ".timeline")
    assert page("text", ".report").startswith("REPORT RequestId: ")
    assert page("evaluate", code="document.querySelector('.logs').tabIndex") == 0, "keys scroll it"


def test_a_pause_keeps_the_list_as_it_is_and_counts_what_waits(
    server: ServeProcess, page: PageBrowser
) -> None:
    page("click", "#pause")
    server.get("/plain/paused")
    page("see", "#held", text="1 wait")
    assert page("count", row("/plain/paused")) == 0
    page("click", "#pause")
    page("see", row("/plain/paused"))
    assert page("text", "#held") == ""


def test_a_thousand_requests_are_listed_and_found(tmp_path: Path) -> None:
    root = write_served_project(tmp_path / "project")
    with ServeProcess(root, tmp_path / "temporary") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=40)
        for number in range(1100):
            connection.request("GET", f"/plain/page?{number}")
            connection.getresponse().read()
        connection.close()
        with PageBrowser(f"{server.url}/__cloudfrontier/") as page:
            page("see", "#count", text="1000")
            page("fill", "#filter", text="page?1099")
            assert page("text", "#count") == "1 of 1000"
            page("click", row("page?1099"))
            page("see", "#opened", text="page?1099")


def test_who_hears_the_page_is_told_all_that_others_see(server: ServeProcess, page: PageBrowser) -> None:
    page("see", "#domain", text="cloudfront.net")
    server.get("/old?heard")
    said = "document.getElementById('live').textContent"
    assert wait_until(lambda: "/old?heard: 301" in page("evaluate", code=said))
    page("click", row("/old?heard"))
    page("see", ".timeline")
    heard = page("tree", "main")
    for words in ("added header location", "did not run:", "ran at viewer-request", 'button "Replay"'):
        assert words in heard or words in page("evaluate", code="document.querySelector('main').textContent")
    unnamed = """[...document.querySelectorAll('button, input, textarea')].filter((e) =>
      !e.textContent.trim() && !e.labels?.length && !e.getAttribute('aria-labelledby')).length"""
    assert page("evaluate", code=unnamed) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(server: ServeProcess, scheme: str) -> None:
    """A contrast of 4.5, which WCAG 2.2 asks for (success criterion 1.4.3)."""
    server.get("/endless?contrast")
    with PageBrowser(f"{server.url}/__cloudfrontier/", scheme) as page:
        page("click", row("/endless?contrast"))
        page("see", ".timeline")
        assert page("evaluate", code=CONTRAST) == []


CONTRAST = """(() => {
  const rgb = (text) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const curve = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const part = [r, g, b].map((v) => curve(v / 255));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest(".hidden, :disabled, .sign")) continue;
    const both = [rgb(getComputedStyle(element).color), behind(element)].map(light);
    const [a, b] = both.sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(`${element.className}: ${element.textContent.slice(0, 40)}`);
  }
  return [...new Set(poor)];
})()"""
