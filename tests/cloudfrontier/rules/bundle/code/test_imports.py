"""What a file imports, read from its syntax: each way to import, and how sure it is to happen."""

from __future__ import annotations

from textwrap import dedent

import pytest

from cloudfrontier.rules.bundle.code.imports import ImportSite, read_imports


def read(
    text: str, *, package: str = "app.shop", python: tuple[int, int] = (3, 13)
) -> tuple[ImportSite, ...]:
    return read_imports(dedent(text).encode(), package=package, python=python)


def modules(text: str, *, package: str = "app.shop", python: tuple[int, int] = (3, 13)) -> list[str]:
    return [site.module for site in read(text, package=package, python=python)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("import a, b.c as d", ["a", "b.c"], id="plain"),
        pytest.param("from a.b import c, d", ["a.b"], id="from"),
        pytest.param("from . import cart", ["app.shop"], id="the own package"),
        pytest.param("from .cart import total", ["app.shop.cart"], id="a sibling"),
        pytest.param("from ..tax import rate", ["app.tax"], id="the package above"),
        pytest.param("from .... import x", [""], id="above the top"),
        pytest.param("import importlib\nimportlib.import_module('a.b')", ["importlib", "a.b"], id="by name"),
        pytest.param(
            "from importlib import import_module\nimport_module('.cart', __package__)",
            ["importlib", "app.shop.cart"],
            id="by relative name",
        ),
        pytest.param("__import__('a')", ["a"], id="the old way"),
        pytest.param("class A:\n    import a", ["a"], id="in a class"),
        pytest.param("async def f():\n    import a", ["a"], id="in a coroutine"),
    ],
)
def test_every_way_to_import_counts(text: str, expected: list[str]) -> None:
    assert modules(text) == expected


def test_the_names_of_a_from_import_are_kept_for_they_may_be_modules() -> None:
    (site,) = read("from a import b, c as d")
    assert site.names == ("b", "c")


def test_a_star_is_no_name() -> None:
    (site,) = read("from a import *")
    assert (site.module, site.names) == ("a", ())


def test_a_place_is_counted_from_one() -> None:
    (site,) = read("\nif x:\n    import a\n")
    assert (site.line, site.column) == (3, 5)


def test_a_computed_name_is_reported_as_such() -> None:
    (site,) = read("import_module(f'plugins.{name}')")
    assert site.computed
    assert site.module == ""


@pytest.mark.parametrize(
    ("text", "need"),
    [
        pytest.param("import a", "always", id="at the top"),
        pytest.param("def f():\n    import a", "sometimes", id="in a function"),
        pytest.param("if flag:\n    import a", "sometimes", id="in a branch"),
        pytest.param("try:\n    import a\nexcept ImportError:\n    pass", "optional", id="handled"),
        pytest.param(
            "try:\n    import a\nexcept (KeyError, ModuleNotFoundError):\n    pass", "optional", id="either"
        ),
        pytest.param("try:\n    import a\nexcept:\n    pass", "optional", id="handled, bare"),
        pytest.param("try:\n    import a\nexcept KeyError:\n    pass", "always", id="another error handled"),
        pytest.param("try:\n    pass\nexcept ImportError:\n    import a", "sometimes", id="the fallback"),
        pytest.param("try:\n    pass\nfinally:\n    import a", "always", id="in finally"),
        pytest.param("with contextlib.suppress(ImportError):\n    import a", "optional", id="suppressed"),
        pytest.param("with open(x):\n    import a", "always", id="in another with"),
    ],
)
def test_how_sure_an_import_is(text: str, need: str) -> None:
    assert [site.need for site in read(text)] == [need]


@pytest.mark.parametrize(
    ("test", "taken"),
    [
        pytest.param("TYPE_CHECKING", False, id="TYPE_CHECKING"),
        pytest.param("typing.TYPE_CHECKING", False, id="typing.TYPE_CHECKING"),
        pytest.param("not TYPE_CHECKING", True, id="not TYPE_CHECKING"),
        pytest.param("sys.version_info >= (3, 11)", True, id="at least 3.11"),
        pytest.param("sys.version_info >= (3, 13)", True, id="at least the same"),
        pytest.param("sys.version_info > (3, 13)", True, id="more than the same: its patch release is"),
        pytest.param("sys.version_info < (3, 13)", False, id="less than the same"),
        pytest.param("sys.version_info < (3, 14)", True, id="less than the next"),
        pytest.param("sys.version_info[:2] == (3, 13)", True, id="its first two"),
        pytest.param("sys.version_info[:2] <= (3, 12)", False, id="its first two, less"),
        pytest.param("sys.version_info >= (3, 12, 4)", True, id="a patch release of an older one"),
        pytest.param("sys.platform == 'win32'", False, id="Windows"),
        pytest.param("sys.platform != 'win32'", True, id="not Windows"),
    ],
)
def test_branches_that_the_edge_decides_are_decided(test: str, *, taken: bool) -> None:
    assert modules(f"if {test}:\n    import a\nelse:\n    import b") == (["a"] if taken else ["b"])
    assert read(f"if {test}:\n    import a\nelse:\n    import b")[0].need == "always"


@pytest.mark.parametrize(
    "test",
    ["sys.version_info >= (3, 13, 2)", "sys.version_info[0] == 3", "sys.version_info >= wanted", "a < b < c"],
)
def test_both_branches_count_where_the_edge_does_not_decide(test: str) -> None:
    sites = read(f"if {test}:\n    import a\nelse:\n    import b")
    assert [(site.module, site.need) for site in sites] == [("a", "sometimes"), ("b", "sometimes")]


def test_nesting_that_python_itself_takes_is_no_trouble() -> None:
    text = "x = " + " + ".join(["'a'"] * 900) + "\nif a:\n    pass\n" + "elif b:\n    import c\n" * 400
    sites = read(f"import_module('d')\n{text}")
    assert [sites[0].module, {site.module for site in sites[1:]}, len(sites)] == ["d", {"c"}, 401]


def test_what_is_no_python_is_said_by_an_error() -> None:
    with pytest.raises(SyntaxError):
        read("import (")


def test_an_odd_escape_in_a_string_is_no_warning_of_ours() -> None:
    assert modules("import a\nx = '\\d'") == ["a"]
