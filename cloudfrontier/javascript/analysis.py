"""Everything that is known about a function's code beyond its tree, made once and shared by all rules."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cloudfrontier.javascript.calls import Calls
from cloudfrontier.javascript.certainty import Judge
from cloudfrontier.javascript.definitions import Definitions
from cloudfrontier.javascript.index import Index
from cloudfrontier.javascript.kinds import Kinds
from cloudfrontier.javascript.members import member_name
from cloudfrontier.javascript.results import Results
from cloudfrontier.javascript.scope import Scopes

if TYPE_CHECKING:
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["Analysis", "analyse"]


class Analysis:
    """What the rules ask about one source. Only for code that could be parsed: `tree` must be there."""

    def __init__(self, source: JsSource) -> None:
        self._source = source

    @cached_property
    def index(self) -> Index:
        """The nodes of the tree."""
        return Index(self._source.tree)

    @cached_property
    def scopes(self) -> Scopes:
        """What names mean."""
        return Scopes(self.index)

    @cached_property
    def calls(self) -> Calls:
        """What runs."""
        return Calls(self.index, self.scopes)

    @cached_property
    def judge(self) -> Judge:
        """How sure it is that something runs."""
        return Judge(self.index, self.scopes, self.calls, runtime=self._source.runtime)

    @cached_property
    def kinds(self) -> Kinds:
        """What expressions are."""
        return Kinds(self.index, self.scopes, self.calls)

    @cached_property
    def definitions(self) -> Definitions:
        """Which members the code brings along."""
        return Definitions(self.index)

    @cached_property
    def results(self) -> Results:
        """What the handler gives back."""
        return Results(self.index, self.scopes, self.calls)

    @cached_property
    def reads_response(self) -> bool:
        """Whether the code takes the response out of an event: it is one of viewer-response then."""
        return any(
            self.kinds.of(node.object) == "event" and member_name(node) == "response"
            for node in self.index.of("MemberExpression")
        )


_KEPT_AS = "analysis"


def analyse(source: JsSource) -> Analysis:
    """The analysis of a source; it is made when first asked for.

    It is kept beside the source's fields, as `cached_property` keeps its values, and goes with the source.
    """
    kept = vars(source)
    if _KEPT_AS not in kept:
        kept[_KEPT_AS] = Analysis(source)
    analysis: Analysis = kept[_KEPT_AS]
    return analysis
