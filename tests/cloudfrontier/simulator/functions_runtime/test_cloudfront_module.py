"""`import cf from 'cloudfront'`: stores, origins, where a request came in, whose it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from functions_events import NOW, viewer_request

from cloudfrontier.errors import UsageError
from cloudfrontier.simulator.functions_runtime import (
    EdgeLocation,
    FunctionOutcome,
    FunctionsRuntime,
    KeyValues,
    Surroundings,
    Tenant,
    read_key_values,
)

STORE = KeyValues({"/old": "/new", "json": '{"a": [1]}', "text": "\u00e9"}, id="store-1")
RUNTIME = FunctionsRuntime()


def run(
    body: str, surroundings: Surroundings | None = None, event: dict[str, Any] | None = None
) -> FunctionOutcome:
    code = f"import cf from 'cloudfront';\nasync function handler(event) {{ {body} }}"
    return RUNTIME.run(
        code,
        event or viewer_request("/old", accept="text/html"),
        runtime="cloudfront-js-2.0",
        now=NOW,
        surroundings=surroundings or Surroundings(store=STORE),
    )


def value(body: str, surroundings: Surroundings | None = None) -> Any:
    outcome = run(body, surroundings)
    assert outcome.error is None, outcome.error
    return outcome.value


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return await cf.kvs().get(event.request.uri);", "/new"),
        ("return await cf.kvs('store-1').get('/old', { format: 'string' });", "/new"),
        ("return (await cf.kvs().get('json', { format: 'json' })).a;", [1]),
        ("const b = await cf.kvs().get('text', { format: 'bytes' }); return b.toString('hex');", "c3a9"),
        ("const s = cf.kvs(); return [await s.exists('/old'), await s.exists('no')];", [True, False]),
        ("return await cf.kvs().count();", 3),
        ("return (await cf.kvs().meta()).keyCount;", 3),
        ("return await Promise.all([cf.kvs().get('/old'), cf.kvs().get('text')]);", ["/new", "\u00e9"]),
        ("try { return await cf.kvs().get('no'); } catch (error) { return 'none'; }", "none"),
        ("return cf.kvs().get('no').catch(function () { return 'none'; });", "none"),
        ("return await cf.kvs().get('__proto__').catch(function () { return 'none'; });", "none"),
    ],
)
def test_a_store_answers(body: str, expected: Any) -> None:
    assert value(body) == expected


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return await cf.kvs().get('no');", 'the key "no" is not in the KeyValueStore'),
        ("return cf.kvs('another');", 'the KeyValueStore "another" is not the function\'s'),
        (
            "return await cf.kvs().get('text', { format: 'xml' });",
            "the format of a value is string, json or bytes",
        ),
        ("return await cf.kvs().get('text', { format: 'json' });", "SyntaxError"),
    ],
)
def test_what_a_store_cannot_answer_is_an_error_of_the_function(body: str, message: str) -> None:
    error = run(body).error
    assert error is not None
    assert error.kind == "execution"
    assert message in error.message


def test_without_a_store_there_is_none_to_ask() -> None:
    error = run("return await cf.kvs().get('a');", Surroundings()).error
    assert error is not None
    assert "has no KeyValueStore" in error.message


def test_a_run_that_asks_without_end_ends() -> None:
    error = run("for (;;) { await cf.kvs().get('/old'); }").error
    assert error is not None
    assert error.kind in {"time", "unsettled"}


def test_what_was_asked_and_not_waited_for_is_no_fault() -> None:
    assert value("cf.kvs().get('/old'); return 1;") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "expected"),
        ("{", "not JSON"),
        ('{"data": [{"key": "a"}]}', "data[0]"),
        ('{"data": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}', "twice"),
        (json.dumps({"data": [{"key": "k" * 513, "value": ""}]}), "513 bytes"),
        (json.dumps({"data": [{"key": "k", "value": "v" * 1025}]}), "1025 bytes"),
    ],
)
def test_a_file_that_aws_would_not_import_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("[", r"\[")):
        read_key_values(text, "store.json")


def test_a_store_is_read_from_its_import_file() -> None:
    text = json.dumps({"data": [{"key": "a", "value": "1"}, {"key": "\u00e9", "value": ""}]})
    assert read_key_values(text, "store.json").entries == {"a": "1", "\u00e9": ""}


def test_the_edge_location_is_there_in_viewer_request_only() -> None:
    edge = Surroundings(edge=EdgeLocation("ZRH", "203.0.113.9", "eu-central-1"))
    expected = {"name": "ZRH", "serverIp": "203.0.113.9", "region": "eu-central-1"}
    assert value("return cf.edgeLocation;", edge) == expected
    event = {**viewer_request(), "response": {"statusCode": 200, "headers": {}}}
    assert run("return cf.edgeLocation;", edge, event).value == {}


def test_a_tenant_has_parameters_where_there_is_a_tenant() -> None:
    tenant = Surroundings(tenant=Tenant("dt_1", {"brand": "blue"}))
    read = "const t = cf.distributionTenant; return [t.id, t.parameters.get('brand')];"
    assert value(read, tenant) == ["dt_1", "blue"]
    for around, body, message in (
        (Surroundings(), "return cf.distributionTenant.id;", "distributionTenant module is not available"),
        (
            tenant,
            "return cf.distributionTenant.parameters.get('x');",
            "DistributionTenantParameterKeyNotFound",
        ),
    ):
        error = run(body, around).error
        assert error is not None
        assert message in error.message


def test_the_last_change_of_the_origin_is_in_the_outcome() -> None:
    outcome = run(
        "cf.selectRequestOriginById('a'); cf.updateRequestOrigin({ domainName: 'b.example.com' });"
        " return event.request;"
    )
    assert outcome.origin is not None
    assert (outcome.origin.method, outcome.origin.value) == (
        "updateRequestOrigin",
        {"domainName": "b.example.com"},
    )
    assert outcome.origin.faults == ()
    assert run("return event.request;").origin is None


GOOD = (
    (
        "updateRequestOrigin({ domainName: 'b.example.com', originPath: '/a', customHeaders: { 'x-a': '1' },"
        " connectionAttempts: 2, timeouts: { readTimeout: 10, keepAliveTimeout: 5, connectionTimeout: 3,"
        " responseCompletionTimeout: 10 }, originShield: { enabled: true, region: 'eu-west-1' },"
        " originAccessControlConfig: { enabled: true, signingBehavior: 'always', signingProtocol: 'sigv4',"
        " originType: 'lambda' }, customOriginConfig: { port: 443, protocol: 'https',"
        " sslProtocols: ['TLSv1.2'],"
        " ipAddressType: 'dualstack' }, allowedCertificateNames: ['a.example.com'],"
        " hostHeader: 'h.example.com',"
        " sni: 's.example.com' })"
    ),
    "updateRequestOrigin({ originPath: '' })",
    "selectRequestOriginById('origin-2', { hostHeader: 'h.example.com' })",
    (
        "createRequestOriginGroup({ originIds: ['a', { originId: 'b' }], selectionCriteria: 'default',"
        " failoverCriteria: { statusCodes: [500, 503] } })"
    ),
)


@pytest.mark.parametrize("call", GOOD)
def test_what_aws_documents_for_an_origin_has_no_fault(call: str) -> None:
    outcome = run(f"cf.{call}; return event.request;")
    assert outcome.origin is not None
    assert outcome.origin.faults == ()


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ("updateRequestOrigin('b')", "are an object"),
        ("updateRequestOrigin({ domainName: 'b.example.com:443' })", "without a port"),
        ("updateRequestOrigin({ domainName: '192.0.2.1' })", "no address"),
        ("updateRequestOrigin({ domainName: 'a'.repeat(254) })", "254 characters"),
        (
            ("updateRequestOrigin({ domainName: 'B.s3.amazonaws.com',"
            " originAccessControlConfig: { enabled: true, originType: 's3' } })"),
            "lower case",
        ),
        ("updateRequestOrigin({ originPath: 'a' })", "begins with a slash"),
        ("updateRequestOrigin({ originPath: '/a/' })", "ends without"),
        ("updateRequestOrigin({ customHeaders: { 'X-A': '1' } })", "lower case"),
        ("updateRequestOrigin({ customHeaders: { 'x-edge-a': '1' } })", "no header of that name"),
        ("updateRequestOrigin({ customHeaders: { accept: '1' } })", "has that header already"),
        ("updateRequestOrigin({ customHeaders: { 'x-a': 1 } })", "a value is text"),
        ("updateRequestOrigin({ connectionAttempts: 4 })", "1 to 3"),
        ("updateRequestOrigin({ timeouts: { readTimeout: 0 } })", "1 to 120"),
        (
            "updateRequestOrigin({ timeouts: { readTimeout: 9, responseCompletionTimeout: 8 } })",
            "less than readTimeout",
        ),
        ("updateRequestOrigin({ originShield: { region: 'eu-west-1' } })", "enabled is missing"),
        ("updateRequestOrigin({ customOriginConfig: { protocol: 'ftp' } })", "one of http, https"),
        ("updateRequestOrigin({ customOriginConfig: { ipAddressType: 'ipv4' } })", "only together with"),
        ("updateRequestOrigin({ domainname: 'b' })", "no setting of an origin"),
        ("selectRequestOriginById(1)", "the id of an origin is text"),
        ("createRequestOriginGroup({ originIds: ['a'] })", "two ids"),
        ("createRequestOriginGroup({ originIds: ['a', 'b'] })", "statusCodes"),
    ],
)  # fmt: skip
def test_what_cloudfront_would_refuse_of_an_origin_is_said(call: str, fault: str) -> None:
    outcome = run(f"cf.{call}; return event.request;")
    assert outcome.error is None
    assert outcome.origin is not None
    assert fault in " ".join(outcome.origin.faults)


def test_the_origin_is_changed_in_viewer_request_only() -> None:
    event = {**viewer_request(), "response": {"statusCode": 200, "headers": {}}}
    outcome = run("cf.selectRequestOriginById('a'); return event.response;", None, event)
    assert outcome.origin is not None
    assert "only viewer-request" in outcome.origin.faults[0]


def test_runtime_1_0_has_no_such_module() -> None:
    code = "var cf = require('cloudfront');\nfunction handler() {}"
    error = RUNTIME.run(code, viewer_request(), runtime="cloudfront-js-1.0", now=NOW).error
    assert error is not None
    assert 'Cannot find module "cloudfront"' in error.message
