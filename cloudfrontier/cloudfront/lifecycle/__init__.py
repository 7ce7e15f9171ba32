"""The life of a request: the order of its steps, which events are skipped and what code may change when."""

from cloudfrontier.cloudfront.lifecycle.attachment import (
    ATTACHABLE,
    Conflict,
    conflicts,
    may_attach,
    may_include_body,
)
from cloudfrontier.cloudfront.lifecycle.fields import (
    writable_request_fields,
    writable_response_fields,
)
from cloudfrontier.cloudfront.lifecycle.options import DEFAULT_OPTIONS, LifecycleOptions
from cloudfrontier.cloudfront.lifecycle.order import Step, StepId, order
from cloudfrontier.cloudfront.lifecycle.skips import TRIGGERS_NOT_RUN, RequestState, Skip, skipped

__all__ = [
    "ATTACHABLE",
    "DEFAULT_OPTIONS",
    "TRIGGERS_NOT_RUN",
    "Conflict",
    "LifecycleOptions",
    "RequestState",
    "Skip",
    "Step",
    "StepId",
    "conflicts",
    "may_attach",
    "may_include_body",
    "order",
    "skipped",
    "writable_request_fields",
    "writable_response_fields",
]
