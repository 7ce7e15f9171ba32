"""Names tell content and owner, and no project takes another's for its own."""

from __future__ import annotations

import pytest

from cloudfrontier.errors import UsageError
from infra.naming import (
    function_name,
    handler_name,
    marker,
    owns_function,
    owns_marked,
    project_name_of,
    store_name,
)

CODE = {"runtime": "cloudfront-js-2.0", "code_sha256": "ab" * 32}


def test_other_code_is_another_function_and_the_same_code_the_same() -> None:
    name = function_name("shop", "router", **CODE)
    assert name == function_name("shop", "router", **CODE)
    assert name.startswith("shop-router-")
    assert len(name) == len("shop-router-") + 8
    assert function_name("shop", "router", runtime="cloudfront-js-1.0", code_sha256="ab" * 32) != name
    assert function_name("shop", "router", runtime="cloudfront-js-2.0", code_sha256="cd" * 32) != name


def test_a_project_whose_name_begins_as_anothers_does_is_not_it() -> None:
    theirs = function_name("shop-admin", "gate", **CODE)
    assert project_name_of("shop", theirs) == "admin-gate", "by its name it could be"
    assert not owns_function("shop", theirs, **CODE)
    assert owns_function("shop-admin", theirs, **CODE)
    assert not owns_marked("shop", handler_name("shop-admin", "gate"), marker("shop-admin", "gate"))
    assert owns_marked("shop-admin", handler_name("shop-admin", "gate"), marker("shop-admin", "gate"))


def test_a_function_that_was_changed_by_hand_is_nobodys() -> None:
    name = function_name("shop", "router", **CODE)
    assert not owns_function("shop", name, runtime="cloudfront-js-2.0", code_sha256="cd" * 32)


@pytest.mark.parametrize(
    "name", ["router", "shop-router", "shopping-router-0123abcd", "shop-router-0123ABCD"]
)
def test_a_name_that_is_built_otherwise_is_not_ours(name: str) -> None:
    assert project_name_of("shop", name) is None


@pytest.mark.parametrize("description", ["", "cloudfrontier: shop/other", "gate of the shop"])
def test_what_does_not_say_so_is_not_ours(description: str) -> None:
    assert not owns_marked("shop", "shop-gate", description)


@pytest.mark.parametrize(
    "make",
    [
        lambda: function_name("p" * 30, "n" * 25, **CODE),
        lambda: handler_name("p" * 40, "n" * 24),
        lambda: store_name("p" * 40, "n" * 24),
    ],
    ids=["function", "handler", "store"],
)
def test_a_name_that_aws_would_refuse_is_told_before(make: object) -> None:
    with pytest.raises(UsageError, match="64 characters at most; shorten"):
        make()  # type: ignore[operator]  # a lambda of the table
