"""FakeCloudFront: one account of CloudFront in this process, for the boto3 clients of a session.

Why not moto: it takes function associations and drops them, ignores If-Match and knows no policies, so a
test on it cannot tell a deployment that worked from one that did not. moto is right for Lambda, IAM and the
rest, and both work side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cloudfrontier.cloudfront.limits import AWS_LIMITS, Limits
from cloudfrontier.errors import UsageError
from cloudfrontier.testing.fake_cloudfront.access_controls import OriginAccessControls
from cloudfrontier.testing.fake_cloudfront.continuous_deployment import ContinuousDeploymentPolicies
from cloudfrontier.testing.fake_cloudfront.distributions import Distributions
from cloudfrontier.testing.fake_cloudfront.faults import Fault, SimulatedCrash
from cloudfrontier.testing.fake_cloudfront.function_tests import FunctionTests, TestRunner
from cloudfrontier.testing.fake_cloudfront.functions import Functions
from cloudfrontier.testing.fake_cloudfront.ids import Ids
from cloudfrontier.testing.fake_cloudfront.invalidations import Invalidations
from cloudfrontier.testing.fake_cloudfront.key_value_data import KeyValueData
from cloudfrontier.testing.fake_cloudfront.key_value_stores import ImportSource, KeyValueStores
from cloudfrontier.testing.fake_cloudfront.policies import (
    CachePolicies,
    OriginRequestPolicies,
    ResponseHeadersPolicies,
)
from cloudfrontier.testing.fake_cloudfront.server import Hook, Server
from cloudfrontier.testing.fake_cloudfront.settling import Delay, FakeClock, Polls
from cloudfrontier.testing.fake_cloudfront.staging import StagingDistributions
from cloudfrontier.testing.fake_cloudfront.state import Account, Distribution
from cloudfrontier.testing.fake_cloudfront.tags import Tagging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from cloudfrontier.testing.fake_cloudfront.botocore_bridge import Bridge
    from cloudfrontier.testing.fake_cloudfront.call_log import Call
    from cloudfrontier.testing.fake_cloudfront.lambda_versions import LambdaLookup

__all__ = ["FakeCloudFront"]


_ONE_POLL = Polls(1)


class FakeCloudFront:
    """CloudFront and its KeyValueStore data plane, in process: no network and no sleeping.

        fake = FakeCloudFront()
        session = boto3.Session("any", "thing", region_name="us-east-1")
        fake.install(session)
        session.client("cloudfront").create_distribution(...)

    The credentials are never used, but without any botocore looks for some on the network.

    Args:
        account: the account that owns everything.
        clock: the time; a `FakeClock` that stands still if none is given.
        seed: the same seed gives the same ids and ETags.
        settles_after: how long a change stays InProgress, in reads or in seconds of the clock.
        limits: AWS's quotas; `Limits({"functions-per-account": 2})` to meet one soon.
        lambda_lookup: describes Lambda versions; without one only their ARNs are checked.
        test_runner: runs TestFunction.
        import_source: gives the file of a store's ImportSource by its ARN.
        update_function_header: the header in which UpdateFunction sends its ETag. botocore reads `ETtag`;
            which one AWS sends was not found, and with the default no ETag is read: nobody should rely on it.
    """

    def __init__(  # noqa: PLR0913  (each is one thing that a test may choose, and all have defaults)
        self,
        account: str = "123456789012",
        *,
        clock: Callable[[], datetime] | None = None,
        seed: int = 0,
        settles_after: Delay = _ONE_POLL,
        limits: Limits = AWS_LIMITS,
        lambda_lookup: LambdaLookup | None = None,
        test_runner: TestRunner | None = None,
        import_source: ImportSource | None = None,
        update_function_header: Literal["ETag", "ETtag"] = "ETag",
    ) -> None:
        self._account = Account(
            account, limits=limits, ids=Ids(seed), clock=clock or FakeClock(), delay=settles_after
        )
        resources = [kind(self._account).operations for kind in _RESOURCES]
        self._distributions = Distributions(self._account, lambda_lookup)
        self._server = Server(
            self._account,
            cloudfront=(
                self._distributions.operations,
                StagingDistributions(self._account, self._distributions).operations,
                Functions(self._account).operations,
                FunctionTests(self._account, test_runner).operations,
                KeyValueStores(self._account, import_source).operations,
                Invalidations(self._account).operations,
                Tagging(self._account).operations,
                *resources,
            ),
            data=KeyValueData(self._account).operations,
        )
        self._renamed_headers = {("UpdateFunction", "ETag"): str(update_function_header)}
        self._bridge: Bridge | None = None

    @property
    def calls(self) -> list[Call]:
        """Every call so far, in order, without secrets."""
        return self._server.calls

    @property
    def before(self) -> dict[str, Hook]:
        """Operation -> what is run before each call of it: a competing writer, for instance.

        A hook is given the call's parameters. It does not run for calls that it makes itself; to let it run
        once, have it remove itself. `lambda:PublishVersion` names an operation of another service.
        """
        return self._server.before

    @property
    def operations(self) -> dict[str, tuple[str, ...]]:
        """Service -> the operations that are faked."""
        return {service: tuple(sorted(table)) for service, table in self._server.operations.items()}

    def install(self, session: Any, *, also: Iterable[str] = ()) -> None:
        """Answer for the clients that this boto3 or botocore session makes from now on.

        `also` names services, such as `lambda`, `iam` and `sts`, that others answer (moto, usually): their
        calls are logged and counted too, and faults and crashes may strike them.
        """
        # botocore is an extra: whoever only imports this package need not have it
        from cloudfrontier.testing.fake_cloudfront.botocore_bridge import Bridge  # noqa: PLC0415  (as said)

        self._bridge = self._bridge or Bridge(self._server, renamed_headers=self._renamed_headers)
        self._bridge.install(session, also=tuple(also))

    def fail(
        self,
        operation: str | None = None,
        *,
        nth: int = 1,
        with_: str | BaseException = "throttle",
        times: int = 1,
        applied: bool = False,
    ) -> None:
        """Let a call fail: the `nth` from now on, of this operation or of any.

        `with_`: `throttle`, `412`, `500`, `503`, `timeout`, `reset`, a code of AWS's, or an exception.
        `applied`: the call takes effect all the same, and only its answer is lost.
        """
        with self._server.lock:
            self._server.faults.plan(Fault(with_, applied), operation=operation, nth=nth, times=times)

    def crash_at(self, n: int, *, effect: Literal["before", "after"] = "before") -> None:
        """Let the process die at the `n`-th call from now on, before or after the call took effect.

        The call raises `SimulatedCrash`, which is no Exception: nothing but the test catches it.
        """
        self.fail(nth=n, with_=SimulatedCrash(f"at call {n}, {effect} its effect"), applied=effect == "after")

    def clear_faults(self) -> None:
        """Forget planned faults and crashes that have not struck."""
        with self._server.lock:
            self._server.faults.clear()

    def settle(self) -> None:
        """Let everything that is InProgress be Deployed, Completed or READY now."""
        with self._server.lock:
            for settling in self._account.settlings():
                settling.finish()

    def raw_config_xml(self, distribution_id: str) -> bytes:
        """The document that GetDistributionConfig sends, with the fields that botocore does not know.

        Raises:
            UsageError: there is no such distribution.
        """
        with self._server.lock:
            return self._known(distribution_id).config.xml()

    def inject_config_field(self, distribution_id: str, xml: str, *, inside: str = "") -> None:
        """Add a field that this botocore does not know, as somebody with a newer one would.

        `inside` is the path of the element that it goes into, such as `DefaultCacheBehavior`; empty for the
        configuration itself. The ETag moves.

        Raises:
            UsageError: there is no such distribution or path.
        """
        with self._server.lock:
            self._account.begin_call()
            distribution = self._known(distribution_id)
            distribution.config = distribution.config.holding(xml, inside=inside)
            self._account.redeploy(distribution)

    def _known(self, distribution_id: str) -> Distribution:
        try:
            return self._account.distributions[distribution_id]
        except KeyError:
            raise UsageError(f"there is no distribution {distribution_id!r} in this fake") from None


_RESOURCES = (
    CachePolicies,
    OriginRequestPolicies,
    ResponseHeadersPolicies,
    OriginAccessControls,
    ContinuousDeploymentPolicies,
)
