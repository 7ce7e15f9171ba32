"""Handlers in JavaScript that work: both module systems, both forms, and what they see around them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cloudfrontier.errors import MissingToolError
from cloudfrontier.simulator.lambda_runtime.program import choose_program

if TYPE_CHECKING:
    from pathlib import Path

    from node_handlers import NodeRun

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node on PATH")

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
def test_a_handler_answers(node: NodeRun, source: str, settings: dict[str, Any]) -> None:
    outcome = node(source, **settings)
    assert outcome.error is None
    assert outcome.value == {"uri": "/", "headers": {}}


def test_a_process_is_kept_and_frozen_between_invocations(node: NodeRun) -> None:
    outcome = node(
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


def test_a_callback_waits_until_nothing_is_left_to_do_unless_it_is_told_not_to(node: NodeRun) -> None:
    body = "const began = Date.now(); setTimeout(() => { console.log('late'); }, 60); callback(null, 'done');"
    waits = node(f"exports.handler = (event, context, callback) => {{ {body} }};")
    assert (waits.value, len(waits.logs)) == ("done", 1)
    hurries = node(
        "exports.handler = (event, context, callback) => {"
        f" context.callbackWaitsForEmptyEventLoop = false; {body} }};"
    )
    assert (hurries.value, hurries.logs) == ("done", ())


def test_a_callback_that_is_never_called_answers_null_again_and_again(node: NodeRun) -> None:
    outcome = node("exports.handler = (event, context, callback) => {};", again=3)
    assert (outcome.value, outcome.error, outcome.cold) == (None, None, False)


def test_the_context_and_the_environment_are_those_of_lambda(node: NodeRun) -> None:
    outcome = node(
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


def test_the_console_has_the_format_of_lambda(node: NodeRun) -> None:
    outcome = node(
        "exports.handler = async () => { console.log('a %s', 'b', {c: 1}); console.error('x\\ny'); };"
    )
    first, second = outcome.logs
    assert first.split("\t")[1:] == ["request-0", "INFO", "a b { c: 1 }"]
    assert second.split("\t")[1:] == ["request-0", "ERROR", "x\ry"]


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
    program = choose_program("nodejs22.x", str(tmp_path))
    assert program.note == ""
    assert program.command(128)[1:4] == (
        "--max-old-space-size=115",
        "--no-experimental-require-module",
        "--no-experimental-detect-module",
    )
    assert len(choose_program("nodejs24.x", str(tmp_path)).command(128)) == 3
