"""What every test of the project shares: the pytest plugin under test is the one users install."""

from __future__ import annotations

pytest_plugins = ("pytester",)
