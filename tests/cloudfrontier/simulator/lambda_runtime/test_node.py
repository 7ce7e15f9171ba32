"""Handlers in JavaScript: both module systems, both forms of handlers, their failures, and what is left."""

from __future__ import annotations

import shutil
import sys
import textwrap
import zipfile
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from lambda_zips import EVENT, lambda_zip
from process_census import folders_left, processes_of

from cloudfrontier.errors import MissingToolError
from cloudfrontier.simulator.lambda_runtime import HandlerOutcome, LambdaRuntime
from cloudfrontier.simulator.lambda_runtime.program import choose_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., HandlerOutcome]

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node on PATH")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read in /proc")


@pytest.fixture(scope="module")
def runtime() -> Iterator[LambdaRuntime]:
    with LambdaRuntime(init_seconds=5.0, log_bytes=20_000) as runtime:
        yield runtime


@pytest.fixture
def run(runtime: LambdaRuntime, tmp_path: Path) -> Run:
    """Runs `index.handler` of a module once in a new process, or `again` times in it."""

    def run_files(
        source: str,
        *,
        name: str = "index.js",
        files: dict[str, str] | None = None,
        again: int = 0,
        timeout_s: float | None = None,
        **settings: Any,
    ) -> HandlerOutcome:
        settings = {"runtime": "nodejs22.x", "handler": "index.handler", **settings}
        artifact = lambda_zip(tmp_path, "", **settings)
        path = tmp_path / artifact.path
        with zipfile.ZipFile(path, "w") as archive:
            for file, text in {name: textwrap.dedent(source), **(files or {})}.items():
                archive.writestr(file, text)
        artifact = replace(artifact, sha256=sha256(path.read_bytes()).hexdigest())
        for number in range(again + 1):
            outcome = runtime.invoke(
                artifact, tmp_path, EVENT, request_id=f"request-{number}", timeout_s=timeout_s
            )
        return outcome

    return run_files


ESM = "export const handler = async (event) => event.Records[0].cf.request;"


@pytest.mark.parametrize(
    ("source", "settings"),
    [
        ("exports.handler = async (event) => event.Records[0].cf.request;", {}),
        ("exports.handler = async (event) => event.Records[0].cf.request;", {"name": "index.cjs"}),
        (ESM, {"name": "index.mjs"}),
        (ESM, {"files": {"package.json": '{"type": "module"}'}}),
        (ESM, {"name": "src/index.mjs", "handler": "src/index.handler"}),
        ("exports.handler = (e, context, callback) => callback(null, e.Records[0].cf.request);", {}),
        ("exports.handler = (e, c, cb) => { setTimeout(() => cb(null, e.Records[0].cf.request), 20); };", {}),
        ("exports.handler = (event, context) => context.succeed(event.Records[0].cf.request);", {}),
        (
            "exports.api = { deep: async (event) => event.Records[0].cf.request };",
            {"handler": "index.api.deep"},
        ),
        (
            "const { pick } = require('./lib/pick'); exports.handler = async (event) => pick(event);",
            {"files": {"lib/pick.js": "exports.pick = (event) => event.Records[0].cf.request;"}},
        ),
        (
            "import pick from 'picker'; export const handler = async (event) => pick(event);",
            {
                "name": "index.mjs",
                "files": {
                    "node_modules/picker/package.json": '{"name": "picker", "main": "main.js"}',
                    "node_modules/picker/main.js": "module.exports = (event) => event.Records[0].cf.request;",
                },
            },
        ),
        (ESM, {"name": "index.mjs", "runtime": "nodejs24.x"}),
    ],
    ids=[
        "CommonJS",
        ".cjs",
        ".mjs",
        "type module",
        "a folder",
        "callback",
        "late callback",
        "succeed",
        "nested",
        "a file of its own",
        "a package",
        "Node.js 24",
    ],
)
def test_a_handler_answers(run: Run, source: str, settings: dict[str, Any]) -> None:
    outcome = run(source, **settings)
    assert outcome.error is None
    assert outcome.value == {"uri": "/", "headers": {}}


def test_a_process_is_kept_and_frozen_between_invocations(run: Run) -> None:
    outcome = run(
        """
        let count = 0, ticks = 0;
        setInterval(() => { ticks += 1; }, 5).unref();
        exports.handler = async () => ({ count: ++count, ticks });
        """,
        again=2,
    )
    assert isinstance(outcome.value, dict)
    assert outcome.value["count"] == 3
    assert not outcome.cold
    assert outcome.init_ms == 0


def test_a_callback_waits_until_nothing_is_left_to_do_unless_it_is_told_not_to(run: Run) -> None:
    body = "const began = Date.now(); setTimeout(() => { console.log('late'); }, 60); callback(null, 'done');"
    waits = run(f"exports.handler = (event, context, callback) => {{ {body} }};")
    assert (waits.value, len(waits.logs)) == ("done", 1)
    hurries = run(
        "exports.handler = (event, context, callback) => {"
        f" context.callbackWaitsForEmptyEventLoop = false; {body} }};"
    )
    assert (hurries.value, hurries.logs) == ("done", ())


def test_a_callback_that_is_never_called_answers_null_again_and_again(run: Run) -> None:
    outcome = run("exports.handler = (event, context, callback) => {};", again=3)
    assert (outcome.value, outcome.error, outcome.cold) == (None, None, False)


