"""The syntax that CloudFront's runtimes lack, one row a construct.

AWS's engine is a private fork of njs. The words are those of njs 0.4.3 for runtime 1.0 and of njs of
2023-05 for 2.0, its closest relatives; where AWS itself was seen to answer, the words agree.

Sources:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html and
functions-javascript-runtime-10.html (read 2026-04); answers of AWS in public reports of 2024 to 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.javascript.features import Feature, both, doubtful, fails, refused, unexpected, unsupported

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = ["FEATURES", "MODULES"]

MODULES: dict[FunctionRuntime, frozenset[str]] = {
    "cloudfront-js-1.0": frozenset({"crypto", "querystring"}),
    "cloudfront-js-2.0": frozenset({"buffer", "cloudfront", "crypto", "querystring"}),
}
"""What each runtime has to import or to require."""

NOT_IN_1_0 = "use cloudfront-js-2.0"
DEFAULT_ONLY = refused("Non-default import is not supported")
UNDOCUMENTED = doubtful("AWS's pages do not list it; the engine that CloudFront's derives from takes it")

ROWS: tuple[Feature, ...] = (
    # --- ES6 ---
    Feature("let", "`let`", unsupported("let"), None, f"write `var`, or {NOT_IN_1_0}"),
    Feature("const", "`const`", unsupported("const"), None, f"write `var`, or {NOT_IN_1_0}"),
    both("for-of", "`for…of`", unsupported("of"), "write `for (var i = 0; i < list.length; i++)`"),
    both("class", "`class`", unsupported("class"), "write a function that returns an object"),
    both("generator", "a generator", unexpected("*"), "write a function that returns an array"),
    both("super", "`super`", unexpected("super"), "name the object that holds the method"),
    both("new-target", "`new.target`", unexpected("."), "pass what you need as an argument"),
    both("destructuring", "destructuring", unsupported("{token}"), "write `var a = x.a, b = x.b;`"),
    both("default-parameter", "a default value", unexpected("="), "write `if (a === undefined) { a = 1; }`"),
    Feature(
        "spread",
        "spread `...`",
        fails("runtime 1.0 parses it and computes a wrong value"),
        unexpected("..."),
        "write `f.apply(null, list)` for a call, `a.concat(b)` for an array",
    ),
    both("spread-object", "spread of an object", unsupported("..."), "write `Object.assign({}, a)`"),
    both(
        "identifier",
        "a name with characters beyond ASCII or an escape",
        refused("Unexpected token"),
        "use letters, digits, `_` and `$`",
    ),
    both(
        "octal-escape",
        "`\\0` before a digit",
        doubtful(
            "it is U+0000 and the digit; strict JavaScript refuses it, other code reads an octal number"
        ),
        "write `\\x00`",
    ),
    both(
        "yield-name",
        "`yield` as a name",
        doubtful("strict JavaScript refuses it; the engine that CloudFront's derives from takes it"),
        "use another name",
    ),
    both("html-comment", "`<!--` or `-->` as a comment", unexpected("<"), "write `//`"),
    Feature(
        "bom", "a byte order mark", refused("Unexpected token"), None, "save the file as UTF-8 without it"
    ),
    Feature("debugger", "`debugger`", refused("Not supported in this version"), None, "take it out"),
    both(
        "arguments",
        "`arguments` outside of a function",
        refused('"arguments" object in global scope'),
        "take it out",
    ),
    # --- regular expressions ---
    Feature(
        "regex-sticky",
        "the flag `y`",
        refused('Invalid RegExp flags "y"'),
        None,
        f"leave it out, or {NOT_IN_1_0}",
    ),
    both(
        "regex-flag",
        "the flag `{token}`",
        refused('Invalid RegExp flags "{token}"'),
        "use no flags but `g`, `i` and `m` (and `y` in 2.0); write `[^]` for a dot that matches line breaks",
    ),
    # --- modules ---
    both(
        "import-shape",
        "an import of anything but a default",
        DEFAULT_ONLY,
        "write `import name from 'module';`, and take `name.member`",
    ),
    both("dynamic-import", "`import()`", DEFAULT_ONLY, "write `import name from 'module';` at the top"),
    both("import-meta", "`import.meta`", DEFAULT_ONLY, "there is no file and no URL that it could tell"),
    both(
        "import-place", "an import inside a block", refused("Illegal import statement"), "import at the top"
    ),
    both("export", "`export`", refused("Illegal export statement"), "leave it out of what is deployed"),
    both(
        "unknown-module",
        "the module `{token}`",
        fails('Error: Cannot find module "{token}"'),
        "1.0 has `crypto` and `querystring`, 2.0 also `cloudfront` and `buffer`; write other code in",
    ),
    both(
        "module-exports",
        "`{token}`",
        fails('ReferenceError: "{token}" is not defined'),
        "leave it out of what is deployed, or write `if (typeof module !== 'undefined')` before it",
    ),
    # --- async ---
    Feature("async", "`async`", unsupported("async"), None, NOT_IN_1_0),
    Feature(
        "await-in-arguments",
        "`await` inside a call's arguments",
        unsupported("async"),
        refused("await in arguments not supported"),
        "put it into a variable first: `var value = await x; f(value);`",
    ),
    Feature(
        "top-level-await",
        "`await` outside of an async function",
        unsupported("await"),
        refused("await is only valid in async functions"),
        "move it into `async function handler(event)`",
    ),
    Feature(
        "async-argument",
        "an async function as an argument",
        unsupported("async"),
        doubtful('AWS: "async arguments are not supported"'),
        "name it at the top level and `await` it in the handler",
    ),
    Feature(
        "async-closure",
        "an async function inside another function",
        unsupported("async"),
        doubtful('AWS: "async closures are not supported"; they may see old values of variables'),
        "move it to the top level and pass what it needs",
    ),
    Feature(
        "async-method",
        "an async method",
        unsupported("async"),
        doubtful("it was seen to get `undefined` for its argument at AWS"),
        "write `name: async function (x) { … }`, or better a function at the top level",
    ),
    both("for-await", "`for await`", unsupported("of"), "await each item in a `for` loop"),
    both(
        "async-generator",
        "an async generator",
        unexpected("*"),
        "write an async function that returns an array",
    ),
    # --- ES2018 and later ---
    both("optional-chaining", "optional chaining `?.`", refused("Unexpected token"), "write `a && a.b`"),
    both("nullish", "`??`", UNDOCUMENTED, "write `a !== undefined && a !== null ? a : b`"),
    both("logical-assignment", "`??=`, `||=` or `&&=`", unexpected("="), "write `a = a || b`"),
    both("optional-catch", "`catch` without a name", unsupported("{"), "write `catch (error) {`"),
    both("bigint", "a big integer `10n`", unexpected("n"), "use numbers up to 2 ** 53, or strings"),
    both("private-name", "a private name `#x`", refused("Unexpected token"), "write a plain property"),
    Feature("numeric-separator", "`1_000`", refused("Unexpected token"), None, "write `1000`"),
    # --- what compiles and is missing ---
    both("eval", "`eval`", fails("InternalError: Not implemented"), "write the code out"),
    both(
        "function-constructor",
        "the Function constructor",
        fails("InternalError: Not implemented"),
        "write the code out",
    ),
    both(
        "timer",
        "`{token}`",
        fails('ReferenceError: "{token}" is not defined'),
        "a function runs to its end at once; there is nothing to wait for",
    ),
)

FEATURES: dict[str, Feature] = {feature.id: feature for feature in ROWS}
"""Id -> construct."""
