"""What checking a function costs, against the least that any check must do: parse it, and nothing else.

The function is as large as CloudFront takes, made of rules as projects have them. The reference is
`esprima.parseScript`, which is a part of what ours does: the ratio says what everything else costs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import esprima

from bench.measure import Report, compare
from cloudfront_functions import FunctionSpec, RedirectRule, redirect_rule, render
from cloudfrontier.cloudfront.limits import FUNCTION_SIZE
from cloudfrontier.validator import FunctionOptions, check_function_file

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["run", "whole_function"]

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = "esprima, parse only"
CHECK = "import sys; from cloudfrontier.cli import main; sys.exit(main(sys.argv[1:]))"
PARSE = "import sys, esprima; esprima.parseScript(open(sys.argv[1]).read())"


def run(runs: int) -> Report:
    """Measure everything `runs` times."""
    code = whole_function()
    with tempfile.TemporaryDirectory(prefix="bench-check-") as name:
        path = Path(name) / "function.js"
        path.write_text(code, encoding="utf-8")
        usual = FunctionOptions(event="viewer-request")
        static = FunctionOptions(event="viewer-request", is_static=True)
        cases: dict[str, Callable[[], object]] = {
            "rules only": lambda: check_function_file(path, static),
            "rules and sample events": lambda: check_function_file(path, usual),
        }
        rows = [
            compare(
                f"{len(code):,} bytes, {what}",
                check,
                lambda: esprima.parseScript(code),
                reference_name=REFERENCE,
                runs=runs,
            )
            for what, check in cases.items()
        ]
        process = compare(
            "a new process, rules and sample events",
            _process("-c", CHECK, "check", "--quiet", str(path)),
            _process("-c", PARSE, str(path)),
            reference_name=REFERENCE,
            runs=runs,
        )
    return Report("check", (*rows, process))


def whole_function() -> str:
    """A function of redirects that is as near to the limit as they make it."""
    rules: list[RedirectRule] = []
    code = ""
    while True:
        number = len(rules)
        rule = redirect_rule(
            f"/articles/{number:04}/", f"/news/{number:04}/", 301, file="", line=0, columns=(0, 0)
        )
        if not isinstance(rule, RedirectRule):
            raise TypeError(rule.message)
        rules.append(rule)
        longer = render(
            FunctionSpec("bench", "viewer-request", "cloudfront-js-2.0", tuple(rules), "index.html")
        )
        if len(longer.encode()) > FUNCTION_SIZE.value:
            return code
        code = longer


def _process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False, capture_output=True)