def test_the_context_and_the_environment_are_those_of_lambda(run: Run) -> None:
    outcome = run(
        """
        exports.handler = async (event, context) => ({
            context, left: context.getRemainingTimeInMillis(), env: process.env, argv: process.argv.length,
        });
        """,
        memory_mb=256,
        timeout_s=4.0,
    )
    assert isinstance(outcome.value, dict)
    context, env = outcome.value["context"], outcome.value["env"]
    assert 3000 < outcome.value["left"] <= 4000
    assert context["functionName"] == "us-east-1.sample"
    assert context["functionVersion"] == "1"
    assert context["memoryLimitInMB"] == "256"
    assert context["awsRequestId"] == "request-0"
    assert context["logGroupName"] == "/aws/lambda/us-east-1.sample"
    assert context["invokedFunctionArn"].startswith("arn:aws:lambda:us-east-1:")
    assert context["callbackWaitsForEmptyEventLoop"] is True
    assert env["AWS_EXECUTION_ENV"] == "AWS_Lambda_nodejs22.x"
    assert env["NODE_PATH"].startswith("/opt/nodejs/node22/node_modules:")
    assert env["AWS_REGION"] == "us-east-1"
    assert not {"PYTHONPATH", "MALLOC_ARENA_MAX", "PWD", "USER", "LC_CTYPE"} & env.keys()


def test_the_console_has_the_format_of_lambda(run: Run) -> None:
    outcome = run(
        "exports.handler = async () => { console.log('a %s', 'b', {c: 1}); console.error('x\\ny'); };"
    )
    first, second = outcome.logs
    assert first.split("\t")[1:] == ["request-0", "INFO", "a b { c: 1 }"]
    assert second.split("\t")[1:] == ["request-0", "ERROR", "x\ry"]


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
def test_a_failure_has_its_kind(run: Run, body: str, kind: str, type_: str, message: str) -> None:
    outcome = run(f"exports.handler = async () => {{ {body} }};", timeout_s=1.5)
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.type) == (kind, type_)
    assert message in outcome.error.message
    assert sum(map(len, outcome.logs)) < 25_000


@pytest.mark.parametrize("body", ["process.exit(1);", "setTimeout(null); await 1;", "throw new Error('no');"])
def test_after_a_failure_the_next_invocation_is_served(run: Run, body: str) -> None:
    source = "let n = 0; const fs = require('fs'), mark = process.env.AWS_LAMBDA_FUNCTION_NAME + '.mark';"
    outcome = run(
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


def test_what_is_returned_without_a_promise_is_ignored_where_callbacks_are_possible(run: Run) -> None:
    source = "exports.handler = (event) => 'returned';"
    assert run(source).value is None
    assert run(source, runtime="nodejs24.x").value == "returned"


def test_where_an_exception_was_is_told_in_the_zips_own_names(run: Run) -> None:
    error = run("exports.handler = async () => {\n    throw new Error('here');\n};").error
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
def test_who_needs_more_memory_than_the_function_has_is_ended(run: Run, body: str) -> None:
    outcome = run(f"exports.handler = async () => {{ {body} }};", timeout_s=20.0)
    assert outcome.error is not None
    assert outcome.error.kind in {"memory", "crash"}


@pytest.mark.parametrize(
    ("source", "settings", "type_", "message"),
    [
        ("exports.other = 1;", {}, "Runtime.HandlerNotFound", "index.handler is undefined or not exported"),
        ("exports.handler = 1;", {}, "Runtime.HandlerNotFound", "not a function"),
        ("require('./none');", {}, "Runtime.ImportModuleError", "Cannot find module './none'"),
        ("import './none.mjs';", {"name": "index.mjs"}, "Runtime.ImportModuleError", "Cannot find module"),
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
    run: Run, source: str, settings: dict[str, Any], type_: str, message: str
) -> None:
    error = run(source, **settings).error
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
    artifact = lambda_zip(tmp_path, "", runtime="nodejs22.x", handler="index.handler")
    with zipfile.ZipFile(tmp_path / artifact.path, "w") as archive:
        archive.writestr("index.js", source)
    artifact = replace(artifact, sha256=sha256((tmp_path / artifact.path).read_bytes()).hexdigest())
    with LambdaRuntime() as runtime:
        folder = str(runtime.invoke(artifact, tmp_path, EVENT, request_id="a").value)
        assert folder != "None"
    assert processes_of(folder) == set()
    assert folders_left() == before


def test_a_machine_without_node_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match=r"nodejs22\.x needs one; install Node\.js 22"):
        choose_program("nodejs22.x", str(tmp_path))


def test_another_node_than_the_runtimes_is_noted(tmp_path: Path) -> None:
    fake = tmp_path / "node"
    fake.write_text("#!/bin/sh\necho v18.1.0\n")
    fake.chmod(0o755)
    assert choose_program("nodejs22.x", str(tmp_path)).note == (
        "no Node.js 22 was found on PATH: handlers for nodejs22.x run under Node.js 18.1.0"
    )
    fake.write_text("#!/bin/sh\necho v22.3.0\n")
    assert choose_program("nodejs22.x", str(tmp_path)).note == ""
