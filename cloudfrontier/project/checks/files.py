"""Files and folders that the project names: whether they are there, and below its own folder.

Paths are judged by their text: a symbolic link may lead elsewhere, which is how keys are often mounted.
"""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Literal, Protocol

from cloudfrontier.project.mistake import Mistake, quoted, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.positions import KeyPath

    class _Key(Protocol):
        """What files of keys have in common."""

        @property
        def file(self) -> str: ...
        @property
        def create(self) -> bool: ...


__all__ = ["check_files", "note_missing_keys"]

_Kind = Literal["file", "folder"]
_Named = tuple["KeyPath", str, _Kind]


def check_files(draft: Draft, *, root: Path) -> Iterator[Mistake]:
    """Paths that lead out of `root`, files and folders that are not there, a `dist` that would harm them."""
    named, beside = (*_named(draft), *_of_handlers(draft), *_of_auth(draft)), _Listings()
    for path, text, kind in named:
        if (problem := _problem(path, text)) or (problem := _missing(path, root / text, kind, beside)):
            yield problem
    for path, file in _secret_files(draft):
        if problem := _problem(path, file) or _served(path, file, draft):
            yield problem
    yield from _dist(draft, named)


def note_missing_keys(draft: Draft, *, root: Path) -> Iterator[Mistake]:
    """Key files that are not there yet; only what bakes or signs needs them, and says so once more."""
    for path, key in _keys(draft):
        if not key.create and _kind(root / key.file) != "file":
            yield Mistake(
                path,
                "the file of this key is not there; `cloudfrontier auth new-key` makes one, `build` needs it",
            )


class _Listings(dict["Path", tuple[str, ...]]):
    """Names in folders, each read once when it is asked for; none in a folder that cannot be read."""

    def __missing__(self, folder: Path) -> tuple[str, ...]:
        try:
            self[folder] = tuple(sorted(entry.name for entry in folder.iterdir()))
        except OSError:
            self[folder] = ()
        return self[folder]


def _named(draft: Draft) -> Iterator[_Named]:
    for name, function in draft.project.functions.items():
        if function.source is not None:
            yield ("functions", name, "source"), function.source, "file"
        for index, own in enumerate(function.own):
            yield ("functions", name, "own", index, "file"), own.file, "file"
        for key, files in (("redirects", function.redirects), ("header_files", function.header_files)):
            for index, file in enumerate(files):
                yield ("functions", name, key, index), file, "file"
    for name, origin in draft.project.origins.items():
        path = ("origins", name, "simulate")
        if origin.simulate.folder is not None:
            yield (*path, "folder"), origin.simulate.folder, "folder"
        if origin.simulate.python is not None:
            file, _, callable_name = origin.simulate.python.rpartition(":")
            if file and callable_name.isidentifier():
                yield (*path, "python"), file, "file"


def _of_handlers(draft: Draft) -> Iterator[_Named]:
    for name, handler in draft.project.handlers.items():
        if handler.source is not None:
            is_zip = handler.source.endswith(".zip")
            yield ("handlers", name, "source"), handler.source, "file" if is_zip else "folder"


def _of_auth(draft: Draft) -> Iterator[_Named]:
    auth = draft.project.auth
    if auth is None:
        return
    if auth.page:
        yield ("auth", "page"), auth.page, "file"
    if auth.basic:
        yield ("auth", "basic", "users"), auth.basic.users, "file"
    for index, issuer in enumerate(auth.bearer.issuers if auth.bearer else ()):
        if issuer.jwks:
            yield ("auth", "bearer", "issuers", index, "jwks"), issuer.jwks, "file"
    for name, provider in auth.providers.items():
        for key in ("discovery", "jwks"):
            if file := getattr(provider, key):
                yield ("auth", "providers", name, key), file, "file"


def _keys(draft: Draft) -> Iterator[tuple[KeyPath, _Key]]:
    """Files of keys; they need not be there to check, run or plan."""
    auth, testing = draft.project.auth, draft.project.ab_testing
    if auth:
        links = auth.signed_links.keys if auth.signed_links else ()
        for path, keys in ((("keys",), auth.keys), (("origin_keys",), auth.origin_keys)):
            yield from ((("auth", *path, index, "file"), key) for index, key in enumerate(keys))
        for index, key in enumerate(links):
            yield ("auth", "signed_links", "keys", index, "file"), key
    if testing and testing.key:
        yield ("ab_testing", "key", "file"), testing.key


def _secret_files(draft: Draft) -> Iterator[tuple[KeyPath, str]]:
    """Files of keys, and what stands for secrets that are kept elsewhere."""
    yield from ((path, key.file) for path, key in _keys(draft))
    for path, place in draft.project.auth.secret_places() if draft.project.auth else ():
        if place.simulate and place.simulate.file:
            yield ("auth", *path, "simulate", "file"), place.simulate.file


def _problem(path: KeyPath, text: str) -> Mistake | None:
    """Why the text is no path below the project's folder."""
    if not text.isprintable():
        return unfit(path, text, "a path without control characters")
    if "\\" in text or PureWindowsPath(text).drive:
        return unfit(path, text, "a relative path with `/` between its parts")
    if text.startswith(("/", "~")):
        return unfit(path, text, "a path relative to the folder of edge.toml")
    if os.path.normpath(text).split("/")[0] == "..":
        return unfit(path, text, "a path that stays in the folder of edge.toml")
    return None


def _served(path: KeyPath, file: str, draft: Draft) -> Mistake | None:
    """Why anybody could fetch a secret like a page of the site, here and wherever the folder is copied to."""
    for name, origin in draft.project.origins.items():
        folder = origin.simulate.folder
        if folder is not None and Path(os.path.normpath(file)).is_relative_to(os.path.normpath(folder)):
            message = f"this stands in {quoted(folder)}, whose files the origin `{name}` serves to everybody"
            return Mistake(path, message)
    return None


def _missing(path: KeyPath, place: Path, kind: _Kind, beside: _Listings) -> Mistake | None:
    name = quoted(place.name)
    seen = _kind(place)
    if seen == kind:
        return None
    if seen:
        return Mistake(path, f"{name} is a {seen}; expected a {kind}")
    message = f"no {kind} {name} in {quoted(str(place.parent))}"
    return Mistake(path, message, name=place.name, known=beside[place.parent])


def _kind(place: Path) -> _Kind | None:
    """What is there; None also for names that no file system takes, to which `Path` raises."""
    try:
        if place.is_dir():
            return "folder"
        return "file" if place.exists() else None
    except OSError:
        return None


def _dist(draft: Draft, named: tuple[_Named, ...]) -> Iterator[Mistake]:
    """`build` writes this folder anew, so nothing that is read may stand in it."""
    if ("project",) in draft.broken:
        return
    path, text = ("project", "dist"), draft.project.project.dist
    if problem := _problem(path, text):
        yield problem
        return
    dist = os.path.normpath(text)
    if dist == ".":
        yield unfit(path, text, "a folder of its own: `build` writes it anew")
        return
    for where, file in (*(item[:2] for item in named), *_secret_files(draft)):
        if _problem(where, file) is None and Path(os.path.normpath(file)).is_relative_to(dist):
            yield Mistake(where, f"this stands in {quoted(text)}, the folder that `build` writes anew")
