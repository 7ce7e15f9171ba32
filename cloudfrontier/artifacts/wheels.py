"""Machine code that a handler's zip takes along: the wheels of `cryptography` for Lambda's Python and system.

1. A wheel is known by its digest: what ships is decided here, not by an index, a mirror or the day of the
   build. Lambda@Edge runs on x86-64; wheels of manylinux2014 (glibc 2.17) run on Amazon Linux 2, where Python
   3.10 and 3.11 run, and on 2023.
2. A wheel is looked for in `wheels/` beside edge.toml, for builds without a network, then in the user's
   cache; then `pip download` fetches it into the cache, and checks the digest too.
3. Of the wheels goes into the zip what Python imports, and the licences. `cffi` is there for its
   `_cffi_backend` alone, which is what cryptography's own machine code imports.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from collections.abc import Callable

    Download = Callable[["Wheel", tuple[int, int], Path], str]

__all__ = [
    "WHEELS_FOLDER",
    "Wheel",
    "cryptography_files",
    "download",
    "wheel_bytes",
    "wheel_cache",
    "wheels_for",
]

WHEELS_FOLDER = "wheels"
PLATFORM = "manylinux2014_x86_64"
DOWNLOAD_SECONDS = 180.0
LEFT_OUT = (".pyi", ".typed", ".dist-info/RECORD", ".dist-info/entry_points.txt")


class Wheel(NamedTuple):
    """A wheel that may ship: its distribution, version, tags of Python and ABI, and SHA-256."""

    name: str
    version: str
    tags: str
    digest: str

    @property
    def file_name(self) -> str:
        """Its name on an index (PEP 427)."""
        return f"{self.name}-{self.version}-{self.tags}-{PLATFORM}.manylinux_2_17_x86_64.whl"


CRYPTOGRAPHY = {
    "cp39-abi3": "ee247f5c245c9a2fe7c8e2214e295918838e44e00a45a6718451e4004219e767",
    "cp311-abi3": "630ebfea3bf689d075f82316324ff7433dc447fe6bc1bfc76524b74b4a9567d2",
}
CFFI = {
    (3, 10): "194cffa889098ced9976c3fc6340305e43f6303657d298da55366907c05c22d6",
    (3, 11): "34e261f78cb6ceaaa36f42f2613f4380d94d9c759a9c73c769ee6e0247364632",
    (3, 12): "c1453022f490d2459a11819d83ad1d586e9ff65a12ac3e705ffebd46d3685dcf",
    (3, 13): "a931079504ecc49efed7744c476a5c343a92fabf66dec2db95edb1b2fdc770e2",
    (3, 14): "b0431303acaea1089ad4b3e9ce4e6518193def1118d4073ca848635ee4ea2e96",
}
"""Digests by Python version; those of both packages were read from PyPI on 2026-11-23."""


def wheels_for(python: tuple[int, int]) -> tuple[Wheel, Wheel]:
    """The wheels of cryptography and cffi for a Python that Lambda@Edge runs."""
    abi = "cp311-abi3" if python >= (3, 11) else "cp39-abi3"
    tag = f"cp{python[0]}{python[1]}"
    return (
        Wheel("cryptography", "50.0.2", abi, CRYPTOGRAPHY[abi]),
        Wheel("cffi", "2.1.1", f"{tag}-{tag}", CFFI[python]),
    )


def cryptography_files(
    python: tuple[int, int], root: Path, *, cache: Path, fetch: Download
) -> dict[str, bytes]:
    """What a zip needs to import cryptography: path in the zip to content.

    `root`: the folder of edge.toml; `cache`: where fetched wheels are kept; `fetch`: gets one there, or says
    why not.

    Raises:
        MissingToolError: a wheel is nowhere, or is not the one whose digest is known.
    """
    files: dict[str, bytes] = {}
    for wheel in wheels_for(python):
        data = wheel_bytes(wheel, python, (root / WHEELS_FOLDER, cache), fetch=fetch)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            files |= {name: archive.read(name) for name in names if _ships(name)}
    return files


def wheel_cache() -> Path:
    """Where fetched wheels are kept on this machine (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "cloudfrontier" / "wheels"


def download(wheel: Wheel, python: tuple[int, int], cache: Path) -> str:
    """Fetch a wheel with pip into the cache; why that did not work, or nothing."""
    with tempfile.TemporaryDirectory(prefix="cloudfrontier-wheels-") as name:
        folder = Path(name)
        wanted = folder / "requirements.txt"
        wanted.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.digest}\n", encoding="ascii")
        command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download"]
        command += ["--no-deps", "--require-hashes", "--only-binary=:all:", f"--platform={PLATFORM}"]
        command += ["--implementation=cp", f"--python-version={python[0]}.{python[1]}"]
        command += [f"--dest={folder}", f"--requirement={wanted}"]
        try:
            subprocess.run(  # noqa: S603 - this Python's own pip, with arguments of ours
                command, check=True, capture_output=True, timeout=DOWNLOAD_SECONDS
            )
            cache.mkdir(parents=True, exist_ok=True)
            fetched = folder / wheel.file_name
            kept = cache / f"{wheel.file_name}.{os.getpid()}"
            kept.write_bytes(fetched.read_bytes())
            kept.replace(cache / wheel.file_name)
        except (OSError, subprocess.SubprocessError) as error:
            return f"pip could not fetch it ({type(error).__name__})"
    return ""


def wheel_bytes(
    wheel: Wheel, python: tuple[int, int], folders: tuple[Path, Path], *, fetch: Download
) -> bytes:
    """The bytes of a wheel, from the first folder that has it, else from an index.

    Raises:
        MissingToolError: as `cryptography_files`.
    """
    beside, cache = folders
    for folder in folders:
        if (data := _read(folder / wheel.file_name)) is not None:
            break
    else:
        reason = fetch(wheel, python, cache)
        data = _read(cache / wheel.file_name)
        if data is None:
            raise MissingToolError(
                f"{wheel.file_name} is needed, because a key's algorithm needs the package cryptography:"
                f" {reason or 'it was not found'}; put that file into {beside}, or use RS256 keys alone"
            )
        folder = cache
    if hashlib.sha256(data).hexdigest() != wheel.digest:
        raise MissingToolError(
            f"{folder / wheel.file_name} is not the wheel of that name (expected SHA-256 {wheel.digest});"
            " remove it, and build again"
        )
    return data


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _ships(name: str) -> bool:
    """Whether a file of a wheel is imported, or says whose it is."""
    return not name.endswith(LEFT_OUT) and not name.startswith("cffi/")
