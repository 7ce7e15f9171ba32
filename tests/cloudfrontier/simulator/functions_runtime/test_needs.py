"""What a function's code needs of the prelude: as little as it can do with, for every part costs each run."""

from __future__ import annotations

import pytest

from cloudfrontier.simulator.functions_runtime.needs import needs


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("try { f(); } catch (error) { g(); }", False, id="what was caught is not looked at"),
        pytest.param("try { f(); } catch { g(); }", False, id="it has no name"),
        pytest.param("try { f(); } catch (e) {} try { g(); } catch (e) {}", False, id="twice"),
        pytest.param("try { f(); } catch (e) { return e.message; }", True, id="its message"),
        pytest.param("try { f(); } catch (e) {} try { g(); } catch (e) { throw e; }", True, id="the second"),
        pytest.param("try { f(); } catch ({message}) { g(message); }", True, id="taken apart"),
        pytest.param("try { f(); } catch ($) { g($); }", True, id="another kind of name"),
        pytest.param("f().catch(function (e) { g(e); })", True, id="the method of a promise"),
        pytest.param("f()", False, id="nothing is caught"),
    ],
)
def test_errors_get_their_words_where_a_function_may_read_them(code: str, *, expected: bool) -> None:
    found = needs(f"function handler(event) {{ {code} return event.request; }}", "cloudfront-js-2.0")
    assert ("errors" in found.parts) is expected
