"""Methods that are let through; the first of all steps, since nothing that follows is worth doing for others.

A request with another method is answered with 405 and an `allow` header that lists the methods in their
order. Names of methods are compared byte for byte, as RFC 9110 (section 9.1) has them.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MethodList"]


@dataclass(frozen=True)
class MethodList:
    """The methods, in upper case, at least one."""

    methods: tuple[str, ...]
