"""A project -> attachments: its behaviors as a configuration, and what its functions and handlers do.

Findings stand where `edge.toml` says what they are about: the API's names of members are turned into its
keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfront_functions import header_rules
from cloudfrontier.cloudfront.distribution_config import from_distribution
from cloudfrontier.cloudfront.limits import with_overrides
from cloudfrontier.project.to_distribution import to_distribution
from cloudfrontier.rules.attachment.experiment_facts import (
    experiments_of_function,
    experiments_of_handler,
)
from cloudfrontier.rules.attachment.subject import Attachments, Facts, FunctionFacts

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.distribution_config import KeyPath
    from cloudfrontier.project import LoadedProject
    from cloudfrontier.project.model import FunctionTable, HandlerTable, Project

__all__ = ["facts_of_project", "project_attachments"]

IDENTITY_HEADER = "X-Auth-Subject"
"""Request header in which the feature `auth` names the visitor."""

_KEYS = {
    "AllowedMethods": "methods",
    "CachePolicyId": "cache_policy",
    "CustomHeaders": "headers",
    "MaxTTL": "cache_policy",
    "MinTTL": "cache_policy",
    "OriginPath": "path",
    "OriginRequestPolicyId": "origin_request_policy",
    "PathPattern": "path",
    "ResponseHeadersPolicyId": "response_headers_policy",
    "TargetOriginId": "origin",
    "ViewerProtocolPolicy": "viewer_protocol_policy",
}
"""A member of the API's -> the key of edge.toml that says it."""
_ROOT_KEYS: dict[KeyPath, KeyPath] = {
    ("DefaultRootObject",): ("project", "default_root_object"),
    ("CacheBehaviors",): ("behaviors",),
    ("Origins",): ("origins",),
}


def project_attachments(loaded: LoadedProject, *, facts: Facts | None = None) -> Attachments:
    """What a project attaches; `facts`: what else is known, such as of functions in the user's own files."""
    project = loaded.project
    return Attachments(
        name=loaded.shown,
        config=from_distribution(to_distribution(project)),
        facts={**facts_of_project(project), **(facts or {})},
        place=lambda path: loaded.where(_in_toml(path)),
        limits=with_overrides(project.limits),
    )


def facts_of_project(project: Project) -> Facts:
    """What is known from edge.toml alone: of functions made of rules, and handlers made of features."""
    functions: Facts = {
        ("function", name): _function(table, project)
        for name, table in project.functions.items()
        if table.source is None
    }
    handlers: Facts = {
        ("handler", name): _handler(table, project)
        for name, table in project.handlers.items()
        if table.handler is None
    }
    return {**functions, **handlers}


def _function(table: FunctionTable, project: Project) -> FunctionFacts:
    headers = header_rules(preset=table.headers.preset, set=table.headers.set, remove=table.headers.remove)
    return FunctionFacts(
        sets_headers=frozenset(name for name, _ in headers.set),
        experiments=experiments_of_function(project.ab_testing, table),
    )


def _handler(table: HandlerTable, project: Project) -> FunctionFacts:
    auth = project.auth if "auth" in table.features else None
    testing = project.ab_testing if "ab_testing" in table.features else None
    return FunctionFacts(
        is_auth="auth" in table.features,
        identity_headers=(IDENTITY_HEADER,) if auth else (),
        identity_cookies=(auth.cookie,) if auth else (),
        experiments=experiments_of_handler(testing),
    )


def _in_toml(path: KeyPath) -> KeyPath:
    if path in _ROOT_KEYS:
        return _ROOT_KEYS[path]
    return (
        (*path[:-1], _KEYS.get(path[-1], path[-1]) if isinstance(path[-1], str) else path[-1]) if path else ()
    )
