"""Makes the cache policies of edge.toml: a behavior with an experiment needs one with the variant in its key.

A policy is called `<project>-<name>`. One that is there already is left as it is: it may serve other
distributions, so that what it says must be the same, or somebody decides.

Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateCachePolicy.html (botocore
1.44.5).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloudfrontier.errors import RefusedError
from infra.aws import call
from infra.policies import read_policies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.cache_policy import CachePolicy, ItemSelection
    from infra.aws import Aws

__all__ = ["ensure_cache_policy", "policy_config"]


def ensure_cache_policy(aws: Aws, policy: CachePolicy, *, project: str) -> tuple[str, bool]:
    """The id of the policy, and whether it was made now.

    Raises:
        RefusedError: there is one of its name that says something else.
        AwsError: AWS could not be asked, or refused.
    """
    wanted = replace(policy, name=f"{project}-{policy.name}")
    for policy_id, name in existing(aws):
        if name != wanted.name:
            continue
        found = read_policies(aws, [{"CachePolicyId": policy_id}]).cache_policy(policy_id)
        if found is None or comparable(found) != comparable(wanted):
            raise RefusedError(
                f"the cache policy {name} ({policy_id}) says something else than edge.toml;"
                " change it where it was made, or give this one another name"
            )
        return policy_id, False
    made = call(aws.cloudfront.create_cache_policy, CachePolicyConfig=policy_config(wanted))
    return str(made["CachePolicy"]["Id"]), True


def existing(aws: Aws) -> Iterator[tuple[str, str]]:
    """Ids and names of the account's own policies."""
    marker: dict[str, str] = {}
    while True:
        page = call(aws.cloudfront.list_cache_policies, Type="custom", **marker)["CachePolicyList"]
        for item in page.get("Items") or ():
            yield item["CachePolicy"]["Id"], item["CachePolicy"]["CachePolicyConfig"]["Name"]
        if not page.get("NextMarker"):
            return
        marker = {"Marker": page["NextMarker"]}


def comparable(policy: CachePolicy) -> CachePolicy:
    """What counts of a policy: not its id, nor case and order of what it lists."""
    return replace(
        policy,
        id="",
        headers=tuple(sorted(name.lower() for name in policy.headers)),
        cookies=replace(policy.cookies, names=tuple(sorted(policy.cookies.names))),
        query_strings=replace(policy.query_strings, names=tuple(sorted(policy.query_strings.names))),
    )


def policy_config(policy: CachePolicy) -> dict[str, Any]:
    """The policy as the API takes it."""
    headers = {"HeaderBehavior": "whitelist" if policy.headers else "none"}
    return {
        "Name": policy.name,
        "Comment": "made by cloudfrontier from edge.toml",
        "MinTTL": policy.min_ttl,
        "DefaultTTL": policy.default_ttl,
        "MaxTTL": policy.max_ttl,
        "ParametersInCacheKeyAndForwardedToOrigin": {
            "EnableAcceptEncodingGzip": policy.gzip,
            "EnableAcceptEncodingBrotli": policy.brotli,
            "HeadersConfig": {**headers, **listed("Headers", policy.headers)},
            "CookiesConfig": selection("Cookie", policy.cookies),
            "QueryStringsConfig": selection("QueryString", policy.query_strings),
        },
    }


def selection(what: str, items: ItemSelection) -> dict[str, Any]:
    """`CookiesConfig` or `QueryStringsConfig`."""
    return {f"{what}Behavior": items.behavior, **listed(f"{what}s", items.names)}


def listed(member: str, names: tuple[str, ...]) -> dict[str, Any]:
    """A list as the API has it, left out where it is empty."""
    return {member: {"Quantity": len(names), "Items": list(names)}} if names else {}
