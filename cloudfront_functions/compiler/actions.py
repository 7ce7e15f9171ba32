"""What rules do, as few different actions with a mark each; what a rule leads to is a mark and a target.

Lists hold thousands of rules and hardly ever more than three actions: a status, and what is kept of the query
string. The most frequent one has no mark: a target begins with `/` or `h`, which no mark is.
"""

from __future__ import annotations

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
    from collections.abc import Iterable, Mapping

    from cloudfront_functions.compiler.code import Lines
    from cloudfront_functions.rules import Route

__all__ = ["Action", "Actions", "action_of"]

MARKS = string.digits + string.ascii_uppercase.replace("H", "") + string.ascii_lowercase.replace("h", "")


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

    Raises:
        ValueError: there are more than there are marks for.
    """

    def __init__(self, rules: Iterable[Route]) -> None:
        counts = Counter(action_of(rule) for rule in rules)
        # an answer has no target that could stand without a mark
        frequent = sorted(counts, key=lambda action: (action.kind is Answer, -counts[action]))
        if len(frequent) > len(MARKS):
            raise ValueError(f"{len(frequent)} different answers in one list; {len(MARKS)} is the most")
        has_default = bool(frequent) and frequent[0].kind is not Answer
        self.marks: dict[Action, str] = dict(
            zip(frequent, [*([""] if has_default else []), *MARKS], strict=False)
        )

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
        lines: Lines = []
        unmarked = [action for action, mark in self.marks.items() if not mark]
        marked = [(mark, action) for action, mark in self.marks.items() if mark]
        if not marked:
            return unmarked[0].code(found)
        lines.append(f"switch ({found}.charAt(0)) {{")
        for mark, action in marked:
            body = action.code(f"{found}.slice(1)")
            lines += [f"case {js_string(mark)}:", *(f"    {line}" for line in body)]
            if not body[-1].startswith("return"):
                lines.append("    break;")
        for action in unmarked:
            lines += ["default:", *(f"    {line}" for line in action.code(found))]
        return [*lines, "}"]
