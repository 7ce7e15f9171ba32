"""Single-page apps: one document stands for every page that the app draws by itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SinglePage"]


@dataclass(frozen=True)
class SinglePage:
    """Pages and folders at or below `under` are fetched as `document`; files are fetched as they are.

    1. Only GET and HEAD: what is sent to a path is meant for whoever answers there.
    2. A file is a path whose last segment has a dot. A file that is missing stays missing.
    3. `under` and `apart` are paths without a slash at the end, `/` is everything; `/api` is `/api` and all
       that begins with `/api/`. What is at or below one of `apart` is left alone.
    4. The query string stays.
    """

    document: str
    under: str = "/"
    apart: tuple[str, ...] = ()
