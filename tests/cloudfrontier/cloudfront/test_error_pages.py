"""The pages that CloudFront writes itself: the known bodies, in which no viewer's text becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfrontier.cloudfront.error_pages import ADVICE, error_page, error_response, https_redirect
from cloudfrontier.cloudfront.outcomes import LAMBDA_EXECUTION, MISSING_SIGNATURE, OUTCOMES, Outcome


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, int]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, len(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Tags:
    parser = Tags()
    parser.feed(page)
    parser.close()
    return parser


PLAIN = read(error_page(LAMBDA_EXECUTION, "id"))


def test_the_page_names_status_sentence_and_request(documented: dict[str, Any]) -> None:
    page = error_page(LAMBDA_EXECUTION, "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==")
    assert "<H1>503 ERROR</H1>\n<H2>The request could not be satisfied.</H2>" in page
    assert f'<HR noshade size="1px">\n{LAMBDA_EXECUTION.sentence}\n{ADVICE}\n<BR clear="all">' in page
    assert "Request ID: 4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==\n</PRE>" in page
    assert documented["errors"]["page_tail"] == ADVICE


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_put_into_the_page_becomes_markup(sentence: str, request_id: str) -> None:
    page = error_page(LAMBDA_EXECUTION.saying(sentence), request_id)
    assert read(page).tags == PLAIN.tags
    assert page.isascii()


def test_what_is_put_into_the_page_can_be_read_from_it() -> None:
    page = read(error_page(LAMBDA_EXECUTION.saying("<b>é & ü</b>"), "<script>"))
    assert "<b>é & ü</b>" in page.text
    assert "<script>" in page.text


def test_a_missing_signature_is_answered_with_the_known_xml(documented: dict[str, Any]) -> None:
    known = documented["errors"]["missing_signature"]
    response = error_response(MISSING_SIGNATURE, "id")
    assert response.body.decode() == known["body"]
    assert response.headers.get("content-type") == known["content_type"]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.id)
def test_every_outcome_makes_a_whole_response(outcome: Outcome) -> None:
    response = error_response(outcome, "id")
    assert response.status == outcome.status
    assert response.headers.get("x-cache") == outcome.x_cache
    assert response.headers.get("server") == "CloudFront"
    assert response.headers.get("content-length") == str(len(response.body))
    if outcome.error_code:
        assert ET.fromstring(response.body).findtext("Code") == outcome.error_code


def test_the_redirect_to_https_is_the_one_that_was_seen() -> None:
    response = https_redirect(301, "https://example.com/a?b")
    assert response.headers.get("location") == "https://example.com/a?b"
    assert response.headers.get("x-cache") == "Redirect from cloudfront"
    assert response.headers.get("content-type") == "text/html"
    assert response.headers.get("content-length") == "167"
    assert len(response.body) == 167
    assert response.body.startswith(b"<html>\r\n<head><title>301 Moved Permanently</title></head>\r\n")
    assert b"307 Temporary Redirect" in https_redirect(307, "https://example.com/").body
