"""Where a file is for a service that knows the checkout only, and not the folder that a command ran in."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["CHECKOUT", "in_checkout"]

CHECKOUT = "GITHUB_WORKSPACE"
"""Variable of GitHub's runners that holds the folder of the checkout.

https://docs.github.com/actions/reference/workflows-and-actions/variables (read 2026-11).
"""


def in_checkout(file: str, checkout: str | None = None) -> str:
    """The file as seen from the checkout, if it lies below it; `checkout` instead of the variable's value."""
    root = os.environ.get(CHECKOUT, "") if checkout is None else checkout
    path = Path(os.path.normpath(Path(file).absolute()))
    if not root or not path.is_relative_to(root):
        return file
    return path.relative_to(root).as_posix()
