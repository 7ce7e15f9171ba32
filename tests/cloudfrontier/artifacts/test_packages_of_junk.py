"""Whatever is in a zip, the check of it ends, soon and in little memory, with findings and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from package_zips import HANDLER, entry, package_zip

from cloudfrontier.artifacts.packages import check_package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_SECONDS = 2.0
"""Of processor time: other work on the machine does not count."""
MOST_MEGABYTES = 300

PROGRAM = """
import json, re, sys, time
from pathlib import Path
from cloudfrontier.artifacts.packages import check_package
begin = time.process_time()
found = check_package(Path(sys.argv[1]), handler="app.main", events=("viewer-request",))
seconds = time.process_time() - begin
megabytes = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps([seconds, megabytes, sorted({finding.id for finding in found})]))
"""
IMPORTS = "".join(f"import lib.m{n}\n" for n in range(20)) + HANDLER
FOREIGN = {"app.py": IMPORTS, "lib/__init__.py": "", "lib-1.dist-info/RECORD": "lib/__init__.py,,\n"}


def modules(line: str, count: int) -> dict[str, str]:
    return FOREIGN | {f"lib/m{n}.py": line * count for n in range(20)}


def write(path: Path, files: dict[str, str] | dict[str, bytes]) -> None:
    path.write_bytes(package_zip(dict(files)))


def write_zeros(path: Path) -> None:
    """200 MB of nothing in 200 kB, and within what Lambda takes."""
    with zipfile.ZipFile(path, "w", compresslevel=1) as archive:
        archive.writestr(entry("app.py"), HANDLER)
        for name in ("one.bin", "two.bin", "three.bin", "four.so"):
            with archive.open(entry(name), "w", force_zip64=True) as file:
                for _ in range(50):
                    file.write(bytes(1024 * 1024))


def write_bomb(path: Path) -> None:
    """4 GB, as it says itself: nobody unpacks that."""
    data = bytearray(package_zip({"big.bin": ""}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(data)


def write_sparse(path: Path) -> None:
    """10 GB that take no room on the disk."""
    path.touch()
    os.truncate(path, 10**10)


def write_many(path: Path) -> None:
    """More files than are looked into."""
    path.write_bytes(package_zip({f"f{n}.bin": b"" for n in range(30_000)}))


JUNK: dict[str, Callable[[Path], None]] = {
    "zeros": write_zeros,
    "a bomb": write_bomb,
    "many files": write_many,
    "brackets": lambda path: write(path, {"app.py": "[" * 5_000_000}),
    "brackets that are read": lambda path: write(path, {"app.py": "[" * 90_000}),
    "statements": lambda path: write(path, modules("a\n", 35_000)),
    "calls": lambda path: write(path, modules("f(a)\n", 20_000)),
    "conditions": lambda path: write(path, modules("x if y else z\n", 16_000)),
    "imports": lambda path: write(path, modules("import a.b\n", 5_000)),
    "own calls": lambda path: write(path, {"app.py": "a.b(c)\n" * 9_000 + HANDLER}),
    "own names": lambda path: write(path, {"app.py": "a = b.c\nb = a.c\n" * 5_000 + HANDLER}),
    "words of secrets": lambda path: write(
        path, {f"{n}.txt": "aws secret = AKIA KEY-----\n" * 38_000 for n in range(40)}
    ),
    "nesting": lambda path: write(
        path, {"app.py": "".join(" " * n + "if x:\n" for n in range(99)) + " " * 99 + "x\n"}
    ),
    "a long sum": lambda path: write(path, {"app.py": "x = " + "1+" * 30_000 + "1\n" + HANDLER}),
    "a huge file of nothing": write_sparse,
}


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_checked_soon_and_in_little_memory(junk: str, tmp_path: Path) -> None:
    path = tmp_path / "junk.zip"
    JUNK[junk](path)
    ran = subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    seconds, megabytes, _ = json.loads(ran.stdout)
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


def test_a_bomb_is_said_to_be_too_large_and_is_not_unpacked(tmp_path: Path) -> None:
    write_bomb(tmp_path / "bomb.zip")
    found = {finding.id: finding for finding in check_package(tmp_path / "bomb.zip", handler="app.main")}
    assert found["LAE203"].severity == "error"
    assert "not looked into" in found["LAE242"].message


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_zip_that_was_tampered_with_has_findings_or_none(data: st.DataObject, tmp_path: Path) -> None:
    broken = bytearray(package_zip({"lib/a.py": "import json\n" * 20, "b.bin": bytes(range(256))}))
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(broken), len(broken) // 2, len(broken) - 3]))
    path = tmp_path / "broken.zip"
    path.write_bytes(bytes(broken[:cut]) + data.draw(st.binary(max_size=30)))
    for finding in check_package(path, handler="app.main", events=("viewer-request",)):
        assert finding.message


NAMES = st.one_of(
    st.sampled_from(
        [
            "app.py",
            "app/__init__.py",
            "app.so",
            "lib-1.dist-info/RECORD",
            "../x",
            "/",
            "a//b",
            ".",
            "settings.json",
            "x.cpython-312-x86_64-linux-gnu.so",
        ]
    ),
    # zipfile writes neither halves of surrogate pairs nor what follows a null
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12),
)
TEXTS = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b"\x7fELF",
            b"import x",
            b"from . import *",
            b"\xff\xfe",
            b"{",
            b"-----BEGIN PRIVATE KEY-----\n",
            b"x,,\n",
        ]
    ),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(files=st.dictionaries(NAMES, TEXTS, max_size=6))
def test_any_files_under_any_names_have_findings_or_none(files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "any.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(entry(name), data)
    for handler in ("app.main", "app", "..", "lib/a.b"):
        for finding in check_package(path, handler=handler):
            assert finding.message


LINES = """
import os
from os import environ as e
x = os.environ['A']
e['B'] = e['C']
def f(a, *b, c=1, **d):
    return f(x)
class A:
    def g(self): self.g()
A().g()
import boto3 as b
c = b.client('s3')
c.get_object()
for x in y:
try:
except KeyError:
with c as x:
lambda: x
[i for i in x if i]
x = y = x.z()
del x
async def h(): await c()
match x:
    case 1: pass
if __name__ == '__main__':
    pass
@f
from .a import *
from a import x
import_module(x)
def main(event, context): ...
main = x
global x
x: int = 1
(x := y)
import a.b.c as x
"""
CODE = st.lists(st.sampled_from(LINES.splitlines()), max_size=14)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=CODE, others=CODE)
def test_any_code_has_findings_or_none(lines: list[str], others: list[str], tmp_path: Path) -> None:
    path = tmp_path / "code.zip"
    path.write_bytes(package_zip({"app.py": "\n".join(lines), "a.py": "\n".join(others)}))
    for finding in check_package(path, handler="app.main"):
        assert finding.file.startswith(str(path))
