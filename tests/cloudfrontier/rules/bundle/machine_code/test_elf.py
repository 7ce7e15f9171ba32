"""ELF files are read as binutils reads them, and whatever is in one, reading it ends."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.rules.bundle.machine_code.elf import HEADER, read_elf
from cloudfrontier.rules.bundle.machine_code.samples import elf_sample

SITE = Path(sysconfig.get_paths()["purelib"])
INSTALLED = sorted(path for path in SITE.rglob("*.so") if path.stat().st_size < 20_000_000)[:12]
READELF = shutil.which("readelf")
SAMPLE = elf_sample(versions=("GLIBC_2.17", "GLIBC_2.28"), libraries=("libc.so.6", "libm.so.6"))


def test_machine_versions_and_libraries_are_read() -> None:
    elf = read_elf(SAMPLE)
    assert (elf.machine, elf.glibc, elf.libraries) == ("x86_64", (2, 28), ("libc.so.6", "libm.so.6"))
    assert not elf.is_musl


@pytest.mark.parametrize(
    ("versions", "newest"),
    [
        pytest.param((), (0, 0), id="none"),
        pytest.param(("GLIBC_2.2.5",), (2, 2), id="three numbers"),
        pytest.param(("GLIBC_2.9", "GLIBC_2.10"), (2, 10), id="numbers, not texts"),
        pytest.param(("GLIBC_PRIVATE", "GLIBCXX_3.4.30", "CXXABI_1.3"), (0, 0), id="of others"),
        pytest.param(("GLIBC_2.17", "GLIBC_ABI_DT_RELR"), (2, 36), id="relative relocations"),
    ],
)
def test_the_newest_version_of_glibc_counts(versions: tuple[str, ...], newest: tuple[int, int]) -> None:
    assert read_elf(elf_sample(versions=versions)).glibc == newest


@pytest.mark.parametrize(
    ("machine", "name"),
    [(62, "x86_64"), (183, "aarch64"), (3, "x86"), (999, "machine 999")],
    ids=["x86_64", "aarch64", "x86", "unknown"],
)
def test_machines_are_named(machine: int, name: str) -> None:
    assert read_elf(elf_sample(machine=machine)).machine == name


def test_musl_is_known_by_its_library() -> None:
    assert read_elf(elf_sample(libraries=("libc.musl-x86_64.so.1",))).is_musl


@pytest.mark.parametrize(("bits", "order"), [(1, 1), (2, 2)], ids=["32 bits", "big-endian"])
def test_other_kinds_of_files_are_told_by_their_machine(bits: int, order: int) -> None:
    data = bytearray(SAMPLE)
    data[4:6] = bytes((bits, order))
    data[18:20] = (40).to_bytes(2, "little" if order == 1 else "big")
    assert read_elf(bytes(data)).machine.startswith("arm (32 bits")


@pytest.mark.parametrize("data", [b"", b"\x7fELF", SAMPLE[: HEADER.size - 1], b"MZ" + bytes(100)], ids=str)
def test_what_has_no_header_is_no_elf(data: bytes) -> None:
    with pytest.raises(ValueError, match="no ELF header"):
        read_elf(data)


@pytest.mark.skipif(READELF is None, reason="binutils are not on this machine to compare with")
@pytest.mark.parametrize("path", INSTALLED, ids=lambda path: path.name)
def test_installed_libraries_are_read_as_readelf_reads_them(path: Path) -> None:
    said = subprocess.run([str(READELF), "-VdW", path], capture_output=True, text=True, check=True).stdout
    versions = re.findall(r"Name: GLIBC_(\d+)\.(\d+)", said)
    elf = read_elf(path.read_bytes())
    assert elf.glibc == max(((int(major), int(minor)) for major, minor in versions), default=(0, 0))
    assert elf.libraries == tuple(re.findall(r"\(NEEDED\).*\[(.+?)\]", said))


@given(st.data())
def test_a_file_that_was_tampered_with_is_read_to_an_end(data: st.DataObject) -> None:
    broken = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(HEADER.size - 40, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(HEADER.size, len(broken)))
    assert read_elf(bytes(broken[:cut])).machine


@given(st.binary(max_size=600))
def test_any_bytes_behind_the_header_are_read_to_an_end(tail: bytes) -> None:
    assert read_elf(SAMPLE[: HEADER.size] + tail).machine == "x86_64"
