"""The assertion of `EdgeResponse.expect`: all that differs at once, and how the response came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.expectations import faults_of, shown_path
from cloudfrontier.testing.explain import explain
from cloudfrontier.testing.response_view import PARTS, response_differences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.edge_response import EdgeResponse

__all__ = ["check_response"]


def check_response(response: EdgeResponse, parts: Mapping[str, Any]) -> None:
    """Nothing, if the response is as expected.

    Raises:
        AssertionError: it is not.
        UsageError: what is expected makes no sense.
    """
    __tracebackhide__ = True  # pytest shows the line of the test, not this one
    for name in parts:
        if name not in PARTS:
            raise UsageError(f"nothing of a response is called {name!r}; expected one of {', '.join(PARTS)}")
    for path, fault in faults_of(parts):
        raise UsageError(f"{shown_path(path)}: {fault}")
    found = response_differences(response, parts)
    if found:
        raise AssertionError("\n".join((*map(str, found), "", explain(response.trace))))
