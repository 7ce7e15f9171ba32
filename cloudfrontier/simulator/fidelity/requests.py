"""What CloudFront does with a request before any code runs: limits, behaviors, protocols, methods, countries."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import guide
from cloudfrontier.simulator.fidelity.behaviour import Theme, pinned

__all__ = ["THEMES"]

_PATTERNS = "cloudfront/test_path_pattern.py"
_INBOUND = "simulator/test_inbound.py"
_ENGINE = "simulator/test_engine.py"
_VIEWERS = "simulator/test_viewers.py"
_BEHAVIOR = guide("DownloadDistValuesCacheBehavior")

MATCHING = Theme(
    "Which behavior a request belongs to",
    (
        *pinned(
            _PATTERNS,
            _BEHAVIOR,
            ("Behaviors are tried in their order, and the first that matches wins", "test_the_first_behavior_that_matches_wins"),
            ("`*` stands for any characters or none, `?` for exactly one; case counts", "test_a_pattern_matches_as_its_definition_says"),
            ("A leading `/` is implied, and `/*product.jpg` is `*product.jpg`", "test_documented_and_awkward_patterns"),
            ("The path is normalised for matching: `//` and `..` collapse", "test_matching_is_done_on_the_normalised_path"),
            ("A pattern has up to 255 characters of an alphabet without `%`", "test_what_cloudfront_refuses_is_said"),
            ("Escapes of unreserved characters are not decoded for matching", "test_escapes_are_decoded_only_where_asked_and_only_if_unreserved", "uncertain", "`normalise_for_matching(decode_unreserved=True)`"),
        ),
        *pinned(
            _ENGINE,
            guide("lambda-examples"),
            ("What code makes of the path changes neither behavior nor origin", "test_changing_the_path_changes_neither_behavior_nor_origin"),
        ),
        *pinned(
            _ENGINE,
            guide("DefaultRootObject"),
            ("`/` becomes the default root object, and functions see it so", "test_the_default_root_object_stands_for_the_root_and_is_seen_by_viewer_request", "uncertain", "`LifecycleOptions.root_object_first`"),
        ),
        *pinned(
            _INBOUND,
            guide("DefaultRootObject"),
            ("A redirect of `/` to HTTPS does not name the default root object", "test_the_redirect_to_https_of_the_root_does_not_show_the_default_root_object"),
        ),
    ),
)  # fmt: skip

ADMISSION = Theme(
    "What is let in",
    (
        *pinned(
            _INBOUND,
            guide("cloudfront-limits"),
            ("A URL of more than 8,192 bytes is answered with 414, before anything else", "test_a_url_that_is_too_long_is_a_414_before_anything_else"),
            ("Request line and headers of more than 32,768 bytes are answered with 494", "test_headers_that_are_too_big_are_a_494"),
        ),
        *pinned(
            _INBOUND,
            guide("using-https-viewers-to-cloudfront"),
            ("`allow-all` lets plain HTTP in", "test_plain_http_is_answered_as_the_behavior_says[allow-all]"),
            ("`https-only` answers plain HTTP with 403", "test_plain_http_is_answered_as_the_behavior_says[https-only]"),
            ("`redirect-to-https` answers GET over plain HTTP with 301, other methods with 307", "test_plain_http_is_answered_as_the_behavior_says[redirect-to-https]"),
        ),
        *pinned(
            "cloudfront/caching/test_tables.py",
            guide("using-https-viewers-to-cloudfront"),
            ("Before HTTP/1.1 a write over plain HTTP is refused, not redirected", "test_a_redirect_to_https_keeps_the_method"),
            ("A behavior allows GET and HEAD, also OPTIONS, or all seven methods", "test_the_methods_are_the_documented_ones"),
        ),
        *pinned(
            "cloudfront/test_error_pages.py",
            guide("using-https-viewers-to-cloudfront"),
            ("The redirect to HTTPS has a small page of CloudFront's own", "test_the_redirect_to_https_is_the_one_that_was_seen", "observed"),
        ),
        *pinned(
            _INBOUND,
            guide("http-403-invalid-method"),
            ("A method that the behavior does not allow is a 403, and so is a GET with a body", "test_a_behavior_lets_its_methods_pass_and_no_get_with_a_body"),
        ),
        *pinned(
            _VIEWERS,
            guide("georestrictions"),
            ("An allow list of countries keeps all others out with 403", "test_countries_are_let_in_or_kept_out[whitelist]"),
            ("A block list of countries keeps them out with 403", "test_countries_are_let_in_or_kept_out[blacklist]"),
            ("No code runs for a viewer who is kept out for its country", "test_no_code_runs_for_a_country_that_is_kept_out"),
            ("The custom error page of 403 is shown to viewers who are kept out for their country", "test_a_custom_error_page_of_403_is_shown_to_countries_that_are_kept_out"),
        ),
        *pinned(
            _VIEWERS,
            guide("adding-cloudfront-headers"),
            ("`CloudFront-Viewer-*` headers tell where a viewer is, once a policy names them", "test_the_most_precise_network_says_where_a_viewer_is"),
            ("What is cached by country has an object a country", "test_countries_that_a_policy_caches_by_have_objects_of_their_own"),
            ("`CloudFront-*` headers are made for nobody where no policy names them", "test_nobody_is_told_what_no_policy_names"),
            ("Address with port, protocol, HTTP version, order and count of headers are told of every viewer", "test_headers_of_the_request_itself_need_no_table"),
            ("`CloudFront-Viewer-Header-Order` is cut off at 7,680 characters", "test_the_order_of_headers_is_cut_off_where_it_is_too_long"),
            ("Places that are not written in ASCII are percent-encoded", "test_places_that_are_not_written_in_ascii_are_percent_encoded"),
            ("`CloudFront-Viewer-TLS`, JA3 and JA4 come with HTTPS only; here also only where `[viewers]` says them", "test_what_a_handshake_tells_is_there_with_tls_only_and_where_the_table_says_it"),
            ("Functions see them in viewer-request, handlers do not", "test_a_function_sees_device_and_handshake_in_viewer_request_and_a_handler_does_not"),
        ),
        *pinned(
            _VIEWERS,
            guide("using-managed-origin-request-policies"),
            ("`AllViewerExceptHostHeader` has headers on device, place, protocol and version made, too", "test_a_policy_of_all_except_has_device_place_protocol_and_version_told"),
        ),
        *pinned(
            "simulator/test_devices.py",
            guide("adding-cloudfront-headers", read="2026-10"),
            ("`CloudFront-Is-*-Viewer` are `true` or `false` by `User-Agent`", "test_every_header_that_a_policy_names_is_true_or_false"),
            ("Which `User-Agent` is which device: a few texts, several kinds at a time", "test_the_default_knows_a_few_texts", "uncertain", "`[devices]`, `Viewers(devices=...)`"),
            ("A cache by device has an object a device, and not one a `User-Agent`", "test_a_cache_by_device_has_an_object_a_device_and_not_one_a_user_agent"),
        ),
        *pinned(
            "cloudfront/test_generated_headers.py",
            guide("adding-cloudfront-headers", read="2026-10"),
            ("`CloudFront-*` headers are those that AWS lists, in AWS's groups", "test_the_groups_are_the_documented_ones"),
            ("Those that a cache policy may not name are those that AWS lists", "test_the_exceptions_of_cache_policies_are_the_documented_ones"),
        ),
        *pinned(
            "simulator/test_engine_together.py",
            guide("DefaultRootObject"),
            ("The default root object is for every method, and for `/` only", "test_the_default_root_object_is_for_every_method"),
        ),
    ),
)  # fmt: skip

THEMES = (MATCHING, ADMISSION)
