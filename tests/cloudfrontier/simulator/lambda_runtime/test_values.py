"""Returned values as Lambda's client encodes them with simplejson: what is JSON there is JSON here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudfrontier.simulator.lambda_runtime import HandlerOutcome

    Run = Callable[..., HandlerOutcome]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("None", None),
        ("{'a': [1, 2.5, True, None, 'ü']}", {"a": [1, 2.5, True, None, "ü"]}),
        ("(1, 2)", [1, 2]),
        ("{1: 2, None: 3}", {"1": 2, "null": 3}),
        ("{'a': b'bytes'}", {"a": "bytes"}),
        ("{b'key': {b'k': [b'v']}}", {"key": {"k": ["v"]}}),
        ("b'{\"raw\": 1}'", {"raw": 1}),
        ("[Decimal('1.5'), Decimal(3)]", [1.5, 3]),
        ("'\\ud83d\\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16')", "😀"),
    ],
)
def test_a_value_is_encoded_as_lambda_encodes_it(run: Run, expression: str, value: object) -> None:
    outcome = run(f"from decimal import Decimal; return {expression}")
    assert outcome.error is None
    assert outcome.value == value
