"""The project that the benchmarks of sign-in build: within its bound, and a session is let in by the zip."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bench.auth_project import CLIENT, ISSUER, PYTHON, Pool, event, unpacked_handlers
from bench.cold_start import BOUND
from bench.session_check import work
from cloudfrontier.artifacts.interpreter import candidates, find_interpreter

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _lambdas_python() -> None:
    if find_interpreter(PYTHON, candidates(PYTHON, os.environ.get("PATH", ""))) is None:
        pytest.skip("python3.13 is not on PATH: neither bytecode nor a worker")


def test_the_zips_are_within_the_bound_and_work(tmp_path: Path) -> None:
    pool = Pool.make()
    handlers = unpacked_handlers(tmp_path, pool)
    assert handlers["lean"][1] < handlers["full"][1] < BOUND
    for folder, _ in handlers.values():
        job = {
            "work": "check",
            "zip": str(folder),
            "key_file": str(tmp_path / "project" / "session.key"),
            "event": event(),
            "count": 3,
        }
        assert set(work(job)) == {"check", "whole"}
    tokens = [pool.token(1_795_000_000, exp=4_000_000_000)]
    job = {"work": "jwt", "zip": str(handlers["lean"][0]), "issuer": ISSUER, "client": CLIENT}
    assert set(work({**job, "jwks": pool.jwks, "tokens": tokens, "count": 2})) == {"seen", "unseen"}
