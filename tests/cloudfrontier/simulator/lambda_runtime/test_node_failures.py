"""Handlers in JavaScript that fail: each way has its kind, in Lambda's words, and nothing is left of any."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from lambda_zips import EVENT
from node_handlers import NodeRun, node_zip
from process_census import folders_left, processes_of

from cloudfrontier.simulator.lambda_runtime import LambdaRuntime

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node on PATH")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read in /proc")


@pytest.mark.parametrize(
    ("body", "kind", "type_", "message"),
    [
        ("throw new TypeError('no');", "exception", "TypeError", "no"),
        ("throw 'text';", "exception", "string", "text"),
        ("null.x;", "exception", "TypeError", "Cannot read properties of null"),
        ("return 10n;", "unserialisable", "Runtime.MarshalError", "Unable to stringify response body"),
        ("return 'x'.repeat(7e6);", "too-large", "Function.ResponseSizeTooLarge", "7,000,002 bytes"),
        ("process.exit(7);", "exit", "Runtime.ExitError", "exit status 7"),
        ("process.kill(process.pid, 'SIGSEGV');", "crash", "Runtime.ExitError", "SIGSEGV"),
        (
            "setTimeout(() => { throw new Error('later'); }); await new Promise(() => {});",
            "exception",
            "Error",
            "later",
        ),
        (
            "Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50));",
            "exception",
            "Runtime.UnhandledPromiseRejection",
            "Error: lost",
        ),
        ("await new Promise(() => {});", "exit", "Runtime.ExitError", "exit status 0"),
        ("for (;;);", "timeout", "Sandbox.Timedout", "timed out after 1.50 seconds"),
        ("for (;;) console.log('x'.repeat(1000));", "timeout", "Sandbox.Timedout", "timed out"),
        ("await new Promise((r) => setTimeout(r, 60000));", "timeout", "Sandbox.Timedout", "timed out"),
    ],
)
def test_a_failure_has_its_kind(node: NodeRun, body: str, kind: str, type_: str, message: str) -> None:
    outcome = node(f"exports.handler = async () => {{ {body} }};", timeout_s=1.5)
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.type) == (kind, type_)
    assert message in outcome.error.message
    assert sum(map(len, outcome.logs)) < 25_000


@pytest.mark.parametrize("body", ["process.exit(1);", "setTimeout(null); await 1;", "throw new Error('no');"])
def test_after_a_failure_the_next_invocation_is_served(node: NodeRun, body: str) -> None:
    source = "let n = 0; const fs = require('fs'), mark = process.env.AWS_LAMBDA_FUNCTION_NAME + '.mark';"
    outcome = node(
        f"""
        {source}
        const file = require('os').tmpdir() + '/../' + mark;
        exports.handler = async () => {{
            if (fs.existsSync(file)) return 'good';
            fs.writeFileSync(file, '');
            {body}
        }};
        """,
        again=1,
    )
    assert outcome.value == "good"


def test_what_is_returned_without_a_promise_is_ignored_where_callbacks_are_possible(node: NodeRun) -> None:
    source = "exports.handler = (event) => 'returned';"
    assert node(source).value is None
    assert node(source, runtime="nodejs24.x").value == "returned"


def test_where_an_exception_was_is_told_in_the_zips_own_names(node: NodeRun) -> None:
    error = node("exports.handler = async () => {\n    throw new Error('here');\n};").error
    assert error is not None
    assert error.traceback[0].strip() == "at exports.handler (index.js:2:11)"


@LINUX
@pytest.mark.parametrize(
    "body",
    [
        "const kept = []; for (;;) kept.push(new Array(100000).fill(1.5));",
        "const kept = []; for (;;) kept.push(Buffer.alloc(10e6, 1));",
        "return Buffer.alloc(2e9, 1).length;",
    ],
    ids=["heap", "buffers", "2 GB at once"],
)
def test_who_needs_more_memory_than_the_function_has_is_ended(node: NodeRun, body: str) -> None:
    outcome = node(f"exports.handler = async () => {{ {body} }};", timeout_s=20.0)
    assert outcome.error is not None
    assert outcome.error.kind in {"memory", "crash"}


@pytest.mark.parametrize(
    ("source", "settings", "type_", "message"),
    [
        ("exports.other = 1;", {}, "Runtime.HandlerNotFound", "index.handler is undefined or not exported"),
        ("exports.handler = 1;", {}, "Runtime.HandlerNotFound", "not a function"),
        ("require('./none');", {}, "Runtime.ImportModuleError", "Cannot find module './none'"),
        ("import './none.mjs';", {"name": "index.mjs"}, "Runtime.ImportModuleError", "Cannot find module"),
        ("export const handler = 1;", {}, "Runtime.UserCodeSyntaxError", "Unexpected token 'export'"),
        ("exports.handler = (", {}, "Runtime.UserCodeSyntaxError", "SyntaxError"),
        ("throw new RangeError('when loaded');", {}, "RangeError", "when loaded"),
        ("", {"handler": "other.handler"}, "Runtime.ImportModuleError", "Cannot find module 'other'"),
        ("", {"handler": "handler"}, "Runtime.MalformedHandlerName", "Bad handler 'handler'"),
        (
            "exports.handler = (event, context, callback) => callback();",
            {"runtime": "nodejs24.x"},
            "Runtime.CallbackHandlerDeprecated",
            "Node.js 24",
        ),
    ],
)
def test_a_module_that_cannot_be_loaded_is_an_init_error(
    node: NodeRun, source: str, settings: dict[str, Any], type_: str, message: str
) -> None:
    error = node(source, **settings).error
    assert error is not None
    assert (error.kind, error.type) == ("init", type_)
    assert message in error.message


def test_nothing_is_left_of_what_a_handler_started(tmp_path: Path) -> None:
    before = folders_left()
    source = """
        const { spawn } = require('node:child_process');
        exports.handler = async () => {
            spawn('sleep', ['300'], { detached: true }).unref();
            return process.cwd();
        };
    """
    artifact = node_zip(tmp_path, {"index.js": source})
    with LambdaRuntime() as runtime:
        folder = str(runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value)
        assert folder != "None"
    assert processes_of(folder) == set()
    assert folders_left() == before
