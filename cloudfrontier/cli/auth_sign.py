"""`cloudfrontier auth sign`: prints a link that lets whoever holds it in until it expires.

The link is signed by the code that checks it at the edge; a CloudFront Function with signed links checks the
same. A lifetime is told as one thinks of it: `90s`, `30m`, `12h`, `7d`.
"""

from __future__ import annotations

import ipaddress
import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from cloudfrontier.artifacts.key_files import read_secret
from cloudfrontier.errors import UsageError
from edge.auth.paths import is_plain
from edge.auth.signed_links import Grant, without_signature
from edge.auth.signed_links import sign as signature_of

__all__ = ["sign"]

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@click.command("sign")
@click.argument("url")
@click.option(
    "--key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File with the key, as `auth new-key` writes it.",
)
@click.option("--key-id", default="", help="Id of the key in edge.toml; without it the first key is meant.")
@click.option("--lifetime", default="1h", show_default=True, help="How long it lasts: 90s, 30m, 12h, 7d.")
@click.option("--prefix", default="", help="Folder that the link is good for, such as /videos/.")
@click.option("--ip", default="", help="The one address it is good for; needs `bind_ip` in edge.toml.")
def sign(*, url: str, key_file: Path, key_id: str, lifetime: str, prefix: str, ip: str) -> None:  # noqa: PLR0913  one option each
    """Print URL, a path or a whole https URL, with what signs it.

    Without --prefix the link is good for its path alone, which must not end with a slash.
    """
    parts = urlsplit(url)
    path = parts.path
    _check(parts.fragment, path, prefix)
    if without_signature(parts.query) != parts.query:
        raise UsageError(
            "the URL has a parameter of a signed link already: expires, signature, prefix or key"
        )
    grant = Grant(prefix or path, int(time.time()) + _seconds(lifetime), _address(ip))
    try:
        secret = read_secret(key_file)
    except ValueError as error:
        raise UsageError(f"{key_file}: {error}; make one with `cloudfrontier auth new-key`") from None
    query = [parts.query] if parts.query else []
    query += [f"expires={grant.expires}"]
    query += [f"prefix={prefix}"] if prefix else []
    query += [f"key={key_id}"] if key_id else []
    query += [f"signature={signature_of(secret, grant)}"]
    click.echo(parts._replace(query="&".join(query)).geturl())


def _check(fragment: str, path: str, prefix: str) -> None:
    """Refuse a link that the edge would refuse, or that would be good for something else.

    Raises:
        UsageError: as said.
    """
    if fragment or not path.startswith("/") or not path.isascii() or " " in path:
        raise UsageError(
            "expected a path such as /a.pdf, or an https URL with one, percent-encoded, without #"
        )
    if not prefix and path.endswith("/"):
        raise UsageError(f"{path}: a link for one path does not end with a slash; for a folder use --prefix")
    if prefix and not (prefix.startswith("/") and prefix.endswith("/") and is_plain(prefix)):
        raise UsageError(f"--prefix {prefix}: expected a folder with a slash at both ends, such as /videos/")
    if prefix and not (path.startswith(prefix) and is_plain(path)):
        raise UsageError(f"{path} is not in the folder {prefix}, or can be read in two ways")


def _seconds(lifetime: str) -> int:
    number, unit = lifetime[:-1], lifetime[-1:]
    if unit not in UNITS or not (number.isascii() and number.isdecimal()) or not 0 < int(number) < 10**6:
        raise UsageError(f"--lifetime {lifetime}: expected a number with s, m, h or d, such as 12h")
    return int(number) * UNITS[unit]


def _address(ip: str) -> str:
    """The address as CloudFront writes it, which is the short form."""
    try:
        return str(ipaddress.ip_address(ip)) if ip else ""
    except ValueError:
        raise UsageError(f"--ip {ip}: expected an IPv4 or IPv6 address") from None
