"""What is in a zip and should not be: credentials by their names, tests, history; and what is left alone."""

from __future__ import annotations

import pytest
from package_code import found

PRIVATE = "-----BEGIN {}PRIVATE KEY-----\n" + "MIIE" * 20 + "\n-----END {}PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".env.production",
        "config/.env.local",
        ".envrc",
        "keys/id_rsa",
        "id_ed25519",
        "home/.aws/credentials",
        ".netrc",
        ".pypirc",
        ".git-credentials",
        "store.p12",
        "certs/web.pfx",
        "terraform.tfstate",
        "terraform.tfstate.backup",
    ],
)
def test_files_of_credentials_are_known_by_their_names(name: str) -> None:
    (finding,) = found("LAE221", files={name: "nothing to see\n"})
    assert (finding.file, finding.severity) == (f"function.zip!{name}", "warning")


@pytest.mark.parametrize(
    "name",
    [
        ".env.example",
        ".env.sample",
        "environment.py",
        "id_rsa.pub",
        "aws/credentials.py",
        "netrc.py",
        "a.pem",
    ],
)
def test_files_of_other_names_are_left_alone(name: str) -> None:
    assert found("LAE221", files={name: ""}) == []


@pytest.mark.parametrize(
    "kind", ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "], ids=lambda kind: kind or "PKCS 8"
)
def test_private_keys_are_found_whatever_the_file_is_called(kind: str) -> None:
    (finding,) = found("LAE220", files={"data.txt": "first line\n" + PRIVATE.format(kind, kind)})
    assert (finding.line, finding.column, finding.severity) == (2, 1, "warning")
    assert "MIIE" not in finding.message


def test_a_credential_is_shown_by_four_letters_at_most() -> None:
    token = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6"
    (finding,) = found("LAE221", f"TOKEN = '{token}'")
    assert "a GitHub token (ghp_...)" in finding.message
    assert token[4:10] not in str(finding)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param({".git/config": "x", ".git/objects/a": "yz"}, "2 files, 3 bytes", id="history"),
        pytest.param({"lib/.svn/entries": ""}, "the history of the code", id="of another system"),
        pytest.param({"tests/test_a.py": ""}, "tests: 1 file", id="tests"),
        pytest.param({"shop/test_cart.py": ""}, "tests: 1 file", id="a test beside the code"),
        pytest.param({"conftest.py": ""}, "tests: 1 file", id="what tests share"),
        pytest.param({".venv/bin/python": ""}, "an environment of Python's", id="an environment"),
        pytest.param({".pytest_cache/x": ""}, "what tools leave behind", id="a cache"),
        pytest.param({"__MACOSX/._app.py": ""}, "editors and systems", id="what macOS adds"),
        pytest.param({".vscode/settings.json": ""}, "editors and systems", id="an editor's settings"),
    ],
)
def test_what_no_function_needs_is_a_warning(files: dict[str, str | bytes], words: str) -> None:
    (finding,) = found("LAE223", files=files)
    assert words in finding.message
    assert finding.severity == "warning"


def test_what_the_handler_imports_is_needed_whatever_it_is_called() -> None:
    assert found("LAE223", "import tests.tools", {"tests/tools.py": ""}) == []


def test_tests_of_distributions_are_a_note() -> None:
    files: dict[str, str | bytes] = {"lib/tests/a.py": "", "lib-1.dist-info/RECORD": "lib/__init__.py,,\n"}
    (finding,) = found("LAE223", files=files)
    assert (finding.severity, "of distributions" in finding.message) == ("note", True)


@pytest.mark.parametrize(
    "name", ["latest/data.json", "contest.py", "attest/x.py", "git.txt", "README.md", "greatest.py"]
)
def test_names_that_only_look_alike_are_left_alone(name: str) -> None:
    assert found("LAE223", files={name: ""}) == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('{"project":"p","handler":"h","features":{"auth":{"keys":[{"id":"a","secret":"s"}]}}}', "a secret"),
        (
            '{"project":"p","handler":"h","features":{"auth":{"keys":[{"secret":"s"},{"secret":"t"}],"client_secret":"u"}}}',
            "3 secrets",
        ),
    ],
    ids=["one key", "several"],
)
def test_keys_in_our_own_settings_are_a_note(settings: str, words: str) -> None:
    (finding,) = found("LAE222", files={"settings.json": settings})
    assert finding.severity == "note"
    assert words in finding.message


@pytest.mark.parametrize(
    "settings",
    [
        '{"features": {"secret": "s"}}',
        "[]",
        "{",
        '{"project":"p","handler":"h","features":{}}',
        "[" * 100_000,
    ],
    ids=["somebody else's", "an array", "no JSON", "no keys", "nesting"],
)
def test_other_settings_are_left_alone(settings: str) -> None:
    assert found("LAE222", files={"settings.json": settings}) == []
