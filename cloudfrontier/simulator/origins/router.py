"""Which stand-in answers for which origin: by the origin's id, or by domain where a handler chose another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.simulator.origins.folder import FolderOrigin
from cloudfrontier.simulator.origins.python import load_python_origin
from cloudfrontier.simulator.ports import OriginUnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cloudfrontier.cloudfront.distribution import Distribution, Origin
    from cloudfrontier.cloudfront.message import Request, Response
    from cloudfrontier.project.model import Project
    from cloudfrontier.simulator.ports import OriginPort

__all__ = ["Origins", "project_origins"]


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
            return port.fetch(request, origin, now=now)
        if origin_id:
            reason = f"nothing stands for the origin {origin_id!r}: set simulate.folder or simulate.python"
        else:
            reason = f"nothing stands for {origin.domain_name!r}, which is no origin of the distribution"
        raise OriginUnavailableError(reason)


def project_origins(
    project: Project, distribution: Distribution, *, root: Path, may_list: bool = False
) -> Origins:
    """The stand-ins that a project names; `root` is the folder of edge.toml, `may_list` as in `FolderOrigin`.

    Raises:
        UsageError: a `simulate.python` cannot be loaded.
    """
    ports: dict[str, OriginPort] = {}
    for origin_id, table in project.origins.items():
        if table.simulate.folder is not None:
            ports[origin_id] = FolderOrigin(root / table.simulate.folder, may_list=may_list)
        elif table.simulate.python is not None:
            ports[origin_id] = load_python_origin(table.simulate.python, root)
    return Origins(ports, distribution)
