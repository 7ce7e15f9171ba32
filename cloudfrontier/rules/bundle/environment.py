"""LAE213: a Lambda@Edge function has no environment variables of its own, so what reads one finds nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloudfrontier.cloudfront.lambda_variables import LAMBDA_VARIABLES
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample
from cloudfrontier.rules.bundle.code.facts import UNKNOWN, Call, Lookup, ModuleFacts, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding, Severity
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Environment"]

READS = {"os.getenv": "", "os.environ.get": "", "os.environ.pop": "raises"}
SETS = {"os.environ.setdefault", "os.putenv"}
SETS_ANY = {"os.environ.update", "dotenv.load_dotenv", "environ.Env.read_env"}
PERHAPS = re.compile(r"_?AWS_.*|LAMBDA_.*|_|HOME|PWD|SHLVL")
"""Names of which Lambda may have more than it documents; that they are missing is not certain."""
SAMPLE_HEAD = "import os\n"
SAMPLE_TAIL = "\ndef main(event, context): ..."


@dataclass(frozen=True)
class _Read:
    """A variable that is read; `lacks`: what becomes of that when it is not there."""

    variable: object
    place: Place
    lacks: Literal["raises", "none", "default", "handled"]
    is_certain: bool = False


class Environment(BundleRule):
    """The code reads an environment variable that is not there at the edge.

    Lambda@Edge refuses a function with variables of its own; only Lambda's are there, such as `AWS_REGION`.
    `os.environ["TABLE"]` at the top of a module raises KeyError on every cold start, which is an error;
    elsewhere it is a warning, and with a default a note: the default is what it always is. Write settings
    into the zip when it is built, in a module or a JSON file beside the code.
    """

    id = "LAE213"
    severity = "warning"
    title = "The code reads no environment variables but Lambda's own"
    source = guide("lambda-at-edge-function-restrictions")
    valid = (
        SAMPLE,
        package_sample({"app.py": f"{SAMPLE_HEAD}REGION = os.environ['AWS_REGION']{SAMPLE_TAIL}"}),
        package_sample(
            {"app.py": f"{SAMPLE_HEAD}os.environ['ZONE'] = 'UTC'\nZONE = os.environ['ZONE']{SAMPLE_TAIL}"}
        ),
    )
    invalid = (
        package_sample({"app.py": f"{SAMPLE_HEAD}TABLE = os.environ['TABLE']{SAMPLE_TAIL}"}),
        package_sample({"app.py": f"from os import getenv\nTABLE = getenv('TABLE'){SAMPLE_TAIL}"}),
        package_sample({"app.py": f"{SAMPLE_HEAD}LEVEL = os.environ.get('LEVEL', 'INFO'){SAMPLE_TAIL}"}),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """One finding for every place that reads a variable."""
        given, is_open = _given(bundle.code.modules)
        for module in bundle.code.modules:
            for read in _reads(module):
                if read.variable in given:
                    continue
                may_be = is_open or (isinstance(read.variable, str) and PERHAPS.fullmatch(read.variable))
                certain = read.is_certain and module.need == "always" and not may_be
                yield self.on_file(
                    bundle,
                    module.module.file,
                    _message(read, certain=certain),
                    do="write the value into the zip: a constant, or a settings file that the build makes",
                    place=read.place,
                    severity=_severity(read, certain=certain),
                )


def _reads(module: ModuleFacts) -> Iterator[_Read]:
    for lookup in module.lookups:
        if lookup.name == "os.environ" and not lookup.is_assigned:
            lacks: Literal["raises", "handled"] = "handled" if lookup.is_guarded else "raises"
            yield _Read(lookup.key, lookup.place, lacks, lookup.when == "import")
    for call in module.calls:
        if call.name in READS:
            yield _of_call(call)


def _of_call(call: Call) -> _Read:
    variable = call.arguments[0].value if call.arguments else UNKNOWN
    if len(call.arguments) > 1 or "default" in call.keywords or call.is_open:
        return _Read(variable, call.place, "default")
    if call.is_guarded:
        return _Read(variable, call.place, "handled")
    if READS[call.name]:
        return _Read(variable, call.place, "raises", call.when == "import")
    return _Read(variable, call.place, "none")


def _given(modules: tuple[ModuleFacts, ...]) -> tuple[set[object], bool]:
    """Variables that are there or that the code sets itself; whether it may set any."""
    given: set[object] = set(LAMBDA_VARIABLES)
    is_open = False
    for module in modules:
        given |= {lookup.key for lookup in module.lookups if _sets(lookup)} - {UNKNOWN}
        given |= {call.arguments[0].value for call in module.calls if call.name in SETS and call.arguments}
        is_open |= any(_sets(lookup) and lookup.key is UNKNOWN for lookup in module.lookups)
        is_open |= any(call.name in SETS_ANY for call in module.calls)
    return given - {UNKNOWN}, is_open


def _sets(lookup: Lookup) -> bool:
    return lookup.name == "os.environ" and lookup.is_assigned


def _message(read: _Read, *, certain: bool) -> str:
    named = f"the environment variable {read.variable!r}" if isinstance(read.variable, str) else ""
    what = named or "an environment variable whose name is computed"
    when = "on every cold start" if certain else "when this line runs"
    words = {
        "raises": f"is not there at the edge: KeyError {when}",
        "none": "is not there at the edge: this is None",
        "default": "is not there at the edge: this is always the default",
        "handled": "is not there at the edge: this is always handled as missing",
    }
    return f"{what} {words[read.lacks]}"


def _severity(read: _Read, *, certain: bool) -> Severity:
    if read.lacks in {"default", "handled"} or not isinstance(read.variable, str):
        return "note"
    return "error" if certain and read.lacks == "raises" else "warning"
