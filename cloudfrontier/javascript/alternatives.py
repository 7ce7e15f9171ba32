"""What to write in place of what the runtimes lack: names that other JavaScript environments have."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from cloudfrontier.javascript.names import names

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["GLOBALS_ELSEWHERE", "MEMBERS_ELSEWHERE", "NETWORK", "TIMERS", "global_advice", "member_advice"]

TIMERS = names(
    "setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask "
    "requestAnimationFrame"
)
NETWORK = names("fetch XMLHttpRequest WebSocket EventSource")

NO_NETWORK = "keep the data in the code or in a KeyValueStore, or use Lambda@Edge"
NO_WAITING = "call the function at once; a run ends when the handler returns"
_BROWSER = "there is no browser at the edge; everything about the request is in `event`"
_NODE = "there is no Node.js at the edge; only `crypto`, `querystring` and (in 2.0) `buffer` can be loaded"
_OBJECT = "use an object: `var seen = {}; seen[key] = value;`"
_NO_REFLECTION = "use plain property access and `Object` methods"
_BYTES = "use strings, or `Buffer` in cloudfront-js-2.0"
_EVENT = "use `event.request` and plain objects: `{ statusCode: 302, headers: { location: { value: '/' } } }`"

GLOBALS_ELSEWHERE: dict[str, str] = {
    **dict.fromkeys(names("Map WeakMap"), _OBJECT),
    **dict.fromkeys(names("Set WeakSet"), "use an object: `var seen = {}; seen[key] = true;`"),
    **dict.fromkeys(names("Proxy Reflect"), _NO_REFLECTION),
    **dict.fromkeys(names("BigInt BigInt64Array BigUint64Array"), "use numbers up to 2 ** 53, or strings"),
    "Intl": "format by hand; there are no locales",
    "URL": "take `event.request.uri` apart with `split('/')` and `indexOf`",
    "URLPattern": "match `event.request.uri` with a regular expression",
    "URLSearchParams": "use `event.request.querystring`, an object: `querystring.name.value`",
    "structuredClone": "use `JSON.parse(JSON.stringify(value))`",
    "Buffer": "use `String.bytesFrom`, or cloudfront-js-2.0",
    **dict.fromkeys(names("DataView"), "use typed arrays, or cloudfront-js-2.0"),
    **dict.fromkeys(names("atob btoa"), "use `String.bytesFrom(text, 'base64')`, or cloudfront-js-2.0"),
    **dict.fromkeys(names("TextEncoder TextDecoder"), "use `toUTF8` and `fromUTF8`, or cloudfront-js-2.0"),
    "AggregateError": "use `Error`, or cloudfront-js-2.0",
    "process": "there is no process and no environment; write values in, or use a KeyValueStore",
    **dict.fromkeys(names("__dirname __filename"), _NODE),
    "performance": "the clock stands still while a function runs; there is nothing to measure with",
    **dict.fromkeys(
        names("window self document navigator location localStorage sessionStorage history alert"), _BROWSER
    ),
    **dict.fromkeys(names("Headers Request Response FormData Blob File"), _EVENT),
    **dict.fromkeys(names("ReadableStream WritableStream TransformStream"), _EVENT),
    **dict.fromkeys(names("AbortController AbortSignal Event EventTarget"), "nothing here can be waited for"),
    **dict.fromkeys(names("escape unescape"), "use `encodeURIComponent` and `decodeURIComponent`"),
    **dict.fromkeys(names("WeakRef FinalizationRegistry"), "a function keeps nothing between two requests"),
    **dict.fromkeys(names("SharedArrayBuffer Atomics WebAssembly"), _BYTES),
    "Iterator": "loop with `for (var i = 0; …)`",
    "caches": "CloudFront caches what the function returns; a function has no cache of its own",
    "crypto": "load it: `var crypto = require('crypto');`; there is no WebCrypto",
    "querystring": "load it: `var querystring = require('querystring');`, or use `event.request.querystring`",
    "cf": "load it: `import cf from 'cloudfront';` (cloudfront-js-2.0 only)",
    "callback": "there is no callback: return the request or the response",
    "context": "there is one argument, the event; see `event.context`",
    "njs": "AWS lists no such object",
    "ngx": "AWS lists no such object",
}
"""Globals of other environments -> what to do without them."""

_SPLIT_JOIN = "write `text.split(a).join(b)`, or a regular expression with the flag `g`"
MEMBERS_ELSEWHERE: dict[str, str] = {
    "at": "write `list[list.length - 1]`",
    "entries": "loop with an index, or over `Object.keys(object)`",
    "findLast": "loop from the end",
    "findLastIndex": "loop from the end",
    "flat": "write `[].concat.apply([], list)`",
    "flatMap": "write `[].concat.apply([], list.map(f))`",
    "from": "write `[].slice.call(list)`, or a loop",
    "fromEntries": "fill an object in a loop: `object[pair[0]] = pair[1];`",
    "groupBy": "fill an object in a loop",
    "hasOwn": "write `Object.prototype.hasOwnProperty.call(object, key)`",
    "keys": "loop with an index, or over `Object.keys(object)`",
    "localeCompare": "compare with `<` and `>`; there are no locales",
    "matchAll": "call `pattern.exec(text)` in a loop, with the flag `g`",
    "normalize": "there is no Unicode normalisation",
    "replaceAll": _SPLIT_JOIN,
    "toLocaleLowerCase": "write `toLowerCase()`",
    "toLocaleUpperCase": "write `toUpperCase()`",
    "toLocaleString": "format by hand; there are no locales",
    "toReversed": "write `list.slice().reverse()`",
    "toSorted": "write `list.slice().sort()`",
    "toSpliced": "write `list = list.slice(); list.splice(…)`",
    "trimLeft": "write `trimStart()`",
    "trimRight": "write `trimEnd()`",
    "values": "loop with an index, or over `Object.keys(object)`",
    "with": "write `list = list.slice(); list[i] = value;`",
    "bytesFrom": "write `Buffer.from(text, encoding)`",
    "toUTF8": "write `Buffer.from(text)`",
    "fromUTF8": "write `buffer.toString()`",
    "toBytes": "write `Buffer.from(text)`",
    "fromBytes": "write `buffer.toString()`",
    "raw": "write the text with doubled backslashes",
    "captureStackTrace": "leave it out; errors have no stack",
    "withResolvers": "write `new Promise(…)`",
    **dict.fromkeys(names("all allSettled any race"), "`await` one after the other"),
}
"""Members that a runtime may lack -> what to write instead."""


def global_advice(name: str) -> str:
    """What to do without a global."""
    if name in NETWORK:
        return NO_NETWORK
    return NO_WAITING if name in TIMERS else GLOBALS_ELSEWHERE.get(name, "")


def member_advice(name: str, *, near: Iterable[str] = ()) -> str:
    """What to do without a member; near: names of members that are there, one of which may be meant."""
    if name in MEMBERS_ELSEWHERE:
        return MEMBERS_ELSEWHERE[name]
    meant = difflib.get_close_matches(name, sorted(near), n=1, cutoff=0.85)
    if meant:
        return f"did you mean `{meant[0]}`?"
    return "the runtime's list of builtins is short; write it as a function"
