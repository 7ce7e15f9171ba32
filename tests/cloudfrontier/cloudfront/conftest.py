"""AWS's tables as the documentation has them, so that what the package says is held against a second copy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

DOCUMENTED = Path(__file__).parent / "data" / "documented.json"


@pytest.fixture(scope="session")
def documented() -> dict[str, Any]:
    """The tables of the developer guide as read in 2026, by their names."""
    tables: dict[str, Any] = json.loads(DOCUMENTED.read_text(encoding="utf-8"))
    return tables
