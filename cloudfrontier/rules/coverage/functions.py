"""Coverage of CloudFront Functions: syntax of each runtime, builtins, restrictions, what AWS checks.

Constructs come from the table of features, so that a row that is added there is covered here.
"""

from __future__ import annotations

from cloudfrontier.cloudfront.limits import FUNCTION_NAME
from cloudfrontier.cloudfront.source import guide
from cloudfrontier.javascript.feature_table import FEATURES
from cloudfrontier.rules.coverage.restriction import EDGE_TOML, Restriction, Section

__all__ = ["FUNCTION_SECTION", "SYNTAX_SECTION"]

RUNTIME_20 = guide("functions-javascript-runtime-20")
RUNTIME_10 = guide("functions-javascript-runtime-10")
HELPERS = guide("functions-custom-methods")
ORIGINS = guide("helper-functions-origin-modification")
TESTING = guide("test-function")
EVENT = guide("functions-event-structure")
EVENTS = guide("edge-function-restrictions-all")
ERRORS = guide("http-503-service-unavailable")

RULES: dict[str, tuple[str, ...]] = {
    "async-closure": ("CFF103", "CFF122"),
    "await-in-arguments": ("CFF121",),
    "eval": ("CFF112",),
    "export": ("CFF126",),
    "function-constructor": ("CFF112",),
    "module-exports": ("CFF126",),
    "spread": ("CFF123",),
    "spread-object": ("CFF123",),
    "timer": ("CFF113",),
    "unknown-module": ("CFF115",),
}
"""Construct -> rules; those of all others have one rule together."""


def _runtimes(feature_id: str) -> str:
    feature = FEATURES[feature_id]
    in_1_0, in_2_0 = feature.js_1_0 is not None, feature.js_2_0 is not None
    return "1.0 and 2.0" if in_1_0 and in_2_0 else "1.0" if in_1_0 else "2.0"


SYNTAX_SECTION = Section(
    "Syntax of CloudFront Functions",
    (
        *(
            Restriction(
                f"syntax.{feature.id}",
                f"Runtime {_runtimes(feature.id)}: {feature.construct.replace('`{token}`', 'a name')}",
                RUNTIME_10 if feature.js_2_0 is None else RUNTIME_20,
                RULES.get(feature.id, ("CFF103",)),
            )
            for feature in FEATURES.values()
        ),
        Restriction(
            "syntax.strict",
            "All code is strict: no `with`, octal literal, duplicate parameter or `delete` of a name",
            RUNTIME_20,
            ("CFF102", "CFF104"),
        ),
        Restriction(
            "syntax.regular-expressions",
            "Regular expressions compile, without possessive quantifiers in 2.0",
            RUNTIME_20,
            ("CFF104",),
        ),
        Restriction(
            "syntax.callee",
            "`arguments.callee` throws, as code is strict",
            RUNTIME_20,
            ("CFF191",),
            "It is found on the sample events that come to it.",
        ),
        Restriction("syntax.constant-assignment", "A constant is not assigned to", RUNTIME_20, ("CFF140",)),
    ),
)

