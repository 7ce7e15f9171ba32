"""Every number against the documentation, and the promise that none stands outside the list of all."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from cloudfrontier.cloudfront import limits
from cloudfrontier.cloudfront.events import EVENT_TYPES, VIEWER_EVENTS
from cloudfrontier.cloudfront.limits import LIMITS, Limit

LAMBDA = "lambda_edge."
NUMBERS: tuple[tuple[Limit, str], ...] = (
    (limits.REQUEST_HEADERS, "request_or_origin_response_header_bytes_max"),
    (limits.URL, "url_bytes_max"),
    (limits.REQUEST_BODY, "request_body_bytes_max"),
    (limits.CACHEABLE_OBJECT, "cacheable_object_bytes_max"),
    (limits.EPHEMERAL_STORAGE, LAMBDA + "ephemeral_mb_max"),
    (limits.LAMBDA_ZIP["viewer-request"], LAMBDA + "zip_bytes_max.current"),
    (limits.LAMBDA_ZIP["origin-response"], LAMBDA + "zip_bytes_max.current"),
    (limits.LAMBDA_ZIP_LEGACY_VIEWER, LAMBDA + "zip_bytes_max.legacy_viewer"),
    (limits.UNZIPPED, LAMBDA + "unzipped_bytes_max"),
    (limits.TIMEOUT_LEGACY_VIEWER, LAMBDA + "timeout_s_max.legacy_viewer"),
    *((limits.TIMEOUT[event], LAMBDA + f"timeout_s_max.{event}") for event in EVENT_TYPES),
    *((limits.MEMORY[event], LAMBDA + f"memory_mb_max.{event}") for event in EVENT_TYPES),
    *(
        (limits.GENERATED_RESPONSE[event], LAMBDA + f"generated_response_bytes_max.{event}")
        for event in EVENT_TYPES
    ),
    *((limit, LAMBDA + f"body_truncated_at_bytes.{event}") for event, limit in limits.BODY_SHOWN.items()),
    *(
        (limit, LAMBDA + f"replaced_body_bytes_max.text.{event}")
        for event, limit in limits.REPLACED_BODY_TEXT.items()
    ),
    *(
        (limit, LAMBDA + f"replaced_body_bytes_max.base64.{event}")
        for event, limit in limits.REPLACED_BODY_BASE64.items()
    ),
    (limits.GENERATED_STATUS, LAMBDA + "generated_status_range"),
    (limits.LAMBDAS_PER_DISTRIBUTION, LAMBDA + "functions_per_distribution"),
    (limits.DISTRIBUTIONS_WITH_LAMBDA, LAMBDA + "distributions_per_account"),
    (limits.DISTRIBUTIONS_PER_LAMBDA, LAMBDA + "distributions_per_function"),
    (limits.CONCURRENCY, LAMBDA + "concurrency_per_region_default"),
    (limits.REQUESTS_PER_REGION, LAMBDA + "rps_per_region"),
    (limits.REQUESTS_PER_INSTANCE, LAMBDA + "rps_per_instance"),
    (limits.ASSOCIATIONS_PER_BEHAVIOR, LAMBDA + "associations_per_behavior"),
    (limits.FUNCTION_SIZE, "cloudfront_functions.code_bytes_max"),
    (limits.FUNCTIONS_PER_ACCOUNT, "cloudfront_functions.per_account"),
    (limits.DISTRIBUTIONS_PER_FUNCTION, "cloudfront_functions.distributions_per_function"),
    (limits.FUNCTION_KEY_VALUE_STORES, "cloudfront_functions.kvs_per_function"),
    (limits.KVS_KEY, "kvs.key_bytes"),
    (limits.KVS_VALUE, "kvs.value_bytes"),
    (limits.KVS_STORE, "kvs.store_bytes"),
    (limits.KVS_UPDATE_KEYS, "kvs.update_keys"),
    (limits.KVS_UPDATE_SIZE, "kvs.update_bytes"),
    (limits.KVS_FUNCTIONS, "kvs.functions_per_store.2026-04"),
    (limits.KVS_STORES_PER_ACCOUNT, "kvs.stores_per_account.2026-04"),
    (limits.BEHAVIORS, "distribution.behaviors"),
    (limits.ORIGINS, "distribution.origins"),
    (limits.ORIGIN_GROUPS, "distribution.origin_groups"),
    (limits.CNAMES, "distribution.cnames"),
    (limits.DEFAULT_ROOT_OBJECT, "distribution.default_root_object_chars"),
    (limits.ORIGIN_CONNECTION_ATTEMPTS, "distribution.origin_connection_attempts"),
    (limits.ORIGIN_CONNECTION_TIMEOUT, "distribution.origin_connection_timeout_s"),
    (limits.ORIGIN_READ_TIMEOUT, "distribution.origin_response_timeout_s"),
    (limits.ORIGIN_KEEPALIVE_TIMEOUT, "distribution.origin_keepalive_timeout_s.2026-04"),
    (limits.ORIGIN_CUSTOM_HEADERS, "distribution.origin_custom_headers"),
    (limits.POLICIES_PER_ACCOUNT, "policies.custom_per_account_each_kind"),
    (limits.POLICY_HEADERS, "policies.headers"),
    (limits.POLICY_COOKIES, "policies.cookies"),
    (limits.POLICY_QUERY_STRINGS, "policies.query_strings"),
    (limits.POLICY_NAMES, "policies.names_total_chars"),
    (limits.POLICY_CUSTOM_HEADERS, "policies.rhp_custom_headers"),
    (limits.CUSTOM_HEADER_NAME, "policies.custom_header_name_chars"),
    (limits.CUSTOM_HEADER_VALUE, "policies.custom_header_value_chars"),
    (limits.CUSTOM_HEADERS_TOTAL, "policies.custom_headers_total_chars"),
    (limits.CONTENT_SECURITY_POLICY, "policies.csp_chars"),
    (limits.KEYS_PER_GROUP, "key_groups.keys_per_group"),
    (limits.KEY_GROUPS_PER_BEHAVIOR, "key_groups.groups_per_behavior"),
    (limits.KEY_GROUPS_PER_ACCOUNT, "key_groups.groups_per_account"),
    (limits.STAGING_DISTRIBUTIONS, "continuous_deployment.staging_distributions"),
    (limits.CONTINUOUS_DEPLOYMENT_POLICIES, "continuous_deployment.policies"),
    (limits.CONTINUOUS_DEPLOYMENT_STICKINESS, "continuous_deployment.stickiness_ttl_s"),
    (limits.INVALIDATION_PATHS, "invalidations.paths_in_progress"),
    (limits.INVALIDATION_WILDCARDS, "invalidations.wildcards_in_progress"),
    (limits.COMPRESSION, "compression_bytes"),
    (limits.ERROR_CACHING_MIN_TTL, "error_caching_min_ttl_default_s"),
)

FUNCTION_NUMBERS: tuple[tuple[Limit, str], ...] = (
    (limits.FUNCTION_SIZE, "code_max_bytes_quota"),
    (limits.FUNCTION_API_SIZE, "code_max_bytes_api"),
    (limits.FUNCTION_COMMENT, "comment_max_chars"),
    (limits.FUNCTION_TEST_EVENT, "event_object_max_bytes"),
    (limits.FUNCTION_MEMORY, "memory_bytes"),
    (limits.FUNCTION_LOG, "log_truncate_bytes"),
    (limits.WEB_TOKEN, "cwt_token_max_bytes"),
    (limits.COMPUTE_COMFORTABLE, "compute_utilization.ok_max"),
    (limits.COMPUTE_NEARING, "compute_utilization.warn_max"),
    (limits.KVS_IMPORT, "kvs.import_file_max_bytes"),
    (limits.KVS_COMMENT, "kvs.comment_max_chars"),
    (limits.ORIGIN_DOMAIN_NAME, "origin_update.domain_name_max"),
    (limits.ORIGIN_DOMAIN_NAME_S3, "origin_update.domain_name_s3_max"),
    (limits.ORIGIN_HOST_HEADER, "origin_update.host_header_max"),
    (limits.ORIGIN_PATH, "origin_update.origin_path_max"),
    (limits.ORIGIN_CERTIFICATE_NAMES, "origin_update.allowed_certificate_names_max"),
    (limits.ORIGIN_CERTIFICATE_NAME, "origin_update.certificate_name_max"),
    (limits.CONNECTION_FUNCTIONS_PER_ACCOUNT, "connection_function.per_account"),
    (limits.CONNECTION_FUNCTION_SIZE, "connection_function.code_max_bytes"),
    (limits.CONNECTION_FUNCTION_MEMORY, "connection_function.memory_bytes"),
    (limits.CONNECTION_FUNCTION_TIME, "connection_function_execution_time_ms"),
    (limits.CONNECTION_FUNCTION_LOG, "connection_function.log_custom_data_max_bytes"),
    (limits.CONNECTION_TEST_OBJECT, "connection_function.connection_object_max_bytes"),
    (limits.CONNECTION_FUNCTIONS_PER_DISTRIBUTION, "connection_function.per_distribution"),
    (limits.DISTRIBUTIONS_PER_CONNECTION_FUNCTION, "connection_function.distributions_per_function"),
)


def look_up(table: Any, path: str) -> Any:
    for key in path.split("."):
        table = table[key]
    return table


def names(rows: tuple[tuple[Limit, str], ...]) -> list[str]:
    return [path for _, path in rows]


@pytest.mark.parametrize(("limit", "path"), NUMBERS, ids=names(NUMBERS))
def test_a_limit_is_the_documented_one(limit: Limit, path: str, documented: dict[str, Any]) -> None:
    expected = look_up(documented["limits"], path)
    if isinstance(expected, list):
        assert [limit.least, limit.value] == expected
    else:
        assert limit.value == expected


@pytest.mark.parametrize(("limit", "path"), FUNCTION_NUMBERS, ids=names(FUNCTION_NUMBERS))
def test_a_limit_of_functions_is_the_documented_one(
    limit: Limit, path: str, documented: dict[str, Any]
) -> None:
    assert limit.value == look_up(documented["functions"]["limits"], path)


def test_limits_that_are_worded_otherwise_say_the_same(documented: dict[str, Any]) -> None:
    table = documented["limits"]
    assert limits.URI_AND_QUERY.value == table["uri_plus_query_chars_lt"] - 1
    assert limits.FUNCTION_MEMORY.value == table["cloudfront_functions"]["memory_mb"] * 1024**2
    assert limits.CONTINUOUS_DEPLOYMENT_WEIGHT.value == table["continuous_deployment"]["weight"][1] * 100
    assert table["continuous_deployment"]["header_prefix"] == limits.CONTINUOUS_DEPLOYMENT_HEADER_PREFIX
    assert limits.ORIGIN_READ_TIMEOUT.default == table["distribution"]["origin_response_timeout_default_s"]
    assert limits.ORIGIN_KEEPALIVE_TIMEOUT.default == table["distribution"]["origin_keepalive_default_s"]
    assert limits.PATH_PATTERN.value == table["distribution"]["path_pattern_chars"]
    assert list(limits.INCLUDE_BODY_EVENTS) == table["lambda_edge"]["include_body_events"]
    assert documented["functions"]["limits"]["function_name_regex"].endswith(
        f"{{1,{limits.FUNCTION_NAME.value}}}$"
    )
    assert limits.KVS_NAME.value == limits.FUNCTION_NAME.value


def test_where_the_pages_disagree_the_stricter_value_is_held(documented: dict[str, Any]) -> None:
    kvs, distribution = documented["limits"]["kvs"], documented["limits"]["distribution"]
    assert limits.KVS_FUNCTIONS.highest == kvs["functions_per_store"]["new_2026"]
    assert limits.KVS_STORES_PER_ACCOUNT.highest == kvs["stores_per_account"]["new_2026"]
    assert (
        limits.ORIGIN_KEEPALIVE_TIMEOUT.highest == distribution["origin_keepalive_timeout_s"]["new_2026"][1]
    )
    assert all(limits.MEMORY[event].highest == 10240 for event in VIEWER_EVENTS)


def all_limits_in_modules() -> set[str]:
    found: set[str] = set()
    for module in pkgutil.iter_modules(limits.__path__, f"{limits.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            values = value.values() if isinstance(value, dict) else (value,)
            found.update(item.id for item in values if isinstance(item, Limit))
    return found


def test_no_limit_is_missing_in_the_list_of_all() -> None:
    ids = [limit.id for limit in LIMITS]
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert set(ids) == all_limits_in_modules()


def test_every_limit_says_where_it_was_read() -> None:
    for limit in LIMITS:
        assert limit.source.url.startswith("https://docs.aws.amazon.com/"), limit.id
        assert limit.source.read >= "2023-06", limit.id
        assert limit.title, limit.id


def test_an_uncertain_limit_says_why_and_how_far_it_goes() -> None:
    for limit in LIMITS:
        assert limit.uncertain == (limit.highest is not None), limit.id
        assert limit.note or not limit.uncertain, limit.id
        assert limit.highest is None or limit.highest >= limit.value, limit.id


def test_every_limit_is_exported_by_name() -> None:
    exported = [getattr(limits, name) for name in limits.__all__]
    ids = {value.id for value in exported if isinstance(value, Limit)}
    ids |= {limit.id for value in exported if isinstance(value, dict) for limit in value.values()}
    assert ids == {limit.id for limit in LIMITS}
