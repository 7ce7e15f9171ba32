"""The source of a rule as people write it: a path with `:placeholders` and a `*`, perhaps of one host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloudfront_functions.inputs.outcome import LineError
from cloudfront_functions.inputs.url_text import PLACEHOLDER, escaped, split_url
from cloudfront_functions.rules import ALWAYS, Capture, Conditions, Match, Pattern, Rest

if TYPE_CHECKING:
    from cloudfront_functions.inputs.dialect import Dialect
    from cloudfront_functions.rules.pattern import Segment

__all__ = ["PROTOCOL", "Source", "read_pattern", "read_source"]

PROTOCOL = "cloudfront-forwarded-proto"
"""The header that says whether a viewer came by http or https; CloudFront adds it where a policy names it:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html (2026-10).
"""


@dataclass(frozen=True)
class Source:
    """A path's pattern, and the one host and scheme that it is for, if it names them."""

    pattern: Pattern
    host: str | None = None
    scheme: str | None = None

    @property
    def when(self) -> Conditions:
        """Host and scheme as conditions."""
        if not self.host:
            return ALWAYS
        return Conditions(
            hosts=(self.host,),
            headers=(Match(PROTOCOL, self.scheme),) if self.scheme else (),
        )


def read_source(text: str, dialect: Dialect) -> Source:
    """A source: a path, or where the dialect has them, an absolute URL.

    Raises:
        LineError: no request can have it, or it cannot be compared with one.
    """
    url = split_url(text)
    if url.host is None:
        return Source(read_pattern(url.rest, dialect))
    if not dialect.conditions:
        raise LineError(
            f"{dialect.title} has no sources with a host; leave it out, or read the file as Netlify's"
        )
    if ":" in url.host:
        raise LineError(f"CloudFront has no port but 80 and 443; leave `{url.host}` without one")
    return Source(read_pattern(url.rest or "/", dialect), url.host, url.scheme)


def read_pattern(text: str, dialect: Dialect, *, inner_star: bool = False) -> Pattern:
    """A path with its captures; inner_star: `*` may stand anywhere, whatever the dialect has in `_redirects`.

    Raises:
        LineError: it is no path, or captures what a function cannot.
    """
    path = checked_path(text)
    head, star, tail = path.partition("*")
    if star and tail and not (dialect.inner_captures or inner_star):
        raise LineError(
            f"at {dialect.title} `*` is the last character of a source, as in `/old/*`; seen in `{text}`"
        )
    if "*" in tail:
        raise LineError(f"only one `*` may stand in a source; write a rule for each case of `{text}`")
    *segments, last = head[1:].split("/")
    rest = None
    if star:
        if PLACEHOLDER.search(last) or PLACEHOLDER.search(tail):
            raise LineError(f"no placeholder may stand beside or behind the `*`; seen in `{text}`")
        rest = Rest(before=last, after=tail)
    else:
        segments.append(last)
    any_slash = dialect.any_slash and not (rest and (rest.before or rest.after))
    try:
        return Pattern(tuple(read_segment(item, dialect) for item in segments), rest, any_slash)
    except LineError:
        raise
    except ValueError as error:
        raise LineError(f"{error}; seen in `{text}`") from None


def checked_path(text: str) -> str:
    """The path in the spelling that browsers send."""
    if not text.startswith("/"):
        raise LineError(f"the source `{text}` does not begin with `/`")
    if "?" in text or "#" in text:
        raise LineError(
            f"the source `{text}` is compared with the path alone; leave out `?` and `#`"
            " (Netlify's form for parameters is `/path name=value /target`)"
        )
    return escaped(text)


def read_segment(text: str, dialect: Dialect) -> Segment:
    """What stands between two slashes: text, or one placeholder."""
    found = PLACEHOLDER.search(text)
    if not found:
        return text
    before, after = text[: found.start()], text[found.end() :]
    if PLACEHOLDER.search(after):
        raise LineError(f"only one placeholder may stand between two slashes; seen in `{text}`")
    if (before or after) and not dialect.inner_captures:
        raise LineError(
            f"at {dialect.title} a placeholder is all that stands between two slashes; in `{text}` write"
            f" `%3A` for a colon that is text"
        )
    return Capture(found[1], before, after)
