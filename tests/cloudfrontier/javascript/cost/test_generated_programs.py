"""Programs that nobody wrote: with a meter they return what they return without one, or throw as they do."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from metered_functions import handler, metered, plain

ABOVE = """
function f(v) { return v && v.q ? v.q + 1 : v; }
function g(v) { if (!v) { return '' + v; } return typeof v; }
"""
BEFORE = """
var a = 1, b = 's', c, l = [1, 's'], turns = 0, seen = [];
function log(v) { seen.push(typeof v === 'object' ? typeof v : '' + v); }
function done() {
    return {seen: seen, a: '' + a, b: '' + b, c: '' + c, l: l.join(), turns: turns, uri: r.uri};
}
"""
NAMES = ["a", "b", "c", "r.uri", "r.x", "l[0]", "l.length"]
CONSTANTS = ["0", "1", "2.5", "'s'", "''", "null", "true", "undefined", "/s/g", "[]", "{q: 1}"]
LEAVES = st.sampled_from([*NAMES, *CONSTANTS])
TARGETS = st.sampled_from(["a", "b", "c", "r.x", "r['y']", "l[1]"])
BINARY = st.sampled_from(["+", "+", "+", "-", "*", "%", "&", "<", "===", "!=", "&&", "||", ","])
UNARY = st.sampled_from(["!", "-", "+", "typeof ", "void "])
CALLS = st.sampled_from(
    [
        "f({})",
        "g({})",
        "String({})",
        "[{}, 1]",
        "l.concat({})",
        "l.indexOf({})",
        "new Array(3).fill({})",
        "[1, 2].map((v) => v + ({}))",
        "((p) => p + 's')({})",
        "(function () {{ return {}; }})()",
        "`<${{{}}}>`",
        "('' + {}).indexOf('s')",
        "('' + {}).split('s')",
        "('' + {}).replace(/[a-s]/g, g)",
        "JSON.stringify({})",
    ]
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger expressions of smaller ones."""
    return st.one_of(
        st.builds("({} {} {})".format, inner, BINARY, inner),
        st.builds("({}({}))".format, UNARY, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds("({} {} {})".format, TARGETS, st.sampled_from(["=", "+=", "-="]), inner),
        st.builds(lambda call, value: call.format(value), CALLS, inner),
    )


VALUES = st.recursive(LEAVES, grown, max_leaves=6)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger statements of smaller ones; every loop ends."""
    many = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    return st.one_of(
        st.builds("if ({}) {} else {}".format, VALUES, inner, inner),
        st.builds("if ({}) {{ {} }} else if ({}) {{ {} }}".format, VALUES, many, VALUES, many),
        st.builds("for (var i = 0; i < 3; i++) {{ {} if ({}) continue; turns += 1; }}".format, many, VALUES),
        st.builds(
            "do {{ turns += 1; if (turns > 20 || {}) break; {} }} while (turns % 4);".format, VALUES, many
        ),
        st.builds("for (var k in {{p: 1, q: 2}}) {}".format, inner),
        st.builds(
            "switch ({}) {{ case 1: turns += 1; case {}: {} break; default: {} }}".format,
            VALUES,
            VALUES,
            many,
            many,
        ),
        st.builds("try {{ {} }} catch (x) {{ turns += 1; }} finally {{ {} }}".format, many, many),
    )


SIMPLE = st.one_of(
    st.builds("log({});".format, VALUES),
    st.builds("{} = {};".format, TARGETS, VALUES),
    st.builds("{} += {};".format, TARGETS, VALUES),
    st.builds("if ({}) return done();".format, VALUES),
    st.builds("if ({}) throw turns;".format, VALUES),
    st.sampled_from(["turns++;", ";"]),
)
STATEMENTS = st.recursive(SIMPLE, nested, max_leaves=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STATEMENTS, min_size=1, max_size=5))
def test_a_program_does_the_same_with_a_meter(statements: list[str]) -> None:
    code = handler(f"{BEFORE} {' '.join(statements)} return done();", above=ABOVE)

    expected = plain(code)
    (alone,) = metered(code, alone=True)
    (shared,) = metered(code)

    assert (alone.returned, alone.value) == (expected.ok, expected.value)
    assert (shared.returned, shared.value, shared.work) == (alone.returned, alone.value, alone.work)
