"""A fresh fake for each test, with the clients that check its answers."""

from __future__ import annotations

import pytest
from cloudfront_api import Cloud


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()
