"""Importing the rules of an S3 website: the documented examples in JSON and XML, and what is listed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudfront_functions.importers import Imported, import_text
from cloudfront_functions.rules import Redirect

XML = """<WebsiteConfiguration xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>
  <IndexDocument><Suffix>index.html</Suffix></IndexDocument>
  <RoutingRules>
    <RoutingRule>
      <Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition>
      <Redirect><ReplaceKeyPrefixWith>documents/</ReplaceKeyPrefixWith></Redirect>
    </RoutingRule>
    <RoutingRule>
      <Condition><KeyPrefixEquals>images/</KeyPrefixEquals></Condition>
      <Redirect><ReplaceKeyWith>folderdeleted.html</ReplaceKeyWith></Redirect>
    </RoutingRule>
  </RoutingRules>
</WebsiteConfiguration>"""


def prefixed(prefix: str, **redirect: str) -> dict[str, dict[str, str]]:
    return {"Condition": {"KeyPrefixEquals": prefix}, "Redirect": redirect}


def imported(text: str) -> Imported:
    return import_text(text, file="website", form="s3")


def shown(outcome: Imported) -> list[tuple[str, str, int]]:
    return [(str(r.source), str(r.target), r.status) for r in outcome.routes if isinstance(r, Redirect)]


def test_the_documented_examples_are_translated_from_xml() -> None:
    outcome = imported(XML)
    assert shown(outcome) == [
        ("/docs/*", "/documents/:splat", 301),
        ("/images/*", "/folderdeleted.html", 301),
    ]
    assert [rule.origin.line for rule in outcome.routes] == [4, 8]
    assert outcome.problems == ()
    assert "`rewrites.index`" in outcome.notes[0].message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"Redirect": {"HostName": "h.org", "Protocol": "https"}}], ("/*", "https://h.org/:splat", 301)),
        ({"RoutingRules": [prefixed("a", ReplaceKeyPrefixWith="b")]}, ("/a*", "/b:splat", 301)),
        ({"RedirectAllRequestsTo": {"HostName": "h", "Protocol": "http"}}, ("/*", "http://h/:splat", 301)),
        ({"WebsiteConfiguration": {"RoutingRules": [prefixed("a/", ReplaceKeyWith="x")]}},
         ("/a/*", "/x", 301)),
    ],
)  # fmt: skip
def test_rules_are_translated_from_json(value: object, expected: tuple[str, str, int]) -> None:
    outcome = imported(json.dumps(value))
    assert outcome.problems == ()
    assert shown(outcome) == [expected]


def test_a_host_without_a_protocol_is_told() -> None:
    (note,) = imported('[{"Redirect": {"HostName": "h.org"}}]').notes
    assert "keeps the protocol" in note.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '[{"Condition": {"HttpErrorCodeReturnedEquals": "404"}, "Redirect": {"HostName": "h"}}]',
            "error page",
        ),
        ('[{"Redirect": {"Protocol": "https"}}]', "viewer_protocol"),
        ('[{"Redirect": {"HttpRedirectCode": "304", "ReplaceKeyWith": "x"}}]', "no status"),
        ('[{"Redirect": {"Hostname": "x"}}]', "not known"),
        ('[{"Condition": {"KeyPrefixEquals": "a"}}]', "has a `Redirect`"),
        ('[{"Condition": "a", "Redirect": {"ReplaceKeyWith": "x"}}]', "is an object"),
        ('{"Rules": [1]}', "not known"),
        ("[1]", "has a `Redirect`"),
        ("<RoutingRules><RoutingRule>", "no XML"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "no document type"),
        ("<a>" * 40, "nested deeper"),
        ("nope", "no JSON"),
    ],
)
def test_what_cannot_be_translated_is_listed(text: str, reason: str) -> None:
    outcome = imported(text)
    assert outcome.routes == ()
    assert reason in outcome.problems[0].message


@given(
    st.one_of(
        st.text(max_size=40), st.text(max_size=40).map("<".__add__), st.text(max_size=40).map("[".__add__)
    )
)
def test_junk_never_ends_the_import(text: str) -> None:
    outcome = imported(text)
    assert outcome.problems or outcome.routes == ()
