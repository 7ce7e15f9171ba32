"""What a viewer is sent: compression, ranges, conditions, response headers policies, headers of CloudFront's."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.simulator.fidelity.behaviour import Theme, pinned

__all__ = ["THEMES"]

_TOGETHER = "simulator/test_engine_together.py"
_COMPRESSION = guide("ServingCompressedFiles")
_COMPRESSES = "cloudfront/test_compression.py"
_ONLY_WHEN = "test_a_response_is_compressed_only_when_all_is_right"
_RANGES = "test_ranges_are_read_as_cloudfront_takes_them"
_CUSTOM_ORIGIN = guide("RequestAndResponseBehaviorCustomOrigin")

COMPRESSION = Theme(
    "Compression",
    (
        *pinned(
            _COMPRESSES,
            _COMPRESSION,
            ("Types, statuses and sizes are those that AWS lists", "test_types_statuses_and_sizes_are_the_documented_ones"),
            ("Below 1,000 bytes nothing is compressed", f"{_ONLY_WHEN}[too small]"),
            ("Above 10,000,000 bytes nothing is compressed", f"{_ONLY_WHEN}[too large]"),
            ("Of errors only 403 and 404 are compressed, of successes only 200", f"{_ONLY_WHEN}[201]"),
            ("Types that are not on the list are not compressed", f"{_ONLY_WHEN}[type]"),
            ("Without `Content-Length` nothing is compressed", f"{_ONLY_WHEN}[no length]"),
            ("What the origin has encoded is left alone", f"{_ONLY_WHEN}[encoded by the origin, whatever it says]"),
            ("Nothing is compressed for HTTP/1.0", "test_nothing_is_compressed_for_http_1_0"),
            ("A strong ETag becomes weak, an invalid one goes", "test_a_strong_etag_becomes_weak_and_an_invalid_one_goes"),
        ),
        *pinned(
            "simulator/test_compression.py",
            _COMPRESSION,
            ("An object is compressed once, and stored so", "test_an_object_is_compressed_once_and_stored_so"),
            ("Brotli comes before gzip", "test_brotli_comes_before_gzip"),
            ("A behavior that does not compress sends the object as it is", "test_it_is_sent_as_it_is_where[the behavior does not compress]"),
            ("A policy without formats sends the object as it is", "test_it_is_sent_as_it_is_where[the policy has no format]"),
            ("Viewers of both kinds are served their own", "test_viewers_of_both_kinds_are_served_their_own"),
            ("The origin is asked by its own ETag, and a 304 compresses nothing", "test_the_origin_is_asked_by_its_own_etag_and_a_304_compresses_nothing_again"),
        ),
    ),
)  # fmt: skip

PARTS = Theme(
    "Ranges and conditions",
    (
        *pinned(
            "simulator/test_ranges.py",
            guide("RangeGETs", read="2026-11"),
            ("A range of a stored object is a 206", "test_a_range_of_a_stored_object_is_a_206"),
            ("Several ranges come as `multipart/byteranges`", "test_several_ranges_come_as_multipart_with_a_content_range_each"),
            ("Ranges that do not ascend have the whole object sent", f"{_RANGES}[descending]"),
            ("Ranges that overlap have the whole object sent", f"{_RANGES}[overlapping]"),
            ("What is no valid range has the whole object sent", "test_what_is_no_valid_range_is_sent_whole"),
            ("A range behind the end is a 416", "test_a_range_behind_the_end_is_a_416"),
            ("An object that came in chunks is sent whole", "test_an_object_that_came_in_chunks_is_sent_whole"),
            ("`If-Range` of another version has the whole object sent", "test_if_range_of_another_version_has_the_whole_sent"),
        ),
        *pinned(
            "simulator/test_viewer_conditions.py",
            _CUSTOM_ORIGIN,
            ("`If-None-Match` with the object's ETag is a 304 from the cache", "test_what_a_viewer_has_is_not_sent_again[same tag]", "observed"),
            ("ETags are compared weakly", "test_what_a_viewer_has_is_not_sent_again[weak tag]", "observed"),
            ("`If-Modified-Since` with the object's date is a 304 from the cache", "test_what_a_viewer_has_is_not_sent_again[same date]", "observed"),
            ("A 304 of the origin to a viewer's own condition is not cached", "test_a_304_of_the_origin_to_this_viewers_condition_is_not_stored"),
            ("viewer-response sees the whole response, not the 304", "test_viewer_response_sees_the_whole_response", "uncertain"),
        ),
    ),
)  # fmt: skip

HEADERS = Theme(
    "Headers of responses",
    (
        *pinned(
            "simulator/test_delivery.py",
            _CUSTOM_ORIGIN,
            ("Every response has `Via`, `X-Cache`, `X-Amz-Cf-Pop` and `X-Amz-Cf-Id`", "test_every_response_says_where_it_came_through"),
            ("`Server` and `Date` are the origin's where it sent them", "test_server_and_date_are_the_origins_where_it_sent_them"),
            ("An `X-Cache` of the origin is not passed on", "test_an_x_cache_of_the_origin_is_not_passed_on"),
            ("`Content-Length` is what the body has", "test_the_length_is_that_of_the_body_whatever_was_said_before"),
            ("204 and 304 have no body", "test_statuses_without_a_body_are_sent_without_one"),
        ),
        *pinned(
            "cloudfront/outcomes/test_outcomes.py",
            guide("http-502-bad-gateway"),
            ("`X-Cache` has seven words for what came of a request, and more for faults of code", "test_x_cache_has_the_known_values", "observed"),
        ),
        *pinned(
            "simulator/test_response_policy.py",
            guide("understanding-response-headers-policies"),
            ("Removal comes first, and spares what cannot be removed", "test_removal_comes_first_and_spares_what_cannot_be_removed"),
            ("CORS headers are for requests with `Origin` only", "test_cors_headers_are_for_requests_with_an_origin_only"),
            ("Headers of a preflight are for OPTIONS only", "test_headers_of_a_preflight_are_for_options_only"),
            ("Without override one CORS header of the origin keeps all of the policy's out", "test_one_cors_header_of_the_origin_keeps_the_policys_out_without_override"),
            ("With override the policy's CORS headers win", "test_with_override_the_policys_cors_headers_win"),
            ("Of the origins that are allowed the response names the one that asked; `*.` is a subdomain, `:*` any port", "test_of_the_allowed_origins_the_response_names_the_one_that_asked"),
        ),
        *pinned(
            "simulator/test_response_policy.py",
            guide("using-managed-response-headers-policies"),
            ("The managed security policy overrides only what it says", "test_the_managed_security_policy_overrides_only_what_it_says_it_overrides"),
        ),
        *pinned(
            "cloudfront/test_managed_policies.py",
            guide("using-managed-response-headers-policies"),
            ("Managed response headers policies are what AWS documents", "test_the_response_headers_policies_are_the_documented_ones"),
        ),
        *pinned(
            "cloudfront/test_headers.py",
            guide("understanding-response-headers-policies"),
            ("What a policy cannot remove is what AWS lists", "test_what_a_policy_cannot_remove_is_the_documented_list"),
        ),
        *pinned(
            "cloudfront/distribution_config/test_policy_shapes.py",
            guide("understanding-response-headers-policies"),
            ("`ALL` stands for the seven methods that CORS knows", "test_all_stands_for_the_seven_methods_of_cors"),
            ("A sampling rate counts where `Server-Timing` is on", "test_the_sampling_rate_counts_where_the_header_is_on"),
        ),
        *pinned(
            "project/checks/test_response_headers.py",
            guide("understanding-response-headers-policies"),
            ("Headers of your own are ten at most", "test_what_cloudfront_would_refuse_is_told_where_it_stands[too-many-headers]"),
            ("A policy names no header for removal that stays", "test_what_cloudfront_would_refuse_is_told_where_it_stands[removed-header-that-stays]"),
            ("A wildcard is the leftmost part of an allowed origin", "test_what_cloudfront_would_refuse_is_told_where_it_stands[wildcard-inside]"),
            ("`X-XSS-Protection` blocks or reports, not both", "test_what_cloudfront_would_refuse_is_told_where_it_stands[block-and-report]"),
            ("A sampling rate is a percentage with four decimals at most", "test_what_cloudfront_would_refuse_is_told_where_it_stands[sampling-rate]"),
        ),
        *pinned(
            _TOGETHER,
            guide("modifying-response-headers"),
            ("`Cache-Control` of a response headers policy is for the viewer, not for the cache", "test_cache_control_of_a_response_headers_policy_is_for_the_viewer_only"),
            ("A header that viewer-response set is there already, for a policy without override", "test_a_header_that_viewer_response_set_survives_a_policy_without_override", "uncertain"),
            ("The redirect to HTTPS has the policy's headers, too", "test_the_redirect_to_https_has_the_headers_of_the_policy", "observed"),
        ),
        *pinned(
            "cloudfront/test_error_pages.py",
            guide("GeneratingCustomErrorResponses"),
            ("CloudFront's own error page names status, sentence and request", "test_the_page_names_status_sentence_and_request", "observed"),
        ),
    ),
)  # fmt: skip

TIMING = Theme(
    "`Server-Timing`",
    pinned(
        "simulator/test_server_timing.py",
        guide("understanding-response-headers-policies"),
        ("A miss tells layer, DNS, connection and first byte of the origin, then place and request, in AWS's order; the figures are those of this machine", "test_a_miss_tells_of_the_origin_in_the_order_of_the_documented_example"),
        ("A hit tells its layer, and nothing of the origin", "test_a_hit_tells_its_layer_and_nothing_of_the_origin"),
        ("A confirmed object is a refresh", "test_an_object_that_the_origin_confirmed_is_a_refresh"),
        ("The origin's metrics follow on a miss and are left out on a hit", "test_what_the_origin_said_follows_on_a_miss_and_is_left_out_on_a_hit"),
        ("A sampling rate is the share of responses that have it", "test_a_rate_is_the_share_of_responses_that_have_it"),
        ("`Pragma: server-timing` asks for it at any rate, 0 too", "test_a_rate_of_zero_adds_it_only_where_a_request_asks"),
        ("What code generated is neither hit nor miss", "test_what_code_generated_is_neither_hit_nor_miss", "uncertain"),
    ),
)  # fmt: skip

THEMES = (COMPRESSION, PARTS, HEADERS, TIMING)
