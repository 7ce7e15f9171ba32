"""Cases: tests of a project as data, in TOML or JSON files, run here or on AWS's own TestFunction."""

from cloudfrontier.testing.cases.case import Asked, Case, CaseResult, Where
from cloudfrontier.testing.cases.reading import read_cases
from cloudfrontier.testing.cases.running import CaseRunner

__all__ = ["Asked", "Case", "CaseResult", "CaseRunner", "Where", "read_cases"]
