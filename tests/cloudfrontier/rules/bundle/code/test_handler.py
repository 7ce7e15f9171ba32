"""A handler is found as Lambda finds it, through imports too, and its signature is that of the call."""

from __future__ import annotations

import pytest
from package_code import code_of


def problem(text: str, *, handler: str = "app.main", **files: str) -> tuple[str, str]:
    others = {f"{name}.py": data for name, data in files.items()}
    for fault in code_of({"app.py": text, **others}, handler=handler).faults:
        if fault.kind in {"handler", "arguments"}:
            return fault.kind, fault.detail
    return "", ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def main(event, context): ...", id="the usual one"),
        pytest.param("def main(event, context=None): ...", id="with a default"),
        pytest.param("def main(event, context, *more, **named): ...", id="with more than is passed"),
        pytest.param("def main(*args): ...", id="any"),
        pytest.param("main = lambda e, c: e", id="a lambda"),
        pytest.param("main = make()", id="what a call gives back"),
        pytest.param("import functools\nmain = functools.partial(f, 1)", id="a partial"),
        pytest.param("@wrapped\ndef main(): ...", id="a decorated one is trusted"),
        pytest.param("class main: ...", id="a class is trusted"),
        pytest.param("def main(event): ...\nmain = adapt(main)", id="what it is bound to last counts"),
        pytest.param("def main(e, c): ...\nmain.retries = lambda: 1", id="an attribute is no binding"),
        pytest.param("if fast:\n    def main(e): ...\nelse:\n    def main(e): ...", id="it depends"),
        pytest.param("from other import *", id="by a star, perhaps"),
        pytest.param("def __getattr__(name): ...", id="made by the module"),
        pytest.param("globals()['main'] = lambda e, c: e", id="made in globals"),
        pytest.param("def setup():\n    global main\n    main = 1", id="by a function"),
        pytest.param("def main(event, context):\n    def inner():\n        yield 1", id="a generator within"),
    ],
)
def test_what_lambda_can_call_is_no_fault(text: str) -> None:
    assert problem(text, other="") == ("", "")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param("def other(e, c): ...", "handler", "app.py has no 'main'", id="another name"),
        pytest.param("class A:\n    def main(e, c): ...", "handler", "has no 'main'", id="a method"),
        pytest.param("async def main(e, c): ...", "handler", "`async`", id="a coroutine"),
        pytest.param("def main(e, c):\n    yield e", "handler", "generator", id="a generator"),
        pytest.param("def main(): ...", "arguments", "0 of the 2", id="no arguments"),
        pytest.param("def main(event): ...", "arguments", "1 of the 2", id="one argument"),
        pytest.param("def main(a, b, c): ...", "arguments", "needs 3", id="three arguments"),
        pytest.param("main = lambda e: e", "arguments", "1 of the 2", id="a lambda of one"),
        pytest.param("def main(e, c, *, x): ...", "arguments", "keyword argument 'x'", id="a keyword"),
    ],
)
def test_what_lambda_cannot_call_is_said(text: str, kind: str, words: str) -> None:
    found, detail = problem(text)
    assert found == kind
    assert words in detail


def test_an_imported_function_is_looked_at_where_it_is_defined() -> None:
    (fault,) = code_of({"app.py": "from core import run as main", "core.py": "\ndef run(e): ..."}).faults
    assert (fault.kind, fault.file, fault.line, fault.column) == ("arguments", "core.py", 2, 1)


def test_what_a_distribution_provides_is_trusted() -> None:
    assert problem("from mangum import main", mangum="def main(): ...") == ("", "")


def test_a_circle_of_imports_ends() -> None:
    assert problem("from core import main", core="from app import main") == ("", "")


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        pytest.param("main", "names no module", id="no module"),
        pytest.param("absent.main", "neither absent.py nor absent/__init__.py", id="no file"),
        pytest.param("json.loads", "not of this package", id="the standard library's"),
    ],
)
def test_a_handler_of_no_module_of_the_zip_is_said(handler: str, words: str) -> None:
    kind, detail = problem("", handler=handler)
    assert kind == "handler"
    assert words in detail


def test_a_zip_of_the_folder_instead_of_what_is_in_it_is_told() -> None:
    (fault,) = code_of({"project/app.py": "def main(e, c): ..."}).faults
    assert "project/app.py: zip what is in the folder" in fault.detail


def test_a_handler_string_may_have_slashes() -> None:
    assert code_of({"web/app.py": "def main(e, c): ..."}, handler="web/app.main").faults == ()
