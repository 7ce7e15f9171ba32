"""What rules do, as few different actions with a mark each; what a rule leads to is a mark and a target.

Lists hold thousands of rules and hardly ever more than three actions: a status, and what is kept of the query
string. The most frequent one needs no mark: a target begins with `/` or `h`, which no mark is.
"""

from __future__ import annotations

import hashlib
import string
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.code import block
from cloudfront_functions.compiler.expressions import fill_target
from cloudfront_functions.filters import js_number, js_object, js_string
from cloudfront_functions.rules import Answer, Redirect, Rewrite, text_of
from cloudfrontier.cloudfront.statuses import reason_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules import Route

__all__ = ["Action", "Actions", "action_of"]

# no target begins with one of these: a target begins with `/` or `http`
LETTERS = string.ascii_uppercase.replace("H", "") + string.ascii_lowercase.replace("h", "")


@dataclass(frozen=True)
class Action:
    """What a rule does to a request, apart from where it leads.

    kind: `answer` is fixed altogether. left_out: names that are not kept of the query string, None: none of
    it is. has_query: the target may have a query of its own.
    """

    kind: type[Redirect | Rewrite | Answer]
    status: int = 0
    left_out: tuple[str, ...] | None = ()
    has_query: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def code(self, target: str) -> Lines:
        """Statements that do it; `target`: the expression of where it leads."""
        if self.kind is Answer:
            return answer_code(self)
        kept = self.kept()
        if self.kind is Redirect:
            location = f"withQuery({target}, {kept})" if kept else target
            status = f"{js_number(self.status)}, {js_string(reason_phrase(self.status))}"
            return [f"return redirect({status}, {location});"]
        plain = f"request.uri = {target};"
        if self.left_out == ():
            if not self.has_query:
                return [plain]
            return [
                *block(f'if ({target}.indexOf("?") < 0)', [plain])[:-1],
                "} else {",
                f"    rewrite(request, {target}, {kept});",
                "}",
            ]
        return [f"rewrite(request, {target}, {kept or js_string('')});"]

    def kept(self) -> str:
        """The expression of what is kept of the query string, or nothing."""
        if self.left_out is None:
            return ""
        names = f", {js_object(self.left_out)}" if self.left_out else ""
        return f"queryOf(request.querystring{names})"


def answer_code(action: Action) -> Lines:
    """Return a response that is fixed."""
    phrase = reason_phrase(action.status)
    fields = [
        f"statusCode: {js_number(action.status)}",
        *([f"statusDescription: {js_string(phrase)}"] if phrase else []),
        f"headers: {js_object({name: {'value': value} for name, value in action.headers})}",
        *([f"body: {js_string(action.body)}"] if action.body else []),
    ]
    return [f"return {{ {', '.join(fields)} }};"]


def action_of(rule: Route) -> Action:
    """What a rule does."""
    match rule:
        case Answer():
            return Action(Answer, rule.status, headers=rule.headers, body=rule.body)
        case Redirect():
            return Action(Redirect, rule.status, left_out(rule))
        case Rewrite():
            return Action(Rewrite, 0, left_out(rule), has_query=bool(rule.target.query))


def left_out(rule: Redirect | Rewrite) -> tuple[str, ...] | None:
    """The names that are not kept of the query string."""
    if rule.query == "none":
        return None
    return tuple(match.name for match in rule.when.query) if rule.query == "others" else ()


class Actions:
    """The actions of a list, and their marks.

    marks_all: no action goes without a mark, so that a value in a store means the same whatever else is in
    the list.

    Raises:
        ValueError: there are more than there are marks for.
    """

    def __init__(self, rules: Iterable[Route], *, marks_all: bool = False) -> None:
        counts = Counter(action_of(rule) for rule in rules)
        self.marks = marks_of(sorted(counts, key=repr))
        # an answer has no target that could stand without a mark
        frequent = max(
            (item for item in counts if item.kind is not Answer), key=counts.__getitem__, default=None
        )
        if frequent is not None and not marks_all:
            self.marks[frequent] = ""

    def outcome(self, rule: Route) -> str | None:
        """Mark and target of a rule without slots, or None."""
        mark = self.marks[action_of(rule)]
        if isinstance(rule, Answer):
            return mark
        target = rule.target
        path, query, fragment = text_of(target.path), text_of(target.query), text_of(target.fragment)
        if path is None or query is None or fragment is None:
            return None
        return "".join((mark, path, f"?{query}" if query else "", f"#{fragment}" if fragment else ""))

    def expression(self, rule: Route, captured: Mapping[str, str]) -> str:
        """Mark and target of a rule, as an expression."""
        mark = self.marks[action_of(rule)]
        return js_string(mark) if isinstance(rule, Answer) else fill_target(rule.target, captured, mark=mark)

    def code(self, found: str) -> Lines:
        """Statements that do what was found."""
        marked = sorted((mark, action) for action, mark in self.marks.items() if mark)
        unmarked = [action for action, mark in self.marks.items() if not mark]
        if not marked:
            return unmarked[0].code(found)
        lines = [f"switch ({found}.charAt(0)) {{"]
        for mark, action in marked:
            body = action.code(f"{found}.slice(1)")
            lines += [f"case {js_string(mark)}:", *(f"    {line}" for line in body)]
            if not body[-1].startswith("return"):
                lines.append("    break;")
        for action in unmarked:
            lines += ["default:", *(f"    {line}" for line in action.code(found))]
        return [*lines, "}"]


def marks_of(actions: Sequence[Action]) -> dict[Action, str]:
    """A mark for each action: for plain redirects the last digit of their status, for others a letter.

    The letter comes of what the action is, so that it stays the same while others come and go.
    """
    marks: dict[Action, str] = {}
    for action in actions:
        is_plain = action.kind is Redirect and action.left_out == ()
        mark = str(action.status % 10) if is_plain else letter_for(action, taken=set(marks.values()))
        marks[action] = mark
    return marks


def letter_for(action: Action, *, taken: set[str]) -> str:
    """A letter that is free."""
    start = hashlib.sha256(repr(action).encode()).digest()[0]
    for offset in range(len(LETTERS)):
        letter = LETTERS[(start + offset) % len(LETTERS)]
        if letter not in taken:
            return letter
    raise ValueError(f"a list has at most {len(LETTERS)} different answers, and this one has more")
