"""Something in a package's code that cannot work at the edge, as the walk through its imports finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.finding import Severity

__all__ = ["CodeFault", "FaultKind"]

FaultKind = Literal["missing", "removed", "compiled", "abi", "computed", "syntax", "handler", "arguments"]


@dataclass(frozen=True)
class CodeFault:
    """A fault and where it stands (1-based; 0 for a file as a whole).

    `subject` is the module (or the handler) in question, `detail` what else is known: the Python that removed
    a module, the file of a compiled one, the parser's words. `certain`: it fails whenever the handler loads.
    """

    kind: FaultKind
    file: str
    line: int
    column: int
    subject: str
    detail: str = ""
    certain: bool = True

    @property
    def severity(self) -> Severity:
        """An error where it always happens, else a warning."""
        return "error" if self.certain else "warning"
