"""Which URLs the `Resource` of a policy means: the rules and examples of AWS's page on custom policies.

Source: private-content-creating-signed-url-custom-policy.html of the developer guide (read 2026-04).
"""

from __future__ import annotations

import pytest

from cloudfrontier.simulator.signature.resource import matches

D = "d111111abcdef8.cloudfront.net"


@pytest.mark.parametrize(
    ("resource", "url"),
    [
        (f"https://{D}/*game_download.zip*", f"https://{D}/game_download.zip"),
        (f"https://{D}/*game_download.zip*", f"https://{D}/example_game_download.zip?license=yes"),
        (f"https://{D}/*game_download.zip*", f"https://{D}/test_game_download.zip?license=temp"),
        ("https://www.example.com/hello*world", "https://www.example.com/helloworld"),
        ("https://www.example.com/hello*world", "https://www.example.com/hello-world"),
        ("http://example.com/hello*", "http://example.com/hello/x?y"),
        ("http://example.com*", "http://example.com.au/x?y"),
        ("*example.com", "https://www.example.com/"),
        ("*", "https://anything.example/at/all?b"),
        (f"*://{D}/a?c", f"http://{D}/abc"),
        (f"https://{D}/images/horizon.jpg\\?size=large&license=yes", f"https://{D}/images/horizon.jpg?size=large&license=yes"),
        (f"https://{D}/images/horizon.jpg?size=large&license=yes", f"https://{D}/images/horizon.jpg?size=large&license=yes"),
        (f"https://{D}/a?size=*", f"https://{D}/a?size=large"),
    ],
)  # fmt: skip
def test_a_url_is_meant(resource: str, url: str) -> None:
    assert matches(resource, url)


@pytest.mark.parametrize(
    ("resource", "url"),
    [
        ("https://www.example.com/hello*world", "https://www.example.net/hello?world"),
        ("https://www.example.com/hello*world", "https://www.example.com/hello?world"),
        (f"https://{D}/a", f"http://{D}/a"),
        (f"https://{D}/a", f"https://{D}/A"),
        (f"https://{D}/a", f"https://{D}/a?b"),
        ("https://*/a", "https://example.org/b/a"),
        ("*example.com", "https://www.example.com/page"),
        ("example.com/*", "https://example.com/a"),
        (f"https://{D}/a.zip", f"https://{D}/axzip"),
    ],
)  # fmt: skip
def test_a_url_is_not_meant(resource: str, url: str) -> None:
    assert not matches(resource, url)
