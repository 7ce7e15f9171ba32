"""What reaches the origin and what comes back: headers, cookies, failover, errors and their pages."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import Source, guide
from cloudfrontier.simulator.fidelity.behaviour import Behaviour, Standing, Theme, pinned

__all__ = ["THEMES"]

_FORWARDING = "simulator/test_forwarding.py"
_ANYHOW = "simulator/test_forwarding_anyhow.py"
_RECEPTION = "simulator/test_reception.py"
_FAILOVER = "simulator/test_failover.py"
_ERRORS = "simulator/test_origin_errors.py"
_TTL = "cloudfront/caching/test_time_to_live.py"
_FOLDER = "simulator/origins/test_folder.py"
_TOGETHER = "simulator/test_engine_together.py"
_ORIGIN = guide("DownloadDistValuesOrigin")
_CUSTOM_ORIGIN = guide("RequestAndResponseBehaviorCustomOrigin")
_STATUSES = guide("HTTPStatusCodes")
_KEPT = (
    "Cache-Control", "Content-MD5", "Content-Type", "Date", "From", "If-Match", "If-Unmodified-Since",
    "Max-Forwards", "Pragma", "Request-Range", "Warning",
)  # fmt: skip
_REMOVED = (
    "Accept", "Accept-Charset", "Accept-Language", "Expect", "Referer", "TE", "Trailer", "Upgrade",
    "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Real-IP", "Proxy-Authorization",
)  # fmt: skip
_BUCKET = Source("https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html", "2026-11")


def _table(names: tuple[str, ...], sentence: str, test: str, option: str = "") -> tuple[Behaviour, ...]:
    """One behaviour a row of AWS's table of request headers."""
    standing: Standing = "uncertain" if option else "documented"
    rows = ((f"`{name}`: {sentence}", f"{test}[{name}]", standing, option) for name in names)
    return pinned(_ANYHOW, _CUSTOM_ORIGIN, *rows)


