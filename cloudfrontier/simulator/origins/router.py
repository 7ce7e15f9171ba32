"""Which stand-in answers for which origin: by the origin's id, or by domain where a handler chose another."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from cloudfrontier.simulator.origins.attempts import persistently
from cloudfrontier.simulator.origins.folder import FolderOrigin
from cloudfrontier.simulator.origins.http import HttpOrigin
from cloudfrontier.simulator.origins.python import load_python_origin
from cloudfrontier.simulator.origins.recorded import RecordedOrigin, RecordingOrigin
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.cloudfront.distribution import Distribution, Origin
    from cloudfrontier.cloudfront.message import Request, Response
    from cloudfrontier.project.model import Project, Simulate
    from cloudfrontier.simulator.ports import OriginPort

__all__ = ["Origins", "project_origins", "project_ports"]


class Origins:
    """An `OriginPort` that asks the one who stands for the origin; ids are those of the distribution."""

    def __init__(self, by_id: Mapping[str, OriginPort], distribution: Distribution) -> None:
        self._by_id = dict(by_id)
        self._ids = {origin.domain_name: origin.id for origin in reversed(distribution.origins)}

    def fetch(self, request: Request, origin: Origin, *, now: float) -> Response:
        """The answer of who stands for it.

        Raises:
            OriginUnavailableError: nobody does, or who does gave no answer.
        """
        origin_id = origin.id or self._ids.get(origin.domain_name, "")
        port = self._by_id.get(origin_id)
        if port is not None:
            return persistently(port, request, origin, now=now)
        if origin_id:
            reason = f"nothing stands for the origin {origin_id!r}: set one of simulate.folder, python or url"
        else:
            reason = f"nothing stands for {origin.domain_name!r}, which is no origin of the distribution"
        raise OriginUnavailableError(reason)

    def unrecorded(self) -> Origins:
        """The same ones, but that nothing is written of what they answer; this is what closes them."""
        other = copy(self)
        other._by_id = {  # noqa: SLF001 - its own
            name: port.asked if isinstance(port, RecordingOrigin) else port
            for name, port in self._by_id.items()
        }
        return other

    def close(self) -> None:
        """Close the connections of those that have some; it may be called twice."""
        for port in self._by_id.values():
            if isinstance(port, HttpOrigin | RecordingOrigin):
                port.close()


def project_origins(
    project: Project, distribution: Distribution, *, root: Path, may_list: bool = False
) -> Origins:
    """The stand-ins that a project names; `root` is the folder of edge.toml, `may_list` as in `FolderOrigin`.

    An origin of another distribution is known by its id or its domain name.

    Raises:
        UsageError: one of them cannot be loaded.
    """
    return Origins(project_ports(project, distribution, root=root, may_list=may_list), distribution)


def project_ports(
    project: Project, distribution: Distribution, *, root: Path, may_list: bool = False
) -> dict[str, OriginPort]:
    """The same by the ids of the distribution's origins, those without a stand-in left out."""
    by_domain = {table.domain: table for table in project.origins.values()}
    ports: dict[str, OriginPort] = {}
    for origin in distribution.origins:
        table = project.origins.get(origin.id) or by_domain.get(origin.domain_name)
        port = table and _port(table.simulate, origin, root, may_list=may_list)
        if port:
            ports[origin.id] = port
    return ports


def _port(simulate: Simulate, origin: Origin, root: Path, *, may_list: bool) -> OriginPort | None:
    port: OriginPort | None = None
    if simulate.folder is not None:
        port = FolderOrigin(root / simulate.folder, may_list=may_list)
    elif simulate.python is not None:
        port = load_python_origin(simulate.python, root)
    elif simulate.url is not None:
        port = HttpOrigin(simulate.url, keepalive=origin.keepalive_timeout)
    if simulate.recording is None:
        return port
    file = root / simulate.recording
    return RecordedOrigin(file) if port is None else RecordingOrigin(port, file)
