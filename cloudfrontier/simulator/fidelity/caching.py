"""The cache: its key, how long objects live row by row, stale objects, collapsing, and invalidations."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.simulator.fidelity.behaviour import Theme, pinned

__all__ = ["THEMES"]

_TTL = "cloudfront/caching/test_time_to_live.py"
_KEY = "simulator/test_cache_key.py"
_INBOUND = "simulator/test_inbound.py"
_STALE = "simulator/test_stale.py"
_COLLAPSING = "simulator/test_collapsing.py"
_INVALIDATION = "simulator/test_invalidation.py"
_EXPIRATION = guide("Expiration")
_CUSTOM_ORIGIN = guide("RequestAndResponseBehaviorCustomOrigin")
_ROW = "test_a_row_of_the_table"
_PATH = "test_a_path_means_the_objects_that_aws_says"

KEY = Theme(
    "What objects are cached by",
    (
        *pinned(
            _KEY,
            guide("understanding-the-cache-key"),
            ("By default the key is domain and path", "test_by_default_only_domain_and_path_are_in_the_key"),
            ("Names of headers have no case, their values do", "test_header_names_have_no_case_but_their_values_do"),
            ("An absent header and an empty one are two keys", "test_a_header_that_is_absent_is_another_key_than_an_empty_one"),
        ),
        *pinned(
            _KEY,
            guide("cache-key-understand-cache-policy"),
            ("Query strings are selected by exact names and kept as they were sent", "test_query_strings_are_selected_exactly_and_kept_as_sent"),
            ("`Accept-Encoding` is normalised where gzip or Brotli is on", "test_accept_encoding_is_normalised"),
            ("With both off, `Accept-Encoding` is a header like any other", "test_accept_encoding_is_a_header_like_any_other_where_both_formats_are_off"),
        ),
        *pinned(
            _KEY,
            guide("QueryStringParameters"),
            ("The order of query parameters counts", "test_the_order_of_query_parameters_counts"),
        ),
        *pinned(
            _KEY,
            guide("Cookies"),
            ("Cookies are sorted by name; names with `$` are dropped", "test_cookies_are_sorted_by_name_and_dollar_names_dropped"),
        ),
        *pinned(
            _INBOUND,
            _CUSTOM_ORIGIN,
            ("Methods that write go to the origin every time", "test_writes_go_to_the_origin_every_time"),
            ("OPTIONS is cached apart, where the behavior caches it", "test_options_are_cached_apart_where_the_behavior_caches_them"),
            ("What the cache policy names keeps variants of one page apart", "test_two_variants_of_one_page_do_not_meet_in_the_cache"),
        ),
        *pinned(
            "simulator/test_engine.py",
            _CUSTOM_ORIGIN,
            ("A HEAD is answered from what a GET stored", "test_a_head_gets_the_headers_of_what_a_get_stored", "uncertain"),
            ("What a HEAD stored never answers a GET", "test_what_a_head_stored_never_answers_a_get", "uncertain"),
        ),
        *pinned(
            "cloudfront/test_managed_policies.py",
            guide("using-managed-cache-policies"),
            ("AWS's managed cache policies hold what AWS lists", "test_the_cache_policies_are_the_documented_ones"),
        ),
    ),
)  # fmt: skip

LIFETIME = Theme(
    "How long objects are kept",
    (
        *pinned(
            _TTL,
            _EXPIRATION,
            ("`max-age` between minimum and maximum holds", f"{_ROW}[max-age between]"),
            ("`max-age` below the minimum: the minimum", f"{_ROW}[max-age below the minimum]"),
            ("`max-age` above the maximum: the maximum", f"{_ROW}[max-age above the maximum]"),
            ("`max-age=0` with a minimum of 0: confirmed at every request", f"{_ROW}[max-age of 0]"),
            ("`s-maxage` alone holds", f"{_ROW}[s-maxage alone]"),
            ("`s-maxage` wins over `max-age`", f"{_ROW}[s-maxage wins over max-age]"),
            ("`s-maxage` below the minimum: the minimum", f"{_ROW}[s-maxage below the minimum]"),
            ("`s-maxage` above the maximum: the maximum", f"{_ROW}[s-maxage above the maximum]"),
            ("`Expires` between minimum and maximum holds", f"{_ROW}[Expires between]"),
            ("`Expires` below the minimum: the minimum", f"{_ROW}[Expires below the minimum]"),
            ("`Expires` above the maximum: the maximum", f"{_ROW}[Expires above the maximum]"),
            ("`Expires` in the past: stale at once", f"{_ROW}[Expires in the past]"),
            ("`max-age` wins over `Expires`", f"{_ROW}[max-age wins over Expires]"),
            ("Nothing said: the default TTL", f"{_ROW}[nothing]"),
            ("Nothing said, and a minimum above the default: the minimum", "test_without_headers_the_greater_of_minimum_and_default_counts"),
            ("`no-store`, `no-cache` and `private` with a minimum of 0: not cached", "test_what_must_not_be_cached_is_cached_for_a_minimum_above_zero[no-store]"),
            ("The same with a minimum above 0: cached for the minimum", "test_what_must_not_be_cached_is_cached_for_a_minimum_above_zero[private]"),
            ("What is not cached is still kept for an origin that cannot be reached, unless `stale-if-error=0`", "test_no_copy_is_kept_for_a_dead_origin_when_the_origin_says_so"),
            ("`stale-while-revalidate` and `stale-if-error` end with the maximum", "test_stale_times_end_with_the_maximum"),
        ),
        *pinned(
            _TTL,
            _CUSTOM_ORIGIN,
            ("`Vary: *` with a minimum of 0: confirmed at every request", f"{_ROW}[Vary of everything]"),
        ),
        *pinned(
            _TTL,
            guide("Cookies"),
            ('`no-cache="Set-Cookie"` caches the object', f"{_ROW}[no-cache about one field]"),
        ),
        *pinned(
            "simulator/test_engine.py",
            guide("Cookies"),
            ('`no-cache="Set-Cookie"` keeps the cookie out of what is cached', "test_a_cookie_that_the_origin_keeps_out_of_the_cache_is_not_replayed"),
        ),
        *pinned(
            _TTL,
            guide("using-managed-cache-policies"),
            ("`CachingOptimized` has a minimum of 1: `no-store` is cached for a second", "test_caching_optimized_keeps_a_no_store_for_a_second"),
            ("`CachingDisabled` caches nothing, errors included", "test_caching_disabled_caches_nothing_not_even_errors"),
        ),
        *pinned(
            _TTL,
            guide("http-3xx-status-codes"),
            ("Redirects are cached like anything else", "test_redirects_are_cached_like_anything_else"),
            ("307 and 308 are cached only with `Cache-Control`", "test_some_redirects_need_cache_control"),
        ),
        *pinned(
            "cloudfront/caching/test_tables.py",
            guide("DownloadDistValuesCacheBehavior"),
            ("Without a cache policy the TTLs are 0, 86,400 and 31,536,000 seconds", "test_the_legacy_ttls_are_the_documented_ones"),
        ),
        *pinned(
            _INBOUND,
            _EXPIRATION,
            ("`Cache-Control` and `Pragma` of the viewer are ignored", "test_a_viewer_cannot_have_the_cache_passed_by"),
            ("All TTLs 0 turn caching off", "test_a_policy_with_a_maximum_of_zero_turns_caching_off"),
            ("An expired object that the origin confirms with 304 is a `RefreshHit`", "test_an_object_that_the_origin_confirms_is_a_refresh_hit"),
            ("An expired object that has changed is a `Miss`", "test_an_object_that_has_changed_at_the_origin_is_a_miss"),
        ),
        *pinned(
            "simulator/test_cache.py",
            guide("HTTPStatusCodes"),
            ("An object is fresh until its time, and not at it", "test_an_object_is_fresh_until_its_time_and_not_at_it"),
            ("`Age` counts on from what the origin said", "test_age_counts_on_from_what_the_origin_said"),
        ),
    ),
)  # fmt: skip

STALE = Theme(
    "Stale objects and request collapsing",
    (
        *pinned(
            _STALE,
            _EXPIRATION,
            ("`stale-while-revalidate` serves the old object and asks the origin behind it", "test_stale_while_revalidate_serves_the_old_object_and_asks_in_the_background"),
            ("After that time the viewer waits for the origin again", "test_after_its_time_the_viewer_waits_for_the_origin_again"),
            ("The maximum TTL caps `stale-while-revalidate`", "test_the_maximum_of_the_policy_caps_stale_while_revalidate"),
            ("`stale-if-error` says for how long an old object stands in for an error", "test_stale_if_error_says_for_how_long"),
            ("Standing in does not lengthen `stale-if-error`", "test_standing_in_does_not_lengthen_stale_if_error"),
            ("What must not be cached stands in for an origin that cannot be reached", "test_what_must_not_be_stored_is_kept_for_an_origin_that_cannot_be_reached"),
            ("It does not stand in for an error that the origin answers", "test_but_it_does_not_stand_in_for_an_error"),
        ),
        *pinned(
            _STALE,
            guide("HTTPStatusCodes"),
            ("Without `stale-if-error` an expired object stands in for a 5xx", "test_an_expired_object_stands_in_for_a_failing_origin"),
            ("The origin is then left alone for the error caching minimum TTL", "test_the_origin_is_left_alone_for_the_error_caching_minimum"),
            ("A 4xx of the origin is passed on", "test_a_4xx_of_the_origin_is_passed_on"),
        ),
        *pinned(
            _COLLAPSING,
            _CUSTOM_ORIGIN,
            ("Simultaneous requests for one object are one fetch; the first is a miss, the others are hits", "test_simultaneous_requests_for_one_object_are_one_fetch"),
            ("There is no collapsing where cookies are forwarded", "test_there_is_no_collapsing_where[cookies are forwarded]"),
            ("There is no collapsing with `CachingDisabled`", "test_there_is_no_collapsing_where[caching is off]"),
            ("What may not be cached is fetched for each who waited", "test_what_may_not_be_stored_is_fetched_for_each_who_waited"),
        ),
    ),
)  # fmt: skip

INVALIDATIONS = Theme(
    "Invalidations",
    pinned(
        _INVALIDATION,
        guide("invalidation-specifying-objects"),
        ("Paths are case-sensitive", f"{_PATH}[case counts]"),
        ("Every version is meant, whatever its headers and cookies", f"{_PATH}[every header, no query string]"),
        ("Query strings belong to the path where they are in the key", f"{_PATH}[one query string]"),
        ("`*` at the end means every query string, too", f"{_PATH}[every query string]"),
        ("`/images/*` is a folder", f"{_PATH}[a folder]"),
        ("`/images*` is also what begins as it does", f"{_PATH}[a folder and what begins as it does]"),
        ("`*` anywhere else is a character", f"{_PATH}[a star within is a character]"),
        ("`/*` is everything", f"{_PATH}[everything]"),
        ("An object is invalidated by the path that viewer-request made", "test_an_object_is_stored_under_what_viewer_request_made_of_its_path"),
        ("What was invalidated is fetched anew", "test_what_was_invalidated_is_fetched_anew"),
        ("A path begins with `/`, has no `~` and up to 4,000 characters", "test_a_path_that_cloudfront_would_refuse_is_an_error"),
    ),
)  # fmt: skip

THEMES = (KEY, LIFETIME, STALE, INVALIDATIONS)
