"""Requests that importing the code makes are found through the functions that it calls on the way."""

from __future__ import annotations

import pytest
from package_code import found

FETCH = (
    "from urllib.request import urlopen\n\ndef load():\n    return urlopen('https://example.com').read()\n"
)


METHOD = """
class A:
    def __init__(self):
        self.fill()
    def fill(self):
        load()
X = A()
"""


def lines(code: str) -> list[int]:
    return [finding.line for finding in found("LAE225", code)]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import urllib.request as r\nX = r.urlopen('https://example.com')", id="urllib"),
        pytest.param("import requests\nX = requests.get('https://example.com').json()", id="requests"),
        pytest.param("import requests\nX = requests.Session().post('x')", id="a session of requests"),
        pytest.param("import httpx\nX = httpx.get('https://example.com')", id="httpx"),
        pytest.param("import urllib3\nX = urllib3.PoolManager().request('GET', 'x')", id="urllib3"),
        pytest.param(
            "from http.client import HTTPSConnection as C\nC('x').request('GET', '/')", id="http.client"
        ),
        pytest.param("import socket\nsocket.create_connection(('x', 80))", id="a socket"),
        pytest.param("import boto3\nX = boto3.client('ssm', 'a').get_parameter(Name='x')", id="boto3"),
        pytest.param(
            "import boto3\nX = boto3.Session().client('s3').list_buckets()", id="boto3 of a session"
        ),
        pytest.param(
            "import boto3\nX = boto3.resource('dynamodb', 'a').Table('t').get_item(Key={})", id="a table"
        ),
        pytest.param(
            "from aws_lambda_powertools.utilities.parameters import get_secret as g\nX = g('x')",
            id="powertools",
        ),
    ],
)
def test_a_request_at_the_top_of_a_module_is_found(code: str) -> None:
    assert lines(code) == [2]


def test_a_client_that_has_a_name_is_followed() -> None:
    code = """
    import boto3
    http, ssm = None, None
    client = boto3.client("ssm", "us-east-1")
    KEY = client.get_parameter(Name="key")["Parameter"]["Value"]
    """
    assert lines(code) == [5]


def test_a_session_in_with_is_followed() -> None:
    assert lines("import httpx\nwith httpx.Client() as web:\n    X = web.get('x')") == [3]


@pytest.mark.parametrize(
    ("code", "files"),
    [
        pytest.param(f"{FETCH}\nX = load()", {}, id="a function"),
        pytest.param("from keys import load\nX = load()", {"keys.py": FETCH}, id="of another module"),
        pytest.param("import keys\nX = keys.load()", {"keys.py": FETCH}, id="by the module's name"),
        pytest.param(
            "from lib import load\nX = load()",
            {"lib/__init__.py": "from .io import load", "lib/io.py": FETCH},
            id="passed on",
        ),
        pytest.param(
            f"{FETCH}\ndef outer():\n    return [load() for _ in range(2)]\nX = outer()", {}, id="two steps"
        ),
        pytest.param(
            f"from functools import cache\n{FETCH}\n@cache\ndef kept():\n    return load()\nX = kept()",
            {},
            id="kept",
        ),
        pytest.param(
            f"{FETCH}{METHOD}",
            {},
            id="a class",
        ),
        pytest.param(f"{FETCH}\nif ready:\n    X = load()", {}, id="perhaps"),
        pytest.param(
            f"{FETCH}\ntry:\n    X = load()\nexcept OSError:\n    X = None", {}, id="with its failure handled"
        ),
    ],
)
def test_a_request_behind_calls_is_found_where_the_module_makes_the_first(
    code: str, files: dict[str, str]
) -> None:
    (finding,) = found("LAE225", code, files)
    assert "urllib.request.urlopen" in finding.message
    assert finding.file == "function.zip!app.py"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(f"{FETCH}", id="a function that nobody calls"),
        pytest.param(f"{FETCH}\ndef other():\n    return load()", id="nor its caller"),
        pytest.param(f"{FETCH}\nif __name__ == '__main__':\n    load()", id="as a program"),
        pytest.param("import boto3\nX = boto3.client('s3', 'a')", id="making a client"),
        pytest.param("import boto3\nX = boto3.resource('dynamodb', 'a').Table('t')", id="naming a table"),
        pytest.param("import boto3\nX = boto3.client('s3', 'a').generate_presigned_url('x')", id="signing"),
        pytest.param("import boto3\nX = boto3.client('s3', 'a').get_paginator('x')", id="a paginator unused"),
        pytest.param("import urllib3\nX = urllib3.PoolManager()", id="a pool"),
        pytest.param("def a(): b()\ndef b(): a()\na()", id="a circle"),
        pytest.param("get = {}.get\nX = get('x')", id="another get"),
        pytest.param(
            "import requests\nrequests = Fake()\nX = requests.get('x')", id="a name that may be another"
        ),
    ],
)
def test_what_asks_nobody_at_import_is_no_finding(code: str) -> None:
    assert lines(code) == []


def test_thousands_of_functions_that_call_each_other_end() -> None:
    code = "\n".join(f"def f{n}(): f{n + 1}(); f{n // 2}()" for n in range(1500)) + "\nf0()"
    assert lines(code) == []
