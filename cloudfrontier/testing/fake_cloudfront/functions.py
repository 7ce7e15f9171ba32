"""CloudFront Functions: made and changed in DEVELOPMENT, copied to LIVE by publishing.

1. Each stage has ETags of its own; every change and the publication itself want DEVELOPMENT's.
2. An update replaces code and configuration: an association with a store that is not sent again is gone.
3. Publishing an attached function redeploys its distributions, under new ETags.
4. Syntax is not checked: CloudFront does not either.

Sources: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateFunction.html (botocore 1.44);
https://github.com/hashicorp/terraform-provider-aws/issues/22816 (2022-01) for rule 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cloudfrontier.cloudfront import limits
from cloudfrontier.cloudfront.runtimes import KEY_VALUE_STORE_RUNTIME
from cloudfrontier.testing.fake_cloudfront.config_rules import check_quantities
from cloudfrontier.testing.fake_cloudfront.function_stages import (
    all_stores_of,
    blob,
    find_function,
    find_stage,
    function_summary,
    stages_of,
    stores_of,
)
from cloudfrontier.testing.fake_cloudfront.paging import page_of
from cloudfrontier.testing.fake_cloudfront.service_error import ServiceError
from cloudfrontier.testing.fake_cloudfront.state import Account, EdgeFunction, Stage, StageName
from cloudfrontier.testing.fake_cloudfront.tags import checked_tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloudfrontier.testing.fake_cloudfront.request import Answer, Operations, Request

__all__ = ["Functions"]

_NAME = re.compile(r"[a-zA-Z0-9-_]{1,64}")


class Functions:
    """The operations on CloudFront Functions, but for TestFunction."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.operations: Operations = {
            "CreateFunction": self._create,
            "DescribeFunction": self._describe,
            "GetFunction": self._get,
            "UpdateFunction": self._update,
            "PublishFunction": self._publish,
            "DeleteFunction": self._delete,
            "ListFunctions": self._list,
        }

    def _create(self, request: Request) -> Answer:
        account, name = self._account, str(request.params["Name"])
        code = blob(request.params["FunctionCode"])
        if not _NAME.fullmatch(name):
            raise ServiceError("InvalidArgument", because=f"the name {name!r} does not match {_NAME.pattern}")
        if name in account.functions:
            raise ServiceError("FunctionAlreadyExists")
        self._check(request.params["FunctionConfig"], code, own_arn="")
        if len(account.functions) >= account.limit(limits.FUNCTIONS_PER_ACCOUNT):
            raise ServiceError("TooManyFunctions")
        tags = checked_tags(request.params.get("Tags"))
        stage = Stage(request.params["FunctionConfig"], code, account.version(), account.now)
        function = EdgeFunction(name, account.arn("function", name), account.now, stage, tags=tags)
        account.functions[name] = function
        location = f"https://cloudfront.amazonaws.com/2020-05-31/function/{function.arn}"
        return {**self._shown(function, "DEVELOPMENT"), "Location": location}

    def _check(self, config: Mapping[str, Any], code: bytes, *, own_arn: str) -> None:
        account = self._account
        if len(code) > account.limit(limits.FUNCTION_API_SIZE):
            raise ServiceError("MalformedXML", "1 validation errors detected: functionCode is too big.")
        if len(code) > account.limit(limits.FUNCTION_SIZE):
            raise ServiceError("FunctionSizeLimitExceeded")
        if len(config["Comment"]) > account.limit(limits.FUNCTION_COMMENT):
            # Seen: https://github.com/Boise-State-Development/agentcore-public-stack/issues/356 (2026-05).
            raise ServiceError("InvalidArgument", "The parameter Comment is too big.")
        _check_quantity(config)
        stores = stores_of(config)
        if len(stores) > account.limit(limits.FUNCTION_KEY_VALUE_STORES):
            raise ServiceError("InvalidArgument", because="a function may have one KeyValueStore")
        if stores and config["Runtime"] != KEY_VALUE_STORE_RUNTIME:
            raise ServiceError("InvalidArgument", because=f"a KeyValueStore needs {KEY_VALUE_STORE_RUNTIME}")
        for arn in stores:
            self._check_store(arn, own_arn)

    def _check_store(self, arn: str, own_arn: str) -> None:
        account = self._account
        if arn not in {store.arn for store in account.stores.values()}:
            raise ServiceError("InvalidArgument", because=f"there is no KeyValueStore {arn}")
        others = [f for f in account.functions.values() if f.arn != own_arn and arn in all_stores_of(f)]
        if len(others) >= account.limit(limits.KVS_FUNCTIONS):
            raise ServiceError("InvalidArgument", because="the KeyValueStore has its number of functions")

    def _describe(self, request: Request) -> Answer:
        function, stage_name, _ = find_stage(self._account, request)
        return self._shown(function, stage_name)

    def _get(self, request: Request) -> Answer:
        _, _, stage = find_stage(self._account, request)
        return {
            "FunctionCode": stage.code,
            "ETag": stage.version.etag,
            "ContentType": "application/octet-stream",
        }

    def _update(self, request: Request) -> Answer:
        function = self._writable(request)
        code, stage = blob(request.params["FunctionCode"]), function.development
        self._check(request.params["FunctionConfig"], code, own_arn=function.arn)
        stage.config, stage.code, stage.modified = request.params["FunctionConfig"], code, self._account.now
        stage.version.move()
        return self._shown(function, "DEVELOPMENT")

    def _publish(self, request: Request) -> Answer:
        function, account = self._writable(request), self._account
        development = function.development
        if function.live is None:
            function.live = Stage(development.config, development.code, account.version(), account.now)
        else:
            live = function.live
            live.config, live.code, live.modified = development.config, development.code, account.now
            live.version.move()
        for distribution in account.with_function(function.arn):
            account.redeploy(distribution)
        return {"FunctionSummary": function_summary(account, function, "LIVE")}

    def _delete(self, request: Request) -> Answer:
        function = self._writable(request)
        if self._account.with_function(function.arn):
            raise ServiceError("FunctionInUse")
        del self._account.functions[function.name]
        return {}

    def _list(self, request: Request) -> Answer:
        wanted = request.params.get("Stage")
        stages = [
            (f"{function.name}/{stage_name}", function_summary(self._account, function, stage_name))
            for function in self._account.functions.values()
            for stage_name in stages_of(function)
            if wanted in {None, stage_name}
        ]
        page = page_of(stages, request.params)
        return {"FunctionList": page.listing(list(page.items), flagged=False)}

    def _writable(self, request: Request) -> EdgeFunction:
        function = find_function(self._account, request)
        function.development.version.require(request.params.get("IfMatch"))
        return function

    def _shown(self, function: EdgeFunction, stage_name: StageName) -> Answer:
        stage = function.live if stage_name == "LIVE" and function.live else function.development
        return {
            "FunctionSummary": function_summary(self._account, function, stage_name),
            "ETag": stage.version.etag,
        }


def _check_quantity(config: Mapping[str, Any]) -> None:
    """The function operations do not declare InconsistentQuantities."""
    try:
        check_quantities(config)
    except ServiceError as error:
        raise ServiceError("InvalidArgument", because=error.because) from None
