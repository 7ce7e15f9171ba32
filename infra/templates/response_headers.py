"""A response headers policy of edge.toml for templates: CloudFormation's properties, and Terraform's block.

Terraform calls every member as CloudFormation does, but in small letters with `_` between the words.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cloudfront-responseheaderspolicy-responseheaderspolicyconfig.html
by way of the schemas in cfn-lint 1.58, with which what is written here is checked, and the schema of
hashicorp/aws 5.100 (both 2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cloudfrontier.cloudfront.cache_policy import ResponseHeader, ResponseHeadersPolicy

__all__ = ["in_small_letters", "response_headers_block", "response_headers_properties"]

Tree = dict[str, Any]

_LISTS = ("Allow-Headers", "Allow-Methods", "Allow-Origin", "Expose-Headers")
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SAME = {
    "Content-Security-Policy": ("ContentSecurityPolicy", "ContentSecurityPolicy"),
    "Referrer-Policy": ("ReferrerPolicy", "ReferrerPolicy"),
    "X-Frame-Options": ("FrameOptions", "FrameOption"),
}
"""Security headers that have their value in one member."""


def response_headers_properties(name: str, policy: ResponseHeadersPolicy) -> Tree:
    """Of `AWS::CloudFront::ResponseHeadersPolicy`."""
    return {"ResponseHeadersPolicyConfig": {"Name": name, **_config(policy)}}


def response_headers_block(name: str, policy: ResponseHeadersPolicy) -> Tree:
    """Of `aws_cloudfront_response_headers_policy`."""
    return {"name": name, **in_small_letters(_config(policy))}


def _config(policy: ResponseHeadersPolicy) -> Tree:
    config: Tree = {}
    if policy.remove:
        config["RemoveHeadersConfig"] = {"Items": [{"Header": name} for name in policy.remove]}
    if policy.cors:
        config["CorsConfig"] = _cors(policy)
    if policy.security:
        config["SecurityHeadersConfig"] = dict(_security(header) for header in policy.security)
    if policy.custom:
        items = [
            {"Header": item.name, "Value": item.value, "Override": item.override} for item in policy.custom
        ]
        config["CustomHeadersConfig"] = {"Items": items}
    if policy.server_timing is not None:
        config["ServerTimingHeadersConfig"] = {"Enabled": True, "SamplingRate": policy.server_timing}
    return config


def _cors(policy: ResponseHeadersPolicy) -> Tree:
    values = {header.name.removeprefix("Access-Control-"): header.value for header in policy.cors}
    config: Tree = {
        "AccessControlAllowCredentials": "Allow-Credentials" in values,
        "OriginOverride": policy.cors_override,
    }
    for name in _LISTS:
        if name in values:
            member = f"{name.replace('-', '')}{'s' if name == 'Allow-Origin' else ''}"
            config[f"AccessControl{member}"] = {"Items": values[name].split(", ")}
    if "Max-Age" in values:
        config["AccessControlMaxAgeSec"] = int(values["Max-Age"])
    return config


def _security(header: ResponseHeader) -> tuple[str, Tree]:
    override: Tree = {"Override": header.override}
    if header.name in _SAME:
        member, value = _SAME[header.name]
        return member, {value: header.value, **override}
    if header.name == "X-Content-Type-Options":
        return "ContentTypeOptions", override
    if header.name == "Strict-Transport-Security":
        age, *flags = header.value.removeprefix("max-age=").split("; ")
        said = {"IncludeSubdomains": "includeSubDomains" in flags, "Preload": "preload" in flags}
        return "StrictTransportSecurity", {"AccessControlMaxAgeSec": int(age), **said, **override}
    is_on, _, rest = header.value.partition("; ")
    report = {"ReportUri": rest.removeprefix("report=")} if rest.startswith("report=") else {}
    block = {"ModeBlock": rest == "mode=block"} if not report else {}
    return "XSSProtection", {"Protection": is_on == "1", **block, **report, **override}


def in_small_letters(tree: Any) -> Any:
    """Members of CloudFormation's under the names that Terraform has for them."""
    if isinstance(tree, list):
        return [in_small_letters(item) for item in tree]
    if isinstance(tree, dict):
        return {_WORD.sub("_", name).lower(): in_small_letters(value) for name, value in tree.items()}
    return tree
