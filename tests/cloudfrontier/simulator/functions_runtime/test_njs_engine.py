"""The engine njs gives the outcomes that the usual one gives; skipped where no njs is installed."""

from __future__ import annotations

import shutil

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.functions_runtime import FunctionsRuntime, KeyValues, Surroundings
from cloudfrontier.simulator.functions_runtime.njs import NjsRuntime

pytestmark = pytest.mark.skipif(
    shutil.which("njs") is None, reason="no njs on PATH; Debian and Ubuntu have it as the package `njs`"
)
STORE = Surroundings(KeyValues({"a": "1", "j": '{"x": [2]}', "long": "v" * 1000}))
IMPORT = "import cf from 'cloudfront';\n"


@pytest.mark.parametrize(
    "code",
    [
        "function handler(e) { console.log('on', 1); e.request.uri += '\u00e9'; return e.request; }",
        "function handler() { return [Date.now(), new Date().toISOString(), new Date(0).getTime()]; }",
        "var c = require('crypto'); function handler() { return c.createHash('md5').digest('hex'); }",
        "import q from 'querystring';\nfunction handler(e) { return q.parse('a=1&a=2'); }",
        "async function handler(e) { await 1; throw new RangeError('no'); }",
        "function handler(e) { return e.a.b; }",
        "function handler(e) { return e?.a; }",
        "var handler = 1;",
        "function handler(e) { return e.request.rawQueryString(); }",
        IMPORT + "async function handler() { return await cf.kvs().get('a'); }",
        IMPORT + "async function handler() { return await cf.kvs().get('j', { format: 'json' }); }",
        IMPORT + "async function handler() { const s = cf.kvs(); return await s.exists('b'); }",
        IMPORT + "async function handler() { return await cf.kvs().get('long'); }",
        IMPORT + "async function handler() { return await cf.kvs().get('none'); }",
        IMPORT + "function handler(e) { cf.selectRequestOriginById('b'); return cf.edgeLocation; }",
    ],
)  # fmt: skip
def test_both_engines_agree(code: str) -> None:
    event = viewer_request("/a", accept="text/html")
    theirs, ours = (
        engine.run(code, event, runtime="cloudfront-js-2.0", now=NOW, raw_query="a=1", surroundings=STORE)
        for engine in (NjsRuntime(), FunctionsRuntime())
    )
    assert theirs.value == ours.value
    assert theirs.logs == ours.logs
    assert theirs.origin == ours.origin
    assert (theirs.error and theirs.error.message) == (ours.error and ours.error.message)


@pytest.mark.parametrize(
    ("body", "kind"),
    [("while (true) {}", "time"), ("return new Promise(function () {});", "unsettled")],
)
def test_what_does_not_end_ends_there_too(body: str, kind: str) -> None:
    outcome = NjsRuntime().run(
        f"function handler() {{ {body} }}", viewer_request(), runtime="cloudfront-js-2.0", now=NOW
    )
    assert outcome.error is not None
    assert outcome.error.kind == kind


def test_runtime_1_0_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cloudfront-js-2\.0 only"):
        NjsRuntime().run("function handler() {}", {}, runtime="cloudfront-js-1.0", now=NOW)
