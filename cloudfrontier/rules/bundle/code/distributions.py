"""Which modules of a package belong to distributions that were installed into it, and which are its own.

pip leaves a `.dist-info` folder that lists what a distribution brought. Where those were taken out to save
space, the names of widely used distributions stand for them; a module that is neither is its own. The
difference decides what is said of a module: nobody changes the code of a distribution to mend a warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.files import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.rules.bundle.files import Files

__all__ = ["dist_info_folders", "foreign_names"]

LARGEST_LIST = 4 * 1024 * 1024

_WIDELY_USED = """
    aiohttp aiosignal annotated_types anyio asn1crypto attr attrs authlib aws_lambda_powertools aws_xray_sdk
    aws_encryption_sdk bcrypt boto3 botocore bs4 cachetools certifi cffi chardet charset_normalizer click
    cryptography Crypto Cryptodome dateutil deprecated dns dotenv ecdsa fastjsonschema flask frozenlist
    geoip2 google h11 h2 hpack html5lib httpcore httpx hyperframe idna itsdangerous jinja2 jmespath joserfc
    jose jsonpath_ng jsonschema jwcrypto jwt jwskate lxml mangum markupsafe maxminddb more_itertools msgpack
    multidict nacl numpy oauthlib OpenSSL orjson packaging pandas PIL pkg_resources ply pyasn1 pycparser
    pydantic pydantic_core pydantic_settings pymemcache pymysql pynamodb pytz psycopg psycopg2 redis regex
    requests requests_oauthlib rfc3986 rpds rsa s3transfer sentry_sdk setuptools simplejson six sniffio
    sqlalchemy starlette structlog tenacity tomli toml typing_extensions typing_inspection tzdata ua_parser
    ujson urllib3 user_agents webencodings werkzeug wrapt yaml yarl zstandard
"""
WIDELY_USED = frozenset(_WIDELY_USED.split())
"""Top-level modules of distributions that edge functions are seen with."""


def foreign_names(files: Files, *, own: str) -> frozenset[str]:
    """Top-level modules of distributions; `own` is the handler's, which is never one of them."""
    listed = {name for folder in dist_info_folders(files) for name in _listed(files, folder)}
    tops = {_top(name) for name in files.names}
    return frozenset((listed | (tops & WIDELY_USED)) - {own, "", "__pycache__"})


def dist_info_folders(files: Files) -> tuple[str, ...]:
    """The `.dist-info` folders at the root of the package, sorted."""
    tops = {name.partition("/")[0] for name in files.names if "/" in name}
    return tuple(sorted(top for top in tops if top.endswith(".dist-info")))


def _listed(files: Files, folder: str) -> Iterator[str]:
    """The top-level modules of one distribution."""
    for name in (f"{folder}/RECORD", f"{folder}/top_level.txt"):
        if name not in files or files.size(name) > LARGEST_LIST:
            continue
        try:
            text = files.read(name).decode("utf-8", "replace")
        except DamagedError:
            continue  # LAE214 says so
        for line in text.splitlines():
            path = line.partition(",")[0].strip('" ')
            if not path.startswith(("..", "bin/")) and ".dist-info" not in path and ".data/" not in path:
                yield _top(path)


def _top(path: str) -> str:
    """The module that a path at the root of the package belongs to."""
    return path.partition("/")[0].partition(".")[0]