FUNCTION_SECTION = Section(
    "CloudFront Functions",
    (
        Restriction(
            "function.handler",
            "The code has a function named `handler` that takes the event",
            guide("function-code-choose-purpose"),
            ("CFF105",),
        ),
        Restriction(
            "function.name",
            f"A name has {FUNCTION_NAME}: letters, digits, `-` and `_`",
            FUNCTION_NAME.source,
            (EDGE_TOML,),
        ),
        Restriction(
            "function.runtime",
            "The runtime is cloudfront-js-1.0 or cloudfront-js-2.0",
            RUNTIME_20,
            (EDGE_TOML,),
        ),
        Restriction("function.events", "It is attached to viewer events only", EVENTS, ("DST412", EDGE_TOML)),
        Restriction(
            "function.builtins",
            "Each runtime has the builtins that AWS lists, and hardly another",
            RUNTIME_20,
            ("CFF106", "CFF109", "CFF110", "CFF111"),
        ),
        Restriction(
            "function.modules",
            "1.0 has `crypto` and `querystring`, 2.0 also `cloudfront` and `buffer`; nothing of npm",
            RUNTIME_20,
            ("CFF115", "CFF117"),
        ),
        Restriction(
            "function.digests",
            "`crypto` knows md5, sha1 and sha256, and the encodings hex, base64 and base64url",
            RUNTIME_20,
            ("CFF118",),
        ),
        Restriction(
            "function.dynamic-code", "`eval` and the Function constructor throw", RUNTIME_20, ("CFF112",)
        ),
        Restriction("function.timers", "There are no timers", RUNTIME_20, ("CFF113",)),
        Restriction(
            "function.network", "There is no network: no XMLHttpRequest, no `fetch`", RUNTIME_20, ("CFF114",)
        ),
        Restriction(
            "function.environment",
            "There is no `process`, no file system, no environment variable",
            RUNTIME_20,
            ("CFF106", "CFF115"),
        ),
        Restriction(
            "function.undeclared",
            "A name is declared before it is assigned to",
            RUNTIME_20,
            ("CFF107", "CFF108"),
        ),
        Restriction(
            "function.console",
            "`console` has `log` only, and that takes one argument",
            RUNTIME_20,
            ("CFF124", "CFF125"),
        ),
        Restriction(
            "function.clock",
            "The time stands still while a function runs, and `Math.random` is seeded with it",
            RUNTIME_20,
            ("CFF129", "CFF138"),
        ),
        Restriction(
            "function.closures",
            "A closure of an async function may not see what is written after an `await`",
            RUNTIME_20,
            ("CFF122",),
        ),
        Restriction(
            "function.regular-expressions",
            "Regular expressions are those of PCRE, which reads some of them differently",
            RUNTIME_20,
            ("CFF127", "CFF128"),
        ),
        Restriction(
            "function.errors", "A function that throws is a 503, and nothing fails open", ERRORS, ("CFF191",)
        ),
        Restriction(
            "function.promises",
            "Promise combinators and long chains may use more memory than there is",
            HELPERS,
            ("CFF192",),
        ),
        Restriction(
            "function.key-value-store-runtime", "A KeyValueStore needs runtime 2.0", HELPERS, ("CFF116",)
        ),
        Restriction(
            "function.key-value-store-await", "What a KeyValueStore answers is awaited", HELPERS, ("CFF119",)
        ),
        Restriction(
            "function.key-value-store-association",
            "`cf.kvs()` fails where no store is associated with the function",
            HELPERS,
            reason="The association stands at AWS, not in the code.",
        ),
        Restriction(
            "function.origin-values",
            "`cf.updateRequestOrigin` and its like take values within limits, at viewer-request only",
            ORIGINS,
            ("CFF120",),
            "The values are computed when a request comes; TestFunction does not look at them either.",
        ),
        Restriction(
            "function.tenants",
            "`cf.distributionTenant` is there in multi-tenant distributions only",
            guide("saas-specific-logic-function-code"),
            reason="Whether a distribution has tenants is not known from the function.",
        ),
        Restriction(
            "function.create",
            "CreateFunction, UpdateFunction and PublishFunction look neither at syntax nor for `handler`",
            ERRORS,
            ("CFF102", "CFF103", "CFF104", "CFF105"),
        ),
        Restriction("function.header-names", "Header names are in lower case", EVENT, ("CFF130", "RET312")),
        Restriction(
            "function.values",
            "Headers, cookies and query parameters have a `value`, and a `multiValue` if there are several",
            EVENT,
            ("CFF131", "CFF133", "RET309", "RET310"),
        ),
        Restriction("function.cookies", "Cookies stand apart from the headers", EVENT, ("CFF132", "RET319")),
        Restriction(
            "function.event",
            "The event has the fields of CloudFront Functions, which are not those of Lambda@Edge",
            EVENT,
            ("CFF134", "CFF137", "CFF139"),
        ),
        Restriction(
            "function.returns",
            "A request or a response is returned on every path",
            EVENT,
            ("CFF135", "RET301"),
        ),
        Restriction(
            "function.status-code", "`statusCode` is an integer, not a string", EVENT, ("CFF141", "RET306")
        ),
        Restriction(
            "function.test-headers",
            "TestFunction does not find headers that may not be added or changed",
            TESTING,
            ("RET316", "RET317"),
        ),
        Restriction(
            "function.test-origins",
            "TestFunction does not find wrong changes of the origin",
            ORIGINS,
            reason="See `function.origin-values`.",
        ),
        Restriction(
            "function.comment",
            "A comment is there, though it may be empty",
            guide("create-function"),
            (EDGE_TOML,),
        ),
        Restriction(
            "function.live",
            "A function is published before it is attached",
            guide("associate-function"),
            reason="Whether it is published is known to AWS only.",
        ),
    ),
)
