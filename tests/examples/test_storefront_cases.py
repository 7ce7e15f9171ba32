"""The storefront's own cases pass, all of them, as whoever copies the sample will see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.testing.cases import Case, CaseRunner, read_cases

if TYPE_CHECKING:
    from cloudfrontier.testing import EdgeHost

CASES = read_cases([Path(__file__).resolve().parents[2] / "examples" / "storefront" / "cases"])


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_passes(cloudfront_host: EdgeHost, case: Case) -> None:
    assert CaseRunner(cloudfront_host).run(case).told == ()
