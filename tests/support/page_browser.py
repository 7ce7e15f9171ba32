"""A person at the server's page: headless Chromium, driven through node (`page_browser.mjs`)."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from oidc_browser import find_chromium
from oidc_packages import node_packages

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["PageBrowser"]

SCRIPT = Path(__file__).with_name("page_browser.mjs")


@dataclass
class PageBrowser:
    """A context manager with one page open; the test is skipped where there is no browser or no node."""

    url: str
    scheme: str = "light"

    def __call__(self, action: str, on: str = "", **step: Any) -> Any:
        """Do something, and what came of it; `on` is a CSS selector."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": action, "on": on, **step}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the browser ended: {self._process.wait(timeout=20)}"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def __enter__(self) -> Self:
        folder, chromium = node_packages(), find_chromium()
        self._process = subprocess.Popen(
            ["node", "--no-warnings", str(SCRIPT), str(folder), chromium, self.url, self.scheme],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()
