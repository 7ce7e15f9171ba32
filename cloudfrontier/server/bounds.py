"""How much a viewer, or a careless program, may take of this machine: every number of the server.

CloudFront's own limits are in `cloudfrontier.cloudfront.limits`. These are ours, for what CloudFront has no
number for, or one that no developer's machine could keep (a body of 64 GB).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bounds"]


@dataclass(frozen=True)
class Bounds:
    """Sizes in bytes, times in seconds.

    head_bytes: request line and headers while they are not complete; a whole head is judged by CloudFront's
    limits. head_seconds: from the first byte of a connection or of a further request to the end of its head
    (CloudFront's own time is UNCERTAIN). body_seconds: for a whole body. stall_seconds: without a byte taken
    of a response that waits. linger_seconds: how long a refused viewer may go on sending.
    """

    connections: int = 512
    threads: int = 256
    head_bytes: int = 64 * 1024
    head_seconds: float = 10.0
    body_bytes: int = 64 * 1024**2
    body_seconds: float = 60.0
    stall_seconds: float = 30.0
    linger_seconds: float = 2.0
    shutdown_seconds: float = 2.0
    journal_entries: int = 1000
    journal_bytes: int = 32 * 1024**2
    journal_body_bytes: int = 64 * 1024
    replay_body_bytes: int = 1024**2
    listeners: int = 16
    listener_backlog: int = 256
