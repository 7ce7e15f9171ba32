"""Every way to read an environment variable, and how bad it is that there are none at the edge."""

from __future__ import annotations

import pytest
from package_code import found

from cloudfrontier.cloudfront.lambda_variables import LAMBDA_VARIABLES


def severities(code: str, files: dict[str, str] | None = None) -> list[str]:
    return [finding.severity for finding in found("LAE213", code, files)]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import os\nA = os.environ['A']", id="plain"),
        pytest.param("import os as system\nA = system.environ['A']", id="under another name"),
        pytest.param("from os import environ as e\nA = e['A']", id="imported"),
        pytest.param("import os\nenv = os.environ\nA = env['A']", id="through a variable"),
        pytest.param("import os\nclass Config:\n    a = os.environ['A']", id="in a class"),
        pytest.param("import os\ndef f(a=os.environ['A']): ...", id="as a default"),
        pytest.param("import os\nA = [os.environ['A'], 1][0].strip()", id="within an expression"),
        pytest.param("import os\nA = os.environ.pop('A')", id="taken out"),
        pytest.param(
            "import os\ntry:\n    A = os.environ['A']\nfinally:\n    pass", id="in try without except"
        ),
        pytest.param("import os\nwith open('x'):\n    A = os.environ['A']", id="in with"),
    ],
)
def test_a_variable_that_loading_the_code_needs_is_an_error(code: str) -> None:
    (finding,) = found("LAE213", code)
    assert finding.severity == "error"
    assert "'A' is not there at the edge: KeyError on every cold start" in finding.message


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import os\ndef f():\n    return os.environ['A']", id="in a function"),
        pytest.param("import os\nf = lambda: os.environ['A']", id="in a lambda"),
        pytest.param("import os\nif os.path.exists('x'):\n    A = os.environ['A']", id="in a branch"),
        pytest.param("import os\nA = 'A' in os.environ and os.environ['A']", id="behind and"),
        pytest.param("import os\nA = os.environ['A'] if x else 1", id="in a conditional expression"),
        pytest.param("import os\nA = os.environ['PWD']", id="not documented, and there perhaps"),
        pytest.param("import os\nA = os.getenv('A')", id="None in its place"),
        pytest.param("import os\nA = os.environ.get('A')", id="None from get"),
        pytest.param("import os\nos.environ.update(load())\nA = os.environ['A']", id="perhaps set before"),
    ],
)
def test_a_variable_that_may_be_needed_is_a_warning(code: str) -> None:
    assert severities(code) == ["warning"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import os\nA = os.getenv('A', 'a')", id="a default"),
        pytest.param("import os\nA = os.environ.get('A', None)", id="None as the default"),
        pytest.param("import os\nA = os.environ.get('A', default='a')", id="a default by name"),
        pytest.param("import os\ntry:\n    A = os.environ['A']\nexcept KeyError:\n    A = 1", id="except"),
        pytest.param(
            "import os\nfrom contextlib import suppress\nwith suppress(KeyError):\n    os.environ['A']",
            id="suppress",
        ),
        pytest.param("import os\ndef f(name):\n    return os.environ[name]", id="a computed name"),
    ],
)
def test_a_variable_that_can_be_done_without_is_a_note(code: str) -> None:
    assert severities(code) == ["note"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import os\nA = os.environ['AWS_REGION']", id="Lambda's own"),
        pytest.param("import os\nos.environ['A'] = '1'\nA = os.environ['A']", id="set by the code itself"),
        pytest.param("import os\nos.environ.setdefault('A', '1')\nA = os.environ['A']", id="given a default"),
        pytest.param("if __name__ == '__main__':\n    import os\n    A = os.environ['A']", id="as a program"),
        pytest.param("os = Settings()\nA = os.environ['A']", id="another thing of that name"),
        pytest.param(
            "import os\nfor os in others:\n    A = os.environ['A']", id="a name that may be another"
        ),
        pytest.param("environ = {}\nA = environ['A']", id="a dict"),
    ],
)
def test_what_is_there_is_no_finding(code: str) -> None:
    assert severities(code) == []


def test_a_module_that_is_loaded_late_does_not_stop_the_start() -> None:
    files = {"conf.py": "import os\nA = os.environ['A']"}
    assert severities("def later():\n    import conf", files) == ["warning"]
    assert severities("import conf", files) == ["error"]


def test_distributions_may_read_what_they_like() -> None:
    files = {"requests/__init__.py": "import os\nA = os.environ['A']"}
    assert severities("import requests", files) == []


def test_the_variables_are_those_that_the_fact_sheet_lists() -> None:
    listed = """
    _HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE
    AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID
    AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR
    AWS_LAMBDA_METADATA_API AWS_LAMBDA_METADATA_TOKEN PATH LANG TZ PYTHONPATH LD_LIBRARY_PATH"""
    assert set(listed.split()) == LAMBDA_VARIABLES
