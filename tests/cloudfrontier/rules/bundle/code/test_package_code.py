"""The walk through a package: what the handler reaches, what is missing, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from package_code import MAIN, code_of

from cloudfrontier.rules.bundle.machine_code.samples import elf_sample

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.code.package_code import PackageCode

ELF = elf_sample()


def faults(code: PackageCode) -> list[tuple[str, str, bool]]:
    return [(fault.kind, fault.subject, fault.certain) for fault in code.faults]


def test_only_what_the_handler_reaches_is_read() -> None:
    code = code_of(
        {
            "app.py": f"import shop.cart{MAIN}",
            "shop/__init__.py": "",
            "shop/cart.py": "from . import tax",
            "shop/tax.py": "",
            "shop/broken.py": "this is no Python",
            "unused.py": "import acme",
        }
    )
    assert sorted(code.reached) == ["app.py", "shop/__init__.py", "shop/cart.py", "shop/tax.py"]
    assert code.faults == ()


def test_folders_without_init_are_packages_too() -> None:
    code = code_of({"app.py": f"from parts.deep import one{MAIN}", "parts/deep/one.py": ""})
    assert sorted(code.reached) == ["app.py", "parts/deep/one.py"]
    assert code.faults == ()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("import json, logging.handlers, urllib.request", id="the standard library"),
        pytest.param("import boto3, botocore.config, urllib3, dateutil.tz, six, jmespath", id="the runtime"),
        pytest.param("try:\n    import acme\nexcept ImportError:\n    acme = None", id="handled"),
        pytest.param("if __name__ == '__main__':\n    import pytest", id="when it is the program"),
        pytest.param("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import acme", id="for types"),
        pytest.param("import sys\nif sys.version_info < (3, 11):\n    import tomli", id="for another Python"),
        pytest.param("import sys\nif sys.platform == 'win32':\n    import acme", id="for another system"),
    ],
)
def test_what_is_there_or_not_needed_is_no_fault(line: str) -> None:
    assert code_of({"app.py": line + MAIN}).faults == ()


@pytest.mark.parametrize(
    ("line", "python", "expected"),
    [
        pytest.param("import acme", (3, 13), ("missing", "acme", True), id="at the top"),
        pytest.param("def f():\n    import acme", (3, 13), ("missing", "acme", False), id="in a function"),
        pytest.param("from . import x", (3, 13), ("missing", "", True), id="above the top"),
        pytest.param("import cgi", (3, 13), ("removed", "cgi", True), id="removed from 3.13"),
        pytest.param("import tomllib", (3, 10), ("missing", "tomllib", True), id="newer than 3.10"),
        pytest.param("import json.acme", (3, 13), None, id="within the standard library it is trusted"),
        pytest.param("import app.more", (3, 13), ("missing", "app.more", True), id="in a module of its own"),
    ],
)
def test_what_is_missing_is_a_fault(
    line: str, python: tuple[int, int], expected: tuple[str, str, bool] | None
) -> None:
    assert faults(code_of({"app.py": line + MAIN}, python=python)) == ([expected] if expected else [])


def test_the_zip_stands_before_the_standard_library_and_the_runtime() -> None:
    code = code_of({"app.py": f"import random, boto3{MAIN}", "random.py": "", "boto3/__init__.py": ""})
    assert sorted(code.reached) == ["app.py", "boto3/__init__.py", "random.py"]


def test_a_fault_in_a_distribution_is_shown_at_the_import_that_leads_there() -> None:
    code = code_of(
        {
            "app.py": f"import json\nimport lib{MAIN}",
            "lib/__init__.py": "from lib import core",
            "lib/core.py": "\n\nimport acme",
            "lib-1.0.dist-info/RECORD": "lib/__init__.py,sha256=x,1\nlib/core.py,,\n",
        }
    )
    (fault,) = code.faults
    assert (fault.subject, fault.file, fault.line) == ("acme", "app.py", 2)
    assert code.foreign == {"lib"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def f():\n    import acme", id="what it may never import"),
        pytest.param("import_module(name)", id="a computed name"),
        pytest.param("import lib.made", id="a module that it makes as it runs"),
        pytest.param("if maybe():\n    import acme", id="on a condition"),
    ],
)
def test_a_distribution_is_trusted(text: str) -> None:
    files = {"app.py": f"import lib{MAIN}", "lib/__init__.py": text, "lib-1.dist-info/top_level.txt": "lib\n"}
    assert code_of(files).faults == ()


def test_a_package_that_makes_modules_answers_for_them() -> None:
    files = {"app.py": f"from six.moves import urllib{MAIN}", "six.py": "import sys\nsys.modules['a'] = 1"}
    assert code_of(files).faults == ()
    files["six.py"] = "moves = None"
    assert faults(code_of(files)) == [("missing", "six.moves", True)]


def test_without_dist_info_widely_used_distributions_are_known_by_name() -> None:
    files = {"app.py": f"import requests{MAIN}", "requests/__init__.py": "import os\nos.environ['A']"}
    code = code_of(files)
    assert [module.module.name for module in code.modules] == ["app"]


def test_the_handlers_own_package_is_its_own_whatever_it_is_called() -> None:
    code = code_of({"requests/app.py": MAIN}, handler="requests.app.main")
    assert [module.module.name for module in code.modules] == ["requests.app"]


def test_machine_code_is_reached_with_the_strongest_need_for_it() -> None:
    lazy = "def later():\n    import _fast\n"
    assert code_of({"app.py": lazy + MAIN, "_fast.so": ELF}).reached["_fast.so"] == "sometimes"
    both = code_of({"app.py": f"{lazy}import _fast{MAIN}", "_fast.so": ELF})
    assert both.reached["_fast.so"] == "always"


def test_machine_code_wins_over_a_source_beside_it_and_a_misfit_does_not() -> None:
    files: dict[str, str | bytes] = {"app.py": f"import fast{MAIN}", "fast.py": "import acme"}
    assert code_of(files | {"fast.cpython-313-x86_64-linux-gnu.so": ELF}).faults == ()
    misfit = code_of(files | {"fast.cpython-312-x86_64-linux-gnu.so": ELF})
    assert faults(misfit) == [("missing", "acme", True)]


def test_an_import_that_only_a_misfit_could_answer_is_a_fault_of_its_own() -> None:
    code = code_of({"app.py": f"import fast{MAIN}", "fast.cpython-312-darwin.so": b"\xcf\xfa\xed\xfe"})
    (fault,) = code.faults
    assert (fault.kind, fault.detail, fault.certain) == ("abi", "fast.cpython-312-darwin.so", True)


def test_bytecode_alone_is_a_module_that_is_not_read() -> None:
    code = code_of({"app.py": f"import lib{MAIN}", "lib.pyc": b"\xa7\r\r\n"})
    assert code.faults == ()
    assert list(code.unread) == ["lib.pyc"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("x = = 1", "invalid syntax", id="a mistake"),
        pytest.param("# coding: nonsense\n", "unknown encoding", id="an encoding that there is not"),
        pytest.param("x = '\\ud800'\n\0", "null", id="a null character"),
        pytest.param("x = " + "(" * 300 + ")" * 300, "too many nested parentheses", id="parentheses"),
        pytest.param("x = " + "-" * 20_000 + "1", "nested too deeply", id="signs"),
        pytest.param("x = " + "1+" * 20_000 + "1", "recursion", id="a sum"),
    ],
)
def test_what_cannot_be_parsed_is_a_fault_at_its_place(text: str, words: str) -> None:
    code = code_of({"app.py": f"import lib{MAIN}", "lib.py": text})
    (fault,) = code.faults
    assert (fault.kind, fault.file, fault.certain) == ("syntax", "lib.py", True)
    assert words in fault.detail


def test_a_file_of_more_than_anybody_writes_is_not_read_and_that_is_said() -> None:
    code = code_of({"app.py": f"import data{MAIN}", "data.py": "x = [" + "1," * 200_000 + "]"})
    assert list(code.unread) == ["data.py"]
    assert code.faults == ()