TO_ORIGIN = Theme(
    "What reaches the origin",
    (
        *pinned(
            _FORWARDING,
            guide("controlling-origin-requests"),
            ("Without policies the origin gets what CloudFront writes itself, `User-Agent: Amazon CloudFront`, `Via`, `X-Forwarded-For` and its own `Host`", "test_without_policies_the_origin_gets_only_what_cloudfront_writes"),
            ("Whatever is in the cache key reaches the origin", "test_headers_of_the_cache_key_reach_the_origin"),
            ("`CloudFront-*` headers are there only when a policy names them", "test_headers_that_cloudfront_makes_are_there_only_when_a_policy_names_them"),
        ),
        *pinned(
            _FORWARDING,
            guide("understanding-how-origin-request-policies-and-cache-policies-work-together"),
            ("Cookies and query strings reach the origin by AWS's table of one policy against the other", "test_cookies_and_query_strings_reach_the_origin_by_the_table"),
            ("Whether any cookie is forwarded is decided by both policies", "test_whether_any_cookie_is_forwarded"),
        ),
        *pinned(
            _FORWARDING,
            guide("using-managed-origin-request-policies"),
            ("Managed origin request policies forward the headers they name", "test_managed_policies_forward_the_headers_they_name"),
        ),
        *pinned(
            "cloudfront/test_managed_policies.py",
            guide("using-managed-origin-request-policies"),
            ("Managed origin request policies are what AWS documents", "test_the_origin_request_policies_are_the_documented_ones"),
        ),
        *pinned(
            "cloudfront/test_headers.py",
            guide("add-origin-custom-headers"),
            ("Custom headers of an origin may not be those that AWS lists", "test_the_deny_list_of_origin_headers_is_the_documented_one"),
        ),
        *pinned(
            _FORWARDING,
            _CUSTOM_ORIGIN,
            ("A body goes with its length, also where code replaced it", "test_a_body_goes_with_its_length_even_when_code_replaced_it"),
        ),
        *pinned(
            _FORWARDING,
            guide("add-origin-custom-headers"),
            ("The origin's path goes in front, its custom headers on top", "test_the_request_leaves_with_the_origins_path_and_custom_headers"),
        ),
        *pinned(
            _TOGETHER,
            guide("add-origin-custom-headers"),
            ("A custom header of the origin takes the place of the viewer's", "test_a_custom_header_of_the_origin_takes_the_place_of_the_viewers"),
        ),
        *pinned(
            _FORWARDING,
            guide("edge-function-restrictions-all"),
            ("Headers that no edge function may see never go on", "test_headers_that_no_edge_function_may_see_never_go_on"),
        ),
        *pinned(
            _FORWARDING,
            guide("cache-key-understand-cache-policy"),
            ("`Accept-Encoding` is sent as it was normalised", "test_accept_encoding_is_sent_as_normalised"),
        ),
        *_table(_KEPT, "reaches the origin though no policy names it", "test_it_reaches_the_origin_under_a_cache_policy", "`LifecycleOptions.forwards_unnamed`"),
        *_table(_REMOVED, "does not reach the origin unless it is named", "test_it_does_not_reach_the_origin"),
        *pinned(
            _ANYHOW,
            _CUSTOM_ORIGIN,
            ("Headers of no standard reach the origin with the legacy settings only", "test_headers_of_no_standard_reach_the_origin_with_legacy_settings_only"),
            ("That table holds with policies, too, although the API's text on origin request policies says otherwise", "test_the_table_holds_for_policies_by_an_option", "uncertain", "`LifecycleOptions.forwards_unnamed`"),
            ("A POST keeps its `Content-Type` with `CachingDisabled` and no origin request policy", "test_a_post_keeps_its_content_type_with_caching_disabled_and_no_origin_request_policy"),
            ("`Authorization` is removed from GET and HEAD, and kept for methods that write; for OPTIONS it depends on caching", "test_authorization_depends_on_the_method"),
            ("`Range` and the conditions reach the origin of what is not cached", "test_conditions_reach_the_origin_of_what_is_not_cached"),
            ("`Origin` does not reach the origin: the page says both", "test_origin_reaches_the_origin_by_an_option_only", "uncertain", "`LifecycleOptions.forwards_origin`"),
            ("`Via` of the viewer is continued", "test_via_of_the_viewer_is_continued"),
            ("An origin that matches the viewer is spoken to in its protocol, on its port", "test_an_origin_that_matches_the_viewer_is_spoken_to_in_its_protocol"),
        ),
        *pinned(
            _ANYHOW,
            guide("Cookies"),
            ("In the legacy settings names of cookies have wildcards", "test_names_of_cookies_have_wildcards_in_legacy_settings"),
        ),
    ),
)  # fmt: skip

FROM_ORIGIN = Theme(
    "What comes from the origin",
    (
        *pinned(
            _RECEPTION,
            _CUSTOM_ORIGIN,
            ("Hop-by-hop headers and S3's ids go no further", "test_hop_by_hop_headers_and_ids_of_s3_go_no_further"),
            ("Of `Vary` only `Accept-Encoding`, `Cookie` and forwarded headers are kept", "test_vary_keeps_the_names_that_cloudfront_knows"),
            ("An expired object is asked about by ETag and date, but not where cookies are forwarded", "test_the_origin_is_asked_by_etag_and_date_but_not_with_cookies_forwarded"),
            ("A 304 renews the headers, but not those of the body", "test_a_304_renews_the_headers_but_not_those_of_the_body"),
            ("`Vary` keeps `User-Agent` where a policy makes device headers of it", "test_vary_keeps_the_user_agent_where_a_policy_makes_device_headers_of_it"),
        ),
        *pinned(
            _RECEPTION,
            guide("Cookies"),
            ("`Set-Cookie` is stripped where no cookie is forwarded", "test_set_cookie_is_stripped_unless_cookies_are_forwarded"),
        ),
        *pinned(
            _TOGETHER,
            guide("Cookies"),
            ("With cookies forwarded `Set-Cookie` is kept with the object", "test_an_object_of_a_viewers_own_cookie_is_replayed_with_its_set_cookie"),
        ),
        *pinned(
            _FOLDER,
            _BUCKET,
            ("A bucket has no index documents, and what is missing is 403 to who may not list it", "test_there_are_no_index_documents_and_what_is_missing_is_denied"),
            ("What is missing is 404 to who may list the bucket", "test_who_may_list_the_bucket_is_told_that_there_is_no_such_key", "documented", "`may_list`"),
            ("An object has type, length, ETag and date", "test_an_object_has_its_type_length_etag_and_date"),
            ("A key is percent-decoded", "test_a_key_is_percent_decoded"),
            ("A condition that does not hold is a 412", "test_a_condition_that_does_not_hold_is_a_412"),
            ("What has not changed is a 304", "test_what_has_not_changed_is_a_304"),
        ),
    ),
)  # fmt: skip

