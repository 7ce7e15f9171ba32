"""The CDK, in Python: a module with one stack, to be used as it is or to be taken apart.

Handlers, roles and functions are the CDK's own constructs, so that zips are uploaded and versions published
by it; the distribution and its policies are CloudFormation's resources, which say all that edge.toml says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infra.aws import EDGE_REGION
from infra.naming import marker
from infra.permissions import POLICY_NAME, handler_policy, trust_policy
from infra.templates.blueprint import logical
from infra.templates.properties import (
    access_properties,
    cache_properties,
    distribution_properties,
    request_properties,
)
from infra.templates.response_headers import response_headers_properties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.events import Kind
    from infra.desired import DesiredFunction, DesiredHandler, DesiredStore
    from infra.templates.blueprint import Blueprint, PolicyKind

__all__ = ["cdk"]

_HEADER = '''"""Written by cloudfrontier, do not edit: the edge code of {project}, and its distribution."""

from __future__ import annotations

from pathlib import Path

from aws_cdk import App, CfnParameter, CfnResource, Duration, Environment, RemovalPolicy, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

DIST = Path(__file__).resolve().parent / {dist!r}


class {name}Edge(Stack):
    """Edge code lives in {region}: give the stack that region."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs: object) -> None:
        super().__init__(scope, construct_id, **kwargs)
