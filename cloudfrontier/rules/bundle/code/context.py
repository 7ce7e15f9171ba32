"""When a piece of code runs, and where it stands.

What runs at import is what costs every cold start, so three things are kept apart: what always runs when the
module is imported, what may run then (in an `if`, a loop, an `except`), and what runs when a function is
called.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Context", "When"]

When = Literal["import", "branch", "function"]
"""import: always when the module is imported; branch: then too, perhaps; function: when it is called."""


@dataclass(frozen=True, slots=True)
class Context:
    """`owner`: full name of the function around it; `scope`: names of what is around it in the module.

    is_class: directly in a class. is_guarded: a key that is not there is handled around it.
    """

    when: When = "import"
    owner: str = ""
    scope: str = ""
    is_class: bool = False
    is_guarded: bool = False

    def branch(self) -> Context:
        """The same where it may not be reached."""
        return replace(self, when="branch") if self.when == "import" else self
