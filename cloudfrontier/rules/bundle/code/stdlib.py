"""Which top-level modules the standard library has in the handler's Python, which may not be this one's.

The interpreter that runs the build knows its own list only; what came and went between the versions that
Lambda offers stands here, so that a build says the same on every machine.

Source: "New modules" and "Removed" of https://docs.python.org/3/whatsnew/3.11.html to 3.14.html (read
2026-11); a test compares the table with every interpreter that it finds.
"""

from __future__ import annotations

import sys

__all__ = ["in_stdlib", "removed_in"]

ARRIVED: dict[str, tuple[int, int]] = {
    "tomllib": (3, 11),
    "annotationlib": (3, 14),
    "compression": (3, 14),
}

LEFT: dict[str, tuple[int, int]] = {
    "binhex": (3, 11),
    **dict.fromkeys(("asynchat", "asyncore", "distutils", "imp", "smtpd"), (3, 12)),
    **dict.fromkeys(
        (
            *("aifc", "audioop", "cgi", "cgitb", "chunk", "crypt", "imghdr", "lib2to3", "mailcap", "msilib"),
            *(
                "nis",
                "nntplib",
                "ossaudiodev",
                "pipes",
                "sndhdr",
                "spwd",
                "sunau",
                "telnetlib",
                "uu",
                "xdrlib",
            ),
        ),
        (3, 13),
    ),
}


def in_stdlib(name: str, python: tuple[int, int]) -> bool:
    """Whether the top-level module `name` is part of that Python."""
    if name in LEFT:
        return python < LEFT[name]
    if name in ARRIVED:
        return python >= ARRIVED[name]
    return name in sys.stdlib_module_names


def removed_in(name: str, python: tuple[int, int]) -> str | None:
    """The version that removed `name`, such as `3.13`, where that Python lacks it for that reason."""
    left = LEFT.get(name)
    return None if left is None or python < left else f"{left[0]}.{left[1]}"
