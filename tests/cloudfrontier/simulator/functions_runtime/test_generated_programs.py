"""Programs that nobody wrote, on this runtime and on the njs that is installed: what each says is compared.

CloudFront's engine derives from njs of 2023-05 (between 0.7.12 and 0.8.0). What another njs is known to say
otherwise stands in one table, by the versions that do; the texts of errors are not compared, for many differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from functions_events import NOW, viewer_request
from njs_answers import SHOW, answers
from njs_programs import programs

from cloudfrontier.simulator.functions_runtime import FunctionsRuntime
from cloudfrontier.simulator.functions_runtime.njs import find_njs

SEEDS = range(1, 9)
COUNT = 60
ERROR = re.compile(r"^(THROWS \w+).*", re.DOTALL)
FIRST, LAST = (0,), (99,)


@dataclass(frozen=True)
class Known:
    """Programs that njs answers otherwise from version `since` on and before version `until`, and why."""

    programs: re.Pattern[str]
    why: str
    since: tuple[int, ...] = FIRST
    until: tuple[int, ...] = LAST


KNOWN = tuple(
    Known(re.compile(pattern), why, since, until)
    for pattern, why, since, until in (
        (r"\\s.*\u00a0", "white space of PCRE is that of ASCII", FIRST, LAST),
        (
            r"line\\n.*\$/|\$/.*line\\n",
            "the end of a pattern of PCRE is also before a last line break",
            FIRST,
            LAST,
        ),
        (r"\.replace\(/\[\^", "places were counted in bytes up to 0.8.4", FIRST, (0, 8, 5)),
        (r"\.replaceAll\(", "came with 0.7.10", FIRST, (0, 7, 10)),
        (r"Array\.from\(", "came with 0.8.0", FIRST, (0, 8, 0)),
        (r'"0b11"', "binary numbers in texts are read since 0.7.12", FIRST, (0, 7, 12)),
        (r"\batob\(", "texts without padding are read whole since 0.8.4", (0, 8, 4), LAST),
        (
            r'Buffer\.from\("[^"]*", "(?:hex|base64)',
            "0.7.9 takes what is no such text as it is",
            FIRST,
            (0, 8),
        ),
        (r"Buffer\..*\.includes\(\"\"\)", "an empty text is found in no bytes since 0.8.6", (0, 8, 6), LAST),
        (r"\.split\(/[^/]*\(\\\\?[wd]", "a group without a match is an empty text in some", (0, 8), LAST),
        (r"write", "what is written is checked, and counted, since 0.8.6", (0, 8, 6), LAST),
        (r"^querystring\.parse\(", "parsed queries have inherited names since 0.8", (0, 8), LAST),
    )
)


@pytest.fixture(scope="module")
def njs() -> tuple[str, tuple[int, ...]]:
    """Path and version."""
    found = find_njs()
    if found is None:
        pytest.skip("no njs on PATH; Debian and Ubuntu have it as the package `njs`")
    return found[0], tuple(map(int, re.findall(r"\d+", found[1])))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_program_says_here_what_it_says_in_njs(seed: int, njs: tuple[str, tuple[int, ...]]) -> None:
    path, version = njs
    known = [row.programs for row in KNOWN if row.since <= version < row.until]
    asked = [text for text in programs(seed, COUNT) if not any(found.search(text) for found in known)]
    ours = [answer(text) for text in asked]
    theirs = [ERROR.sub(r"\1", said) for said in answers(path, asked)]
    assert dict(zip(asked, ours, strict=True)) == dict(zip(asked, theirs, strict=True))


def answer(expression: str) -> str:
    """What this runtime says."""
    body = f"try {{ return show({expression}); }} catch (error) {{ return 'THROWS ' + error; }}"
    outcome = FunctionsRuntime().run(
        f"{SHOW}\nfunction handler() {{ {body} }}", viewer_request(), runtime="cloudfront-js-2.0", now=NOW
    )
    assert outcome.error is None, expression
    return ERROR.sub(r"\1", str(outcome.value))
