"""How the runtime and a worker speak: the frames of their two pipes. Both sides import this."""

from __future__ import annotations

import struct

__all__ = [
    "ERROR",
    "FATAL",
    "KINDS",
    "NO_JSON",
    "NO_MEMORY",
    "READY",
    "REFUSED",
    "REPLY",
    "REQUEST",
    "RESULT",
    "TOO_LARGE",
]

REQUEST = struct.Struct(">I")
"""The length of the JSON that follows."""

REPLY = struct.Struct(">c?QQI")
"""Kind, whether something was left running, microseconds, the peak of memory as `getrusage` has it, and the
length of what follows."""

READY = b"I"
"""The handler is loaded; what follows are notes, a line each."""
REFUSED = b"F"
"""It could not be loaded; `{"type", "message", "trace"}`, as for `ERROR` and `NO_MEMORY`."""
RESULT = b"R"
"""What the handler returned, as JSON."""
ERROR = b"E"
NO_MEMORY = b"M"
NO_JSON = b"S"
"""What it returned cannot be JSON; why, as text."""
TOO_LARGE = b"L"
"""What it returned is longer than Lambda takes; how many bytes, for people."""

FATAL = b"X"
"""As `ERROR`, and the process ends: Node.js, when an exception or a rejection was caught by nobody."""

KINDS = frozenset({READY, REFUSED, RESULT, ERROR, FATAL, NO_MEMORY, NO_JSON, TOO_LARGE})
