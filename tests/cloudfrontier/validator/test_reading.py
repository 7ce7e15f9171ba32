"""Whatever lies in the way of reading a file ends in a finding, soon, and never in an error of Python's."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from cloudfrontier.cloudfront.finding import Finding
from cloudfrontier.validator import FunctionOptions, check_function_file
from cloudfrontier.validator.reading import LARGEST, read_bytes, read_text


def refused(path: Path) -> Finding:
    found = read_bytes(path)
    assert isinstance(found, Finding)
    assert (found.id, found.severity, found.line) == ("EDG502", "error", 0)
    assert found.help
    return found


def test_a_text_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_bytes("é\r\n".encode())
    assert read_text(path) == "é\r\n"


def test_bytes_that_are_no_utf_8_are_kept_for_whoever_can_say_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_bytes(b"a\xff\xfeb")
    assert read_text(path) == "a\udcff\udcfeb"


def test_bytes_that_are_no_utf_8_are_counted_as_the_bytes_that_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_bytes(b"// \xff" * 2_000)
    assert "CFF101" not in {found.id for found in check_function_file(path, FunctionOptions()).findings}
    path.write_bytes(b"// \xff" * 2_561)
    sizes = [found for found in check_function_file(path, FunctionOptions()).findings if found.id == "CFF101"]
    assert [found.message.partition(" ")[0] for found in sizes] == ["10,244"]


def test_a_fifo_does_not_wait_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.js")
    assert "a FIFO" in refused(tmp_path / "a.js").message


def test_a_socket_a_device_and_a_folder_are_named_for_what_they_are(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert "a socket" in refused(tmp_path / "s").message
    assert "a device" in refused(Path("/dev/zero")).message
    assert "a folder" in refused(tmp_path).message


def test_a_link_is_followed_to_a_file_and_one_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("x")
    (tmp_path / "link").symlink_to("a.js")
    assert read_text(tmp_path / "link") == "x"
    (tmp_path / "nowhere").symlink_to("gone")
    assert "the link leads nowhere" in refused(tmp_path / "nowhere").help
    (tmp_path / "self").symlink_to("self")
    assert "symbolic links" in refused(tmp_path / "self").message


def test_a_file_larger_than_can_be_meant_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert f"larger than {LARGEST:,} bytes" in refused(path).message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.touch(mode=0)
    assert "permission denied" in refused(path).message
