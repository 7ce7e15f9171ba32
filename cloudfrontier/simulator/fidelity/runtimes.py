"""What the two runtimes do with code: CloudFront Functions, Lambda@Edge, and what each may return."""

from __future__ import annotations

from cloudfrontier.cloudfront.source import Source, guide
from cloudfrontier.rules.returns import RETURN_RULES
from cloudfrontier.simulator.fidelity.behaviour import Behaviour, Theme, pinned

__all__ = ["THEMES"]

_F = "simulator/functions_runtime/"
_L = "simulator/lambda_runtime/"
_RUNTIME_2 = guide("functions-javascript-runtime-20")
_RUNTIME_1 = guide("functions-javascript-runtime-10")
_STORE = guide("functions-custom-methods")
_LIMITS = guide("cloudfront-limits")
_LAMBDA = Source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html", "2026-04")
_INIT = Source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html", "2026-11")
_NODE = Source("https://github.com/aws/aws-lambda-nodejs-runtime-interface-client", "2026-11")
_PYTHON = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html", "2026-04")

FUNCTIONS = Theme(
    "CloudFront Functions",
    (
        *pinned(
            f"{_F}test_running.py",
            _RUNTIME_2,
            ("The handler is given the event, and its result comes back", "test_the_handler_is_given_the_event_and_its_result_comes_back"),
            ("Code is strict", "test_code_is_strict"),
            ("Syntax that CloudFront lacks fails", "test_syntax_that_cloudfront_lacks_fails_here_as_it_does_there"),
            ("Code without a handler is an error", "test_code_without_a_handler_is_an_error"),
            ("A handler is found however it is declared", "test_a_handler_is_found_however_it_is_declared", "uncertain"),
            ("`rawQueryString` is a method that JSON does not show", "test_the_raw_query_is_a_method_that_json_does_not_show"),
            ("Errors are told in CloudFront's words", "test_an_error_is_told_in_the_words_of_cloudfront", "observed"),
        ),
        *pinned(
            f"{_F}test_running.py",
            _RUNTIME_1,
            ("Runtime 1.0 does not wait for promises", "test_runtime_1_0_does_not_wait_for_promises"),
        ),
        *pinned(
            f"{_F}test_builtins.py",
            _RUNTIME_2,
            ("Builtins that CloudFront lacks are absent", "test_what_cloudfront_lacks_is_absent"),
            ("Builtins that were found at CloudFront are here", "test_what_was_found_at_cloudfront_is_here", "observed"),
            ("Dates are in UTC", "test_dates_are_in_utc_whatever_the_zone_of_the_machine"),
        ),
        *pinned(
            f"{_F}test_builtins.py",
            _RUNTIME_1,
            ("Runtime 1.0 lacks what 2.0 brought", "test_runtime_1_0_lacks_what_2_0_brought"),
        ),
        *pinned(
            f"{_F}test_isolation.py",
            _RUNTIME_2,
            ("No state passes from one run to the next", "test_no_state_passes_from_one_run_to_the_next"),
            ("`Date` stands still within a run", "test_the_clock_stands_still_at_the_time_that_was_given"),
            ("`Math.random` is seeded with the time of the run", "test_chance_is_seeded_by_the_time_or_by_the_caller"),
            ("There is no way out: no `eval`, no `Function`, no timers, no files, no network", "test_there_is_no_way_out"),
        ),
        *pinned(
            f"{_F}test_modules.py",
            _RUNTIME_2,
            ("`crypto` hashes with MD5, SHA-1 and SHA-256", "test_hashes_are_pythons"),
            ("`crypto` signs with HMAC", "test_signatures_are_pythons"),
            ("`querystring` parses", "test_queries_are_parsed"),
            ("`querystring` writes", "test_queries_are_written"),
            ("`querystring` stops at 1,000 keys unless told otherwise", "test_parsing_stops_at_a_thousand_keys_unless_told_otherwise"),
            ("`querystring` escapes as URIs do", "test_escaping_is_that_of_uris_and_comes_back"),
            ("What `crypto` lacks is refused", "test_what_crypto_lacks_is_refused_in_the_words_of_the_engine", "uncertain"),
            ("Modules come by `import` and by `require`", "test_modules_come_by_import_and_by_require"),
        ),
        *pinned(
            f"{_F}test_modules.py",
            _RUNTIME_1,
            ("In runtime 1.0 a digest without encoding is a string of bytes", "test_runtime_1_0_gives_a_string_of_bytes_when_no_encoding_is_named"),
        ),
        *pinned(
            f"{_F}test_byte_strings.py",
            _RUNTIME_1,
            ("Byte strings of runtime 1.0 are what they are at CloudFront", "test_a_byte_string_is_what_it_is_at_cloudfront", "observed"),
        ),
        *pinned(
            f"{_F}test_cloudfront_module.py",
            _STORE,
            ("`cf.kvs()` answers `get` with formats, `exists`, `count` and `meta`", "test_a_store_answers"),
            ("A key that is not there is an error of the function", "test_what_a_store_cannot_answer_is_an_error_of_the_function"),
            ("Without an associated store `cf.kvs()` fails", "test_without_a_store_there_is_none_to_ask"),
            ("A store is made of AWS's import file", "test_a_store_is_read_from_its_import_file"),
            ("An import file that AWS would refuse is refused", "test_a_file_that_aws_would_not_import_is_refused"),
            ("Runtime 1.0 has no module `cloudfront`", "test_runtime_1_0_has_no_such_module"),
        ),
        *pinned(
            f"{_F}test_cloudfront_module.py",
            guide("helper-functions-origin-modification"),
            ("The last change of the origin counts", "test_the_last_change_of_the_origin_is_in_the_outcome"),
            ("An origin may be changed as AWS documents", "test_what_aws_documents_for_an_origin_has_no_fault"),
            ("A setting that AWS's page does not have, or a value beyond its limits, is refused", "test_what_cloudfront_would_refuse_of_an_origin_is_said"),
            ("The origin is changed in viewer-request only", "test_the_origin_is_changed_in_viewer_request_only"),
        ),
        *pinned(
            "simulator/test_origin_choice.py",
            guide("helper-functions-origin-modification"),
            ("`cf.updateRequestOrigin` sends the request to another domain and path; what is not named is inherited", "test_the_origin_that_is_asked_is_the_functions[another domain]"),
            ("`hostHeader` is the `Host` that the origin is sent", "test_the_origin_that_is_asked_is_the_functions[another host]"),
            ("`cf.selectRequestOriginById` asks an origin of the distribution", "test_the_origin_that_is_asked_is_the_functions[another origin]"),
            ("`cf.selectRequestOriginById` takes other settings of that origin", "test_the_origin_that_is_asked_is_the_functions[and a setting of it]"),
            ("`cf.createRequestOriginGroup` makes a group that fails over", "test_a_group_that_a_function_makes_fails_over"),
            ("A member of that group keeps its own settings", "test_a_member_of_a_group_keeps_its_own_settings_when_it_is_turned_to"),
            ("An origin that is chosen takes the place of the behavior's group", "test_an_origin_that_is_chosen_takes_the_place_of_the_behaviors_group"),
            ("Of the behavior's group `updateRequestOrigin` changes the first origin", "test_the_first_origin_of_a_group_is_the_one_that_is_changed", "uncertain"),
            ("Custom headers are those that the function names", "test_headers_for_the_origin_are_those_that_the_function_names"),
            ("Protocol, port, attempts and times are those that the function names", "test_settings_of_a_connection_are_taken_over"),
            ("An origin that CloudFront would not take is a 502, and the origin is not asked", "test_a_wrong_origin_is_answered_with_502", "observed"),
        ),
        *pinned(
            f"{_F}test_cloudfront_module.py",
            guide("general-helper-methods"),
            ("`cf.edgeLocation` is there in viewer-request only", "test_the_edge_location_is_there_in_viewer_request_only"),
        ),
        *pinned(
            f"{_F}test_cloudfront_module.py",
            guide("saas-specific-logic-function-code"),
            ("`cf.distributionTenant` has parameters where there is a tenant, and is an error elsewhere", "test_a_tenant_has_parameters_where_there_is_a_tenant"),
        ),
        *pinned(
            f"{_F}test_web_tokens.py",
            guide("cwt-support-cloudfront-functions"),
            ("`cf.cwt.validateToken` takes a token that is signed with the key, and names claims in texts", "test_a_token_is_validated_and_its_names_are_texts"),
            ("`cf.cwt.generateToken` gives the bytes of a COSE_Mac0", "test_a_token_is_generated_in_the_bytes_of_the_standards", "uncertain"),
        ),
        *pinned(
            f"{_F}test_matching.py",
            _RUNTIME_2,
            ("`match` with a global pattern that matches nothing gives an empty list, as njs has it, and not `null`", "test_a_global_pattern_that_matches_nothing_gives_an_empty_list", "uncertain"),
        ),
        *pinned(
            f"{_F}test_against_njs.py",
            _RUNTIME_2,
            ("Expressions on texts, numbers, dates and bytes give what njs gives, from which CloudFront's engine derives", "test_an_expression_gives_what_it_gives_in_njs", "uncertain"),
        ),
        *pinned(
            f"{_F}test_generated_programs.py",
            _RUNTIME_2,
            ("Programs that are generated say what they say in the njs that is installed, but for what is known of its version", "test_a_program_says_here_what_it_says_in_njs", "uncertain"),
        ),
        *pinned(
            f"{_F}test_limits.py",
            _LIMITS,
            ("Every way of using too much ends the run", "test_every_way_of_using_too_much_ends_in_an_outcome"),
            ("Memory is limited, and a megabyte is allowed", "test_a_megabyte_is_allowed_and_reported"),
        ),
        *pinned(
            "simulator/sample_runs/test_function_test.py",
            guide("test-function"),
            ("A test's output has the request under its name, with what was left out as empty objects", "test_a_request_comes_back_under_its_name_with_what_was_left_out"),
            ("A test's output has a response where the result has a status", "test_a_response_is_told_by_its_status"),
            ("A test that fails has CloudFront's sentence, and no output", "test_an_error_has_clouds_sentence_and_no_output", "uncertain"),
        ),
        *pinned(
            f"{_F}test_limits.py",
            guide("edge-functions-logs"),
            ("Logs are cut at 10 KB", "test_a_flood_of_logs_is_cut_at_ten_kilobytes"),
        ),
    ),
)  # fmt: skip

