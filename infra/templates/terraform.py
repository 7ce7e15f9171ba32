"""Terraform, in its JSON syntax: a folder of one file, `edge.tf.json`, beside or above dist/.

1. Code and zips are read from dist/ by Terraform itself; a zip's digest says whether it has changed.
2. A version is published with each change, and old ones are kept (`skip_destroy`): copies at the edge live on
   for hours.
3. Entries of stores are Terraform's: keys that are not in the build are deleted.
4. In texts of the project's own `${` and `%{` are escaped: Terraform would read them as its own.

Source: the schemas of hashicorp/aws 5.100 (2026-11), with which what is written here is validated.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from infra.aws import EDGE_REGION
from infra.naming import marker
from infra.permissions import POLICY_NAME, handler_policy, trust_policy
from infra.templates.response_headers import response_headers_block
from infra.templates.terraform_distribution import access, cache_policy, distribution, request_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.events import Kind
    from infra.desired import DesiredFunction, DesiredHandler, DesiredStore
    from infra.templates.blueprint import Blueprint, PolicyKind

__all__ = ["terraform"]

Tree = dict[str, Any]
Resource = tuple[str, str, Tree]
"""Type without its `aws_`, name, and members."""
_POLICIES: dict[PolicyKind, str] = {
    "cache": "cache_policy",
    "request": "origin_request_policy",
    "response headers": "response_headers_policy",
}
_ACCOUNT = "${data.aws_caller_identity.current.account_id}"
_PROVIDER = ">= 5.100"
"""The one that the files are validated with."""


class References:
    """How Terraform names what a file makes."""

    def __init__(self, blueprint: Blueprint) -> None:
        desired = blueprint.desired
        self._names = {item.deployed_name: item.name for item in desired.functions}
        self._names |= {item.deployed_name: item.name for item in desired.handlers}

    def arn(self, kind: Kind, deployed_name: str) -> str:
        """Of a function that is LIVE, or of a version."""
        name = block(self._names[deployed_name])
        if kind == "function":
            return f"${{aws_cloudfront_function.{name}.arn}}"
        return f"${{aws_lambda_function.{name}.qualified_arn}}"

    def policy(self, kind: PolicyKind, name: str) -> str:
        """By its id."""
        return f"${{aws_cloudfront_{_POLICIES[kind]}.{block(name)}.id}}"

    def access(self) -> str:
        """By its id."""
        return "${aws_cloudfront_origin_access_control.buckets.id}"

    def given(self, name: str) -> str:
        """A variable."""
        return f"${{var.{name}}}"


def terraform(blueprint: Blueprint) -> str:
    """The file, as JSON."""
    document: Tree = {
        "//": "written by cloudfrontier, do not edit",
        "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": _PROVIDER}}},
        "provider": {"aws": {"region": EDGE_REGION}},
        "data": {"aws_caller_identity": {"current": {}}},
        "variable": {
            item.name: {
                "type": "string",
                "description": item.about,
                **({"sensitive": True} if item.is_secret else {}),
            }
            for item in blueprint.given
        },
        "resource": _resources(blueprint),
        "output": {
            "distribution_id": {"value": "${aws_cloudfront_distribution.edge.id}"},
            "domain_name": {"value": "${aws_cloudfront_distribution.edge.domain_name}"},
        },
    }
    return json.dumps({name: part for name, part in document.items() if part}, indent=2) + "\n"


def block(name: str) -> str:
    """A name for blocks: a letter first, then letters, digits, `_` and `-`."""
    return name if name[0].isalpha() else f"n{name}"


def escaped(tree: Any) -> Any:
    """Texts that Terraform reads as they are."""
    if isinstance(tree, str):
        return tree.replace("${", "$${").replace("%{", "%%{")
    if isinstance(tree, list):
        return [escaped(item) for item in tree]
    if isinstance(tree, dict):
        return {name: escaped(value) for name, value in tree.items()}
    return tree


def _resources(blueprint: Blueprint) -> Tree:
    found: dict[str, Tree] = {}
    for kind, name, members in (*_code(blueprint), *_policies(blueprint)):
        found.setdefault(f"aws_{kind}", {})[block(name)] = members
    edge = distribution(blueprint, References(blueprint))
    return {**found, "aws_cloudfront_distribution": {"edge": edge}}


def _code(blueprint: Blueprint) -> Iterator[Resource]:
    desired = blueprint.desired
    for store in desired.stores:
        yield "cloudfront_key_value_store", store.name, _store(store, desired.project)
        yield "cloudfrontkeyvaluestore_keys_exclusive", store.name, _keys(store, blueprint)
    for function in desired.functions:
        yield "cloudfront_function", function.name, _function(function, blueprint)
    for handler in desired.handlers:
        if not desired.role:
            yield from _role(handler)
        yield "lambda_function", handler.name, _handler(handler, blueprint)


def _policies(blueprint: Blueprint) -> Iterator[Resource]:
    project = blueprint.desired.project
    for behavior in blueprint.distribution.behaviors:
        cache, request = behavior.cache_policy, behavior.origin_request_policy
        if not cache.id:
            yield "cloudfront_cache_policy", cache.name, cache_policy(f"{project}-{cache.name}", cache)
        if request and not request.id:
            members = request_policy(f"{project}-{request.name}", request)
            yield "cloudfront_origin_request_policy", request.name, members
        headers = behavior.response_headers_policy
        if headers and not headers.id:
            members = escaped(response_headers_block(f"{project}-{headers.name}", headers))
            yield "cloudfront_response_headers_policy", headers.name, members
    if blueprint.has_buckets:
        yield "cloudfront_origin_access_control", "buckets", access(project)


def _store(store: DesiredStore, project: str) -> Tree:
    return {"name": store.deployed_name, "comment": marker(project, store.name)}


def _keys(store: DesiredStore, blueprint: Blueprint) -> Tree:
    entries = blueprint.entries[store.deployed_name]
    return {
        "key_value_store_arn": f"${{aws_cloudfront_key_value_store.{block(store.name)}.arn}}",
        "resource_key_value_pair": [
            {"key": escaped(key), "value": escaped(value)} for key, value in entries.items()
        ],
    }


def _function(function: DesiredFunction, blueprint: Blueprint) -> Tree:
    stores = [item.name for item in blueprint.desired.stores if item.deployed_name == function.store]
    members: Tree = {
        "name": function.deployed_name,
        "runtime": function.runtime,
        "comment": escaped(function.comment),
        "publish": True,
        "code": f'${{file("${{path.module}}/{escaped(str(blueprint.dist / function.path))}")}}',
        # other code is another function: it has to be there before the distribution can name it
        "lifecycle": {"create_before_destroy": True},
    }
    if stores:
        arn = f"${{aws_cloudfront_key_value_store.{block(stores[0])}.arn}}"
        members["key_value_store_associations"] = [arn]
    return members


def _handler(handler: DesiredHandler, blueprint: Blueprint) -> Tree:
    settings, desired = handler.settings, blueprint.desired
    return {
        "function_name": handler.deployed_name,
        "description": marker(desired.project, handler.name),
        "filename": f"${{path.module}}/{escaped(str(blueprint.dist / handler.path))}",
        "source_code_hash": handler.code_sha256,
        "runtime": settings.runtime,
        "handler": settings.handler,
        "memory_size": settings.memory_mb,
        "timeout": settings.timeout_s,
        "role": desired.role or f"${{aws_iam_role.{block(handler.name)}.arn}}",
        "publish": True,
        "skip_destroy": True,
    }


def _role(handler: DesiredHandler) -> Iterator[Resource]:
    document = handler_policy("ACCOUNT", handler.deployed_name, handler.grants)
    text = escaped(json.dumps(document)).replace(":ACCOUNT:", f":{_ACCOUNT}:")
    trust = json.dumps(trust_policy())
    yield "iam_role", handler.name, {"name": handler.deployed_name, "assume_role_policy": trust}
    role = f"${{aws_iam_role.{block(handler.name)}.name}}"
    yield "iam_role_policy", handler.name, {"name": POLICY_NAME, "role": role, "policy": text}
