"""A certificate for `--tls`: an authority of this user's own, made once, signs a new one at each start.

The authority is kept in the user's cache, its key for its owner alone. Whoever trusts its certificate once is
asked no more; who does not gets the browser's warning, which is right.
"""

from __future__ import annotations

import contextlib
import os
import ssl
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cloudfrontier.errors import MissingToolError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustme import CA

__all__ = ["authority", "cache_folder", "server_context"]

_OWNER_ONLY = 0o700


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where the authority is kept: below XDG_CACHE_HOME, or ~/.cache."""
    base = environment.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "cloudfrontier" / "tls"


def server_context(folder: Path, names: tuple[str, ...]) -> tuple[ssl.SSLContext, Path]:
    """A context with a new certificate for names and addresses, and the file to trust.

    Raises:
        MissingToolError: trustme is not installed.
        UsageError: the folder cannot be written, or holds what is no authority.
    """
    signing, file = authority(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    signing.issue_cert(*names).configure_cert(context)
    return context, file


def authority(folder: Path) -> tuple[CA, Path]:
    """The authority of the folder, made if there is none; its certificate is in the file."""
    if find_spec("trustme") is None:
        raise MissingToolError("--tls needs trustme; run `pip install 'cloudfrontier[serve]'`")
    import trustme  # noqa: PLC0415 - with `--tls` only

    certificate, key = folder / "authority.pem", folder / "authority.key"
    try:
        if certificate.is_file() and key.is_file():
            return trustme.CA.from_pem(certificate.read_bytes(), key.read_bytes()), certificate
        folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
        made = trustme.CA(organization_name="cloudfrontier serve, on this machine only")
        _write(key, made.private_key_pem.bytes())
        _write(certificate, made.cert_pem.bytes())
    except OSError as error:
        raise UsageError(f"{folder}: cannot be used for certificates: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{folder}: holds no authority; remove the folder, and it is made anew") from error
    return made, certificate


def _write(path: Path, data: bytes) -> None:
    """In one step, and for the owner alone from the first byte on."""
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