HANDLERS = Theme(
    "Lambda@Edge",
    (
        *pinned(
            f"{_L}test_invocation.py",
            _LAMBDA,
            ("The second invocation is warm", "test_the_second_invocation_is_warm"),
            ("Two handlers share no process", "test_two_handlers_do_not_share_a_process"),
            ("The folder of the code is read-only", "test_the_task_folder_is_where_it_runs_and_is_read_only"),
            ("The context says who runs, and where", "test_the_context_says_who_and_where"),
            ("Temporary files have a folder of their own", "test_temporary_files_go_into_a_folder_of_its_own"),
        ),
        *pinned(
            f"{_L}test_invocation.py",
            guide("lambda-at-edge-function-restrictions"),
            ("Only reserved environment variables are set", "test_only_reserved_variables_are_set"),
        ),
        *pinned(
            f"{_L}test_errors.py",
            _PYTHON,
            ("An exception is told with the frames of the handler's own code", "test_an_exception_is_told_with_the_frames_of_the_zip"),
            ("A module that cannot be loaded is an error of the initialisation", "test_a_module_that_cannot_be_loaded_is_an_init_error"),
            ("A failed load is tried again", "test_a_failed_load_is_tried_again"),
            ("After a failure Lambda keeps the process or starts another", "test_after_a_failure_lambda_keeps_the_process_or_starts_another"),
        ),
        *pinned(
            f"{_L}test_errors.py",
            _LIMITS,
            ("Who does not end in time is stopped", "test_who_does_not_end_in_time_is_killed"),
            ("Who needs more memory than the function has runs out of it", "test_who_needs_more_memory_than_the_function_has_runs_out_of_it"),
        ),
        *pinned(
            f"{_L}test_logs.py",
            _LAMBDA,
            ("Logs have Lambda's format", "test_logging_has_the_format_of_lambda"),
            ("Lines belong to the invocation that wrote them", "test_lines_belong_to_the_invocation_that_wrote_them"),
        ),
        *pinned(
            f"{_L}test_reports.py",
            _INIT,
            ("Loading that fails is done again within the invocation", "test_a_module_that_fails_is_loaded_again_within_the_invocation"),
            ("Loading that takes too long is done again with the function's time", "test_a_slow_module_is_loaded_with_the_time_of_the_function"),
            ("The second loading and the handler share the function's time", "test_what_fails_only_once_serves_the_invocation"),
            ("REPORT has duration, memory and the time of loading", "test_the_first_report_has_the_time_of_loading_and_the_second_has_not", "observed"),
            ("The time of loading is billed", "test_what_is_billed_is_whole_milliseconds_with_the_time_of_loading", "observed"),
            ("REPORT tells how a failed invocation ended", "test_an_error_stands_in_the_log_and_in_the_report", "observed"),
        ),
        *pinned(
            f"{_L}test_reports.py",
            _LIMITS,
            ("What is above the concurrency of the Region is throttled", "test_what_is_above_the_quota_of_the_region_is_throttled"),
        ),
        *pinned(
            f"{_L}test_invocation.py",
            Source("https://github.com/aws/aws-lambda-python-runtime-interface-client", "2026-11"),
            ("The context has all members of Lambda's", "test_the_context_has_everything_that_lambdas_has"),
        ),
        *pinned(
            f"{_L}test_node.py",
            _NODE,
            ("Handlers in JavaScript run: both module systems, promises and callbacks", "test_a_handler_answers", "observed"),
            ("A callback waits until nothing is left to do, unless told not to", "test_a_callback_waits_until_nothing_is_left_to_do_unless_it_is_told_not_to", "observed"),
            ("A handler that never calls back answers null", "test_a_callback_that_is_never_called_answers_null_again_and_again", "observed"),
            ("The console has Lambda's format", "test_the_console_has_the_format_of_lambda", "observed"),
        ),
        *pinned(
            f"{_L}test_node_failures.py",
            _NODE,
            ("A handler in JavaScript that cannot be loaded is told in Lambda's words", "test_a_module_that_cannot_be_loaded_is_an_init_error", "observed"),
            ("A handler in JavaScript that fails is answered by its kind", "test_a_failure_has_its_kind", "observed"),
        ),
        *pinned(
            f"{_L}test_node_failures.py",
            _LIMITS,
            ("A handler in JavaScript is held to its memory", "test_who_needs_more_memory_than_the_function_has_is_ended"),
        ),
        *pinned(
            f"{_L}test_threads.py",
            guide("lambda-at-edge-function-restrictions"),
            ("As many run at once as there are places", "test_as_many_run_at_once_as_there_are_places"),
        ),
        *pinned(
            "cloudfront/test_regions.py",
            guide("lambda-edge-permissions"),
            ("Handlers run in the Regions that AWS lists", "test_the_regions_are_the_documented_ones"),
        ),
        *pinned(
            "cloudfront/test_regions.py",
            guide("edge-functions-logs"),
            ("Log groups have the names that AWS documents", "test_log_groups_have_the_documented_names"),
        ),
        *pinned(
            "simulator/test_built_handlers.py",
            guide("edge-functions-logs"),
            ("A handler's logs are in the Region in which it ran", "test_a_handler_runs_in_the_region_that_was_chosen"),
        ),
        *pinned(
            "simulator/test_built_handlers.py",
            guide("http-503-service-unavailable"),
            ("A throttled handler is told from one that failed", "test_a_throttled_handler_is_no_failed_one", "observed"),
        ),
        *pinned(
            f"{_L}test_values.py",
            _LAMBDA,
            ("What is returned is encoded as Lambda encodes it", "test_a_value_is_encoded_as_lambda_encodes_it"),
        ),
    ),
)  # fmt: skip

RETURNS = Theme(
    "What code may return: otherwise the answer is 502",
    tuple(
        Behaviour(
            f"{rule.title} (`{rule.id}`)",
            rule.source,
            "rules/returns/test_rules.py::test_an_invalid_sample_breaks_its_rule",
        )
        for rule in RETURN_RULES
        if rule.severity == "error"
    ),
)

THEMES = (FUNCTIONS, HANDLERS, RETURNS)
