"""What checking a function costs, against the least that any check must do: parse it, and nothing else.

The function is as large as CloudFront takes, and all code: statements are what a check has to think about, a
table of redirects of the same size costs a third of it. The reference is `esprima.parseScript`, which is a
part of what ours does: the ratio says what everything else costs. Processor time says what a check takes,
whatever else the machine does; the time on the clock is beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import esprima

from bench.measure import Report, compare, compare_values
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE
from cloudfrontier.validator import FunctionOptions, check_function_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measure import Row

__all__ = ["run", "whole_function"]

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = "esprima, parse only"
CHECK = "import sys; from cloudfrontier.cli import main; sys.exit(main(sys.argv[1:]))"
PARSE = "import sys, esprima; esprima.parseScript(open(sys.argv[1]).read())"

STEP = """\
function step{number}(request) {{
  var uri = request.uri;
  var host = request.headers.host ? request.headers.host.value : '';
  if (uri.endsWith('/section-{number}/')) {{
    request.uri = uri + 'index.html';
  }} else if (!uri.includes('.') && host !== 'example{number}.com') {{
    request.headers['x-step-{number}'] = {{ value: uri.slice(0, 8) + '-' + host.toLowerCase() }};
  }}
  return request;
}}
"""
HANDLER = "function handler(event) {{\n  var request = event.request;\n{calls}  return request;\n}}\n"


def run(runs: int) -> Report:
    """Measure everything `runs` times."""
    code = whole_function()
    with tempfile.TemporaryDirectory(prefix="bench-check-") as name:
        path = Path(name) / "function.js"
        path.write_text(code, encoding="utf-8")
        usual = FunctionOptions(event="viewer-request")
        static = FunctionOptions(event="viewer-request", is_static=True)
        rows = [
            *_rows(code, "rules only", lambda: check_function_file(path, static), runs=runs),
            *_rows(code, "rules and sample events", lambda: check_function_file(path, usual), runs=runs),
            compare(
                "a new process, rules and sample events",
                _process("-c", CHECK, "check", "--quiet", str(path)),
                _process("-c", PARSE, str(path)),
                reference_name=REFERENCE,
                runs=runs,
            ),
        ]
    return Report("check", tuple(rows))


def whole_function() -> str:
    """A function of many small steps that is as near to the limit as they make it."""
    count = 1
    while len(_of_steps(count + 1)) <= FUNCTION_SIZE.value:
        count += 1
    return _of_steps(count)


def _of_steps(count: int) -> str:
    calls = "".join(f"  request = step{number}(request);\n" for number in range(count))
    steps = "".join(STEP.format(number=number) for number in range(count))
    return steps + HANDLER.format(calls=calls)


def _rows(code: str, what: str, check: Callable[[], object], *, runs: int) -> tuple[Row, Row]:
    size = f"{len(code):,} bytes, {what}"

    def parse() -> object:
        return esprima.parseScript(code)

    processor = compare_values(
        f"{size}, processor", "ms", _busy(check), _busy(parse), reference_name=REFERENCE, runs=runs
    )
    clock = compare(f"{size}, clock", check, parse, reference_name=REFERENCE, runs=runs)
    return processor, clock


def _busy(action: Callable[[], object]) -> Callable[[], float]:
    """What an action takes of the processor, in milliseconds."""

    def milliseconds() -> float:
        start = time.process_time()
        action()
        return (time.process_time() - start) * 1000

    return milliseconds


def _process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False, capture_output=True)
