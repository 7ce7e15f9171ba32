"""A real browser for tests of signing in: headless Chromium, driven through node (`oidc_browser.mjs`)."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Chromium", "find_chromium"]

SCRIPT = Path(__file__).with_name("oidc_browser.mjs")


def find_chromium() -> str:
    """The executable; the test is skipped where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium is installed: a real browser cannot sign in")
    return found


@dataclass
class Chromium:
    """One browser with one visitor; a context manager. `host` is found at `address`."""

    folder: Path
    executable: str
    host: str
    address: str

    def __call__(self, **step: Any) -> dict[str, Any]:
        """What is to be seen after a step: `url`, `title`, `text`, `cookies`, `script`, `result`."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(step) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the browser ended: {self._process.wait(timeout=20)}"
        seen: dict[str, Any] = json.loads(line)
        assert "error" not in seen, seen["error"]
        return seen

    def __enter__(self) -> Self:
        arguments = [str(self.folder), self.executable, self.host, self.address]
        self._process = subprocess.Popen(
            ["node", "--no-warnings", str(SCRIPT), *arguments],
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
