"""Junk in, a finding or a clear error out: in under two seconds and 300 MB, and never a traceback."""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cloudfrontier.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 2.0
MEGABYTES = 300
PROGRAM = """\
import sys
from cloudfrontier.cli import main
code = main(sys.argv[1:])
status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0"
sys.stderr.write("peak " + status.partition("VmHWM:")[2].split()[0])
sys.exit(code)
"""
TOKENS = (
    *("function", "handler", "(", ")", "{", "}", "[", "]", "event", ".", "?.", "...", "=>", "async", "await"),
    *("var", "let", "const", "=", "return", "request", "headers", "for", "of", "class", "import", "from"),
    *("'cloudfront'", "`", "${", "/", "/a(b/", "\n", ";", ",", "1_0", "10n", "#x", "??", "yield", "eval"),
)
HARMLESS = {"else-if"}
"""Unusual, and still a function that CloudFront takes."""

DEEP = 200
NESTED = {
    "brackets": "[" * 5_000_000,
    "parentheses": "(" * 40_000,
    "functions": "function handler(e) {" + "(function () {" * DEEP + "})()" * DEEP + "}",
    "arrays": f"var a = {'[' * DEEP}{']' * DEEP};",
    "else-if": "if (a) {} " + "else if (a) {} " * 700,
    "templates": "`${" * DEEP + "1" + "}`" * DEEP,
    "unary": "!" * 30_000 + "1",
    "member chain": "a" + ".b" * 10_000,
    "long line": "var a = '" + "x" * 39_000 + "';",
    "many lines": "\n" * 39_000 + "?",
    "regex": "/" + "(a" * 3_000 + "*)*" * 3_000 + "/",
}


@cache
def bomb() -> bytes:
    """A zip of a few hundred kilobytes that unpacks to more than Lambda takes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(4):
            with archive.open(zipfile.ZipInfo(f"{number}.py"), "w", force_zip64=True) as entry:
                for _ in range(17):
                    entry.write(bytes(4 * 1024 * 1024))
    return held.getvalue()


def zipped(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for info, data in entries:
            archive.writestr(info, data)
    return held.getvalue()


def link_out() -> bytes:
    """A zip with a symbolic link that leads out of it, and names that do."""
    link = zipfile.ZipInfo("app.py")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    return zipped(
        (link, b"/etc/passwd"), (zipfile.ZipInfo("../../up.py"), b""), (zipfile.ZipInfo("/etc/x"), b"")
    )


def encrypted() -> bytes:
    data = bytearray(zipped((zipfile.ZipInfo("app.py"), b"x = 1\n")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


NOISE = random.Random(7).randbytes
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "random bytes": ("a.js", lambda: NOISE(100_000)),
    "invalid UTF-8": ("a.js", lambda: b"function handler(e) { return '\xff\xfe'; }"),
    "UTF-16": ("a.js", lambda: "function handler(e) {}".encode("utf-16")),
    "NUL": ("a.js", lambda: b"\0" * 10_000),
    "nothing": ("a.js", lambda: b""),
    "9 MB": ("a.js", lambda: b" " * 9 * 1024 * 1024),
    **{name: ("a.js", text.encode) for name, text in NESTED.items()},
    "random zip": ("a.zip", lambda: NOISE(100_000)),
    "empty zip": ("a.zip", lambda: b""),
    "zip without entries": ("a.zip", zipped),
    "truncated zip": ("a.zip", lambda: bomb()[:-40]),
    "zip bomb": ("a.zip", bomb),
    "link out of a zip": ("a.zip", link_out),
    "encrypted zip": ("a.zip", encrypted),
    "random toml": ("edge.toml", lambda: NOISE(10_000)),
    "deep toml": ("edge.toml", lambda: b"a = " + b"[" * 100_000),
}


def processor_seconds() -> float:
    """What processes that have ended took of the processor: the machine may do other things besides."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def checked(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Run the command in a process of its own, within the promised time and memory; exit code and output."""
    before = processor_seconds()
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, "check", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    seconds = processor_seconds() - before
    said, _, peak = ran.stderr.rpartition("peak ")
    assert int(peak) / 1024 < MEGABYTES
    assert seconds < SECONDS
    assert "Traceback" not in said
    assert "fault of cloudfrontier" not in said
    return ran.returncode, ran.stdout + said


@pytest.mark.parametrize("what", FILES)
def test_junk_ends_in_a_finding_or_a_clear_error_soon(what: str, tmp_path: Path) -> None:
    name, make = FILES[what]
    (tmp_path / name).write_bytes(make())
    code, said = checked([name], tmp_path)
    assert code in {0, 1, 2}
    assert code == 0 or name in said
    assert code != 0 or what in HARMLESS, said


def test_a_folder_of_all_of_it_is_reported_in_one_run(tmp_path: Path) -> None:
    for number, text in enumerate(NESTED.values()):
        (tmp_path / f"{number}.js").write_text(text, encoding="utf-8")
    os.mkfifo(tmp_path / "fifo.js")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "nowhere.js").symlink_to("gone")
    (tmp_path / "null.js").symlink_to("/dev/null")
    code = main(["check", str(tmp_path), "--format", "json", "--static"])
    assert code == 1


@pytest.mark.parametrize("name", ["fifo.js", "fifo.zip"])
def test_a_fifo_waits_for_nobody(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    code, said = checked([name], tmp_path)
    assert code == 1
    assert "EDG502" in said


def test_a_distribution_that_is_a_fifo_or_a_device_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.json")
    assert checked(["--distribution", "fifo.json"], tmp_path)[0] == 1
    assert checked(["--distribution", "/dev/zero"], tmp_path)[0] == 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=4_000) | st.text().map(str.encode),
    suffix=st.sampled_from([".js", ".zip", ".toml"]),
)
def test_whatever_is_in_a_file_the_check_comes_to_an_end(data: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"junk{suffix}"
    path.write_bytes(data)
    assert main(["check", str(path)]) in {0, 1, 2}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2_000) | st.text(alphabet='{}[]":,0123456789aE.-tfn \n').map(str.encode))
def test_whatever_is_in_a_distribution_the_check_comes_to_an_end(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(data)
    assert main(["check", "--distribution", str(path), "--format", "sarif"]) in {0, 1, 2}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tokens=st.lists(st.sampled_from(TOKENS), max_size=60))
def test_whatever_is_put_together_of_javascript_the_check_comes_to_an_end(
    tokens: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.js"
    path.write_text(" ".join(tokens), encoding="utf-8")
    assert main(["check", str(path)]) in {0, 1}
