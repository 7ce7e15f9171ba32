"""Runs one compiled function on many events in one go, in quickjs-ng or in an `njs` executable.

A compiled function keeps nothing from one event to the next, so that one context does for all of them. The
KeyValueStore is an object that answers as CloudFront documents it: `get` rejects a key that is not there.
njs has a `crypto` of its own; that of quickjs-ng is Python's, as far as compiled functions use it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import subprocess
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import quickjs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["run_njs", "run_quickjs"]

IMPORT = re.compile(r"^import cf from 'cloudfront';")
SECONDS = 60
STORE = """
var cf = { kvs: function () { return {
    exists: async function (key) { return Object.prototype.hasOwnProperty.call(STORED, key); },
    get: async function (key) {
        if (!Object.prototype.hasOwnProperty.call(STORED, key)) { throw new Error("KeyNotFound"); }
        return STORED[key];
    }
}; } };
"""
CRYPTO = """
function require() {
    function hashing(digest) {
        var text = "";
        return {
            update: function (more) { text += more; return this; },
            digest: function (form) { return digest(text, form); }
        };
    }
    return {
        createHash: function (name) {
            return hashing(function (text, form) { return sha256(name + " " + form, text); });
        },
        createHmac: function (name, key) {
            return hashing(function (text, form) { return hmacOf(name + " " + form, key, text); });
        }
    };
}
"""
QUIET = "var console = { log: function () {} };"
DRIVER = """
function answerAll(texts) {
    var events = JSON.parse(texts);
    var answers = [];
    var i;
    for (i = 0; i < events.length; i += 1) {
        answers.push(handler(events[i]));
    }
    return answers;
}
"""
WAITING = """
async function answerAll(texts) {
    var events = JSON.parse(texts);
    var answers = [];
    var i, answer;
    for (i = 0; i < events.length; i += 1) {
        answer = await handler(events[i]);
        answers.push(answer);
    }
    return answers;
}
"""


def run_quickjs(code: str, events: Sequence[Any], store: Mapping[str, str] | None = None) -> list[Any]:
    """What the handler returns for each event."""
    context = quickjs.Context()
    context.add_callable("sha256", sha256)
    context.add_callable("hmacOf", hmac_of)
    context.eval('"use strict";' + CRYPTO + script(code, store))
    context.eval("var result = null;")
    call = context.eval("(function (texts) { result = answerAll(texts); return 0; })")
    call(json.dumps(events))
    if store is not None:
        context.eval("result.then(function (answers) { result = answers; }); 0")
        while context.execute_pending_job():
            pass
    answers: list[Any] = json.loads(context.eval("JSON.stringify(result)"))
    return answers


def run_njs(njs: str, code: str, events: Sequence[Any], store: Mapping[str, str] | None = None) -> list[Any]:
    """The same in njs; its path comes first."""
    given = json.dumps(json.dumps(events))
    with tempfile.TemporaryDirectory(prefix="bench-njs-") as folder:
        file, written = Path(folder) / "function.js", Path(folder) / "answers.json"
        # what njs prints is cut into lines
        kept = f'require("fs").writeFileSync({json.dumps(str(written))}, JSON.stringify(answers));'
        call = f"var answers = answerAll({given}); {kept}"
        if store is not None:
            call = f"answerAll({given}).then(function (answers) {{ {kept} }});"
        file.write_text(script(code, store) + call, encoding="utf-8")
        ran = subprocess.run([njs, str(file)], check=False, capture_output=True, timeout=SECONDS)
        if ran.returncode or not written.exists():
            raise RuntimeError(f"njs ended with {ran.returncode}: {ran.stdout + ran.stderr!r}")
        answers: list[Any] = json.loads(written.read_text(encoding="utf-8"))
    return answers


def script(code: str, store: Mapping[str, str] | None) -> str:
    """The function with its store and a driver."""
    if store is None:
        return QUIET + code + DRIVER
    stored = f"var STORED = JSON.parse({json.dumps(json.dumps(dict(store)))});"
    return f"{QUIET}{stored}{STORE}{IMPORT.sub('', code)}{WAITING}"


def sha256(form: str, text: str) -> str:
    """`createHash("sha256").update(text).digest("hex")`."""
    if form != "sha256 hex":
        raise ValueError(f"compiled functions ask for `sha256 hex`, not for `{form}`")
    return hashlib.sha256(text.encode()).hexdigest()


def hmac_of(form: str, key: str, text: str) -> str:
    """`createHmac("sha256", key).update(text).digest("base64url")`."""
    if form != "sha256 base64url":
        raise ValueError(f"compiled functions ask for `sha256 base64url`, not for `{form}`")
    return urlsafe_b64encode(hmac.digest(key.encode(), text.encode(), "sha256")).rstrip(b"=").decode()