FAILURES = Theme(
    "When an origin fails",
    (
        *pinned(
            _FAILOVER,
            guide("high_availability_origin_failover"),
            ("A status of the origin group has the second origin asked", "test_a_status_of_the_group_has_the_second_origin_asked"),
            ("The origin events run again with the second origin", "test_the_origin_events_run_again_with_the_second_origin"),
            ("Any other status is the answer", "test_another_status_is_the_answer"),
            ("A connection that fails counts as 503, where the group lists it", "test_a_connection_that_fails_counts_as_503"),
            ("A timeout counts as 504, where the group lists it", "test_a_timeout_counts_as_504"),
            ("Only GET, HEAD and OPTIONS fail over", "test_only_methods_that_read_fail_over"),
            ("OPTIONS fails over only where it is cached", "test_options_fails_over_where_it_is_cached"),
            ("When both fail, the second is the answer", "test_when_both_fail_the_second_is_the_answer"),
            ("Every request tries the first origin first", "test_every_request_tries_the_first_origin_first"),
            ("A connection that takes too long is one that fails: it counts as 503", "test_a_connection_that_takes_too_long_is_one_that_fails"),
        ),
        *pinned(
            _TOGETHER,
            guide("high_availability_origin_failover"),
            ("viewer-request runs once when origins fail over", "test_viewer_request_runs_once_when_origins_fail_over"),
        ),
        *pinned(
            "simulator/origins/test_attempts.py",
            _ORIGIN,
            ("A connection is tried three times of ten seconds, then the answer is a 504", "test_a_connection_is_tried_three_times_of_ten_seconds"),
            ("Fewer attempts, and a shorter timeout, fail sooner", "test_fewer_attempts_fail_sooner"),
            ("A connection that fails is tried again for every method", "test_a_connection_that_fails_is_tried_again_for_every_method"),
            ("After a timeout only GET and HEAD are sent again", "test_only_get_and_head_are_sent_again_after_a_timeout"),
            ("All attempts together have the time for the whole answer", "test_all_attempts_together_have_the_time_for_the_whole_answer"),
        ),
        *pinned(
            "cloudfront/distribution_config/test_to_distribution.py",
            _ORIGIN,
            ("Times that a configuration leaves out are CloudFront's own: 3 attempts, 10, 30 and 5 seconds", "test_times_that_a_configuration_leaves_out_are_cloudfronts_own"),
        ),
        *pinned(
            "simulator/origins/test_http.py",
            _ORIGIN,
            ("A server that leaves a connection without an answer is a 504", "test_a_connection_that_does_not_come_about_is_a_timeout_of_its_own"),
            ("An answer without end has the response completion timeout", "test_an_answer_without_end_has_the_time_for_the_whole_of_it"),
        ),
        *pinned(
            "simulator/origins/test_python.py",
            _ORIGIN,
            ("A slow answer of a function of Python is a 504 after the origin's time, which nobody waits for", "test_a_slow_answer_is_a_timeout_without_anybody_waiting"),
        ),
        *pinned(
            _TTL,
            guide("custom-error-pages-expiration"),
            ("404, 414 and 500 to 504 are cached for 10 seconds, or longer if the origin says so", "test_these_errors_are_cached_for_ten_seconds_or_longer_if_the_origin_says_so"),
            ("An S3 origin caches errors for a second at least", "test_an_s3_origin_caches_errors_for_a_second_at_least"),
        ),
        *pinned(
            _TTL,
            _STATUSES,
            ("400, 403, 405, 412 and 415 are cached only with `max-age` or `s-maxage`", "test_these_errors_are_cached_only_with_max_age"),
            ("`no-store` keeps 404, 410, 414 and 501 out of the cache", "test_no_store_keeps_these_errors_out_even_with_a_minimum"),
            ("On other errors `no-store` is ignored", "test_no_store_is_ignored_on_other_errors"),
            ("416 and errors of no list are never cached", "test_other_errors_are_never_cached"),
            ("410 is cached as 404 is", "test_gone_is_cached_like_not_found_unless_told_otherwise", "uncertain", "`ErrorCaching.gone_like_not_found`"),
        ),
        *pinned(
            "simulator/test_stale.py",
            _STATUSES,
            ("CloudFront's own page for an origin that gives no answer is cached for 10 seconds", "test_cloudfronts_own_page_for_a_silent_origin_is_cached_for_ten_seconds"),
            ("Those seconds begin when CloudFront has given up, not when the request came", "test_the_time_that_an_origin_was_waited_for_is_not_taken_off_the_time_that_its_error_is_kept"),
        ),
        *pinned(
            "simulator/test_engine.py",
            _STATUSES,
            ("An error of the origin is cached for 10 seconds", "test_an_error_is_cached_for_ten_seconds"),
        ),
        *pinned(
            "simulator/test_engine_failures.py",
            guide("http-502-bad-gateway"),
            ("An origin that gives no answer is a 502", "test_an_origin_that_gives_no_answer_is_a_502_and_no_fault_of_the_code"),
        ),
        *pinned(
            "simulator/origins/test_http.py",
            guide("http-504-gateway-timeout"),
            ("An origin that does not answer in its time is a 504", "test_silence_is_a_timeout_after_the_seconds_of_the_origin"),
        ),
        *pinned(
            _ERRORS,
            guide("creating-custom-error-pages"),
            ("A custom error page is sent with the status of its rule", "test_the_page_is_sent_in_place_of_the_error_with_the_status_of_its_rule"),
            ("Without one it keeps the status of the error", "test_without_a_status_of_its_own_it_keeps_that_of_the_error"),
            ("It is kept as long as the error; the page itself is cached apart", "test_it_is_kept_as_long_as_the_error_and_the_page_is_cached_by_itself"),
            ("An error caching minimum without a page counts, too", "test_a_minimum_without_a_page_counts_too"),
            ("A page that is missing gives the status of its own fetch", "test_a_page_that_is_missing_gives_the_status_of_its_own_fetch"),
            ("A page may come from another behavior's origin", "test_an_origin_that_cannot_be_reached_has_its_page_from_another_behavior"),
            ("Viewer events run neither for the fetch of a page nor for the page", "test_viewer_events_run_neither_for_the_fetch_nor_for_the_page"),
            ("An error of the page itself fetches no page", "test_an_error_of_the_page_itself_does_not_fetch_it_again"),
        ),
        *pinned(
            _TOGETHER,
            _STATUSES,
            ("A stale object comes before the custom error page", "test_a_stale_object_comes_before_the_custom_error_page"),
        ),
        *pinned(
            _TOGETHER,
            guide("functions-event-structure"),
            ("An error that viewer-request generates has no custom error page", "test_an_error_that_viewer_request_generates_has_no_custom_error_page"),
        ),
    ),
)  # fmt: skip

THEMES = (TO_ORIGIN, FROM_ORIGIN, FAILURES)
