"""A token of a user pool: seen before by a warm worker, and not seen, beside cognito-at-edge and PyJWT."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jwt as pyjwt

from bench.auth_project import CLIENT, ISSUER, Pool, unpacked_handlers
from bench.measure import Report, Row
from bench.node_peers import install
from bench.session_check import beside_cognito, cognito_microseconds, figure
from bench.warm_worker import timed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["run"]

COUNT, UNSEEN = 2000, 300
BOUNDS = {"seen": 20, "unseen": 200}
"""Microseconds that each may take."""


def run(runs: int) -> Report:
    """Measure everything `runs` times."""
    pool, now = Pool.make(), int(time.time())
    tokens = [pool.token(now, sub=f"user-{number}") for number in range(UNSEEN)]
    peers, missing = install()
    with tempfile.TemporaryDirectory(prefix="bench-jwt-") as name:
        zips = unpacked_handlers(Path(name), pool)
        job = {
            "work": "jwt",
            "zip": str(zips["lean"][0]),
            "issuer": ISSUER,
            "client": CLIENT,
            "jwks": pool.jwks,
            "tokens": tokens,
            "count": COUNT,
        }
        rows = []
        for part, theirs in (
            ("seen", cognito_microseconds(peers, pool, tokens[:1] * COUNT)),
            ("unseen", cognito_microseconds(peers, pool, tokens)),
        ):
            row = beside_cognito(f"a token {part}", partial(figure, job, part), theirs, runs)
            rows += [row, Row(row.what, "us", row.ours, [BOUNDS[part]], "what it may take")]
        library = beside_cognito("a token unseen", partial(figure, job, "unseen"), _pyjwt(pool, tokens), runs)
        rows.append(Row(library.what, "us", library.ours, library.reference, "PyJWT with cryptography"))
    return Report("jwt", tuple(rows), missing)


def _pyjwt(pool: Pool, tokens: list[str]) -> Callable[[], float]:
    key = pyjwt.PyJWK(pool.jwks["keys"][0])

    def decode(token: str) -> object:
        return pyjwt.decode(token, key, algorithms=["RS256"], audience=CLIENT, issuer=ISSUER)

    return lambda: timed(decode, tokens)
