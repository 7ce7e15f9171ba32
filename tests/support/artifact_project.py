"""A small project on disk for tests of the build: two functions, two handlers of features, a key."""

from __future__ import annotations

import hashlib
import io
import subprocess
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path

__all__ = ["REPOSITORY", "SECRET", "ArtifactProject", "digests", "run_alone", "unpack"]

REPOSITORY = Path(__file__).resolve().parents[2]
SECRET = urlsafe_b64encode(b"k" * 32).rstrip(b"=").decode()

EDGE_TOML = """\
[project]
name = "sample"

[origins.site]
domain = "site.s3.us-east-1.amazonaws.com"
kind = "s3"
simulate.folder = "site"

[functions.public-request]
event = "viewer-request"
redirects = ["_redirects"]
rewrites.index = "index.html"

[functions.public-response]
event = "viewer-response"
headers.preset = "security"

[handlers.gate]
features = ["auth", "ab_testing"]

[handlers.split]
features = ["ab_testing"]

[auth]
keys = [{ id = "k1", file = ".secrets/session.key" }]

[cache_policies.by-variant]
headers = ["x-ab-hero"]

[[ab_testing.experiments]]
id = "hero"
variants = [{ name = "a" }, { name = "b", prefix = "/b" }]

[[behaviors]]
path = "/members/*"
origin = "site"
cache_policy = "by-variant"
viewer-request = "gate"
origin-request = "split"
viewer-response = "split"

[[behaviors]]
path = "*"
origin = "site"
viewer-request = "public-request"
viewer-response = "public-response"

# what is attached where has tests of its own; the build is to have nothing to report
[[ignore]]
rule = "DST423"
file = "edge.toml"
reason = "the bucket decodes no paths"

[[ignore]]
rule = "DST425"
file = "edge.toml"
reason = "all members see the same pages"

[[ignore]]
rule = "DST431"
file = "edge.toml"
reason = "error pages need no security headers"
"""

OWN_HANDLER = """
[[ignore]]
rule = "DST429"
file = "edge.toml"
reason = "what the handler reads is known to whoever wrote it"

[handlers.own]
handler = "{handler}"

[[behaviors]]
path = "/own/*"
origin = "site"
origin-response = "own"
"""


class ArtifactProject:
    """The project; `write` changes its files, `append` adds to edge.toml."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("edge.toml", EDGE_TOML)
        self.write("_redirects", "/old /new 301\n/blog/* /news/:splat 302!\n")
        self.write(".secrets/session.key", f"{SECRET}\n")
        self.write("site/index.html", "<!doctype html>")

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def change(self, old: str, new: str) -> None:
        """Replace a text that stands once in edge.toml."""
        text = (self.root / "edge.toml").read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write("edge.toml", text.replace(old, new))

    def own_handler(self, handler: str, **files: str) -> None:
        """Attach a handler of the project's own; `app__main` stands for app/main.py."""
        before, mark, after = (
            (self.root / "edge.toml").read_text(encoding="utf-8").rpartition("[[behaviors]]")
        )
        self.write("edge.toml", before + OWN_HANDLER.format(handler=handler) + "\n" + mark + after)
        for name, text in files.items():
            self.write(f"{name.replace('__', '/')}.py", text)


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder and the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def unpack(zipped: Path, folder: Path) -> dict[str, bytes]:
    """Unpack a zip as Lambda does; its files."""
    with zipfile.ZipFile(io.BytesIO(zipped.read_bytes())) as archive:
        archive.extractall(folder)
        return {name: archive.read(name) for name in archive.namelist()}


def run_alone(python: Path, folder: Path, program: str) -> str:
    """Run a program that sees the unpacked zip, the standard library and nothing else."""
    alone = f"import sys; sys.path.insert(0, {str(folder)!r})\n{program}"
    ran = subprocess.run(
        [python, "-I", "-S", "-B", "-c", alone], capture_output=True, text=True, check=False, cwd="/"
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
