"""Machine code is judged by what it was made for, once a distribution, and by how much it is needed."""

from __future__ import annotations

import pytest
from package_code import found

from cloudfrontier.rules.bundle.machine_code.samples import elf_sample

GOOD, ARM, NEW = elf_sample(), elf_sample(machine=183), elf_sample(versions=("GLIBC_2.38",))
MACH_O = b"\xcf\xfa\xed\xfe" + bytes(60)


@pytest.mark.parametrize(
    ("name", "data", "system"),
    [
        pytest.param("_fast.abi3.so", ARM, "Linux on aarch64", id="arm64"),
        pytest.param("_fast.so", MACH_O, "macOS", id="a Mac"),
        pytest.param("_fast.so", b"\xca\xfe\xba\xbe" + bytes(60), "macOS", id="a Mac, for both"),
        pytest.param("lib/helper.dll", b"MZ" + bytes(60), "Windows", id="Windows"),
        pytest.param("bin/tool", ARM, "Linux on aarch64", id="a program without a suffix"),
        pytest.param("_fast.so", b"\x7fELF\x02\x01", "its header is cut off", id="the beginning of one"),
    ],
)
def test_what_does_not_run_on_the_edge_is_told_by_its_system(name: str, data: bytes, system: str) -> None:
    (finding,) = found("LAE216", files={name: data})
    assert system in finding.message
    assert finding.file == f"function.zip!{name}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("_fast.so", GOOD, id="Linux on x86_64"),
        pytest.param("Main.class", b"\xca\xfe\xba\xbe" + bytes(60), id="a class of Java's"),
        pytest.param("notes.txt", b"MZ is how it begins", id="a text"),
    ],
)
def test_what_runs_there_or_nowhere_is_no_finding(name: str, data: bytes) -> None:
    assert found("LAE216", files={name: data}) == []


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        pytest.param("import _fast", "error", id="always"),
        pytest.param("def f():\n    import _fast", "warning", id="sometimes"),
        pytest.param("try:\n    import _fast\nexcept ImportError: ...", "warning", id="if it can"),
        pytest.param("", "warning", id="not at all"),
    ],
)
def test_it_is_an_error_where_the_handler_cannot_load_without(code: str, severity: str) -> None:
    for rule, data in (("LAE216", ARM), ("LAE217", NEW)):
        assert [finding.severity for finding in found(rule, code, {"_fast.so": data})] == [severity]


def test_a_distribution_is_spoken_of_once_at_the_file_that_is_needed_most() -> None:
    files: dict[str, str | bytes] = {f"big/_m{n}.so": ARM for n in range(5)}
    (finding,) = found(
        "LAE216", "import big._m3", {**files, "big/__init__.py": "", "big.libs/libx.so.1": ARM}
    )
    assert finding.file == "function.zip!big/_m3.so"
    assert "(and 5 more)" in finding.message
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("runtime", "version", "expected"),
    [
        pytest.param("python3.11", "GLIBC_2.26", "", id="AL2 has 2.26"),
        pytest.param(
            "python3.11", "GLIBC_2.27", "it needs glibc 2.27; python3.11 has 2.26", id="and no newer"
        ),
        pytest.param("python3.12", "GLIBC_2.34", "", id="AL2023 has 2.34"),
        pytest.param(
            "python3.12", "GLIBC_2.35", "it needs glibc 2.35; python3.12 has 2.34", id="and no newer one"
        ),
        pytest.param("python2.7", "GLIBC_2.99", "", id="of an unknown runtime it is not known"),
    ],
)
def test_glibc_is_that_of_the_runtimes_system(runtime: str, version: str, expected: str) -> None:
    files = {"_fast.so": elf_sample(versions=(version,))}
    messages = [finding.message for finding in found("LAE217", files=files, runtime=runtime)]
    assert messages == ([expected] if expected else [])


def test_machine_code_of_node_packages_is_judged_too() -> None:
    files = {f"node_modules/@img/{name}/lib/{name}.node": ARM for name in ("one", "two")}
    findings = found("LAE216", files=files, runtime="nodejs22.x")
    assert len(findings) == 2


def test_a_module_for_another_python_is_an_error_where_it_is_imported() -> None:
    name = "fast/_c.cpython-312-x86_64-linux-gnu.so"
    (finding,) = found("LAE218", "import json\nimport fast._c", {"fast/__init__.py": "", name: GOOD})
    assert (finding.file, finding.line, finding.severity) == ("function.zip!app.py", 2, "error")
    assert "compiled for CPython 3.12" in finding.message


def test_modules_for_another_python_that_nobody_imports_are_one_warning() -> None:
    files = {f"fast/_c{n}.cpython-312-x86_64-linux-gnu.so": GOOD for n in range(3)}
    (finding,) = found("LAE218", files=files)
    assert finding.severity == "warning"
    assert "(and 2 more)" in finding.message


@pytest.mark.parametrize(
    ("wanted", "runtime", "fits"),
    [
        (">=3.8", "python3.13", True),
        (">=3.14", "python3.13", False),
        (">=3.13.2", "python3.13", True),
        ("<3.13", "python3.13", False),
        ("<3.13.1", "python3.13", True),
        ("<=3.12", "python3.13", False),
        ("<=3.12", "python3.12", True),
        (">3.12", "python3.12", True),
        ("==3.13.*", "python3.13", True),
        ("==3.12.*", "python3.13", False),
        ("!=3.13.*", "python3.13", False),
        ("!=3.13.1", "python3.13", True),
        ("~=3.9", "python3.13", True),
        ("~=3.9.2", "python3.13", False),
        (">=3.8, <4", "python3.13", True),
        (">=2.7,!=3.0.*,!=3.1.*", "python3.13", True),
        ("<3", "python3.13", False),
        ("three or more", "python3.13", True),
        ("", "python3.13", True),
    ],
    ids=str,
)
def test_requires_python_leaves_out_a_runtime_or_not(wanted: str, runtime: str, fits: bool) -> None:  # noqa: FBT001 - a table
    metadata = f"Name: acme\nRequires-Python: {wanted}\n\nRequires-Python: >=9\n"
    findings = found("LAE219", files={"acme-1.0.dist-info/METADATA": metadata}, runtime=runtime)
    assert (findings == []) is fits
