"""CFF117: a module has what is taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.event_shape import MODULE_MEMBERS
from cloudfrontier.javascript.members import member_name
from cloudfrontier.rules.javascript.analysed_rule import AnalysedRule, grade
from cloudfrontier.rules.javascript.js_rule import JsSample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.javascript.analysis import Analysis
    from cloudfrontier.javascript.parse import JsSource

__all__ = ["ModuleMember"]

# Not in AWS's list of 2026-04, and yet in pages of AWS's.
ALSO_SEEN = frozenset({"count"})
GROWING = "module cloudfront"
OF_STORE = frozenset({"get", "exists", "meta"})
INSTEAD = {
    "randomBytes": "there is no secure random source; make secrets where they are kept",
    "randomUUID": "use `event.context.requestId`, which is different for every request",
    "timingSafeEqual": "compare digests in a loop that always runs to its end",
    "createVerify": "RS256 and ES256 cannot be verified here; use HS256, or Lambda@Edge",
    "createSign": "sign with `createHmac`",
    "verify": "RS256 and ES256 cannot be verified here; use HS256, or Lambda@Edge",
    "subtle": "there is no WebCrypto; use `createHash` and `createHmac`",
    "getRandomValues": "there is no secure random source; make secrets where they are kept",
}
WRITES = "a function only reads a store; write to it with the AWS CLI or the API"


class ModuleMember(AnalysedRule):
    """`crypto` has `createHash` and `createHmac`, `querystring` six functions; a store can only be read.

    What else Node.js has in the modules of these names is `undefined`, and a call of it is a 503. Of the
    module `cloudfront`, which AWS adds to, an unknown member is a warning.
    """

    id = "CFF117"
    title = "Modules have what is taken from them"
    source = guide("functions-javascript-runtime-20")
    valid = (
        JsSample("var crypto = require('crypto'); crypto.createHmac('sha256', 'k').update('a');"),
        JsSample("import cf from 'cloudfront';\nasync function handler() { await cf.kvs().get('a'); }"),
    )
    invalid = (
        JsSample("var crypto = require('crypto'); var id = crypto.randomUUID();"),
        JsSample("import qs from 'querystring';\nvar a = qs.format({});"),
        JsSample("import cf from 'cloudfront';\nasync function handler() { await cf.kvs().put('a', 'b'); }"),
        JsSample("import cf from 'cloudfront';\nfunction handler() { cf.overrideRequestOrigin({}); }"),
    )

    def look(self, js: JsSource, known: Analysis) -> Iterator[Finding]:
        """Looks at members of modules and of stores that something is done with."""
        for node in known.index.of("MemberExpression"):
            name, kind = member_name(node), known.kinds.of(node.object) or ""
            missing = missing_of(kind, name or "")
            parent, field, _ = known.index.place(node)
            is_used = field == "callee" or (parent.type == "MemberExpression" and field == "object")
            if not missing or not is_used or name in known.definitions.assigned:
                continue
            severity = grade(known, node, (name or "",))
            if severity is not None:
                yield self.at(
                    js,
                    node,
                    missing,
                    do=advice(kind, name or ""),
                    severity="warning" if kind == GROWING else severity,
                )


def missing_of(kind: str, name: str) -> str:
    """What is wrong with a member; empty if it is there, or not known not to be."""
    if kind == "kvs":
        return "" if not name or name in OF_STORE | ALSO_SEEN else f"a KeyValueStore has no `{name}`"
    module = kind.removeprefix("module ")
    if module == kind or module not in MODULE_MEMBERS or name in {"", *MODULE_MEMBERS[module]}:
        return ""
    return f"the module `{module}` has no `{name}`"


def advice(kind: str, name: str) -> str:
    """What to do without it."""
    if kind == "kvs":
        return WRITES if name in {"put", "set", "delete", "update"} else f"it has {listed(OF_STORE)}"
    return INSTEAD.get(name) or f"it has {listed(MODULE_MEMBERS[kind.removeprefix('module ')])}"


def listed(names: frozenset[str]) -> str:
    """The names in a sentence."""
    return ", ".join(f"`{name}`" for name in sorted(names))
