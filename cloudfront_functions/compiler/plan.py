"""The steps of a function, ready to be written down: what each needs is worked out once for all forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from cloudfront_functions.compiler.fragment import Fragment
from cloudfront_functions.compiler.index_document import index_fragment
from cloudfront_functions.compiler.path_headers import headers_fragment
from cloudfront_functions.compiler.routes import RoutePlan
from cloudfront_functions.compiler.steps.basic_auth import basic_auth_fragment
from cloudfront_functions.compiler.steps.cache_control import cache_control_fragment
from cloudfront_functions.compiler.steps.canonical import canonical_fragment, on_site, to_canonical_fragment
from cloudfront_functions.compiler.steps.cors import cors_headers_fragment, preflight_fragment
from cloudfront_functions.compiler.steps.experiments import emit_cookies, emit_experiments
from cloudfront_functions.compiler.steps.hand_written import hand_written_fragment
from cloudfront_functions.compiler.steps.ip_list import addresses_fragment
from cloudfront_functions.compiler.steps.maintenance import maintenance_fragment
from cloudfront_functions.compiler.steps.method_list import methods_fragment
from cloudfront_functions.compiler.steps.path_forms import form_fragment
from cloudfront_functions.compiler.steps.query_keys import query_keys_fragment
from cloudfront_functions.compiler.steps.request_headers import request_headers_fragment
from cloudfront_functions.compiler.steps.signed_links import signed_links_fragment
from cloudfront_functions.compiler.steps.single_page import single_page_fragment
from cloudfront_functions.compiler.steps.visitors import device_fragment, locale_fragments
from cloudfront_functions.compiler.tables import literal_table
from cloudfront_functions.filters import Js
from cloudfront_functions.rules import (
    BasicAuth,
    CacheControl,
    CorsHeaders,
    CorsPreflight,
    IndexDocument,
    IpList,
    Maintenance,
    MethodList,
    ResponseHeaders,
    Routes,
    SignedLinks,
    Step,
    in_order,
)
from cloudfront_functions.rules.canonical import Canonical, ToCanonical
from cloudfront_functions.rules.experiments import ExperimentCookies, Experiments
from cloudfront_functions.rules.hand_written import HandWritten
from cloudfront_functions.rules.path_forms import FORMS
from cloudfront_functions.rules.query_keys import QueryKeys
from cloudfront_functions.rules.request_headers import RequestHeaders
from cloudfront_functions.rules.single_page import SinglePage
from cloudfront_functions.rules.visitors import Device, Locale

if TYPE_CHECKING:
    from cloudfront_functions.compiler.tables import Table
    from cloudfront_functions.spec import FunctionSpec

__all__ = ["EMITTERS", "Emitter", "Part", "Plan", "each"]


class Plan:
    """A function's steps in their order.

    Raises:
        ValueError: a step belongs to the other event.
    """

    def __init__(self, spec: FunctionSpec) -> None:
        self.spec = spec
        self.steps = in_order(spec.steps, spec.event)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What the steps come to, in the order in which they run."""
        groups = groupby(self.steps, key=type)
        return tuple(part for kind, group in groups for part in EMITTERS[kind](list(group)))

    @property
    def lists(self) -> tuple[RoutePlan, ...]:
        """The lists of routes."""
        return tuple(part for part in self.parts if isinstance(part, RoutePlan))

    @cached_property
    def largest(self) -> RoutePlan | None:
        """The list with the most exact paths, if any has some."""
        return max(
            (part for part in self.lists if part.pages), key=lambda part: len(part.pages), default=None
        )

    def fragments(self, table: Table | None) -> tuple[Fragment, ...]:
        """The code of every step; `table`: the form of the largest list's."""
        fragments = []
        for part in self.parts:
            if not isinstance(part, RoutePlan):
                fragments.append(part)
            elif part is not self.largest:
                fragments.append(part.fragment(own_table(part)))
            else:
                is_open = table is not None and table.form == "store"
                fragments.append((part.marked if is_open else part).fragment(table))
        return tuple(map(on_site, fragments) if self.has_host else fragments)

    def flags(self) -> dict[str, bool]:
        """What the helpers have to be able to do."""
        flags = [part.flags() for part in self.lists]
        of_lists = {name: any(item[name] for item in flags) for name in ("queries", "fragments", "others")}
        return {**of_lists, "hosts": self.has_host}

    @property
    def has_host(self) -> bool:
        """Whether redirects to paths lead to a canonical host."""
        return any(isinstance(step, Canonical) and step.host for step in self.steps)

    @property
    def own(self) -> Js:
        """What others wrote: it stands behind the function as it is, each text once."""
        texts = dict.fromkeys(part.own for part in self.parts if isinstance(part, Fragment))
        return Js("".join(texts))


def own_table(part: RoutePlan) -> Table | None:
    """The table of a list that is not the largest: an object literal."""
    return literal_table(part.pages, part.named("PAGES")) if part.pages else None


def each(fragment: Callable[..., Fragment]) -> Emitter:
    """The emitter of a kind whose steps are written down one by one."""
    return lambda steps: [fragment(step) for step in steps]


def emit_routes(steps: Sequence[Routes]) -> Iterable[Part]:
    """Lists of routes: the table of one of them may take several forms."""
    return [RoutePlan(step, number) for number, step in enumerate(steps, 1)]


def emit_headers(steps: Sequence[ResponseHeaders]) -> Iterable[Part]:
    """All headers by path in one tree."""
    return [headers_fragment(rule for step in steps for rule in step.rules)]


Part = RoutePlan | Fragment
"""What steps come to: code, or a list of routes whose code depends on the form of its table."""

Emitter = Callable[..., Iterable[Part]]
"""Is given all steps of its kind, in their order, and writes them down."""

EMITTERS: Mapping[type[Step], Emitter] = MappingProxyType(
    {
        MethodList: each(methods_fragment),
        IpList: each(addresses_fragment),
        Maintenance: each(maintenance_fragment),
        CorsPreflight: each(preflight_fragment),
        BasicAuth: each(basic_auth_fragment),
        SignedLinks: each(signed_links_fragment),
        HandWritten: each(hand_written_fragment),
        Canonical: each(canonical_fragment),
        Routes: emit_routes,
        Locale: locale_fragments,
        Device: each(device_fragment),
        ToCanonical: each(to_canonical_fragment),
        **dict.fromkeys(FORMS, each(form_fragment)),
        IndexDocument: each(index_fragment),
        SinglePage: each(single_page_fragment),
        QueryKeys: each(query_keys_fragment),
        RequestHeaders: each(request_headers_fragment),
        CacheControl: each(cache_control_fragment),
        ResponseHeaders: emit_headers,
        CorsHeaders: each(cors_headers_fragment),
        Experiments: emit_experiments,
        ExperimentCookies: emit_cookies,
    }
)
"""Kind of step -> what writes its steps down; a new kind is one more line."""