'''
_FOOTER = """

def main() -> None:
    app = App()
    {name}Edge(app, {project!r}, env=Environment(region={region!r}))
    app.synth()


if __name__ == "__main__":
    main()
"""


class Code(str):
    """An expression of the module's, among values of ours."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class References:
    """How the module names what it makes."""

    def __init__(self, blueprint: Blueprint) -> None:
        desired = blueprint.desired
        self._names = {item.deployed_name: item.name for item in desired.functions}
        self._names |= {item.deployed_name: item.name for item in desired.handlers}

    def arn(self, kind: Kind, deployed_name: str) -> Code:
        """Of a function that is LIVE, or of a version."""
        name = self._names[deployed_name]
        if kind == "function":
            return Code(f"functions[{name!r}].function_arn")
        return Code(f"handlers[{name!r}].current_version.function_arn")

    def policy(self, kind: PolicyKind, name: str) -> Code:
        """By its id."""
        return Code(f"made[{logical(kind, 'policy', name)!r}].ref")

    def access(self) -> Code:
        """By its id."""
        return Code('made["OriginAccess"].ref')

    def given(self, name: str) -> Code:
        """A parameter."""
        return Code(f"given[{name!r}].value_as_string")


def cdk(blueprint: Blueprint) -> str:
    """The module."""
    names = {"project": blueprint.desired.project, "name": logical(blueprint.desired.project)}
    names["region"] = EDGE_REGION
    lines = "\n".join(f"        {line}".rstrip() for part in _parts(blueprint) for line in part.split("\n"))
    return f"{_HEADER.format(**names, dist=str(blueprint.dist))}{lines}\n{_FOOTER.format(**names)}"


def _parts(blueprint: Blueprint) -> Iterator[str]:
    """The statements of the stack, a few lines each."""
    desired = blueprint.desired
    yield "given: dict[str, CfnParameter] = {}"
    for item in blueprint.given:
        options = _options(description=item.about, **({"no_echo": True} if item.is_secret else {}))
        yield f"given[{item.name!r}] = CfnParameter(self, {item.name!r}, {options})"
    yield "stores: dict[str, cloudfront.KeyValueStore] = {}"
    for store in desired.stores:
        yield _store(store, desired.project)
    yield "functions: dict[str, cloudfront.Function] = {}"
    for function in desired.functions:
        yield _function(function, blueprint)
    yield "handlers: dict[str, lambda_.Function] = {}"
    for handler in desired.handlers:
        yield _handler(handler, blueprint)
    yield "made: dict[str, CfnResource] = {}"
    for name, kind, properties in _policies(blueprint):
        yield _resource(name, kind, properties)
    properties = distribution_properties(blueprint, References(blueprint))
    yield _resource("Distribution", "Distribution", properties)


def _store(store: DesiredStore, project: str) -> str:
    options = _options(
        key_value_store_name=store.deployed_name,
        comment=marker(project, store.name),
        source=Code(f"cloudfront.ImportSource.from_asset(str(DIST / {store.path!r}))"),
    )
    named = logical("store", store.name)
    return f"stores[{store.name!r}] = cloudfront.KeyValueStore(self, {named!r}, {options})"


def _function(function: DesiredFunction, blueprint: Blueprint) -> str:
    runtime = "JS_2_0" if function.runtime.endswith("2.0") else "JS_1_0"
    stores = [item.name for item in blueprint.desired.stores if item.deployed_name == function.store]
    options = _options(
        function_name=function.deployed_name,
        comment=function.comment,
        runtime=Code(f"cloudfront.FunctionRuntime.{runtime}"),
        auto_publish=True,
        code=Code(f"cloudfront.FunctionCode.from_file(file_path=str(DIST / {function.path!r}))"),
        **({"key_value_store": Code(f"stores[{stores[0]!r}]")} if stores else {}),
    )
    named = logical("function", function.name)
    return f"functions[{function.name!r}] = cloudfront.Function(self, {named!r}, {options})"


def _handler(handler: DesiredHandler, blueprint: Blueprint) -> str:
    settings, role = handler.settings, blueprint.desired.role
    services = trust_policy()["Statement"][0]["Principal"]["Service"]
    principals = ", ".join(f"iam.ServicePrincipal({name!r})" for name in services)
    document = _with_account(handler_policy("ACCOUNT", handler.deployed_name, handler.grants))
    policy = Code(f"iam.PolicyDocument.from_json({literal(document)})")
    made = _options(
        role_name=handler.deployed_name,
        assumed_by=Code(f"iam.CompositePrincipal({principals})"),
        inline_policies={POLICY_NAME: policy},
    )
    kept = "lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN)"
    options = _options(
        function_name=handler.deployed_name,
        description=marker(blueprint.desired.project, handler.name),
        runtime=Code(f"lambda_.Runtime({settings.runtime!r}, lambda_.RuntimeFamily.PYTHON)"),
        handler=settings.handler,
        memory_size=settings.memory_mb,
        timeout=Code(f"Duration.seconds({settings.timeout_s})"),
        code=Code(f"lambda_.Code.from_asset(str(DIST / {handler.path!r}))"),
        role=Code("role"),
        current_version_options=Code(kept),
    )
    given = f"iam.Role.from_role_arn(self, {logical('role', handler.name)!r}, {role!r}, mutable=False)"
    own = f"iam.Role(self, {logical('role', handler.name)!r}, {made})"
    named = logical("handler", handler.name)
    return (
        f"role = {given if role else own}\n"
        f"handlers[{handler.name!r}] = lambda_.Function(self, {named!r}, {options})"
    )


def _policies(blueprint: Blueprint) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Logical id, type and properties, each once."""
    project, seen = blueprint.desired.project, set()
    for behavior in blueprint.distribution.behaviors:
        cache, request = behavior.cache_policy, behavior.origin_request_policy
        if not cache.id and (name := logical("cache", "policy", cache.name)) not in seen:
            seen.add(name)
            yield name, "CachePolicy", cache_properties(f"{project}-{cache.name}", cache)
        if request and not request.id and (name := logical("request", "policy", request.name)) not in seen:
            seen.add(name)
            properties = request_properties(f"{project}-{request.name}", request)
            yield name, "OriginRequestPolicy", properties
        headers = behavior.response_headers_policy
        if headers and not headers.id:
            name = logical("response headers", "policy", headers.name)
            if name not in seen:
                seen.add(name)
                properties = response_headers_properties(f"{project}-{headers.name}", headers)
                yield name, "ResponseHeadersPolicy", properties
    if blueprint.has_buckets:
        yield "OriginAccess", "OriginAccessControl", access_properties(project)


def _resource(name: str, kind: str, properties: dict[str, Any]) -> str:
    options = _options(type=f"AWS::CloudFront::{kind}", properties=properties)
    return f"made[{name!r}] = CfnResource(self, {name!r}, {options})"


def _with_account(tree: Any) -> Any:
    """ARNs of the policy with the account that the stack is deployed to."""
    if isinstance(tree, str) and ":ACCOUNT:" in tree:
        return Code(
            "f" + repr(tree.replace("{", "{{").replace("}", "}}").replace("ACCOUNT", "{self.account}"))
        )
    if isinstance(tree, list):
        return [_with_account(item) for item in tree]
    if isinstance(tree, dict):
        return {name: _with_account(value) for name, value in tree.items()}
    return tree


def _options(**values: Any) -> str:
    """Keyword arguments, one a line."""
    lines = (f"{name}={literal(value)}," for name, value in values.items())
    return "\n" + "".join(f"    {_indented(line)}\n" for line in lines)


def literal(value: Any) -> str:
    """A value as Python, what has parts one part a line."""
    if isinstance(value, dict) and value:
        parts = [f"{key!r}: {literal(item)}," for key, item in value.items()]
        return "{\n" + "".join(f"    {_indented(part)}\n" for part in parts) + "}"
    if isinstance(value, list) and value:
        return "[\n" + "".join(f"    {_indented(literal(item))},\n" for item in value) + "]"
    return repr(value)


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")
