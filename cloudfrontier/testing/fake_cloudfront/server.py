"""The service itself: one call at a time finds its operation, is logged, and is perhaps struck by a fault.

1. Calls of several threads are answered one after the other; each sees all or nothing of another.
2. A `before` hook runs outside the lock, so that it may call the service, from its own thread or another; it
   does not run for the calls that it makes itself.
3. An operation that is not known is refused by name, never answered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cloudfrontier.testing.fake_cloudfront.call_log import Call, without_secrets
from cloudfrontier.testing.fake_cloudfront.faults import Fault, Faults, Struck, names
from cloudfrontier.testing.fake_cloudfront.request import (
    CLOUDFRONT,
    KEY_VALUE_STORE,
    Answer,
    Operation,
    Operations,
    Request,
)
from cloudfrontier.testing.fake_cloudfront.service_error import NotFakedError, ServiceError

if TYPE_CHECKING:
    from cloudfrontier.testing.fake_cloudfront.state import Account

__all__ = ["Hook", "Server"]

Hook = Callable[[Mapping[str, Any]], object]
"""Is given the parameters of the call that is about to be answered."""


class Server:
    """An account and the operations on it."""

    def __init__(self, account: Account, *, cloudfront: Iterable[Operations], data: Operations) -> None:
        self.account = account
        self.calls: list[Call] = []
        self.before: dict[str, Hook] = {}
        self.faults = Faults()
        self.lock = threading.RLock()
        self._hooked = threading.local()
        joined = {name: operation for table in cloudfront for name, operation in table.items()}
        self.operations: dict[str, Operations] = {CLOUDFRONT: joined, KEY_VALUE_STORE: data}

    def answer(self, request: Request) -> Answer:
        """The members of the operation's output.

        Raises:
            ServiceError: the service refuses.
            Struck: a fault was planned for this call.
            NotFakedError: the operation is not faked.
        """
        self._run_hook(request.service, request.operation, request.params)
        with self.lock:
            self.account.begin_call()
            shown = without_secrets(request.operation, request.params)
            fault = self._count(Call(request.operation, shown, request.service))
            if fault is not None and not fault.applied:
                raise Struck(fault)
            try:
                answer = self._find(request)(request)
            except ServiceError:
                if fault is None:
                    raise
        if fault is not None:
            raise Struck(fault)
        return answer

    def watch(self, service: str, operation: str) -> Fault | None:
        """Count a call that somebody else answers; the fault that strikes it, if one does."""
        self._run_hook(service, operation, {})
        with self.lock:
            return self._count(Call(operation, {}, service))

    def _count(self, call: Call) -> Fault | None:
        self.calls.append(call)
        return self.faults.next(call.service, call.operation)

    def _run_hook(self, service: str, operation: str, params: Mapping[str, Any]) -> None:
        hooks = [hook for name, hook in tuple(self.before.items()) if names(name, service, operation)]
        hook = hooks[0] if hooks else None
        if hook is None or getattr(self._hooked, "running", False):
            return
        self._hooked.running = True
        try:
            hook(params)
        finally:
            self._hooked.running = False

    def _find(self, request: Request) -> Operation:
        known = self.operations[request.service]
        if request.operation not in known:
            raise NotFakedError(
                f"FakeCloudFront does not fake {request.operation} of {request.service}; "
                f"it fakes {', '.join(sorted(known))}"
            )
        return known[request.operation]
