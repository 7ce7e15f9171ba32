"""A CloudFront in this process for tests of whatever deploys to it: state, ETags, rules and faults.

`FakeCloudFront` is the door; the rest are the values that its arguments and results are made of.
"""

from cloudfrontier.testing.fake_cloudfront.call_log import Call
from cloudfrontier.testing.fake_cloudfront.fake import FakeCloudFront
from cloudfrontier.testing.fake_cloudfront.faults import SimulatedCrash
from cloudfrontier.testing.fake_cloudfront.function_tests import FunctionTest, TestOutcome, TestRunner
from cloudfrontier.testing.fake_cloudfront.key_value_stores import ImportSource
from cloudfrontier.testing.fake_cloudfront.lambda_lookup import lambda_lookup_from
from cloudfrontier.testing.fake_cloudfront.lambda_versions import LambdaLookup, LambdaVersion
from cloudfrontier.testing.fake_cloudfront.service_error import NotFakedError
from cloudfrontier.testing.fake_cloudfront.settling import Delay, FakeClock, Polls, Seconds

__all__ = [
    "Call",
    "Delay",
    "FakeClock",
    "FakeCloudFront",
    "FunctionTest",
    "ImportSource",
    "LambdaLookup",
    "LambdaVersion",
    "NotFakedError",
    "Polls",
    "Seconds",
    "SimulatedCrash",
    "TestOutcome",
    "TestRunner",
    "lambda_lookup_from",
]
