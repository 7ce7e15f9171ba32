"""The wheels that a zip takes along: found by their digests, fetched once, refused where they are others."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from cloudfrontier.artifacts import wheels
from cloudfrontier.artifacts.interpreter import candidates, find_interpreter
from cloudfrontier.artifacts.wheels import Wheel, cryptography_files, wheel_cache, wheels_for
from cloudfrontier.errors import MissingToolError

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = (3, 13)


def refused(_wheel: Wheel, _python: tuple[int, int], _cache: Path) -> str:
    return "no network in a test"


@pytest.mark.parametrize("python", [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)], ids=str)
def test_every_runtime_has_its_wheels(python: tuple[int, int]) -> None:
    names = [wheel.file_name for wheel in wheels_for(python)]
    tag = f"cp{python[0]}{python[1]}"
    assert names[0].startswith("cryptography-")
    assert "-abi3-manylinux2014_x86_64." in names[0]
    assert f"-{tag}-{tag}-manylinux2014_x86_64." in names[1]
    assert all(len(bytes.fromhex(wheel.digest)) == 32 for wheel in wheels_for(python))


def test_a_wheel_that_is_nowhere_is_named_and_where_it_may_be_put(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError) as caught:
        cryptography_files(PYTHON, tmp_path, cache=tmp_path / "cache", fetch=refused)
    message = str(caught.value)
    assert wheels_for(PYTHON)[0].file_name in message
    assert "no network in a test" in message
    assert str(tmp_path / "wheels") in message


def test_a_file_of_the_right_name_is_not_believed(tmp_path: Path) -> None:
    target = tmp_path / "wheels" / wheels_for(PYTHON)[0].file_name
    target.parent.mkdir()
    target.write_bytes(b"another wheel")
    with pytest.raises(MissingToolError, match=r"is not the wheel of that name \(expected SHA-256 630ebfea"):
        cryptography_files(PYTHON, tmp_path, cache=tmp_path, fetch=refused)


def test_what_was_fetched_is_checked_too(tmp_path: Path) -> None:
    def fetch(wheel: Wheel, _python: tuple[int, int], cache: Path) -> str:
        (cache / wheel.file_name).write_bytes(b"something else")
        return ""

    with pytest.raises(MissingToolError, match="is not the wheel of that name"):
        cryptography_files(PYTHON, tmp_path, cache=tmp_path, fetch=fetch)


def test_the_cache_is_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert wheel_cache() == tmp_path / "cloudfrontier" / "wheels"


def cached() -> dict[str, bytes]:
    """The files from the cache of this machine; the test is skipped where they were never fetched."""
    folder = wheel_cache()
    if not all((folder / wheel.file_name).is_file() for wheel in wheels_for(PYTHON)):
        pytest.skip("the wheels are not in the cache: build a project with a key for ES256 once")
    return cryptography_files(PYTHON, folder, cache=folder, fetch=refused)


def test_of_the_wheels_ships_what_is_imported_and_the_licences() -> None:
    files = cached()
    assert "_cffi_backend.cpython-313-x86_64-linux-gnu.so" in files
    assert "cryptography/hazmat/bindings/_rust.abi3.so" in files
    assert any(name.startswith("cryptography-") and "licenses/" in name for name in files)
    assert not [name for name in files if name.endswith((".pyi", "RECORD")) or name.startswith("cffi/")]


def test_the_files_check_a_signature_in_the_handlers_own_python(tmp_path: Path) -> None:
    interpreter = find_interpreter(PYTHON, candidates(PYTHON, os.environ.get("PATH", "")))
    if interpreter is None:
        pytest.skip("python3.13 is not on PATH")
    for name, data in cached().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as Key\n"
        "key = Key.generate(); key.public_key().verify(key.sign(b'x'), b'x'); print('checked')"
    )
    done = subprocess.run(
        [interpreter.path, "-I", "-S", "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "checked\n", done.stderr


def test_a_wheel_beside_the_project_comes_first(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.py", "")
    digest = hashlib.sha256(data.getvalue()).hexdigest()
    wheel = Wheel("a", "1", "py3-none", digest)
    for folder, content in (("wheels", data.getvalue()), ("cache", b"junk")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / wheel.file_name).write_bytes(content)
    found = wheels.wheel_bytes(wheel, PYTHON, (tmp_path / "wheels", tmp_path / "cache"), fetch=refused)
    assert found == data.getvalue()
